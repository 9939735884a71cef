//! Numbers lie within their bounds; the decree's, where it sets one.

use crate::diag::{Diagnostic, Report};
use crate::record::exchange::LONGEST;
use crate::record::field::{Decimal, Int};
use crate::record::office::FormRecord;
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::Clause;

/// Reports each number outside its bounds.
pub fn check(records: &Records, report: &mut Report) {
    if let Some(form) = records.office.as_ref().and_then(|office| office.form.as_ref()) {
        check_form(form, report);
    }
    if let Some(own) = records.office.as_ref().and_then(|office| office.code.as_ref()) {
        let length = own.text.chars().count();
        if length > LONGEST {
            let message = format!("mã định danh “{}” dài {length} ký tự, tối đa {LONGEST}", own.text);
            let hint = "ghi mã định danh điện tử được cấp cho cơ quan";
            report.push(Diagnostic::error(&code::OUT_OF_BOUNDS, message).at(own.span).hint(hint));
        }
    }
    for task in &records.tasks {
        for step in &task.progress {
            whole(&step.percent, 0, 100, "phần trăm", report);
        }
    }
    for paper in &records.papers {
        let numbers =
            [(&paper.number, "số văn bản"), (&paper.copies, "số bản lưu"), (&paper.issued, "số lượng bản phát hành")];
        for (number, what) in numbers {
            if let Some(number) = number {
                whole(number, 1, 99_999, what, report);
            }
        }
    }
    for index in &records.indices {
        for rank in index.rank_before.iter().chain(&index.rank_now) {
            whole(rank, 1, 1_000, "xếp hạng", report);
        }
    }
    if let Some(rates) = &records.rates {
        whole(&rates.round_to, 1, 1_000_000, "bội số làm tròn", report);
        for salary in &rates.salaries {
            whole(&salary.amount, 100_000, 1_000_000_000, "mức lương cơ sở (đồng/tháng)", report);
        }
        for award in &rates.awards {
            decimal(&award.factor, (1, 1_000_000), 4, "hệ số", "0,0001 đến 100", None, report);
        }
    }
}

fn check_form(form: &FormRecord, report: &mut Report) {
    let mut margin = |value: &Option<Decimal>, what: &str, least: i64, most: i64| {
        let wanted = format!("{least} đến {most} mm");
        if let Some(value) = value {
            decimal(value, (least * 1000, most * 1000), 3, what, &wanted, Some(Clause::MARGINS), report);
        }
    };
    margin(&form.top, "lề trên", 20, 25);
    margin(&form.bottom, "lề dưới", 20, 25);
    margin(&form.left, "lề trái", 30, 35);
    margin(&form.right, "lề phải", 15, 20);
    let body = Some(Clause::BODY);
    if let Some(size) = &form.body {
        decimal(size, (13_000, 14_000), 3, "cỡ chữ nội dung", "13 đến 14", body, report);
        if size.at(3) % 500 != 0 {
            let message = format!("cỡ chữ nội dung ghi {}, phải là số nguyên hoặc rưỡi", shown(size));
            push(size.span, message, "viết 13, 13,5 hoặc 14", body, report);
        }
    }
    if let Some(indent) = form.indent.as_ref().filter(|indent| ![1_000, 1_270].contains(&indent.at(3))) {
        let message = format!("thụt đầu dòng ghi {}, phải là 1 cm hoặc 1,27 cm", shown(indent));
        push(indent.span, message, "viết 1 hoặc 1,27", body, report);
    }
    if let Some(gap) = &form.gap {
        decimal(gap, (6_000, 24_000), 3, "khoảng cách giữa các đoạn", "6 đến 24 pt", body, report);
    }
    if let Some(line) = &form.line {
        decimal(line, (1_000, 1_500), 3, "giãn dòng", "1 đến 1,5 dòng", body, report);
    }
}

fn whole(number: &Int, least: i64, most: i64, what: &str, report: &mut Report) {
    if !(least..=most).contains(&number.value) {
        let grouped = |value: i64| crate::viet::number::grouped(i128::from(value));
        let message = format!("{what} ghi {}, phải từ {} đến {}", grouped(number.value), grouped(least), grouped(most));
        push(number.span, message, "sửa lại số này", None, report);
    }
}

fn decimal(
    number: &Decimal,
    (least, most): (i64, i64),
    places: u32,
    what: &str,
    wanted: &str,
    clause: Option<Clause>,
    report: &mut Report,
) {
    if !(least..=most).contains(&number.at(places)) {
        push(number.span, format!("{what} ghi {}, phải từ {wanted}", shown(number)), "sửa lại số này", clause, report);
    }
}

fn shown(number: &Decimal) -> String {
    crate::viet::number::decimal_trimmed(i128::from(number.scaled), number.places)
}

fn push(span: Span, message: String, hint: &str, clause: Option<Clause>, report: &mut Report) {
    let diagnostic = Diagnostic::error(&code::OUT_OF_BOUNDS, message).at(span).hint(hint);
    report.push(match clause {
        Some(clause) => diagnostic.clause(clause.cite()),
        None => diagnostic,
    });
}
