//! What templates are given: the year's facts, and those of one document as of its day.
//!
//! The names are those of the records' keys. Ids become names of fields, with `_` for `-`.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;
use tera::{Context, Map, Value};

use super::days::Days;
use super::sides::{self, SideView};
use super::tasks::{Fact, NOTHING};
use super::texts::Texts;
use super::{Engine, citation};
use crate::compute::{self, Change, Rewards};
use crate::diag::Report;
use crate::record::Records;
use crate::record::award::Commendation;
use crate::record::field::Decimal;
use crate::record::law::Law;
use crate::record::paper::Paper;
use crate::record::people::Person;
use crate::record::question::Question;
use crate::source::{Sources, Span};
use crate::standard::Kind;
use crate::validate::ValidRecords;
use crate::viet;
use crate::viet::question::asks;

/// The facts of one document that hold texts of records, besides those of its day's tasks.
const FILLED: [&str; 5] = ["ky", "van_ban", "du_lieu", "khen_thuong", "chi_so"];

/// The facts of a year.
pub struct Facts<'a> {
    records: &'a ValidRecords,
    texts: Texts<'a>,
    /// What is the same for every document up to the day on which a name or post changes, and after the last one.
    bases: Vec<(NaiveDate, Context)>,
    /// The year's documents, each as itself, for documents that speak of what has become of another.
    themselves: Value,
    days: Days<'a>,
    /// The facts of tasks that expressions name which any document may print.
    named: Vec<&'static str>,
}

impl<'a> Facts<'a> {
    /// Gathers the facts that are the same for every document.
    pub fn new(records: &'a ValidRecords, engine: &'a Engine, sources: &'a Sources, report: &mut Report) -> Self {
        let texts = Texts { engine, sources, written: &records.records().expressions };
        let turns = records.records().turning_days();
        let firsts = std::iter::once(NaiveDate::MIN).chain(turns);
        let bases = firsts.map(|first| (first, base(records, first, &texts, report))).collect();
        let days = Days::new(records.records());
        let named = named(records.records());
        let mut facts = Facts { records, texts, bases, themselves: Value::none(), days, named };
        let papers = facts.papers();
        facts.themselves = Value::from_serializable(&papers);
        let papers = in_force(papers, &records.records().successors);
        for (_, base) in &mut facts.bases {
            base.insert("tai_lieu", &papers);
        }
        facts
    }

    /// Returns the question that stands in the place of a law's date.
    pub fn open_date(&self, law: &Law) -> Option<&str> {
        open_date(law, self.records.records(), self.texts.sources)
    }

    /// Returns the facts as one document sees them; of the tasks, those that it, its template or any record names.
    pub fn of(&self, paper: &Paper, template: &[&str], report: &mut Report) -> Context {
        let all = self.records.records();
        let day = self.records.as_of(paper);
        let mut context = self.base_on(day).clone();
        if !paper.concerns().is_empty() {
            context.insert_value("tai_lieu", self.themselves.clone());
        }
        context.insert("tinh_den", &day.format("%Y-%m-%d").to_string());
        context.insert("van_ban", &PaperView::of(paper, self.records));
        if let Some(period) = &paper.period {
            context.insert("ky", period);
        }
        let indices = compute::indices(&all.indices, day);
        context.insert("chi_so", &indices.iter().map(IndexView::of).collect::<Vec<_>>());
        if let Some((round, rewards)) = self.rewards(paper) {
            context.insert_value("khen_thuong", awards(round, &rewards, day, all));
        }
        if paper.extra.node().is_some() {
            context.insert("du_lieu", &paper.extra);
        }
        for (_, name) in Fact::NAMES {
            // A name is known also where it is not asked for, to whoever has misspelt it.
            context.insert_value(name, Value::from(Vec::<Value>::new()));
        }
        let own = self.texts.sources.get(paper.span.file).text();
        let texts: Vec<&str> = template.iter().copied().chain([own]).chain(self.named.iter().copied()).collect();
        let open = self.insert_tasks(paper, &texts, &mut context);
        self.fill(FILLED.into_iter().chain(open), &mut context, report);
        self.heed(paper, &context, report);
        context
    }

    /// Adds the tasks that the tables of a rendered template name: it may have put the name of a list together.
    pub fn add_named(&self, paper: &Paper, text: &str, context: &mut Context, report: &mut Report) {
        let open = self.insert_tasks(paper, &[text], context);
        self.fill(open, context, report);
    }

    /// Puts those tasks of a document's day among its facts that texts name and that are not there yet; returns what is
    /// still to be filled in.
    fn insert_tasks(&self, paper: &Paper, texts: &[&str], context: &mut Context) -> Vec<&'static str> {
        // A fault in the text of a task is told whether or not anybody names the task.
        let all = self.records.records().open_tasks;
        let is_named = |name: &str| all || texts.iter().any(|text| text.contains(name));
        let is_there = |value: &Value| value.as_array().is_none_or(|list| !list.is_empty());
        let mut open = Vec::new();
        for (fact, name) in Fact::NAMES {
            if context.get(name).is_some_and(is_there) || !is_named(name) {
                continue;
            }
            let shown = self.days.fact(fact, self.records.as_of(paper), paper.period.as_ref());
            context.insert_value(name, shown.value);
            open.extend(shown.is_open.then_some(name));
        }
        open
    }

    fn fill(&self, names: impl IntoIterator<Item = &'static str>, context: &mut Context, report: &mut Report) {
        for name in names {
            if let Some(value) = context.get(name).cloned() {
                let filled = self.texts.fill_all(&value, context, report);
                context.insert_value(name, filled);
            }
        }
    }

    /// Fills in every text of a document's record, so that all of its faults are told, whichever is met first.
    fn heed(&self, paper: &Paper, context: &Context, report: &mut Report) {
        for written in self.texts.written.iter().filter(|written| written.span.file == paper.span.file) {
            self.texts.fill(&written.text, context, report);
        }
    }

    /// Fills in one text of a record.
    pub fn text(&self, text: &str, context: &Context, report: &mut Report) -> String {
        self.texts.fill(text, context, report)
    }

    /// Returns the records.
    pub fn records(&self) -> &ValidRecords {
        self.records
    }

    /// Returns the records' files.
    pub fn sources(&self) -> &Sources {
        self.texts.sources
    }

    /// Returns the engine.
    pub fn engine(&self) -> &Engine {
        self.texts.engine
    }

    /// Returns the facts that are the same for every document of a day.
    fn base_on(&self, day: NaiveDate) -> &Context {
        let at = self.bases.partition_point(|(first, _)| *first <= day).saturating_sub(1);
        &self.bases[at].1
    }

    /// Returns the year's documents by id, as others cite them; a subject may speak of the document's own period.
    ///
    /// A fault in a subject is reported where its own document is composed, with all the names that are known there.
    fn papers(&self) -> BTreeMap<String, Value> {
        let mut views = BTreeMap::new();
        let mut unheard = Report::new();
        for paper in &self.records.records().papers {
            let mut own = self.base_on(self.records.as_of(paper)).clone();
            if let Some(period) = &paper.period {
                own.insert("ky", period);
            }
            if paper.extra.node().is_some() && paper.topic().contains("du_lieu") {
                own.insert("du_lieu", &paper.extra);
            }
            let view = Value::from_serializable(&PaperView::of(paper, self.records));
            views.insert(paper.id.text.replace('-', "_"), self.texts.fill_all(&view, &own, &mut unheard));
        }
        views
    }

    fn rewards(&self, paper: &Paper) -> Option<(&Commendation, Rewards<'_>)> {
        let all = self.records.records();
        let id = &paper.commendation.as_ref()?.text;
        let round = all.commendations.iter().find(|round| round.id.text == *id)?;
        let rewards = compute::rewards(round, all.rates.as_ref()?, self.records.as_of(paper));
        Some((round, rewards))
    }
}

/// Returns what the records of a year say of all documents alike, as it is written, with the names and posts of a day.
pub fn given(all: &Records, sources: &Sources, day: NaiveDate) -> Context {
    let mut raw = Context::new();
    raw.insert("nam", &all.year);
    raw.insert("nam_truoc", &(all.year - 1));
    raw.insert("nam_sau", &(all.year + 1));
    if let Some(office) = &all.office {
        raw.insert("co_quan", office);
    }
    if let Some(campaign) = &all.campaign {
        raw.insert("phong_trao", campaign);
    }
    raw.insert("don_vi", &by_id(all.units.iter().map(|unit| (&unit.id.text, unit.on(day)))));
    raw.insert("linh_vuc", &by_id(all.areas.iter().map(|area| (&area.id.text, area))));
    raw.insert("phap_ly", &by_id(all.laws.iter().map(|law| (&law.id.text, LawView::of(law, all, sources)))));
    raw.insert("nguoi", &by_id(mentioned_people(all).map(|(id, person)| (id, person.on(day)))));
    raw
}

/// Returns the facts of tasks that expressions name; those in its own data concern a document alone.
fn named(all: &Records) -> Vec<&'static str> {
    let data: Vec<Span> = all.papers.iter().filter_map(|paper| Some(paper.extra.node()?.span)).collect();
    let is_own = |at: Span| data.iter().any(|data| data.file == at.file && data.range().contains(&at.range().start));
    let common = || all.expressions.iter().filter(|one| !is_own(one.span));
    let names = Fact::NAMES.into_iter().map(|(_, name)| name);
    names.filter(|name| common().any(|one| one.text.contains(name))).collect()
}

/// Returns the facts that are the same for every document, with the names and posts of a day.
fn base(records: &ValidRecords, day: NaiveDate, texts: &Texts, report: &mut Report) -> Context {
    let raw = given(records.records(), texts.sources, day);
    let mut base = raw.clone();
    for name in ["co_quan", "phong_trao", "don_vi", "linh_vuc", "phap_ly", "nguoi"] {
        if let Some(value) = raw.get(name) {
            let filled = texts.fill_all(value, &raw, report);
            base.insert_value(name, filled);
        }
    }
    base
}

/// Puts the document in force in the place of each that was replaced, as far as the year's records know it.
fn in_force(papers: BTreeMap<String, Value>, successors: &BTreeMap<String, String>) -> BTreeMap<String, Value> {
    let last = |id: &str| {
        let mut last = successors.get(id)?;
        // Each stands after the one that it replaces; a ring cannot be, but must not hang.
        for _ in 0..successors.len() {
            last = successors.get(last).unwrap_or(last);
        }
        papers.get(&last.replace('-', "_")).cloned()
    };
    let later: Vec<(String, Value)> =
        successors.keys().filter_map(|id| Some((id.replace('-', "_"), last(id)?))).collect();
    papers.into_iter().chain(later).collect()
}

/// Returns a map by id, with names that a template can write after a point.
fn by_id<'i, T: Serialize>(items: impl Iterator<Item = (&'i String, T)>) -> BTreeMap<String, Value> {
    items.map(|(id, item)| (id.replace('-', "_"), Value::from_serializable(&item))).collect()
}

/// People by id; a list of thousands who are only commended is not turned into names.
fn mentioned_people(all: &Records) -> impl Iterator<Item = (&String, &crate::record::people::Person)> {
    all.people.iter().take(1000).map(|person| (&person.id.text, person))
}

#[derive(Serialize)]
struct LawView<'a> {
    #[serde(flatten)]
    law: &'a Law,
    trich_dan: String,
    trich_dan_ngan: String,
}

impl<'a> LawView<'a> {
    fn of(law: &'a Law, all: &'a Records, sources: &Sources) -> Self {
        let open_date = open_date(law, all, sources);
        Self { law, trich_dan: citation::full(law, open_date), trich_dan_ngan: citation::short(law) }
    }
}

/// Returns the question that stands in the place of a law's date: a date cannot hold it, and a draft must show it.
fn open_date<'r>(law: &Law, all: &'r Records, sources: &Sources) -> Option<&'r str> {
    let within = |question: &&Question| {
        let (file, start) = (question.span.file, question.span.range().start);
        let before = sources.get(file).text().get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        file == law.span.file && law.span.range().contains(&start) && line.trim_start().starts_with("ngay:")
    };
    all.questions.iter().filter(|_| law.date.is_none()).find(within).map(|question| question.text.as_str())
}

/// A document as templates see it: its own record, how it is cited, and its name.
#[derive(Serialize)]
struct PaperView<'a> {
    ma: &'a str,
    loai: &'static str,
    trich_yeu: &'a str,
    so_ky_hieu: String,
    thoi_gian: String,
    trich_dan: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cac_ben: Vec<SideView>,
}

impl<'a> PaperView<'a> {
    fn of(paper: &'a Paper, records: &ValidRecords) -> Self {
        let year = records.records().year;
        let value = paper.number.and_then(|number| u32::try_from(number.value).ok());
        let number = citation::number(value, &symbol(paper, records.dated(paper), records));
        let date = paper.date.map(|date| date.day);
        Self {
            ma: &paper.id.text,
            loai: Kind::find(&paper.kind.text).map_or("", |kind| kind.name),
            trich_yeu: paper.topic(),
            trich_dan: citation::own(paper, &number, date, year),
            so_ky_hieu: number,
            thoi_gian: citation::day(date, year),
            cac_ben: sides::shown(paper, records.dated(paper), records),
        }
    }
}

/// Returns the symbol that a document of a day bears: `KH-STC`, or `STC-VP` for a letter, or `TTr-VP` where a unit
/// issues it.
pub fn symbol(paper: &Paper, day: NaiveDate, records: &ValidRecords) -> String {
    let unit = paper.unit.as_ref().and_then(|id| records.records().unit(&id.text));
    let unit = unit.map(|unit| unit.symbol_on(day).map_or(unit.id.text.as_str(), |symbol| symbol.text.as_str()));
    let agencies: Vec<&str> =
        sides::issuers(paper, day, records).into_iter().filter_map(|party| party.symbol).collect();
    Kind::find(&paper.kind.text).map_or_else(String::new, |kind| kind.symbol(&agencies.join("-"), unit))
}

#[derive(Serialize)]
struct IndexView<'a> {
    ma: &'a str,
    viet_tat: &'a str,
    ten: &'a str,
    don_vi_tinh: &'a str,
    nam_truoc: String,
    nam_nay: String,
    cong_bo: bool,
    bien_dong: &'static str,
    muc_bien_dong: String,
    hang_truoc: Option<i64>,
    hang_nay: Option<i64>,
    thanh_phan: Vec<PartView<'a>>,
}

#[derive(Serialize)]
struct PartView<'a> {
    ma: &'a str,
    ten: &'a str,
    nam_truoc: String,
    nam_nay: String,
    bien_dong: &'static str,
    muc_bien_dong: String,
}

impl<'a> IndexView<'a> {
    fn of(state: &compute::IndexState<'a>) -> Self {
        let index = state.index;
        let rank = |rank: Option<crate::record::field::Int>| rank.map(|rank| rank.value);
        let parts = state.parts.iter().map(|part| PartView {
            ma: &part.part.id.text,
            ten: &part.part.name.text,
            nam_truoc: shown(part.part.before.0),
            nam_nay: shown(part.part.now.filter(|_| state.published)),
            bien_dong: change_name(part.change),
            muc_bien_dong: change_size(part.change),
        });
        Self {
            ma: &index.id.text,
            viet_tat: &index.short.text,
            ten: &index.name.text,
            don_vi_tinh: index.measure.as_ref().map_or("", |measure| &measure.text),
            nam_truoc: shown(index.before.0),
            nam_nay: shown(index.now.filter(|_| state.published)),
            cong_bo: state.published,
            bien_dong: change_name(state.change),
            muc_bien_dong: change_size(state.change),
            hang_truoc: rank(index.rank_before),
            hang_nay: rank(index.rank_now).filter(|_| state.published),
            thanh_phan: parts.collect(),
        }
    }
}

fn shown(value: Option<Decimal>) -> String {
    value.map_or_else(|| NOTHING.to_owned(), |value| viet::number::decimal(i128::from(value.at(2)), 2))
}

fn change_name(change: Change) -> &'static str {
    match change {
        Change::Up(_) => "tăng",
        Change::Down(_) => "giảm",
        Change::Same => "giữ nguyên",
        Change::Unpublished => "chưa công bố",
    }
}

fn change_size(change: Change) -> String {
    match change {
        Change::Up(size) | Change::Down(size) => viet::number::decimal(i128::from(size), 2),
        Change::Same => "0,00".to_owned(),
        Change::Unpublished => NOTHING.to_owned(),
    }
}

#[derive(Serialize)]
struct AwardsView<'a> {
    ly_do: &'a str,
    luong_co_so: u64,
    tong_tien: u64,
    hinh_thuc: Vec<RewardView<'a>>,
    tap_the: Vec<CollectiveView<'a>>,
}

#[derive(Serialize)]
struct RewardView<'a> {
    ma: &'a str,
    ten: &'a str,
    tap_the: bool,
    muc: u64,
    so_luong: u64,
    thanh_tien: u64,
}

#[derive(Serialize)]
struct CollectiveView<'a> {
    thu_tu: usize,
    ten: &'a str,
    hinh_thuc: &'a str,
    ten_hinh_thuc: &'a str,
    thanh_tich: &'a str,
    muc: u64,
}

/// Returns an award round as templates see it.
fn awards(round: &Commendation, rewards: &Rewards, day: NaiveDate, all: &Records) -> Value {
    let view = Value::from_serializable(&AwardsView::of(round, rewards, day, all));
    let mut map = view.into_map().unwrap_or_default();
    map.insert("ca_nhan".into(), Value::from(people(round, rewards, day, all)));
    Value::from(map)
}

impl<'a> AwardsView<'a> {
    fn of(round: &'a Commendation, rewards: &Rewards<'a>, day: NaiveDate, all: &'a Records) -> Self {
        let kinds = rewards.kinds.iter().map(|kind| RewardView {
            ma: kind.id,
            ten: kind.name,
            tap_the: kind.collective,
            muc: kind.each,
            so_luong: kind.count,
            thanh_tien: kind.sum(),
        });
        Self {
            ly_do: &round.reason.text,
            luong_co_so: rewards.salary,
            tong_tien: rewards.total(),
            hinh_thuc: kinds.collect(),
            tap_the: collectives(round, rewards, day, all),
        }
    }
}

fn award_name<'a>(rewards: &Rewards<'a>, id: &str) -> &'a str {
    rewards.kinds.iter().find(|kind| kind.id == id).map_or("", |kind| kind.name)
}

fn text(value: Option<&crate::record::field::Text>) -> &str {
    value.map_or("", |text| &text.text)
}

fn unit_name<'a>(all: &'a Records, id: &'a str, day: NaiveDate) -> &'a str {
    all.unit(id).map_or(id, |unit| &unit.name_on(day).text)
}

fn collectives<'a>(
    round: &'a Commendation,
    rewards: &Rewards<'a>,
    day: NaiveDate,
    all: &'a Records,
) -> Vec<CollectiveView<'a>> {
    let views = round.collectives.iter().enumerate().map(|(index, one)| CollectiveView {
        thu_tu: index + 1,
        ten: unit_name(all, &one.unit.text, day),
        hinh_thuc: &one.award.text,
        ten_hinh_thuc: award_name(rewards, &one.award.text),
        thanh_tich: text(one.merit.as_ref()),
        muc: rewards.each(&one.award.text),
    });
    views.collect()
}

/// Returns the people of a round. There may be 50,000: texts that many have in common are held once.
fn people(round: &Commendation, rewards: &Rewards, day: NaiveDate, all: &Records) -> Vec<Value> {
    let known: HashMap<&str, &Person> = all.people.iter().map(|person| (person.id.text.as_str(), person)).collect();
    let mut texts = Shared::default();
    let views = round.individuals.iter().enumerate().map(|(index, one)| {
        let person = one.person.as_ref().and_then(|id| known.get(id.text.as_str()).copied());
        let unit = person.and_then(|person| person.unit_on(day));
        // In a draft, the question who it is stands for the name.
        let open = one.person.as_ref().filter(|id| asks(&id.text)).map(|id| id.text.as_str());
        let name = person.map_or_else(|| open.unwrap_or_else(|| text(one.name.as_ref())), |person| &person.name.text);
        let post = person.map_or_else(|| text(one.post.as_ref()), |person| &person.post_on(day).text);
        let address = person.map_or_else(|| one.address.as_ref(), |person| person.address.as_ref());
        let address = text(address);
        let award = one.award.text.as_str();
        let fields = [
            ("thu_tu", Value::from(index + 1)),
            ("ho_ten", Value::from(name)),
            ("danh_xung", texts.of(address)),
            ("chuc_vu", texts.of(post)),
            ("hinh_thuc", texts.of(award)),
            ("ten_hinh_thuc", texts.of(award_name(rewards, award))),
            ("thanh_tich", texts.of(text(one.merit.as_ref()))),
            ("muc", Value::from(rewards.each(award))),
            // The unit, where the person is in the records.
            ("don_vi", texts.of(unit.map_or("", |id| unit_name(all, &id.text, day)))),
        ];
        Value::from(fields.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map>())
    });
    views.collect()
}

/// Texts by their letters, each held once.
#[derive(Default)]
struct Shared<'a>(HashMap<&'a str, Value>);

impl<'a> Shared<'a> {
    fn of(&mut self, text: &'a str) -> Value {
        self.0.entry(text).or_insert_with(|| Value::from(text)).clone()
    }
}
