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
            order(until, message, "sửa một trong hai ngày", report);
        }
    }
    for pair in records.rates.iter().flat_map(|rates| rates.salaries.windows(2)) {
        if pair[1].from.day <= pair[0].from.day {
            let message =
                format!("mức lương từ {} đứng sau mức từ {}", short(pair[1].from.day), short(pair[0].from.day));
            order(pair[1].from, message, "xếp các mức lương cũ trước mới sau", report);
        }
    }
}

fn order(at: Date, message: String, hint: &str, report: &mut Report) {
    report.push(Diagnostic::error(&code::DATE_ORDER, message).at(at.span).hint(hint));
}

fn check_progress(task: &Task, report: &mut Report) {
    for pair in task.progress.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        if after.day.day < before.day.day {
            let message = format!("tiến độ ngày {} đứng sau ngày {}", short(after.day.day), short(before.day.day));
            order(after.day, message, "xếp tiến độ cũ trước mới sau", report);
        }
        if after.percent.value < before.percent.value {
            let message = format!("tiến độ lùi từ {}% xuống {}%", before.percent.value, after.percent.value);
            let hint = "sửa số phần trăm; nếu đúng là phải làm lại, ghi thành nhiệm vụ khác";
            report.push(Diagnostic::error(&code::PROGRESS_ORDER, message).at(after.percent.span).hint(hint));
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
        order(date, message, "sửa ngày ban hành hoặc ngày chốt số liệu", report);
    }
    if let Some(due) = paper.due
        && due.day < date.day
    {
        let message = format!("hạn trả lời {} trước ngày ban hành {}", short(due.day), short(date.day));
        order(due, message, "sửa han_tra_loi hoặc ngày ban hành", report);
    }
}

/// A year that was copied from the last one has that year's periods until someone changes them.
fn check_year(period: &Period, year: i32, report: &mut Report) {
    if period.to.day.year() != year {
        let message = format!("ngày chốt số liệu {} không thuộc năm {year}", short(period.to.day));
        let hint = "nếu hồ sơ chép từ năm khác, sửa các ngày của kỳ báo cáo";
        report.push(Diagnostic::warning(&code::DATE_ORDER, message).at(period.to.span).hint(hint));
    }
}

fn check_period(period: &Period, scene: &Scene, report: &mut Report) {
    let (from, to) = (period.from, period.to);
    if to.day < from.day {
        let message = format!("ngày chốt số liệu {} trước ngày đầu kỳ {}", short(to.day), short(from.day));
        order(to, message, "sửa một trong hai ngày", report);
        return;
    }
    if let Some(as_of) = scene.as_of
        && as_of < from.day
    {
        let message = format!("số liệu tính đến {} (--ngay) trước ngày đầu kỳ {}", short(as_of), short(from.day));
        order(from, message, "chọn ngày khác, hoặc chỉ lập các văn bản khác bằng --van-ban", report);
    }
    if let Some(next) = period.next_to
        && next.day <= to.day
    {
        let message = format!("ngày cuối kỳ sau {} không sau ngày chốt kỳ này {}", short(next.day), short(to.day));
        order(next, message, "sửa một trong hai ngày", report);
    }
}
