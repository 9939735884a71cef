//! What YAML reads without a fault, but not as it was meant: a sentence that ends at a `#`, or that falls apart at the
//! commas of a list in one line.

use std::collections::HashSet;

use super::fault::line::{bullet, odd_blank};
use super::fault::quote;
use super::node::{Entry, Node, Style, Value};
use super::{Span, hunt};
use crate::diag::code::{COMMAS, COMMENT, CURLY, FIRST_CHARACTER};
use crate::diag::{Diagnostic, Report};

/// Lists of recipients, in which a piece of a sentence does most harm.
const RECIPIENTS: &[&str] = &["kinh_gui", "noi_nhan"];

/// Words with which the names of agencies and of their parts begin.
const AGENCIES: &[&str] = &[
    "sở",
    "bộ",
    "ban",
    "phòng",
    "vụ",
    "cục",
    "chi",
    "tổng",
    "ủy",
    "uỷ",
    "ubnd",
    "hđnd",
    "mttq",
    "hội",
    "trung",
    "văn",
    "thanh",
    "trường",
    "viện",
    "công",
    "đảng",
    "tỉnh",
    "huyện",
    "kho",
    "đoàn",
    "liên",
    "báo",
    "đài",
    "lãnh",
    "các",
    "như",
    "quỹ",
    "ngân",
    "thuế",
    "tòa",
    "mặt",
    "thường",
    "chánh",
    "giám",
    "chủ",
    "phó",
    "trưởng",
    "ông",
    "bà",
    "nhà",
    "doanh",
    "cơ",
    "đơn",
    "hiệp",
    "bệnh",
    "chính",
    "thủ",
    "đội",
    "tổ",
    "khối",
    "xã",
    "phường",
    "thành",
    "tập",
    "hợp",
];

/// Words with which the name of an agency begins that may have commas in it: `Sở Văn hóa, Thể thao và Du lịch`.
const NAMED_WITH_COMMAS: &[&str] = &["sở", "bộ", "ban", "phòng", "vụ", "cục", "chi", "ủy", "uỷ", "hội", "trung"];

/// Words with which a further item may well begin although they are small.
const SEVERAL: &[&str] = &["các", "những", "toàn", "mọi", "một", "lãnh"];

/// Tells of every slip in a tree; what an alias repeats stands in the file once, and is told once.
pub(super) fn check(root: &Node, text: &str, report: &mut Report) {
    let mut slips = Slips { text, found: Vec::new() };
    slips.walk(None, root);
    let mut told = HashSet::new();
    report.extend(slips.found.into_iter().filter(|found| told.insert(found.place.clone())));
}

/// Tells of a text that begins with a sign of a list that is no hyphen.
pub fn bulleted(raw: &str, span: Span) -> Option<Diagnostic> {
    let sign = hunt::bullet(raw)?;
    let start = span.start as usize;
    Some(bullet(Span::new(span.file, start, start + sign.len_utf8()), sign, raw))
}

struct Slips<'a> {
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl Slips<'_> {
    fn walk(&mut self, key: Option<&Entry>, node: &Node) {
        match &node.value {
            Value::Null => {
                self.comment(key, "", node.span);
                self.anchored("", node.span);
            }
            Value::Scalar(scalar) if scalar.style == Style::Plain => {
                self.comment(key, &scalar.text, node.span);
                self.bullets(node.span);
                self.anchored(&scalar.text, node.span);
                self.curly(key, node.span);
                self.swallowed(node.span);
            }
            Value::Scalar(_) => {}
            Value::Seq(items) => {
                if let Some(key) = key {
                    self.list(key, node, items);
                }
                for item in items {
                    self.walk(None, item);
                }
            }
            Value::Map(entries) => {
                self.group(node, entries);
                for entry in entries {
                    self.walk(Some(entry), &entry.value);
                }
            }
        }
    }

    fn raw(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// Tells of a list that YAML reads as one text, for its items begin with another sign than a hyphen.
    fn bullets(&mut self, span: Span) {
        let raw = self.raw(span.start, span.end);
        if hunt::bullet(raw).is_none() {
            return;
        }
        let line = hunt::line(self.text, span.start as usize);
        let alone = self.text[line.start..span.start as usize].trim().is_empty();
        let several = raw.lines().count() > 1 && raw.lines().all(|line| hunt::bullet(line.trim()).is_some());
        if alone || several {
            self.found.extend(bulleted(raw, span));
        }
    }

    /// Tells of a word that YAML takes for the name of what follows, and nobody asks for: `&Phạm Văn Đức`.
    fn anchored(&mut self, value: &str, span: Span) {
        let line = hunt::line(self.text, span.start as usize);
        let before = self.text[line.start..span.start as usize].trim_end();
        let word = before.rsplit([' ', '\t']).next().unwrap_or_default();
        let Some(name) = word.strip_prefix('&').filter(|name| !name.is_empty()) else { return };
        if self.text.contains(&format!("*{name}")) {
            return;
        }
        let start = line.start + before.len() - word.len();
        let place = Span::new(span.file, start, start + word.len());
        let message = format!("dấu & đứng đầu làm mất chữ “{name}”: YAML hiểu đó là tên gọi");
        let whole = format!("{word} {value}");
        let hint = format!("đặt cả nội dung trong ngoặc kép: \"{}\"; không cần dấu & thì bỏ đi", short(whole.trim()));
        self.found.push(Diagnostic::error(&FIRST_CHARACTER, message).at(place).hint(hint));
    }

    /// Tells of curly quotes around a whole value: YAML takes them for letters, and they are printed.
    fn curly(&mut self, key: Option<&Entry>, span: Span) {
        let raw = self.raw(span.start, span.end).trim();
        let Some(inner) = raw.strip_prefix('“').and_then(|rest| rest.strip_suffix(['”', '"'])) else { return };
        if inner.contains(['“', '”']) {
            return;
        }
        let key = key.map_or(String::new(), |key| format!("{}: ", key.key.text));
        let (plain, kept) = (short(inner), short(raw));
        self.found.push(
            Diagnostic::warning(&CURLY, "cả nội dung nằm trong ngoặc kép cong “ ”, chúng sẽ được in ra văn bản")
                .at(span)
                .hint(format!("nếu chỉ để bao nội dung, bỏ đi: {key}{plain}"))
                .hint(format!("nếu đúng là in cả ngoặc, bao thêm nháy đơn: {key}'{kept}'")),
        );
    }

    /// Tells of a key that has become part of the text before it, for what stands before it is no blank.
    fn swallowed(&mut self, span: Span) {
        let text = self.text;
        let raw = text.get(span.range()).unwrap_or("");
        if !raw.contains('\n') {
            return;
        }
        let mut at = 0;
        for line in raw.split_inclusive('\n').map(str::len) {
            let start = span.start as usize + at;
            at += line;
            let Some((found, sign)) = hunt::odd_blank(text, start).filter(|(found, _)| *found >= start) else {
                continue;
            };
            let rest = text[found..].trim_start_matches(|c: char| c.is_whitespace() || c == sign);
            if hunt::key(rest.lines().next().unwrap_or_default()).is_some() {
                let place = Span::new(span.file, found, found + sign.len_utf8());
                self.found.push(odd_blank(place, sign));
            }
        }
    }

    /// Tells of a sentence that is cut off where a comment begins.
    fn comment(&mut self, key: Option<&Entry>, value: &str, span: Span) {
        let end = span.end as usize;
        let line = hunt::line(self.text, end);
        let rest = self.text.get(end..line.end).unwrap_or("").trim_end();
        let comment = rest.trim_start_matches([' ', '\t']);
        let blanks = rest.len() - comment.len();
        let Some(lost) = comment.strip_prefix('#') else { return };
        if !goes_on(value, blanks, lost) {
            return;
        }
        let whole = format!("{value} {comment}");
        let message = format!("chữ từ dấu # trở đi bị bỏ đi vì coi là ghi chú: “{}”", short(comment));
        let hint = match key {
            Some(key) if fits(&whole) => {
                format!("đặt cả câu trong ngoặc kép, viết: {}: {}", key.key.text, quote(whole.trim()))
            }
            _ => "đặt cả câu trong ngoặc kép".to_owned(),
        };
        let place = Span::new(span.file, end + blanks, end + rest.len());
        self.found.push(
            Diagnostic::warning(&COMMENT, message)
                .at(place)
                .hint(hint)
                .hint("nếu đúng là ghi chú, để hai dấu cách trước dấu # và một dấu cách sau nó"),
        );
    }

    /// Tells of a list in one line some items of which look like the rest of the sentence before.
    fn list(&mut self, key: &Entry, node: &Node, items: &[Node]) {
        if items.len() < 2 || !self.raw(node.span.start, node.span.end).starts_with('[') {
            return;
        }
        let Some(pieces) = items.iter().map(plain).collect::<Option<Vec<&str>>>() else { return };
        let recipients = RECIPIENTS.contains(&&*key.key.text);
        // A row of a table: words and figures side by side.
        if !recipients && pieces.iter().any(|piece| is_figure(piece)) && !self.has_decimal(items, &pieces) {
            return;
        }
        let mut joints: Vec<Option<Sure>> = vec![None];
        let mut first = 0;
        for at in 1..pieces.len() {
            let glued = self.raw(items[at - 1].span.end, items[at].span.start) == ",";
            let before = joints[at - 1];
            let seam = Seam { first: pieces[first], left: pieces[at - 1], right: pieces[at], before, glued };
            let joint = seam.joint(recipients);
            if joint.is_none() {
                first = at;
            }
            joints.push(joint);
        }
        let Some(sure) = joints.iter().flatten().max() else { return };
        self.found.push(self.fallen_apart(key, node, items, &joints, *sure));
    }

    /// Tells whether a comma between two figures stands there as in `Đạt 94,7%`.
    fn has_decimal(&self, items: &[Node], pieces: &[&str]) -> bool {
        (1..pieces.len()).any(|at| {
            let glued = self.raw(items[at - 1].span.end, items[at].span.start) == ",";
            glued && is_decimal(pieces[at - 1], pieces[at])
        })
    }

    fn fallen_apart(
        &self,
        key: &Entry,
        node: &Node,
        items: &[Node],
        joints: &[Option<Sure>],
        sure: Sure,
    ) -> Diagnostic {
        let shown: Vec<String> = items.iter().filter_map(plain).map(|piece| format!("“{}”", short(piece))).collect();
        let message = format!(
            "danh sách trên một dòng được đọc thành {} mục, có mục giống phần sau của một câu: {}",
            items.len(),
            shown.join(", ")
        );
        let mut groups: Vec<(u32, u32, bool)> = Vec::new();
        for (item, joint) in items.iter().zip(joints) {
            // Where one item is surely torn, those that may be two stay two.
            match (joint.filter(|joint| *joint == sure), groups.last_mut()) {
                (Some(_), Some(last)) => *last = (last.0, item.span.end, true),
                _ => groups.push((item.span.start, item.span.end, false)),
            }
        }
        let meant = groups.into_iter().map(|(start, end, whole)| {
            let raw = self.raw(start, end).split_whitespace().collect::<Vec<_>>().join(" ");
            if whole { quote(&raw) } else { raw }
        });
        let line = format!("{}: [{}]", key.key.text, meant.collect::<Vec<_>>().join(", "));
        let found = match sure {
            Sure::Hardly => Diagnostic::warning(&COMMAS, message),
            Sure::Yes => Diagnostic::error(&COMMAS, message),
        };
        found.at(node.span).hint(format!("nếu là một câu có dấu phẩy, đặt trong ngoặc kép, viết: {line}")).hint(
            format!(
                "nếu đúng là {} mục, viết mỗi mục một dòng sau dấu gạch ngang, hoặc đặt từng mục trong ngoặc kép",
                items.len()
            ),
        )
    }

    /// Tells of a group in one line in which the rest of a sentence has become a key.
    fn group(&mut self, node: &Node, entries: &[Entry]) {
        if !self.raw(node.span.start, node.span.end).starts_with('{') {
            return;
        }
        for pair in entries.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            let left_out = after.value.value == Value::Null && after.value.span.start == after.value.span.end;
            let prose = after.key.style == Style::Plain && is_prose(&after.key.text) && !after.key.text.contains(':');
            let Some(value) = plain(&before.value).filter(|_| left_out && prose) else { continue };
            let message = format!("“{}” sau dấu phẩy được đọc thành một khóa không có giá trị", short(&after.key.text));
            let whole = quote(&format!("{value}, {}", after.key.text));
            self.found.push(
                Diagnostic::error(&COMMAS, message)
                    .at(after.key_span)
                    .hint(format!("đặt cả câu trong ngoặc kép, viết: {}: {whole}", before.key.text)),
            );
        }
    }
}

/// How sure it is that two items are one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Sure {
    /// They may be two.
    Hardly,
    /// They are one, or written as nobody writes a list.
    Yes,
}

/// Two neighbours in a list of one line.
struct Seam<'a> {
    /// The item with which the sentence may have begun.
    first: &'a str,
    left: &'a str,
    right: &'a str,
    /// How sure the left one is part of a sentence itself.
    before: Option<Sure>,
    /// Whether the comma stands between them without a blank.
    glued: bool,
}

impl Seam<'_> {
    /// Tells whether the right item goes on with the left one.
    fn joint(&self, recipients: bool) -> Option<Sure> {
        if self.glued && is_decimal(self.left, self.right) {
            return Some(Sure::Yes);
        }
        if recipients && is_phrase(self.left) && self.left.ends_with(is_digit) && self.right.starts_with(is_digit) {
            return Some(Sure::Yes);
        }
        if self.right.starts_with(char::is_lowercase) {
            return self.small();
        }
        let word = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
        let named = NAMED_WITH_COMMAS.contains(&word(self.left).as_str()) || self.before.is_some();
        let tail = self.right.contains(" và ") && !AGENCIES.contains(&word(self.right).as_str());
        (named && tail).then_some(if recipients { Sure::Yes } else { Sure::Hardly })
    }

    /// Judges an item that begins with a small letter.
    fn small(&self) -> Option<Sure> {
        if !is_phrase(self.left) && self.before.is_none() {
            return None;
        }
        let word = self.right.split_whitespace().next().unwrap_or_default();
        let sentence = self.first.starts_with(char::is_uppercase);
        Some(if sentence && !SEVERAL.contains(&word) { Sure::Yes } else { Sure::Hardly })
    }
}

/// The text of an item without quotes.
fn plain(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) if scalar.style == Style::Plain => Some(&scalar.text),
        _ => None,
    }
}

const fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// `94` and `7%` of `Đạt 94,7%`; not two numbers, days or codes side by side.
fn is_decimal(left: &str, right: &str) -> bool {
    let words = |text: &str| text.contains([' ', '%', '\u{a0}']);
    left.ends_with(is_digit) && right.starts_with(is_digit) && (words(left) || words(right))
}

/// Whether the text is a number, a share or a day.
fn is_figure(text: &str) -> bool {
    text.contains(is_digit) && text.chars().all(|c| c.is_ascii_digit() || ".,%/- ".contains(c))
}

/// Several words, or a word with a capital and small letters: no code, no abbreviation.
fn is_phrase(text: &str) -> bool {
    let begun = text.starts_with(char::is_uppercase) && text.chars().any(char::is_lowercase);
    text.contains([' ', '\u{a0}']) || begun
}

/// Whether the text is written for people to read: no code, number, day or name of a file.
fn is_prose(text: &str) -> bool {
    let letters = text.chars().any(char::is_alphabetic);
    letters && text.chars().any(|c| c.is_whitespace() || c.is_uppercase() || !c.is_ascii())
}

/// Tells whether what looks like a comment goes on with the text before it: `Kế hoạch #2 trình ký`, `Tổ # 3`.
///
/// Two blanks before the sign and one after are always a comment.
fn goes_on(text: &str, blanks: usize, lost: &str) -> bool {
    let glued = lost.starts_with(|c: char| c.is_alphanumeric());
    let numbered = lost.trim_start().starts_with(is_digit);
    if text.is_empty() {
        return glued && blanks <= 1 && (numbered || is_hashtag(lost));
    }
    is_prose(text) && ((glued && (blanks == 1 || numbered)) || (blanks == 1 && numbered))
}

/// `ThiDua2020`: words without blanks between them.
fn is_hashtag(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    word.chars().any(char::is_lowercase) && (capitals > 1 || word.ends_with(is_digit))
}

/// Longest line that is written out in a hint, in characters.
const LONG: usize = 160;

fn fits(text: &str) -> bool {
    text.chars().nth(LONG).is_none()
}

fn short(text: &str) -> String {
    const SHORT: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().nth(SHORT).is_none() {
        return line;
    }
    line.chars().take(SHORT).chain("…".chars()).collect()
}

#[cfg(test)]
mod tests;
