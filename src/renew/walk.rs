//! One file into the new year: every value goes the way its key's rule says.

mod events;
mod free;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::amount;
use super::calendar::Calendar;
use super::ground::{self, Ground};
use super::has_left;
use super::place::{is_flow, key, whole};
use super::rename::Renames;
use super::rules::{KINDS, Rule, TIES, Way};
use super::wording::{self, Years};
use crate::diag::Report;
use crate::record::Records;
use crate::record::rates::Table;
use crate::record::reform::Eras;
use crate::source::edit::{self, Edit, harmless};
use crate::source::tree::{self, Entry, Node, Scalar, Value};
use crate::source::{FileId, Sources};
use crate::viet;
use crate::viet::question::asks;

/// What every file is rolled over with.
pub struct Roller<'r> {
    /// The records of the year to start from.
    pub records: &'r Records,
    /// The year to make.
    pub to: i32,
    /// The holidays.
    pub calendar: &'r Calendar,
    /// New names.
    pub renames: &'r Renames,
    /// The ids of documents that are not taken along.
    pub left: Vec<String>,
    /// Tables of all years.
    pub tables: &'r Tables,
}

/// What the law says of every year.
#[derive(Debug, Default)]
pub struct Tables {
    /// Base salaries and coefficients.
    pub rates: Option<Table>,
    /// Fields of administrative reform.
    pub reform: Option<Eras>,
}

impl Roller<'_> {
    /// Returns the text of a file in the new year, and what is worth a look.
    pub fn roll(&self, file: FileId, sources: &Sources, report: &mut Report) -> (String, Vec<String>) {
        let text = sources.get(file).text();
        let Some(node) = tree::parse(file, sources, report) else { return (text.to_owned(), Vec::new()) };
        let first = NaiveDate::from_ymd_opt(self.to, 1, 1).unwrap_or_default();
        let mut walk = Walk {
            roller: self,
            text,
            edits: Vec::new(),
            notes: Vec::new(),
            of_the_year: false,
            kind: "",
            names: first,
        };
        walk.file(&node);
        (edit::apply(text, walk.edits), walk.notes)
    }
}

impl Roller<'_> {
    /// Returns why a file is not taken along: a document that corrects or replaces another one is not made again.
    pub fn left_out(file: FileId, sources: &Sources) -> Option<String> {
        let node = tree::parse(file, sources, &mut Report::new())?;
        (key(&node, "loai") == Some("van_ban")).then_some(())?;
        TIES.iter().find_map(|(tie, what)| Some(format!("văn bản {what} {}", tied(&node, tie)?)))
    }

    /// Returns the id of a document that is not taken along.
    pub fn id_left_out(file: FileId, sources: &Sources) -> Option<String> {
        Self::left_out(file, sources)?;
        let node = tree::parse(file, sources, &mut Report::new())?;
        key(&node, "ma").map(str::to_owned)
    }

    /// Tells whether the document of an id is not taken along.
    fn is_left_out(&self, id: &str) -> bool {
        self.left.iter().any(|left| left == id)
    }
}

/// Returns what a document is tied to by this key.
fn tied(node: &Node, tie: &str) -> Option<String> {
    let Value::Map(entries) = &node.value else { return None };
    let entry = entries.iter().find(|entry| &*entry.key.text == tie)?;
    match &entry.value.value {
        Value::Null => None,
        Value::Scalar(scalar) => Some(scalar.text.trim().to_owned()),
        Value::Seq(_) | Value::Map(_) => Some(String::new()),
    }
}

struct Walk<'w> {
    roller: &'w Roller<'w>,
    text: &'w str,
    edits: Vec<Edit>,
    notes: Vec<String>,
    /// Whether the law at hand belongs to one year.
    of_the_year: bool,
    /// The kind of record at hand.
    kind: &'static str,
    /// The day of which names are written.
    names: NaiveDate,
}

/// A value and what stands around it.
#[derive(Clone, Copy)]
struct At<'n> {
    node: &'n Node,
    /// The keys beside it.
    beside: &'n [Entry],
    in_flow: bool,
}

impl Walk<'_> {
    fn file(&mut self, root: &Node) {
        let Some(kind) = KINDS.iter().find(|kind| Some(kind.id) == key(root, "loai")) else { return };
        let Value::Map(entries) = &root.value else { return };
        self.kind = kind.id;
        // A report is made after its cut-off; of other documents the day is not known yet.
        if let Some(period) = entries.iter().find(|entry| &*entry.key.text == "ky_bao_cao")
            && let Some(cut_off) = key(&period.value, "den").and_then(|text| viet::date::parse(text).ok())
        {
            self.names = self.next(cut_off);
        }
        match entries.iter().find(|entry| &*entry.key.text == "danh_sach") {
            Some(list) => self.list(&list.value, kind.rules),
            None => self.map(root, kind.rules, false),
        }
    }

    fn list(&mut self, list: &Node, rules: &[Rule]) {
        let Value::Seq(items) = &list.value else { return self.map(list, rules, false) };
        let in_flow = is_flow(list, self.text);
        let mut going = Vec::with_capacity(items.len());
        for item in items {
            let why = self.gone(item);
            going.push(why.is_some());
            if let Some(why) = why {
                self.notes.push(why);
            } else {
                self.of_the_year = self.belongs_to_the_year(item);
                self.map(item, rules, in_flow);
            }
        }
        self.take_out(list, &going);
    }

    /// Tells whether a law is made anew each year: its subject speaks of the year.
    fn belongs_to_the_year(&self, item: &Node) -> bool {
        let subject = key(item, "trich_yeu").unwrap_or("");
        let year = format!("năm {}", self.roller.records.year);
        let words: Vec<&str> = subject.split_whitespace().collect();
        let subject = words.join(" ");
        key(item, "ten_loai").is_some() && (subject.contains("{{ nam }}") || subject.contains(&year))
    }

    fn map(&mut self, node: &Node, rules: &[Rule], in_flow: bool) {
        let Value::Map(entries) = &node.value else { return };
        let in_flow = in_flow || is_flow(node, self.text);
        for entry in entries {
            let Some(rule) = rules.iter().find(|rule| rule.key == &*entry.key.text) else { continue };
            self.value(At { node: &entry.value, beside: entries, in_flow }, rule.key, &rule.way);
        }
        if !in_flow {
            self.said_later(entries, rules);
        }
        if !in_flow && self.is_next_year() {
            self.lacking(entries, rules);
        }
    }

    fn value(&mut self, at: At, own: &str, way: &Way) {
        match way {
            Way::OfTheYear(way) if self.of_the_year => self.value(at, own, way),
            Way::Keep | Way::OfTheYear(_) => {}
            Way::Text => self.text(at),
            Way::Free => self.free(at, own),
            Way::Named => self.named(at),
            Way::Papers => self.papers(at),
            Way::Moved => self.moved(at.node),
            Way::Deadline => self.deadline(at),
            Way::Due => self.due(at),
            Way::PastDay => self.past_day(at.node),
            Way::Latest(list, way) => self.latest(at, own, list, way),
            Way::Events => self.events(at.node),
            Way::Units => self.units(at),
            Way::Blank => self.blank(at.node),
            Way::Empty => self.empty(at.node),
            Way::From(other) => self.take(at, other),
            Way::Ask(what) => self.ask(at, what),
            Way::Pattern(rules) => self.pattern(at.node, rules),
            Way::Part(rules) => self.list(at.node, rules),
            Way::Signer => self.person(at, "người ký"),
            Way::Keeper => self.person(at, "người lập hồ sơ"),
            Way::Grounds => self.grounds(at),
            Way::Salaries | Way::Factors => self.amounts(at.node, matches!(way, Way::Factors)),
            Way::Domain => self.domain(at),
        }
    }

    /// Gives awards their coefficients, or adds base salaries.
    fn amounts(&mut self, list: &Node, are_factors: bool) {
        let Some(table) = &self.roller.tables.rates else { return };
        let (from, to) = (self.roller.records.year, self.roller.to);
        let (edits, notes) = if are_factors {
            amount::factors(list, table, from, to)
        } else {
            amount::salaries(list, self.text, table, to)
        };
        self.edits.extend(edits);
        self.notes.extend(notes);
    }

    /// Asks for the name of a field that the period of the new year names otherwise.
    fn domain(&mut self, at: At) {
        let (from, to) = (self.roller.records.year, self.roller.to);
        let id = key_of(at.beside, "ma").unwrap_or("");
        match self.roller.tables.reform.as_ref().and_then(|eras| eras.renamed(id, from, to)) {
            Some(new) => self.ask_as(at, &format!("tên lĩnh vực năm {to}, giai đoạn này là {new}")),
            None => self.text(at),
        }
    }

    fn put(&mut self, range: Range<usize>, text: String) {
        self.edits.push(Edit { range, text });
    }

    fn raw(&self, node: &Node) -> &str {
        self.text.get(node.span.range()).unwrap_or("")
    }

    fn text(&mut self, at: At) {
        match &at.node.value {
            Value::Null | Value::Map(_) => {}
            Value::Seq(items) => {
                let in_flow = at.in_flow || is_flow(at.node, self.text);
                for item in items {
                    self.text(At { node: item, in_flow, ..at });
                }
            }
            Value::Scalar(scalar) => self.wording(at, scalar),
        }
    }

    fn wording(&mut self, at: At, scalar: &Scalar) {
        let raw = viet::text::nfc(self.raw(at.node)).into_owned();
        let renames = self.roller.renames;
        if let Some(new) = renames.bare(scalar.text.trim(), self.names) {
            self.notes.push(format!("“{}” đã đổi thành “{new}”", scalar.text.trim()));
            return self.put(at.node.span.range(), edit::scalar(new, at.in_flow));
        }
        let years = Years { from: self.roller.records.year, to: self.roller.to, renames, day: self.names };
        let (mut edits, notes) = wording::changes(&raw, &years);
        let (laws, replaced) = self.laws_in(&raw);
        edits.extend(laws);
        edits.extend(self.papers_in(&raw));
        self.notes.extend(replaced);
        self.notes.extend(notes);
        if !edits.is_empty() {
            let text = edit::rewritten(edit::apply(&raw, edits), scalar.style, at.in_flow);
            self.put(at.node.span.range(), text);
        }
    }

    /// Returns the changes for expressions that name laws which will have expired: `phap_ly.nd_91_2017`.
    fn laws_in(&self, raw: &str) -> (Vec<Edit>, Vec<String>) {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        for (at, found) in raw.match_indices("phap_ly.") {
            let start = at + found.len();
            let rest = raw.get(start..).unwrap_or("");
            let name = rest.get(..rest.find(|c| !is_name(c)).unwrap_or(rest.len())).unwrap_or("");
            let law = self.roller.records.laws.iter().find(|law| law.id.text.replace('-', "_") == name);
            let Some(law) = law else { continue };
            if let Ground::Replaced(new) = ground::on(self.roller.records, &law.id.text, self.last_day()) {
                notes.push(ground::note(self.roller.records, &law.id.text, &new));
                edits.push(Edit { range: start..start + name.len(), text: new.replace('-', "_") });
            }
        }
        (edits, notes)
    }

    /// Returns the day of the new year that a day of this year becomes, where it is one.
    fn next(&self, day: NaiveDate) -> NaiveDate {
        same_day(day.day(), day.month(), day.year() + self.roller.to - self.roller.records.year)
    }

    fn day(node: &Node) -> Option<NaiveDate> {
        let Value::Scalar(scalar) = &node.value else { return None };
        viet::date::parse(scalar.text.trim()).ok()
    }

    fn moved(&mut self, node: &Node) {
        let Some(day) = Self::day(node) else { return };
        let text = as_written(self.raw(node), self.next(day));
        self.put(node.span.range(), text);
    }

    fn deadline(&mut self, at: At) {
        let Some(day) = Self::day(at.node) else { return };
        let end = at.node.span.range().end;
        let rest_of_line = self.text.get(end..).unwrap_or("").lines().next().unwrap_or("").to_owned();
        let (remark, meant) = remark(&rest_of_line, day, self.roller.calendar);
        let (date, month) = meant;
        let year = day.year() + self.roller.to - self.roller.records.year;
        let plain = same_day(date, month, year);
        let due = self.roller.calendar.working_day(plain);
        self.put(at.node.span.range(), as_written(self.raw(at.node), due));
        let why = match self.roller.calendar.off(plain) {
            Some(why) => format!("   {REMARK}{date:02}/{} ({why})", viet_month(month)),
            None if plain.day() == date => String::new(),
            None => format!("   {REMARK}{date:02}/{} (năm {year} không có ngày này)", viet_month(month)),
        };
        if !at.in_flow {
            self.put(end + remark.start..end + remark.end, why);
        }
    }

    fn blank(&mut self, node: &Node) {
        let range = whole(node, self.text);
        if range.is_empty() {
            return;
        }
        let before = self.text.get(..range.start).unwrap_or("");
        let start = before.trim_end_matches(' ').len();
        // Without a blank in between, what follows would be read as part of the key.
        self.put(start..range.end, String::new());
    }

    /// Leaves a list without items; a remark behind its key stays.
    fn empty(&mut self, node: &Node) {
        let range = node.span.range();
        if range.is_empty() {
            return;
        }
        let start = if is_flow(node, self.text) { range.start } else { self.line_start(range.start) };
        let before = self.text.get(..start).unwrap_or("");
        let cut =
            if start < range.start || before.ends_with('\n') { before.trim_end_matches(['\n', '\r']) } else { before };
        let cut = cut.trim_end_matches(' ').len();
        self.put(cut..range.end, String::new());
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    fn take(&mut self, at: At, other: &str) {
        let from = at.beside.iter().find(|entry| &*entry.key.text == other).map(|entry| &entry.value);
        match from {
            Some(node) if self.is_next_year() && !matches!(node.value, Value::Null) => {
                let text = self.raw(node).to_owned();
                self.put(at.node.span.range(), text);
            }
            _ if matches!(at.node.value, Value::Null) => {}
            _ => {
                let thing = if other.starts_with("hang_") { "hạng" } else { "giá trị" };
                let what = format!("{thing} năm {} (để trống nếu chưa có)", self.roller.to - 1);
                self.ask_as(at, &what);
            }
        }
    }

    /// Tells whether no year is left out, so that what is this year's becomes last year's.
    fn is_next_year(&self) -> bool {
        self.roller.to == self.roller.records.year + 1
    }

    /// Adds keys that take a value which is there while they are not.
    fn lacking(&mut self, entries: &[Entry], rules: &[Rule]) {
        for rule in rules {
            let Way::From(other) = rule.way else { continue };
            let there = |name: &str| entries.iter().find(|entry| &*entry.key.text == name);
            let (None, Some(entry)) = (there(rule.key), there(other)) else { continue };
            if let Value::Scalar(_) = &entry.value.value {
                let start = entry.key_span.range().start;
                let indent = " ".repeat(start - self.line_start(start));
                let text = format!("{}: {}\n{indent}", rule.key, self.raw(&entry.value));
                self.put(start..start, text);
            }
        }
    }

    fn ask(&mut self, at: At, what: &str) {
        let of = key_of(at.beside, "ten_loai").map(|kind| format!(" của {kind}")).unwrap_or_default();
        self.ask_as(at, &format!("{what}{of} năm {}", self.roller.to));
    }

    fn ask_as(&mut self, at: At, question: &str) {
        let old = match &at.node.value {
            Value::Scalar(scalar) if !asks(&scalar.text) => {
                format!(", trước đây ghi {}", shortened(&harmless(&scalar.text)))
            }
            Value::Null => return,
            _ => String::new(),
        };
        let text = edit::scalar(&format!("?? {question}{old} ??"), at.in_flow);
        self.put(whole(at.node, self.text), text);
    }

    fn pattern(&mut self, node: &Node, rules: &[Rule]) {
        let Value::Seq(items) = &node.value else { return };
        let in_flow = is_flow(node, self.text);
        if let Some(first) = items.first() {
            self.map(first, rules, in_flow);
            let going: Vec<bool> = (0..items.len()).map(|at| at > 0).collect();
            self.take_out(node, &going);
        }
    }

    /// Takes items out of a list: with their dash, or with a comma between brackets.
    fn take_out(&mut self, list: &Node, going: &[bool]) {
        let Value::Seq(items) = &list.value else { return };
        let leaving: Vec<usize> = (0..items.len()).filter(|at| going.get(*at) == Some(&true)).collect();
        if !is_flow(list, self.text) {
            leaving.iter().filter_map(|at| items.get(*at)).for_each(|item| self.remove_item(item));
            return;
        }
        if leaving.len() == items.len() && !items.is_empty() {
            return self.put(list.span.range(), "[]".to_owned());
        }
        let final_one = (0..items.len()).rfind(|at| !leaving.contains(at)).unwrap_or_default();
        let range = |at: usize| items.get(at).map_or(0..0, |item| item.span.range());
        for at in leaving {
            // Up to the next item; behind the final_one one that stays, from the one before.
            let cut =
                if at < final_one { range(at).start..range(at + 1).start } else { range(at - 1).end..range(at).end };
            self.put(cut, String::new());
        }
    }

    /// Removes an item of a block list with its dash, and one of two blank lines around it.
    fn remove_item(&mut self, item: &Node) {
        let range = item.span.range();
        let before = self.text.get(..range.start).unwrap_or("");
        let dash = before.rfind('-').unwrap_or(range.start);
        let after = self.text.get(range.end..).unwrap_or("");
        let line_end = range.end + after.find('\n').map_or(after.len(), |newline| newline + 1);
        let start = self.line_start(dash);
        let rest = self.text.get(line_end..).unwrap_or("");
        let is_blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
        let above = self.text.get(..start).and_then(|above| above.lines().last());
        let two_blanks = is_blank(above) && is_blank(rest.lines().next());
        let end = if two_blanks { line_end + rest.find('\n').map_or(0, |newline| newline + 1) } else { line_end };
        self.put(start..end, String::new());
    }

    /// Asks for another person where this one has left.
    fn person(&mut self, at: At, what: &str) {
        let Value::Scalar(scalar) = &at.node.value else { return };
        let Some(person) = self.roller.records.person(scalar.text.trim()) else { return };
        if has_left(person, self.roller.to) {
            let left = person.left.map_or_else(String::new, |left| viet::date::short(left.day));
            let question = format!("?? mã {what}, {} thôi giữ chức vụ {left} ??", harmless(&person.name.text));
            self.put(at.node.span.range(), edit::scalar(&question, at.in_flow));
        }
    }

    fn last_day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.roller.to, 12, 31).unwrap_or_default()
    }

    /// Returns the day on which the grounds beside must be in force: the cut-off of the period, else the last day.
    fn day_of_grounds(&self, beside: &[Entry]) -> NaiveDate {
        let period = beside.iter().find(|entry| &*entry.key.text == "ky_bao_cao").map(|entry| &entry.value);
        let cut_off = period.and_then(|period| key(period, "den")).and_then(|text| viet::date::parse(text).ok());
        cut_off.map_or_else(|| self.last_day(), |day| self.next(day))
    }

    fn grounds(&mut self, at: At) {
        let day = self.day_of_grounds(at.beside);
        let single = std::slice::from_ref(at.node);
        let items = if let Value::Seq(items) = &at.node.value { items.as_slice() } else { single };
        let in_flow = at.in_flow || is_flow(at.node, self.text);
        let mut kept: Vec<String> = Vec::new();
        let mut going = vec![false; items.len()];
        for (item, goes) in items.iter().zip(&mut going) {
            let Value::Scalar(scalar) = &item.value else { continue };
            let id = scalar.text.trim();
            let new = match ground::on(self.roller.records, id, day) {
                Ground::Stays => id.to_owned(),
                Ground::Replaced(new) => {
                    self.notes.push(ground::note(self.roller.records, id, &new));
                    new
                }
                Ground::Unknown(why) => format!("?? mã căn cứ thay cho {}, {} ??", id, harmless(&why)),
            };
            // One that is there already goes.
            *goes = kept.contains(&new);
            if !*goes && new != id {
                self.put(item.span.range(), edit::scalar(&new, in_flow));
            }
            self.notes.extend(ground::amended(self.roller.records, &new, day));
            kept.push(new);
        }
        self.take_out(at.node, &going);
    }
}

/// How a remark begins that says why a deadline is not on the day meant.
const REMARK: &str = "# dời từ ";

/// Finds the remark of an earlier year behind a deadline: its place in the rest of the line, and the day that is meant.
///
/// A remark that does not lead to the day is the clerk's own or out of date: the day itself is meant then.
fn remark(rest: &str, day: NaiveDate, calendar: &Calendar) -> (Range<usize>, (u32, u32)) {
    let own = (day.day(), day.month());
    let Some(at) = rest.find(REMARK) else {
        let end = rest.trim_end().len();
        return (end..end, own);
    };
    let start = rest.get(..at).unwrap_or("").trim_end().len();
    let meant = rest.get(at + REMARK.len()..).and_then(day_and_month);
    let leads = |(date, month): &(u32, u32)| calendar.working_day(same_day(*date, *month, day.year())) == day;
    (start..rest.trim_end().len(), meant.filter(leads).unwrap_or(own))
}

fn day_and_month(text: &str) -> Option<(u32, u32)> {
    let word = text.split_whitespace().next()?;
    let (day, month) = word.split_once('/')?;
    Some((day.parse().ok().filter(|day| (1..=31).contains(day))?, month.parse().ok().filter(|m| (1..=12).contains(m))?))
}

/// Returns the day of a month in a year; the last one where the month is shorter.
fn same_day(date: u32, month: u32, year: i32) -> NaiveDate {
    let found = (1..=date).rev().find_map(|date| NaiveDate::from_ymd_opt(year, month, date));
    found.unwrap_or_default()
}

/// Writes a day in the form of the one that stood there: `2020-02-06`, `06/02/2020` or `6/2/2020`.
fn as_written(old: &str, day: NaiveDate) -> String {
    let core = old.trim_matches(['"', '\'']);
    let quote = old.get(..1).filter(|_| core.len() < old.len()).unwrap_or("");
    let parts: Vec<&str> = core.split('/').collect();
    let new = match parts.as_slice() {
        [date, month, _] => {
            let month_long = month.len() == 2 && (month.starts_with('0') || day.month() >= 10);
            let month = match (month_long, day.month()) {
                (true, month) => format!("{month:02}"),
                (false, month) if date.len() == 2 => viet_month(month),
                (false, month) => month.to_string(),
            };
            let date = if date.len() == 2 { format!("{:02}", day.day()) } else { day.day().to_string() };
            format!("{date}/{month}/{}", day.year())
        }
        _ => day.format("%Y-%m-%d").to_string(),
    };
    format!("{quote}{new}{quote}")
}

/// Returns a month in figures, as documents write it: January and February with a zero.
fn viet_month(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

/// Returns the start of a text, cut between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    let cut: String = text.chars().take(58).collect();
    format!("{} …", cut.rfind(' ').and_then(|end| cut.get(..end)).unwrap_or(&cut))
}

fn key_of<'n>(entries: &'n [Entry], name: &str) -> Option<&'n str> {
    let entry = entries.iter().find(|entry| &*entry.key.text == name)?;
    match &entry.value.value {
        Value::Scalar(scalar) => Some(scalar.text.trim()),
        _ => None,
    }
}
