//! Lines: keys, colons, dashes and indentation.

use std::ops::Range;

use super::{Site, in_quotes, no_space};
use crate::diag::Diagnostic;
use crate::diag::code::{BRACKET, COLON, FIRST_CHARACTER, INDENT, NO_COLON, SPACE};
use crate::source::hunt;

impl Site<'_> {
    pub(super) fn no_colon(&self) -> Diagnostic {
        let range = hunt::body(self.text, self.at);
        let body = &self.text[range.clone()];
        if body.starts_with('-') && !body.starts_with("- ") && !body.starts_with("--") {
            return Diagnostic::error(&SPACE, "thiếu dấu cách sau dấu gạch đầu dòng")
                .at(self.span(range.start..range.start + 1))
                .hint("thêm một dấu cách sau dấu gạch");
        }
        let inner = body.strip_prefix("- ").map_or(body, str::trim_start);
        if let Some(colon) = hunt::glued(inner) {
            let colon = range.end - inner.len() + colon;
            return no_space(self.span(colon..colon + 1), inner);
        }
        Diagnostic::error(&NO_COLON, "dòng này thiếu dấu hai chấm")
            .at(self.span(range))
            .hint("viết theo dạng ten_khoa: nội dung")
            .hint("nếu là phần tiếp của dòng trên, thụt vào sâu hơn khóa của dòng trên")
    }

    pub(super) fn colon(&self) -> Diagnostic {
        let last = &self.scene.last;
        let line = hunt::line(self.text, self.at);
        if last.start >= line.start && last.end <= self.at {
            let value = &self.text[hunt::rest(self.text, last.start)];
            return self.colon_in_text().hint(in_quotes(value));
        }
        let first = hunt::body(self.text, last.start);
        let body = self.text.get(first.clone()).unwrap_or("");
        let inner = body.strip_prefix("- ").map_or(body, str::trim_start);
        let start = first.end - inner.len();
        if let (Some(colon), true) = (hunt::glued(inner), start == last.start) {
            return no_space(self.span(start + colon..start + colon + 1), inner);
        }
        let key = hunt::body(self.text, self.at);
        let name = self.text.get(key.clone()).and_then(hunt::key);
        match name {
            Some(name) => self.too_far(key.start..key.start + name.len(), name),
            None => self.colon_in_text().hint("đặt cả nội dung, kể từ dòng trên, trong ngoặc kép"),
        }
    }

    pub(super) fn colon_in_text(&self) -> Diagnostic {
        Diagnostic::error(&COLON, "dấu hai chấm nằm trong chữ không có ngoặc kép").at(self.one())
    }

    fn too_far(&self, range: Range<usize>, name: &str) -> Diagnostic {
        let message = format!("khóa {name} thụt vào sâu hơn dòng trên, mà dòng trên đã có nội dung");
        Diagnostic::error(&INDENT, message)
            .at(self.span(range))
            .hint("đưa khóa ra thẳng hàng với các khóa cùng cấp")
            .hint("nếu khóa thuộc mục ở dòng trên, bỏ nội dung sau dấu hai chấm của dòng trên")
    }

    /// No key where one should start: trailing text, or a line at the wrong level.
    pub(super) fn block_key(&self) -> Diagnostic {
        let body = hunt::body(self.text, self.at);
        let before = self.text[body.start.min(self.at)..self.at].trim_end();
        match before.chars().next_back() {
            Some(close @ (']' | '}')) => Diagnostic::error(&BRACKET, format!("còn chữ sau dấu {close}"))
                .at(self.span(self.rest()))
                .hint("nếu dấu ngoặc thuộc nội dung, đặt cả nội dung trong ngoặc kép"),
            Some('-') | None => self.indent(),
            Some(_) if self.text[self.at..].starts_with(['&', '*']) => self.alias(),
            Some(_) => self.unknown(),
        }
    }

    pub(super) fn indent(&self) -> Diagnostic {
        let range = hunt::body(self.text, self.at);
        let body = &self.text[range.clone()];
        let depth = hunt::indent(self.text, self.at);
        let dash = body == "-" || body.starts_with("- ");
        let width = if dash { 1 } else { body.find(':').unwrap_or(body.len()) };
        let place = self.span(range.start..range.start + width);
        let level = self.line_above(hunt::line(self.text, self.at).start, depth);
        let message = match level {
            Some(above) if above && !dash => "các dòng cùng cấp bắt đầu bằng dấu gạch, dòng này thì không".to_owned(),
            Some(above) if !above && dash => "dòng bắt đầu bằng dấu gạch, các dòng cùng cấp lại là khóa".to_owned(),
            _ => format!("dòng thụt vào {depth} dấu cách, không thẳng hàng với cấp nào ở trên"),
        };
        Diagnostic::error(&INDENT, message)
            .at(place)
            .hint("các dòng cùng cấp phải thẳng hàng, cấp con thụt vào thêm hai dấu cách")
    }

    /// Whether the nearest line above at the same level starts with a dash.
    fn line_above(&self, before: usize, depth: usize) -> Option<bool> {
        let lines = self.text.get(..before)?.lines().rev();
        let mut same = lines.filter(|line| {
            let body = line.trim();
            let indent = line.len() - line.trim_start().len();
            indent == depth && !body.is_empty() && !body.starts_with('#')
        });
        same.next().map(|line| line.trim_start().starts_with('-'))
    }

    pub(super) fn inline_dash(&self) -> Diagnostic {
        let value = &self.text[hunt::rest(self.text, self.at)];
        Diagnostic::error(&FIRST_CHARACTER, "dấu gạch đầu dòng đứng ngay sau dấu hai chấm")
            .at(self.one())
            .hint("nếu là danh sách, đưa từng mục “- …” xuống dòng riêng")
            .hint(format!("nếu là chữ, {}", in_quotes(value)))
    }
}
