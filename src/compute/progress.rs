//! The task ledger as of a day: what is done, late, under way and overdue; by area and by unit; in a period.

use chrono::NaiveDate;

use crate::record::Records;
use crate::record::paper::Period;
use crate::record::task::{Progress, Task};

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
}

/// A task on a day.
#[derive(Clone, Copy, Debug)]
pub struct TaskState<'r> {
    /// The task.
    pub task: &'r Task,
    /// How it stands.
    pub status: Status,
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
    /// Returns how the task stands on a day; entries noted later do not count.
    pub fn at(task: &'r Task, day: NaiveDate) -> Self {
        let seen = || task.progress.iter().take_while(|step| step.day.day <= day);
        let done_on = seen().find(|step| step.percent.value >= 100).map(|step| step.day.day);
        let latest = seen().last();
        let status = match done_on {
            Some(done) if done <= task.due.day => Status::OnTime,
            Some(_) => Status::Late,
            None if day <= task.due.day => Status::UnderWay,
            None => Status::Overdue,
        };
        let days_late = (done_on.unwrap_or(day) - task.due.day).num_days().max(0);
        Self { task, status, percent: latest.map_or(0, |step| step.percent.value), done_on, latest, days_late }
    }
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
}

impl Counts {
    /// Returns how many tasks there are.
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
        }
    }

    fn of<'a>(states: impl Iterator<Item = &'a TaskState<'a>>) -> Self {
        let mut counts = Self::default();
        states.for_each(|state| counts.add(state.status));
        counts
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
    /// By unit in charge; units without a task are left out.
    pub units: Vec<Group<'r>>,
    /// Finished within the period.
    pub done_in_period: Vec<TaskState<'r>>,
    /// Unfinished and due up to the end of the next period.
    pub next: Vec<TaskState<'r>>,
}

/// Returns the ledger as of a day, with what was done in a period and what the next one brings.
pub fn ledger<'r>(records: &'r Records, day: NaiveDate, period: Option<&Period>) -> Ledger<'r> {
    let tasks: Vec<TaskState> = records
        .areas
        .iter()
        .flat_map(|area| records.tasks.iter().filter(|task| task.area.text == area.id.text))
        .map(|task| TaskState::at(task, day))
        .collect();
    let areas = records.areas.iter().map(|area| Group {
        id: &area.id.text,
        name: &area.name.text,
        counts: Counts::of(tasks.iter().filter(|state| state.task.area.text == area.id.text)),
    });
    let units = records.units.iter().map(|unit| Group {
        id: &unit.id.text,
        name: &unit.name.text,
        counts: Counts::of(tasks.iter().filter(|state| state.task.unit.text == unit.id.text)),
    });
    Ledger {
        day,
        total: Counts::of(tasks.iter()),
        areas: areas.collect(),
        units: units.filter(|unit| unit.counts.total() > 0).collect(),
        done_in_period: done_in(&tasks, period),
        next: due_next(&tasks, period),
        tasks,
    }
}

fn done_in<'r>(tasks: &[TaskState<'r>], period: Option<&Period>) -> Vec<TaskState<'r>> {
    let within = |done: NaiveDate| period.is_none_or(|period| period.from.day <= done && done <= period.to.day);
    tasks.iter().filter(|state| state.done_on.is_some_and(within)).copied().collect()
}

fn due_next<'r>(tasks: &[TaskState<'r>], period: Option<&Period>) -> Vec<TaskState<'r>> {
    let last = period.and_then(|period| period.next_to).map(|date| date.day);
    let due = |state: &&TaskState| last.is_none_or(|last| state.task.due.day <= last);
    tasks.iter().filter(|state| state.done_on.is_none()).filter(due).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::field::{Date, Id, Int, Text};
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
            unit: id("u"),
            helpers: vec![],
            due: date(due),
            product: text("Kế hoạch"),
            progress: steps.iter().map(step).collect(),
            span,
        }
    }

    fn status(due: &str, steps: &[(&str, i64)], on: &str) -> (Status, i64) {
        let task = task(due, steps);
        let state = TaskState::at(&task, day(on));
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
}
