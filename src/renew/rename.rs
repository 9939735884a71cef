//! New names of places and offices: `data/doi-ten.yaml`.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use chrono::NaiveDate;

use super::{RenewError, data_file, read_tree};
use crate::diag::{Diagnostic, Report};
use crate::record::define::record;
use crate::record::evidence::Evidence;
use crate::record::field::{Date, Field, Reader, Text};
use crate::record::office::Office;
use crate::record::{Records, code};
use crate::source::Sources;
use crate::viet::date::short;
use crate::viet::text::{lower_first, upper};

const BUILT_IN: &str = include_str!("../../data/doi-ten.yaml");

record! {
    /// One new name.
    "đổi tên" Rename {
        /// The old name.
        old: Text = "cu" "tên cũ",
        /// The new name; none where nobody bears the old one any more.
        new: Option<Text> = "moi" "tên mới; bỏ trống: không còn",
        /// The first day of the new name.
        from: Date = "tu" "ngày bắt đầu dùng tên mới",
        /// The province, without its kind, in which alone the name changes: others have places of this name too.
        province: Option<Text> = "thuoc" "tên riêng của tỉnh, thành phố: nơi trùng tên ở tỉnh khác thì không đổi",
        /// Where this is from.
        source: Option<Text> = "nguon" "văn bản quy định",
        /// How sure it is.
        evidence: Option<Evidence> = "do_chac" "T, S, 1 hoặc U",
    }
}

record! {
    /// All of them.
    "danh sách đổi tên" List {
        /// New names.
        all: Vec<Rename> = "doi_ten" "tên cũ, tên mới và ngày bắt đầu",
    }
}

/// The new names, by the day from which they are borne.
#[derive(Debug, Default)]
pub struct Renames {
    /// The longest old name first, then the earlier day.
    all: Vec<Rename>,
    /// Old and new name of each as they are compared: every text of a year is held against all of them.
    keys: Vec<(String, Option<String>)>,
    /// Where each old name stands.
    by_old: HashMap<String, Vec<usize>>,
    /// The provinces among those of the names that the year's office is of.
    home: BTreeSet<String>,
}

/// An old name, and where it changes.
#[derive(Clone, Copy)]
pub struct Old<'r> {
    /// The name.
    pub name: &'r str,
    province: Option<&'r str>,
    at_home: bool,
}

impl Old<'_> {
    /// Tells whether the name changes: where a text goes on with another province, by that, else by the office's own.
    pub fn concerns(&self, province_named: Option<&str>) -> bool {
        self.province.is_none_or(|own| province_named.map_or(self.at_home, |named| named.starts_with(own)))
    }
}

/// Tells whether a year's office is of a province: its record names it, or a document of its grounds is from there.
fn is_of(records: &Records, province: &str) -> bool {
    let names = |text: &Text| upper(&text.text).contains(&upper(province));
    let own = |office: &Office| {
        names(&office.name)
            || names(&office.place)
            || [&office.superior, &office.contact].into_iter().flatten().any(names)
    };
    records.office.as_ref().is_some_and(own) || records.laws.iter().filter_map(|law| law.issuer.as_ref()).any(names)
}

/// What kinds of place stand before their names.
const KINDS: [&str; 3] = ["tỉnh ", "thành phố ", "Thành phố "];

impl Renames {
    /// Reads the file of the working folder, else the one in the program; faults go to the report.
    ///
    /// # Errors
    ///
    /// A file that is there but cannot be read.
    pub fn load(root: &Path, sources: &mut Sources, report: &mut Report) -> Result<Self, RenewError> {
        let path = data_file(root, "doi-ten.yaml");
        let node = read_tree(&path, "data/doi-ten.yaml", BUILT_IN, sources, report)?;
        let list = node.and_then(|node| List::read(&node, &mut Reader { sources, report }));
        let mut all = list.map(|list| list.all).unwrap_or_default();
        check(&all, report);
        all.sort_by_key(|one| (std::cmp::Reverse(one.old.text.chars().count()), one.from.day));
        Ok(Self::of(all))
    }

    fn of(all: Vec<Rename>) -> Self {
        let new = |one: &Rename| one.new.as_ref().map(|new| lower_first(&new.text));
        let keys: Vec<_> = all.iter().map(|one| (lower_first(&one.old.text), new(one))).collect();
        let mut by_old: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (old, _)) in keys.iter().enumerate() {
            by_old.entry(old.clone()).or_default().push(at);
        }
        Self { all, keys, by_old, home: BTreeSet::new() }
    }

    /// Returns the new names for a year's office: those of places are those of its province.
    #[must_use]
    pub fn for_office(mut self, records: &Records) -> Self {
        let provinces: BTreeSet<&str> =
            self.all.iter().filter_map(|one| Some(one.province.as_ref()?.text.as_str())).collect();
        self.home = provinces.into_iter().filter(|name| is_of(records, name)).map(str::to_owned).collect();
        self
    }

    /// Returns each change of a name that concerns every province, as the file tells it.
    pub fn rows(&self) -> impl Iterator<Item = &Rename> {
        self.all.iter().filter(|one| one.province.is_none())
    }

    fn old(&self, at: usize) -> Old<'_> {
        let province = self.all[at].province.as_ref().map(|province| province.text.as_str());
        let at_home = province.is_some_and(|province| self.home.contains(province));
        Old { name: &self.all[at].old.text, province, at_home }
    }

    /// Returns each old name with the one that is borne in its place on a day, the longest first; a new name that has
    /// changed again gives way to the newer one.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = (Old<'_>, &str)> {
        let changed = (0..self.all.len()).filter(move |at| self.all[*at].from.day <= day);
        changed.filter_map(move |at| {
            let last = self.last(at, day)?;
            let (old, new) = (&self.keys[at].0, self.keys[last].1.as_ref()?);
            (old != new).then_some((self.old(at), self.all[last].new.as_ref()?.text.as_str()))
        })
    }

    /// Returns names that nobody bears on a day any more, with the first day without them, the longest first.
    pub fn gone(&self, day: NaiveDate) -> impl Iterator<Item = (Old<'_>, String)> {
        let gone = self.all.iter().enumerate().filter(move |(_, one)| one.new.is_none() && one.from.day <= day);
        gone.map(|(at, one)| (self.old(at), short(one.from.day)))
    }

    /// Follows the new names of the old one of `first` up to a day, and returns where the last of them stands; `None` where
    /// nobody bears it.
    fn last(&self, first: usize, day: NaiveDate) -> Option<usize> {
        let (mut key, mut last) = (&self.keys[first].0, None);
        // Rings are refused when the file is read; the bound is for a file with a finding.
        for _ in 0..self.all.len() {
            let next = self.by_old.get(key).into_iter().flatten().filter(|at| self.all[**at].from.day <= day);
            // A place of the same name elsewhere has its own ways.
            let next = next.filter(|at| same_province(&self.all[first], &self.all[**at]));
            let Some(next) = next.max_by_key(|at| self.all[**at].from.day) else { break };
            (key, last) = (self.keys[*next].1.as_ref()?, Some(*next));
        }
        last
    }

    /// Returns the new name on a day of a place that is named without its kind: `Ninh Thuận`.
    pub fn bare(&self, name: &str, day: NaiveDate) -> Option<&str> {
        let bare = |full: &'_ str| KINDS.iter().find_map(|kind| full.strip_prefix(kind)).map(str::len);
        self.on(day).find_map(|(old, new)| {
            let old = old.name;
            let (old_name, new_name) = (bare(old)?, bare(new)?);
            let tail = |text: &'_ str, len: usize| text.len() - len;
            let new = new.get(tail(new, new_name)..)?;
            (same(old.get(tail(old, old_name)..)?, name) && !same(new, name)).then_some(new)
        })
    }

    /// Returns the names that change after a day and up to another, with the day of the change.
    pub fn between(&self, after: NaiveDate, last: NaiveDate) -> impl Iterator<Item = (Old<'_>, String)> {
        let later = move |(_, one): &(usize, &Rename)| after < one.from.day && one.from.day <= last;
        self.all.iter().enumerate().filter(later).map(|(at, one)| {
            let (day, old) = (short(one.from.day), &one.old.text);
            let note = match &one.new {
                Some(new) => {
                    format!("từ {day}, “{old}” đổi thành “{}”: văn bản ban hành từ ngày đó ghi tên mới", new.text)
                }
                None => format!("từ {day} không còn “{old}”: văn bản ban hành từ ngày đó không ghi tên này"),
            };
            (self.old(at), note)
        })
    }
}

/// Tells whether two names are the same but for the case of the first letter.
fn same(one: &str, other: &str) -> bool {
    lower_first(one) == lower_first(other)
}

/// Reports names that become two others on the same day, and those that lead back to themselves.
fn check(all: &[Rename], report: &mut Report) {
    for (at, one) in all.iter().enumerate() {
        let twice =
            all[..at].iter().find(|other| same(&other.old.text, &one.old.text) && other.from.day == one.from.day);
        let twice = twice.filter(|other| same_province(other, one));
        if let Some(other) = twice.filter(|other| !same(becomes(other), becomes(one))) {
            let (day, old) = (short(one.from.day), &one.old.text);
            let message = format!("từ {day}, “{old}” đổi thành cả “{}” và “{}”", becomes(other), becomes(one));
            let hint = "giữ một mục; đổi tên lần nữa thì ghi ngày của lần sau";
            report.push(Diagnostic::error(&code::RENAMED_IN_A_RING, message).at(one.span).hint(hint));
        }
        if let Some(ring) = ring(all, one) {
            let message = format!("tên đi vòng tròn: {}", ring.join(" → "));
            let hint = "bỏ mục sai; tên trở lại như cũ thì chỉ giữ mục đổi sang tên đang dùng";
            report.push(Diagnostic::error(&code::RENAMED_IN_A_RING, message).at(one.span).hint(hint));
        }
    }
}

/// Tells whether two names are of the same place: one that says no province is of any.
fn same_province(one: &Rename, other: &Rename) -> bool {
    let (Some(one), Some(other)) = (&one.province, &other.province) else { return true };
    same(&one.text, &other.text)
}

/// Returns the new name, or words for its absence.
fn becomes(one: &Rename) -> &str {
    one.new.as_ref().map_or("không còn", |new| new.text.as_str())
}

/// Returns the names from one back to itself, told at the first of them in the file.
fn ring<'r>(all: &'r [Rename], first: &'r Rename) -> Option<Vec<&'r str>> {
    let mut new = first.new.as_ref()?.text.as_str();
    let mut names = vec![first.old.text.as_str(), new];
    while !same(new, &first.old.text) {
        let last = all.iter().find(|one| same(&one.old.text, new))?;
        new = last.new.as_ref()?.text.as_str();
        if names.iter().skip(1).any(|name| same(name, new)) || last.span.range().start < first.span.range().start {
            return None;
        }
        names.push(new);
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renames() -> Renames {
        let folder = std::env::temp_dir().join(format!("thidua-doi-ten-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("data")).expect("a folder");
        let text = "doi_ten:\n  - cu: tỉnh Bình Phước\n    moi: tỉnh Đồng Nai\n    tu: 01/7/2025\n  - cu: tỉnh Đồng Nai\n    \
                    moi: thành phố Đồng Nai\n    tu: 30/4/2026\n  - cu: Sở Tài nguyên\n    moi: Sở Địa chính\n    tu: \
                    01/3/2025\n  - cu: Sở Tài nguyên và Môi trường\n    moi: Sở Nông nghiệp\n    tu: 01/3/2025\n";
        std::fs::write(folder.join("data/doi-ten.yaml"), text).expect("a file");
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let read = Renames::load(&folder, &mut sources, &mut report).expect("it is there");
        let _ = std::fs::remove_dir_all(&folder);
        assert!(report.is_empty());
        read
    }

    fn day(text: &str) -> NaiveDate {
        crate::viet::date::parse(text).expect("a date")
    }

    #[test]
    fn a_name_that_has_changed_twice_is_the_one_of_the_day_asked_for() {
        let renames = renames();
        let on = |text: &str| renames.on(day(text)).find(|(old, _)| old.name == "tỉnh Bình Phước").map(|(_, new)| new);
        assert_eq!(on("30/6/2025"), None);
        assert_eq!(on("01/7/2025"), Some("tỉnh Đồng Nai"));
        assert_eq!(on("29/4/2026"), Some("tỉnh Đồng Nai"));
        assert_eq!(on("30/4/2026"), Some("thành phố Đồng Nai"));
        assert_eq!(renames.bare("Bình Phước", day("01/01/2027")), Some("Đồng Nai"));
        assert_eq!(renames.bare("Đồng Nai", day("01/01/2027")), None);
    }

    #[test]
    fn the_longest_name_comes_first() {
        let renames = renames();
        let names: Vec<&str> = renames.on(day("01/01/2027")).map(|(old, _)| old.name).collect();
        assert_eq!(names[0], "Sở Tài nguyên và Môi trường");
    }

    fn all() -> Vec<Rename> {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let read = Renames::load(Path::new("/nowhere"), &mut sources, &mut report).expect("it is built in");
        assert!(report.is_empty());
        read.all
    }

    #[test]
    fn every_new_name_says_where_it_is_from_and_how_sure_it_is() {
        for one in all() {
            assert!(one.source.is_some() && one.evidence.is_some(), "{}", one.old.text);
        }
    }

    #[test]
    fn the_cities_of_2025_and_2026_are_there_with_their_days() {
        let all = all();
        let from = |old: &str| {
            let found = all.iter().find(|one| one.old.text == old).unwrap_or_else(|| panic!("{old}"));
            (found.new.as_ref().map(|new| new.text.as_str()), short(found.from.day))
        };
        assert_eq!(from("tỉnh Thừa Thiên Huế"), (Some("thành phố Huế"), "01/01/2025".to_owned()));
        assert_eq!(from("tỉnh Đồng Nai"), (Some("thành phố Đồng Nai"), "30/04/2026".to_owned()));
        assert_eq!(from("tỉnh Quảng Ninh"), (Some("thành phố Quảng Ninh"), "01/09/2026".to_owned()));
        assert_eq!(from("tỉnh Bắc Ninh"), (Some("thành phố Bắc Ninh"), "20/09/2026".to_owned()));
        assert_eq!(from("Thanh tra Sở"), (None, "01/07/2025".to_owned()));
    }

    #[test]
    fn a_name_that_changes_twice_changes_in_the_order_of_time() {
        let all = all();
        let later = |name: &str| all.iter().find(|next| next.old.text == name);
        let chains = all.iter().filter_map(|one| Some((one, later(&one.new.as_ref()?.text)?)));
        let chains: Vec<_> = chains.collect();
        assert_eq!(chains.len(), 2, "Bình Phước to Đồng Nai, Bắc Giang to Bắc Ninh");
        for (one, next) in chains {
            assert!(one.from.day < next.from.day, "{}", one.old.text);
        }
    }
}
