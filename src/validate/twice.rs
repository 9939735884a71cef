//! Nobody and nothing stands twice where once is meant: awards, recipients, units, numbers of documents.

use std::collections::HashMap;

use super::Scene;
use crate::diag::{Diagnostic, Report};
use crate::record::award::{Commendation, PersonalAward};
use crate::record::field::{Id, Text};
use crate::record::paper::Paper;
use crate::record::people::Person;
use crate::record::task::Task;
use crate::record::{Records, code};
use crate::source::Span;
use crate::standard::Kind;
use crate::viet::question::asks;
use crate::viet::text::{nfc, with_vietnamese_d};

/// Reports what stands a second time.
pub fn check(records: &Records, scene: &Scene, report: &mut Report) {
    let people: HashMap<&str, &Person> = records.people.iter().map(|one| (one.id.text.as_str(), one)).collect();
    for round in &records.commendations {
        check_people(round, records, &people, report);
        check_units(round, report);
    }
    check_same_people(records, report);
    check_same_units(records, report);
    for task in &records.tasks {
        check_helpers(task, report);
    }
    for paper in records.papers.iter().filter(|paper| scene.wants(paper)) {
        check_signers(paper, report);
        repeated("nơi kính gửi", paper.addressees.iter().map(line_of), report);
        repeated("nơi nhận", paper.recipients.iter().map(line_of), report);
        repeated("nơi lưu", paper.filed.iter().map(line_of), report);
        repeated("căn cứ", paper.grounds.iter().map(key_of), report);
    }
    check_numbers(records, report);
}

/// How people compare two lines: spaces and capitals aside.
pub(super) fn same(text: &str) -> String {
    with_vietnamese_d(&nfc(text)).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn key_of(id: &Id) -> (String, &str, Span) {
    (id.text.clone(), &id.text, id.span)
}

fn line_of(text: &Text) -> (String, &str, Span) {
    (same(&text.text), &text.text, text.span)
}

/// Warns of what stands twice in one list.
fn repeated<'r>(what: &str, all: impl Iterator<Item = (String, &'r str, Span)>, report: &mut Report) {
    let mut first: HashMap<String, Span> = HashMap::new();
    for (key, shown, span) in all.filter(|(_, shown, _)| !asks(shown)) {
        let Some(earlier) = first.get(&key) else {
            first.insert(key, span);
            continue;
        };
        let found = Diagnostic::warning(&code::TWICE, format!("{what} “{shown}” kê hai lần")).at(span);
        report.push(found.label(*earlier, "lần đầu ở đây").hint("bỏ một trong hai dòng"));
    }
}

/// Warns of units that help twice, or that help with what they are in charge of.
fn check_helpers(task: &Task, report: &mut Report) {
    repeated("đơn vị phối hợp", task.helpers.iter().map(key_of), report);
    for helper in &task.helpers {
        let lead = task.units.0.iter().find(|lead| lead.text == helper.text && !asks(&lead.text));
        if let Some(lead) = lead {
            let message = format!("đơn vị “{}” vừa chủ trì vừa phối hợp", helper.text);
            let found = Diagnostic::warning(&code::TWICE, message).at(helper.span);
            report.push(found.label(lead.span, "chủ trì ở đây").hint("bỏ đơn vị này ở `phoi_hop`"));
        }
    }
}

/// Reports someone who signs a document twice.
fn check_signers(paper: &Paper, report: &mut Report) {
    let ids: Vec<&Id> = paper.signers.0.iter().map(|signer| &signer.person).filter(|id| !asks(&id.text)).collect();
    for (at, id) in ids.iter().enumerate() {
        if let Some(first) = ids[..at].iter().find(|first| first.text == id.text) {
            let found = Diagnostic::error(&code::TWICE, format!("“{}” ký hai lần", id.text)).at(id.span);
            report.push(
                found.label(first.span, "lần đầu ở đây").hint("thư ký và chủ tọa là hai người: sửa một trong hai mã"),
            );
        }
    }
}

/// An award someone got, and where it says so.
struct Given<'r> {
    award: &'r str,
    span: Span,
    /// Whether the person is named by id.
    by_id: bool,
}

/// The name of someone with what tells namesakes apart.
type Who = (String, String);

fn check_people(round: &Commendation, records: &Records, people: &HashMap<&str, &Person>, report: &mut Report) {
    let units: HashMap<&str, &str> =
        records.units.iter().map(|unit| (unit.id.text.as_str(), unit.name.text.as_str())).collect();
    let mut by_id: HashMap<&str, Given> = HashMap::new();
    let mut by_name: HashMap<Who, Given> = HashMap::new();
    // Names are compared only where someone is named without an id.
    let by_ids_only = round.individuals.iter().all(|one| one.person.is_some());
    for one in &round.individuals {
        let known = one.person.as_ref().filter(|id| !asks(&id.text));
        let span = known.map_or(one.span, |id| id.span);
        let given = || Given { award: &one.award.text, span, by_id: known.is_some() };
        if let Some(id) = known {
            if let Some(first) = by_id.get(id.text.as_str()) {
                let name = people.get(id.text.as_str()).map_or(id.text.as_str(), |person| &person.name.text);
                report.push(twice("cá nhân", name, first, &given()));
                continue;
            }
            by_id.insert(&id.text, given());
        }
        if by_ids_only {
            continue;
        }
        let names = names(one, known.and_then(|id| people.get(id.text.as_str()).copied()), &units);
        // Two ids with one name are told where the people are recorded.
        let first = names.iter().find_map(|name| by_name.get(name)).filter(|first| !(first.by_id && known.is_some()));
        if let Some(first) = first {
            report.push(twice("cá nhân", &shown(one, people), first, &given()));
            continue;
        }
        for name in names {
            by_name.entry(name).or_insert_with(given);
        }
    }
}

fn shown(one: &PersonalAward, people: &HashMap<&str, &Person>) -> String {
    let person = one.person.as_ref().and_then(|id| people.get(id.text.as_str()));
    let name = person.map(|person| &person.name.text).or(one.name.as_ref().map(|name| &name.text));
    name.cloned().unwrap_or_default()
}

/// The ways in which someone may be written: with the post, and with post and unit.
fn names(one: &PersonalAward, person: Option<&Person>, units: &HashMap<&str, &str>) -> Vec<Who> {
    let Some(person) = person else {
        let (Some(name), Some(post)) = (&one.name, &one.post) else { return Vec::new() };
        return vec![(same(&name.text), same(&post.text).replace(',', ""))];
    };
    let (name, post) = (same(&person.name.text), same(&person.post.text).replace(',', ""));
    let unit = person.unit.as_ref().and_then(|id| units.get(id.text.as_str()));
    let with_unit = unit.map(|unit| (name.clone(), format!("{post} {}", same(unit).replace(',', ""))));
    std::iter::once((name, post)).chain(with_unit).collect()
}

/// The same award twice is paid twice; another award beside it may be meant.
fn twice(what: &str, name: &str, first: &Given, again: &Given) -> Diagnostic {
    let found = if first.award == again.award {
        let message = format!("{what} {name} đứng hai lần trong danh sách khen, cùng một hình thức");
        Diagnostic::error(&code::TWICE, message).hint("bỏ một trong hai mục; để cả hai thì tiền thưởng tính hai lần")
    } else {
        let message = format!("{what} {name} đứng hai lần trong danh sách khen, với hai hình thức");
        Diagnostic::warning(&code::TWICE, message)
            .hint("không sao nếu đúng là tặng cả hai; không thì bỏ một trong hai mục")
    };
    found.at(again.span).label(first.span, "lần đầu ở đây")
}

fn check_units(round: &Commendation, report: &mut Report) {
    let mut first: HashMap<&str, Given> = HashMap::new();
    for one in round.collectives.iter().filter(|one| !asks(&one.unit.text)) {
        let given = Given { award: &one.award.text, span: one.unit.span, by_id: true };
        match first.get(one.unit.text.as_str()) {
            Some(earlier) => report.push(twice("tập thể", &one.unit.text, earlier, &given)),
            None => drop(first.insert(&one.unit.text, given)),
        }
    }
}

/// Warns of two ids for what seems to be one person.
fn check_same_people(records: &Records, report: &mut Report) {
    let mut first: HashMap<(String, String, &str), &Person> = HashMap::new();
    for person in &records.people {
        let unit = person.unit.as_ref().map_or("", |unit| unit.text.as_str());
        let earlier = *first.entry((same(&person.name.text), same(&person.post.text), unit)).or_insert(person);
        if earlier.id.text == person.id.text {
            continue;
        }
        let message = format!("{} có hai mã “{}” và “{}”", person.name.text, earlier.id.text, person.id.text);
        let found = Diagnostic::warning(&code::TWICE, message).at(person.id.span);
        let hint = "nếu là một người, bỏ một mục và sửa mã ở những chỗ nhắc tới; không sao nếu là hai người trùng tên";
        report.push(found.label(earlier.id.span, "mã kia").hint(hint));
    }
}

/// Warns of two ids for units of one name.
fn check_same_units(records: &Records, report: &mut Report) {
    let mut first: HashMap<String, &Id> = HashMap::new();
    for unit in &records.units {
        let earlier = *first.entry(same(&unit.name.text)).or_insert(&unit.id);
        if earlier.text == unit.id.text {
            continue;
        }
        let message = format!("{} có hai mã “{}” và “{}”", unit.name.text, earlier.text, unit.id.text);
        let found = Diagnostic::warning(&code::TWICE, message).at(unit.id.span);
        report.push(found.label(earlier.span, "mã kia").hint("bỏ một mục và sửa mã ở những chỗ nhắc tới"));
    }
}

/// Reports two documents of one kind with one number: they would bear one symbol.
fn check_numbers(records: &Records, report: &mut Report) {
    let id = |id: &Option<Id>| id.as_ref().map(|id| id.text.clone());
    let mut first: HashMap<_, &Paper> = HashMap::new();
    // A number that another agency gave is of its own series.
    for paper in records.papers.iter().filter(|paper| paper.leader().is_none()) {
        let Some(number) = paper.number else { continue };
        let letter = Kind::find(&paper.kind.text).is_some_and(|kind| kind.abbreviation.is_none());
        let unit = if letter { id(&paper.unit) } else { None };
        let secret = paper.secrecy.map(crate::record::paper::Secrecy::id);
        let key = (paper.kind.text.as_str(), number.value, id(&paper.issuer), unit, secret);
        let Some(earlier) = first.get(&key) else {
            first.insert(key, paper);
            continue;
        };
        let years = |paper: &Paper| paper.date.map(|date| chrono::Datelike::year(&date.day));
        // A number is of its year, and a year's records reach into the next one.
        if matches!((years(paper), years(earlier)), (Some(one), Some(other)) if one != other) {
            continue;
        }
        let message = format!("“{}” và “{}” cùng loại, cùng ghi số {}", earlier.id.text, paper.id.text, number.value);
        let found = Diagnostic::error(&code::SAME_NUMBER, message).at(number.span);
        let found = match earlier.number {
            Some(other) => found.label(other.span, "văn bản kia"),
            None => found,
        };
        report.push(found.hint("sửa một trong hai số cho đúng sổ; chưa phát hành thì bỏ trống `so:`"));
    }
}
