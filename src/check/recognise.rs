//! What each line of a page is: the reading of the whole page that fits together best.
//!
//! Every line is scored for every part by its words and its look ([`score`]); the order of the parts is scored by where
//! on the page they come ([`order`]). The best way through all lines is found at once (Viterbi), so that a line that
//! looks like two things becomes what its neighbours make of it.

mod order;
mod score;

use std::collections::HashSet;

use crate::check::line::Line;
use crate::check::part::Part;
use crate::check::words::{is_place, is_unit};

pub use score::is_drawn;

/// What a line was recognised as.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The part.
    pub part: Part,
    /// How much speaks for it; see [`SURE`].
    pub score: i32,
    /// What speaks for it, in Vietnamese.
    pub evidence: Vec<&'static str>,
}

/// From this score on a part is recognised beyond doubt. A finding about a part below it would be a guess.
pub const SURE: i32 = 8;

/// Returns what each line is, in the order of the lines. Blank lines and such outside the text are [`Part::Other`].
pub fn read(lines: &[Line<'_>]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = lines.iter().map(|_| nothing()).collect();
    let seen: Vec<usize> = (0..lines.len()).filter(|at| counts(&lines[*at])).collect();
    let row = |line: &Line<'_>| line.cell().map(|cell| (cell.table, cell.row));
    let titles: HashSet<_> =
        lines.iter().filter(|line| line.folded == "CONGHOAXAHOICHUNGHIAVIETNAM").filter_map(row).collect();
    let beside = |line: &Line<'_>| row(line).is_some_and(|row| titles.contains(&row));
    let mut scores: Vec<Vec<score::Score>> = seen.iter().map(|at| score::of(lines, *at, beside(&lines[*at]))).collect();
    // Before the line that begins it there is no list of recipients, however many lines of the text look like one.
    let begins = |line: &Vec<score::Score>| line.iter().any(|score| score.part == Part::RecipientsTitle);
    let before = scores.iter().position(begins).unwrap_or(scores.len());
    scores[..before].iter_mut().for_each(|line| line.retain(|score| score.part != Part::Recipient));
    for (number, part) in order::best(&scores).into_iter().enumerate() {
        let score = scores[number].iter().find(|score| score.part == part);
        readings[seen[number]] = match score {
            Some(score) => Reading { part, score: score.value, evidence: score.evidence.clone() },
            None => Reading { part, ..nothing() },
        };
    }
    name_agencies(lines, &mut readings);
    name_regulations(&mut readings);
    readings
}

/// A regulation bears “(Kèm theo …)” under its own name: what follows is its text, not that of an annex.
fn name_regulations(readings: &mut [Reading]) {
    let (mut titled, mut own) = (false, false);
    for reading in readings {
        match reading.part {
            Part::Title | Part::Subject => (titled, own) = (true, false),
            Part::AnnexReference => own = titled,
            Part::AnnexBody if own => reading.part = Part::Body,
            Part::AnnexBody | Part::Drawn | Part::Other => {}
            _ => (titled, own) = (false, false),
        }
    }
}

fn nothing() -> Reading {
    Reading { part: Part::Other, score: 0, evidence: Vec::new() }
}

/// Headers and footers hold a head only in files whose body has none; they are read by themselves.
fn counts(line: &Line<'_>) -> bool {
    line.in_text() && !line.is_blank()
}

/// Tells the superior from the issuer: the names above the number come as one stretch, and the last of them that begins
/// with the word of an agency begins the issuer, unless the change to bold says it.
fn name_agencies(lines: &[Line<'_>], readings: &mut [Reading]) {
    let mut at = 0;
    while at < lines.len() {
        if readings[at].part != Part::Issuer {
            at += 1;
            continue;
        }
        let mut names = vec![at];
        let mut next = at + 1;
        while next < lines.len()
            && (readings[next].part == Part::Issuer || is_between(readings[next].part, &lines[next]))
        {
            if readings[next].part == Part::Issuer {
                names.push(next);
            }
            next += 1;
        }
        // Agencies that issue together are joined by dashes; over some of them stand their superiors.
        let joint = names.iter().any(|name| lines[*name].text.ends_with(['-', '–']));
        let first = if joint { names.len() } else { issuer_from(lines, &names) };
        let superior = |number: usize| number < first && !(joint && lines[names[number]].mostly(|look| look.bold));
        for (_, name) in names.iter().enumerate().filter(|(number, _)| superior(*number)) {
            readings[*name].part = Part::Superior;
        }
        at = next;
    }
}

fn is_between(part: Part, line: &Line<'_>) -> bool {
    line.is_blank() || matches!(part, Part::NationalTitle | Part::Motto | Part::Drawn)
}

/// Returns which of the names begins the issuer.
fn issuer_from(lines: &[Line<'_>], names: &[usize]) -> usize {
    let bold = |at: &usize| lines[*at].mostly(|look| look.bold);
    let text = |number: usize| lines[names[number]].text.as_str();
    let begins =
        |number: &usize| is_unit(text(*number)) && (*number == 0 || !goes_on(text(*number - 1), text(*number)));
    let starts: Vec<usize> = (0..names.len()).filter(begins).collect();
    let turns: Vec<usize> = (1..names.len()).filter(|n| bold(&names[*n]) && !bold(&names[*n - 1])).collect();
    match (turns.as_slice(), starts.as_slice()) {
        ([turn], _) => *turn,
        (_, [_, .., last]) => *last,
        _ => 0,
    }
}

/// Tells whether the name of an agency goes on in the line below: with the place whose agency it is, or with the other of
/// two that issue together.
fn goes_on(above: &str, below: &str) -> bool {
    above.ends_with(['-', '–', ',']) || is_place(below)
}

#[cfg(test)]
mod tests;
