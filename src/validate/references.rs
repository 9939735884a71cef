//! Every id that a record refers to is there.

use std::cell::Cell;

use crate::diag::{Diagnostic, Report, nearest};
use crate::record::field::Id;
use crate::record::{Records, code};
use crate::viet::question::asks;

/// Reports each reference that leads nowhere, with the nearest id.
pub fn check(records: &Records, report: &mut Report) {
    if records.holes {
        return;
    }
    let mut found = Report::new();
    check_all(records, &mut found);
    for diagnostic in found.iter() {
        report.push(unread(diagnostic.clone(), records));
    }
}

/// Adds that what is missing may stand in a file that is not read.
pub(super) fn unread(found: Diagnostic, records: &Records) -> Diagnostic {
    match records.unread.first() {
        Some(file) => found.hint(format!("có thể nằm trong tệp “{file}” mà chương trình không đọc: xem cảnh báo DL25")),
        None => found,
    }
}

fn check_all(records: &Records, report: &mut Report) {
    let units = Target::new("đơn vị", "don_vi", records.units.iter().map(|unit| &unit.id));
    let people = Target::new("người", "nguoi", records.people.iter().map(|person| &person.id));
    let laws = Target::new("văn bản pháp lý", "phap_ly", records.laws.iter().map(|law| &law.id));
    let areas = Target::new("lĩnh vực", "linh_vuc", records.areas.iter().map(|area| &area.id));
    let rounds = Target::new("đợt khen thưởng", "khen_thuong", records.commendations.iter().map(|round| &round.id));
    let awards = records.rates.iter().flat_map(|rates| &rates.awards).map(|award| &award.id);
    let awards = Target::new("hình thức khen thưởng", "muc_thuong", awards);

    units.check(records.people.iter().filter_map(|person| person.unit.as_ref()), report);
    let transfers = records.people.iter().flat_map(|person| &person.transfers);
    units.check(transfers.filter_map(|transfer| transfer.unit.as_ref()), report);
    units.check(records.units.iter().filter_map(|unit| unit.merged.as_ref()).map(|merger| &merger.into), report);
    units.check(records.tasks.iter().flat_map(|task| task.helpers.iter().chain(&task.units.0)), report);
    let handovers = records.tasks.iter().flat_map(|task| &task.handovers);
    units.check(handovers.flat_map(|handover| &handover.units.0), report);
    areas.check(records.tasks.iter().map(|task| &task.area), report);
    let parts = records.indices.iter().flat_map(|index| &index.parts);
    units.check(parts.filter_map(|part| part.unit.as_ref()), report);
    laws.check(records.campaign.iter().map(|campaign| &campaign.ground), report);
    laws.check(records.laws.iter().filter_map(|law| law.successor.as_ref()), report);
    for round in &records.commendations {
        units.check(round.collectives.iter().map(|one| &one.unit), report);
        people.check(round.individuals.iter().filter_map(|one| one.person.as_ref()), report);
        // Without any rates the year lacks a record, which is said once.
        if records.rates.is_some() {
            awards.check(round.collectives.iter().map(|one| &one.award), report);
            awards.check(round.individuals.iter().map(|one| &one.award), report);
        }
    }
    people.check(records.dossiers.iter().map(|dossier| &dossier.keeper), report);
    for paper in &records.papers {
        laws.check(&paper.grounds, report);
        units.check(paper.unit.iter().chain(&paper.issuer), report);
        rounds.check(&paper.commendation, report);
        people.check(paper.signers.0.iter().map(|signer| &signer.person), report);
    }
}

/// The ids of one kind.
struct Target<'a> {
    what: &'static str,
    kind: &'static str,
    ids: Vec<&'a str>,
    sorted: Vec<&'a str>,
    /// Whether it has been told that there are none at all.
    told: Cell<bool>,
}

impl<'a> Target<'a> {
    fn new(what: &'static str, kind: &'static str, ids: impl Iterator<Item = &'a Id>) -> Self {
        let ids: Vec<&str> = ids.map(|id| id.text.as_str()).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        Self { what, kind, ids, sorted, told: Cell::new(false) }
    }

    fn check<'i>(&self, references: impl IntoIterator<Item = &'i Id>, report: &mut Report) {
        for id in references {
            // A question in the place of an id is reported as one.
            let dangling = !asks(&id.text) && self.sorted.binary_search(&id.text.as_str()).is_err();
            // That there are none is said once, not wherever one is named.
            if dangling && !(self.ids.is_empty() && self.told.replace(true)) {
                report.push(self.dangling(id));
            }
        }
    }

    fn dangling(&self, id: &Id) -> Diagnostic {
        if self.ids.is_empty() {
            let message = format!("năm này chưa ghi {} nào, mà ở đây nhắc tới mã “{}”", self.what, id.text);
            let hint =
                format!("chưa có tệp nào với `loai: {}`; những chỗ khác nhắc tới thì không kể ra nữa", self.kind);
            return Diagnostic::error(&code::DANGLING_ID, message).at(id.span).hint(hint);
        }
        let hint = match nearest(&id.text, self.ids.iter().copied()) {
            Some(near) => format!("có phải là “{near}”?"),
            None => format!("thêm “{}” vào tệp có `loai: {}`", id.text, self.kind),
        };
        Diagnostic::error(&code::DANGLING_ID, format!("không có {} nào mã “{}”", self.what, id.text))
            .at(id.span)
            .hint(hint)
    }
}
