//! Step 2: checks on records; one file per check.
//!
//! [`ValidRecords`] come only from [`validate`], so that later steps need not ask again: `compute` cannot fail.

mod awards;
mod bounds;
mod changes;
mod citations;
mod dates;
mod dossiers;
pub mod house;
mod ids;
mod lacking;
mod laws;
mod names;
mod parts;
mod people;
mod questions;
mod rates;
mod references;
mod sides;
mod signature;
mod templates;
mod twice;
mod units;

use chrono::NaiveDate;

use crate::diag::Report;
use crate::record::Records;
use crate::record::office::Office;
use crate::record::paper::Paper;
use crate::source::Sources;

pub use questions::{open, waiting};
pub use templates::UNKNOWN_TEMPLATE;

/// What the checks look at besides the records.
pub struct Scene<'a> {
    /// The files, for places.
    pub sources: &'a Sources,
    /// The day that `--ngay` sets.
    pub as_of: Option<NaiveDate>,
    /// Whether questions may stay open: drafts are made, or only documents that they do not concern.
    pub draft: bool,
    /// The ids of the documents asked for; all when empty.
    pub ids: &'a [String],
    /// The names of the templates there are.
    pub templates: &'a [String],
}

impl Scene<'_> {
    /// Tells whether a document is to be made: what is said of others would stop work that they have no part in.
    fn wants(&self, paper: &Paper) -> bool {
        self.ids.is_empty() || self.ids.contains(&paper.id.text)
    }

    /// Tells whether a document's date can still be mended: it stands in the record, or the document is being issued.
    /// One that the register has given and that nobody asks about stays, and must not stop the others.
    fn mends(&self, paper: &Paper) -> bool {
        let recorded = paper.date.is_some_and(|date| date.span != paper.id.span);
        recorded || self.ids.contains(&paper.id.text)
    }
}

/// Records in which every reference leads somewhere and no date contradicts another.
#[derive(Debug)]
pub struct ValidRecords {
    records: Records,
    office: Office,
    as_of: Option<NaiveDate>,
}

impl ValidRecords {
    /// Returns the records.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Returns the issuing office.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Returns the day as of which a document speaks: its cut-off or date, or the last day of the year; an earlier
    /// day set for the whole run comes first.
    pub fn as_of(&self, paper: &Paper) -> NaiveDate {
        day_of(paper, self.records.year, self.as_of)
    }

    /// Returns the day by which names and posts in the head and foot of a document go: its date, else the day as of
    /// which it speaks.
    pub fn dated(&self, paper: &Paper) -> NaiveDate {
        paper.date.map_or_else(|| self.as_of(paper), |date| date.day)
    }
}

/// Returns the day as of which a document speaks.
fn day_of(paper: &Paper, year: i32, set: Option<NaiveDate>) -> NaiveDate {
    let own = match (&paper.period, paper.date) {
        (Some(period), _) => Some(period.to.day),
        (None, date) => date.map(|date| date.day),
    };
    match (own, set) {
        (Some(own), Some(set)) => own.min(set),
        (Some(day), None) | (None, Some(day)) => day,
        (None, None) => NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default(),
    }
}

/// Checks the records; every fault goes to the report, and records with an error are not valid.
pub fn validate(records: Records, scene: &Scene, report: &mut Report) -> Option<ValidRecords> {
    names::suggest(&records, scene, report);
    names::capitals(&records, report);
    questions::check(&records, scene, report);
    lacking::check(&records, report);
    ids::check(&records, scene, report);
    references::check(&records, report);
    bounds::check(&records, report);
    house::check(&records, report);
    dates::check(&records, scene, report);
    changes::check(&records, report);
    citations::check(&records, scene, report);
    people::check(&records, scene, report);
    twice::check(&records, scene, report);
    units::check(&records, scene, report);
    laws::check(&records, scene, report);
    signature::check(&records, report);
    parts::check(&records, report);
    sides::check(&records, report);
    awards::check(&records, scene, report);
    rates::check(&records, scene, report);
    dossiers::check(&records, scene, report);
    templates::check(&records, scene, report);
    if report.has_errors() {
        return None;
    }
    let office = records.office.clone()?;
    Some(ValidRecords { records, office, as_of: scene.as_of })
}
