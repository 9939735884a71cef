//! What the office keeps for its own templates, and names that contain a year.

use super::{At, Walk, as_written, same_day};
use crate::renew::place::is_flow;
use crate::renew::{figures_of, moved_name};
use crate::source::edit::{self, Edit};
use crate::source::tree::{Entry, Node, Value};
use crate::viet;
use chrono::Datelike;

/// Parts of keys under which a figure is a year.
const YEARS: [&str; 5] = ["nam", "nien", "year", "namhoc", "khoa"];

/// Parts of keys under which a figure is a number.
const NUMBERS: [&str; 20] = [
    "so", "tong", "muc", "tien", "gia", "luong", "phieu", "diem", "dien", "nguoi", "ty", "phan", "kinh", "chi", "thu",
    "khoi", "sl", "dem", "luot", "thanh",
];

impl Walk<'_> {
    /// Takes free data along: dates move, years as in texts, at any depth.
    pub(super) fn free(&mut self, at: At, own: &str) {
        let in_flow = at.in_flow || is_flow(at.node, self.text);
        match &at.node.value {
            Value::Null => {}
            Value::Seq(items) => items.iter().for_each(|item| self.free(At { node: item, in_flow, ..at }, own)),
            Value::Map(entries) => entries.iter().for_each(|entry| self.free_entry(entry, At { in_flow, ..at })),
            Value::Scalar(scalar) => {
                let text = scalar.text.trim();
                if viet::date::parse(text).is_ok() {
                    self.moved_if_recent(at.node);
                } else if let Some(moved) = self.moved_otherwise(text) {
                    let raw = self.raw(at.node).replace(text, &moved);
                    self.put(at.node.span.range(), raw);
                } else if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
                    self.figure(at, own, text);
                } else {
                    self.text(at);
                }
            }
        }
    }

    fn free_entry(&mut self, entry: &Entry, at: At) {
        let (key, range) = (&*entry.key.text, entry.key_span.range());
        let year = self.roller.records.year;
        let at = At { node: &entry.value, ..at };
        if let Ok(day) = viet::date::parse(key.trim()) {
            if day.year() >= year - 1 {
                let raw = self.text.get(range.clone()).unwrap_or(key).to_owned();
                self.put(range, as_written(&raw, self.next(day)));
            }
        } else if key.trim() == year.to_string() && matches!(entry.value.value, Value::Scalar(_)) {
            return self.ask(at, &format!("giá trị của khóa {key}, khóa này có đổi"));
        } else if figures_of(key, year).next().is_some() {
            self.notes
                .push(format!("khóa {key} trong du_lieu còn năm {year}: mẫu nào dùng khóa ấy thì xem lại cả hai"));
        }
        self.free(at, key);
    }

    /// Moves a date by a year unless it is of an earlier time, such as the day on which the office was founded.
    fn moved_if_recent(&mut self, node: &Node) {
        if Self::day(node).is_some_and(|day| day.year() >= self.roller.records.year - 1) {
            self.moved(node);
        }
    }

    /// Returns a date of the year that is written otherwise than records do, moved: `20-12-2020`, `2020/12/20`.
    fn moved_otherwise(&self, text: &str) -> Option<String> {
        let sign = ["-", ".", "/"].into_iter().find(|sign| text.matches(sign).count() == 2)?;
        let parts: Vec<&str> = text.split(sign).collect();
        let [first, second, third] = parts.as_slice() else { return None };
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok())?;
        let (day, year) = match (first.len(), third.len()) {
            (1..=2, 4) => (first, third),
            (4, 1..=2) => (third, first),
            _ => return None,
        };
        let (date, month, year) = (number(day)?, number(second)?, i32::try_from(number(year)?).ok()?);
        let old = chrono::NaiveDate::from_ymd_opt(year, month, date)?;
        (old.year() >= self.roller.records.year - 1).then_some(())?;
        let new = same_day(date, month, self.next(old).year());
        let (new_day, new_year) = (format!("{:0width$}", new.day(), width = day.len()), new.year().to_string());
        Some(if first.len() == 4 { [&new_year, *second, &new_day] } else { [&new_day, *second, &new_year] }.join(sign))
    }

    /// Figures alone: what the key says they are.
    fn figure(&mut self, at: At, own: &str, text: &str) {
        let (from, to) = (self.roller.records.year, self.roller.to);
        let Ok(year) = text.parse::<i32>() else { return };
        let says = |words: &[&str]| own.to_lowercase().split(['_', '-', ' ']).any(|part| words.contains(&part));
        if (from - 1..=from + 1).contains(&year) && says(&YEARS) {
            let raw = self.raw(at.node).replace(text, &(year + to - from).to_string());
            return self.put(at.node.span.range(), raw);
        }
        if year == from && !says(&NUMBERS) {
            self.ask(at, "năm nào, hay là số, của ");
        }
    }

    /// Moves a year in an id or code on.
    pub(super) fn named(&mut self, at: At) {
        let Value::Scalar(scalar) = &at.node.value else { return };
        let (from, to) = (self.roller.records.year, self.roller.to);
        if let Some(new) = moved_name(&scalar.text, from, to) {
            self.notes.push(format!("mã, ký hiệu “{}” đã đổi thành “{new}”", scalar.text));
            self.put(at.node.span.range(), edit::scalar(&new, at.in_flow));
        }
    }

    /// Moves years in ids of documents on and leaves those out that are not taken along.
    pub(super) fn papers(&mut self, at: At) {
        let Value::Seq(items) = &at.node.value else { return self.named(at) };
        let in_flow = at.in_flow || is_flow(at.node, self.text);
        let left = |item: &Node| matches!(&item.value, Value::Scalar(id) if self.roller.is_left_out(id.text.trim()));
        let going: Vec<bool> = items.iter().map(left).collect();
        for (item, _) in items.iter().zip(&going).filter(|(_, goes)| !**goes) {
            self.named(At { node: item, in_flow, ..at });
        }
        self.take_out(at.node, &going);
    }

    /// Returns the changes for expressions that name documents whose id has moved on: `tai_lieu.ke_hoach_2020`.
    pub(super) fn papers_in(&self, raw: &str) -> Vec<Edit> {
        let (from, to) = (self.roller.records.year, self.roller.to);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut edits = Vec::new();
        for (at, found) in raw.match_indices("tai_lieu.") {
            let start = at + found.len();
            let rest = raw.get(start..).unwrap_or("");
            let name = rest.get(..rest.find(|c| !is_name(c)).unwrap_or(rest.len())).unwrap_or("");
            edits.extend(moved_name(name, from, to).map(|new| Edit { range: start..start + name.len(), text: new }));
        }
        edits
    }
}
