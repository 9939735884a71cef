//! KY15: Có chức vụ người ký mà không có họ tên.

use crate::check::finding::Where;
use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có chức vụ người ký mà không có họ tên.
pub static RULE: Rule = Rule {
    code: "KY15",
    name: "signer-name-missing",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Có chức vụ người ký mà không có họ tên.",
        why: "Họ và tên của người ký văn bản đặt dưới chữ ký.",
        wrong: "GIÁM ĐỐC, dưới để trống.",
        right: "GIÁM ĐỐC / Nguyễn Văn A",
        cure: "Gõ họ tên người ký dưới chức vụ, chừa chỗ cho chữ ký.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let last = (0..paper.lines.len()).rfind(|at| paper.readings[*at].part == Part::SignerTitle);
    let Some(at) = last.filter(|_| !paper.has(Part::SignerName)) else { return };
    let title = &paper.lines[at];
    // What stands below it in its cell may be a name such as nobody has thought of.
    let place = |line: &Line<'_>| line.cell().map(|cell| (cell.table, cell.row, cell.cell));
    let below = paper.lines[at + 1..].iter().any(|line| !line.is_blank() && place(title).is_some_and(|seat| place(line) == Some(seat)));
    if !below {
        found.add(Where::line(title, Part::SignerTitle), "không thấy họ tên người ký", "họ tên dưới chức vụ");
    }
}
