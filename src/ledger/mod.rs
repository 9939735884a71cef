//! The register of outgoing documents as a file: written for Word, Excel and machines, and read from what offices have.

pub mod code;
mod csv;
mod header;
mod paper;
mod read;
mod row;
mod xlsx;

use chrono::NaiveDate;

use crate::archive::entry::{Entry, Part};
use crate::archive::register::{Register, RegisterError};

pub use csv::{head as csv_head, line as csv_line};
pub use paper::docx;
pub use read::{Found, read};
pub use row::Row;
pub use xlsx::{Workbook, WorkbookError};

/// The ten columns of the register (Phụ lục IV, Mục I).
pub const COLUMNS: [&str; 10] = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
];

/// Shares of the width that the columns take, in the order of [`COLUMNS`].
const WIDTHS: [u32; 10] = [27, 23, 58, 25, 36, 18, 13, 19, 15, 23];

/// What a register is headed with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The agency above.
    pub superior: Option<String>,
    /// The agency.
    pub issuer: String,
    /// The year, where there is but one.
    pub year: Option<i32>,
    /// The first and the last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The first and the last number, where there is but one series.
    pub numbers: Option<(u32, u32)>,
    /// The volume.
    pub volume: Option<u32>,
    /// Whether its documents are secret.
    pub secret: bool,
}

impl Heading {
    /// Takes a further document into account; `series` tells whether it is of the series of those before it.
    pub fn take(&mut self, entry: &Entry, same_series: bool) {
        let first = self.days.is_none();
        let (from, to) = self.days.unwrap_or((entry.date, entry.date));
        self.days = Some((from.min(entry.date), to.max(entry.date)));
        self.year = if first { Some(entry.series.year) } else { self.year.filter(|year| *year == entry.series.year) };
        self.numbers = match self.numbers {
            _ if first => Some((entry.number, entry.number)),
            Some((least, most)) if same_series => Some((least.min(entry.number), most.max(entry.number))),
            _ => None,
        };
    }

    /// Returns what the register is called.
    pub const fn title(&self) -> &'static str {
        if self.secret { "SỔ ĐĂNG KÝ VĂN BẢN MẬT ĐI" } else { "SỔ ĐĂNG KÝ VĂN BẢN ĐI" }
    }

    /// Returns the lines under the title; what is not known is left to be written by hand.
    pub fn lines(&self) -> Vec<String> {
        const BLANK: &str = "………";
        let text = |known: Option<String>| known.unwrap_or_else(|| BLANK.to_owned());
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let number = |number: u32| format!("{number:02}");
        let (from, to) = (self.days.map(|days| day(days.0)), self.days.map(|days| day(days.1)));
        let (first, last) = (self.numbers.map(|all| number(all.0)), self.numbers.map(|all| number(all.1)));
        vec![
            format!("Năm: {}", text(self.year.map(|year| year.to_string()))),
            format!("Từ ngày {} đến ngày {}", text(from), text(to)),
            format!("Từ số {} đến số {}", text(first), text(last)),
            format!("Quyển số: {}", text(self.volume.map(number))),
        ]
    }
}

/// Returns the ten columns of a document; the day of sending and the receipt are written by hand.
pub fn cells(register: &dyn Register, entry: &Entry) -> Result<[String; 10], RegisterError> {
    let title = format!("{} {}", entry.kind_name, crate::viet::text::after_kind(&entry.subject));
    Ok([
        entry.printed(),
        crate::viet::date::short(entry.date),
        title.trim().to_owned(),
        entry.signer.name.clone(),
        entry.receivers().map(String::as_str).collect::<Vec<_>>().join("; "),
        entry.filed.clone(),
        entry.copies.map(|copies| copies.to_string()).unwrap_or_default(),
        String::new(),
        String::new(),
        remarks(register, entry)?,
    ])
}

fn remarks(register: &dyn Register, entry: &Entry) -> Result<String, RegisterError> {
    let mut all: Vec<String> = entry.secrecy.iter().cloned().collect();
    all.extend(entry.remarks.iter().cloned());
    for tie in &entry.ties {
        let other = register.entries(tie.with - 1, 1)?.pop();
        all.extend(other.map(|other| format!("{} {}", tie.kind.words(), other.printed())));
    }
    if entry.file(Part::Signed).is_some() {
        all.push("có bản ký".to_owned());
    }
    Ok(all.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_to_be_written_by_hand() {
        let heading = Heading { year: Some(2020), volume: Some(1), ..Heading::default() };
        let lines = ["Năm: 2020", "Từ ngày ……… đến ngày ………", "Từ số ……… đến số ………", "Quyển số: 01"];
        assert_eq!(heading.lines(), lines);
    }
}
