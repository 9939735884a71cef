//! What a document is based on is in force on its day.

use chrono::NaiveDate;

use super::{Scene, day_of};
use crate::diag::{Diagnostic, Report};
use crate::record::field::Id;
use crate::record::law::Law;
use crate::record::{Records, code};
use crate::viet::date::short;

/// Reports grounds that are not in force on the document's day, and names what took their place.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    for paper in &records.papers {
        let day = day_of(paper, records.year, scene.as_of);
        for ground in &paper.grounds {
            let Some(law) = records.law(&ground.text) else { continue };
            if let Some(diagnostic) = in_force(law, ground, day, records) {
                report.push(diagnostic);
            }
        }
    }
}

fn in_force(law: &Law, ground: &Id, day: NaiveDate, records: &Records) -> Option<Diagnostic> {
    let name = law.symbol.as_ref().map_or_else(|| law.subject.text.clone(), |symbol| symbol.text.clone());
    let (message, hint) = if let Some(from) = law.from.filter(|from| day < from.day) {
        let message = format!(
            "{} {name} có hiệu lực từ {}, sau ngày của văn bản này ({})",
            law.kind.text,
            short(from.day),
            short(day)
        );
        (message, "chọn văn bản có hiệu lực vào ngày đó".to_owned())
    } else if let Some(until) = law.until.filter(|until| until.day < day) {
        let message = format!(
            "{} {name} hết hiệu lực {}, trước ngày của văn bản này ({})",
            law.kind.text,
            short(until.day),
            short(day)
        );
        (message, successor(law, day, records))
    } else {
        return None;
    };
    Some(Diagnostic::error(&code::NOT_IN_FORCE, message).at(ground.span).hint(hint))
}

/// Says what stands in the place of a law on a day; what has run out in its turn is passed over.
fn successor(law: &Law, day: NaiveDate, records: &Records) -> String {
    let next = |law: &Law| {
        let id = &law.successor.as_ref()?.text;
        records.law(id)
    };
    let serves =
        |law: &Law| law.until.is_none_or(|until| day <= until.day) && law.from.is_none_or(|from| from.day <= day);
    // A chain cannot be longer than there are laws, unless it is a ring.
    let chain = std::iter::successors(next(law), |law| next(law)).take(records.laws.len());
    let mut last = None;
    for law in chain {
        if serves(law) {
            return format!("thay bằng “{}”: {} {}", law.id.text, law.kind.text, law.subject.text);
        }
        last = Some(law);
    }
    match last {
        Some(last) => format!(
            "văn bản thay thế “{}” cũng không có hiệu lực vào ngày ấy: tìm văn bản đang có hiệu lực, thêm vào tệp có `loai: phap_ly`",
            last.id.text
        ),
        None => "thay bằng văn bản đang có hiệu lực".to_owned(),
    }
}
