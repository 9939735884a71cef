//! Faults of YAML syntax in the words of an office, at the place where they can be repaired.

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind as Kind, ScalarStyle, ScanError};

use super::budget::too_deep;
use super::{FileId, Span, hunt};
use crate::diag::Diagnostic;
use crate::diag::code::{
    AFTER_QUOTE, ALIAS, BLOCK_TEXT, BRACKET, COLON, DOCUMENT, ESCAPE, FIRST_CHARACTER, INDENT, NO_COLON, QUOTE, SPACE,
    SYNTAX, TAB, TAG, TEMPLATE,
};

/// A value longer than this is not written out in a hint, in characters.
const SHORT: usize = 60;

/// What the builder saw before the fault.
#[derive(Default)]
pub(super) struct Scene {
    /// The last text or alias that was written.
    pub(super) last: Range<usize>,
    /// The innermost open `[` or `{`.
    pub(super) open: Option<usize>,
}

/// Says what is wrong where the parser stopped.
pub(super) fn explain(error: &ScanError, file: FileId, text: &str, scene: &Scene) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len());
    let at = text.floor_char_boundary(at.min(text.len()));
    let site = Site { file, text, at, scene };
    site.explain(error.kind())
}

/// A template expression without quotes.
pub(super) fn template(place: Span, text: &str) -> Diagnostic {
    let value = hunt::rest(text, place.start as usize);
    Diagnostic::error(&TEMPLATE, "nội dung bắt đầu bằng {{ hoặc {% phải đặt trong ngoặc kép")
        .at(place)
        .hint(in_quotes(&text[value]))
}

/// Finds a key that ended up inside the text before it: a quote left open, or a colon without
/// its blank.
pub(super) fn swallowed_line(place: Span, raw: &str, style: ScalarStyle) -> Option<Diagnostic> {
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    if !(quoted || style == ScalarStyle::Plain) {
        return None;
    }
    let mut lines = raw.split_inclusive(['\n', '\r']);
    let mut offset = lines.next().map_or(0, str::len);
    for line in lines {
        let start = offset + line.len() - line.trim_start().len();
        offset += line.len();
        let body = line.trim();
        let body = body.strip_prefix("- ").map_or(body, str::trim_start);
        let Some(name) = hunt::key(body) else {
            continue;
        };
        let spaced = body[name.len() + 1..].is_empty() || body[name.len() + 1..].starts_with(' ');
        let from = place.start as usize;
        if quoted && spaced {
            return Some(open_quote(place.file, raw, 0, from));
        }
        if !quoted && hunt::glued(body).is_some() {
            let colon = from + start + (line.trim().len() - body.len()) + name.len();
            return Some(no_space(Span::new(place.file, colon, colon + 1), body));
        }
    }
    None
}

/// A quote at `at` that is not closed; `offset` is where `text` starts in the file.
fn open_quote(file: FileId, text: &str, at: usize, offset: usize) -> Diagnostic {
    let end = hunt::body(text, at).end.max(at + 1);
    let (name, sign) = match text.as_bytes().get(at) {
        Some(b'\'') => ("nháy đơn", '\''),
        _ => ("ngoặc kép", '"'),
    };
    Diagnostic::error(&QUOTE, format!("{name} mở ra ở đây mà không đóng"))
        .at(Span::new(file, offset + at, offset + end))
        .hint(format!("thêm {sign} vào cuối nội dung"))
}

fn no_space(colon: Span, body: &str) -> Diagnostic {
    let fault = Diagnostic::error(&SPACE, "thiếu dấu cách sau dấu hai chấm").at(colon);
    match body.split_once(':') {
        Some((key, value)) if fits(body) => fault.hint(format!("viết {key}: {value}")),
        _ => fault.hint("thêm một dấu cách sau dấu hai chấm"),
    }
}

fn fits(value: &str) -> bool {
    value.chars().nth(SHORT).is_none()
}

/// Advice to quote the value, written out if it is short.
fn in_quotes(value: &str) -> String {
    if value.is_empty() || !fits(value) {
        return "đặt cả nội dung trong ngoặc kép".to_owned();
    }
    let quoted =
        if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") };
    format!("đặt cả nội dung trong ngoặc: {quoted}")
}

/// Where the parser stopped.
struct Site<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    scene: &'a Scene,
}

impl Site<'_> {
    fn explain(&self, kind: &Kind) -> Diagnostic {
        if let Some(fault) = self.template(kind) {
            return fault;
        }
        match kind {
            Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar | Kind::InvalidQuotedScalarIndent => {
                self.open_quote()
            }
            Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => self.after_quote(),
            Kind::UnknownQuotedScalarEscape
            | Kind::InvalidQuotedScalarHexEscape
            | Kind::InvalidLowSurrogateHexEscape
            | Kind::InvalidLowSurrogate
            | Kind::MissingLowSurrogate
            | Kind::UnpairedLowSurrogate
            | Kind::InvalidUnicodeEscape => self.escape(),
            Kind::TabNotAllowed
            | Kind::TabInBlockIndentation
            | Kind::TabAtBlockScalarStart
            | Kind::TabInIndentation
            | Kind::InvalidBlockEntryWhitespace
            | Kind::InvalidMappingValueWhitespace
            | Kind::TabInPlainScalar => self.tab(),
            Kind::CommentNotSeparated => self.comment(),
            Kind::SimpleKeyExpected | Kind::InvalidSimpleKey | Kind::ExpectedWhitespace => self.no_colon(),
            Kind::InvalidColonPlacement if self.scene.open.is_some() => self.flow(),
            Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => self.colon(),
            Kind::ExpectedBlockMappingKey => self.block_key(),
            Kind::ExpectedBlockSequenceEntry
            | Kind::InvalidIndentation
            | Kind::InvalidBlockScalarIndent
            | Kind::InvalidFlowScalarIndent => self.indent(),
            Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => self.block_text(),
            Kind::RecursionLimitExceeded => too_deep().at(self.one()),
            Kind::UnknownAnchor | Kind::MissingAnchorOrAliasName => self.alias(),
            other => self.explain_rest(other),
        }
    }

    /// Brackets, signs at the start of a value, tags, several documents.
    fn explain_rest(&self, kind: &Kind) -> Diagnostic {
        match kind {
            Kind::UnclosedFlowCollection { .. } => self.open_bracket(self.at),
            Kind::MismatchedFlowCollectionEnd { open, close } => self.mismatch(*open, *close),
            Kind::MisplacedFlowCollectionEnd => self.stray_bracket(),
            Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::FlowMappingValueAdjacentCollection
            | Kind::PlainScalarStartsWithDashFlowIndicator
            | Kind::BlockEntryInFlowCollection => self.flow(),
            Kind::BlockSequenceEntryNotAllowed => self.inline_dash(),
            Kind::UnexpectedCharacter { .. }
            | Kind::MappingKeyNotAllowed
            | Kind::BomInsideDocument
            | Kind::UnexpectedEofBlockMapping
            | Kind::UnexpectedEofBlockSequence
            | Kind::ExpectedNodeContent
            | Kind::UnexpectedEof => self.first_character(),
            Kind::ExpectedTagBang
            | Kind::InvalidGlobalTagCharacter
            | Kind::InvalidTagTerminator
            | Kind::MissingTagUri
            | Kind::UnclosedVerbatimTag
            | Kind::InvalidTagEscape
            | Kind::InvalidTagUtf8LeadingByte
            | Kind::InvalidTagUtf8TrailingByte
            | Kind::InvalidTagUtf8
            | Kind::UndeclaredTagHandle => self.tag(),
            Kind::DirectiveDisallowed | Kind::MissingDocumentEndBeforeDirective => self.directive(),
            Kind::InvalidDocumentEnd | Kind::MultipleDocumentsUnsupported => self.after_document(),
            _ => self.unknown(),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// The one character at the place, or an empty span at the end of a line.
    fn one(&self) -> Span {
        self.character(self.at)
    }

    fn character(&self, at: usize) -> Span {
        let first = self.text.get(at..).and_then(|rest| rest.chars().next());
        let width = first.filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
        self.span(at..at + width)
    }

    /// The place to the end of the line, or the whole line if nothing is left of it.
    fn rest(&self) -> Range<usize> {
        let rest = hunt::rest(self.text, self.at);
        if rest.is_empty() { hunt::body(self.text, self.at) } else { rest }
    }

    fn template(&self, kind: &Kind) -> Option<Diagnostic> {
        let possible = matches!(
            kind,
            Kind::UnexpectedCharacter { .. }
                | Kind::ExpectedBlockMappingKey
                | Kind::ExpectedBlockSequenceEntry
                | Kind::ExpectedFlowMappingSeparator
                | Kind::ExpectedFlowSequenceSeparator
                | Kind::InvalidColonPlacement
                | Kind::MappingValueNotAllowed
                | Kind::MismatchedFlowCollectionEnd { .. }
                | Kind::UnclosedFlowCollection { .. }
                | Kind::ExpectedDocumentStart
        );
        let range = possible.then(|| hunt::template_before(self.text, self.at))??;
        Some(template(self.span(range), self.text))
    }

    /// Start of the quoted text that the place is in or behind.
    fn quote(&self) -> usize {
        let here = self.text.as_bytes().get(self.at);
        if matches!(here, Some(b'"' | b'\'')) {
            return self.at;
        }
        let found = hunt::quote(self.text, self.scene.last.end);
        found.filter(|&at| at <= self.at).unwrap_or(self.at)
    }

    fn open_quote(&self) -> Diagnostic {
        open_quote(self.file, self.text, self.quote(), 0)
    }

    fn after_quote(&self) -> Diagnostic {
        let found = hunt::quote(self.text, self.scene.last.end).filter(|&at| at < self.at);
        let start = found.unwrap_or(self.at);
        let line = hunt::line(self.text, self.at);
        if start < line.start {
            return open_quote(self.file, self.text, start, 0);
        }
        let fault = Diagnostic::error(&AFTER_QUOTE, "còn chữ sau dấu đóng ngoặc").at(self.span(self.rest()));
        let value = &self.text[hunt::rest(self.text, start)];
        if found.is_some() && fits(value) {
            let whole = format!("'{}'", value.replace('\'', "''"));
            return fault.hint(format!("nếu dấu ngoặc thuộc nội dung, bọc cả nội dung bằng nháy đơn: {whole}"));
        }
        fault.hint("bỏ phần chữ thừa, hoặc bọc cả nội dung bằng nháy đơn '…'")
    }

    fn escape(&self) -> Diagnostic {
        let start = self.quote();
        let at = hunt::bad_escape(self.text, start).unwrap_or(self.at);
        let end = self.character(self.character(at).end as usize).end;
        let place = Span::new(self.file, at, end as usize);
        let shown = self.text.get(place.range()).unwrap_or("\\");
        Diagnostic::error(&ESCAPE, format!("{shown} trong ngoặc kép không có nghĩa"))
            .at(place)
            .hint("viết hai dấu \\\\ thay cho một, hoặc dùng nháy đơn '…' thay cho ngoặc kép")
    }

    fn tab(&self) -> Diagnostic {
        let from = self.text.get(self.at..).and_then(|rest| rest.find('\t'));
        let at = hunt::tab(self.text, self.at).or(from.map(|found| self.at + found));
        Diagnostic::error(&TAB, "dùng phím Tab ở chỗ phải dùng dấu cách")
            .at(self.character(at.unwrap_or(self.at)))
            .hint("thay Tab bằng dấu cách, mỗi cấp hai dấu cách")
    }

    fn comment(&self) -> Diagnostic {
        Diagnostic::error(&SPACE, "thiếu dấu cách trước dấu #")
            .at(self.one())
            .hint("thêm một dấu cách trước # nếu là ghi chú; nếu # thuộc nội dung, đưa vào trong ngoặc kép")
    }

    fn no_colon(&self) -> Diagnostic {
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

    fn colon(&self) -> Diagnostic {
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

    fn colon_in_text(&self) -> Diagnostic {
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
    fn block_key(&self) -> Diagnostic {
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

    fn indent(&self) -> Diagnostic {
        let range = hunt::body(self.text, self.at);
        let body = &self.text[range.clone()];
        let depth = hunt::indent(self.text, self.at);
        let dash = body == "-" || body.starts_with("- ");
        let width = if dash { 1 } else { body.find(':').unwrap_or(body.len()) };
        let place = self.span(range.start..range.start + width);
        let level = self.line_above(range.start, depth);
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
        let lines = self.text.get(..before)?.lines().rev().skip(1);
        let mut same = lines.filter(|line| {
            let body = line.trim();
            let indent = line.len() - line.trim_start().len();
            indent == depth && !body.is_empty() && !body.starts_with('#')
        });
        same.next().map(|line| line.trim_start().starts_with('-'))
    }

    fn block_text(&self) -> Diagnostic {
        let sign = self.text[self.at..].chars().next().unwrap_or('|');
        Diagnostic::error(&BLOCK_TEXT, format!("sau dấu {sign} phải xuống dòng ngay"))
            .at(self.span(self.rest()))
            .hint("xuống dòng rồi viết đoạn văn, thụt vào hai dấu cách")
            .hint(format!("nếu dấu {sign} thuộc nội dung, đặt cả nội dung trong ngoặc kép"))
    }

    fn alias(&self) -> Diagnostic {
        let rest = self.rest();
        let value = &self.text[rest.clone()];
        let token = value.find([' ', ',', ']', '}']).unwrap_or(value.len());
        let name = &value[..token];
        let message = if name.len() > 1 && name.starts_with('*') {
            format!("{name} không trỏ tới mục nào")
        } else {
            "nội dung không được bắt đầu bằng dấu * hoặc &".to_owned()
        };
        Diagnostic::error(&ALIAS, message).at(self.span(rest.start..rest.start + token)).hint(in_quotes(value))
    }

    fn open_bracket(&self, at: usize) -> Diagnostic {
        let open = self.text[at..].chars().next().unwrap_or('[');
        let close = if open == '{' { '}' } else { ']' };
        Diagnostic::error(&BRACKET, format!("dấu {open} mở ra ở đây mà không đóng")).at(self.character(at)).hint(
            format!("thêm {close} vào cuối danh sách; nếu {open} thuộc nội dung, đặt cả nội dung trong ngoặc kép"),
        )
    }

    fn mismatch(&self, open: char, close: char) -> Diagnostic {
        Diagnostic::error(&BRACKET, format!("dấu {open} lại đóng bằng dấu {close}"))
            .at(self.span(self.rest()))
            .hint("[ đóng bằng ], { đóng bằng }")
    }

    fn stray_bracket(&self) -> Diagnostic {
        let close = self.text[self.at..].chars().next().unwrap_or(']');
        Diagnostic::error(&BRACKET, format!("dấu {close} không có dấu mở"))
            .at(self.one())
            .hint("bỏ dấu này; nếu thuộc nội dung, đặt cả nội dung trong ngoặc kép")
    }

    /// Inside `[ ]` or `{ }`: a bracket left open on a line above, or a comma left out here.
    fn flow(&self) -> Diagnostic {
        let end = self.at >= self.text.trim_end().len();
        if let Some(open) = self.scene.open.filter(|&open| end || self.is_next_key(open)) {
            return self.open_bracket(open);
        }
        match self.text[self.at..].chars().next() {
            Some(':') => self.colon_in_text().hint("đặt cả mục trong ngoặc kép, hoặc thêm dấu phẩy giữa các mục"),
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

    fn inline_dash(&self) -> Diagnostic {
        let value = &self.text[hunt::rest(self.text, self.at)];
        Diagnostic::error(&FIRST_CHARACTER, "dấu gạch đầu dòng đứng ngay sau dấu hai chấm")
            .at(self.one())
            .hint("nếu là danh sách, đưa từng mục “- …” xuống dòng riêng")
            .hint(format!("nếu là chữ, {}", in_quotes(value)))
    }

    fn first_character(&self) -> Diagnostic {
        let Some(first) = self.text[self.at..].chars().next() else {
            return self.unknown();
        };
        if first.is_whitespace() {
            return self.unknown();
        }
        if first.is_control() || first == '\u{feff}' {
            let code = u32::from(first);
            let message = format!("có ký tự không nhìn thấy (U+{code:04X})");
            return Diagnostic::error(&FIRST_CHARACTER, message)
                .at(self.one())
                .hint("xóa ký tự này: xóa cả đoạn quanh đó rồi gõ lại");
        }
        let value = &self.text[hunt::rest(self.text, self.at)];
        Diagnostic::error(&FIRST_CHARACTER, format!("nội dung không được bắt đầu bằng {first}"))
            .at(self.one())
            .hint(in_quotes(value))
    }

    fn tag(&self) -> Diagnostic {
        let rest = self.rest();
        let value = &self.text[rest.clone()];
        let token = value.find(' ').unwrap_or(value.len());
        Diagnostic::error(&TAG, "nội dung không được bắt đầu bằng dấu !")
            .at(self.span(rest.start..rest.start + token))
            .hint(in_quotes(value))
    }

    fn directive(&self) -> Diagnostic {
        Diagnostic::error(&DOCUMENT, "dòng bắt đầu bằng % là chỉ thị của YAML, không được dùng")
            .at(self.span(self.rest()))
            .hint("bỏ dòng này")
    }

    fn after_document(&self) -> Diagnostic {
        Diagnostic::error(&DOCUMENT, "còn chữ sau dấu kết thúc văn bản (...)")
            .at(self.span(self.rest()))
            .hint("bỏ dòng ... hoặc chuyển phần sau sang tệp khác")
    }

    fn unknown(&self) -> Diagnostic {
        Diagnostic::error(&SYNTAX, "không đọc được cú pháp YAML từ chỗ này")
            .at(self.span(self.rest()))
            .hint("xem lại dòng này và dòng ngay trên: dấu hai chấm, dấu ngoặc, cách thụt dòng")
    }
}

#[cfg(test)]
mod tests;
