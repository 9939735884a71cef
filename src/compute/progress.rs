//! The task ledger as of a day: what is done, late, under way and overdue; by area and by unit; in a period.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::record::Records;
use crate::record::field::{Id, Text};
use crate::record::paper::Period;
use crate::record::people::Unit;
use crate::record::task::{Area, Progress, Task};

/// How a task stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Finished on or before its last day.
    OnTime,
    /// Finished after its last day.
    Late,
    /// Not finished, and the last day is not past.
    UnderWay,
    /// Not finished, and the last day is past.
    Overdue,
    /// Given up before it was finished.
    Dropped,
}

/// A task on a day.
#[derive(Clone, Debug)]
pub struct TaskState<'r> {
    /// The task.
    pub task: &'r Task,
    /// How it stands.
    pub status: Status,
    /// The deadline in force on the day; on the day it was finished for a finished one.
    pub due: NaiveDate,
    /// The units in charge on the day; the first of them leads.
    pub leads: Vec<&'r Unit>,
    /// How much is done, per cent.
    pub percent: i64,
    /// The day it was finished.
    pub done_on: Option<NaiveDate>,
    /// The latest entry up to the day.
    pub latest: Option<&'r Progress>,
    /// Days between the last day and the finish, or the day itself while unfinished; 0 if none.
    pub days_late: i64,
}

impl<'r> TaskState<'r> {
    /// Returns how the task stands on a day; what was noted or decided later does not count.
    pub fn at(task: &'r Task, records: &'r Records, day: NaiveDate) -> Self {
        let seen = || task.progress.iter().take_while(|step| step.day.day <= day);
        let done_on = seen().find(|step| step.percent.value >= 100).map(|step| step.day.day);
        let latest = seen().last();
        // An extension decided after the finish does not make a late finish one in time.
        let due = task.due_on(done_on.unwrap_or(day));
        let status = match done_on {
            Some(done) if done <= due => Status::OnTime,
            Some(_) => Status::Late,
            None if task.dropped_by(day).is_some() => Status::Dropped,
            None if day <= due => Status::UnderWay,
            None => Status::Overdue,
        };
        let days_late = match status {
            Status::Dropped => 0,
            _ => (done_on.unwrap_or(day) - due).num_days().max(0),
        };
        let percent = latest.map_or(0, |step| step.percent.value);
        Self { task, status, due, leads: leads(task, records, day), percent, done_on, latest, days_late }
    }

    /// Returns up to which day decisions on its deadline count, as of a day: until it was finished.
    pub fn known_on(&self, day: NaiveDate) -> NaiveDate {
        self.done_on.unwrap_or(day)
    }
}

/// Returns the units in charge on a day, merged ones under what they were merged into, each once.
fn leads<'r>(task: &Task, records: &'r Records, day: NaiveDate) -> Vec<&'r Unit> {
    let mut leads: Vec<&Unit> = Vec::new();
    for unit in task.units_on(day).iter().filter_map(|id| records.unit_on(&id.text, day)) {
        if leads.iter().all(|lead| lead.id.text != unit.id.text) {
            leads.push(unit);
        }
    }
    leads
}

/// How many tasks stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Finished in time.
    pub on_time: u64,
    /// Finished late.
    pub late: u64,
    /// Under way.
    pub under_way: u64,
    /// Overdue.
    pub overdue: u64,
    /// Given up; not among the total.
    pub dropped: u64,
}

impl Counts {
    /// Returns how many tasks there are, those that were given up left out.
    pub fn total(&self) -> u64 {
        self.on_time + self.late + self.under_way + self.overdue
    }

    /// Returns how many tasks are finished.
    pub fn done(&self) -> u64 {
        self.on_time + self.late
    }

    fn add(&mut self, status: Status) {
        match status {
            Status::OnTime => self.on_time += 1,
            Status::Late => self.late += 1,
            Status::UnderWay => self.under_way += 1,
            Status::Overdue => self.overdue += 1,
            Status::Dropped => self.dropped += 1,
        }
    }
}

/// The counts of one area or unit.
#[derive(Clone, Debug)]
pub struct Group<'r> {
    /// The id of the area or unit.
    pub id: &'r str,
    /// Its name.
    pub name: &'r str,
    /// Its counts.
    pub counts: Counts,
}

impl<'r> Group<'r> {
    fn of(id: &'r Id, name: &'r Text, counts: &HashMap<&str, Counts>) -> Self {
        let counts = counts.get(id.text.as_str()).copied().unwrap_or_default();
        Self { id: &id.text, name: &name.text, counts }
    }
}

/// The ledger on a day.
#[derive(Debug)]
pub struct Ledger<'r> {
    /// The day.
    pub day: NaiveDate,
    /// Every task, by area in the order of the areas, then in the order of the records.
    pub tasks: Vec<TaskState<'r>>,
    /// All tasks together.
    pub total: Counts,
    /// By area; areas without a task are there too.
    pub areas: Vec<Group<'r>>,
    /// By unit in charge; a task of several units counts for each, units without a task are left out.
    pub units: Vec<Group<'r>>,
    /// How many tasks have several units in charge, so that the units together have more tasks than there are.
    pub shared: u64,
}

/// Returns the ledger as of a day.
pub fn ledger(records: &Records, day: NaiveDate) -> Ledger<'_> {
    let mut by_area: HashMap<&str, Vec<&Task>> = HashMap::new();
    for task in &records.tasks {
        by_area.entry(&task.area.text).or_default().push(task);
    }
    let of_area = |area: &'_ Area| by_area.get(area.id.text.as_str()).into_iter().flatten();
    let tasks = records.areas.iter().flat_map(of_area).map(|task| TaskState::at(task, records, day));
    let tasks: Vec<TaskState> = tasks.collect();
    let (mut total, mut areas, mut units) = (Counts::default(), HashMap::new(), HashMap::new());
    for state in &tasks {
        total.add(state.status);
        add(&mut areas, &state.task.area, state.status);
        state.leads.iter().for_each(|lead| add(&mut units, &lead.id, state.status));
    }
    let areas = records.areas.iter().map(|area| Group::of(&area.id, &area.name, &areas));
    let units = records.units.iter().map(|unit| Group::of(&unit.id, unit.name_on(day), &units));
    Ledger {
        day,
        total,
        areas: areas.collect(),
        units: units.filter(|unit| unit.counts.total() > 0).collect(),
        shared: tasks.iter().filter(|state| state.leads.len() > 1 && state.status != Status::Dropped).count() as u64,
        tasks,
    }
}

fn add<'r>(counts: &mut HashMap<&'r str, Counts>, id: &'r Id, status: Status) {
    counts.entry(&id.text).or_default().add(status);
}

impl<'r> Ledger<'r> {
    /// Returns what was finished within a period; all that is finished where there is none.
    pub fn done_in(&self, period: Option<&Period>) -> impl Iterator<Item = &TaskState<'r>> {
        let within = move |done: NaiveDate| period.is_none_or(|one| one.from.day <= done && done <= one.to.day);
        self.tasks.iter().filter(move |state| state.done_on.is_some_and(within))
    }

    /// Returns what is unfinished and due up to the end of the period after this one; all of it where there is none.
    pub fn due_after(&self, period: Option<&Period>) -> impl Iterator<Item = &TaskState<'r>> {
        let last = period.and_then(|period| period.next_to).map(|date| date.day);
        let open = |state: &&TaskState| state.done_on.is_none() && state.status != Status::Dropped;
        self.tasks.iter().filter(open).filter(move |state| last.is_none_or(|last| state.due <= last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::field::{Date, Int, OneOrMany};
    use crate::record::people::{Merger, Renaming};
    use crate::record::task::{Dropped, Extension};
    use crate::source::{Sources, Span};

    fn day(text: &str) -> NaiveDate {
        crate::viet::date::parse(text).unwrap()
    }

    fn task(due: &str, steps: &[(&str, i64)]) -> Task {
        let span = Span { file: Sources::new().add("x", String::new()), start: 0, end: 0 };
        let id = |text: &str| Id { text: text.to_owned(), span };
        let text = |text: &str| Text { text: text.to_owned(), span };
        let date = |text: &str| Date { day: day(text), span };
        let step = |(on, percent): &(&str, i64)| Progress {
            day: date(on),
            percent: Int { value: *percent, span },
            result: None,
            span,
        };
        Task {
            id: id("nv"),
            name: text("Việc"),
            area: id("a"),
            units: OneOrMany(vec![id("u")]),
            handovers: vec![],
            helpers: vec![],
            due: date(due),
            extensions: vec![],
            dropped: None,
            product: text("Kế hoạch"),
            progress: steps.iter().map(step).collect(),
            span,
        }
    }

    fn status(due: &str, steps: &[(&str, i64)], on: &str) -> (Status, i64) {
        let (task, records) = (task(due, steps), Records::default());
        let state = TaskState::at(&task, &records, day(on));
        (state.status, state.days_late)
    }

    #[test]
    fn a_task_finished_on_its_last_day_is_on_time_and_a_day_later_is_late() {
        assert_eq!(status("31/3/2020", &[("31/3/2020", 100)], "14/6/2020"), (Status::OnTime, 0));
        assert_eq!(status("31/3/2020", &[("1/4/2020", 100)], "14/6/2020"), (Status::Late, 1));
    }

    #[test]
    fn progress_noted_after_the_cut_off_does_not_count() {
        assert_eq!(status("31/3/2020", &[("20/3/2020", 100)], "14/3/2020"), (Status::UnderWay, 0));
        assert_eq!(status("10/3/2020", &[("20/3/2020", 100)], "14/3/2020"), (Status::Overdue, 4));
    }

    #[test]
    fn on_its_last_day_an_unfinished_task_is_still_under_way() {
        assert_eq!(status("14/3/2020", &[("1/3/2020", 90)], "14/3/2020"), (Status::UnderWay, 0));
    }

    fn span() -> Span {
        Span { file: Sources::new().add("x", String::new()), start: 0, end: 0 }
    }

    fn date(text: &str) -> Date {
        Date { day: day(text), span: span() }
    }

    fn extended(mut task: Task, decided: &str, due: &str) -> Task {
        let extension = Extension { day: date(decided), due: date(due), decision: None, reason: None, span: span() };
        task.extensions.push(extension);
        task
    }

    fn status_of(task: &Task, on: &str) -> (Status, i64) {
        let records = Records::default();
        let state = TaskState::at(task, &records, day(on));
        (state.status, state.days_late)
    }

    #[test]
    fn a_deadline_moved_later_does_not_change_the_report_of_an_earlier_day() {
        let task = extended(task("31/3/2020", &[]), "10/4/2020", "30/4/2020");
        assert_eq!(status_of(&task, "31/3/2020"), (Status::UnderWay, 0));
        assert_eq!(status_of(&task, "09/4/2020"), (Status::Overdue, 9));
        assert_eq!(status_of(&task, "10/4/2020"), (Status::UnderWay, 0));
        assert_eq!(status_of(&task, "01/5/2020"), (Status::Overdue, 1));
    }

    #[test]
    fn a_task_finished_late_stays_late_whatever_is_decided_afterwards() {
        let late = || task("31/3/2020", &[("05/4/2020", 100)]);
        assert_eq!(status_of(&extended(late(), "10/4/2020", "30/4/2020"), "31/12/2020"), (Status::Late, 5));
        assert_eq!(status_of(&extended(late(), "30/3/2020", "30/4/2020"), "31/12/2020"), (Status::OnTime, 0));
    }

    #[test]
    fn a_task_given_up_is_neither_overdue_nor_counted_from_that_day_on() {
        let mut task = task("31/3/2020", &[("01/3/2020", 40)]);
        task.dropped = Some(Dropped { day: date("15/4/2020"), decision: None, reason: None, span: span() });
        assert_eq!(status_of(&task, "14/4/2020"), (Status::Overdue, 14));
        assert_eq!(status_of(&task, "15/4/2020"), (Status::Dropped, 0));
        let records = Records::default();
        let mut counts = Counts::default();
        counts.add(TaskState::at(&task, &records, day("15/4/2020")).status);
        assert_eq!((counts.total(), counts.dropped), (0, 1));
    }

    fn unit(id: &str, merged: Option<(&str, &str)>) -> Unit {
        let text = |text: &str| Text { text: text.to_owned(), span: span() };
        let name = |text: &str| Id { text: text.to_owned(), span: span() };
        let renaming = Renaming { from: date("01/9/2020"), name: text("Tên mới"), symbol: None, span: span() };
        Unit {
            id: name(id),
            name: text(id),
            symbol: None,
            founded: None,
            renamed: if id == "c" { vec![renaming] } else { vec![] },
            merged: merged.map(|(from, into)| Merger { from: date(from), into: name(into), span: span() }),
            dissolved: None,
            span: span(),
        }
    }

    #[test]
    fn a_task_of_two_units_counts_for_each_and_once_in_all_and_follows_them_when_they_merge() {
        let mut shared = task("31/3/2020", &[]);
        shared.units = OneOrMany(["a", "b"].map(|text| Id { text: text.to_owned(), span: span() }).into());
        let area = Area { id: shared.area.clone(), name: shared.name.clone(), span: span() };
        let units = vec![unit("a", Some(("01/6/2020", "c"))), unit("b", Some(("01/7/2020", "a"))), unit("c", None)];
        let records = Records { areas: vec![area], tasks: vec![shared], units, ..Records::default() };
        let rows = |on: &str| -> (u64, u64, Vec<String>) {
            let ledger = ledger(&records, day(on));
            let rows = ledger.units.iter().map(|unit| format!("{} {}", unit.name, unit.counts.total()));
            (ledger.total.total(), ledger.shared, rows.collect())
        };
        assert_eq!(rows("31/5/2020"), (1, 1, vec!["a 1".to_owned(), "b 1".to_owned()]));
        assert_eq!(rows("01/6/2020"), (1, 1, vec!["b 1".to_owned(), "c 1".to_owned()]));
        assert_eq!(rows("01/7/2020"), (1, 0, vec!["c 1".to_owned()]));
        assert_eq!(rows("01/9/2020"), (1, 0, vec!["Tên mới 1".to_owned()]));
    }
}
