//! Whether the records say of issued documents what the register does.

use crate::diag::{Diagnostic, Report};
use crate::ledger::code;
use crate::pipeline::stamped::Stamps;
use crate::record::Records;
use crate::template::Stamp;
use crate::viet::date::short;

/// Reports each record whose number or date is another than the register has given the document.
pub(super) fn differing(records: &Records, stamps: &Stamps) -> Report {
    let mut report = Report::new();
    for paper in &records.papers {
        let Some(stamp) = stamps.get(&paper.id.text) else { continue };
        let given = given(stamp);
        let mut differs = |what: String, span, key: &str| {
            let message = format!("“{}” {what}, sổ đăng ký (data/luu-vt) ghi {given}", paper.id.text);
            let hint = format!("bỏ dòng `{key}:`, máy lấy từ sổ; hoặc ghi đúng như sổ");
            report.push(Diagnostic::error(&code::DIFFERS, message).at(span).hint(hint));
        };
        if let (Some(number), Some(issued)) = (paper.number, stamp.number)
            && number.value != i64::from(issued)
        {
            differs(format!("ghi số {}", number.value), number.span, "so");
        }
        if let (Some(date), Some(issued)) = (paper.date, stamp.date)
            && date.day != issued
        {
            differs(format!("ghi ngày {}", short(date.day)), date.span, "ngay");
        }
    }
    report
}

/// Number and date as the register has them.
fn given(stamp: &Stamp) -> String {
    let number = stamp.number.map(|number| format!("số {number:02}"));
    let date = stamp.date.map(|date| format!("ngày {}", short(date)));
    number.into_iter().chain(date).collect::<Vec<_>>().join(" ")
}
