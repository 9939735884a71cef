//! KY07: Chữ viết tắt trước chức vụ không đúng dạng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::words;
use crate::standard::Clause;

/// Chữ viết tắt trước chức vụ không đúng dạng.
pub static RULE: Rule = Rule {
    code: "KY07",
    name: "authority-form",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Chữ viết tắt trước chức vụ không đúng dạng.",
        why: "Ký thay mặt tập thể ghi “TM.”, ký thay ghi “KT.”, thừa lệnh ghi “TL.”, thừa ủy quyền ghi “TUQ.”, quyền cấp trưởng ghi “Q.”, sau đó một dấu cách.",
        wrong: "K/T GIÁM ĐỐC",
        right: "KT. GIÁM ĐỐC",
        cure: "Gõ lại: hai, ba chữ in hoa, dấu chấm, một dấu cách.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::SignerTitle) {
        let Some(prefix) = words::authority(&line.text) else { continue };
        if !line.text.to_uppercase().starts_with(&format!("{prefix}. ")) {
            let seen = line.text.split_whitespace().next().unwrap_or_default();
            found.add(Where::line(line, Part::SignerTitle), format!("“{seen}”"), format!("“{prefix}. ”"));
        }
    }
}
