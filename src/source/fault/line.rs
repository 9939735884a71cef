//! Lines: keys, colons, dashes and indentation.

use std::ops::Range;

use super::{Site, fits, in_quotes, no_space};
use crate::diag::Diagnostic;
use crate::diag::code::{BRACKET, COLON, FIRST_CHARACTER, INDENT, NO_COLON, SPACE};
use crate::source::{Span, hunt};

/// How many lines before the place at which the parser stops a blank that is none may stand.
const LINES_BACK: usize = 4;

impl Site<'_> {
    /// A blank of another kind in the indentation, here or a few lines above: the parser stops behind it.
    pub(super) fn odd_blank(&self) -> Option<Diagnostic> {
        let mut at = self.at;
        for _ in 0..LINES_BACK {
            if let Some((found, sign)) = hunt::odd_blank(self.text, at) {
                return Some(odd_blank(self.character(found), sign));
            }
            at = hunt::line(self.text, at).start.checked_sub(1)?;
        }
        None
    }

    /// A line that begins with a dash or dot that is no hyphen.
    pub(super) fn bullet(&self) -> Option<Diagnostic> {
        let range = hunt::body(self.text, self.at);
        let sign = hunt::bullet(&self.text[range.clone()])?;
        Some(bullet(self.character(range.start), sign, &self.text[range]))
    }

    pub(super) fn no_colon(&self) -> Diagnostic {
        if let Some(fault) = self.glued_dash() {
            return fault;
        }
        let range = hunt::body(self.text, self.at);
        let body = &self.text[range.clone()];
        let inner = body.strip_prefix("- ").map_or(body, str::trim_start);
        if let Some(colon) = hunt::glued(inner) {
            let colon = range.end - inner.len() + colon;
            return no_space(self.span(colon..colon + 1), inner);
        }
        if let Some((key, sign, rest)) = hunt::other_colon(inner) {
            let at = range.end - inner.len() + key.len();
            let place = self.span(at..at + sign.len_utf8());
            let message = format!("sau khóa là “{sign}”, phải là dấu hai chấm và một dấu cách");
            let hint = format!("viết: {}: {}", key.trim(), rest.trim());
            return Diagnostic::error(&NO_COLON, message).at(place).hint(hint);
        }
        let fault = Diagnostic::error(&NO_COLON, "dòng này thiếu dấu hai chấm").at(self.span(range));
        if inner.contains('\t') {
            return fault.hint(
                "dòng này như dán từ bảng Word, Excel: viết mỗi ô một dòng `khóa: nội dung`, mỗi hàng là một mục bắt đầu bằng dấu gạch nối, như các mục khác của tệp",
            );
        }
        fault
            .hint("viết theo dạng ten_khoa: nội dung")
            .hint("nếu là phần tiếp của dòng trên, thụt vào sâu hơn khóa của dòng trên")
    }

    /// `-ma: an`.
    fn glued_dash(&self) -> Option<Diagnostic> {
        let range = hunt::body(self.text, self.at);
        let item = self.text[range.clone()].strip_prefix('-').filter(|item| item.starts_with(char::is_alphanumeric))?;
        let hint = if fits(item) {
            format!("viết: - {item}")
        } else {
            "thêm một dấu cách sau dấu gạch".to_owned()
        };
        let place = self.span(range.start..range.start + 1);
        Some(Diagnostic::error(&SPACE, "thiếu dấu cách sau dấu gạch đầu dòng").at(place).hint(hint))
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
        if let Some(fault) = self.glued_dash() {
            return fault;
        }
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
        let fault = Diagnostic::error(&INDENT, message).at(place);
        let fault = match self.column_above(hunt::line(self.text, self.at).start) {
            Some(0) if depth > 0 && !dash => fault.hint("nếu cùng cấp với dòng trên, đưa ra sát lề"),
            Some(column) if column != depth && !dash => fault.hint(format!(
                "nếu cùng cấp với dòng trên, thụt vào đúng {column} dấu cách cho thẳng hàng với chữ của dòng ấy"
            )),
            _ => fault,
        };
        fault.hint("các dòng cùng cấp phải thẳng hàng, cấp con thụt vào thêm hai dấu cách")
    }

    /// Where the text of the nearest line above begins, behind its dash.
    fn column_above(&self, before: usize) -> Option<usize> {
        let mut lines = self.text.get(..before)?.lines().rev();
        let line = lines.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
        let body = line.trim_start();
        let inner = body.strip_prefix("- ").map_or(body, str::trim_start);
        Some(line.len() - inner.len())
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

/// A sign that looks like a blank.
pub(in crate::source) fn odd_blank(place: Span, sign: char) -> Diagnostic {
    let code = u32::from(sign);
    if matches!(sign, '\u{200b}' | '\u{2060}' | '\u{feff}') {
        return Diagnostic::error(&FIRST_CHARACTER, format!("có ký tự không nhìn thấy (U+{code:04X})"))
            .at(place)
            .hint("xóa ký tự này: xóa cả đoạn quanh đó rồi gõ lại");
    }
    let name = match sign {
        '\u{a0}' | '\u{202f}' => "dấu cách không ngắt, ",
        '\u{b}' => "dấu xuống dòng của Word, ",
        _ => "",
    };
    let message = format!("ký tự ở đây trông như dấu cách mà không phải ({name}U+{code:04X})");
    let hint = "xóa khoảng trống này rồi gõ lại bằng phím cách; ký tự như vậy thường theo chữ dán từ Word, trang web";
    Diagnostic::error(&INDENT, message).at(place).hint(hint)
}

/// A dash or dot that is no hyphen before an item.
pub(in crate::source) fn bullet(place: Span, sign: char, line: &str) -> Diagnostic {
    let message = format!("mục của danh sách bắt đầu bằng dấu “{sign}”, phải là dấu gạch nối “-”");
    let item = line.lines().next().unwrap_or_default().trim_start_matches(sign).trim();
    let better: String = item.chars().take(40).collect();
    let more = if better.len() < item.len() { "…" } else { "" };
    let hint = format!("viết: - {better}{more}; Word hay tự đổi dấu gạch nối, nên soạn bằng Notepad");
    Diagnostic::error(&FIRST_CHARACTER, message).at(place).hint(hint)
}
