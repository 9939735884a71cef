//! Faults of YAML syntax in the words of an office, at the place where they can be repaired.

mod bracket;
pub(super) mod line;
mod quote;

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind as Kind, ScalarStyle, ScanError};

use super::budget::too_deep;
use super::{FileId, Span, hunt};
use crate::diag::Diagnostic;
use crate::diag::code::{
    ALIAS, BLOCK_TEXT, COMMENT, DOCUMENT, FIRST_CHARACTER, QUOTE, SPACE, SYNTAX, TAB, TAG, TEMPLATE,
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
    let written = quoted || style == ScalarStyle::Plain;
    if !written || !raw.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
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
    let place = Span::new(file, offset + at, offset + end);
    let body = text[at..].lines().next().unwrap_or_default().trim_end();
    if body.ends_with(['”', '“', '’', '‘']) {
        let message = format!("{name} mở ra ở đây là dấu thẳng, dấu đóng ở cuối dòng lại là dấu cong");
        return Diagnostic::error(&QUOTE, message).at(place).hint(format!("thay dấu cong ở cuối dòng bằng dấu {sign}"));
    }
    Diagnostic::error(&QUOTE, format!("{name} mở ra ở đây mà không đóng"))
        .at(place)
        .hint(format!("thêm dấu {sign} vào cuối nội dung"))
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
    if value.is_empty() {
        return "đặt cả nội dung trong ngoặc kép".to_owned();
    }
    if !fits(value) {
        let sign = if value.contains('"') { '\'' } else { '"' };
        let begun = value.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        return format!("đặt cả nội dung trong ngoặc: thêm một dấu {sign} trước “{begun} …” và một dấu {sign} ở cuối");
    }
    let quoted = quote(value);
    format!("đặt cả nội dung trong ngoặc: {quoted}")
}

/// The value in the kind of quotes that needs the fewest changes inside.
pub(super) fn quote(value: &str) -> String {
    if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// The value without the pair of quotes around it, if it has one: `'K'Brểu'`, but not `"Sở" và "Phòng"`, whose quotes
/// are two pairs.
fn unquoted(value: &str) -> &str {
    let inner = |sign: char| {
        let inner = value.strip_prefix(sign)?.strip_suffix(sign)?;
        let at = inner.find(sign)?;
        let before = inner[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
        let after = inner[at + sign.len_utf8()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        (!(before && after)).then_some(inner)
    };
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
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
        let known = self.odd_blank().or_else(|| self.bullet());
        if let Some(fault) = known.or_else(|| self.template(kind)).or_else(|| self.cut_off()) {
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

    /// A sentence over several lines that a comment has cut off: its next line belongs to nothing.
    fn cut_off(&self) -> Option<Diagnostic> {
        let line = hunt::line(self.text, self.at);
        let before = self.text.get(line.start..self.at)?;
        let comment = self.text.get(self.at..line.end)?.trim_end();
        let inside = comment.starts_with('#') && before.ends_with([' ', '\t']) && !before.trim().is_empty();
        let message = format!("câu bị cắt ở dấu #, phần sau coi là ghi chú: “{comment}”");
        inside.then(|| {
            Diagnostic::error(&COMMENT, message).at(self.span(self.at..self.at + comment.len())).hint(
                "viết cả câu trong ngoặc kép, hoặc sau `>-` rồi xuống dòng; nếu là ghi chú, chuyển xuống cuối câu",
            )
        })
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
        let message = match name.strip_prefix('*') {
            Some(target) if !target.is_empty() && name == value => {
                format!("{name} không trỏ tới mục nào: ở trên không có &{target}")
            }
            _ => "nội dung không được bắt đầu bằng dấu * hoặc &".to_owned(),
        };
        Diagnostic::error(&ALIAS, message).at(self.span(rest.start..rest.start + token)).hint(in_quotes(value))
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
