//! TE03: Có chữ viết bằng bảng mã cũ (TCVN3, VNI).

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có chữ viết bằng bảng mã cũ (TCVN3, VNI).
pub static RULE: Rule = Rule {
    code: "TE03",
    name: "old-encoding",
    severity: Severity::Error,
    clause: Clause::FONT.cite(),
    before_2020: true,
    page: Page {
        fault: "Có chữ viết bằng bảng mã cũ (TCVN3, VNI).",
        why: "Chữ phải theo TCVN 6909:2001 (Unicode); chữ của bảng mã cũ hiện sai ở máy không có phông đó, và không tìm được.",
        wrong: "Thân bài phông .VnTime.",
        right: "Thân bài phông Times New Roman, chữ Unicode.",
        cure: "Đổi chữ sang Unicode bằng công cụ chuyển mã (ví dụ UniKey Toolkit), rồi đặt phông Times New Roman.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in paper.read().filter(|(_, line)| line.first) {
        let names = line.paragraph.runs.iter().flat_map(|run| run.font_names());
        if let Some(name) = names.into_iter().find(|name| is_old(name)) {
            found.add(Where::line(line, part), format!("chữ của phông {name}"), "chữ Unicode");
        }
    }
}

/// Tells whether a font belongs to one of the encodings before Unicode.
pub fn is_old(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(".vn") || name.starts_with("vni-") || name.starts_with("vni ") || name.starts_with("vntime")
}
