//! Values that are more than plain text: pictures, QR codes, formatted text, links, whole documents, breaks, lists
//! that begin again, properties of cells.
//!
//! The template says what a value becomes, by a filter; the data gives a text, or an entry with the filter's name and
//! options. What the template gives as an argument wins over the same option in the data.
//!
//! | template | data: a text, or |
//! |---|---|
//! | `{{ x \| anh(rong=30, cao=40, mo_ta='…', khop='vua') }}` | `{anh: chan-dung.jpg, rong: 30, cao: 40, mo_ta: …, khop: cat}` |
//! | `{{ x \| qr(rong=25, muc='M') }}` | `{qr: https://…, rong: 25, muc: H}` |
//! | `{{ x \| dinh_dang(mau='do', co=14) }}` | `{dinh_dang: '**chữ**', mau: do, co: 14}` |
//! | `{{ x \| lien_ket(chu='xem tại đây') }}` | `{lien_ket: https://…, chu: xem tại đây}` |
//! | `{{ x \| duong_ke(rong=70) }}` | `{duong_ke: SỞ TÀI CHÍNH, rong: 70}` |
//! | `{{ x \| cuoc_chu }}`, `{{ x \| cuoc_chu_cuoi }}` | `{cuoc_chu: …}`, `{cuoc_chu_cuoi: …}` |
//! | `{{ x \| tai_lieu }}`, alone in its paragraph | `{tai_lieu: phu-luc.docx}` |
//! | `{{ bieu_do(ds, nhan, [so_1, so_2]) }}`, all that the alternative text of a chart says | |
//! | `{{ ngat_trang() }}`, `{{ danh_so_lai() }}` | |
//! | `{{ x \| mau_o }}`, `{{ n \| gop_cot }}`, `{{ gop_doc(dau=loop.first) }}`, `{{ gop_ngang(so=loop.length, dau=loop.first) }}` in a cell | |
//!
//! Lengths are millimetres. A picture without a size has its own; none is larger than the place where it stands. `khop` matters where
//! both sides are given or a placeholder has its own: `vua` shows the whole picture, `cat` fills the frame. An empty
//! text inserts nothing.
//!
//! A filter gives a *marker*: a payload between two control characters, which cannot stand in XML. When it is written,
//! [`insert`] makes XML of it and notes in [`Additions`] what the package needs.

pub mod cell;
pub mod colour;
pub mod document;
pub mod drawing;
mod filter;
pub mod link;
mod measure;
mod note;
mod picture;
pub mod qr;
pub mod rich;
mod rule;
pub mod run;

use serde::{Deserialize, Serialize};

pub use cell::CellChange;
pub use filter::{FUNCTIONS, NAMES, inserted_as, is_known, register, shown};
pub use note::refused as no_note;
pub use picture::replace_picture;

use super::Files;
use super::additions::Additions;
use super::chart;
use super::room::Room;
use crate::layout::picture::Fit;
use crate::units::Length;
use rich::Look;
use run::RunProperties;

/// Begins a marker.
pub const OPEN: char = '\u{E}';
/// Ends a marker.
pub const CLOSE: char = '\u{F}';

/// Where a value is inserted.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// Name of the part, without a slash in front.
    pub part: &'a str,
    /// `<w:rPr>…</w:rPr>` of the tag's run, or nothing.
    pub run_properties: &'a str,
    /// The files that values name.
    pub files: &'a dyn Files,
    /// How much room a picture has.
    pub room: Room,
    /// What the place is called, where Word has no notes.
    pub no_notes: Option<&'static str>,
}

/// What stands in place of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inserted {
    /// Runs; the run around the tag is closed before and opened after. Empty for nothing.
    Runs(String),
    /// Blocks in place of the tag's paragraph.
    Blocks(String),
    /// A change to the cell around, if any; the tag itself leaves nothing.
    Cell(Option<CellChange>),
}

/// Why a value cannot be inserted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InsertError {
    /// What was found, in Vietnamese.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl InsertError {
    /// Makes an error.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// What a marker carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "k")]
enum Payload {
    #[serde(rename = "anh")]
    Picture(PictureValue),
    #[serde(rename = "qr")]
    Qr { text: String, side: i64, level: qr::Level },
    #[serde(rename = "dinh_dang")]
    Rich { text: String, colour: Option<String>, size: Option<u32> },
    #[serde(rename = "lien_ket")]
    Link { target: String, text: String },
    #[serde(rename = "duong_ke")]
    Rule { text: String, room: Option<i64> },
    #[serde(rename = "tai_lieu")]
    Document { path: String },
    #[serde(rename = "cuoc_chu")]
    Note { text: String, end: bool },
    #[serde(rename = "bieu_do")]
    Chart(Box<chart::Figures>),
    #[serde(rename = "ngat_trang")]
    PageBreak,
    #[serde(rename = "danh_so_lai")]
    Restart,
    #[serde(rename = "o")]
    Cell { change: Option<CellChange> },
}

/// A picture as data and template ask for it; sides in English Metric Units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PictureValue {
    path: String,
    width: Option<i64>,
    height: Option<i64>,
    description: String,
    fit: Fit,
}

impl Payload {
    /// Returns the marker.
    fn marker(&self) -> String {
        let payload = serde_json::to_string(self).expect("texts and numbers can be written as JSON");
        format!("{OPEN}{payload}{CLOSE}")
    }

    fn read(payload: &str) -> Result<Self, InsertError> {
        let payload = payload.strip_prefix(OPEN).unwrap_or(payload);
        let payload = payload.strip_suffix(CLOSE).unwrap_or(payload);
        serde_json::from_str(payload).map_err(|_| {
            InsertError::new(
                "giá trị chèn vào bị một bộ lọc khác làm hỏng",
                "đặt bộ lọc chèn (anh, qr, dinh_dang, lien_ket, duong_ke, tai_lieu, …) ở cuối thẻ, không có bộ lọc nào sau nó",
            )
        })
    }
}

/// Makes XML of a marker's payload.
pub fn insert(payload: &str, at: &At<'_>, extra: &mut Additions<'_>) -> Result<Inserted, InsertError> {
    match Payload::read(payload)? {
        Payload::Picture(value) => picture::insert(&value, at, extra).map(Inserted::Runs),
        Payload::Qr { text, side, level } => {
            picture::insert_qr(&text, Length::emu(side), level, at, extra).map(Inserted::Runs)
        }
        Payload::Rich { text, colour, size } => {
            rich_runs(&text, &Look { colour, size, ..Look::default() }, at, extra).map(Inserted::Runs)
        }
        Payload::Link { target, text } => link_runs(&target, &text, at, extra).map(Inserted::Runs),
        Payload::Rule { text, room } => rule::insert(&text, room.map(Length::emu), at, extra).map(Inserted::Runs),
        Payload::Document { path } => document::insert(&path, at, extra).map(Inserted::Blocks),
        Payload::Note { text, end } => {
            let kind = if end { note::Kind::End } else { note::Kind::Foot };
            note::insert(&text, kind, at, extra).map(Inserted::Runs)
        }
        Payload::Chart(_) => Err(InsertError::new(CHART_ELSEWHERE, CHART_HINT)),
        Payload::PageBreak => Ok(Inserted::Runs("<w:r><w:br w:type=\"page\"/></w:r>".to_owned())),
        Payload::Restart => {
            extra.restart_lists();
            Ok(Inserted::Runs(String::new()))
        }
        Payload::Cell { change } => Ok(Inserted::Cell(change)),
    }
}

/// Tells whether an expression changes the cell around.
pub fn changes_cell(expression: &str) -> bool {
    names(expression).any(|name| matches!(name, "mau_o" | "gop_cot" | "gop_doc" | "gop_ngang"))
}

/// Tells whether an expression gives a picture, so that it can take the place of one.
pub fn gives_picture(expression: &str) -> bool {
    ends_in(expression, &["anh", "qr"])
}

/// Tells whether an expression gives a footnote or endnote.
pub fn gives_note(expression: &str) -> bool {
    ends_in(expression, &["cuoc_chu", "cuoc_chu_cuoi"])
}

/// Tells whether an expression gives what a chart shows.
pub fn gives_chart(expression: &str) -> bool {
    names(expression).next() == Some(chart::FUNCTION)
}

/// What is wrong with the tag of a chart that stands elsewhere.
pub const CHART_ELSEWHERE: &str = "thẻ bieu_do phải là toàn bộ chữ thay thế (Alt Text) của một biểu đồ";
/// What to do about it.
pub const CHART_HINT: &str = "chèn một biểu đồ (Insert → Chart), bấm phải, chọn Edit Alt Text (Văn bản thay thế), gõ thẻ vào đó, không có chữ nào khác";

/// Tells whether an expression lets lists begin again.
pub fn restarts_lists(expression: &str) -> bool {
    names(expression).any(|name| name == "danh_so_lai")
}

/// Tells whether an expression may insert anything.
pub fn may_insert(expression: &str) -> bool {
    names(expression).any(|name| NAMES.contains(&name) || FUNCTIONS.contains(&name))
}

/// Returns the names in an expression.
fn names(expression: &str) -> impl Iterator<Item = &str> {
    expression.split(|c: char| c != '_' && !c.is_alphanumeric()).filter(|name| !name.is_empty())
}

/// Tells whether the expression passes through a filter of these.
fn ends_in(expression: &str, wanted: &[&str]) -> bool {
    expression.split('|').skip(1).any(|filter| names(filter).next().is_some_and(|name| wanted.contains(&name)))
}

/// Tells whether an expression gives blocks, so that its tag must stand alone in a paragraph.
pub fn gives_blocks(expression: &str) -> bool {
    ends_in(expression, &["tai_lieu"])
}

fn rich_runs(text: &str, look: &Look, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    let base = RunProperties::parse(at.run_properties);
    let mut runs = String::new();
    for piece in rich::read(text, look)? {
        let properties = piece.look.over(&base);
        let content = run::content(&piece.text)?;
        match &piece.target {
            None => runs.push_str(&properties.run(&content)),
            Some(target) => {
                let relation = extra.relate(at.part, "hyperlink", target, true)?;
                runs.push_str(&link::wrap(&relation, &link::look(properties).run(&content)));
            }
        }
    }
    Ok(runs)
}

fn link_runs(target: &str, text: &str, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    if target.is_empty() {
        return Ok(String::new());
    }
    let relation = extra.relate(at.part, "hyperlink", &link::checked(target)?, true)?;
    let properties = link::look(RunProperties::parse(at.run_properties));
    Ok(link::wrap(&relation, &properties.run(&run::content(text)?)))
}

#[cfg(test)]
pub(in crate::fill) mod tests;
