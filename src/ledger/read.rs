//! Reading an existing register from Excel or CSV: every row that is understood, every cell that is not.

use super::code;
use super::header::{self, Columns};
use super::row::{self, Fault, Row, Setting};
use crate::diag::{Diagnostic, Report};
use crate::fill::input::{Input, Sheet, letters, sheets};
use crate::source::Sources;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Found {
    /// The rows that are understood, in the order of the file.
    pub rows: Vec<Row>,
    /// How many rows are not.
    pub bad: usize,
}

/// Reads a register; what is not understood goes to the report. None where nothing could be read at all.
pub fn read(
    input: Input,
    agency: Option<&str>,
    year: Option<i32>,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<Found> {
    let name = input.name.to_owned();
    let setting = Setting { agency: agency.map(str::to_owned), year };
    let all = sheets(input, sources, report)?;
    let mut found = Found::default();
    let (mut known, mut without) = (false, Vec::new());
    for sheet in &all {
        let page = Page { name: &name, sheet };
        match header::find(&sheet.rows) {
            Some((end, columns)) => {
                known = true;
                page.unnamed(end, &columns, report);
                page.rows(end, &columns, &setting, &mut found, report);
            }
            None if sheet.rows.is_empty() => {}
            None => without.push(page.without_header()),
        }
    }
    if !known {
        report.push(no_header(&name));
        return None;
    }
    report.extend(without);
    Some(found)
}

const NAMES: &str =
    "hàng tên cột cần có ít nhất: Số, ký hiệu văn bản; Ngày tháng văn bản; Tên loại và trích yếu nội dung";

fn no_header(name: &str) -> Diagnostic {
    Diagnostic::error(&code::HEADER, "không thấy hàng tên cột của sổ đăng ký văn bản đi").in_file(name).hint(NAMES)
}

struct Page<'a> {
    name: &'a str,
    sheet: &'a Sheet,
}

impl Page<'_> {
    fn place(&self) -> String {
        match &self.sheet.name {
            Some(sheet) => format!("{}, trang tính “{sheet}”", self.name),
            None => self.name.to_owned(),
        }
    }

    fn row_place(&self, row: u32) -> String {
        let what = if self.sheet.name.is_some() { "hàng" } else { "dòng" };
        format!("{}, {what} {}", self.place(), row + 1)
    }

    fn cell_place(&self, row: u32, column: u32) -> String {
        match self.sheet.name {
            Some(_) => format!("{}, ô {}{}", self.place(), letters(column as usize), row + 1),
            None => format!("{}, cột thứ {}", self.row_place(row), column + 1),
        }
    }

    fn without_header(&self) -> Diagnostic {
        let found = Diagnostic::warning(&code::LEFT_OUT, "không có hàng tên cột của sổ nên bỏ qua trang này");
        found.in_file(self.place()).hint("không sao nếu trang này không phải là sổ")
    }

    /// Tells of columns that are not taken over although they hold something.
    fn unnamed(&self, end: u32, columns: &Columns, report: &mut Report) {
        let mut told = std::collections::BTreeSet::new();
        for (row, cells) in self.sheet.rows.range(end + 1..) {
            for (column, _) in cells.iter().filter(|(column, _)| !columns.contains_key(column)) {
                if told.insert(*column) {
                    let message = "cột này không thuộc sổ đăng ký nên bỏ qua";
                    let found = Diagnostic::warning(&code::LEFT_OUT, message).in_file(self.cell_place(*row, *column));
                    report.push(found.hint("đổi tên cột cho đúng tên trong sổ nếu cần đưa vào"));
                }
            }
        }
    }

    fn rows(&self, end: u32, columns: &Columns, setting: &Setting, found: &mut Found, report: &mut Report) {
        for (at, cells) in self.sheet.rows.range(end + 1..) {
            if is_numbering(cells) || header::suffices(&header::fields(cells)) {
                continue;
            }
            if let [(_, title)] = cells.as_slice() {
                let message = format!("hàng chỉ có “{title}” nên bỏ qua");
                let left = Diagnostic::warning(&code::LEFT_OUT, message).in_file(self.row_place(*at));
                report.push(left.hint("không sao nếu đây là tiêu đề giữa bảng"));
                continue;
            }
            match row::read(cells, columns, self.row_place(*at), setting) {
                Ok(row) => found.rows.push(row),
                Err(faults) => {
                    found.bad += 1;
                    report.extend(faults.into_iter().map(|fault| self.told(*at, fault)));
                }
            }
        }
    }

    fn told(&self, row: u32, fault: Fault) -> Diagnostic {
        let Fault { column, found, wanted } = fault;
        let found = if found.is_empty() { "ô trống".to_owned() } else { format!("“{found}”") };
        let place = column.map_or_else(|| self.row_place(row), |column| self.cell_place(row, column));
        let told = Diagnostic::error(&code::CELL, format!("{found}, cần {wanted}")).in_file(place);
        told.hint("sửa ô trong tệp rồi chạy lại; hoặc thêm --bo-qua-loi để nhập các hàng còn lại")
    }
}

/// Tells whether a row numbers the columns: (1), (2), ….
fn is_numbering(cells: &[(u32, String)]) -> bool {
    cells.iter().all(|(_, cell)| {
        let inner = cell.trim().strip_prefix('(').and_then(|cell| cell.strip_suffix(')'));
        inner.is_some_and(|inner| inner.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::text;

    fn csv(content: &str) -> (Option<Found>, String) {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let input = Input { name: "so.csv", bytes: content.as_bytes().to_vec(), sheets: &[] };
        let found = read(input, Some("STC"), None, &mut sources, &mut report);
        (found, text::render(&report, &sources, false))
    }

    #[test]
    fn rows_under_titles_numbering_and_repeated_names_are_read() {
        let (found, told) = csv("SỔ ĐĂNG KÝ, năm 2019\nSố, ký hiệu;Ngày tháng;Trích yếu;Ghi chú\n(1);(2);(3);(4)\n\
             01/KH-STC;02/01/2019;Thi đua;\nSố, ký hiệu;Ngày tháng;Trích yếu;Ghi chú\n02/BC-STC;03/01/2019;Quý I;x\n");
        let found = found.unwrap();
        assert_eq!(found.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2], "{told}");
        assert_eq!((found.bad, found.rows[1].place.as_str()), (0, "so.csv, dòng 6"));
    }

    #[test]
    fn all_faults_are_told_in_one_run_with_their_cells() {
        let (found, told) =
            csv("Số, ký hiệu;Ngày;Trích yếu\nx/KH-STC;02/01/2019;a\n02/KH-STC;mai;b\n03/KH-STC;04/01/2019;c\n");
        let found = found.unwrap();
        assert_eq!((found.rows.len(), found.bad), (1, 2));
        for said in
            ["“x/KH-STC”, cần số và ký hiệu", "so.csv, dòng 2, cột thứ 1", "“mai”, cần ngày", "dòng 3, cột thứ 2"]
        {
            assert!(told.contains(said), "{said} is not in {told}");
        }
    }

    #[test]
    fn a_file_without_names_of_columns_is_told_what_they_are() {
        let (found, told) = csv("a;b\n1;2\n");
        assert!(found.is_none() && told.contains("không thấy hàng tên cột"), "{told}");
    }
}
