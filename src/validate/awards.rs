//! Awards go to those they are for, and their amount can be computed; index values can be compared.

use chrono::NaiveDate;

use super::{Scene, day_of};
use crate::diag::{Diagnostic, Report};
use crate::record::award::{Award, Receiver};
use crate::record::field::Id;
use crate::record::{Records, code};
use crate::source::Span;
use crate::viet::date::short;

/// Reports awards without an amount or to the wrong receiver, and indices without a date.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for paper in &records.papers {
        if let Some(round) = &paper.commendation {
            check_salary(records, round, day_of(paper, records.year, scene.as_of), report);
        }
    }
    for round in &records.commendations {
        for one in &round.collectives {
            check_receiver(records, &one.award, Receiver::Collective, report);
        }
        for one in &round.individuals {
            check_receiver(records, &one.award, Receiver::Individual, report);
            check_name(one.person.is_some(), one.name.is_some() && one.post.is_some(), one.span, report);
        }
    }
    check_indices(records, report);
}

fn check_salary(records: &Records, round: &Id, day: NaiveDate, report: &mut Report) {
    let Some(rates) = &records.rates else { return };
    if rates.salaries.iter().all(|salary| day < salary.from.day) {
        let message = format!("không có mức lương cơ sở nào áp dụng vào ngày {}", short(day));
        let hint = "thêm mức lương cơ sở có ngày áp dụng sớm hơn vào tệp muc_thuong";
        report.push(Diagnostic::error(&code::NO_AMOUNT, message).at(round.span).hint(hint));
    }
}

fn check_receiver(records: &Records, id: &Id, receiver: Receiver, report: &mut Report) {
    let award = find(records, id);
    if let Some(award) = award.filter(|award| award.receiver != receiver) {
        let (wrong, right) = match award.receiver {
            Receiver::Collective => ("tập thể", "cá nhân"),
            Receiver::Individual => ("cá nhân", "tập thể"),
        };
        let wanted = receiver.id();
        let message = format!("“{}” là hình thức khen {wrong}, không khen {right} được", id.text);
        let hint = format!("chọn hình thức có `doi_tuong: {wanted}`");
        report.push(Diagnostic::error(&code::NO_AMOUNT, message).at(id.span).hint(hint));
    }
}

fn find<'r>(records: &'r Records, id: &Id) -> Option<&'r Award> {
    records.rates.as_ref()?.awards.iter().find(|award| award.id.text == id.text)
}

fn check_name(by_id: bool, by_name: bool, at: Span, report: &mut Report) {
    if !by_id && !by_name {
        let message = "không rõ khen ai: thiếu mã người, cũng không đủ họ tên và chức vụ";
        let hint = "ghi `nguoi: mã`, hoặc ghi cả `ho_ten:` và `chuc_vu:`";
        report.push(Diagnostic::error(&code::MISSING_KEY, message).at(at).hint(hint));
    }
}

fn check_indices(records: &Records, report: &mut Report) {
    for index in &records.indices {
        let has_value = index.now.is_some() || index.parts.iter().any(|part| part.now.is_some());
        if has_value && index.published.is_none() {
            let message = format!("chỉ số “{}” đã có giá trị năm nay nhưng chưa ghi ngày công bố", index.short.text);
            let hint = "thêm dòng `cong_bo:` để báo cáo biết từ ngày nào có số liệu này";
            report.push(Diagnostic::error(&code::INDEX, message).at(index.id.span).hint(hint));
        }
    }
}
