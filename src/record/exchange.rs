//! `data/sieu-du-lieu.yaml`: what the metadata of a document want and its page does not say (Phụ lục VI).

use std::collections::BTreeMap;

use super::code;
use super::define::{choice, record};
use super::field::{Field, Int, Reader, Text};
use super::paper::Urgency;
use super::reading::{LoadError, read_bytes};
use crate::diag::{Diagnostic, Report};
use crate::source::open::Reach;
use crate::source::{Sources, Span, decode, tree};

const BUILT_IN: &str = include_str!("../../data/sieu-du-lieu.yaml");

/// The codes, below the working folder.
pub const EXCHANGE: &str = "data/sieu-du-lieu.yaml";

/// The longest code of an agency (fields 1.1 and 13.1), in characters.
///
/// Quyết định số 20/2020/QĐ-TTg, still so in Quyết định số 09/2025/QĐ-TTg: 35 (several sources). The 13 characters of
/// Phụ lục VI are those of the code's older form.
pub const LONGEST: usize = 35;

choice! {
    /// How urgent a document is.
    UrgencyLevel {
        /// Not urgent.
        None = "thuong" "không khẩn",
        /// KHẨN.
        Urgent = "khan" "KHẨN",
        /// THƯỢNG KHẨN.
        Top = "thuong_khan" "THƯỢNG KHẨN",
        /// HỎA TỐC.
        Express = "hoa_toc" "HỎA TỐC",
    }
}

record! {
    /// The digit of a level of urgency.
    "mã mức độ khẩn" UrgencyCode {
        /// The level.
        level: UrgencyLevel = "do_khan" "thuong, khan, thuong_khan hoặc hoa_toc",
        /// The digit.
        digit: Int = "so" "số ghi vào trường Priority, 0 đến 9",
    }
}

record! {
    /// The code of an agency that gets documents.
    "mã nơi nhận" RecipientCode {
        /// The name, as among the recipients.
        name: Text = "ten" "tên nơi nhận, đúng như ghi trong văn bản",
        /// The code.
        code: Text = "ma_dinh_danh" "mã định danh điện tử, tối đa 35 ký tự",
    }
}

record! {
    /// The codes.
    "mã của siêu dữ liệu" Exchange {
        /// The digits of urgency.
        urgencies: Vec<UrgencyCode> = "muc_do_khan" "số của từng mức độ khẩn",
        /// The codes of recipients.
        recipients: Vec<RecipientCode> = "noi_nhan" "mã định danh của nơi nhận",
    }
}

/// The codes, as they are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// The digits, by the ids of the levels.
    digits: BTreeMap<&'static str, u8>,
    /// The codes of agencies, by their names.
    agencies: BTreeMap<String, String>,
}

impl Codes {
    /// Takes what is right out of what was read, and reports the rest.
    fn of(read: &Exchange, report: &mut Report) -> Self {
        let mut codes = Self::default();
        let wrong = |message: String, span: Span, hint: &str| {
            Diagnostic::error(&code::OUT_OF_BOUNDS, message).at(span).hint(hint.to_owned())
        };
        for known in &read.urgencies {
            if let Some(digit) = u8::try_from(known.digit.value).ok().filter(|digit| *digit <= 9) {
                if codes.digits.insert(known.level.id(), digit).is_some() {
                    let message = format!("mức độ khẩn “{}” ghi hai lần", known.level.id());
                    report.push(twice(message, known.span));
                }
            } else {
                let message = format!("mức độ khẩn ghi số {}, phải là một chữ số", known.digit.value);
                report.push(wrong(message, known.digit.span, "ghi 0 đến 9, theo hệ thống quản lý văn bản của cơ quan"));
            }
        }
        for known in &read.recipients {
            let (name, code) = (&known.name.text, &known.code.text);
            let length = code.chars().count();
            if length > LONGEST {
                let message = format!("mã định danh “{code}” dài {length} ký tự, tối đa {LONGEST}");
                report.push(wrong(message, known.code.span, "ghi mã định danh điện tử được cấp cho cơ quan ấy"));
            }
            if codes.agencies.insert(name.clone(), code.clone()).is_some() {
                report.push(twice(format!("nơi nhận “{name}” ghi hai lần"), known.name.span));
            }
        }
        codes
    }

    /// Returns the digit of a level of urgency (field 14).
    pub fn priority(&self, urgency: Option<Urgency>) -> Option<u8> {
        self.digits.get(urgency.map_or(UrgencyLevel::None.id(), Urgency::id)).copied()
    }

    /// Returns the codes of those of the recipients that have one (field 13.1), by their names.
    pub fn agencies(&self, recipients: &[String]) -> BTreeMap<String, String> {
        let coded = recipients.iter().filter_map(|name| self.agencies.get_key_value(name));
        coded.map(|(name, code)| (name.clone(), code.clone())).collect()
    }
}

fn twice(message: String, span: Span) -> Diagnostic {
    Diagnostic::error(&code::DUPLICATE_ID, message).at(span).hint("bỏ một trong hai")
}

/// Reads the codes of the working folder, else those in the program; faults go to the report.
pub fn exchange(reach: &Reach, sources: &mut Sources, report: &mut Report) -> Result<Codes, LoadError> {
    let path = reach.base().join(EXCHANGE);
    let bytes = if path.exists() { read_bytes(reach, &path)? } else { BUILT_IN.as_bytes().to_vec() };
    let node = decode(EXCHANGE, bytes, sources, report).and_then(|file| tree::parse(file, sources, report));
    let read = node.and_then(|node| Exchange::read(&node, &mut Reader { sources, report }));
    Ok(read.map(|read| Codes::of(&read, report)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Codes, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::fs::write(folder.path().join(EXCHANGE), text).unwrap();
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let read = exchange(&Reach::of(folder.path()), &mut sources, &mut report).unwrap();
        (read, report.iter().map(|found| found.message.clone()).collect())
    }

    #[test]
    fn the_built_in_digits_are_there_for_every_level() {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let codes = exchange(&Reach::of("/nowhere"), &mut sources, &mut report).unwrap();
        assert!(report.is_empty());
        let digits = [None, Some(Urgency::Urgent), Some(Urgency::Top), Some(Urgency::Express)];
        assert_eq!(digits.map(|level| codes.priority(level)), [Some(0), Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn recipients_get_the_codes_that_the_office_has_noted() {
        let (codes, found) = read("noi_nhan:\n  - ten: Sở Nội vụ\n    ma_dinh_danh: H32.1\n");
        assert_eq!(found, Vec::<String>::new());
        let names = ["Sở Nội vụ".to_owned(), "Như trên".to_owned()];
        assert_eq!(codes.agencies(&names), BTreeMap::from([("Sở Nội vụ".to_owned(), "H32.1".to_owned())]));
        assert_eq!(codes.priority(Some(Urgency::Urgent)), None, "what is not noted is not known");
    }

    #[test]
    fn what_stands_twice_is_told() {
        let level = "  - do_khan: khan\n    so: 1\n";
        let agency = "  - ten: Sở Nội vụ\n    ma_dinh_danh: H32.1\n";
        let (_, told) = read(&format!("muc_do_khan:\n{level}{level}noi_nhan:\n{agency}{agency}"));
        assert_eq!(told, ["mức độ khẩn “khan” ghi hai lần", "nơi nhận “Sở Nội vụ” ghi hai lần"]);
    }

    #[test]
    fn a_digit_of_two_and_a_code_too_long_are_told() {
        let text = "muc_do_khan:\n  - do_khan: khan\n    so: 10\n\
                    noi_nhan:\n  - ten: Sở Nội vụ\n    ma_dinh_danh: H32.1.22.333.4444.55555.666666.77777\n";
        let wanted = [
            "mức độ khẩn ghi số 10, phải là một chữ số",
            "mã định danh “H32.1.22.333.4444.55555.666666.77777” dài 36 ký tự, tối đa 35",
        ];
        assert_eq!(read(text).1, wanted);
    }
}
