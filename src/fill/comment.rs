//! A copy of a template with a Word comment at each fault, to be read where the fault is.

use crate::diag::{Diagnostic, Place};
use crate::ooxml::comments::{self, Anchor, Note};
use crate::ooxml::write::PackageError;

/// How messages name the body of a document, the only part in all of which Word takes comments.
const BODY: &str = ", thân văn bản";

/// Returns the template with a comment at the paragraph of each fault, in place of those an earlier run has put in.
///
/// A fault in a header or the file as a whole is told at the first paragraph of the body, with its place.
pub fn annotate(bytes: &[u8], faults: &[Diagnostic]) -> Result<Vec<u8>, PackageError> {
    let notes: Vec<Note> = faults.iter().map(note).collect();
    comments::annotate(&comments::without_ours(bytes)?, &notes)
}

/// Says what is wrong, where if that is elsewhere, what to do.
fn note(fault: &Diagnostic) -> Note {
    let mut lines = vec![format!("{} {}: {}", fault.severity.name(), fault.code.id, fault.message)];
    lines.extend(fault.hints.iter().map(|hint| format!("gợi ý: {hint}")));
    let Place::Named { file, line, excerpt, .. } = &fault.place else {
        return Note { anchor: Anchor::File, lines, place: None };
    };
    let anchor = if file.contains(BODY) { Anchor::Paragraph(line.saturating_sub(1)) } else { Anchor::File };
    Note { anchor, lines, place: Some(format!("{file}: {excerpt}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_body_is_told_at_its_paragraph_and_another_at_the_first() {
        let fault = |part: &str| {
            let (file, excerpt) = (format!("mau.docx, {part}"), "{{ a".to_owned());
            let place = Place::Named { file, line: 4, column: 1, excerpt, width: 1 };
            note(
                &Diagnostic::error(&super::super::code::DELIMITER, "thẻ “{{ a” chưa đóng").place(place).hint("thêm }}"),
            )
        };
        let (body, header) = (fault("thân văn bản, đoạn 4"), fault("đầu trang, đoạn 4"));
        assert_eq!((body.anchor, header.anchor), (Anchor::Paragraph(3), Anchor::File));
        assert_eq!(body.lines, ["lỗi DM02: thẻ “{{ a” chưa đóng", "gợi ý: thêm }}"]);
        assert_eq!(header.place.as_deref(), Some("mau.docx, đầu trang, đoạn 4: {{ a"));
    }
}
