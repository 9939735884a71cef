//! Hồ sơ lưu: their documents and periods are there, none twice, and the work ends after it began.

use std::collections::BTreeMap;

use super::Scene;
use crate::diag::{Diagnostic, Report, nearest};
use crate::record::dossier::{Dossier, RETENTION, cited};
use crate::record::{Records, code};
use crate::source::Span;
use crate::viet::question::asks;

/// Reports every fault of the hồ sơ of a year.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    let numbers = records.dossiers.iter().map(|dossier| (dossier.number.text.clone(), dossier.number.span));
    twice("số và ký hiệu hồ sơ", numbers, scene, report);
    let periods = records.retention.iter().map(|one| (one.id.text.clone(), one.id.span));
    twice("mã thời hạn bảo quản", periods, scene, report);
    for one in records.retention.iter().filter(|one| one.period().is_none()) {
        let message = format!("thời hạn “{}” phải ghi một trong hai: so_nam từ 1 đến 200, hoặc vinh_vien", one.id.text);
        let hint = "giữ `vinh_vien: có` nếu bảo quản vĩnh viễn, không thì giữ `so_nam`";
        report.push(Diagnostic::error(&code::OUT_OF_BOUNDS, message).at(one.id.span).hint(hint));
    }
    for dossier in &records.dossiers {
        documents(dossier, records, scene, report);
        period(dossier, records, report);
        days(dossier, report);
    }
}

/// Reports what stands a second time.
fn twice(what: &str, all: impl Iterator<Item = (String, Span)>, scene: &Scene, report: &mut Report) {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    for (text, span) in all {
        let Some(earlier) = first.get(&text).copied() else {
            first.insert(text, span);
            continue;
        };
        let (line, _) = scene.sources.line_column(earlier);
        let file = scene.sources.get(earlier.file).name();
        let message = format!("{what} “{text}” đã có ở {file}:{line}");
        report.push(Diagnostic::error(&code::DUPLICATE_ID, message).at(span).hint("bỏ một trong hai, hoặc sửa lại"));
    }
}

fn documents(dossier: &Dossier, records: &Records, scene: &Scene, report: &mut Report) {
    let ids = dossier.documents.iter().map(|id| (id.text.clone(), id.span));
    let others = dossier.others.iter().map(|other| (other.text.clone(), other.span));
    let what = format!("văn bản của hồ sơ {}", dossier.number.text);
    twice(&what, ids.chain(others), scene, report);
    let known = || records.papers.iter().map(|paper| paper.id.text.as_str());
    for id in &dossier.documents {
        if !records.holes && !asks(&id.text) && !known().any(|known| known == id.text) {
            let near = nearest(&id.text, known());
            let other = || "văn bản không lập bằng chương trình thì ghi số, ký hiệu ở `van_ban_khac`".to_owned();
            let hint = near.map_or_else(other, |near| format!("có phải là “{near}”?"));
            let message = format!("không có văn bản nào mã “{}”", id.text);
            report.push(Diagnostic::error(&code::DANGLING_ID, message).at(id.span).hint(hint));
        }
    }
    for other in dossier.others.iter().filter(|other| !asks(&other.text) && cited(&other.text).is_none()) {
        let message = format!("“{}” không phải là số, ký hiệu văn bản", other.text);
        let hint = "viết như 12/TB-STC, hoặc 12/TB-STC năm 2021";
        report.push(Diagnostic::error(&code::WRONG_TYPE, message).at(other.span).hint(hint));
    }
}

fn period(dossier: &Dossier, records: &Records, report: &mut Report) {
    let id = &dossier.retention;
    let known = || records.retention.iter().map(|one| one.id.text.as_str());
    if asks(&id.text) || known().any(|known| known == id.text) {
        return;
    }
    let near = nearest(&id.text, known());
    let hint = near.map_or_else(|| format!("xem các mã trong {RETENTION}"), |near| format!("có phải là “{near}”?"));
    let message = format!("không có thời hạn bảo quản nào mã “{}”", id.text);
    report.push(Diagnostic::error(&code::DANGLING_ID, message).at(id.span).hint(hint));
}

fn days(dossier: &Dossier, report: &mut Report) {
    if let (Some(begun), Some(ended)) = (dossier.begun, dossier.ended)
        && ended.day < begun.day
    {
        let message = format!("hồ sơ {} kết thúc trước khi bắt đầu", dossier.number.text);
        let found = Diagnostic::error(&code::DATE_ORDER, message).at(ended.span).label(begun.span, "ngày bắt đầu");
        report.push(found.hint("sửa bat_dau hoặc ket_thuc"));
    }
}
