//! In which order parts come on a page, and the best way through all lines.

use crate::check::part::Part;

use super::score::Score;

/// The stretches of a page from top to bottom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Zone {
    Head,
    Name,
    Opening,
    Body,
    Foot,
    Annex,
}

const fn zone(part: Part) -> Zone {
    match part {
        Part::Superior
        | Part::Issuer
        | Part::NationalTitle
        | Part::Motto
        | Part::Number
        | Part::PlaceDate
        | Part::LetterSubject
        | Part::Secrecy
        | Part::Urgency
        | Part::Circulation => Zone::Head,
        Part::Title | Part::Subject => Zone::Name,
        Part::Authority | Part::Ground | Part::Order | Part::Addressee | Part::AddresseeItem => Zone::Opening,
        Part::Body | Part::Drawn | Part::Other => Zone::Body,
        Part::SignerTitle | Part::SignerName | Part::RecipientsTitle | Part::Recipient => Zone::Foot,
        Part::AnnexTitle | Part::AnnexName | Part::AnnexReference | Part::AnnexBody => Zone::Annex,
    }
}

/// What a part costs after another: nothing where a page goes on as pages do, much where it would run backwards.
#[expect(clippy::match_same_arms, reason = "told zone by zone, from the top of the page")]
fn cost(before: Part, after: Part) -> i32 {
    if let Some(cost) = pair(before, after) {
        return cost;
    }
    match (zone(before), zone(after)) {
        (from, to) if from == to => 0,
        // The next document or the regulation that a decision puts in force begins with a head or a name of its own.
        (Zone::Foot | Zone::Annex, Zone::Head) if opens(after) => 3,
        (Zone::Foot | Zone::Annex, Zone::Head) => 12,
        (Zone::Foot | Zone::Annex, Zone::Name) => 8,
        (Zone::Annex, Zone::Foot) => 4,
        (Zone::Annex, _) | (Zone::Foot, Zone::Body) => 10,
        (Zone::Head, Zone::Foot | Zone::Annex) => 12,
        (from, to) if from < to => 0,
        (Zone::Name | Zone::Opening, Zone::Head) => 6,
        _ => 14,
    }
}

/// Tells whether a head may begin with this part.
const fn opens(part: Part) -> bool {
    matches!(part, Part::Superior | Part::Issuer | Part::NationalTitle | Part::Urgency | Part::Secrecy)
}

/// More than all lines of a list gain by being one: without the line that begins it there is no list.
const NEVER: i32 = 100_000;

/// What two parts cost that have a say of their own about each other.
#[expect(clippy::match_same_arms, reason = "told part by part, in the order of the page")]
const fn pair(before: Part, after: Part) -> Option<i32> {
    Some(match (before, after) {
        (_, Part::Drawn) | (Part::Drawn, _) => 1,
        (Part::Title | Part::Subject, Part::LetterSubject) | (Part::LetterSubject, Part::Title | Part::Subject) => 30,
        (Part::Title | Part::Subject, Part::Subject) => 0,
        // A subject may begin with the name of a kind: `Quy định …` under `THÔNG TƯ`.
        (Part::Title | Part::Subject, Part::Title) => 10,
        (_, Part::Subject) => NEVER,
        (Part::Addressee | Part::AddresseeItem, Part::AddresseeItem) => 0,
        (_, Part::AddresseeItem) => NEVER,
        (Part::RecipientsTitle | Part::Recipient, Part::Recipient) => 0,
        // A signature to the right of the list stands between its lines.
        (Part::SignerTitle | Part::SignerName, Part::Recipient) => 8,
        (_, Part::Recipient) => NEVER,
        (Part::AnnexTitle | Part::AnnexName, Part::AnnexName) => 0,
        (_, Part::AnnexName) => NEVER,
        (Part::AnnexTitle | Part::AnnexName | Part::AnnexReference | Part::AnnexBody, Part::AnnexBody) => 0,
        (_, Part::AnnexBody) => NEVER,
        (Part::Ground | Part::Authority | Part::Subject | Part::Title | Part::AddresseeItem, Part::Ground) => 0,
        (Part::Body, Part::Ground) => 6,
        (Part::Ground, Part::Authority) => 8,
        (Part::Order, Part::Ground) => 20,
        // Lines after “V/v …” go on with it; nothing else begins one.
        (Part::LetterSubject, Part::LetterSubject) => 0,
        (_, Part::LetterSubject) => 6,
        (Part::Body, Part::SignerName) => 4,
        (Part::SignerTitle, Part::SignerName) => 0,
        _ => return None,
    })
}

/// Returns the part of each line on the best way through all of them.
pub fn best(scores: &[Vec<Score>]) -> Vec<Part> {
    let mut ways: Vec<Vec<(i32, usize)>> = Vec::with_capacity(scores.len());
    for (at, line) in scores.iter().enumerate() {
        let way = line.iter().map(|score| {
            let (total, from) = match at.checked_sub(1) {
                None => (-start(score.part), 0),
                Some(before) => cheapest(&scores[before], &ways[before], score.part),
            };
            (total + score.value, from)
        });
        ways.push(way.collect());
    }
    back(scores, &ways)
}

fn cheapest(before: &[Score], ways: &[(i32, usize)], part: Part) -> (i32, usize) {
    let totals = before.iter().zip(ways).enumerate();
    let totals = totals.map(|(from, (score, way))| (way.0 - cost(score.part, part), from));
    totals.max_by_key(|(total, from)| (*total, std::cmp::Reverse(*from))).unwrap_or((0, 0))
}

/// What it costs to begin a page so.
const fn start(part: Part) -> i32 {
    if matches!(part, Part::Subject | Part::AddresseeItem | Part::Recipient | Part::AnnexName | Part::AnnexBody) {
        return NEVER;
    }
    match zone(part) {
        Zone::Head => 0,
        Zone::Name | Zone::Opening => 3,
        Zone::Body => 2,
        Zone::Foot => 14,
        Zone::Annex => 6,
    }
}

fn back(scores: &[Vec<Score>], ways: &[Vec<(i32, usize)>]) -> Vec<Part> {
    let Some(last) = ways.last() else { return Vec::new() };
    let end = last.iter().enumerate().max_by_key(|(at, way)| (way.0, std::cmp::Reverse(*at)));
    let mut state = end.map_or(0, |(at, _)| at);
    let mut parts = Vec::with_capacity(scores.len());
    for at in (0..scores.len()).rev() {
        parts.push(scores[at][state].part);
        state = ways[at][state].1;
    }
    parts.reverse();
    parts
}
