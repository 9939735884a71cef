//! NN19: Nơi để báo cáo đứng sau nơi nhận khác.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::words::fold;

/// Nơi để báo cáo đứng sau nơi nhận khác.
pub static RULE: Rule = Rule {
    code: "NN19",
    name: "superior-first",
    severity: Severity::Hint,
    clause: "Thói quen tốt khi ghi nơi nhận",
    before_2020: false,
    page: Page {
        fault: "Nơi để báo cáo đứng sau nơi nhận khác.",
        why: "Nơi nhận xếp cấp trên trước: nơi để báo cáo (b/c), rồi nơi thực hiện, nơi phối hợp.",
        wrong: "- Các phòng thuộc Sở; - UBND tỉnh (b/c);",
        right: "- UBND tỉnh (b/c); - Các phòng thuộc Sở;",
        cure: "Đưa nơi để báo cáo lên trước.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut other = false;
    for line in paper.of(Part::Recipient) {
        let reported = ["BC", "DEBC", "DEBAOCAO"].iter().any(|end| {
            let (_, mark) = line.text.rsplit_once('(').unwrap_or_default();
            fold(mark) == *end
        });
        // Leaders of the office itself may stand last.
        let above = ["UBND", "UYBANNHANDAN", "HDND", "BO", "TINHUY", "THANHUY", "CHINHPHU", "THUTUONG"];
        let above = above.iter().any(|word| line.folded.starts_with(word));
        if reported && above && other {
            found.add(Where::line(line, Part::Recipient), format!("“{}” đứng sau", line.text), "đứng trước, sau “Như trên”");
        }
        other |= !reported && !line.folded.starts_with("NHU");
    }
}
