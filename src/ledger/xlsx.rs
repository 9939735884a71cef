//! The register as a workbook of Excel, ready to be printed.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Book, Worksheet, XlsxError,
};

use super::{COLUMNS, Heading, WIDTHS};
use crate::metrics::{Face, lines};
use crate::viet;

/// The paper A4, by Excel's number for it.
const A4: u8 = 9;

/// Rows above the table: agencies, title, what it covers, a free one; the last of them is the header's first.
const HEADER: u32 = 4;

/// Rows that a sheet has, less those above the table.
const MOST_ROWS: u32 = 1_048_576 - HEADER - 2;

/// The type size of the table, half-points.
const SIZE: u32 = 22;

/// The height of a line of this size, and of the tallest row there is, points.
const LINE: u32 = 15;
const TALLEST: u32 = 409;

/// How wide a column is for each share of it, in letters; a letter has 7 pixels, of which there are 96 to the inch. Some
/// are kept free, for programs set type a little differently.
const LETTERS: f64 = 0.55;
const EMU_PER_SHARE: i64 = 9525 * 37 / 10;

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// More rows than a sheet has.
    #[error("sổ có hơn {MOST_ROWS} dòng, một trang tính Excel không chứa hết")]
    TooLong,
    /// The writer of workbooks refuses.
    #[error("không dựng được tệp Excel ({0})")]
    Excel(#[from] XlsxError),
}

/// A workbook in the making: rows first, then what heads them, as that depends on the rows.
pub struct Workbook {
    book: Book,
    next: u32,
    text: Format,
    middle: Format,
    date: Format,
}

fn plain() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(11)
}

impl Workbook {
    /// A register without rows.
    pub fn new() -> Result<Self, WorkbookError> {
        let mut book = Book::new();
        setup(book.add_worksheet())?;
        let text = plain().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let middle = text.clone().set_align(FormatAlign::Center);
        let date = middle.clone().set_num_format("dd/mm/yyyy");
        Ok(Self { book, next: HEADER + 2, text, middle, date })
    }

    /// Appends a row; its date is a date to Excel too.
    pub fn row(&mut self, cells: &[String; 10], date: NaiveDate) -> Result<(), WorkbookError> {
        if self.next >= MOST_ROWS + HEADER + 2 {
            return Err(WorkbookError::TooLong);
        }
        let (row, sheet) = (self.next, self.book.worksheet_from_index(0)?);
        for (column, cell) in (0_u16..).zip(cells) {
            match column {
                1 => sheet.write_datetime_with_format(row, column, &day(date)?, &self.date)?,
                6 => match cell.parse::<u32>() {
                    Ok(number) => sheet.write_number_with_format(row, column, number, &self.middle)?,
                    Err(_) => sheet.write_string_with_format(row, column, cell, &self.middle)?,
                },
                _ => sheet.write_string_with_format(row, column, cell, &self.text)?,
            };
        }
        // Excel makes a row as high as its text when it opens the file; LibreOffice does not.
        let filled = cells.iter().zip(WIDTHS);
        let most = filled.map(|(cell, share)| lines(cell, Face::Regular, SIZE, i64::from(share) * EMU_PER_SHARE)).max();
        if let Some(most) = most.filter(|most| *most > 1) {
            sheet.set_row_height(row, most.saturating_mul(LINE).min(TALLEST))?;
        }
        self.next += 1;
        Ok(())
    }

    /// Returns the bytes of the file; the same register gives the same bytes.
    pub fn finish(mut self, heading: &Heading) -> Result<Vec<u8>, WorkbookError> {
        let sheet = self.book.worksheet_from_index(0)?;
        head(sheet, heading)?;
        sheet.set_print_area(0, 0, self.next - 1, 9)?;
        let made = heading.days.map_or_else(NaiveDate::default, |days| days.1);
        let properties = DocProperties::new()
            .set_title(viet::text::upper_first(&heading.title().to_lowercase()))
            .set_author(heading.issuer.as_str())
            .set_creation_datetime(&day(made)?);
        self.book.set_properties(&properties);
        Ok(self.book.save_to_buffer()?)
    }
}

fn day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or(0), part(date.month()), part(date.day()))
}

/// Sets up the pages: A4 on its side, as wide as the paper, the header on each, pages numbered.
fn setup(sheet: &mut Worksheet) -> Result<(), WorkbookError> {
    sheet.set_name("Văn bản đi")?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.8, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&C&\"Times New Roman\"&11&P/&N");
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width) * LETTERS)?;
    }
    sheet.set_repeat_rows(HEADER, HEADER + 1)?;
    sheet.set_freeze_panes(HEADER + 2, 0)?;
    Ok(())
}

fn head(sheet: &mut Worksheet, heading: &Heading) -> Result<(), WorkbookError> {
    let centred = plain().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let bold = centred.clone().set_bold();
    let superior = heading.superior.as_deref().map(viet::text::upper).unwrap_or_default();
    sheet.merge_range(0, 0, 0, 9, &superior, &centred)?;
    sheet.merge_range(1, 0, 1, 9, &viet::text::upper(&heading.issuer), &bold)?;
    sheet.merge_range(2, 0, 2, 9, heading.title(), &bold.clone().set_font_size(16))?;
    sheet.set_row_height(2, 26)?;
    let lines = heading.lines();
    sheet.merge_range(3, 0, 3, 9, &lines.join("  ·  "), &centred)?;
    sheet.set_row_height(3, 24)?;
    let title = bold.set_text_wrap().set_border(FormatBorder::Thin);
    let number = title.clone().unset_bold();
    for (column, name) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(HEADER, column, name, &title)?;
        sheet.write_string_with_format(HEADER + 1, column, format!("({})", column + 1), &number)?;
    }
    sheet.set_row_height(HEADER, 48)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn a_row_whose_text_takes_several_lines_is_so_high() {
        let date = NaiveDate::from_ymd_opt(2020, 12, 26).unwrap();
        let mut book = Workbook::new().unwrap();
        let subject = |text: &str| {
            let mut cells: [String; 10] = Default::default();
            cells[2] = text.to_owned();
            cells
        };
        book.row(&subject("Thông báo họp"), date).unwrap();
        let long = "Quyết định về việc khen thưởng phong trào thi đua cải cách hành chính năm 2020";
        book.row(&subject(long), date).unwrap();
        book.row(&subject(&"dài ".repeat(5_000)), date).unwrap();
        let bytes = book.finish(&Heading::default()).unwrap();
        let mut xml = String::new();
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        package.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
        let height = |row: u32| {
            let (_, rest) = xml.split_once(&format!("<row r=\"{row}\"")).unwrap();
            let tag = rest.split_once('>').unwrap().0;
            tag.split_once("ht=\"").map(|(_, rest)| rest.split_once('"').unwrap().0.to_owned())
        };
        assert_eq!([7, 8, 9].map(height), [None, Some("45".to_owned()), Some("408.75".to_owned())]);
    }
}
