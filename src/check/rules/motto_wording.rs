//! QH09: Tiêu ngữ viết sai chữ, sai dấu gạch hoặc chữ hoa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu ngữ viết sai chữ, sai dấu gạch hoặc chữ hoa.
pub static RULE: Rule = Rule {
    code: "QH09",
    name: "motto-wording",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Tiêu ngữ viết sai chữ, sai dấu gạch hoặc chữ hoa.",
        why: "Chữ cái đầu của ba cụm từ viết hoa, giữa các cụm có gạch nối, trước và sau gạch nối có một dấu cách.",
        wrong: "Độc lập – Tự Do – Hạnh Phúc",
        right: "Độc lập - Tự do - Hạnh phúc",
        cure: "Gõ lại: Độc lập - Tự do - Hạnh phúc (gạch nối ngắn, mỗi bên một dấu cách).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Motto) {
        if line.text != "Độc lập - Tự do - Hạnh phúc" {
            let wanted = "“Độc lập - Tự do - Hạnh phúc”";
            found.add(Where::line(line, Part::Motto), format!("Tiêu ngữ “{}”", line.text), wanted);
        }
    }
}
