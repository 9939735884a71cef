//! Brackets: left open, mixed up, without commas.

use super::Site;
use crate::diag::Diagnostic;
use crate::diag::code::BRACKET;
use crate::source::hunt;

impl Site<'_> {
    pub(super) fn open_bracket(&self, at: usize) -> Diagnostic {
        let open = self.text[at..].chars().next().unwrap_or('[');
        let close = if open == '{' { '}' } else { ']' };
        Diagnostic::error(&BRACKET, format!("dấu {open} mở ra ở đây mà không đóng"))
            .at(self.character(at))
            .hint(format!("thêm dấu {close} vào cuối; nếu dấu {open} thuộc nội dung, đặt cả nội dung trong ngoặc kép"))
    }

    pub(super) fn mismatch(&self, open: char, close: char) -> Diagnostic {
        Diagnostic::error(&BRACKET, format!("dấu {open} lại đóng bằng dấu {close}"))
            .at(self.span(self.rest()))
            .hint("[ đóng bằng ], { đóng bằng }")
    }

    pub(super) fn stray_bracket(&self) -> Diagnostic {
        let close = self.text[self.at..].chars().next().unwrap_or(']');
        Diagnostic::error(&BRACKET, format!("dấu {close} không có dấu mở"))
            .at(self.one())
            .hint("bỏ dấu này; nếu thuộc nội dung, đặt cả nội dung trong ngoặc kép")
    }

    /// Inside `[ ]` or `{ }`: a bracket left open on a line above, or a comma left out here.
    pub(super) fn flow(&self) -> Diagnostic {
        let end = self.at >= self.text.trim_end().len();
        if let Some(open) = self.scene.open.filter(|&open| end || self.is_next_key(open)) {
            return self.open_bracket(open);
        }
        match self.text[self.at..].chars().next() {
            Some(':') => self.colon_in_text().hint("đặt cả mục trong ngoặc kép, hoặc thêm dấu phẩy giữa các mục"),
            Some('-') => Diagnostic::error(&BRACKET, "dấu gạch đầu dòng nằm trong ngoặc")
                .at(self.one())
                .hint("trong [ ] các mục chỉ ngăn bằng dấu phẩy: bỏ dấu gạch, hoặc đặt mục trong ngoặc kép"),
            _ => Diagnostic::error(&BRACKET, "thiếu dấu phẩy giữa các mục trong ngoặc").at(self.one()).hint(
                "ngăn các mục bằng dấu phẩy; mục có dấu ngoặc, dấu phẩy hoặc dấu hai chấm thì đặt trong ngoặc kép",
            ),
        }
    }

    /// Whether the line looks like the key that follows the value with the open bracket.
    fn is_next_key(&self, open: usize) -> bool {
        let line = hunt::line(self.text, self.at);
        let body = &self.text[hunt::body(self.text, self.at)];
        let inner = body.strip_prefix("- ").map_or(body, str::trim_start);
        let back = hunt::indent(self.text, self.at) <= hunt::indent(self.text, open);
        line.start > open && back && (hunt::key(inner).is_some() || body.starts_with("- "))
    }
}
