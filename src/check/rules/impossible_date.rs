//! DT09: Ngày ban hành không có trong lịch.

use chrono::NaiveDate;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;

/// Ngày ban hành không có trong lịch.
pub static RULE: Rule = Rule {
    code: "DT09",
    name: "impossible-date",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: true,
    page: Page {
        fault: "Ngày ban hành không có trong lịch.",
        why: "Thời gian ban hành là ngày, tháng, năm có thật.",
        wrong: "ngày 31 tháng 4 năm 2026",
        right: "ngày 30 tháng 4 năm 2026",
        cure: "Sửa lại ngày, tháng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        let figures = |word| text::figures_after(&line.text, word).and_then(|figures| figures.parse::<u32>().ok());
        let (Some(day), Some(month), Some(year)) = (figures("ngày"), figures("tháng"), figures("năm")) else { continue };
        if year >= 1000 && NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or(0), month, day).is_none() {
            let seen = format!("ngày {day} tháng {month} năm {year}");
            found.add(Where::line(line, Part::PlaceDate), seen, "ngày có trong lịch");
        }
    }
}
