//! Units that issue, draft or are commended are there on the document's day.

use super::Scene;
use crate::diag::{Diagnostic, Report, Severity};
use crate::record::field::{Date, Id};
use crate::record::paper::Paper;
use crate::record::people::Unit;
use crate::record::{Records, code};
use crate::viet::date::short;

/// Reports units that a document names and that are no longer there on its day, or not yet.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for paper in records.papers.iter().filter(|paper| scene.wants(paper)) {
        // A document without a date is looked at when it is issued.
        let Some(date) = paper.date else { continue };
        for (id, what) in named(paper, records) {
            let unit = records.unit(&id.text);
            let Some(mut found) = unit.and_then(|unit| away(unit, id, what, date)) else { continue };
            if !scene.mends(paper) {
                found.severity = Severity::Warning;
            }
            report.push(found);
        }
    }
}

fn named<'r>(paper: &'r Paper, records: &'r Records) -> Vec<(&'r Id, &'static str)> {
    let round = paper.commendation.as_ref();
    let round = round.and_then(|id| records.commendations.iter().find(|round| round.id.text == id.text));
    let commended = round.iter().flat_map(|round| &round.collectives).map(|one| (&one.unit, "tập thể được khen"));
    let issuer = paper.issuer.iter().map(|id| (id, "đơn vị ban hành"));
    let drafter = paper.unit.iter().map(|id| (id, "đơn vị soạn thảo"));
    issuer.chain(drafter).chain(commended).collect()
}

fn away(unit: &Unit, id: &Id, what: &str, date: Date) -> Option<Diagnostic> {
    let ended = unit.ended().filter(|ended| ended.day <= date.day).map(|edge| (edge, "không còn hoạt động từ ngày"));
    let founded = unit.founded.filter(|founded| date.day < founded.day).map(|edge| (edge, "mới thành lập ngày"));
    let (edge, verb) = ended.or(founded)?;
    let name = &unit.name_on(date.day).text;
    let message = format!("{what} {name} {verb} {}, văn bản ngày {}", short(edge.day), short(date.day));
    let hint = match &unit.merged {
        Some(merger) => format!("ghi đơn vị nhận sáp nhập “{}”, hoặc sửa một trong hai ngày", merger.into.text),
        None => "ghi đơn vị khác, hoặc sửa một trong hai ngày".to_owned(),
    };
    let found = Diagnostic::error(&code::UNIT_AWAY, message).at(id.span).hint(hint);
    Some(found.label(edge.span, verb).label(date.span, "ngày văn bản"))
}
