//! Nothing is left open that the making of the year has asked.

use super::Scene;
use crate::diag::Report;
use crate::record::Records;
use crate::source::FileId;

/// Reports the questions of the year, unless drafts are made or only documents that have nothing to do with them.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    if scene.draft {
        return;
    }
    let elsewhere = files_of_others(records, scene.ids);
    for question in &records.questions {
        if !elsewhere.contains(&question.span.file) {
            report.push(question.finding());
        }
    }
}

/// Returns the ids of documents that no question concerns: each has nothing to do with those of the others.
pub fn ready(records: &Records) -> Vec<String> {
    let is_free = |id: &String| {
        let elsewhere = files_of_others(records, std::slice::from_ref(id));
        records.questions.iter().all(|question| elsewhere.contains(&question.span.file))
    };
    if records.questions.is_empty() {
        return Vec::new();
    }
    records.papers.iter().map(|paper| paper.id.text.clone()).filter(is_free).collect()
}

/// Returns the files that only documents not asked for need: their own, and their rounds of commendation.
fn files_of_others(records: &Records, ids: &[String]) -> Vec<FileId> {
    let asked = |id: &str| ids.is_empty() || ids.iter().any(|wanted| wanted == id);
    let papers = || records.papers.iter().filter(|paper| asked(&paper.id.text));
    let needed = |round: &str| papers().any(|paper| paper.commendation.as_ref().is_some_and(|id| id.text == round));
    let others = records.papers.iter().filter(|paper| !asked(&paper.id.text)).map(|paper| paper.span.file);
    let rounds = records.commendations.iter().filter(|round| !ids.is_empty() && !needed(&round.id.text));
    others.chain(rounds.map(|round| round.span.file)).collect()
}
