//! What tables from Excel and from CSV have in common: names of columns.

use std::collections::HashMap;

use tera::value::Key;

use super::{MOST_VALUES, code};
use crate::diag::{Diagnostic, Place};
use crate::viet;

/// Excel has no more columns.
const MOST_COLUMNS: usize = 16_384;

/// Returns the name by which templates know a column or a sheet: small letters without marks, `_` between words.
///
/// `Họ và tên` is `ho_va_ten`, `STT` is `stt`. A name that is so already stays as it is.
pub fn name(header: &str) -> String {
    let header = header.trim();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let name = if header.chars().all(plain) { header.to_owned() } else { viet::text::slug(header).replace('-', "_") };
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Returns the letters by which Excel calls a column: 0 is `A`, 26 is `AA`.
pub fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    let mut name = String::from(letter(column));
    let mut left = column / 26;
    while left > 0 {
        name.insert(0, letter(left - 1));
        left = (left - 1) / 26;
    }
    name
}

/// Names the columns after the first row; two of one name are a fault.
///
/// A column without a name is left out; whether it holds anything is for [`nameless`] to say.
pub fn columns(headers: &[String], place: &Place) -> Result<Vec<Option<Key<'static>>>, Vec<Diagnostic>> {
    fits(0, headers.len(), place)?;
    let names: Vec<String> = headers.iter().map(|header| name(header)).collect();
    let (mut faults, mut known) = (Vec::new(), HashMap::with_capacity(names.len()));
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if let Some(first) = known.get(name).copied() {
            let message = format!(
                "hai cột cùng tên “{name}”: cột {} “{}” và cột {} “{}”",
                letters(first),
                headers[first].trim(),
                letters(at),
                headers[at].trim()
            );
            let found = Diagnostic::error(&code::COLUMN, message).place(place.clone());
            faults.push(found.hint("đổi tên một cột ở hàng đầu (dấu và chữ hoa không phân biệt hai tên)"));
        } else {
            known.insert(name.clone(), at);
        }
    }
    if names.iter().all(String::is_empty) {
        faults.push(nothing(place));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(names.into_iter().map(|name| (!name.is_empty()).then(|| Key::from(name))).collect())
}

/// Refuses a table that has more values, with its empty cells, than a file may have, or more columns than Excel has.
pub fn fits(rows: usize, columns: usize, place: &Place) -> Result<(), Vec<Diagnostic>> {
    let message = match rows.checked_mul(columns) {
        Some(values) if values <= MOST_VALUES && columns <= MOST_COLUMNS => return Ok(()),
        _ if columns > MOST_COLUMNS => format!("bảng có {columns} cột, nhiều nhất là 16.384"),
        _ => format!("bảng có {rows} hàng và {columns} cột, kể cả ô trống hơn 2,5 triệu ô"),
    };
    let found = Diagnostic::error(&code::SIZE, message).place(place.clone());
    Err(vec![found.hint("tách dữ liệu ra nhiều tệp, bỏ các cột thừa")])
}

/// A table without a row of names.
pub fn nothing(place: &Place) -> Diagnostic {
    let hint = "hàng đầu đặt tên cho các cột, ví dụ ho_ten, chuc_vu; mỗi hàng sau là một mục";
    Diagnostic::error(&code::COLUMN, "bảng không có hàng tên cột").place(place.clone()).hint(hint)
}

/// A column that holds something under no name.
pub fn nameless(column: usize, row: usize, place: Place) -> Diagnostic {
    let message = format!("cột {} có dữ liệu (hàng {row}) nhưng hàng đầu không đặt tên cho cột", letters(column));
    let hint = "hàng đầu của bảng phải là tên cột: xóa các hàng tiêu đề ở trên, hoặc đặt tên cho cột này";
    Diagnostic::error(&code::COLUMN, message).place(place).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_a_template_can_write_them() {
        assert_eq!(name("ho_ten"), "ho_ten");
        assert_eq!(name(" Họ và tên "), "ho_va_ten");
        assert_eq!(name("Số tiền (đồng)"), "so_tien_dong");
        assert_eq!(name("STT"), "stt");
        assert_eq!(name("1. Đơn vị"), "_1_don_vi");
        assert_eq!(name("  "), "");
    }

    #[test]
    fn columns_have_the_letters_of_excel() {
        let seen: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(seen, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn two_columns_of_one_name_are_a_fault_that_names_both() {
        let headers = ["Họ tên", "Ghi chú", "HỌ TÊN"].map(str::to_owned);
        let faults = columns(&headers, &Place::Nowhere).unwrap_err();
        assert_eq!(faults[0].message, "hai cột cùng tên “ho_ten”: cột A “Họ tên” và cột C “HỌ TÊN”");
    }
}
