//! What the checker is told of laws and names: the lists of the program or the working folder, and its newest year's records.

use crate::check::facts::{Facts, Renamed, Repealed};
use crate::diag::Report;
use crate::record::evidence::Evidence;
use crate::record::law::Law;
use crate::record::repeal::{Repeal, repeals};
use crate::record::{self, Records};
use crate::renew::rename::{Rename, Renames};
use crate::source::Sources;
use crate::source::open::Reach;

/// Reads what is known in a working folder; a list that cannot be read is left out, its faults are told by the commands
/// that make documents.
pub fn facts(reach: &Reach) -> Facts {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let root = reach.base();
    let list = repeals(reach, &mut sources, &mut report).unwrap_or_default();
    let names = Renames::load(root, &mut sources, &mut report).unwrap_or_default();
    let records = record::newest_year(root)
        .and_then(|year| record::load(reach, year, &mut sources, &mut report))
        .unwrap_or_default();
    let own = records.laws.iter().filter_map(|law| of_record(law, &records));
    let known: Vec<Repealed> = own.chain(list.iter().map(of_list)).collect();
    Facts { repealed: known, renamed: names.rows().map(renamed).collect() }
}

fn is_sure(evidence: Option<&Evidence>) -> bool {
    matches!(evidence, Some(Evidence::Text | Evidence::Sources))
}

fn of_list(one: &Repeal) -> Repealed {
    Repealed {
        kind: one.kind.text.clone(),
        symbol: one.symbol.as_ref().map(|symbol| symbol.text.clone()),
        date: one.date.as_ref().map(|date| date.day),
        subject: one.subject.as_ref().map(|subject| subject.text.clone()).unwrap_or_default(),
        until: one.until.day,
        successor: one.successor.as_ref().map(|successor| successor.text.clone()),
        sure: is_sure(Some(&one.evidence)),
    }
}

fn of_record(law: &Law, records: &Records) -> Option<Repealed> {
    let successor = law.successor.as_ref().and_then(|id| records.law(&id.text));
    Some(Repealed {
        kind: law.kind.text.clone(),
        symbol: law.symbol.as_ref().map(|symbol| symbol.text.clone()),
        date: law.date.as_ref().map(|date| date.day),
        subject: law.subject.text.clone(),
        until: law.until.as_ref()?.day,
        successor: successor.map(cite),
        sure: true,
    })
}

fn cite(law: &Law) -> String {
    match &law.symbol {
        Some(symbol) => format!("{} số {}", law.kind.text, symbol.text),
        None => format!("{} {}", law.kind.text, law.subject.text),
    }
}

fn renamed(one: &Rename) -> Renamed {
    Renamed {
        old: one.old.text.clone(),
        new: one.new.as_ref().map(|new| new.text.clone()),
        from: one.from.day,
        sure: is_sure(one.evidence.as_ref()),
    }
}
