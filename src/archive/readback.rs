//! Reading a finished file as a stranger would, and comparing it with what was meant.
//!
//! The file is read by `docx`, which knows nothing of how it was made.

use chrono::NaiveDate;

use super::{code, printed};
use crate::diag::Diagnostic;
use crate::document::{Block, Document, Inline};
use crate::docx::DocxView;
use crate::docx::place::paragraphs;
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

/// The paragraphs of a file, as they are read aloud.
pub struct Page {
    lines: Vec<String>,
}

impl Page {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Result<Self, Diagnostic> {
        let view = DocxView::read(bytes).map_err(|cause| lacking(format!("không mở lại được tệp: {cause}")))?;
        let lines = paragraphs(&view).into_iter().filter(|(place, _)| place.in_body());
        let lines = lines.flat_map(|(_, paragraph)| {
            let text = paragraph.text();
            let parts: Vec<String> = text.split('\n').map(plain).collect();
            parts
        });
        Ok(Self { lines: lines.filter(|line| !line.is_empty()).collect() })
    }

    /// Compares number, symbol and date.
    pub fn bears(&self, mark: &Mark) -> Vec<Diagnostic> {
        let number = format!("Số: {}", printed(mark.number, mark.symbol));
        let mut found = Vec::new();
        if !self.has(&number) {
            let seen =
                self.lines.iter().find(|line| line.starts_with("Số:")).map_or("không có dòng số", String::as_str);
            found.push(lacking(format!("số, ký hiệu trên tệp là “{seen}”, phải là “{number}”")));
        }
        let day = date::long(mark.date);
        let dated = |line: &&String| line.contains(", ngày ") && line.contains(" năm ");
        if mark.dated && !self.lines.iter().any(|line| line.ends_with(&format!(", {day}"))) {
            let seen = self.lines.iter().find(dated).map_or("không có dòng địa danh, ngày", String::as_str);
            found.push(lacking(format!("ngày trên tệp là “{seen}”, phải là “{day}”")));
        }
        found
    }

    /// Compares everything that was meant, in its order.
    pub fn says(&self, document: &Document) -> Vec<Diagnostic> {
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

    /// Returns the recipients that stand in the file, without dash and end mark, the file copy excepted.
    pub fn recipients(&self) -> Vec<String> {
        let after = self.lines.iter().skip_while(|line| !line.starts_with("Nơi nhận")).skip(1);
        let dashed = after.take_while(|line| line.starts_with('-')).map(|line| line.trim_start_matches(['-', ' ']));
        let named = dashed.filter(|line| !line.starts_with("Lưu"));
        named.map(|line| line.trim_end_matches([';', '.', ',', ' ']).to_owned()).collect()
    }

    fn has(&self, line: &str) -> bool {
        self.lines.iter().any(|seen| seen == line)
    }
}

fn lacking(message: String) -> Diagnostic {
    Diagnostic::error(&code::PAGE, message)
}

/// The text, in the order in which it is read.
fn meant(document: &Document) -> Vec<(&'static str, String)> {
    let title = document.title.iter().flat_map(|title| [("tên loại", &title.kind), ("trích yếu", &title.subject)]);
    let mut all: Vec<(&'static str, String)> = title.map(|(what, text)| (what, plain(text))).collect();
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    all.extend(document.body.iter().chain(annexes).flat_map(texts).map(|text| ("đoạn", text)));
    all.retain(|(_, text)| !text.is_empty());
    all
}

/// What stands beside the text: head, signature, recipients.
fn aside(document: &Document) -> Vec<(&'static str, String)> {
    let head = &document.head;
    let mut all = vec![("cơ quan ban hành", plain(&head.issuer))];
    all.extend(head.superior.iter().map(|name| ("cơ quan chủ quản", plain(name))));
    all.extend(head.letter_subject.iter().map(|text| ("trích yếu", plain(text))));
    for signature in &document.signatures {
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
        Block::Paragraph { content, .. } => {
            let mut lines = vec![String::new()];
            for piece in content {
                match (piece, lines.last_mut()) {
                    (Inline::Text { text, .. }, Some(line)) => line.push_str(text),
                    _ => lines.push(String::new()),
                }
            }
            lines.iter().map(|line| plain(line)).collect()
        }
        Block::Table(table) => {
            let rows = table.cells.rows().flat_map(|(_, row)| row.map(plain).collect::<Vec<_>>());
            table.columns.iter().map(|column| plain(&column.title)).chain(rows).collect()
        }
        Block::Chart(_) => Vec::new(),
    }
}

/// Returns a text as it sounds: composed letters, single ordinary spaces, ordinary hyphens.
fn plain(text: &str) -> String {
    let spaced = text.replace('\u{2011}', "-").replace(['\u{ad}', '\u{200b}', '\u{2060}'], "");
    nfc(&spaced).split_whitespace().collect::<Vec<_>>().join(" ")
}
