//! What Tera says of a fault, in Vietnamese and with its place.

use tera::{Error, ErrorKind};

use super::capped::FULL;
use super::code;
use super::guard::{Excess, Guarded};
use super::said::{rendering, syntax, unknown};
use crate::diag::{Code, Diagnostic, Place};

/// A fault in a template, with its place in the template's own text.
pub struct Fault {
    /// What kind of fault.
    pub code: &'static Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The template, when Tera names one.
    pub template: Option<String>,
    /// Bytes of the template's text.
    pub range: std::ops::Range<usize>,
    /// Line (from 1) and column (from 0), as Tera counts them.
    pub line_column: (usize, usize),
}

impl Fault {
    /// Reads a Tera error.
    pub fn of(error: &Error) -> Fault {
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let (message, hint) = syntax(report.message());
                Fault::at(&code::SYNTAX, message, hint, report)
            }
            ErrorKind::RenderingError(report) => {
                let (code, message, hint) = rendering(report.message());
                Fault::at(code, message, hint, report)
            }
            ErrorKind::Io(kind) if *kind == FULL => {
                Fault::general("mẫu sinh ra quá nhiều chữ, hơn 32 MB", "xem lại các vòng lặp {% for … %} lồng nhau")
            }
            ErrorKind::CircularInclude { .. } | ErrorKind::CircularExtend { .. } => {
                Fault::general("mẫu gọi vòng tròn đến chính nó", "bỏ bớt một thẻ {% include … %} hoặc {% extends … %}")
            }
            ErrorKind::MissingParent { parent, .. } => Fault {
                code: &code::UNKNOWN,
                ..Fault::general(&format!("không có mẫu con “{parent}”"), "kiểm tra lại tên trong thẻ {% extends … %}")
            },
            kind => Fault::placeless(&kind.to_string()),
        }
    }

    /// A template that is not run.
    pub fn excess(excess: &Excess, text: &str) -> Fault {
        let mut fault = Fault::general(&excess.message, excess.hint);
        fault.range = excess.at..excess.at + 2;
        fault.line_column = line_column(text, excess.at);
        fault
    }

    /// Leads the place back to the text as it was before it was guarded.
    #[must_use]
    pub fn back(mut self, guarded: &Guarded, text: &str) -> Fault {
        let (line, column) = self.line_column;
        if line == 0 {
            return self;
        }
        let before: usize = guarded.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let inside: usize = guarded.text[before..].chars().take(column).map(char::len_utf8).sum();
        let at = guarded.original(before + inside);
        self.line_column = line_column(text, at);
        if !self.range.is_empty() {
            self.range = guarded.original(self.range.start)..guarded.original(self.range.end);
        }
        self
    }

    fn at(code: &'static Code, message: String, hint: String, report: &tera::ReportError) -> Fault {
        let span = report.span();
        Fault {
            code,
            message,
            hint,
            template: Some(report.filename().to_owned()).filter(|name| !name.is_empty()),
            range: span.range.clone(),
            line_column: (span.start_line, span.start_col),
        }
    }

    /// A fault of the template as a whole.
    fn general(message: &str, hint: &str) -> Fault {
        Fault {
            code: &code::RENDER,
            message: message.to_owned(),
            hint: hint.to_owned(),
            template: None,
            range: 0..0,
            line_column: (0, 0),
        }
    }

    /// Reads an error whose place is only in its text: unknown filters, functions, tests, templates.
    fn placeless(text: &str) -> Fault {
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let (code, message, hint) = unknown(first).unwrap_or_else(|| rendering(first));
        let place = text.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.trim().parse::<usize>().ok()).unwrap_or(1);
        let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
        let template = parts.next().map(str::to_owned);
        Fault { code, message, hint, template, range: 0..0, line_column: (line, column.saturating_sub(1)) }
    }

    /// Returns the byte at which it stands, if it has a place.
    pub fn at_byte(&self, text: &str) -> Option<usize> {
        let (line, column) = self.line_column;
        if !self.range.is_empty() {
            return Some(self.range.start.min(text.len()));
        }
        let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        Some(before + text[before..].chars().take(column).map(char::len_utf8).sum::<usize>())
    }

    /// Moves it to other bytes of the text.
    pub fn move_to(&mut self, range: std::ops::Range<usize>, text: &str) {
        self.line_column = line_column(text, range.start);
        self.range = range;
    }

    /// Returns the path whose end the engine does not know, as it is written: `du_lieu.chi_dao`.
    pub fn path<'t>(&self, text: &'t str) -> Option<&'t str> {
        let named = text.get(self.range.clone()).filter(|named| !named.is_empty())?;
        let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let start = text[..self.range.start].trim_end_matches(part).len();
        named.chars().all(part).then(|| &text[start..self.range.end])
    }

    /// Returns the finding, placed in a template whose text is given.
    pub fn diagnostic(self, file: &str, text: &str) -> Diagnostic {
        let (line, column) = self.line_column;
        let excerpt = line.checked_sub(1).and_then(|index| text.lines().nth(index));
        let place = match excerpt {
            Some(excerpt) => Place::At {
                file: file.to_owned(),
                line,
                column: column + 1,
                excerpt: excerpt.to_owned(),
                width: text.get(self.range.clone()).map_or(1, |found| found.chars().count().max(1)),
            },
            None => Place::File(file.to_owned()),
        };
        Diagnostic::error(self.code, self.message).place(place).hint(self.hint)
    }
}

/// Returns line (from 1) and column (from 0) of a byte.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count())
}
