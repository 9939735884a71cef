//! Which column of an existing register is which: by its name, in whatever spelling.

use std::collections::BTreeMap;

use crate::viet;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Số, ký hiệu in one cell.
    NumberSymbol,
    /// The number alone.
    Number,
    /// The symbol alone.
    Symbol,
    /// The date.
    Date,
    /// Kind and subject in one cell.
    Title,
    /// The kind alone.
    Kind,
    /// The subject alone.
    Subject,
    /// Who signed.
    Signer,
    /// As what.
    Post,
    /// Who got a copy.
    Recipients,
    /// Who keeps the file copy.
    Filed,
    /// How many copies.
    Copies,
    /// Notes.
    Remarks,
    /// What is not taken over: ordinals, the day of sending, the receipt.
    Unused,
}

/// Which column holds what.
pub type Columns = BTreeMap<u32, Field>;

/// Returns letters and digits without marks, one space between words.
pub fn plain(text: &str) -> String {
    viet::text::slug(text).replace('-', " ")
}

/// Returns what a column of this name holds.
pub fn field(name: &str) -> Option<Field> {
    let name = plain(name);
    let has = |part: &str| format!(" {name} ").contains(&format!(" {part} "));
    let is = |names: &[&str]| names.contains(&name.as_str());
    Some(match () {
        () if is(&["stt", "tt", "so tt", "so thu tu"]) => Field::Unused,
        () if has("so luong") || has("so ban") => Field::Copies,
        () if has("ngay chuyen") || has("ngay gui") || has("ky nhan") => Field::Unused,
        () if has("ban luu") || is(&["luu", "noi luu", "luu vt"]) => Field::Filed,
        () if has("noi nhan") || has("don vi nhan") || is(&["nguoi nhan"]) => Field::Recipients,
        () if has("nguoi ky") => Field::Signer,
        () if has("chuc vu") => Field::Post,
        () if has("ghi chu") => Field::Remarks,
        () if has("ky hieu") && has("so") => Field::NumberSymbol,
        () if has("ky hieu") => Field::Symbol,
        () if has("ten loai") && has("trich yeu") => Field::Title,
        () if has("trich yeu") || has("noi dung") => Field::Subject,
        () if has("loai van ban") || has("ten loai") || is(&["loai", "loai vb"]) => Field::Kind,
        () if has("ngay") => Field::Date,
        () if is(&["so", "so van ban", "so vb", "so di", "so van ban di", "so vb di", "so cong van"]) => Field::Number,
        () => return None,
    })
}

/// Returns what the cells of a row name, in the columns where they do.
pub fn fields(row: &[(u32, String)]) -> Columns {
    row.iter().filter_map(|(column, cell)| Some((*column, field(cell)?))).collect()
}

/// Tells whether the columns are those of a register.
pub fn suffices(columns: &Columns) -> bool {
    let has = |field: Field| columns.values().any(|found| *found == field);
    (has(Field::NumberSymbol) || has(Field::Number)) && has(Field::Date) && (has(Field::Title) || has(Field::Subject))
}

/// Returns the row that ends the header, and the columns; names may stand in two rows, one of them over several columns.
pub fn find(rows: &BTreeMap<u32, Vec<(u32, String)>>) -> Option<(u32, Columns)> {
    let mut above = Columns::new();
    for (at, row) in rows.iter().take(60) {
        let own = fields(row);
        let mut both = above;
        both.extend(own.clone());
        if suffices(&both) {
            return Some(below(rows, *at, both));
        }
        above = own;
    }
    None
}

/// Takes in a second row of names under the first: it names columns, and holds nothing else.
fn below(rows: &BTreeMap<u32, Vec<(u32, String)>>, at: u32, columns: Columns) -> (u32, Columns) {
    let Some(next) = rows.get(&(at + 1)) else { return (at, columns) };
    let own = fields(next);
    if own.is_empty() || own.len() < next.len() {
        return (at, columns);
    }
    let mut both = columns;
    both.extend(own);
    (at + 1, both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<(u32, String)> {
        (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()).map(|(at, cell)| (at, (*cell).to_owned())).collect()
    }

    #[test]
    fn the_ten_columns_are_known_in_any_spelling() {
        use Field::{Copies, Date, Filed, NumberSymbol, Recipients, Remarks, Signer, Title, Unused};
        let all = [NumberSymbol, Date, Title, Signer, Recipients, Filed, Copies, Unused, Unused, Remarks];
        for names in
            [super::super::COLUMNS.map(str::to_owned), super::super::COLUMNS.map(|name| plain(name).to_uppercase())]
        {
            assert_eq!(names.map(|name| field(&name)), all.map(Some));
        }
    }

    #[test]
    fn names_in_two_rows_belong_together() {
        let rows = BTreeMap::from([
            (0, row(&["SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2019"])),
            (2, row(&["STT", "Văn bản", "", "", "Trích yếu", "Ghi chú"])),
            (3, row(&["", "Số", "Ký hiệu", "Ngày ban hành"])),
            (4, row(&["1", "1", "KH-STC", "2019-01-02", "Phát động thi đua"])),
        ]);
        let (at, columns) = find(&rows).unwrap();
        assert_eq!(at, 3);
        let seen: Vec<Field> = columns.into_values().collect();
        assert_eq!(seen, [Field::Unused, Field::Number, Field::Symbol, Field::Date, Field::Subject, Field::Remarks]);
    }

    #[test]
    fn a_table_of_something_else_is_no_register() {
        assert_eq!(find(&BTreeMap::from([(0, row(&["Họ tên", "Ngày sinh", "Ghi chú"]))])), None);
    }
}
