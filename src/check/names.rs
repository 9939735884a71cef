//! Names of places and offices that nobody bears any more on the day of a document.

use crate::check::facts::Renamed;
use crate::check::line::{Line, Seat};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::text;
use crate::viet::text::strip_marks;

/// An old name in a document.
pub struct Old<'f> {
    /// The part it stands in.
    pub part: Part,
    /// The line it stands in.
    pub line: &'f Line<'f>,
    /// The name.
    pub name: &'f Renamed,
    /// The name of the document's day.
    pub new: Option<String>,
}

/// Returns the old names of a document, those that are beyond doubt or the others.
pub fn old<'f>(paper: &Paper<'f>, sure: bool) -> Vec<Old<'f>> {
    let Some(day) = paper.date else { return Vec::new() };
    let facts = paper.file.facts;
    let changed: Vec<(&Renamed, String)> = facts
        .renamed
        .iter()
        .filter(|one| one.sure == sure && one.from <= day)
        .map(|one| (one, plain(&one.old)))
        .collect();
    let mut found = Vec::new();
    for (part, line) in paper.read().filter(|(part, line)| is_of_today(*part, line)) {
        let words = plain(&line.text);
        for (name, _) in changed.iter().filter(|(_, old)| stands_in(&words, old)) {
            let new = facts.name_on(name, day);
            // A name that has come back is right.
            if new.as_deref() != Some(&name.old) {
                found.push(Old { part, line, name, new });
            }
        }
    }
    found
}

fn plain(text: &str) -> String {
    strip_marks(text).to_lowercase()
}

/// Tells whether a name stands in a text as whole words, and is not part of a longer one.
fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let after = &text[at + name.len()..];
        let longer = after.starts_with(" - ") || after.starts_with(char::is_alphanumeric);
        // Hội đồng nhân dân has a Ban Dân tộc of its own.
        let council = [" cua hoi dong", " hoi dong", " hdnd", " cua hdnd"].iter().any(|word| after.starts_with(word));
        !longer && !council && !text[..at].ends_with(char::is_alphanumeric)
    })
}

/// Tells whether a line speaks of its own day: what it quotes, cites or tells of earlier years bears the names of then.
fn is_of_today(part: Part, line: &Line<'_>) -> bool {
    let head = matches!(
        part,
        Part::Superior | Part::Issuer | Part::Authority | Part::Addressee | Part::AddresseeItem | Part::Recipient
    );
    let text = matches!(part, Part::Body | Part::Subject | Part::LetterSubject) && line.seat == Seat::Body;
    let text = text || part == Part::LetterSubject;
    head || (text && !tells_of_the_past(&line.text))
}

fn tells_of_the_past(text: &str) -> bool {
    let words = [
        "trước đây",
        "(cũ)",
        " cũ",
        "sáp nhập",
        "hợp nhất",
        "sắp xếp",
        "nguyên ",
        "trước ngày",
        "trước khi",
        "giai đoạn",
        "thành lập",
        "giải thể",
        "đổi tên",
        "kế thừa",
        "quê",
        "sinh ",
        "bàn giao",
        "chuyển ",
        "từng",
    ];
    let lower = text.to_lowercase();
    let year = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
    let quotes = text.contains(['“', '”', '"']);
    quotes || year || text::first_symbol(text).is_some() || words.iter().any(|word| lower.contains(word))
}
