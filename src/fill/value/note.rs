//! Footnotes and endnotes from values.

use super::run::{self, RunProperties};
use super::{At, InsertError};
use crate::fill::additions::Additions;
pub use crate::fill::additions::Kind;

/// Returns the mark of a new note with this text, or nothing for an empty one.
pub(super) fn insert(text: &str, kind: Kind, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    if let Some(place) = at.no_notes {
        return Err(refused(place));
    }
    let styles = extra.note_styles(kind)?;
    let (id, element) = (extra.note_id(kind)?, kind.element());
    let marked = |properties: RunProperties| match &styles {
        Some([_, mark]) => properties.with(&["rStyle"], Some(mark)),
        None => properties.with(&["vertAlign"], Some("superscript")),
    };
    let style =
        styles.as_ref().map(|[text, _]| format!("<w:pPr><w:pStyle w:val=\"{text}\"/></w:pPr>")).unwrap_or_default();
    let mut paragraphs = String::new();
    for (number, line) in text.trim().lines().enumerate() {
        let own = marked(RunProperties::default()).run(&format!("<w:{element}Ref/>"));
        let (mark, space) = if number == 0 { (own, " ") } else { (String::new(), "") };
        let content = run::content(&format!("{space}{}", line.trim()))?;
        paragraphs.push_str(&format!("<w:p>{style}{mark}<w:r>{content}</w:r></w:p>"));
    }
    extra.put_note(kind, format!("<w:{element} w:id=\"{id}\">{paragraphs}</w:{element}>"))?;
    let reference = format!("<w:{element}Reference w:id=\"{id}\"/>");
    Ok(marked(RunProperties::parse(at.run_properties)).run(&reference))
}

/// What is wrong with a note where Word has none.
pub fn refused(place: &str) -> InsertError {
    InsertError::new(
        format!("Word không cho đặt chú thích trong {place}"),
        "chuyển thẻ ra thân văn bản (trong bảng cũng được), hoặc bỏ bộ lọc cuoc_chu, cuoc_chu_cuoi",
    )
}
