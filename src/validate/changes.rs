//! What changes in the course of a year agrees with itself: deadlines, tasks given up, units and posts.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::diag::{Code, Diagnostic, Report};
use crate::record::field::{Date, Id};
use crate::record::people::Unit;
use crate::record::task::Task;
use crate::record::{Records, code};
use crate::viet::date::short;

/// Reports extensions, tasks given up, merged units and new posts that cannot all be true.
pub fn check(records: &Records, report: &mut Report) {
    for task in &records.tasks {
        check_extensions(task, report);
        check_dropped(task, report);
        check_leads(task, records, report);
    }
    for unit in &records.units {
        check_unit(unit, records, report);
    }
    for person in &records.people {
        let days: Vec<Date> = person.transfers.iter().map(|transfer| transfer.from).collect();
        check_order(&days, &code::UNIT_EVENTS, "thay đổi công tác", report);
        for transfer in person.transfers.iter().filter(|one| one.post.is_none() && one.unit.is_none()) {
            let message = "thay đổi công tác không ghi chức vụ mới, cũng không ghi đơn vị mới".to_owned();
            let hint = "ghi `chuc_vu:` hoặc `don_vi:`; người đã nghỉ thì ghi `thoi_viec`";
            push(&code::UNIT_EVENTS, transfer.from, message, hint, report);
        }
    }
}

fn push(code: &'static Code, at: Date, message: String, hint: &str, report: &mut Report) {
    report.push(Diagnostic::error(code, message).at(at.span).hint(hint));
}

fn warn(at: Date, message: String, hint: &str, report: &mut Report) {
    report.push(Diagnostic::warning(&code::TASK_EVENTS, message).at(at.span).hint(hint));
}

/// Reports days of events that do not go up.
fn check_order(days: &[Date], code: &'static Code, what: &str, report: &mut Report) {
    for pair in days.windows(2) {
        if pair[1].day <= pair[0].day {
            let message = format!("{what} ngày {} đứng sau ngày {}", short(pair[1].day), short(pair[0].day));
            push(code, pair[1], message, "xếp cũ trước mới sau, mỗi ngày một mục", report);
        }
    }
}

fn check_extensions(task: &Task, report: &mut Report) {
    let days: Vec<Date> = task.extensions.iter().map(|extension| extension.day).collect();
    check_order(&days, &code::TASK_EVENTS, "gia hạn", report);
    let mut due = task.due.day;
    for extension in &task.extensions {
        let (day, new) = (extension.day, extension.due);
        if let Some(done) = task.done_on().filter(|done| done.day <= day.day) {
            let message = format!("gia hạn ngày {} nhưng đã hoàn thành ngày {}", short(day.day), short(done.day));
            push(&code::TASK_EVENTS, day, message, "sửa ngày gia hạn hoặc tiến độ, hoặc bỏ mục gia hạn này", report);
        } else if new.day < day.day {
            let message = format!("hạn mới {} trước ngày quyết định gia hạn {}", short(new.day), short(day.day));
            push(&code::TASK_EVENTS, new, message, "sửa một trong hai ngày", report);
        } else if new.day == due {
            let message = format!("hạn mới {} trùng hạn cũ", short(new.day));
            push(&code::TASK_EVENTS, new, message, "sửa hạn mới; `han` ghi hạn giao ban đầu, không sửa", report);
        } else if new.day < due {
            let message = format!("hạn mới {} sớm hơn hạn cũ {}", short(new.day), short(due));
            warn(new, message, "nếu đúng là rút ngắn thì để nguyên", report);
        } else if due < day.day {
            let message = format!("gia hạn ngày {} khi đã quá hạn {}", short(day.day), short(due));
            let hint = "báo cáo giữa hai ngày ấy vẫn ghi quá hạn; nếu đúng vậy thì để nguyên";
            warn(day, message, hint, report);
        }
        due = new.day;
    }
}

fn check_dropped(task: &Task, report: &mut Report) {
    let Some(dropped) = &task.dropped else { return };
    let on = dropped.day;
    if let Some(done) = task.done_on().filter(|done| done.day <= on.day) {
        let message = format!("thôi thực hiện từ {} nhưng đã hoàn thành ngày {}", short(on.day), short(done.day));
        return push(&code::TASK_EVENTS, on, message, "bỏ `thoi_thuc_hien`, hoặc sửa tiến độ", report);
    }
    let extended = task.extensions.iter().map(|extension| extension.day).filter(|day| day.day >= on.day);
    let handed = task.handovers.iter().map(|handover| handover.day).filter(|day| day.day >= on.day);
    let noted = task.progress.iter().map(|step| step.day).filter(|day| day.day >= on.day);
    let after = extended.map(|day| ("gia hạn", day)).chain(handed.map(|day| ("chuyển giao", day)));
    for (what, day) in after.chain(noted.map(|day| ("tiến độ", day))) {
        let message = format!("{what} ngày {} khi đã thôi thực hiện từ {}", short(day.day), short(on.day));
        push(&code::TASK_EVENTS, day, message, "sửa một trong hai ngày; làm tiếp thì bỏ `thoi_thuc_hien`", report);
    }
}

fn check_leads(task: &Task, records: &Records, report: &mut Report) {
    let days: Vec<Date> = task.handovers.iter().map(|handover| handover.day).collect();
    check_order(&days, &code::TASK_EVENTS, "chuyển giao", report);
    let all = std::iter::once(&task.units).chain(task.handovers.iter().map(|handover| &handover.units));
    for ids in all {
        let mut seen = HashSet::new();
        for id in ids.0.iter().filter(|id| !seen.insert(id.text.as_str())) {
            let message = format!("đơn vị chủ trì “{}” ghi hai lần", id.text);
            report.push(Diagnostic::error(&code::TASK_EVENTS, message).at(id.span).hint("bỏ một lần"));
        }
    }
    let finished = task.done_on().map(|done| done.day).or(task.dropped.as_ref().map(|dropped| dropped.day.day));
    for (id, from, to) in charges(task) {
        let until = finished.map_or(to, |finished| finished.min(to));
        check_lead(id, from, until, records, report);
    }
}

/// Returns who is in charge of a task from which day up to which.
fn charges(task: &Task) -> Vec<(&Id, NaiveDate, NaiveDate)> {
    let starts = std::iter::once(NaiveDate::MIN).chain(task.handovers.iter().map(|handover| handover.day.day));
    let ends = task.handovers.iter().filter_map(|handover| handover.day.day.pred_opt()).chain([NaiveDate::MAX]);
    let units = std::iter::once(&task.units).chain(task.handovers.iter().map(|handover| &handover.units));
    let spans = units.zip(starts.zip(ends));
    spans.flat_map(|(units, (from, to))| units.0.iter().map(move |id| (id, from, to))).collect()
}

/// Reports a unit that is dissolved while a task of it is unfinished, so that nobody is in charge.
fn check_lead(id: &Id, from: NaiveDate, until: NaiveDate, records: &Records, report: &mut Report) {
    let Some(last) = records.unit_on(&id.text, until) else { return };
    let Some(ended) = last.dissolved.filter(|ended| ended.day <= until) else { return };
    let name = &last.name_on(ended.day).text;
    let message = if ended.day <= from {
        format!("giao cho {name} từ {}, nhưng đơn vị này đã giải thể ngày {}", short(from), short(ended.day))
    } else {
        format!("{name} giải thể ngày {} khi nhiệm vụ chưa xong", short(ended.day))
    };
    let hint = "thêm `chuyen_giao` cho đơn vị khác từ ngày ấy, hoặc `thoi_thuc_hien`";
    report.push(Diagnostic::error(&code::NOBODY_IN_CHARGE, message).at(id.span).hint(hint));
}

fn check_unit(unit: &Unit, records: &Records, report: &mut Report) {
    let days: Vec<Date> = unit.renamed.iter().map(|renaming| renaming.from).collect();
    check_order(&days, &code::UNIT_EVENTS, "đổi tên", report);
    if let (Some(founded), Some(ended)) = (unit.founded, unit.ended())
        && ended.day <= founded.day
    {
        let message = format!("hết hoạt động {} không sau ngày thành lập {}", short(ended.day), short(founded.day));
        push(&code::UNIT_EVENTS, ended, message, "sửa một trong hai ngày", report);
    }
    if let (Some(merged), Some(dissolved)) = (&unit.merged, unit.dissolved) {
        let message =
            format!("vừa sáp nhập ngày {} vừa giải thể ngày {}", short(merged.from.day), short(dissolved.day));
        push(&code::UNIT_EVENTS, dissolved, message, "giữ một trong hai khóa", report);
    }
    for day in days.iter().filter(|day| !unit.exists_on(day.day)) {
        let message = format!("đổi tên ngày {} khi đơn vị không hoạt động", short(day.day));
        push(&code::UNIT_EVENTS, *day, message, "sửa ngày, hoặc ghi tên mới ở đơn vị nhận sáp nhập", report);
    }
    check_merger(unit, records, report);
}

fn check_merger(unit: &Unit, records: &Records, report: &mut Report) {
    let Some(merger) = &unit.merged else { return };
    let mut chain = vec![unit.id.text.as_str()];
    let mut next = records.unit(&merger.into.text);
    while let Some(into) = next {
        if into.id.text == unit.id.text {
            // Told once, at the unit that stands first.
            let place = |id: &str| records.units.iter().position(|unit| unit.id.text == id);
            if chain.iter().any(|id| place(id) < place(&unit.id.text)) {
                return;
            }
            let message = format!("sáp nhập đi vòng tròn: {} → {}", chain.join(" → "), unit.id.text);
            let hint = "sửa `vao`; đơn vị nhận sáp nhập phải còn hoạt động";
            report.push(Diagnostic::error(&code::MERGED_IN_A_RING, message).at(merger.into.span).hint(hint));
            return;
        }
        // A ring that this unit only leads into is reported at its own units.
        if chain.contains(&into.id.text.as_str()) {
            return;
        }
        chain.push(&into.id.text);
        next = into.merged.as_ref().and_then(|merger| records.unit(&merger.into.text));
    }
    let Some(into) = records.unit(&merger.into.text) else { return };
    if !into.exists_on(merger.from.day) && into.merged.as_ref().is_none_or(|next| next.from.day != merger.from.day) {
        let message = format!("{} không hoạt động vào ngày sáp nhập {}", into.name.text, short(merger.from.day));
        push(&code::UNIT_EVENTS, merger.from, message, "sửa ngày sáp nhập, hoặc chọn đơn vị nhận khác", report);
    }
}
