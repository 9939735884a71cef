//! Nothing is left open that the making of the year has asked.

use super::Scene;
use crate::diag::{Diagnostic, Report};
use crate::record::Records;
use crate::record::question::Question;
use crate::source::FileId;

/// Reports the questions of the year, unless they may stay open or only documents are made that they do not concern.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    if !scene.draft {
        report.extend(open(records, scene.ids));
    }
}

/// Returns the findings about the questions that concern these documents, or any where none is named.
pub fn open(records: &Records, ids: &[String]) -> Vec<Diagnostic> {
    let elsewhere = files_of_others(records, ids);
    let concerning = records.questions.iter().filter(|question| !elsewhere.contains(&question.span.file));
    concerning.map(Question::finding).collect()
}

/// Returns the ids of the documents that wait for an answer: some question concerns them.
pub fn waiting(records: &Records) -> Vec<String> {
    if records.questions.is_empty() {
        return Vec::new();
    }
    let waits = |id: &String| !open(records, std::slice::from_ref(id)).is_empty();
    records.papers.iter().map(|paper| paper.id.text.clone()).filter(waits).collect()
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
