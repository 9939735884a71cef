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
            let Some(law) = records.laws.iter().find(|law| law.id.text == ground.text) else { continue };
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
        (message, successor(law, records))
    } else {
        return None;
    };
    Some(Diagnostic::error(&code::NOT_IN_FORCE, message).at(ground.span).hint(hint))
}

fn successor(law: &Law, records: &Records) -> String {
    let next = law.successor.as_ref().and_then(|id| records.laws.iter().find(|law| law.id.text == id.text));
    match next {
        Some(next) => format!("thay bằng “{}”: {} {}", next.id.text, next.kind.text, next.subject.text),
        None => "thay bằng văn bản đang có hiệu lực".to_owned(),
    }
}
