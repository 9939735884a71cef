//! Step 1: the records of one year, read from YAML and typed; one file per kind.
//!
//! Nothing here is believed yet: references may dangle and dates contradict one another until `validate` has seen
//! them.

pub mod award;
pub mod campaign;
pub mod code;
pub(crate) mod define;
pub mod dossier;
pub mod evidence;
pub mod exchange;
pub mod field;
pub mod index;
pub mod law;
pub mod load;
mod meant;
pub mod office;
pub mod paper;
pub mod people;
pub mod question;
pub mod rates;
mod reading;
pub mod reform;
pub mod repeal;
pub mod schema;
pub mod task;

pub use define::{Described, KeyInfo};
pub use load::{load, newest_year, office as load_office, years};
pub use reading::LoadError;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use award::{Commendation, Rates};
use campaign::Campaign;
use dossier::{Dossier, Retention};
use field::{Field as _, Text};
use index::Index;
use law::Law;
use office::Office;
use paper::Paper;
use people::{Person, Unit};
use question::Question;
use task::{Area, Task};

use crate::source::Span;

/// Files that belong to no year: no document is made from what they say.
pub const BESIDE: [&str; 5] = [dossier::RETENTION, exchange::EXCHANGE, rates::RATES, reform::REFORM, repeal::REPEALS];

/// The records of one year, as they were read.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// The year, from the folder's name.
    pub year: i32,
    /// The folder, as shown to the user.
    pub folder: String,
    /// `loai: co_quan`.
    pub office: Option<Office>,
    /// `loai: phong_trao`.
    pub campaign: Option<Campaign>,
    /// `loai: don_vi`.
    pub units: Vec<Unit>,
    /// `loai: nguoi`.
    pub people: Vec<Person>,
    /// `loai: phap_ly`.
    pub laws: Vec<Law>,
    /// `loai: linh_vuc`.
    pub areas: Vec<Area>,
    /// `loai: nhiem_vu`.
    pub tasks: Vec<Task>,
    /// `loai: chi_so`.
    pub indices: Vec<Index>,
    /// `loai: muc_thuong`.
    pub rates: Option<Rates>,
    /// `loai: khen_thuong`.
    pub commendations: Vec<Commendation>,
    /// `loai: van_ban`.
    pub papers: Vec<Paper>,
    /// `loai: ho_so`.
    pub dossiers: Vec<Dossier>,
    /// How long hồ sơ are kept; read only where there are any.
    pub retention: Vec<Retention>,
    /// Files that look like records and are not read.
    pub unread: Vec<String>,
    /// Documents in whose place others stand, and these, by their ids; the register tells it, no file.
    pub successors: BTreeMap<String, String>,
    /// Amounts of all years; read only where a year has awards.
    pub official: Option<rates::Table>,
    /// Whether something could not be read, so that a reference may miss it through no fault of its own.
    pub holes: bool,
    /// What the making of the year has left open.
    pub questions: Vec<Question>,
    /// The texts that hold expressions, as they are written.
    pub expressions: Arc<[Expression]>,
    /// Whether texts of tasks, areas or units hold expressions that only a document can fill in.
    pub open_tasks: bool,
}

/// A text with expressions, and where it stands.
#[derive(Clone, Debug)]
pub struct Expression {
    /// As it is written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Records {
    /// Finds a person by the id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id.text == id)
    }

    /// Finds a legal ground by its id.
    pub fn law(&self, id: &str) -> Option<&Law> {
        self.laws.iter().find(|law| law.id.text == id)
    }

    /// Finds a document by its id.
    pub fn paper(&self, id: &str) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.id.text == id)
    }

    /// Finds a unit by its id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id.text == id)
    }

    /// Returns the unit that stands for an id on a day: that into which it was merged, as often as it was.
    pub fn unit_on(&self, id: &str, day: NaiveDate) -> Option<&Unit> {
        let mut unit = self.unit(id)?;
        // A chain cannot be longer than there are units, unless it is a ring, which `validate` reports.
        for _ in 0..self.units.len() {
            let merged = unit.merged.as_ref().filter(|merger| merger.from.day <= day);
            let Some(next) = merged.and_then(|merger| self.unit(&merger.into.text)) else { break };
            unit = next;
        }
        Some(unit)
    }

    /// Returns the days on which the name of a unit, or the post or unit of a person, changes; each once, in order.
    pub fn turning_days(&self) -> Vec<NaiveDate> {
        let units = self.units.iter().flat_map(|unit| unit.renamed.iter().map(|renaming| renaming.from.day));
        let people = self.people.iter().flat_map(|person| person.transfers.iter().map(|transfer| transfer.from.day));
        let mut days: Vec<NaiveDate> = units.chain(people).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Shows every text of every record, but those of documents.
    pub fn each_text_of_year(&mut self, see: &mut dyn FnMut(&mut Text)) {
        self.office.each_text(see);
        self.campaign.each_text(see);
        self.units.each_text(see);
        self.people.each_text(see);
        self.laws.each_text(see);
        self.areas.each_text(see);
        self.tasks.each_text(see);
        self.indices.each_text(see);
        self.rates.each_text(see);
        self.commendations.each_text(see);
        self.dossiers.each_text(see);
        self.retention.each_text(see);
    }

    /// Shows every text of every record.
    pub fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        self.each_text_of_year(see);
        self.papers.iter_mut().for_each(|paper| paper.texts(see));
    }
}
