//! CC03: Căn cứ không hết bằng dấu chấm phẩy.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Căn cứ không hết bằng dấu chấm phẩy.
pub static RULE: Rule = Rule {
    code: "CC03",
    name: "ground-end",
    severity: Severity::Error,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Căn cứ không hết bằng dấu chấm phẩy.",
        why: "Mỗi căn cứ một dòng, cuối dòng có dấu chấm phẩy; dòng cuối cùng kết thúc bằng dấu chấm.",
        wrong: "Căn cứ Luật Thi đua, khen thưởng,",
        right: "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        cure: "Đặt dấu “;” cuối căn cứ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let grounds: Vec<_> = paper.of(Part::Ground).filter(|line| line.last).collect();
    let Some((_, others)) = grounds.split_last() else { return };
    for line in others.iter().filter(|line| !line.text.ends_with(';')) {
        found.add(Where::line(line, Part::Ground), "căn cứ không hết bằng “;”", "dấu “;” cuối dòng");
    }
}
