//! No two records of a kind share an id.

use std::collections::HashMap;

use super::Scene;
use crate::diag::{Diagnostic, Report};
use crate::filename::native;
use crate::record::field::Id;
use crate::record::{Records, code};
use crate::source::Span;

/// Reports each id that stands a second time among records of its kind.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    let mut check = |what: &str, ids: Vec<&Id>| check_kind(what, &ids, scene, report);
    check("đơn vị", records.units.iter().map(|unit| &unit.id).collect());
    check("người", records.people.iter().map(|person| &person.id).collect());
    check("văn bản pháp lý", records.laws.iter().map(|law| &law.id).collect());
    check("lĩnh vực", records.areas.iter().map(|area| &area.id).collect());
    check("nhiệm vụ", records.tasks.iter().map(|task| &task.id).collect());
    check("chỉ số", records.indices.iter().map(|index| &index.id).collect());
    check("đợt khen thưởng", records.commendations.iter().map(|round| &round.id).collect());
    check("văn bản", records.papers.iter().map(|paper| &paper.id).collect());
    check("hồ sơ lưu", records.dossiers.iter().map(|dossier| &dossier.id).collect());
    let awards = records.rates.iter().flat_map(|rates| &rates.awards);
    check("hình thức khen thưởng", awards.map(|award| &award.id).collect());
    for index in &records.indices {
        check("chỉ số thành phần", index.parts.iter().map(|part| &part.id).collect());
    }
}

fn check_kind(what: &str, ids: &[&Id], scene: &Scene, report: &mut Report) {
    // Hyphens become underscores in templates, so `a-b` and `a_b` would be one name there.
    let mut first: HashMap<String, Span> = HashMap::new();
    for id in ids {
        let Some(earlier) = first.insert(id.text.replace('-', "_"), id.span) else { continue };
        let (line, _) = scene.sources.line_column(earlier);
        let file = native(scene.sources.get(earlier.file).name());
        let message = format!("mã {what} “{}” đã dùng ở {file}:{line}", id.text);
        report.push(Diagnostic::error(&code::DUPLICATE_ID, message).at(id.span).hint("đặt mã khác cho một trong hai"));
    }
}
