//! Cells of a workbook that may not hold what was typed: zeros and figures that Excel took away, days that it turned round.

use std::collections::BTreeMap;

use calamine::DataRef;

use super::super::{code, table};
use crate::diag::{Diagnostic, Place};

/// Excel keeps no more figures of a number.
const MOST_FIGURES: f64 = 1e15;
/// Numbers of days from 1954 to 2064, as a day looks that has lost its format.
const DAYS: std::ops::RangeInclusive<f64> = 20_000.0..=60_000.0;
/// Columns that hold figures which begin with zero, and how many there are when it is gone.
const WITH_ZERO: [(&[&str], usize); 3] = [
    (&["dien_thoai", "sdt", "di_dong", "hotline", "zalo"], 9),
    (&["cccd", "can_cuoc", "dinh_danh"], 11),
    (&["ma_so_thue", "mst", "so_bhxh", "bao_hiem_xa_hoi"], 9),
];

/// Where a cell is, by row and column.
type At = (u32, u32);

/// What has been seen of one column.
#[derive(Debug, Default)]
struct Column {
    /// Figures that begin with zero, kept as text.
    zero: Option<(At, String)>,
    /// Whole numbers by how many figures they have: the first, and how many there are.
    numbers: BTreeMap<usize, (At, i64, usize)>,
    /// A number with more figures than Excel keeps.
    long: Option<At>,
    /// A day that Excel knows as one.
    day: Option<At>,
    /// A day written as text whose day can be no month.
    written: Option<(At, String)>,
    /// A number that may be a day.
    serial: Option<(At, i64)>,
}

/// What has been seen of a sheet.
#[derive(Debug, Default)]
pub struct Doubts {
    columns: BTreeMap<u32, Column>,
}

impl Doubts {
    /// Takes note of a cell; `padded` says that its format writes the zeros in front.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small enough")]
    pub fn note(&mut self, at: At, cell: &DataRef<'_>, padded: bool) {
        let column = self.columns.entry(at.1).or_default();
        match cell {
            DataRef::Float(number) if number.fract() == 0.0 && *number >= 1.0 => {
                if *number >= MOST_FIGURES {
                    column.long.get_or_insert(at);
                } else if !padded {
                    let whole = *number as i64;
                    let first = column.numbers.entry(whole.to_string().len()).or_insert((at, whole, 0));
                    first.2 += 1;
                    if DAYS.contains(number) {
                        column.serial.get_or_insert((at, whole));
                    }
                }
            }
            DataRef::DateTime(time) if !time.is_duration() => {
                column.day.get_or_insert(at);
            }
            DataRef::String(text) => column.text(at, text),
            DataRef::SharedString(text) => column.text(at, text),
            _ => {}
        }
    }

    /// Returns the findings; `header` gives the name of a column, `place` that of a cell.
    pub fn told(&self, header: impl Fn(u32) -> String, place: impl Fn(At) -> Place) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (number, column) in &self.columns {
            let told = [
                column.lost_zero(&table::name(&header(*number))),
                column.turned(),
                column.bare_day(),
                column.lost_figures(),
            ];
            for (at, message, hint) in told.into_iter().flatten() {
                found.push(Diagnostic::warning(&code::DOUBT, message).place(place(at)).hint(hint));
            }
        }
        found
    }
}

/// Where, what, and what to do.
type Told = (At, String, &'static str);

impl Column {
    fn text(&mut self, at: At, text: &str) {
        let text = text.trim();
        if text.len() > 3 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.zero.get_or_insert_with(|| (at, text.to_owned()));
        }
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        if let [day, month, year] = parts.as_slice()
            && let (Ok(13..=31), Ok(1..=12), Ok(1900..=2100)) =
                (day.trim().parse::<u32>(), month.trim().parse::<u32>(), year.trim().parse::<u32>())
        {
            self.written.get_or_insert_with(|| (at, text.to_owned()));
        }
    }

    fn lost_zero(&self, name: &str) -> Option<Told> {
        let hint =
            "trong Excel đặt cột ấy dạng Text (Văn bản) rồi gõ lại cả số 0 ở đầu; số ấy đúng thì không phải sửa gì";
        let more = |count: usize| if count > 1 { format!(" (và {} ô nữa)", count - 1) } else { String::new() };
        if let Some((at, text)) = &self.zero {
            let (cell, number, count) = self.numbers.get(&(text.len() - 1))?;
            let message = format!(
                "ô ghi số {number}{}, ô {} cùng cột ghi {text}: có thể đã mất số 0 ở đầu",
                more(*count),
                cell_name(*at)
            );
            return Some((*cell, message, hint));
        }
        let words = |words: &[&str]| words.iter().any(|word| format!("_{name}_").contains(&format!("_{word}_")));
        let (_, figures) = WITH_ZERO.iter().find(|(names, _)| words(names))?;
        let (cell, number, count) = self.numbers.get(figures)?;
        Some((*cell, format!("ô ghi số {number}{}: có thể đã mất số 0 ở đầu", more(*count)), hint))
    }

    fn turned(&self) -> Option<Told> {
        let (day, (written, text)) = (self.day?, self.written.as_ref()?);
        let message = format!(
            "cột vừa có ngày của Excel (ô này) vừa có ngày gõ thành chữ (ô {} “{text}”): Excel có thể đã đọc ngược ngày và tháng",
            cell_name(*written)
        );
        let hint = "xem lại các ngày từ 1 đến 12 của cột trong Excel; đặt cột dạng Text (Văn bản) rồi gõ lại theo ngày/tháng/năm";
        Some((day, message, hint))
    }

    fn bare_day(&self) -> Option<Told> {
        let (day, (at, number)) = (self.day?, self.serial?);
        let message =
            format!("ô ghi số {number} giữa các ô ngày (ô {}): có thể là ngày đã mất định dạng", cell_name(day));
        Some((at, message, "trong Excel đặt ô ấy dạng Date (Ngày); số ấy đúng thì không phải sửa gì"))
    }

    fn lost_figures(&self) -> Option<Told> {
        let message = "số có hơn 15 chữ số: Excel đã thay các chữ số cuối bằng 0".to_owned();
        Some((self.long?, message, "trong Excel đặt cột ấy dạng Text (Văn bản) rồi gõ lại"))
    }
}

fn cell_name((row, column): At) -> String {
    format!("{}{}", table::letters(column as usize), row + 1)
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    use super::*;

    fn day(serial: f64) -> DataRef<'static> {
        DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    fn text(text: &'static str) -> DataRef<'static> {
        DataRef::SharedString(text)
    }

    fn told(header: &str, cells: &[DataRef<'_>]) -> Vec<String> {
        let mut doubts = Doubts::default();
        for (row, cell) in (1..).zip(cells) {
            doubts.note((row, 1), cell, false);
        }
        let found = doubts.told(|_| header.to_owned(), |at| Place::File(cell_name(at)));
        found.into_iter().map(|found| format!("{:?} {}", found.place, found.message)).collect()
    }

    #[test]
    fn a_number_among_texts_that_begin_with_zero_may_have_lost_it() {
        let found = told("Mã", &[text("0912345678"), DataRef::Float(987_654_321.0), DataRef::Float(987_654_322.0)]);
        let expected = "ô ghi số 987654321 (và 1 ô nữa), ô B2 cùng cột ghi 0912345678: có thể đã mất số 0 ở đầu";
        assert_eq!(found, [format!("File(\"B3\") {expected}")]);
        assert_eq!(told("Mã", &[text("0912345678"), DataRef::Float(12.0), text("abc")]), [""; 0]);
    }

    #[test]
    fn a_column_of_telephones_or_identities_tells_it_by_its_name() {
        let nine = [DataRef::Float(912_345_678.0)];
        assert_eq!(told("Số điện thoại", &nine).len(), 1);
        assert_eq!(told("Số tiền", &nine), [""; 0]);
        assert_eq!(told("CCCD", &[DataRef::Float(79_012_345_678.0)]).len(), 1);
    }

    #[test]
    fn days_and_texts_of_days_in_one_column_may_be_turned_round() {
        let found = told("Ngày", &[day(43_586.0), text("13/01/2019")]);
        assert!(found[0].starts_with("File(\"B2\")") && found[0].contains("B3 “13/01/2019”"), "{found:?}");
        assert_eq!(told("Ngày", &[day(43_586.0), text("05/01/2019")]), [""; 0]);
        assert_eq!(told("Ngày", &[text("05/01/2019"), text("13/01/2019")]), [""; 0]);
    }

    #[test]
    fn a_number_among_days_may_be_one_and_long_numbers_have_lost_figures() {
        let found = told("Ngày", &[day(43_586.0), DataRef::Float(43_831.0)]);
        assert!(found[0].contains("ô ghi số 43831 giữa các ô ngày (ô B2)"), "{found:?}");
        assert_eq!(told("Số tài khoản", &[DataRef::Float(1.234e17)]).len(), 1);
        assert_eq!(told("Năm", &[DataRef::Float(2019.0), DataRef::Float(43_831.0)]), [""; 0]);
    }
}
