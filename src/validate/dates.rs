//! Dates do not contradict one another.

use chrono::Datelike;

use super::Scene;
use crate::diag::{Diagnostic, Report};
use crate::record::field::Date;
use crate::record::paper::{Paper, Period};
use crate::record::task::Task;
use crate::record::{Records, code};
use crate::standard::Clause;
use crate::viet::date::short;

/// Reports dates that cannot all be true.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for task in &records.tasks {
        check_progress(task, report);
        check_far(task, records.year, report);
    }
    for published in records.indices.iter().filter_map(|index| index.published) {
        far(published, "ngày công bố chỉ số", (records.year - 1, records.year + 1), records.year, report);
    }
    for paper in &records.papers {
        check_paper(paper, records.year, report);
        if let Some(period) = &paper.period {
            check_period(period, scene, report);
            check_year(period, records.year, report);
        }
    }
    for law in &records.laws {
        if let (Some(from), Some(until)) = (law.from, law.until)
            && until.day < from.day
        {
            let message = format!("hết hiệu lực {} trước ngày có hiệu lực {}", short(until.day), short(from.day));
            order(until, Some((from, "có hiệu lực từ")), message, "sửa một trong hai ngày", report);
        }
    }
    for pair in records.rates.iter().flat_map(|rates| rates.salaries.windows(2)) {
        if pair[1].from.day <= pair[0].from.day {
            let message =
                format!("mức lương từ {} đứng sau mức từ {}", short(pair[1].from.day), short(pair[0].from.day));
            let before = Some((pair[0].from, "mức đứng trước"));
            order(pair[1].from, before, message, "xếp các mức lương cũ trước mới sau", report);
        }
    }
}

/// Reports a date that contradicts another one, which is shown too where it stands in the records.
fn order(at: Date, other: Option<(Date, &str)>, message: String, hint: &str, report: &mut Report) {
    let found = Diagnostic::error(&code::DATE_ORDER, message).at(at.span).hint(hint);
    report.push(match other {
        Some((other, what)) => found.label(other.span, what),
        None => found,
    });
}

/// Warns of deadlines and progress years away: figures of the year that were mistyped.
fn check_far(task: &Task, year: i32, report: &mut Report) {
    far(task.due, "hạn", (year - 1, year + 2), year, report);
    for step in &task.progress {
        far(step.day, "ngày tiến độ", (year - 1, year + 1), year, report);
    }
}

fn far(date: Date, what: &str, (first, last): (i32, i32), year: i32, report: &mut Report) {
    if !(first..=last).contains(&date.day.year()) {
        let message = format!("{what} {} cách xa năm {year} của tệp dữ liệu này", short(date.day));
        let found = Diagnostic::warning(&code::DATE_ORDER, message).at(date.span);
        report.push(found.hint("xem lại năm của ngày này"));
    }
}

fn check_progress(task: &Task, report: &mut Report) {
    for pair in task.progress.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        if after.day.day < before.day.day {
            let message = format!("tiến độ ngày {} đứng sau ngày {}", short(after.day.day), short(before.day.day));
            let other = Some((before.day, "tiến độ đứng trước"));
            order(after.day, other, message, "sửa ngày gõ nhầm, hoặc xếp tiến độ cũ trước mới sau", report);
        }
        if after.percent.value < before.percent.value {
            let message = format!("tiến độ lùi từ {}% xuống {}%", before.percent.value, after.percent.value);
            let hint = "sửa số phần trăm; nếu đúng là phải làm lại, ghi thành nhiệm vụ khác";
            let found = Diagnostic::error(&code::PROGRESS_ORDER, message).at(after.percent.span).hint(hint);
            report.push(found.label(before.percent.span, "trước đó"));
        }
    }
}

fn check_paper(paper: &Paper, year: i32, report: &mut Report) {
    let Some(date) = paper.date else { return };
    // A year's last report is often signed in the first days of the next year.
    if !(year..=year + 1).contains(&date.day.year()) {
        let message = format!("ngày ban hành {} không thuộc năm {year}", short(date.day));
        let diagnostic = Diagnostic::error(&code::DATE_ORDER, message).at(date.span).hint("sửa lại ngày ban hành");
        report.push(diagnostic.clause(Clause::NUMBERING.cite()));
    }
    if let Some(period) = &paper.period
        && date.day < period.to.day
    {
        let message = format!("ban hành {} trước ngày chốt số liệu {}", short(date.day), short(period.to.day));
        let other = Some((period.to, "ngày chốt số liệu"));
        order(date, other, message, "sửa ngày ban hành hoặc ngày chốt số liệu", report);
    }
    if let Some(due) = paper.due
        && due.day < date.day
    {
        let message = format!("hạn trả lời {} trước ngày ban hành {}", short(due.day), short(date.day));
        order(due, Some((date, "ngày ban hành")), message, "sửa han_tra_loi hoặc ngày ban hành", report);
    }
}

/// A year that was copied from the last one has that year's periods until someone changes them.
fn check_year(period: &Period, year: i32, report: &mut Report) {
    if period.to.day.year() != year {
        let message = format!("ngày chốt số liệu {} không thuộc năm {year}", short(period.to.day));
        let hint = "nếu tệp dữ liệu chép từ năm khác, sửa các ngày của kỳ báo cáo";
        report.push(Diagnostic::warning(&code::DATE_ORDER, message).at(period.to.span).hint(hint));
    }
}

fn check_period(period: &Period, scene: &Scene, report: &mut Report) {
    let (from, to) = (period.from, period.to);
    if to.day < from.day {
        let message = format!("ngày chốt số liệu {} trước ngày đầu kỳ {}", short(to.day), short(from.day));
        order(to, Some((from, "ngày đầu kỳ")), message, "sửa một trong hai ngày", report);
        return;
    }
    if let Some(as_of) = scene.as_of
        && as_of < from.day
    {
        let message = format!("số liệu tính đến {} (--ngay) trước ngày đầu kỳ {}", short(as_of), short(from.day));
        order(from, None, message, "chọn ngày khác, hoặc chỉ lập các văn bản khác bằng --van-ban", report);
    }
    if let Some(next) = period.next_to
        && next.day <= to.day
    {
        let message = format!("ngày cuối kỳ sau {} không sau ngày chốt kỳ này {}", short(next.day), short(to.day));
        order(next, Some((to, "ngày chốt kỳ này")), message, "sửa một trong hai ngày", report);
    }
}
