//! The register: viewed, exported, added to, taken over from a file.

mod add;
mod export;
mod import;

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{Failure, Fault, Known, Office, day};
use crate::archive::entry::State;
use crate::archive::register::Gap;
use crate::archive::{Entry, Query, Register, Which};
use crate::diag::nearest;
use crate::ledger;
use crate::standard::Kind;
use crate::viet::text::{strip_marks, without_lookalikes};

pub use add::{Add, Added, add};
pub use export::{Exported, export};
pub use import::{Import, Imported, import};

/// No terminal shows more; exports have all.
pub const SHOWN: usize = 1000;

/// What is to be shown or exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The year.
    pub year: Option<i32>,
    /// The kind: its id, name or abbreviation.
    pub kind: Option<String>,
    /// The first day, as typed.
    pub from: Option<String>,
    /// The last day, as typed.
    pub to: Option<String>,
    /// The smallest and the largest number.
    pub numbers: (Option<u32>, Option<u32>),
    /// Words of the signer's name.
    pub signer: Option<String>,
    /// Words to look for.
    pub text: Option<String>,
    /// What has become of it.
    pub state: Option<String>,
    /// The series.
    pub series: Option<String>,
    /// Only secret documents; else only the others.
    pub secret: bool,
    /// Show what is missing.
    pub missing: bool,
    /// Where to write.
    pub out: Option<PathBuf>,
    /// The volume, for the cover.
    pub volume: Option<u32>,
}

/// The states, as they are typed.
pub const STATES: [(&str, State); 4] = [
    ("con-hieu-luc", State::Issued),
    ("thu-hoi", State::Recalled),
    ("bi-thay-the", State::Replaced),
    ("huy", State::Cancelled),
];

fn query(view: &View) -> Result<Query, Failure> {
    let day_at = |text: &Option<String>, option: &str| -> Result<Option<NaiveDate>, Fault> {
        text.as_deref().map(|text| day(option, text)).transpose()
    };
    let state = view.state.as_deref().and_then(|typed| STATES.iter().find(|(name, _)| *name == typed));
    let series = match &view.series {
        Some(name) => Which::Named(name.clone()),
        None if view.secret => Which::Secret,
        None => Which::Open,
    };
    Ok(Query {
        year: view.year,
        kind: view.kind.as_deref().map(kind).transpose()?.map(|kind| kind.id.to_owned()),
        from: day_at(&view.from, "--tu")?,
        to: day_at(&view.to, "--den")?,
        signer: view.signer.clone(),
        text: view.text.clone(),
        series,
        least: view.numbers.0,
        most: view.numbers.1,
        state: state.map(|(_, state)| *state),
    })
}

/// Returns the kind that was typed as id, name or abbreviation.
fn kind(typed: &str) -> Result<&'static Kind, Failure> {
    let folded = |text: &str| strip_marks(text).to_lowercase().replace([' ', '-'], "_");
    let wanted = folded(typed);
    let short = without_lookalikes(typed);
    let fits = |kind: &&Kind| kind.id == wanted || folded(kind.name) == wanted || kind.abbreviation == Some(&*short);
    Kind::ALL.iter().find(fits).ok_or_else(|| {
        let near = nearest(&wanted, Kind::ALL.iter().map(|kind| kind.id));
        let hint = near.map_or("xem các loại ở Điều 7 Nghị định 30/2020/NĐ-CP, như ke_hoach, bao_cao", |near| near);
        Failure::world(format!("không có loại văn bản “{typed}”"), hint)
    })
}

/// Tells whether secret documents fit too.
fn has_secrets(register: &dyn Register, query: &Query) -> Result<bool, Failure> {
    let query = Query { series: Which::Secret, ..query.clone() };
    Ok(!register.search(&query, 1)?.is_empty())
}

/// What was found in the register.
pub struct Found {
    /// The ten columns of each document, of the first [`SHOWN`].
    pub rows: Vec<[String; 10]>,
    /// Whether there are more.
    pub more: bool,
    /// Whether secret documents fit too, which were not asked for.
    pub secrets: bool,
}

/// Looks for documents.
pub fn search(office: &Office, view: &View) -> Result<Found, Failure> {
    let query = query(view)?;
    let register = office.look()?.register;
    let mut found = register.search(&query, SHOWN + 1)?;
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let rows: Result<_, _> = found.iter().map(|entry| ledger::cells(&register, entry)).collect();
    Ok(Found { rows: rows?, more, secrets: query.series == Which::Open && has_secrets(&register, &query)? })
}

/// Shows every document that fits, and whether it is the first; returns how many there were.
pub fn walk(
    office: &Office,
    view: &View,
    see: impl FnMut(&Entry, bool) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let query = query(view)?;
    each(&office.look()?.register, &query, see)
}

fn each(
    register: &dyn Register,
    query: &Query,
    mut see: impl FnMut(&Entry, bool) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let (mut count, mut failed) = (0, None);
    register.walk(query, &mut |entry| {
        let seen = see(&entry, count == 0);
        count += 1;
        failed = seen.err();
        failed.is_none()
    })?;
    failed.map_or(Ok(count), Err)
}

/// What is missing in the register.
pub struct Missing {
    /// The year of the records.
    pub year: i32,
    /// Numbers that were never given.
    pub gaps: Vec<Gap>,
    /// Ids of documents that were never issued.
    pub drafts: Vec<String>,
}

/// Returns numbers that were never given and documents that were never issued.
pub fn missing(office: &Office, year: Option<i32>) -> Result<Missing, Failure> {
    let desk = office.desk(year)?;
    let known = Known::open(office)?;
    let gaps = known.register().gaps(year)?;
    let mut drafts = Vec::new();
    for paper in &desk.records().papers {
        let issued = known.register().of_record(desk.year, &paper.id.text)?;
        if issued.iter().all(|entry| entry.state == State::Cancelled) {
            drafts.push(paper.id.text.clone());
        }
    }
    Ok(Missing { year: desk.year, gaps, drafts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_may_be_typed_as_id_name_or_abbreviation() {
        for typed in ["ke_hoach", "Kế hoạch", "ke hoach", "KH"] {
            assert!(matches!(kind(typed), Ok(kind) if kind.id == "ke_hoach"), "{typed}");
        }
        assert!(kind("ke_hoac").is_err());
    }
}
