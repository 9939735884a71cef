//! Names: one that stands where an id belongs is led to the id, and names of people and places begin with capitals.

use std::collections::HashMap;

use super::Scene;
use crate::diag::{Diagnostic, Place, Report};
use crate::record::field::Text;
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::Kind;
use crate::viet;

/// Names the id in place of the one that was made of a name that could not be read as one.
pub fn suggest(records: &Records, scene: &Scene, report: &mut Report) {
    let wants_id = |found: &Diagnostic| found.code == &code::WRONG_TYPE && found.message.contains("cần một mã ");
    if !report.iter().any(wants_id) {
        return;
    }
    let ids = ids(records);
    report.amend(|found| {
        let Place::Span(span) = found.place else { return };
        if !wants_id(found) {
            return;
        }
        let written = scene.sources.slice(span).trim().trim_matches(['"', '\'']);
        let (key, name) = (key_of(scene, span), fold(written));
        let kind = || {
            let is = |kind: &&Kind| {
                let short = kind.abbreviation.is_some_and(|short| fold(short) == name);
                fold(kind.name) == name || fold(kind.id) == name || short
            };
            Kind::ALL.iter().find(is).map(|kind| kind.id)
        };
        let id = match key {
            "ma" => None,
            "ten_loai" => kind(),
            _ => ids.get(&name).copied(),
        };
        if let Some(id) = id {
            found.hints = vec![format!("viết: {id}")];
        } else if key != "ma" && key != "ten_loai" && written.contains(' ') {
            let hint = "ghi mã, không ghi tên: mã là dòng `ma:` của mục ấy trong tệp dữ liệu";
            found.hints = vec![hint.to_owned()];
        }
    });
}

/// Ids by the names that people write in their place.
fn ids(records: &Records) -> HashMap<String, &str> {
    let people = records.people.iter().map(|person| (&person.name.text, &person.id.text));
    let units = records.units.iter().flat_map(|unit| {
        let renamed = unit.renamed.iter().map(|renaming| &renaming.name);
        let names = std::iter::once(&unit.name).chain(renamed).chain(&unit.symbol);
        names.map(|name| (&name.text, &unit.id.text))
    });
    let areas = records.areas.iter().map(|area| (&area.name.text, &area.id.text));
    let laws = records.laws.iter().filter_map(|law| Some((&law.symbol.as_ref()?.text, &law.id.text)));
    let all = people.chain(units).chain(areas).chain(laws);
    all.map(|(name, id)| (fold(name), id.as_str())).collect()
}

/// The key before a value, in its line.
fn key_of<'s>(scene: &Scene<'s>, span: Span) -> &'s str {
    let before = scene.sources.get(span.file).text().get(..span.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_start_matches([' ', '-']).split(':').next().unwrap_or_default()
}

fn fold(name: &str) -> String {
    viet::text::slug(name)
}

const PLACE: &str = "địa danh";

/// Reports names of people and places that do not begin with a capital (Phụ lục II).
pub fn capitals(records: &Records, report: &mut Report) {
    for person in &records.people {
        capital(&person.name, "họ tên", true, report);
    }
    if let Some(office) = &records.office {
        capital(&office.place, PLACE, false, report);
        capital(&office.name, "tên cơ quan", false, report);
        office.superior.iter().for_each(|name| capital(name, "tên cơ quan chủ quản", false, report));
    }
    for unit in &records.units {
        capital(&unit.name, "tên đơn vị", false, report);
    }
}

fn capital(name: &Text, what: &str, every_word: bool, report: &mut Report) {
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let mut words = name.text.split_whitespace();
    let wrong = if every_word { words.any(small) } else { words.next().is_some_and(small) };
    let shouted = every_word && name.text.contains(' ') && name.text.chars().all(|c| !c.is_lowercase());
    if name.text.contains("{{") || !(wrong || shouted) {
        return;
    }
    let every_word = every_word || (what == PLACE && !name.text.chars().any(char::is_uppercase));
    let better = match (every_word, shouted) {
        (true, true) => {
            name.text.split_whitespace().map(|word| viet::text::upper_first(&word.to_lowercase())).collect()
        }
        (true, false) => name.text.split_whitespace().map(viet::text::upper_first).collect::<Vec<_>>(),
        (false, _) => vec![viet::text::upper_first(&name.text)],
    };
    let fault = if shouted { "viết toàn chữ hoa" } else { "viết thường chữ đầu" };
    let message = format!("{what} “{}” {fault}", name.text);
    let hint = format!("viết: {}; văn bản nào cần chữ hoa thì chương trình tự viết hoa", better.join(" "));
    report.push(Diagnostic::warning(&code::CAPITALS, message).at(name.span).hint(hint));
}
