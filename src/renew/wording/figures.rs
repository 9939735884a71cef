//! Dates of a text in figures, years in words and in the cycle of sixty.

use std::ops::Range;

use crate::viet::{roman, words};

/// Returns the dates in figures with their years: `20/12/2020`, `2020-12-20`, `12/20/2020`, `15-20/12/2020`; with two
/// figures for the year where it is this one.
pub fn dates(raw: &str, year: i32) -> Vec<(Range<usize>, i32)> {
    let groups = groups(raw);
    let mut found = Vec::new();
    for (at, three) in groups.windows(3).enumerate() {
        let [first, second, third] = three else { continue };
        let sign = &raw[first.end..second.start];
        if !["/", "-", "."].contains(&sign) || raw[second.end..third.start] != *sign {
            continue;
        }
        let goes_on =
            raw[third.end..].strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let begun = at > 0 && raw[groups[at - 1].end..first.start] == *sign && sign != "-";
        let Some(own) = year_of(raw, [first, second, third], sign, year).filter(|_| !goes_on && !begun) else {
            continue;
        };
        let time = |c: char| c.is_ascii_digit() || "T:.Z+-".contains(c);
        let rest = &raw[third.end..];
        let timed = rest.strip_prefix('T').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let behind = if timed { rest.len() - rest.trim_start_matches(time).len() } else { 0 };
        let behind = rest[..behind].trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).len();
        let end = third.end + behind;
        found.push((begin(raw, &groups, at)..end, own));
    }
    found
}

fn groups(raw: &str) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, _) in raw.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match groups.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => groups.push(at..at + 1),
        }
    }
    groups
}

fn year_of(raw: &str, three: [&Range<usize>; 3], sign: &str, year: i32) -> Option<i32> {
    let lengths = three.map(Range::len);
    let [first, second, third] = three.map(|range| raw[range.clone()].parse::<i32>().unwrap_or(0));
    let is_date =
        |one: i32, other: i32| (1..=31).contains(&one) && (1..=31).contains(&other) && (one <= 12 || other <= 12);
    match lengths {
        [1..=2, 1..=2, 4] if is_date(first, second) => Some(third),
        [4, 1..=2, 1..=2] if is_date(second, third) => Some(first),
        [2, 1 | 2, 2] | [1, 1..=2, 2] if is_date(first, second) && third == year % 100 => {
            (sign != "." || lengths == [2, 2, 2]).then_some(year)
        }
        _ => None,
    }
}

/// Returns where a date begins, the first day of a range included: `15-20/12/2020`, `30/6 - 31/12/2020`.
fn begin(raw: &str, groups: &[Range<usize>], at: usize) -> usize {
    let own = groups[at].start;
    let Some(before) = at.checked_sub(1).map(|at| &groups[at]) else { return own };
    if !["-", "–", "—"].contains(&raw[before.end..own].trim()) || before.len() > 2 {
        return own;
    }
    let month = at.checked_sub(2).map(|at| &groups[at]);
    let dayed = month.filter(|day| ["/", "."].contains(&&raw[day.end..before.start]) && day.len() <= 2);
    dayed.unwrap_or(before).start
}

/// Returns dates in their order, those from one to another as one.
pub fn joined(raw: &str, mut dates: Vec<(Range<usize>, i32)>) -> Vec<(Range<usize>, i32)> {
    dates.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut joined: Vec<(Range<usize>, i32)> = Vec::new();
    for (range, year) in dates {
        if let Some((last, last_year)) = joined.last_mut() {
            let between = raw.get(last.end..range.start).map(str::trim);
            let inside = range.start < last.end;
            if inside || between.is_some_and(|between| ["-", "–", "—"].contains(&between)) {
                last.end = last.end.max(range.end);
                *last_year = year.max(*last_year);
                continue;
            }
        }
        joined.push((range, year));
    }
    joined
}

/// Returns where a year stands in words, in Roman numerals, or with two figures behind a quarter or month.
pub fn in_other_words(raw: &str, year: i32) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let lower = raw.to_lowercase();
    if lower.len() == raw.len() {
        for name in names(year) {
            found.extend(lower.match_indices(&name).map(|(at, _)| at..at + name.len()));
        }
    }
    let numeral = u32::try_from(year).ok().and_then(roman::roman).unwrap_or_default();
    let short = format!("{:02}", year.rem_euclid(100));
    let mut before = "";
    for (at, word) in words_of(raw) {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at + word.find(core).unwrap_or(0);
        let period = core.split_once(['/', '-', '.']).filter(|(_, year)| *year == short).map(|(part, _)| part);
        let named = ["quý", "quí", "tháng", "đợt", "kỳ"].contains(&before.to_lowercase().as_str());
        let quarter = |part: &str| part.len() == 2 && part.starts_with(['Q', 'T']) || named && part.len() <= 3;
        if (numeral.len() >= 3 && core == numeral) || period.is_some_and(quarter) {
            found.push(start..start + core.len());
        }
        before = core;
    }
    found
}

fn words_of(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    raw.split_whitespace().map(|word| (word.as_ptr() as usize - raw.as_ptr() as usize, word))
}

/// Returns a year in words in the ways people say it, the longest first.
fn names(year: i32) -> Vec<String> {
    let Ok(number) = u64::try_from(year) else { return Vec::new() };
    let whole = words::in_words(number).to_lowercase();
    let digits: Vec<String> =
        year.to_string().chars().filter_map(|c| c.to_digit(10)).map(|digit| words::in_words(digit.into())).collect();
    let mut names = vec![whole.clone(), digits.join(" ").to_lowercase()];
    names.push(whole.replace(" không trăm", ""));
    let other: Vec<String> = names.iter().map(|name| name.replace("nghìn", "ngàn")).collect();
    names.extend(other);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// Returns the names of a year in the cycle of sixty, with its other spellings: `Canh Tý`, `Canh Tí`.
pub fn cycle_names(year: i32) -> Vec<String> {
    const STEMS: [&str; 10] = ["Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ"];
    const BRANCHES: [&[&str]; 12] = [
        &["Thân"],
        &["Dậu"],
        &["Tuất"],
        &["Hợi"],
        &["Tý", "Tí"],
        &["Sửu"],
        &["Dần"],
        &["Mão", "Mẹo"],
        &["Thìn"],
        &["Tỵ", "Tị"],
        &["Ngọ"],
        &["Mùi"],
    ];
    let at = |count: i32| usize::try_from(year.rem_euclid(count)).unwrap_or(0);
    BRANCHES[at(12)].iter().map(|branch| format!("{} {branch}", STEMS[at(10)])).collect()
}
