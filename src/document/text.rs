//! Paragraphs of a document and what they are.

use super::{Chart, Picture, Table};

/// A piece of text within a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text, with its emphasis on top of the paragraph's own style.
    Text {
        /// The characters.
        text: String,
        /// Bold.
        bold: bool,
        /// Italic.
        italic: bool,
    },
    /// A line break within the paragraph.
    Break,
    /// The mark of a footnote, with the note.
    Note(Note),
}

/// A footnote: one paragraph below the text of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note(pub Vec<Inline>);

impl Inline {
    /// Returns text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Inline::Text { text: text.into(), bold: false, italic: false }
    }

    /// Returns bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Inline::Text { text: text.into(), bold: true, italic: false }
    }
}

/// Returns the characters of a text without its emphasis and footnotes; a line break is a space.
pub fn plain(content: &[Inline]) -> String {
    content.iter().fold(String::new(), |text, inline| match inline {
        Inline::Text { text: part, .. } => text + part,
        Inline::Break => text + " ",
        Inline::Note(_) => text,
    })
}

/// What a paragraph is; each role has one style (Phụ lục I, Phần I, Mục V).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Lời văn.
    Body,
    /// Căn cứ, a line each, italic.
    Ground,
    /// Thẩm quyền ban hành: `GIÁM ĐỐC SỞ TÀI CHÍNH`.
    Authority,
    /// `QUYẾT ĐỊNH:`.
    Order,
    /// `Phần I`.
    PartLabel,
    /// The title of a part, in capitals.
    PartTitle,
    /// `Chương I`.
    ChapterLabel,
    /// The title of a chapter, in capitals.
    ChapterTitle,
    /// `Mục 1`.
    SectionLabel,
    /// The title of a section, in capitals.
    SectionTitle,
    /// `Tiểu mục 1`.
    SubsectionLabel,
    /// The title of a subsection, in capitals.
    SubsectionTitle,
    /// `Điều 1. Tiêu đề`.
    ArticleTitle,
    /// `Điều 1.` and its text.
    Article,
    /// `I. TIÊU ĐỀ` in plans and reports.
    RomanHeading,
    /// `1. Tiêu đề`.
    ClauseTitle,
    /// `1. …`, a sentence.
    Clause,
    /// `a) Tiêu đề`.
    PointTitle,
    /// `a) …`.
    Point,
    /// `- …`.
    Dash,
    /// `+ …`.
    Plus,
    /// A line above or below a table or chart.
    Caption,
    /// A centred line in bold, such as a heading without a number.
    Centred,
}

/// A block of the text.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// What it is.
        role: Role,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// A picture.
    Picture(Picture),
}

impl Block {
    /// Returns a paragraph of plain text.
    pub fn paragraph(role: Role, text: impl Into<String>) -> Self {
        Block::Paragraph { role, content: vec![Inline::plain(text)] }
    }
}
