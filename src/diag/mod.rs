//! One [`Diagnostic`] for every finding, and its renderers.

pub mod code;
mod harmless;
pub mod json;
mod nearest;
mod report;
pub mod text;

pub use harmless::harmless;
pub use nearest::{likely, nearest};
pub use report::Report;

use crate::text::Span;

/// How grave a finding is; only errors stop the work.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Severity {
    /// The work cannot go on: `lỗi`.
    Error,
    /// Probably wrong, the work goes on: `cảnh báo`.
    Warning,
    /// Good to know: `lưu ý`.
    Note,
}

impl Severity {
    /// The word shown to the user.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Note => "lưu ý",
        }
    }
}

/// A kind of finding, with a page of its own in the handbook.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Code {
    /// Group and number, for example `YAML01`.
    pub id: &'static str,
    /// The fault in one Vietnamese line.
    pub title: &'static str,
}

/// Where a finding is.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Place {
    /// Nowhere in particular, for example on the command line.
    #[default]
    Nowhere,
    /// A whole file or folder, by the name shown to the user.
    File(String),
    /// A part of a file in [`Sources`](crate::text::Sources).
    Span(Span),
    /// A part of a text that is not in the sources, for example a rendered template.
    At {
        /// Name shown to the user.
        file: String,
        /// 1-based line.
        line: usize,
        /// 1-based column in characters.
        column: usize,
        /// The whole line.
        excerpt: String,
        /// Number of characters to underline.
        width: usize,
    },
    /// A part of a Word file, whose name says where it is: `mau.docx, thân văn bản, đoạn 2`.
    Named {
        /// Name shown to the user.
        file: String,
        /// 1-based paragraph.
        line: usize,
        /// 1-based column in characters.
        column: usize,
        /// The whole paragraph.
        excerpt: String,
        /// Number of characters to underline.
        width: usize,
    },
}

/// A finding: what is wrong, where, by which rule, and what to do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// Its kind.
    pub code: &'static Code,
    /// What was found, in Vietnamese, without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that explain it, each with a short text.
    pub labels: Vec<(Span, String)>,
    /// The legal clause, where one exists: `căn cứ`.
    pub clause: Option<String>,
    /// What to do: `gợi ý`.
    pub hints: Vec<String>,
}

impl Diagnostic {
    fn new(severity: Severity, code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place: Place::Nowhere,
            labels: Vec::new(),
            clause: None,
            hints: Vec::new(),
        }
    }

    /// Starts an error.
    #[must_use]
    pub fn error(code: &'static Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Starts a warning.
    #[must_use]
    pub fn warning(code: &'static Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Starts a note.
    #[must_use]
    pub fn note(code: &'static Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Puts it at a part of a source file.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        self.place(Place::Span(span))
    }

    /// Puts it at a whole file or folder.
    #[must_use]
    pub fn in_file(self, name: impl Into<String>) -> Self {
        self.place(Place::File(name.into()))
    }

    /// Puts it at any place.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Adds a second place with a short text.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Names the legal clause, for example `NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4`.
    #[must_use]
    pub fn clause(mut self, text: impl Into<String>) -> Self {
        self.clause = Some(text.into());
        self
    }

    /// Adds a piece of advice.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }
}
