//! Changes to the cell around a tag: colour, and merging across and down.

use crate::ooxml::fragment::{child, children, retain};
use crate::ooxml::order::with_child;

/// One change to the cell that a tag stands in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum CellChange {
    /// Fills the cell with a colour, six hexadecimal digits.
    #[serde(rename = "mau")]
    Fill(String),
    /// The cell covers this many columns; 1 undoes it.
    #[serde(rename = "cot")]
    Span(u32),
    /// The cell begins a block of cells merged downwards.
    #[serde(rename = "doc_dau")]
    MergeDown,
    /// The cell belongs to the block that a cell above it began; its text goes.
    #[serde(rename = "doc_tiep")]
    MergedAbove,
    /// The cell is left out: one before it covers its column.
    #[serde(rename = "bo")]
    Gone,
}

impl CellChange {
    fn property(&self) -> (&'static str, String) {
        match self {
            Self::Fill(colour) => ("w:shd", format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour}\"/>")),
            Self::Span(columns) if *columns < 2 => ("w:gridSpan", String::new()),
            Self::Span(columns) => ("w:gridSpan", format!("<w:gridSpan w:val=\"{columns}\"/>")),
            Self::MergeDown => ("w:vMerge", "<w:vMerge w:val=\"restart\"/>".to_owned()),
            Self::MergedAbove => ("w:vMerge", "<w:vMerge/>".to_owned()),
            Self::Gone => ("", String::new()),
        }
    }
}

/// Returns the cell's properties (`<w:tcPr>…</w:tcPr>`, or nothing) with the changes, in the order of the schema.
pub fn apply(properties: &str, changes: &[CellChange]) -> String {
    let mut made = if properties.is_empty() { "<w:tcPr/>".to_owned() } else { properties.to_owned() };
    for change in changes {
        let (name, xml) = change.property();
        made = match xml.as_str() {
            "" => retain(&made, |other| other.name != name),
            xml => with_child(&made, xml).unwrap_or(made),
        };
    }
    if children(&made).is_empty() { String::new() } else { made }
}

/// Returns what is left of a cell that another covers: one paragraph that looks as its first, without text.
pub fn emptied(cell: &str) -> String {
    let first = child(cell, "w:p").map_or("", |paragraph| paragraph.xml);
    let properties = child(first, "w:pPr").map_or("", |properties| properties.xml);
    format!("<w:p>{properties}</w:p></w:tc>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_take_their_place_and_replace_what_was_there() {
        let before = r#"<w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:shd w:val="clear" w:fill="FFFFFF"/><w:vAlign w:val="center"/></w:tcPr>"#;
        let changes = [CellChange::Fill("FFFF00".to_owned()), CellChange::Span(3), CellChange::MergeDown];
        assert_eq!(
            apply(before, &changes),
            r#"<w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:gridSpan w:val="3"/><w:vMerge w:val="restart"/><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/><w:vAlign w:val="center"/></w:tcPr>"#
        );
    }

    #[test]
    fn a_covered_cell_keeps_no_text() {
        let cell = "<w:tc><w:tcPr/><w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p/></w:tc>";
        assert_eq!(emptied(cell), "<w:p><w:pPr><w:jc/></w:pPr></w:p></w:tc>");
        assert_eq!(emptied("<w:tc><w:p/></w:tc>"), "<w:p></w:p></w:tc>");
    }

    #[test]
    fn a_span_of_one_is_none() {
        assert_eq!(apply(r#"<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>"#, &[CellChange::Span(1)]), "");
        assert_eq!(apply("", &[CellChange::MergedAbove]), "<w:tcPr><w:vMerge/></w:tcPr>");
    }
}
