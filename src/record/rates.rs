//! `data/muc-thuong.yaml`: base salaries and coefficients of awards by interval, for every year.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::LoadError;
use super::award::Receiver;
use super::define::record;
use super::evidence::Evidence;
use super::field::{Date, Decimal, Field, Flag, Id, Int, Reader, Text};
use super::reading::read_bytes;
use crate::diag::Report;
use crate::source::edit::scalar;
use crate::source::open::Reach;
use crate::source::{Sources, decode, tree};
use crate::viet::{date, number};

const BUILT_IN: &str = include_str!("../../data/muc-thuong.yaml");

/// The table, below the working folder.
pub const RATES: &str = "data/muc-thuong.yaml";

record! {
    /// An amount in đồng that holds for a time.
    "mức theo thời gian" Amount {
        /// The first day.
        from: Date = "tu" "ngày bắt đầu áp dụng",
        /// The last day.
        to: Option<Date> = "den" "ngày cuối cùng áp dụng",
        /// Đồng.
        amount: Int = "muc" "mức, đồng",
        /// Where it is from.
        source: Text = "nguon" "văn bản quy định",
        /// How sure it is.
        evidence: Evidence = "do_chac" "T, S, 1 hoặc U",
    }
}

record! {
    /// A coefficient that holds for a time.
    "hệ số theo thời gian" Factor {
        /// The id of the award.
        id: Id = "ma" "mã, ví dụ giay-khen-ca-nhan",
        /// Its name.
        name: Text = "ten" "tên danh hiệu hoặc hình thức",
        /// Whom it is for.
        receiver: Receiver = "doi_tuong" "tap_the hoặc ca_nhan",
        /// Whether a new office begins with it.
        common: Option<Flag> = "thuong_dung" "có: chép vào tệp của cơ quan mới",
        /// The first day.
        from: Date = "tu" "ngày bắt đầu áp dụng",
        /// The last day.
        to: Option<Date> = "den" "ngày cuối cùng áp dụng",
        /// How many base salaries.
        factor: Decimal = "he_so" "hệ số nhân với lương cơ sở",
        /// Where it is from.
        source: Text = "nguon" "văn bản quy định",
        /// How sure it is.
        evidence: Evidence = "do_chac" "T, S, 1 hoặc U",
    }
}

record! {
    /// The table.
    "bảng mức thưởng" Table {
        /// Base salaries.
        salaries: Vec<Amount> = "luong_co_so" "lương cơ sở theo thời gian",
        /// What amounts are rounded up to.
        steps: Vec<Amount> = "lam_tron" "làm tròn lên đến bội số này",
        /// Coefficients.
        factors: Vec<Factor> = "he_so" "hệ số theo thời gian",
    }
}

/// Reads the table of the working folder, else the one in the program; faults go to the report.
///
/// # Errors
///
/// A file that is there but cannot be read.
pub fn rates(reach: &Reach, sources: &mut Sources, report: &mut Report) -> Result<Option<Table>, LoadError> {
    let path = reach.base().join(RATES);
    let bytes = if path.is_file() { read_bytes(reach, &path)? } else { BUILT_IN.as_bytes().to_vec() };
    Ok(read(bytes, sources, report))
}

/// Returns the table in the program; none only if it were broken, which a test refuses.
pub fn built_in() -> Option<Table> {
    read(BUILT_IN.as_bytes().to_vec(), &mut Sources::new(), &mut Report::new())
}

fn read(bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<Table> {
    let node = decode(RATES, bytes, sources, report).and_then(|file| tree::parse(file, sources, report));
    node.and_then(|node| Table::read(&node, &mut Reader { sources, report }))
}

/// Tells whether a row holds on a day.
fn holds(from: &Date, to: Option<&Date>, day: NaiveDate) -> bool {
    from.day <= day && to.is_none_or(|to| day <= to.day)
}

/// Returns the row for a year: the one of its last day, else the last that began before.
fn of_year<T>(rows: impl Iterator<Item = T>, year: i32, from: impl Fn(&T) -> NaiveDate) -> Option<T> {
    let end = NaiveDate::from_ymd_opt(year, 12, 31)?;
    rows.filter(|row| from(row) <= end).max_by_key(|row| from(row))
}

impl Table {
    /// Returns the base salary of a day.
    pub fn salary_on(&self, day: NaiveDate) -> Option<&Amount> {
        self.salaries.iter().find(|row| holds(&row.from, row.to.as_ref(), day))
    }

    /// Returns the coefficient of an award on a day.
    pub fn factor_on(&self, id: &str, day: NaiveDate) -> Option<&Factor> {
        self.factors_of(id).find(|row| holds(&row.from, row.to.as_ref(), day))
    }

    /// Returns the coefficients of an award, whenever they hold.
    pub fn factors_of(&self, id: &str) -> impl Iterator<Item = &Factor> {
        self.factors.iter().filter(move |row| row.id.text == id)
    }

    /// Returns the coefficient of an award for a year: what holds at its end, else what held last.
    pub fn factor_of_year(&self, id: &str, year: i32) -> Option<&Factor> {
        of_year(self.factors_of(id), year, |row| row.from.day)
    }

    /// Returns the base salaries that a year may need, oldest first: that of the year before and later ones.
    pub fn salaries_of_year(&self, year: i32) -> impl Iterator<Item = &Amount> {
        let (before, end) = (NaiveDate::from_ymd_opt(year - 1, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
        let wanted = move |row: &&Amount| {
            end.is_some_and(|end| row.from.day <= end)
                && row.to.as_ref().is_none_or(|to| before.is_none_or(|before| to.day >= before))
        };
        self.salaries.iter().filter(wanted)
    }

    /// Returns the file of a new office's year, in YAML.
    pub fn file_of_year(&self, year: i32) -> String {
        let mut out = String::from(HEAD);
        for row in self.salaries_of_year(year) {
            out.push_str(&salary(row));
        }
        let step = of_year(self.steps.iter(), year, |row| row.from.day).map_or(1, |row| row.amount.value);
        let _ = write!(out, "\n# Làm tròn lên bội số này, đồng.\nlam_tron: {step}\n\nhinh_thuc:\n");
        let mut seen: Vec<&str> = Vec::new();
        for row in self.factors.iter().filter(|row| row.common.as_ref().is_some_and(|common| common.0)) {
            let id = row.id.text.as_str();
            if !seen.contains(&id) {
                seen.push(id);
                out.extend(self.factor_of_year(id, year).map(award));
            }
        }
        out
    }
}

const HEAD: &str = "# yaml-language-server: $schema=../thidua.schema.json
#
# Tiền thưởng = hệ số x lương cơ sở vào ngày quyết định, làm tròn lên. Lấy từ
# bảng chung data/muc-thuong.yaml; lương cơ sở đổi thì thêm một mục ở CUỐI
# `luong_co_so`, không sửa mục cũ.

loai: muc_thuong

luong_co_so:
";

/// Returns a base salary as the file of a year has it.
pub fn salary(row: &Amount) -> String {
    let source = scalar(&row.source.text, false);
    format!("  - tu: {}\n    muc: {}\n    nguon: {source}\n", date::short(row.from.day), row.amount.value)
}

fn award(row: &Factor) -> String {
    let (name, source) = (scalar(&row.name.text, false), scalar(&row.source.text, false));
    format!(
        "  - ma: {}\n    ten: {name}\n    doi_tuong: {}\n    he_so: {}\n    nguon: {source}\n",
        row.id.text,
        row.receiver.id(),
        figure(&row.factor)
    )
}

/// Returns a coefficient as records write it: `0,3`.
pub fn figure(factor: &Decimal) -> String {
    number::decimal(factor.scaled.into(), factor.places)
}

/// Tells whether two coefficients are the same number.
pub fn same(a: &Decimal, b: &Decimal) -> bool {
    a.at(6) == b.at(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).expect("a date")
    }

    fn table() -> Table {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let read = rates(&Reach::of("/nowhere"), &mut sources, &mut report).expect("it is built in");
        assert!(report.is_empty());
        read.expect("a table")
    }

    #[test]
    fn every_row_of_the_amounts_says_where_it_is_from() {
        let table = table();
        let amounts = table.salaries.iter().chain(&table.steps).map(|row| &row.source);
        for source in amounts.chain(table.factors.iter().map(|row| &row.source)) {
            assert!(!source.text.is_empty());
        }
        assert!(table.factors.len() > 40, "{}", table.factors.len());
    }

    #[test]
    fn no_award_has_two_coefficients_on_one_day() {
        let table = table();
        for row in &table.factors {
            let on = |other: &&Factor| holds(&other.from, other.to.as_ref(), row.from.day);
            assert_eq!(table.factors_of(&row.id.text).filter(on).count(), 1, "{}", row.id.text);
        }
    }

    #[test]
    fn the_decree_of_2025_ends_on_the_last_of_february_2027_and_is_unverified_since_the_new_law() {
        let table = table();
        let on = |id: &str, when: &str| table.factor_on(id, day(when)).map(|row| (figure(&row.factor), row.evidence));
        assert_eq!(on("giay-khen-ca-nhan", "30/9/2026"), Some(("0,3".to_owned(), Evidence::Sources)));
        assert_eq!(on("giay-khen-ca-nhan", "01/10/2026"), Some(("0,3".to_owned(), Evidence::Unverified)));
        assert_eq!(on("giay-khen-ho-gia-dinh", "01/7/2025"), Some(("0,45".to_owned(), Evidence::Source)));
        assert!(on("giay-khen-ca-nhan", "28/02/2027").is_some() && on("giay-khen-ca-nhan", "01/3/2027").is_none());
    }

    #[test]
    fn the_base_salary_is_that_of_the_day() {
        let table = table();
        let on = |when: &str| table.salary_on(day(when)).map(|row| row.amount.value);
        assert_eq!(on("30/6/2026"), Some(2_340_000));
        assert_eq!(on("01/7/2026"), Some(2_530_000));
        assert_eq!(on("31/12/2020"), Some(1_490_000));
    }

    #[test]
    fn the_file_of_a_new_office_has_the_amounts_of_its_year() {
        let file = table().file_of_year(2026);
        assert!(file.contains("muc: 2340000") && file.contains("muc: 2530000") && !file.contains("1490000"), "{file}");
        assert!(
            file.contains("  - ma: giay-khen-ca-nhan\n    ten: Giấy khen\n    doi_tuong: ca_nhan\n    he_so: 0,3\n")
        );
        assert!(file.contains("152/2025/NĐ-CP") && !file.contains("bang-khen"), "{file}");
    }
}
