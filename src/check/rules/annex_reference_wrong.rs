//! PL18: “(Kèm theo …)” ghi số, ngày khác với văn bản.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;
use crate::viet::date;

/// “(Kèm theo …)” ghi số, ngày khác với văn bản.
pub static RULE: Rule = Rule {
    code: "PL18",
    name: "annex-reference-wrong",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "“(Kèm theo …)” ghi số, ngày khác với văn bản.",
        why: "Thông tin chỉ dẫn kèm theo văn bản phải đúng số, ký hiệu, ngày của chính văn bản.",
        wrong: "Văn bản số 05/BC-STC, phụ lục ghi “(Kèm theo Báo cáo số 06/BC-STC …)”.",
        right: "(Kèm theo Báo cáo số 05/BC-STC …)",
        cure: "Sửa dòng “(Kèm theo …)” theo số, ngày của văn bản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some((own, date)) = text_of_number(paper).zip(paper.date) else { return };
    for line in paper.of(Part::AnnexReference) {
        let Some(cited) = text::first_symbol(&line.text) else { continue };
        let symbol = |whole: &str| whole.split_once('/').map(|(_, symbol)| symbol.to_owned());
        let day = text::all_dates(&line.text).first().copied();
        let number = |whole: &str| whole.split_once('/').and_then(|(number, _)| number.parse::<u32>().ok());
        let other_number = number(cited) != number(&own) && symbol(cited) == symbol(&own);
        let other_day = cited == own && day.is_some_and(|day| day != date);
        if other_number || other_day {
            let seen = format!("“{}”", line.text);
            found.add(Where::line(line, Part::AnnexReference), seen, format!("số {own}, {}", date::long(date)));
        }
    }
}

/// Returns number and symbol of a document whose number has been given.
fn text_of_number(paper: &Paper<'_>) -> Option<String> {
    let (number, symbol) = paper.number()?;
    let given = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    given.then(|| format!("{number}/{symbol}"))
}
