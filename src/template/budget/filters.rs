//! The engine's own filters that make more than they are given, or look more than once at it, written anew so that
//! they count.

use std::collections::{HashMap, HashSet};

use tera::value::Key;
use tera::{Error, Kwargs, Map, State, StringInput, Tera, TeraResult, Value};

use super::{A_VALUE, COMPARED_BYTES, bytes, listed, look, read, result, see, step, written};
use crate::template::guard::price::COPIED;
use crate::viet;

/// Puts them in the place of the engine's.
pub fn register(tera: &mut Tera) {
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
    tera.register_filter("split", split);
    tera.register_filter("unique", unique);
    tera.register_filter("sort", sort);
    tera.register_filter("group_by", group_by);
    tera.register_function("range", range);
    tera.register_filter("str", |value: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        result(written(&value)?).map(|()| value.to_string())
    });
    tera.register_filter("escape_html", |value: &str, _: Kwargs, _: &State| exchange(value, &HTML));
    tera.register_filter("escape_xml", |value: &str, _: Kwargs, _: &State| exchange(value, &XML));
    tera.register_filter("newlines_to_br", |value: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        exchange(&value.replace("\r\n", "\n"), &[('\n', "<br>"), ('\r', "<br>")])
    });
}

const XML: [(char, &str); 5] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&apos;")];
const HTML: [(char, &str); 5] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];

/// Writes other words for characters.
fn exchange(value: &str, words: &[(char, &str)]) -> TeraResult<String> {
    let word = |c: char| words.iter().find(|(known, _)| *known == c).map(|(_, word)| *word);
    let size = value.chars().map(|c| word(c).map_or(c.len_utf8(), str::len)).sum();
    result(bytes(size))?;
    let mut out = String::with_capacity(size);
    for c in value.chars() {
        match word(c) {
            Some(word) => out.push_str(word),
            None => out.push(c),
        }
    }
    Ok(out)
}

/// Returns a text as the engine's own filters give it: safe where what it was made of was.
fn given(text: &str, safe: bool) -> Value {
    if safe { Value::safe_string(text) } else { Value::normal_string(text) }
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn replace(value: StringInput<'_>, args: Kwargs, state: &State) -> TeraResult<Value> {
    let from = args.must_get::<&str>("from")?;
    let to = args.must_get::<StringInput>("to")?;
    let safe = state.autoescaping_enabled() && (value.is_safe() || to.is_safe());
    let plain = |one: &StringInput<'_>| -> TeraResult<String> {
        Ok(if safe { one.rendered(state)?.into_owned() } else { one.as_str().to_owned() })
    };
    let (value, to) = (plain(&value)?, plain(&to)?);
    let times = bytes(value.matches(from).count());
    result(bytes(value.len()).saturating_add(times.saturating_mul(bytes(to.len()))))?;
    Ok(given(&value.replace(from, &to), safe))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn join(value: &[Value], args: Kwargs, state: &State) -> TeraResult<Value> {
    let sep = args.get::<StringInput>("sep")?;
    let safe = state.autoescaping_enabled()
        && (value.iter().any(|one| one.is_string() && one.is_safe()) || sep.as_ref().is_some_and(StringInput::is_safe));
    let sep = match &sep {
        Some(sep) if safe => sep.rendered(state)?.into_owned(),
        Some(sep) => sep.as_str().to_owned(),
        None => String::new(),
    };
    listed(value, sep.len())?;
    let shown = |one: &Value| match safe {
        true if one.is_undefined() => Ok(String::new()),
        true => state.escape_if_needed(one),
        false => Ok(one.to_string()),
    };
    let parts: Vec<String> = value.iter().map(shown).collect::<TeraResult<_>>()?;
    Ok(given(&parts.join(&sep), safe))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn indent(value: StringInput<'_>, args: Kwargs, state: &State) -> TeraResult<Value> {
    let width = args.get::<usize>("width")?.unwrap_or(4).min(1000);
    let fill = args.get::<StringInput>("indentation")?;
    let first = args.get::<bool>("first")?.unwrap_or(false);
    let blank = args.get::<bool>("blank")?.unwrap_or(false);
    if fill.as_ref().is_some_and(|fill| fill.as_str().chars().count() != 1) {
        return Err(Error::message("tham số “indentation” phải là đúng một ký tự"));
    }
    let safe = state.autoescaping_enabled() && (value.is_safe() || fill.as_ref().is_some_and(StringInput::is_safe));
    let shown = |one: &StringInput<'_>| -> TeraResult<String> {
        Ok(if safe { one.rendered(state)?.into_owned() } else { one.as_str().to_owned() })
    };
    let (value, fill) = (shown(&value)?, fill.as_ref().map_or(Ok(" ".to_owned()), shown)?.repeat(width));
    result(bytes(value.len()).saturating_add(bytes(value.lines().count()).saturating_mul(bytes(fill.len()))))?;
    let mut out = String::with_capacity(value.len() * 2);
    for (number, line) in value.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if if number == 0 { first } else { blank || !line.is_empty() } {
            out.push_str(&fill);
        }
        out.push_str(line);
    }
    if value.ends_with('\n') {
        out.push('\n');
    }
    Ok(given(&out, safe))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn split(value: &str, args: Kwargs, _: &State) -> TeraResult<Value> {
    let pattern = args.must_get::<&str>("pat")?;
    let parts = bytes(value.matches(pattern).count()) + 1;
    // A value costs more than the letter that it holds.
    result(parts.saturating_mul(48))?;
    Ok(value.split(pattern).map(Value::from).collect::<Vec<_>>().into())
}

/// The values, each once, in their order.
fn unique(value: &[Value], _: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let (mut texts, mut out): (HashSet<&str>, Vec<Value>) = (HashSet::new(), Vec::new());
    let mut others: Vec<&Value> = Vec::new();
    for one in value {
        if let Some(text) = one.as_str() {
            if texts.insert(text) {
                out.push(one.clone());
            }
            continue;
        }
        step(bytes(others.len()) / 8)?;
        let mut cost = 0;
        let known = others.iter().any(|other| same(one, other, &mut cost));
        look(cost)?;
        if !known {
            others.push(one);
            out.push(one.clone());
        }
    }
    Ok(out)
}

/// Tells whether two values are equal, and adds what it cost to find out beyond the first look.
fn same(one: &Value, other: &Value, cost: &mut u64) -> bool {
    match (one.as_array(), other.as_array(), one.as_map(), other.as_map()) {
        (Some(one), Some(other), ..) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| seen_same(one, other, cost))
        }
        (.., Some(one), Some(other)) => {
            let mut is_in = |(key, value): (_, _)| other.get(key).is_some_and(|other| seen_same(value, other, cost));
            one.len() == other.len() && one.iter().all(&mut is_in)
        }
        _ => {
            *cost = cost.saturating_add(read(one).min(read(other)) / COMPARED_BYTES);
            one == other
        }
    }
}

fn seen_same(one: &Value, other: &Value, cost: &mut u64) -> bool {
    *cost = cost.saturating_add(A_VALUE);
    same(one, other, cost)
}

/// Sorts by the values or by what stands in each under a path: texts as a Vietnamese dictionary, all else as the engine.
#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn sort(value: &[Value], args: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let path = args.get::<&str>("attribute")?;
    let mut keyed = Vec::with_capacity(value.len());
    for (at, one) in value.iter().enumerate() {
        keyed.push((under(one, path, at)?, one));
    }
    // What is a map cannot be put in an order, and is not looked at.
    let size = keyed
        .iter()
        .filter(|(key, _)| !key.is_map())
        .try_fold(0, |size, (key, _)| see(key, true).map(|one| size + one))?;
    let rounds = u64::from(value.len().checked_ilog2().unwrap_or(0)) + 1;
    look(bytes(value.len()) * KEYED / 2 + size.saturating_mul(rounds) / 2)?;
    // Not by key: the engine's order of values is not the one that they have as keys.
    if keyed.iter().all(|(key, _)| key.as_str().is_some()) {
        let text = |key: &Value| key.as_str().map(viet::collate::key);
        keyed.sort_by_cached_key(|(key, _)| text(key));
    } else {
        keyed.sort_by(|(one, _), (other, _)| match (one.as_str(), other.as_str()) {
            (Some(one), Some(other)) => viet::collate::compare(one, other),
            _ => one.cmp(other),
        });
    }
    for pair in keyed.windows(2) {
        let (one, other) = (pair[0].0, pair[1].0);
        if !one.is_none() && !other.is_none() && one.partial_cmp(other).is_none() {
            let message = format!("Cannot compare `{}` with `{}`", one.name(), other.name());
            return Err(Error::message(message));
        }
    }
    Ok(keyed.into_iter().map(|(_, one)| one.clone()).collect())
}

/// What it costs to find the key of an item.
const KEYED: u64 = 32;

/// Groups by what stands in each value under a path, in the order in which the groups begin.
#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn group_by(value: &[Value], args: Kwargs, _: &State) -> TeraResult<Map> {
    if value.is_empty() {
        return Ok(Map::new());
    }
    let path = args.must_get::<&str>("attribute")?;
    look(bytes(value.len()) * KEYED)?;
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    let mut places: HashMap<Key<'static>, usize> = HashMap::new();
    for (at, one) in value.iter().enumerate() {
        let found = under(one, Some(path), at)?;
        if found.is_none() {
            continue;
        }
        look(read(found))?;
        let key = key(found)?;
        match places.get(&key) {
            Some(place) => groups[*place].1.push(one.clone()),
            None => {
                places.insert(key.clone(), groups.len());
                groups.push((key, vec![one.clone()]));
            }
        }
    }
    Ok(groups.into_iter().map(|(key, group)| (key, Value::from(group))).collect())
}

fn under<'v>(value: &'v Value, path: Option<&'v str>, at: usize) -> TeraResult<&'v Value> {
    let Some(path) = path else { return Ok(value) };
    let lacking = || Error::message(format!("mục thứ {} không có khóa “{path}”", at + 1));
    value.get_from_path(path).ok_or_else(lacking)
}

fn key(value: &Value) -> TeraResult<Key<'static>> {
    let number = || {
        let small = value.as_u64().map(Key::U64).or_else(|| value.as_i64().map(Key::I64));
        small.or_else(|| value.as_u128().map(Key::U128)).or_else(|| value.as_i128().map(Key::I128))
    };
    let key = match value.as_str() {
        Some(text) => Some(Key::String(text.into())),
        None => value.as_bool().map(Key::Bool).or_else(number),
    };
    key.ok_or_else(|| Error::message("chỉ gộp nhóm được theo chữ, số nguyên hoặc có/không"))
}

/// Whole numbers up to one.
#[expect(clippy::needless_pass_by_value, reason = "the signature of a function")]
fn range(args: Kwargs, _: &State) -> TeraResult<Vec<i128>> {
    let start = args.get::<i128>("start")?.unwrap_or_default();
    let end = args.must_get::<i128>("end")?;
    let step = args.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 || (step > 0 && start > end) {
        let message = format!("range không đếm được từ {start} đến {end}, mỗi bước {step}");
        return Err(Error::message(message));
    }
    let (from, to) = if step > 0 { (start, end) } else { (end, start) };
    let length =
        to.checked_sub(from).filter(|length| *length > 0).unwrap_or(0).unsigned_abs().div_ceil(step.unsigned_abs());
    if length > MOST_RANGE || to.checked_sub(from).is_none() {
        return Err(Error::message(format!("range đếm được nhiều nhất {MOST_RANGE} số một lần")));
    }
    look(u64::try_from(length).unwrap_or(u64::MAX) * COPIED)?;
    Ok((0..length).filter_map(|at| start.checked_add(i128::try_from(at).ok()?.checked_mul(step)?)).collect())
}

/// Most numbers of a range, as the engine has it.
const MOST_RANGE: u128 = 100_000;
