//! NN18: Nơi nhận “Như Điều N” không chỉ điều ghi ai thi hành.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::recipients;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Nơi nhận “Như Điều N” không chỉ điều ghi ai thi hành.
pub static RULE: Rule = Rule {
    code: "NN18",
    name: "as-article-executors",
    severity: Severity::Warning,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: true,
    page: Page {
        fault: "Nơi nhận “Như Điều N” không chỉ điều ghi ai thi hành.",
        why: "“Như Điều N” thay cho tên những nơi chịu trách nhiệm thi hành, nên N là điều ghi các nơi ấy.",
        wrong: "Điều 3 ghi trách nhiệm thi hành, nơi nhận ghi “Như Điều 2”.",
        right: "- Như Điều 3;",
        cure: "Sửa số điều ở nơi nhận.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let executors = recipients::executing_articles(paper);
    for line in paper.of(Part::Recipient).filter(|line| line.folded.starts_with("NHUDIEU")) {
        let numbers: Vec<u32> = line.text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        let ([number], Some(right)) = (numbers.as_slice(), executors.last()) else { continue };
        let there = structure::articles(paper).any(|article| article.number == *number);
        if there && !executors.contains(number) {
            let seen = format!("Như Điều {number}, không ghi ai thi hành");
            found.add(Where::line(line, Part::Recipient), seen, format!("Như Điều {right}"));
        }
    }
}
