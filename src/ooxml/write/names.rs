//! The names by which Office knows the kinds of parts and their relations.

/// Content types of the parts of a Word file.
pub mod content {
    /// Relationships.
    pub const RELATIONS: &str = "application/vnd.openxmlformats-package.relationships+xml";
    /// The text of the document.
    pub const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    /// The styles.
    pub const STYLES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    /// The settings.
    pub const SETTINGS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";
    /// The numberings.
    pub const NUMBERING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
    /// The fonts.
    pub const FONT_TABLE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";
    /// A header.
    pub const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
    /// A footer.
    pub const FOOTER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";
    /// The footnotes.
    pub const FOOTNOTES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
    /// A chart.
    pub const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    /// Title, author and dates.
    pub const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
    /// The program that wrote the file.
    pub const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    /// Properties of our own, the fingerprint among them.
    pub(in super::super) const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
}

/// Types of relationships between the parts of a Word file.
pub mod relation {
    /// The text of the document.
    pub const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    /// The styles.
    pub const STYLES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles";
    /// The settings.
    pub const SETTINGS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings";
    /// The numberings.
    pub const NUMBERING: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering";
    /// The fonts.
    pub const FONT_TABLE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable";
    /// A header.
    pub const HEADER: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header";
    /// A footer.
    pub const FOOTER: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer";
    /// The footnotes.
    pub const FOOTNOTES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes";
    /// A picture.
    pub const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
    /// An address to go to.
    pub const HYPERLINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
    /// A chart.
    pub const CHART: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";
    /// Title, author and dates.
    pub const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    /// The program that wrote the file.
    pub const APP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties";
    /// Properties of our own, the fingerprint among them.
    pub(in super::super) const CUSTOM: &str =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
}
