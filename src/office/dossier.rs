//! Hồ sơ: what a year has, what is due, and one of them in a file.

use std::path::PathBuf;

use chrono::{Months, NaiveDate};

use super::{Failure, Fault, Office, PATIENCE};
use crate::archive::entry::State;
use crate::archive::verify::verify;
use crate::archive::{ArchiveError, Digest, Entry, FileCode, Part, Register, Store, code};
use crate::diag::{Diagnostic, Report, nearest};
use crate::dossier::{Dossier, Due, Item, due};
use crate::filename::of_disk;
use crate::output::{self, Access};
use crate::record::dossier::{Certainty, Dossier as Record, Period, Retention, cited};
use crate::record::{self, Records};
use crate::source::Sources;
use crate::source::open::Reach;
use crate::template::{Engine, resolve};
use crate::validate::{Scene, validate};

/// Returns the year and its hồ sơ, of the newest year where none is named.
pub fn list(office: &Office, year: Option<i32>) -> Result<(i32, Vec<Kept>), Failure> {
    let records = records(office, year)?;
    Ok((records.year, kept(&records)))
}

/// What is to be done with a hồ sơ, and when.
pub struct Deadline {
    /// The year of its records.
    pub year: i32,
    /// What.
    pub what: &'static str,
    /// By which day.
    pub day: NaiveDate,
    /// Whether that day is past.
    pub past: bool,
    /// The hồ sơ.
    pub dossier: Kept,
}

/// Returns the day of which it is asked, and what has ended or ends within a year of it, of all years there are.
pub fn deadlines(office: &Office, typed: Option<&str>) -> Result<(NaiveDate, Vec<Deadline>), Failure> {
    let day = office.day_typed(typed)?;
    let soon = day.checked_add_months(Months::new(12)).unwrap_or(day);
    let mut found = Vec::new();
    for year in record::years(&office.folder().join("data"))? {
        for dossier in kept(&records(office, Some(year))?) {
            let Some(due) = dossier.due else { continue };
            for (what, at) in [("nộp lưu", due.hand_over), ("hết hạn bảo quản", due.until)] {
                let Some(at) = at.filter(|at| *at <= soon) else { continue };
                found.push(Deadline { year, what, day: at, past: at < day, dossier: dossier.clone() });
            }
        }
    }
    Ok((day, found))
}

/// Which hồ sơ is to be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Id, or number and symbol.
    pub dossier: String,
    /// The year of the records.
    pub year: Option<i32>,
    /// Where to write.
    pub out: Option<PathBuf>,
    /// Whether secret documents are exported too.
    pub secret: bool,
}

/// A hồ sơ that was exported.
pub struct Exported {
    /// The year of its records.
    pub year: i32,
    /// It.
    pub dossier: Kept,
    /// Its number and symbol.
    pub notation: String,
    /// The file.
    pub path: PathBuf,
    /// The digest of the file.
    pub digest: Digest,
    /// How many documents it holds.
    pub count: usize,
    /// The numbers of secret documents that were left out.
    pub left_out: Vec<String>,
}

/// Writes a hồ sơ into a file.
pub fn export(office: &Office, wanted: &Export) -> Result<Exported, Failure> {
    let records = records(office, wanted.year)?;
    let chosen = chosen(kept(&records), &wanted.dossier, records.year)?;
    let checked = verify(office.folder(), PATIENCE)?;
    if checked.report.has_errors() {
        let fault = Fault::new("lưu trữ có chỗ hỏng, không xuất hồ sơ", "sửa các chỗ dưới đây trước");
        return Err(Failure::Damaged { fault, report: checked.report });
    }
    let mut archive = office.resume(&format!("xuất hồ sơ {}", chosen.record.number.text))?;
    let mut entries = documents(&chosen.record, records.year, archive.register())?;
    let left_out = without_secrets(&mut entries, wanted.secret)?;
    let access = entries.iter().find(|entry| entry.is_secret()).map_or(Access::All, Entry::access);
    let dossier = dossier(&records, &chosen, entries, archive.store())?;
    let bytes = dossier.pack().map_err(|cause| Fault::from(cause.to_string()))?;
    let default = format!("output/{}/ho-so/{}.zip", records.year, dossier.name());
    let place = match &wanted.out {
        Some(out) => office.folder().join(out),
        None => output::below(office.folder(), &default)?,
    };
    let path = wanted.out.clone().unwrap_or_else(|| PathBuf::from(default));
    output::write_for(access, &place, |file| file.write_all(&bytes))?;
    let (ids, digest) = (dossier.items.iter().map(|item| item.entry.id).collect(), Digest::of(&bytes));
    let named = format!("{}/{}", records.year, dossier.code.notation);
    archive.exported(&named, ids, digest).map_err(|error| unlogged(&of_disk(&path), error))?;
    let (count, notation) = (dossier.items.len(), dossier.code.notation);
    Ok(Exported { year: records.year, dossier: chosen, notation, path, digest, count, left_out })
}

/// What is known of a hồ sơ from its record.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The record.
    pub record: Record,
    /// How long those of its kind are kept, and who says so.
    pub retention: Retention,
    /// How long it is kept.
    pub period: Period,
    /// When it is due, where it has ended.
    pub due: Option<Due>,
}

fn kept(records: &Records) -> Vec<Kept> {
    let of = |record: &Record| {
        let retention = records.retention.iter().find(|one| one.id.text == record.retention.text)?;
        let period = retention.period()?;
        let due = record.ended.map(|ended| due(period, ended.day));
        Some(Kept { record: record.clone(), retention: retention.clone(), period, due })
    };
    records.dossiers.iter().filter_map(of).collect()
}

impl Kept {
    /// Returns how long it is kept, in words.
    pub fn period(&self) -> String {
        match self.period {
            Period::Forever => "Vĩnh viễn".to_owned(),
            Period::Years(years) => format!("{years} năm"),
        }
    }

    /// Tells whether nobody has compared the period with what is in force.
    pub fn unchecked(&self) -> bool {
        self.retention.certainty == Certainty::Unchecked
    }
}

/// Returns the hồ sơ of this id, or number and symbol.
fn chosen(all: Vec<Kept>, named: &str, year: i32) -> Result<Kept, Failure> {
    let fits = |one: &Kept| one.record.id.text == named || one.record.number.text == named;
    if let Some(at) = all.iter().position(fits) {
        return Ok(all.into_iter().nth(at).expect("it is at its place"));
    }
    let known = all.iter().flat_map(|one| [one.record.id.text.as_str(), one.record.number.text.as_str()]);
    let hint = nearest(named, known).map_or_else(
        || format!("xem các hồ sơ bằng `thidua luu ho-so {year}`"),
        |near| format!("có phải là “{near}”?"),
    );
    Err(Failure::world(format!("năm {year} không có hồ sơ lưu “{named}”"), hint))
}

/// Takes the secret documents out, unless they are wanted; returns their numbers.
fn without_secrets(entries: &mut Vec<Entry>, wanted: bool) -> Result<Vec<String>, Failure> {
    let (secret, open): (Vec<Entry>, Vec<Entry>) = entries.iter().cloned().partition(Entry::is_secret);
    if wanted || secret.is_empty() {
        return Ok(Vec::new());
    }
    if open.is_empty() {
        let text = "hồ sơ này chỉ có văn bản mật, không xuất gì";
        return Err(Failure::world(text, "nếu được phép mang văn bản mật ra khỏi lưu trữ thì thêm --mat"));
    }
    *entries = open;
    Ok(secret.iter().map(Entry::printed).collect())
}

/// Says that the file is there although its export could not be logged, or not to the end.
fn unlogged(shown: &str, error: ArchiveError) -> Failure {
    let whole = format!("đã ghi tệp {shown}, nhưng ");
    match error.into() {
        Failure::World(fault) => Failure::World(fault.after(&whole)),
        Failure::Unclear(fault) => Failure::Unclear(fault.after(&whole)),
        other => other,
    }
}

/// Returns the documents of a hồ sơ in the order of time; reports all that the register does not have.
fn documents(record: &Record, year: i32, register: &dyn Register) -> Result<Vec<Entry>, Failure> {
    let (mut found, mut report) = (Vec::new(), Report::new());
    let mut missing = |message: String, hint: &str| {
        report.push(Diagnostic::error(&code::NOT_READY, message).hint(hint));
    };
    for id in &record.documents {
        let mut all = register.of_record(year, &id.text)?;
        all.retain(|entry| entry.state != State::Cancelled);
        if all.is_empty() {
            let hint = "phát hành trước, hoặc bỏ khỏi `van_ban` của hồ sơ";
            missing(format!("văn bản “{}” của hồ sơ {} chưa phát hành", id.text, record.number.text), hint);
        }
        found.extend(all);
    }
    for other in &record.others {
        let Some((number, symbol, own)) = cited(&other.text) else { continue };
        let all = register.printed(own.unwrap_or(year), number, symbol)?;
        if all.is_empty() {
            let hint = "xem `thidua so`; văn bản của năm khác thì thêm “năm 2021” sau ký hiệu";
            missing(format!("trong sổ năm {} không có văn bản {number:02}/{symbol}", own.unwrap_or(year)), hint);
        }
        found.extend(all);
    }
    if report.has_errors() {
        return Err(Failure::Findings(report));
    }
    found.sort_by_key(|entry| (entry.date, entry.id));
    found.dedup_by_key(|entry| entry.id);
    if found.is_empty() {
        return Err(Failure::world(
            format!("hồ sơ {} chưa có văn bản nào", record.number.text),
            "thêm vào `van_ban` của hồ sơ",
        ));
    }
    Ok(found)
}

fn dossier(records: &Records, kept: &Kept, entries: Vec<Entry>, store: &dyn Store) -> Result<Dossier, Failure> {
    let record = &kept.record;
    let text = |text: &Option<record::field::Text>| text.as_ref().map(|text| text.text.clone()).unwrap_or_default();
    let office = records.office.as_ref();
    let mut items = Vec::new();
    for entry in entries {
        let (mut files, mut pages) = (Vec::new(), None);
        for file in &entry.files {
            let content = store.get(file.digest)?;
            if file.part == Part::Signed {
                pages = output::pdf::page_count(&content).or(pages);
            }
            files.push((file.name.clone(), content));
        }
        items.push(Item { entry, files, pages });
    }
    let keeper = records.person(&record.keeper.text);
    let code = FileCode {
        agency: office.and_then(|office| office.code.as_ref()).map(|code| code.text.clone()).unwrap_or_default(),
        year: records.year,
        notation: record.number.text.clone(),
    };
    Ok(Dossier {
        code,
        superior: office.and_then(|office| office.superior.as_ref()).map(|name| name.text.clone()),
        agency: office.map(|office| office.name.text.clone()).unwrap_or_default(),
        title: record.title.text.clone(),
        period: kept.period(),
        keeper: keeper.map(|person| person.name.text.clone()).unwrap_or_default(),
        begun: record.begun.map(|begun| begun.day),
        ended: record.ended.map(|ended| ended.day),
        rights: text(&record.rights),
        remark: text(&record.remark),
        items,
    })
}

/// The records of a year, without a fault in them.
fn records(office: &Office, year: Option<i32>) -> Result<Records, Failure> {
    let year = year.map_or_else(|| record::newest_year(office.folder()), Ok)?;
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let reach = Reach::of(office.folder()).and(office.allowed);
    let mut records = record::load(&reach, year, &mut sources, &mut report)?;
    let engine = Engine::load(office.folder(), &reach, &mut Report::new());
    resolve(&mut records, &engine, &sources, &mut report);
    // Questions of a new year may stay open, and templates are not used here.
    let templates: Vec<String> = records.papers.iter().map(|paper| paper.template.text.clone()).collect();
    let scene = Scene { sources: &sources, as_of: None, draft: true, ids: &[], templates: &templates };
    match validate(records, &scene, &mut report) {
        Some(valid) => Ok(valid.records().clone()),
        None => {
            let fault = Fault::new(format!("dữ liệu năm {year} có lỗi, xem ở trên"), "sửa tệp dữ liệu rồi chạy lại");
            Err(Failure::Records { report, sources: Box::new(sources), fault })
        }
    }
}
