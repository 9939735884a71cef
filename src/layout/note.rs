//! Footnotes: the part that holds them, with the lines that part them from the text of the page.

use std::io::{self, Write};

use super::gathered::Counts;
use super::hold;
use super::style::id;
use super::text;
use crate::document::Note;

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

/// Ids of the two lines that Word wants; notes are numbered from 1.
const LINES: [(&str, i32); 2] = [("separator", -1), ("continuationSeparator", 0)];

/// Returns what the settings say of footnotes.
pub fn settings() -> String {
    let lines = LINES.map(|(_, id)| format!("<w:footnote w:id=\"{id}\"/>")).concat();
    format!("<w:footnotePr>{lines}</w:footnotePr>")
}

/// Writes the mark of a note in the text.
pub fn mark(number: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<w:r><w:rPr><w:rStyle w:val=\"{}\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>",
        id::NOTE_MARK
    )
}

/// Writes the part.
pub fn write(notes: &[&Note], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(OPENING.as_bytes())?;
    for (line, id) in LINES {
        write!(
            out,
            "<w:footnote w:type=\"{line}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" \
             w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:{line}/></w:r></w:p></w:footnote>"
        )?;
    }
    for (index, Note(content)) in notes.iter().enumerate() {
        write!(
            out,
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"{}\"/>\
             </w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
            index + 1,
            id::NOTE,
            id::NOTE_MARK
        )?;
        text::write_inlines(&hold::everywhere(content), &mut Counts::default(), out)?;
        out.write_all(b"</w:p></w:footnote>")?;
    }
    out.write_all(b"</w:footnotes>")
}
