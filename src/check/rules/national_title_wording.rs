//! QH02: Quốc hiệu viết sai chữ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quốc hiệu viết sai chữ.
pub static RULE: Rule = Rule {
    code: "QH02",
    name: "national-title-wording",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Quốc hiệu viết sai chữ.",
        why: "Quốc hiệu chỉ có một cách viết.",
        wrong: "CỘNG HÒA XÃ HỘI CHỦ NGĨA VIỆT NAM",
        right: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        cure: "Gõ lại: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::NationalTitle) {
        let text = line.text.to_uppercase();
        // The decree itself puts the tone on either letter.
        if !["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"].contains(&text.as_str()) {
            let wanted = "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”";
            found.add(Where::line(line, Part::NationalTitle), format!("Quốc hiệu “{}”", line.text), wanted);
        }
    }
}
