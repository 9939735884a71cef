//! What has changed in the course of a year: the last name, post or unit becomes that of the new year, what is gone
//! stays behind.

use chrono::NaiveDate;

use super::{At, Walk, as_written};
use crate::record::task::Task;
use crate::renew::place::{key, whole};
use crate::renew::rules::{Rule, Way};
use crate::source::edit;
use crate::source::tree::{Entry, Node, Value};
use crate::viet::date::{parse, short};
use crate::viet::question::asks;

impl Walk<'_> {
    /// Returns why an item of a list of records is not taken along, where it is not.
    pub(super) fn gone(&self, item: &Node) -> Option<String> {
        let (id, records) = (key(item, "ma")?, self.roller.records);
        let on =
            |event: &str, day: NaiveDate, why: String| format!("{event} từ ngày {}{why}: không chép sang", short(day));
        match self.kind {
            "nguoi" => {
                let person = records.person(id)?;
                let left = crate::renew::has_left(person, self.roller.to);
                left.then(|| format!("{} đã thôi giữ chức vụ, không chép sang", person.name.text))
            }
            "don_vi" => {
                let unit = records.unit(id)?;
                let ended = unit.ended().filter(|ended| ended.day <= self.first_day())?;
                let into = records.unit_on(id, ended.day).filter(|into| into.id.text != id);
                let why = into.map_or_else(String::new, |into| format!(" (vào {})", into.name_on(ended.day).text));
                let event = if into.is_some() { "đã sáp nhập" } else { "đã giải thể" };
                Some(format!("{} {}", unit.name_on(ended.day).text, on(event, ended.day, why)))
            }
            "nhiem_vu" => {
                let task = self.task(id)?;
                let dropped = task.dropped_by(self.first_day()).filter(|_| task.done_on().is_none())?;
                let event = on("thôi thực hiện", dropped.day.day, String::new());
                Some(format!("nhiệm vụ {id} {event}"))
            }
            _ => None,
        }
    }

    fn task(&self, id: &str) -> Option<&Task> {
        self.roller.records.tasks.iter().find(|task| task.id.text == id)
    }

    fn first_day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.roller.to, 1, 1).unwrap_or_default()
    }

    /// Tells whether the day of an event is not after the first one of the new year.
    fn is_past(&self, event: &Node) -> bool {
        let day = key(event, "tu").or_else(|| key(event, "ngay")).and_then(|day| parse(day).ok());
        day.is_some_and(|day| day <= self.first_day())
    }

    /// Writes what the last event says under this key, else goes the other way.
    pub(super) fn latest(&mut self, at: At, own: &str, list: &str, other: &Way) {
        match self.last_said(at.beside, own, list, other, at.in_flow) {
            Some(text) => {
                let gap = if matches!(at.node.value, Value::Null) { " " } else { "" };
                self.put(whole(at.node, self.text), format!("{gap}{text}"));
            }
            None => self.value(at, own, other),
        }
    }

    /// Adds keys that only an event says, before the list of events.
    pub(super) fn said_later(&mut self, entries: &[Entry], rules: &[Rule]) {
        for rule in rules {
            let Way::Latest(list, other) = &rule.way else { continue };
            let at = |name: &str| entries.iter().find(|entry| &*entry.key.text == name);
            let (None, Some(events)) = (at(rule.key), at(list)) else { continue };
            if let Some(text) = self.last_said(entries, rule.key, list, other, false) {
                let start = events.key_span.range().start;
                let indent = " ".repeat(start - self.line_start(start));
                self.put(start..start, format!("{}: {text}\n{indent}", rule.key));
            }
        }
    }

    fn last_said(&self, beside: &[Entry], own: &str, list: &str, way: &Way, in_flow: bool) -> Option<String> {
        let events = beside.iter().find(|entry| &*entry.key.text == list)?;
        let Value::Seq(events) = &events.value.value else { return None };
        let said =
            events.iter().filter(|event| self.is_past(event)).filter_map(|event| value_of(event, own)).next_back()?;
        let texts = texts(said);
        let texts: Vec<String> = match way {
            Way::Units => self.succeeded(&texts),
            _ => texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
        };
        match texts.as_slice() {
            [] => None,
            [one] => Some(edit::scalar(one, in_flow)),
            many => {
                Some(format!("[{}]", many.iter().map(|one| edit::scalar(one, true)).collect::<Vec<_>>().join(", ")))
            }
        }
    }

    /// Takes away the events that are past.
    pub(super) fn events(&mut self, node: &Node) {
        let Value::Seq(items) = &node.value else { return };
        let going: Vec<bool> = items.iter().map(|item| self.is_past(item)).collect();
        if going.iter().all(|goes| *goes) {
            return self.empty(node);
        }
        self.take_out(node, &going);
    }

    /// Leaves out a day that is past.
    pub(super) fn past_day(&mut self, node: &Node) {
        if Self::day(node).is_some_and(|day| day <= self.first_day()) {
            self.blank(node);
        }
    }

    /// Writes the deadline of a task: extended into the new year it stays, else the one set first moves by a year.
    pub(super) fn due(&mut self, at: At) {
        let id = at.beside.iter().find(|entry| &*entry.key.text == "ma").map(|entry| &entry.value);
        let task = match id.map(|id| &id.value) {
            Some(Value::Scalar(id)) => self.task(id.text.trim()),
            _ => None,
        };
        let Some((task, extension)) = task.and_then(|task| Some((task, task.extensions.last()?))) else {
            return self.deadline(at);
        };
        let (id, due) = (&task.id.text, extension.due.day);
        if task.done_on().is_none() && due >= self.first_day() {
            let text = as_written(self.raw(at.node), due);
            self.notes.push(format!("nhiệm vụ {id} chưa xong, đã gia hạn đến {}: giữ hạn ấy", short(due)));
            return self.put(at.node.span.range(), text);
        }
        self.notes.push(format!("nhiệm vụ {id} từng được gia hạn: hạn năm mới tính từ hạn giao ban đầu"));
        self.deadline(at);
    }

    /// Gives units that are gone way to what they were merged into; asks where there is none.
    pub(super) fn units(&mut self, at: At) {
        let old = texts(at.node);
        let new = self.succeeded(&old);
        if new == old {
            return;
        }
        let list = matches!(at.node.value, Value::Seq(_));
        let in_flow = list || at.in_flow;
        let written: Vec<String> = new.iter().map(|one| edit::scalar(one, in_flow)).collect();
        let text = if list { format!("[{}]", written.join(", ")) } else { written.join(", ") };
        self.put(whole(at.node, self.text), text);
    }

    /// Returns the units that stand for these in the new year, each once.
    fn succeeded(&self, ids: &[String]) -> Vec<String> {
        let mut new: Vec<String> = Vec::new();
        for id in ids {
            let unit = self.roller.records.unit_on(id, self.first_day());
            let name = match unit {
                Some(unit) if !asks(id) => match unit.ended().filter(|ended| ended.day <= self.first_day()) {
                    Some(ended) => {
                        format!("?? mã đơn vị thay cho {}, giải thể ngày {} ??", unit.id.text, short(ended.day))
                    }
                    None => unit.id.text.clone(),
                },
                _ => id.clone(),
            };
            if !new.contains(&name) {
                new.push(name);
            }
        }
        new
    }
}

fn value_of<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    let entry = entries.iter().find(|entry| &*entry.key.text == name)?;
    (!matches!(entry.value.value, Value::Null)).then_some(&entry.value)
}

/// Returns the text of a scalar, or those of a list.
fn texts(node: &Node) -> Vec<String> {
    let one = std::slice::from_ref(node);
    let items = if let Value::Seq(items) = &node.value { items.as_slice() } else { one };
    let text = |node: &Node| match &node.value {
        Value::Scalar(scalar) => Some(scalar.text.trim().to_owned()),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}
