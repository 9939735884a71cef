//! The agencies that make a document together, and the sides of an agreement, in the order in which they stand.

use chrono::NaiveDate;
use serde::Serialize;

use crate::record::paper::{Paper, Side};
use crate::record::people::Unit;
use crate::standard::{Kind, Signing};
use crate::validate::ValidRecords;
use crate::viet::{diem, text::upper};

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Party<'r> {
    /// The agency above.
    pub superior: Option<&'r str>,
    /// The name.
    pub name: &'r str,
    /// The abbreviation in the symbol.
    pub symbol: Option<&'r str>,
    /// Who decides for it.
    pub decides: &'r str,
    /// The side as the record says it; none for the office itself.
    pub side: Option<&'r Side>,
}

/// Returns all of them: who leads stands first, else the office itself.
pub fn parties<'r>(paper: &'r Paper, day: NaiveDate, records: &'r ValidRecords) -> Vec<Party<'r>> {
    let leader = paper.sides.iter().position(Side::leads);
    let mut all = vec![own(paper, day, records)];
    all.extend(paper.sides.iter().map(other));
    if let Some(at) = leader {
        let first = all.remove(at + 1);
        all.insert(0, first);
    }
    all
}

/// Returns those that issue it: the office, and each side that has an abbreviation. A side of an agreement without one
/// only signs.
pub fn issuers<'r>(paper: &'r Paper, day: NaiveDate, records: &'r ValidRecords) -> Vec<Party<'r>> {
    let issues = |party: &Party| party.side.is_none() || party.symbol.is_some();
    parties(paper, day, records).into_iter().filter(issues).collect()
}

/// Returns the unit that issues a document in its own name.
pub fn issuer<'a>(paper: &Paper, records: &'a ValidRecords) -> Option<&'a Unit> {
    records.records().unit(&paper.issuer.as_ref()?.text)
}

fn own<'r>(paper: &Paper, day: NaiveDate, records: &'r ValidRecords) -> Party<'r> {
    let office = records.office();
    let unit = issuer(paper, records);
    let symbol = unit.and_then(|unit| unit.symbol_on(day)).unwrap_or(&office.symbol);
    let superior = if unit.is_some() { Some(&office.name) } else { office.superior.as_ref() };
    Party {
        superior: superior.map(|name| name.text.as_str()),
        name: &unit.map_or(&office.name, |unit| unit.name_on(day)).text,
        symbol: Some(&symbol.text),
        decides: &office.authority.text,
        side: None,
    }
}

fn other(side: &Side) -> Party<'_> {
    Party {
        superior: side.superior.as_ref().map(|text| text.text.as_str()),
        name: &side.agency.text,
        symbol: side.symbol.as_ref().map(|text| text.text.as_str()),
        decides: side.decides.as_ref().map_or(side.agency.text.as_str(), |text| &text.text),
        side: Some(side),
    }
}

/// Returns what the side at this place is called: `Bên A`; nothing where no sides are named.
pub fn called(kind: &Kind, place: usize) -> Option<String> {
    let letter = diem::letter(place).filter(|_| kind.form.signing == Signing::Sides)?;
    Some(format!("Bên {}", upper(&letter.to_string())))
}

/// Returns a title as it stands where several agencies sign: with the agency's name, unless that is said already.
pub fn titled(title: &str, agency: &str) -> String {
    if upper(title).contains(&upper(agency)) { title.to_owned() } else { format!("{title} {agency}") }
}

/// A side as templates see it.
#[derive(Serialize)]
pub struct SideView {
    ten_goi: String,
    co_quan: String,
    ho_ten: String,
    chuc_vu: String,
}

/// Returns the sides of a document as templates see them; none where the office makes it alone.
pub fn shown(paper: &Paper, day: NaiveDate, records: &ValidRecords) -> Vec<SideView> {
    let Some(kind) = Kind::find(&paper.kind.text).filter(|_| !paper.sides.is_empty()) else { return Vec::new() };
    let signer = paper.signers.0.first();
    let person = signer.and_then(|signer| records.records().person(&signer.person.text));
    let view = |(place, party): (usize, Party)| {
        let own = || {
            let post = signer.and_then(|signer| signer.post.as_ref()).or(person.map(|person| person.post_on(day)));
            (person.map_or("", |person| &person.name.text), post.map_or("", |post| &post.text))
        };
        let (name, post) = party.side.map_or_else(own, |side| (&side.name.text, &side.post.text));
        SideView {
            ten_goi: called(kind, place).unwrap_or_default(),
            co_quan: party.name.to_owned(),
            ho_ten: name.to_owned(),
            chuc_vu: post.to_owned(),
        }
    };
    parties(paper, day, records).into_iter().enumerate().map(view).collect()
}
