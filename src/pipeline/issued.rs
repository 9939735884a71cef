//! What the register knows of the year's documents, handed in by whoever wants documents made: the pipeline does not
//! know the archive.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diag::{Code, Diagnostic, Report};
use crate::record::Records;
use crate::record::field::{Date, Int};
use crate::record::paper::Paper;
use crate::template::symbol;
use crate::validate::ValidRecords;
use crate::viet::date::short;

/// A record that says another number or date than the register.
pub static DIFFERS: Code =
    Code { id: "SO07", title: "Tệp dữ liệu ghi số, ký hiệu, ngày khác sổ đăng ký" };

/// All codes of this step.
pub static CODES: &[&Code] = &[&DIFFERS];

/// The documents of a year that have been given numbers, by their ids in the records.
pub type Issued = BTreeMap<String, Standing>;

/// How a document stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The number.
    pub number: u32,
    /// The date.
    pub date: NaiveDate,
    /// Number and symbol as printed: `05/KH-STC`.
    pub printed: String,
    /// Whether its number is of a series of secret documents.
    pub secret: bool,
    /// What has become of it.
    pub force: Force,
}

/// What has become of an issued document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Force {
    /// It is in force.
    Held,
    /// It was recalled: its record may be issued again.
    Recalled,
    /// Another document has taken its place; its id, where it is of the same year's records.
    Replaced(Option<String>),
}

impl Standing {
    /// Tells whether the record has been issued and will not be again.
    pub fn is_final(&self) -> bool {
        self.force != Force::Recalled
    }
}

/// Puts numbers and dates where records have none; a record that says another one is a finding.
///
/// A recalled document gives no number: nothing made afterwards cites it, and its record is a draft again. Citations of
/// a replaced one are those of the document in its place.
pub fn apply(records: &mut Records, issued: &Issued, report: &mut Report) {
    for paper in &mut records.papers {
        let Some(standing) = issued.get(&paper.id.text).filter(|standing| standing.is_final()) else { continue };
        contradict(paper, standing, report);
        put(paper, standing);
        if let Force::Replaced(Some(by)) = &standing.force {
            records.successors.insert(paper.id.text.clone(), by.clone());
        }
    }
}

fn contradict(paper: &Paper, standing: &Standing, report: &mut Report) {
    let given = format!("số {:02} ngày {}", standing.number, short(standing.date));
    let mut tell = |what: String, span, key: &str| {
        let message = format!("“{}” {what}, sổ đăng ký (data/luu-vt) ghi {given}", paper.id.text);
        let hint = format!("bỏ dòng `{key}:`, chương trình lấy từ sổ; hoặc ghi đúng như sổ");
        report.push(Diagnostic::error(&DIFFERS, message).at(span).hint(hint));
    };
    if let Some(number) = paper.number.filter(|number| number.value != i64::from(standing.number)) {
        tell(format!("ghi số {}", number.value), number.span, "so");
    }
    if let Some(date) = paper.date.filter(|date| date.day != standing.date) {
        tell(format!("ghi ngày {}", short(date.day)), date.span, "ngay");
    }
}

/// Compares the symbols that records give with those that the register has: a kind or an abbreviation that was changed
/// after the issue would be cited under a symbol that no document bears.
pub fn compare_symbols(records: &ValidRecords, issued: &Issued, report: &mut Report) {
    for paper in &records.records().papers {
        let Some(standing) = issued.get(&paper.id.text).filter(|standing| standing.is_final()) else { continue };
        let Some((_, given)) = standing.printed.split_once('/') else { continue };
        let own = symbol(paper, standing.date, records);
        if own != given {
            let printed = &standing.printed;
            let message = format!("“{}” có ký hiệu {own}, sổ đăng ký (data/luu-vt) ghi {printed}", paper.id.text);
            let hint = "để loại văn bản, đơn vị, chữ viết tắt trong tệp dữ liệu như khi phát hành";
            report.push(Diagnostic::error(&DIFFERS, message).at(paper.kind.span).hint(hint));
        }
    }
}

fn put(paper: &mut Paper, standing: &Standing) {
    let span = paper.id.span;
    paper.number.get_or_insert(Int { value: i64::from(standing.number), span });
    paper.date.get_or_insert(Date { day: standing.date, span });
}
