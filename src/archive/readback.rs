//! Reading a finished file as a stranger would, and comparing it with what was meant.
//!
//! The file is read by `docx`, which knows nothing of how it was made.

use chrono::NaiveDate;

use super::{code, printed};
use crate::diag::Diagnostic;
use crate::document::{Block, Cell, Document, Inline, Note};
use crate::docx::DocxView;
use crate::docx::place::paragraphs;
use crate::docx::read::document;
use crate::docx::view::ReadError;
use crate::ooxml::package::Package;
use crate::viet::{date, text::nfc};

/// The number and date that a page must bear.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The number.
    pub number: u32,
    /// What follows the slash.
    pub symbol: &'a str,
    /// The date.
    pub date: NaiveDate,
    /// Whether the head bears the date; minutes bear it in their text.
    pub dated: bool,
}

/// How a file was made, which decides what the clerk can do about a fault in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// Laid out from the model.
    LaidOut,
    /// Filled from a Word template.
    Filled,
    /// Edited by hand and taken in as it is.
    ByHand,
}

/// The paragraphs of a file, as they are read aloud.
pub struct Page {
    lines: Vec<String>,
}

/// How many lines a head may have: both agencies, number, subject of a letter, national name, motto, date, and marks.
const HEAD: usize = 20;

impl Page {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Result<Self, Diagnostic> {
        Self::read_checking(bytes, |_, _| Ok(())).map(|(page, ())| page)
    }

    /// Reads a file and lets what was read be looked at once more.
    pub fn read_checking<T>(
        bytes: &[u8],
        look: impl FnOnce(&Package, &DocxView) -> Result<T, ReadError>,
    ) -> Result<(Self, T), Diagnostic> {
        let read = || {
            let package = Package::open(bytes)?;
            let view = document(&package)?;
            let looked = look(&package, &view)?;
            Ok((Self::of(&view), looked))
        };
        read().map_err(|cause: ReadError| lacking(format!("không mở lại được tệp: {cause}")))
    }

    fn of(view: &DocxView) -> Self {
        let lines = paragraphs(view).into_iter().filter(|(place, _)| place.in_text());
        let lines = lines.flat_map(|(_, paragraph)| {
            let text = paragraph.text();
            let parts: Vec<String> = text.split('\n').map(plain).collect();
            parts
        });
        Self { lines: lines.filter(|line| !line.is_empty()).collect() }
    }

    /// Compares the file with what was meant; how it was made says how much of it is known.
    pub fn compare(&self, mark: &Mark, document: &Document, making: Making) -> Vec<Diagnostic> {
        let mut found = self.bears(mark, &document.head.place, making);
        found.extend(match making {
            Making::LaidOut => self.says(document),
            Making::Filled => [self.signed(document, making), self.sent(document)].concat(),
            Making::ByHand => self.signed(document, making),
        });
        found
    }

    /// Compares number, symbol and date.
    pub fn bears(&self, mark: &Mark, place: &str, making: Making) -> Vec<Diagnostic> {
        let number = format!("Số: {}", printed(mark.number, mark.symbol));
        let mut found = Vec::new();
        let seen = self.head().find(|line| line.starts_with("Số:"));
        if seen.is_none_or(|seen| spaceless(seen) != spaceless(&number)) {
            let seen = seen.map_or("không có dòng số ở đầu trang", String::as_str);
            let message = format!("số, ký hiệu trên tệp là “{seen}”, phải là “{number}”");
            found.push(making.hinted(lacking(message), "gõ “Số: {{ the_thuc.so_ky_hieu }}” vào ô số, ký hiệu"));
        }
        if !mark.dated {
            return found;
        }
        let day = date::long(mark.date);
        let (line, start) = (format!("{}, {day}", plain(place)), format!("{}, ", plain(place)));
        let mut dated = self.head().filter(|line| is_dated(line));
        let seen = dated.clone().find(|line| line.starts_with(&start)).or_else(|| dated.next());
        if seen != Some(&line) {
            let seen = seen.map_or("không có dòng địa danh, ngày ở đầu trang", String::as_str);
            let message = format!("ngày trên tệp là “{seen}”, phải là “{line}”");
            let tag = "gõ “{{ the_thuc.dia_danh }}, {{ the_thuc.thoi_gian }}” vào dòng địa danh, ngày tháng";
            found.push(making.hinted(lacking(message), tag));
        }
        found
    }

    /// Looks for the names of those who sign, each on a line of its own.
    fn signed(&self, document: &Document, making: Making) -> Vec<Diagnostic> {
        let names = document.signatures.iter().map(|signature| plain(&signature.name));
        let names = names.filter(|name| !self.lines.iter().any(|line| line.to_lowercase() == name.to_lowercase()));
        let found = names.map(|name| {
            let tag = "gõ “{{ the_thuc.nguoi_ky.0.ho_ten }}” thành một đoạn riêng ở chỗ ký";
            making.hinted(lacking(format!("tệp thiếu họ tên người ký “{name}” (một đoạn riêng)")), tag)
        });
        found.collect()
    }

    /// Looks for the recipients that were meant, in a file that was filled.
    fn sent(&self, document: &Document) -> Vec<Diagnostic> {
        let seen = self.recipients();
        let wanted = document.recipients.list.iter().map(|name| plain(name));
        let lost: Vec<String> = wanted.filter(|name| !seen.contains(name)).collect();
        if lost.is_empty() {
            return Vec::new();
        }
        let tag = "dưới “Nơi nhận:” đặt ba đoạn: “{% for noi in the_thuc.noi_nhan %}”, “- {{ noi }};”, “{% endfor %}”, \
                   rồi “- Lưu: {{ the_thuc.luu }}.”";
        vec![Making::Filled.hinted(lacking(format!("dưới “Nơi nhận” thiếu “{}”", lost.join("”, “"))), tag)]
    }

    /// The lines of the head: what comes before recipients and annexes, and not far down.
    fn head(&self) -> impl Iterator<Item = &String> + Clone {
        let ends = |line: &String| line.starts_with("Nơi nhận") || line.to_lowercase().starts_with("phụ lục");
        self.lines.iter().take(HEAD).take_while(move |line| !ends(line))
    }

    /// Compares everything that was meant, in its order.
    fn says(&self, document: &Document) -> Vec<Diagnostic> {
        let mut rest = self.lines.iter();
        let mut found = Vec::new();
        for (what, line) in meant(document) {
            let before = rest.clone();
            if !rest.any(|seen| *seen == line || seen.ends_with(&line)) {
                rest = before;
                found.push(lacking(format!("tệp thiếu {what} “{line}”")));
            }
        }
        for (what, line) in aside(document) {
            if !self.has(&line) {
                found.push(lacking(format!("tệp thiếu {what} “{line}”")));
            }
        }
        found
    }

    /// Compares a copy with the page that was copied: every line of it, and below them these lines.
    pub fn follows(&self, copied: &Self, below: &[String]) -> Vec<Diagnostic> {
        let Some(rest) = self.lines.strip_prefix(copied.lines.as_slice()) else {
            return vec![lacking("bản sao không giống hệt nội dung được sao".to_owned())];
        };
        let missing = below.iter().map(|line| plain(line)).filter(|line| !rest.contains(line));
        missing.map(|line| lacking(format!("bản sao thiếu dòng “{line}”"))).collect()
    }

    /// Returns the recipients that stand in the file, without dash and end mark, the file copy excepted.
    pub fn recipients(&self) -> Vec<String> {
        let after = self.lines.iter().skip_while(|line| !line.starts_with("Nơi nhận")).skip(1);
        let named: Vec<&str> = after.map(|line| line.trim_start_matches(['-', '–', ' '])).collect();
        // A dash that Word puts before each item of a list is not text: the file copy tells where such a list ends.
        let end = named.iter().position(|line| line.starts_with("Lưu")).unwrap_or_else(|| {
            let dashed = self.lines.iter().skip_while(|line| !line.starts_with("Nơi nhận")).skip(1);
            dashed.take_while(|line| line.starts_with('-')).count()
        });
        named[..end].iter().map(|line| line.trim_end_matches([';', '.', ',', ' ']).to_owned()).collect()
    }

    fn has(&self, line: &str) -> bool {
        self.lines.iter().any(|seen| seen == line)
    }
}

impl Making {
    /// Adds what the clerk can do: `tag` where the file was filled from a template.
    fn hinted(self, found: Diagnostic, tag: &str) -> Diagnostic {
        match self {
            Self::LaidOut => found,
            Self::Filled => found.hint(format!("trong mẫu Word, {tag}; rồi chạy lại lệnh này")),
            Self::ByHand => found.hint("mở tệp, sửa cho đúng, lưu lại rồi chạy lại lệnh này"),
        }
    }
}

/// Tells whether a line is that of place and date: `Ninh Thuận, ngày … tháng … năm 2020`.
fn is_dated(line: &str) -> bool {
    let year = line.rsplit(' ').next().is_some_and(|end| end.len() == 4 && end.bytes().all(|c| c.is_ascii_digit()));
    year && line.contains(", ngày ") && line.contains(" tháng ") && !line.starts_with("V/v")
}

fn spaceless(text: &str) -> String {
    text.split_whitespace().collect()
}

fn lacking(message: String) -> Diagnostic {
    Diagnostic::error(&code::PAGE, message)
}

/// The text, in the order in which it is read.
fn meant(document: &Document) -> Vec<(&'static str, String)> {
    let title = document.title.iter().flat_map(|title| {
        let subject = title.subject.iter().map(|subject| ("trích yếu", subject));
        std::iter::once(("tên loại", &title.kind)).chain(subject)
    });
    let mut all: Vec<(&'static str, String)> = title.map(|(what, text)| (what, plain(text))).collect();
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    all.extend(document.body.iter().chain(annexes).flat_map(texts).map(|text| ("đoạn", text)));
    all.retain(|(_, text)| !text.is_empty());
    all
}

/// What stands beside the text: head, signature, recipients.
fn aside(document: &Document) -> Vec<(&'static str, String)> {
    let head = &document.head;
    let mut all = Vec::new();
    for agency in head.agencies() {
        all.push(("cơ quan ban hành", plain(&agency.name)));
        all.extend(agency.superior.iter().map(|name| ("cơ quan chủ quản", plain(name))));
    }
    all.extend(head.letter_subject.iter().map(|text| ("trích yếu", plain(text))));
    for signature in &document.signatures {
        all.extend(signature.side.iter().map(|side| ("bên ký", plain(side))));
        all.extend(signature.titles.iter().map(|title| ("chức vụ người ký", plain(title))));
        all.push(("họ tên người ký", plain(&signature.name)));
    }
    let recipients = &document.recipients;
    all.extend(recipients.list.iter().map(|name| ("nơi nhận", format!("- {};", plain(name)))));
    if !recipients.filed.is_empty() {
        all.push(("dòng lưu", format!("- Lưu: {}.", plain(&recipients.filed))));
    }
    all
}

fn texts(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph { content, .. } => lines_of(content),
        Block::Table(table) => {
            let cell = |cell: Cell| match cell {
                Cell::Plain(text) => vec![plain(text)],
                Cell::Rich(content) => lines_of(content),
            };
            let rows = table.cells.rows().flat_map(|(_, row)| row.flat_map(cell).collect::<Vec<_>>());
            table.columns.iter().flat_map(|column| lines_of(&column.title)).chain(rows).collect()
        }
        Block::Chart(_) | Block::Picture(_) => Vec::new(),
    }
}

/// Returns the lines of a paragraph, then those of its footnotes.
fn lines_of(content: &[Inline]) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut notes = Vec::new();
    for piece in content {
        match (piece, lines.last_mut()) {
            (Inline::Text { text, .. }, Some(line)) => line.push_str(text),
            (Inline::Note(Note(note)), _) => notes.extend(lines_of(note)),
            _ => lines.push(String::new()),
        }
    }
    lines.iter().map(|line| plain(line)).chain(notes).collect()
}

/// Returns a text as it sounds: composed letters, single ordinary spaces, ordinary hyphens.
fn plain(text: &str) -> String {
    let spaced = text.replace('\u{2011}', "-").replace(['\u{ad}', '\u{200b}', '\u{2060}'], "");
    nfc(&spaced).split_whitespace().collect::<Vec<_>>().join(" ")
}
