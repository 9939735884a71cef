//! Quotes: left open, closed too early, with a wrong `\` inside.

use super::{Site, fits, open_quote, quote, unquoted};
use crate::diag::Diagnostic;
use crate::diag::code::{AFTER_QUOTE, ESCAPE};
use crate::source::{Span, hunt};

impl Site<'_> {
    /// Start of the quoted text that the place is in or behind.
    fn quote(&self) -> usize {
        let here = self.text.as_bytes().get(self.at);
        if matches!(here, Some(b'"' | b'\'')) {
            return self.at;
        }
        let found = hunt::quote(self.text, self.scene.last.end);
        found.filter(|&at| at <= self.at).unwrap_or(self.at)
    }

    pub(super) fn open_quote(&self) -> Diagnostic {
        open_quote(self.file, self.text, self.quote(), 0)
    }

    pub(super) fn after_quote(&self) -> Diagnostic {
        let found = hunt::quote(self.text, self.scene.last.end).filter(|&at| at < self.at);
        let start = found.unwrap_or(self.at);
        let line = hunt::line(self.text, self.at);
        if start < line.start {
            return open_quote(self.file, self.text, start, 0);
        }
        let fault = Diagnostic::error(&AFTER_QUOTE, "còn chữ sau dấu đóng ngoặc").at(self.span(self.rest()));
        let value = &self.text[hunt::rest(self.text, start)];
        if found.is_some() && fits(value) {
            let whole = quote(unquoted(value));
            return fault.hint(format!("nếu dấu ngoặc thuộc nội dung, viết {whole}"));
        }
        fault.hint("bỏ phần chữ thừa, hoặc bọc cả nội dung bằng nháy đơn '…'")
    }

    pub(super) fn escape(&self) -> Diagnostic {
        let start = self.quote();
        let at = hunt::bad_escape(self.text, start).unwrap_or(self.at);
        let end = self.character(self.character(at).end as usize).end;
        let place = Span::new(self.file, at, end as usize);
        let shown = self.text.get(place.range()).unwrap_or("\\");
        Diagnostic::error(&ESCAPE, format!("{shown} trong ngoặc kép không có nghĩa"))
            .at(place)
            .hint("viết hai dấu \\\\ thay cho một, hoặc dùng nháy đơn '…' thay cho ngoặc kép")
    }
}
