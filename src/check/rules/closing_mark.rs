//! ND11: Hết nội dung không có “./.”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::standard::Signing;

/// Hết nội dung không có “./.”.
pub static RULE: Rule = Rule {
    code: "ND11",
    name: "closing-mark",
    severity: Severity::Warning,
    clause: Clause::NAMED_FORM.cite(),
    before_2020: false,
    page: Page {
        fault: "Hết nội dung không có “./.”.",
        why: "Mẫu ở Phụ lục III kết thúc nội dung bằng “./.” để không thêm chữ vào sau được.",
        wrong: "… tổ chức thực hiện.",
        right: "… tổ chức thực hiện./.",
        cure: "Gõ “./.” vào cuối đoạn cuối cùng của nội dung.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let foot = paper.index(Part::RecipientsTitle).or_else(|| paper.index(Part::SignerTitle));
    let Some(foot) = foot.filter(|_| matches!(paper.form().signing, Signing::Agency { .. })) else { return };
    let last = (0..foot).rev().find(|at| paper.readings[*at].part == Part::Body && !paper.lines[*at].is_blank());
    let Some(line) = last.map(|at| &paper.lines[at]).filter(|line| line.cell().is_none()) else { return };
    if !line.text.ends_with("./.") {
        found.add(Where::line(line, Part::Body), "nội dung không hết bằng “./.”", "“./.” ở cuối");
    }
}
