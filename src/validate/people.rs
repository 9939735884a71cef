//! Who signs, or is named by a document, is with the office on its day.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Scene;
use crate::diag::{Diagnostic, Report};
use crate::record::dossier::Dossier;
use crate::record::field::{Date, Id};
use crate::record::paper::Paper;
use crate::record::people::Person;
use crate::record::{Records, code};
use crate::viet::date::short;

/// Reports people who sign, are commended or keep a hồ sơ before they came or after they left.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for person in &records.people {
        check_days(person, report);
    }
    let people: People = records.people.iter().map(|person| (person.id.text.as_str(), person)).collect();
    let find = |id: &Id| people.get(id.text.as_str()).copied();
    for paper in records.papers.iter().filter(|paper| scene.wants(paper)) {
        let Some(day) = Day::of(paper, scene.mends(paper)) else { continue };
        for signer in &paper.signers.0 {
            if let Some(found) = find(&signer.person).and_then(|person| away(person, &day)) {
                report.push(found.signs(&signer.person));
            }
        }
        let round = paper.commendation.as_ref();
        let round = round.and_then(|id| records.commendations.iter().find(|round| round.id.text == id.text));
        for id in round.iter().flat_map(|round| &round.individuals).filter_map(|one| one.person.as_ref()) {
            if let Some(found) = find(id).and_then(|person| away(person, &day)) {
                report.push(found.commended(id));
            }
        }
    }
    for dossier in &records.dossiers {
        if let (Some(begun), Some(person)) = (dossier.begun, find(&dossier.keeper)) {
            report.extend(keeps(dossier, begun, person));
        }
    }
}

/// People by their ids.
type People<'r> = HashMap<&'r str, &'r Person>;

/// Reports a keeper who left before the hồ sơ began.
fn keeps(dossier: &Dossier, begun: Date, person: &Person) -> Option<Diagnostic> {
    let left = person.left.filter(|left| left.day < begun.day)?;
    let message = format!(
        "{} thôi giữ chức vụ ngày {}, trước ngày bắt đầu hồ sơ {} ({})",
        person.name.text,
        short(left.day),
        dossier.number.text,
        short(begun.day)
    );
    let found = Diagnostic::error(&code::NOT_HERE, message).at(dossier.keeper.span);
    let found = found.label(left.span, "ngày thôi giữ chức vụ").label(begun.span, "ngày bắt đầu hồ sơ");
    Some(found.hint("ghi người lập hồ sơ khác, hoặc sửa một trong hai ngày"))
}

fn check_days(person: &Person, report: &mut Report) {
    if let (Some(since), Some(left)) = (person.since, person.left)
        && left.day < since.day
    {
        let message = format!("thôi giữ chức vụ {} trước ngày bắt đầu {}", short(left.day), short(since.day));
        let found = Diagnostic::error(&code::DATE_ORDER, message).at(left.span);
        report.push(found.label(since.span, "ngày bắt đầu").hint("sửa bat_dau hoặc thoi_viec"));
    }
}

/// The day of a document: its date, else the cut-off of its figures, before which it cannot be signed.
struct Day {
    on: NaiveDate,
    dated: bool,
    /// Whether it is a fault that must be mended first.
    grave: bool,
    at: Date,
}

impl Day {
    /// A document without either may have been signed on any day: nothing is said of it before it is issued.
    ///
    /// Until it has its date, a draft of an old period may still get another signer.
    fn of(paper: &Paper, grave: bool) -> Option<Self> {
        let date = paper.date.map(|at| Self { on: at.day, dated: true, grave, at });
        let cut = || {
            let to = paper.period.as_ref()?.to;
            Some(Self { on: to.day, dated: false, grave: false, at: to })
        };
        date.or_else(cut)
    }
}

/// Someone who is not there on the day.
struct Away<'a> {
    person: &'a Person,
    day: &'a Day,
    edge: Date,
    left: bool,
}

fn away<'a>(person: &'a Person, day: &'a Day) -> Option<Away<'a>> {
    let left = person.left.filter(|left| left.day < day.on).map(|edge| (edge, true));
    // Figures of a time before someone came may well be signed after.
    let since = person.since.filter(|since| day.dated && day.on < since.day).map(|edge| (edge, false));
    left.or(since).map(|(edge, left)| Away { person, day, edge, left })
}

impl Away<'_> {
    fn signs(&self, id: &Id) -> Diagnostic {
        let what = if self.day.dated { "ký văn bản ngày" } else { "ký văn bản có ngày chốt số liệu" };
        let hint = if self.left { "thoi_viec" } else { "bat_dau" };
        let start = if self.day.grave { Diagnostic::error } else { Diagnostic::warning };
        let found = start(&code::NOT_HERE, self.message(what)).at(id.span);
        self.labelled(found).hint(format!("chọn người ký khác, hoặc sửa ngày văn bản hay `{hint}` của người này"))
    }

    /// Work done before someone left may be commended afterwards.
    fn commended(&self, id: &Id) -> Diagnostic {
        let found = Diagnostic::warning(&code::NOT_HERE, self.message("được khen trong văn bản ngày")).at(id.span);
        self.labelled(found).hint("không sao nếu khen thành tích trước ngày ấy; không thì bỏ khỏi danh sách")
    }

    fn message(&self, what: &str) -> String {
        let verb = if self.left { "thôi giữ chức vụ ngày" } else { "bắt đầu công tác ngày" };
        let order = if self.left { "nhưng" } else { "mà" };
        let (edge, day) = (short(self.edge.day), short(self.day.on));
        format!("{} {verb} {edge} {order} {what} {day}", self.person.name.text)
    }

    fn labelled(&self, found: Diagnostic) -> Diagnostic {
        let edge = if self.left { "ngày thôi giữ chức vụ" } else { "ngày bắt đầu công tác" };
        let day = if self.day.dated { "ngày văn bản" } else { "ngày chốt số liệu" };
        found.label(self.edge.span, edge).label(self.day.at.span, day)
    }
}
