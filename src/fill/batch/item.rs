//! Names of the items' files where no pattern says them: by what tells an item from others, never by its place.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use super::name::portable;
use super::{Batch, NUMBER};
use crate::viet::text::slug;

/// Longest name, so that number, symbol and ending have room beside it.
const LONGEST: usize = 100;

/// What tells items of the same name apart, the surest first.
const TELLING: [&str; 6] = ["ma", "nguoi", "don_vi", "ngay_sinh", "chuc_vu", "so"];

impl Batch<'_> {
    /// Returns a name for each item's file, without ending: `le-thi-hoa`. Items of the same name have the field behind
    /// it that tells them apart, their unit for one; only items that are alike in everything are counted.
    pub fn slugs(&self) -> Vec<String> {
        let base: Vec<String> = (0..self.len()).map(|index| self.base(index)).collect();
        let mut same: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, name) in base.iter().enumerate() {
            same.entry(name).or_default().push(index);
        }
        let mut names = base.clone();
        for (name, items) in same.into_iter().filter(|(_, items)| items.len() > 1) {
            for (index, end) in items.iter().zip(self.ends(&items)) {
                names[*index] = cut(&format!("{}-{end}", name.trim_end_matches('-')));
            }
        }
        counted(names)
    }

    fn base(&self, index: usize) -> String {
        let title = self.title(index).map(slug).filter(|name| !name.is_empty());
        // An item without any text has nothing but its place.
        cut(&title.unwrap_or_else(|| format!("muc-{}", index + 1)))
    }

    /// Returns what tells these items apart: the first field in which all differ, else all their fields.
    fn ends(&self, items: &[usize]) -> Vec<String> {
        let of = |field: &str| -> Vec<String> { items.iter().map(|index| self.field(*index, field)).collect() };
        let told = |ends: &Vec<String>| {
            let mut sorted = ends.clone();
            sorted.sort();
            sorted.dedup();
            sorted.len() == ends.len() && ends.iter().all(|end| !end.is_empty())
        };
        let rest = || items.iter().map(|index| slug(&self.texts(*index).join(" "))).collect();
        TELLING.iter().map(|field| of(field)).find(told).unwrap_or_else(rest)
    }

    fn field(&self, index: usize, name: &str) -> String {
        let value = self.items.get(index).and_then(Value::as_map);
        let value = value.and_then(|fields| fields.get(&tera::value::Key::Str(name)));
        value.filter(|value| !value.is_none()).map(|value| slug(&value.to_string())).unwrap_or_default()
    }

    /// Returns the texts of an item's fields, but its number, in the order of their names.
    fn texts(&self, index: usize) -> Vec<String> {
        let fields = self.items.get(index).and_then(Value::as_map).into_iter().flatten();
        let mut texts: Vec<(String, String)> = fields
            .filter(|(key, _)| key.to_string() != NUMBER)
            .filter_map(|(key, value)| Some((key.to_string(), value.as_str()?.to_owned())))
            .collect();
        texts.sort();
        texts.into_iter().map(|(_, text)| text).collect()
    }
}

/// Cuts a name between words, and keeps off what Windows holds for devices.
fn cut(name: &str) -> String {
    let cut = match name.get(..LONGEST) {
        Some(start) if name.len() > LONGEST => start.rsplit_once('-').map_or(start, |(start, _)| start),
        _ => name,
    };
    portable(cut)
}

/// Counts names that are still the same; no counted name is one that another item has.
fn counted(names: Vec<String>) -> Vec<String> {
    let all: BTreeSet<String> = names.iter().cloned().collect();
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    let count = |name: String| {
        let turn = turns.entry(name.clone()).or_insert(0);
        *turn += 1;
        if *turn == 1 {
            return name;
        }
        while all.contains(&format!("{name}-{turn}")) {
            *turn += 1;
        }
        format!("{name}-{turn}")
    };
    names.into_iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::Context;

    fn named(items: &[&[(&str, &str)]]) -> Vec<String> {
        let items: Vec<BTreeMap<&str, &str>> = items.iter().map(|item| item.iter().copied().collect()).collect();
        let mut data = Context::new();
        data.insert("ds", &items);
        Batch::of(&data, "ds").unwrap().slugs()
    }

    #[test]
    fn names_do_not_hang_on_the_place_in_the_list() {
        let (an, hoa, nam) = ([("ho_ten", "An")], [("ho_ten", "Lê Thị Hoa")], [("ho_ten", "Nam")]);
        assert_eq!(named(&[&an, &hoa, &nam]), ["an", "le-thi-hoa", "nam"]);
        assert_eq!(named(&[&nam, &hoa]), ["nam", "le-thi-hoa"]);
    }

    #[test]
    fn people_of_the_same_name_are_told_apart_by_their_units() {
        let one = [("ho_ten", "Lê Thị Hoa"), ("chuc_vu", "Chuyên viên"), ("don_vi", "Văn phòng")];
        let other = [("ho_ten", "Lê Thị Hoa"), ("chuc_vu", "Chuyên viên"), ("don_vi", "Thanh tra")];
        assert_eq!(named(&[&one, &other]), ["le-thi-hoa-van-phong", "le-thi-hoa-thanh-tra"]);
        assert_eq!(named(&[&other, &one]), ["le-thi-hoa-thanh-tra", "le-thi-hoa-van-phong"]);
    }

    #[test]
    fn items_alike_in_everything_are_counted_and_a_device_of_windows_is_no_name() {
        let one = [("ho_ten", "Côn")];
        assert_eq!(named(&[&one]), ["con-"]);
        assert_eq!(named(&[&one, &one]), ["con-con", "con-con-2"]);
    }

    #[test]
    fn a_counted_name_is_never_that_of_another_item() {
        let names = ["x", "x-2", "x", "x"].map(str::to_owned).to_vec();
        assert_eq!(super::counted(names), ["x", "x-2", "x-3", "x-4"]);
    }
}
