//! What each line of a page is: the reading of the whole page that fits together best.
//!
//! Every line is scored for every part by its words and its look ([`score`]); the order of the parts is scored by where
//! on the page they come ([`order`]). The best way through all lines is found at once (Viterbi), so that a line that
//! looks like two things becomes what its neighbours make of it.

mod order;
mod score;
mod words;

use crate::check::line::Line;
use crate::check::part::Part;

pub use score::is_drawn;
pub use words::{authority, is_office, is_person, is_unit, kind_of, similar, without_degree};

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
    let scores: Vec<Vec<score::Score>> = seen.iter().map(|at| score::of(lines, *at)).collect();
    for (number, part) in order::best(&scores).into_iter().enumerate() {
        let score = scores[number].iter().find(|score| score.part == part);
        readings[seen[number]] = match score {
            Some(score) => Reading { part, score: score.value, evidence: score.evidence.clone() },
            None => Reading { part, ..nothing() },
        };
    }
    name_agencies(lines, &mut readings);
    readings
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
        for superior in &names[..issuer_from(lines, &names)] {
            readings[*superior].part = Part::Superior;
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
    let starts: Vec<usize> = (0..names.len()).filter(|number| is_unit(&lines[names[*number]].text)).collect();
    let turns: Vec<usize> = (1..names.len()).filter(|n| bold(&names[*n]) && !bold(&names[*n - 1])).collect();
    match (turns.as_slice(), starts.as_slice()) {
        ([turn], _) => *turn,
        (_, [_, .., last]) => *last,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
