//! A row of an existing register: what it says of a document, and what in it is not understood.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::header::{Columns, Field, plain};
use crate::standard::Kind;
use crate::viet;

/// A document as an existing register has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands, for messages: `so-2019.xlsx, trang tính “2019”, hàng 7`.
    pub place: String,
    /// The number.
    pub number: u32,
    /// What follows the slash.
    pub symbol: String,
    /// The date.
    pub date: NaiveDate,
    /// The kind.
    pub kind: &'static Kind,
    /// The subject, without the kind's name before it.
    pub subject: String,
    /// Who signed.
    pub signer: String,
    /// As what.
    pub post: String,
    /// Who got a copy.
    pub recipients: Vec<String>,
    /// Who keeps the file copy.
    pub filed: String,
    /// How many copies.
    pub copies: Option<u32>,
    /// Notes.
    pub remarks: String,
    /// Whether the number was given up.
    pub cancelled: bool,
}

/// A cell that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its column; none where what lacks has no column.
    pub column: Option<u32>,
    /// What was found.
    pub found: String,
    /// What is wanted.
    pub wanted: &'static str,
}

/// What rows leave unsaid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The abbreviation of the agency.
    pub agency: Option<String>,
    /// The year of dates that have none.
    pub year: Option<i32>,
}

const NUMBER: &str = "số và ký hiệu như 05/KH-STC";
const ONE: &str = "một số, ký hiệu trong một ô như 05/KH-STC; nhiều văn bản thì mỗi văn bản một hàng";
const ONE_SYMBOL: &str = "một ký hiệu trong một ô như KH-STC; nhiều văn bản thì mỗi văn bản một hàng";
const ALONE: &str = "một số như 05";
const SYMBOL: &str = "ký hiệu như KH-STC";
const DATE: &str = "ngày như 06/02/2019";
const SUBJECT: &str = "trích yếu nội dung; số đã hủy thì ghi “hủy” ở cột Ghi chú";
const KIND: &str = "tên loại văn bản ở Điều 7 như Kế hoạch, Công văn";
const COPIES: &str = "một số bản như 12";

/// The largest number that a series may have.
const LARGEST: u32 = 999_999;

/// Reads a row; every cell that is not understood is told.
pub fn read(cells: &[(u32, String)], columns: &Columns, place: String, setting: &Setting) -> Result<Row, Vec<Fault>> {
    let cells: Vec<(u32, String)> =
        cells.iter().map(|(column, cell)| (*column, viet::text::with_vietnamese_d(cell))).collect();
    let mut reader = Reader { by: BTreeMap::new(), columns, faults: Vec::new() };
    for (column, cell) in &cells {
        if let Some(field) = columns.get(column) {
            reader.by.entry(*field).or_insert(cell.trim());
        }
    }
    let row = reader.row(place, setting);
    match row {
        Some(row) if reader.faults.is_empty() => Ok(row),
        _ => Err(reader.faults),
    }
}

struct Reader<'a> {
    by: BTreeMap<Field, &'a str>,
    columns: &'a Columns,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn text(&self, field: Field) -> &'a str {
        self.by.get(&field).copied().unwrap_or_default()
    }

    fn fault(&mut self, field: Field, wanted: &'static str) {
        let column = self.columns.iter().find(|(_, known)| **known == field).map(|(column, _)| *column);
        self.faults.push(Fault { column, found: self.text(field).to_owned(), wanted });
    }

    fn row(&mut self, place: String, setting: &Setting) -> Option<Row> {
        let number = self.number();
        let symbol = self.symbol();
        let date = self.date(setting);
        let kind = self.kind(symbol.as_deref());
        let remarks = self.text(Field::Remarks).to_owned();
        let cancelled = [" huy ", " bo so "].iter().any(|word| format!(" {} ", plain(&remarks)).contains(word));
        let subject = self.subject(kind, cancelled);
        let copies = self.copies();
        let symbol = match (symbol, kind, &setting.agency) {
            (Some(symbol), ..) => Some(symbol),
            (None, Some(kind), Some(agency)) => Some(kind.symbol(agency, None)),
            (None, Some(_), None) => {
                let alone = self.columns.values().any(|field| *field == Field::Symbol);
                self.fault(if alone { Field::Symbol } else { Field::NumberSymbol }, SYMBOL);
                None
            }
            (None, None, _) => None,
        };
        Some(Row {
            place,
            number: number?,
            symbol: symbol?,
            date: date?,
            kind: kind?,
            subject,
            signer: self.text(Field::Signer).to_owned(),
            post: self.text(Field::Post).to_owned(),
            recipients: recipients(self.text(Field::Recipients)),
            filed: self.text(Field::Filed).to_owned(),
            copies,
            remarks,
            cancelled,
        })
    }

    fn number(&mut self) -> Option<u32> {
        let alone = self.by.contains_key(&Field::Number);
        let (field, wanted) = if alone { (Field::Number, ALONE) } else { (Field::NumberSymbol, NUMBER) };
        let text = self.text(field);
        let number = figure(text.split_once('/').map_or(text, |(number, _)| number));
        if number.is_none() {
            self.fault(field, wanted);
        }
        number
    }

    fn symbol(&mut self) -> Option<String> {
        let behind = |field| self.text(field).split_once('/').map(|(_, symbol)| (field, symbol));
        let alone = self.by.get(&Field::Symbol).map(|symbol| (Field::Symbol, *symbol));
        let (field, symbol) = alone.or_else(|| behind(Field::NumberSymbol)).or_else(|| behind(Field::Number))?;
        let read = one_symbol(symbol);
        if read.is_none() {
            self.fault(field, if field == Field::Symbol { ONE_SYMBOL } else { ONE });
        }
        read.filter(|symbol| !symbol.is_empty())
    }

    fn date(&mut self, setting: &Setting) -> Option<NaiveDate> {
        let date = day(self.text(Field::Date), setting.year);
        if date.is_none() {
            self.fault(Field::Date, DATE);
        }
        date
    }

    /// Returns the kind: as its column says, else by the symbol, else as the title begins.
    fn kind(&mut self, symbol: Option<&str>) -> Option<&'static Kind> {
        if let Some(named) = self.by.get(&Field::Kind).copied() {
            let short = viet::text::without_lookalikes(named);
            let fits = |kind: &&Kind| plain(kind.name) == plain(named) || kind.abbreviation == Some(&*short);
            let found = Kind::ALL.iter().find(fits);
            if found.is_none() {
                self.fault(Field::Kind, KIND);
            }
            return found;
        }
        let symbol = symbol.map(|symbol| symbol.rsplit_once('/').map_or(symbol, |(_, after)| after));
        let short = symbol.map(|symbol| symbol.split('-').next().unwrap_or_default());
        let by_symbol = Kind::ALL.iter().find(|kind| kind.abbreviation.is_some() && kind.abbreviation == short);
        let title = self.text(Field::Title);
        let begun = || Kind::ALL.iter().filter(|kind| rest(title, kind).is_some()).max_by_key(|kind| kind.name.len());
        // A symbol without a kind's abbreviation is that of a letter.
        by_symbol.or_else(|| if symbol.is_some() { None } else { begun() }).or_else(|| Kind::find("cong_van"))
    }

    fn subject(&mut self, kind: Option<&Kind>, cancelled: bool) -> String {
        let field = if self.by.contains_key(&Field::Title) { Field::Title } else { Field::Subject };
        let title = self.text(field);
        let subject = kind.and_then(|kind| rest(title, kind)).unwrap_or_else(|| title.to_owned());
        let subject = subject.strip_prefix("V/v").or(subject.strip_prefix("v/v")).unwrap_or(&subject);
        let subject = viet::text::upper_first(subject.trim_start_matches([':', '-', ' ']).trim());
        if subject.is_empty() && !cancelled {
            let known = self.columns.values().any(|known| *known == Field::Title);
            self.fault(if known { Field::Title } else { Field::Subject }, SUBJECT);
        }
        subject
    }

    fn copies(&mut self) -> Option<u32> {
        let text = self.text(Field::Copies);
        if text.is_empty() {
            return None;
        }
        let copies = figure(plain(text).trim_end_matches(" ban"));
        if copies.is_none() {
            self.fault(Field::Copies, COPIES);
        }
        copies
    }
}

/// Reads what follows the slash, blanks and look-alikes aside; none where there is more than one symbol.
///
/// A symbol may itself have the year before it: `2019/QĐ-UBND`.
fn one_symbol(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('/').trim();
    let several = text.contains(['\n', '\r', ';', ',']) || text.to_lowercase().contains(" và ");
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let joined = joined.replace(['\u{2013}', '\u{2011}', '\u{2010}', '\u{2212}'], "-");
    let joined = viet::text::without_lookalikes(&joined).into_owned();
    let bare = match joined.split_once('/') {
        Some((year, rest)) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => joined.as_str(),
    };
    (!several && !bare.contains('/')).then_some(joined)
}

/// Reads a number from 1, after the word `Số` where that stands before it.
fn figure(text: &str) -> Option<u32> {
    let text = text.trim();
    let text = text.strip_prefix("Số").or(text.strip_prefix("số")).unwrap_or(text);
    let digits = text.trim_start_matches([':', '.', ' ']);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| plain)?;
    (1..=LARGEST).contains(&number).then_some(number)
}

/// Reads a day as offices write it, or as Excel counts it: days from the end of 1899.
fn day(text: &str, year: Option<i32>) -> Option<NaiveDate> {
    let text = text.trim();
    let slashed: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(['.', '-'], "/");
    let read = viet::date::parse(text).or_else(|_| viet::date::parse_long(text));
    if let Ok(date) = read.or_else(|_| viet::date::parse(&slashed)) {
        return Some(date);
    }
    if let Ok(serial @ 36_526..=73_050) = text.parse::<u64>() {
        return NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial));
    }
    if slashed.matches('/').count() == 1 {
        return viet::date::parse(&format!("{slashed}/{}", year?)).ok();
    }
    None
}

/// Returns a title without the kind's name before it; none where it does not begin so.
fn rest(title: &str, kind: &Kind) -> Option<String> {
    let count = kind.name.split_whitespace().count();
    let words: Vec<&str> = title.split_whitespace().collect();
    let begins = words.len() >= count && plain(&words[..count].join(" ")) == plain(kind.name);
    begins.then(|| words[count..].join(" "))
}

fn recipients(text: &str) -> Vec<String> {
    let one = |part: &str| part.trim().trim_start_matches('-').trim().trim_end_matches(['.', ',']).to_owned();
    text.split([';', '\n']).map(one).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(fields: &[Field]) -> Columns {
        (0..).zip(fields.iter().copied()).collect()
    }

    fn row(fields: &[Field], cells: &[&str]) -> Result<Row, Vec<Fault>> {
        let cells: Vec<(u32, String)> = (0..).zip(cells.iter().map(|cell| (*cell).to_owned())).collect();
        let setting = Setting { agency: Some("STC".to_owned()), year: Some(2019) };
        read(&cells, &columns(fields), "hàng 7".to_owned(), &setting)
    }

    const USUAL: [Field; 3] = [Field::NumberSymbol, Field::Date, Field::Title];

    #[test]
    fn number_symbol_day_kind_and_subject_are_told_apart() {
        let row = row(&USUAL, &["05 / KH – STC", "6.2.2019", "Kế hoạch phát động phong trào"]).unwrap();
        assert_eq!((row.number, row.symbol.as_str(), row.kind.id), (5, "KH-STC", "ke_hoach"));
        assert_eq!((row.date.to_string().as_str(), row.subject.as_str()), ("2019-02-06", "Phát động phong trào"));
    }

    #[test]
    fn days_are_read_as_text_as_words_as_excel_counts_and_without_their_year() {
        for text in ["06/02/2019", "2019-02-06", "6-2-2019", "ngày 06 tháng 02 năm 2019", "43502", "6/2"] {
            assert_eq!(day(text, Some(2019)).map(|day| day.to_string()).as_deref(), Some("2019-02-06"), "{text}");
        }
        for text in ["", "6/2/19", "31/02/2019", "hôm qua", "12345"] {
            assert_eq!(day(text, Some(2019)), None, "{text}");
        }
    }

    #[test]
    fn a_symbol_without_an_abbreviation_is_that_of_a_letter() {
        let row = row(&USUAL, &["12/STC-VP", "06/02/2019", "V/v báo cáo tình hình"]).unwrap();
        assert_eq!((row.kind.id, row.subject.as_str()), ("cong_van", "Báo cáo tình hình"));
    }

    #[test]
    fn a_number_alone_takes_its_symbol_from_the_kind() {
        let fields = [Field::Number, Field::Date, Field::Kind, Field::Subject];
        let row = row(&fields, &["7", "06/02/2019", "Báo cáo", "Tình hình quý I"]).unwrap();
        assert_eq!((row.number, row.symbol.as_str()), (7, "BC-STC"));
    }

    #[test]
    fn every_cell_that_is_not_understood_is_told_with_what_is_wanted() {
        let faults = row(&USUAL, &["12a/KH-STC", "hôm qua", ""]).unwrap_err();
        let told: Vec<_> = faults.iter().map(|fault| (fault.column, fault.found.as_str(), fault.wanted)).collect();
        assert_eq!(told, [(Some(0), "12a/KH-STC", NUMBER), (Some(1), "hôm qua", DATE), (Some(2), "", SUBJECT)]);
    }

    #[test]
    fn two_numbers_in_one_cell_do_not_become_one_symbol() {
        for cell in [
            "04/BC-STC\n05/BC-STC",
            "04/BC-STC; 05/BC-STC",
            "04/BC-STC, KH-STC",
            "04/BC-STC và 05/BC-STC",
            "04/BC-STC 05/BC-STC",
        ] {
            let faults = row(&USUAL, &[cell, "11/01/2019", "Báo cáo D"]).unwrap_err();
            assert_eq!(faults, [Fault { column: Some(0), found: cell.to_owned(), wanted: ONE }], "{cell}");
        }
        for cell in ["12, 13/QĐ-STC", "12 và 13/QĐ-STC", "12-13/QĐ-STC", "12\n13/QĐ-STC"] {
            assert_eq!(row(&USUAL, &[cell, "11/01/2019", "Báo cáo D"]).unwrap_err()[0].wanted, NUMBER, "{cell}");
        }
        let apart = [Field::Number, Field::Symbol, Field::Date, Field::Title];
        let faults = row(&apart, &["12", "KH-STC, BC-STC", "11/01/2019", "Kế hoạch"]).unwrap_err();
        assert_eq!(faults[0].wanted, ONE_SYMBOL);
        let year = row(&USUAL, &["5/2019/QĐ-STC", "11/01/2019", "Quyết định D"]).unwrap();
        assert_eq!((year.symbol.as_str(), year.kind.id), ("2019/QĐ-STC", "quyet_dinh"));
    }

    #[test]
    fn a_decision_written_with_an_icelandic_letter_is_no_letter() {
        let row = row(&USUAL, &["08/Q\u{d0}-STC", "12/01/2019", "Quyết định về thưởng"]).unwrap();
        assert_eq!((row.symbol.as_str(), row.kind.id, row.subject.as_str()), ("QĐ-STC", "quyet_dinh", "Về thưởng"));
    }

    #[test]
    fn a_cancelled_number_needs_no_subject() {
        let fields = [Field::NumberSymbol, Field::Date, Field::Title, Field::Remarks];
        let row = row(&fields, &["06/KH-STC", "06/02/2019", "", "Hủy số"]).unwrap();
        assert!(row.cancelled && row.subject.is_empty());
    }

    #[test]
    fn recipients_and_copies_are_read_as_they_are_written() {
        assert_eq!(recipients("- Như trên;\n- Các phòng; Lưu VT."), ["Như trên", "Các phòng", "Lưu VT"]);
        let fields = [Field::NumberSymbol, Field::Date, Field::Title, Field::Copies];
        assert_eq!(row(&fields, &["1/KH-STC", "06/02/2019", "a", "02 bản"]).unwrap().copies, Some(2));
        assert_eq!(row(&fields, &["1/KH-STC", "06/02/2019", "a", "nhiều"]).unwrap_err()[0].wanted, COPIES);
    }
}
