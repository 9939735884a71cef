//! What a document speaks of was there before it: other documents of the year, legal documents, and those that its
//! texts name with their date.

use chrono::NaiveDate;

use super::Scene;
use crate::diag::{Diagnostic, Report, Severity};
use crate::record::field::{Date, Id};
use crate::record::paper::Paper;
use crate::record::{Records, code};
use crate::source::{FileId, Sources, Span};
use crate::viet;
use crate::viet::date::short;

/// What says number or date of a document of the year: `tai_lieu.to_trinh.trich_dan`.
const DATED: &[&str] = &["trich_dan", "so_ky_hieu", "thoi_gian"];

/// Kinds that propose what another kind decides.
const PROPOSALS: &[&str] = &["to_trinh", "bien_ban"];

/// Reports each document that speaks of one that is later than it.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for paper in &records.papers {
        let Some(date) = paper.date else { continue };
        let mut found = Vec::new();
        for (other, at) in cited(paper, records, scene.sources) {
            if scene.wants(paper) || scene.wants(other) {
                found.extend(later(paper, date, other, at));
            }
        }
        if scene.wants(paper) {
            found.extend(later_laws(paper, date, records));
            found.extend(later_names(paper, date, scene.sources));
        }
        if !scene.mends(paper) {
            for found in &mut found {
                found.severity = Severity::Warning;
            }
        }
        report.extend(found);
    }
}

/// Reports grounds that were signed after the document.
fn later_laws<'r>(paper: &'r Paper, date: Date, records: &'r Records) -> impl Iterator<Item = Diagnostic> + 'r {
    let law = |ground: &Id| records.law(&ground.text);
    paper.grounds.iter().filter_map(move |ground| {
        let law = law(ground)?;
        let signed = law.date.filter(|signed| date.day < signed.day)?;
        let name = law.symbol.as_ref().map_or(&law.subject.text, |symbol| &symbol.text);
        let found = finding(&format!("{} {name}", law.kind.text), signed.day, date, ground.span);
        Some(found.label(signed.span, "ngày ký ghi ở đây"))
    })
}

/// Reports what the document's own texts name with a later day.
fn later_names(paper: &Paper, date: Date, sources: &Sources) -> Vec<Diagnostic> {
    let file = paper.span.file;
    let all = named(sources.get(file).text()).into_iter().filter(|(_, _, day)| date.day < *day);
    all.map(|(place, name, day)| finding(&name, day, date, Span::new(file, place.0, place.1))).collect()
}

fn finding(what: &str, later: NaiveDate, own: Date, at: Span) -> Diagnostic {
    let message = format!("văn bản ngày {} dẫn {what} ngày {}, là ngày sau", short(own.day), short(later));
    let found = Diagnostic::error(&code::LATER, message).at(at).label(own.span, "ngày văn bản này");
    found.hint("sửa một trong hai ngày, hoặc dẫn văn bản khác")
}

/// Reports a document of the year that is later than the one that speaks of it.
fn later(paper: &Paper, date: Date, other: &Paper, at: Span) -> Option<Diagnostic> {
    let theirs = other.date.filter(|theirs| date.day < theirs.day)?;
    let (name, label) = (format!("“{}”", other.id.text), format!("ngày của “{}”", other.id.text));
    if at != paper.id.span {
        return Some(finding(&name, theirs.day, date, at).label(theirs.span, label));
    }
    let (own, later) = (short(date.day), short(theirs.day));
    let message = format!("quyết định ngày {own} có trước {name} ngày {later} của cùng đợt khen thưởng");
    let found = Diagnostic::error(&code::LATER, message).at(at).label(date.span, "ngày quyết định");
    Some(found.label(theirs.span, label).hint("tờ trình, biên bản có trước quyết định: sửa một trong hai ngày"))
}

/// Returns the documents of the year of which another speaks, and where.
fn cited<'r>(paper: &Paper, records: &'r Records, sources: &Sources) -> Vec<(&'r Paper, Span)> {
    let mut found: Vec<(&Paper, Span)> = Vec::new();
    let other = |name: &str| {
        let known = |other: &&Paper| other.id.text.replace('-', "_") == name && other.id.text != paper.id.text;
        records.papers.iter().find(known)
    };
    for file in files(paper, records) {
        for (start, end, name) in mentioned(sources.get(file).text()) {
            found.extend(other(name).map(|other| (other, Span::new(file, start, end))));
        }
    }
    for named in paper.corrects.iter().chain(&paper.replaces) {
        let target = records.papers.iter().find(|other| bears(other, records, &named.text));
        found.extend(target.map(|target| (target, named.span)));
    }
    // A proposal for the same round comes before what is decided.
    if let Some(round) = paper.commendation.as_ref().filter(|_| paper.kind.text == "quyet_dinh") {
        let proposals = records.papers.iter().filter(|other| {
            let same = other.commendation.as_ref().is_some_and(|other| other.text == round.text);
            same && PROPOSALS.contains(&other.kind.text.as_str())
        });
        let missing: Vec<&Paper> =
            proposals.filter(|other| found.iter().all(|(known, _)| known.id.text != other.id.text)).collect();
        found.extend(missing.into_iter().map(|other| (other, paper.id.span)));
    }
    found
}

/// The files whose texts a document prints: its own, and that of its commendation.
fn files(paper: &Paper, records: &Records) -> Vec<FileId> {
    let round = paper.commendation.as_ref();
    let round = round.and_then(|id| records.commendations.iter().find(|round| round.id.text == id.text));
    let mut files = vec![paper.span.file];
    files.extend(round.map(|round| round.span.file));
    files.dedup();
    files
}

/// Tells whether a document has this number and symbol: `05/KH-STC`.
fn bears(paper: &Paper, records: &Records, printed: &str) -> bool {
    let (Some(number), Some((figures, symbol))) = (paper.number, printed.trim().split_once('/')) else { return false };
    let unit = |id: &Option<Id>| {
        let unit = id.as_ref().and_then(|id| records.unit(&id.text));
        unit.map(|unit| unit.symbol.as_ref().map_or(unit.id.text.clone(), |symbol| symbol.text.clone()))
    };
    let agency = unit(&paper.issuer).or_else(|| records.office.as_ref().map(|office| office.symbol.text.clone()));
    let kind = crate::standard::Kind::find(&paper.kind.text);
    let own = kind.zip(agency).map(|(kind, agency)| kind.symbol(&agency, unit(&paper.unit).as_deref()));
    figures.trim().parse() == Ok(number.value) && own.as_deref() == Some(symbol.trim())
}

/// Finds where a text says number or date of a document of the year, and its name there.
fn mentioned(text: &str) -> Vec<(usize, usize, &str)> {
    const SIGN: &str = "tai_lieu.";
    let spot = |at: usize| {
        let rest = &text[at + SIGN.len()..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        let (name, rest) = rest.split_at(length);
        let field: String =
            rest.strip_prefix('.')?.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let dated = DATED.contains(&field.as_str()) && !is_comment(text, at);
        dated.then_some((at, at + SIGN.len() + length, name))
    };
    text.match_indices(SIGN).filter_map(|(at, _)| spot(at)).collect()
}

/// Whether the place is behind the sign of a comment.
fn is_comment(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    line.trim_start().starts_with('#') || line.contains(" # ")
}

/// Finds documents that a text names with number and date: `Tờ trình số 12/TTr-VP ngày 20 tháng 11 năm 2020`.
fn named(text: &str) -> Vec<((usize, usize), String, NaiveDate)> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, (start, word)) in words.iter().enumerate() {
        if word.to_lowercase() != "số" {
            continue;
        }
        let Some((_, symbol)) = words.get(at + 1).filter(|(_, symbol)| is_symbol(symbol)) else { continue };
        let issuer = words[at + 2..].iter().take(8).position(|(_, word)| *word == "ngày");
        let Some(day) = issuer.filter(|count| *count == 0 || words[at + 2].1 == "của").map(|count| at + 2 + count)
        else {
            continue;
        };
        if let Some((date, last)) = date(&words, day + 1) {
            let (end, word) = words[last];
            found.push(((*start, end + word.len()), format!("văn bản số {symbol}"), date));
        }
    }
    found
}

/// Number and symbol: `12/TTr-VP`.
fn is_symbol(word: &str) -> bool {
    let Some((number, symbol)) = word.split_once('/') else { return false };
    number.starts_with(|c: char| c.is_ascii_digit()) && symbol.chars().any(char::is_uppercase) && !word.contains("{{")
}

/// Reads the day that begins with this word: `20/11/2020`, or `20 tháng 11 năm 2020`; and the last word of it.
fn date(words: &[(usize, &str)], at: usize) -> Option<(NaiveDate, usize)> {
    let bare = |index: usize| words.get(index).map(|(_, word)| word.trim_end_matches([',', '.', ';', ')', '"', '\'']));
    if let Ok(day) = viet::date::parse(bare(at)?) {
        return Some((day, at));
    }
    if bare(at + 1) != Some("tháng") || bare(at + 3) != Some("năm") {
        return None;
    }
    let written = format!("{}/{}/{}", bare(at)?, bare(at + 2)?, bare(at + 4)?);
    Some((viet::date::parse(&written).ok()?, at + 4))
}

/// The words of a text with their places, comments left out.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            let mut from = 0;
            for word in line.split_whitespace() {
                let at = from + line[from..].find(word).unwrap_or(0);
                if word == "#" {
                    break;
                }
                found.push((start + at, word));
                from = at + word.len();
            }
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_where_number_or_date_is_said() {
        let text = "# {{ tai_lieu.a.trich_dan }}\na: {{ tai_lieu.to_trinh_1.trich_dan }} # {{ tai_lieu.b.trich_dan }}\n\
                    b: {{ tai_lieu.c.loai }} {{ tai_lieu.d.trich_yeu | thuong_dau }} {{tai_lieu.e.thoi_gian}}\n";
        let names: Vec<&str> = mentioned(text).into_iter().map(|found| found.2).collect();
        assert_eq!(names, ["to_trinh_1", "e"]);
    }

    #[test]
    fn a_document_named_with_its_day_is_found_across_lines() {
        let text = "a: >-\n  Theo Tờ trình số 12/TTr-VP ngày 20 tháng\n  11 năm 2020, và Báo cáo số 3/BC-STC của Sở Nội \
                    vụ ngày 05/6/2020.\nb: số 5 ngày 1/1/2030; số 7/QĐ-X đến ngày 1/1/2030\n# số 9/QĐ-X ngày 1/1/2030\n";
        let found: Vec<(String, String)> =
            named(text).into_iter().map(|(_, name, day)| (name, day.to_string())).collect();
        let pair = |name: &str, day: &str| (name.to_owned(), day.to_owned());
        assert_eq!(found, [pair("văn bản số 12/TTr-VP", "2020-11-20"), pair("văn bản số 3/BC-STC", "2020-06-05")]);
    }
}
