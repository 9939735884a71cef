//! New names of places and offices: `data/doi-ten.yaml`.

use std::path::Path;

use chrono::Datelike;

use super::{RenewError, data_file, read_tree};
use crate::diag::Report;
use crate::record::define::record;
use crate::record::field::{Date, Field, Reader, Text};
use crate::source::Sources;
use crate::viet::date::short;

const BUILT_IN: &str = include_str!("../../data/doi-ten.yaml");

record! {
    /// One new name.
    "đổi tên" Rename {
        /// The old name.
        old: Text = "cu" "tên cũ",
        /// The new name.
        new: Text = "moi" "tên mới",
        /// The first day of the new name.
        from: Date = "tu" "ngày bắt đầu dùng tên mới",
        /// Where this is from.
        source: Option<Text> = "nguon" "văn bản quy định",
    }
}

record! {
    /// All of them.
    "danh sách đổi tên" List {
        /// New names.
        all: Vec<Rename> = "doi_ten" "tên cũ, tên mới và ngày bắt đầu",
    }
}

/// The new names that count in a year.
#[derive(Debug, Default)]
pub struct Renames {
    year: i32,
    all: Vec<Rename>,
}

/// What kinds of place stand before their names.
const KINDS: [&str; 3] = ["tỉnh ", "thành phố ", "Thành phố "];

impl Renames {
    /// Reads the file of the working folder, else the one in the program; faults go to the report.
    ///
    /// # Errors
    ///
    /// A file that is there but cannot be read.
    pub fn load(root: &Path, year: i32, sources: &mut Sources, report: &mut Report) -> Result<Self, RenewError> {
        let path = data_file(root, "doi-ten.yaml");
        let node = read_tree(&path, "data/doi-ten.yaml", BUILT_IN, sources, report)?;
        let list = node.and_then(|node| List::read(&node, &mut Reader { sources, report }));
        let all = list.map(|list| list.all).unwrap_or_default();
        Ok(Self { year, all: all.into_iter().filter(|one| one.from.day.year() <= year).collect() })
    }

    /// Returns old and new names that hold for the whole year.
    pub fn whole_year(&self) -> impl Iterator<Item = (&str, &str)> {
        let first = move |one: &&Rename| one.from.day.year() < self.year || one.from.day.ordinal() == 1;
        self.all.iter().filter(first).map(|one| (one.old.text.as_str(), one.new.text.as_str()))
    }

    /// Returns the new name of a place that is named without its kind: `Ninh Thuận`.
    pub fn bare(&self, name: &str) -> Option<&str> {
        let bare = |full: &'_ str| KINDS.iter().find_map(|kind| full.strip_prefix(kind)).map(str::len);
        self.whole_year().find_map(|(old, new)| {
            let (old_name, new_name) = (bare(old)?, bare(new)?);
            let tail = |text: &'_ str, len: usize| text.len() - len;
            (old.get(tail(old, old_name)..)? == name).then(|| new.get(tail(new, new_name)..))?
        })
    }

    /// Returns the old names that change within the year, with the day.
    pub fn within_year(&self) -> impl Iterator<Item = (&str, String)> {
        let later = move |one: &&Rename| one.from.day.year() == self.year && one.from.day.ordinal() > 1;
        self.all.iter().filter(later).map(|one| {
            let (day, old, new) = (short(one.from.day), &one.old.text, &one.new.text);
            (old.as_str(), format!("từ {day}, “{old}” đổi thành “{new}”: văn bản ban hành từ ngày đó ghi tên mới"))
        })
    }
}
