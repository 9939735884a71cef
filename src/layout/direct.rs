//! Paragraphs that carry their whole look with them, for text that is put into files of any styles.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::finish::clean_text;

/// The look of a paragraph in black Times New Roman, single-spaced.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    size: u32,
    bold: bool,
    italic: bool,
    align: &'static str,
    before: u32,
    after: u32,
    keep: bool,
}

impl Look {
    /// Upright, against the left edge, of this size in half-points.
    pub const fn new(size: u32) -> Self {
        Self { size, bold: false, italic: false, align: "left", before: 0, after: 0, keep: false }
    }

    /// Bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Italic.
    #[must_use]
    pub const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    /// In the middle.
    #[must_use]
    pub const fn centred(self) -> Self {
        Self { align: "center", ..self }
    }

    /// Twips above and below.
    #[must_use]
    pub const fn gap(self, before: u32, after: u32) -> Self {
        Self { before, after, ..self }
    }

    /// On one page with what follows.
    #[must_use]
    pub const fn keep(self) -> Self {
        Self { keep: true, ..self }
    }

    /// Returns the properties of a run.
    pub fn runs(self) -> String {
        let mut xml = String::from(
            r#"<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>"#,
        );
        let on = |set: bool, name: &str| if set { format!("<w:{name}/>") } else { format!(r#"<w:{name} w:val="0"/>"#) };
        xml.push_str(&on(self.bold, "b"));
        xml.push_str(&on(self.italic, "i"));
        // Writing to a string cannot fail.
        let _ = write!(
            xml,
            r#"<w:color w:val="000000"/><w:sz w:val="{0}"/><w:szCs w:val="{0}"/><w:lang w:val="vi-VN"/></w:rPr>"#,
            self.size
        );
        xml
    }

    /// Returns a paragraph; `behind` is XML that follows its text.
    pub fn paragraph(self, text: &str, behind: &str) -> String {
        let (runs, clean) = (self.runs(), clean_text(text));
        let text = format!(r#"<w:r>{runs}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(&*clean));
        let run = if clean.is_empty() { "" } else { &text };
        format!(
            r#"<w:p><w:pPr>{}<w:spacing w:before="{}" w:after="{}" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{}"/>{runs}</w:pPr>{run}{behind}</w:p>"#,
            if self.keep { "<w:keepNext/>" } else { "" },
            self.before,
            self.after,
            self.align
        )
    }
}

/// Returns a paragraph that takes no room: Word wants one behind a table.
pub fn low() -> String {
    format!(
        r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>{}</w:pPr></w:p>"#,
        Look::new(2).runs()
    )
}
