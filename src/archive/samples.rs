//! Made-up documents for the tests of this module (minh họa).

use chrono::NaiveDate;

use super::entry::{Entry, EntryId, Exchange, Origin, Signatory, State};
use super::{Actor, Series};

/// Who does everything in the tests.
pub fn actor() -> Actor {
    Actor {
        at: day(1).and_hms_opt(8, 30, 0).unwrap(),
        who: "vanthu".to_owned(),
        machine: "may-1".to_owned(),
        program: "0.0.0".to_owned(),
    }
}

/// A day of March 2020.
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 3, day).unwrap()
}

/// A document with this place and number, of 1 March 2020.
pub fn entry(id: EntryId, number: u32) -> Entry {
    Entry {
        id,
        series: Series { year: 2020, name: "chung".to_owned() },
        number,
        symbol: "KH-STC".to_owned(),
        date: day(1),
        kind: "ke_hoach".to_owned(),
        kind_name: "Kế hoạch".to_owned(),
        subject: format!("Kế hoạch thứ {number}"),
        issuer: "Sở Tài chính".to_owned(),
        signer: Signatory { post: "GIÁM ĐỐC".to_owned(), name: "Nguyễn Văn An".to_owned() },
        recipients: vec!["Các phòng thuộc Sở".to_owned()],
        filed: "VT, VP".to_owned(),
        copies: None,
        urgency: None,
        secrecy: None,
        exchange: Exchange::default(),
        remarks: Vec::new(),
        state: State::Issued,
        origin: Origin::Outside,
        files: Vec::new(),
        ties: Vec::new(),
    }
}
