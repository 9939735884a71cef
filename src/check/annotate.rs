//! A copy of a checked file with a Word comment at each finding.

use std::collections::BTreeMap;

use crate::check::file::Traces;
use crate::check::{Checked, Finding, Options, Where, check_view};
use crate::docx::read::document;
use crate::docx::view::ReadError;
use crate::ooxml::comments::{self, Anchor, Note};
use crate::ooxml::package::Package;
use crate::ooxml::write::PackageError;

/// Places of one finding that bear a comment: who mends the first ones has seen what to look for.
const MARKED: usize = 20;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The copy cannot be written.
    #[error("không ghi được lời bình luận vào bản sao: {0}")]
    Write(#[from] PackageError),
}

impl AnnotateError {
    /// Says what to do, where the message does not say it itself.
    pub const fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Read(error) => error.advice(),
            Self::Write(_) => None,
        }
    }
}

/// Checks a file as it is without the comments of an earlier run, and returns the copy with comments; none where nothing was
/// found.
pub fn annotate(bytes: &[u8], options: &Options) -> Result<(Checked, Option<Vec<u8>>), AnnotateError> {
    // What is no Word file is told as it always is.
    let whole = Package::open(bytes).map_err(ReadError::from)?;
    drop(whole);
    let clean = comments::without_ours(bytes)?;
    let package = Package::open(&clean).map_err(ReadError::from)?;
    let view = document(&package)?;
    let checked = check_view(&view, Traces::read(&package)?, options);
    if checked.findings.is_empty() {
        return Ok((checked, None));
    }
    let copy = comments::annotate(&clean, &notes(&checked.findings, package.main()))?;
    Ok((checked, Some(copy)))
}

/// Returns the comments: all there is to say at the first place of each finding, and at each of its next places one that
/// tells in short of all that comes again there.
fn notes(findings: &[Finding], main: &str) -> Vec<Note> {
    let mut notes: Vec<Note> = findings.iter().map(|finding| first(finding, main)).collect();
    let mut again: BTreeMap<Anchor, Note> = BTreeMap::new();
    for finding in findings {
        for (place, at) in finding.places.iter().take(MARKED).zip(1..).skip(1) {
            let anchor = anchor(place, main);
            let empty = || Note { anchor, lines: Vec::new(), place: Some(place.to_string()) };
            again.entry(anchor).or_insert_with(empty).lines.push(short(finding, at));
        }
    }
    notes.extend(again.into_values());
    notes
}

fn first(finding: &Finding, main: &str) -> Note {
    let rule = finding.rule;
    let mut head = format!("{} {}: {}; cần {}", rule.severity.word(), rule.code, finding.seen, finding.wanted);
    if finding.count > 1 {
        head += &format!(" (chỗ đầu trong {} chỗ như vậy)", finding.count);
    }
    let lines = vec![head, format!("căn cứ: {}", rule.clause), format!("cách sửa: {}", finding.hint)];
    let place = finding.place();
    Note { anchor: anchor(place, main), lines, place: Some(place.to_string()) }
}

fn short(finding: &Finding, at: usize) -> String {
    let (rule, count) = (finding.rule, finding.count);
    let last = if at == MARKED && count > MARKED { ", các chỗ sau không ghi lời bình luận" } else { "" };
    format!("{} {}: {} (chỗ {at} trong {count} chỗ{last})", rule.severity.word(), rule.code, finding.seen)
}

fn anchor(place: &Where, main: &str) -> Anchor {
    match (&place.origin, place.section) {
        (Some(origin), _) if &*origin.part == main => Anchor::Paragraph(origin.paragraph),
        (_, Some(section)) => Anchor::Section(section.saturating_sub(1)),
        _ => Anchor::File,
    }
}
