//! What a template may cost while it runs: rounds of loops, text put together, size of values.
//!
//! The engine itself counts nothing. [`guard`](super::guard::guard) puts the filters and the function below into a
//! template's text where it goes round or puts text together; filters that multiply are replaced by ones that count.
//! Each rendering begins with [`begin`], on the thread that does it.

use std::cell::Cell;
use std::collections::HashSet;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// Counts the rounds of a loop before it is begun.
pub const ROUNDS: &str = "__dem";
/// Counts text that is put together.
pub const JOINED: &str = "__noi";
/// Measures a list or map that a template makes.
pub const MEASURED: &str = "__do";
/// Counts text that is caught in place of being written.
pub const CAUGHT: &str = "__giu";
/// A function that counts a call of what can call itself; it prints nothing.
pub const STEP: &str = "__buoc";

/// Most rounds of all loops, each weighed by the tags in it. A list of 50,000 rows with 20 tags each takes a million.
const MOST_STEPS: u64 = 10_000_000;
/// What a round of `[… for … in …]` weighs: it keeps what it makes.
pub const KEPT_ROUND: usize = 4;
/// Most bytes that are copied while text is put together.
const MOST_COPIED: u64 = 2 << 30;
/// Most bytes of long texts and of texts in lists that are made, whatever becomes of them.
const MOST_MADE: u64 = 128 << 20;
/// Longest text that is put together.
const MOST_TEXT: u64 = 32 << 20;
/// Shorter texts are not long ones.
const LONG: u64 = 256 << 10;
/// Most values in a list or map that a template makes.
const MOST_VALUES: u64 = 1_000_000;
/// Deepest nesting of such a list.
const DEEPEST: usize = 64;

const ENDLESS: &str = "mẫu chạy quá nhiều lượt lặp, hơn 10 triệu lượt vẫn chưa xong";
const TOO_LONG: &str = "mẫu ghép ra quá nhiều chữ, hơn 32 MB một chỗ hoặc 128 MB tất cả";
const TOO_LARGE: &str = "mẫu dựng danh sách quá lớn, hơn một triệu giá trị hoặc lồng nhau quá 64 tầng";

/// What is left of each.
#[derive(Clone, Copy)]
struct Left {
    steps: u64,
    copied: u64,
    made: u64,
}

const WHOLE: Left = Left { steps: MOST_STEPS, copied: MOST_COPIED, made: MOST_MADE };

thread_local! {
    static LEFT: Cell<Left> = const { Cell::new(WHOLE) };
}

/// Begins a rendering on this thread.
pub fn begin() {
    LEFT.set(WHOLE);
}

/// Returns what to do about a message of the engine that says that a budget is spent.
pub fn advice(message: &str) -> Option<&'static str> {
    Some(match message {
        _ if message.contains(ENDLESS) => "xem lại các vòng lặp {% for … %} lồng nhau, và các mẫu con gọi nhau",
        _ if message.contains(TOO_LONG) => {
            "xem lại các thẻ {% set … %} nối chữ trong vòng lặp, và các bộ lọc replace, join, indent"
        }
        _ if message.contains(TOO_LARGE) => "xem lại các thẻ {% set … %} lồng danh sách vào nhau",
        _ => return None,
    })
}

fn take(pick: fn(&mut Left) -> &mut u64, amount: u64, message: &str) -> TeraResult<()> {
    let mut left = LEFT.get();
    let one = pick(&mut left);
    *one = one.checked_sub(amount).ok_or_else(|| Error::message(message))?;
    LEFT.set(left);
    Ok(())
}

fn step(rounds: u64) -> TeraResult<()> {
    take(|left| &mut left.steps, rounds, ENDLESS)
}

/// Counts a text of so many bytes that is copied so many times.
fn text(bytes: u64, times: u64, kept: bool) -> TeraResult<()> {
    if bytes > MOST_TEXT {
        return Err(Error::message(TOO_LONG));
    }
    take(|left| &mut left.copied, bytes.saturating_mul(times), TOO_LONG)?;
    if kept || bytes > LONG { take(|left| &mut left.made, bytes, TOO_LONG) } else { Ok(()) }
}

fn bytes(len: usize) -> u64 {
    len as u64
}

/// Returns about how many bytes a value is when it is written.
fn written(value: &Value) -> TeraResult<u64> {
    match value.as_str() {
        Some(text) => Ok(bytes(text.len())),
        None if value.is_array() || value.is_map() => measure(value),
        None => Ok(20),
    }
}

/// Counts values that are written one behind the other, with so many bytes between them.
pub fn listed(values: &[Value], between: usize) -> TeraResult<()> {
    let mut size = bytes(values.len()).saturating_mul(bytes(between));
    for one in values {
        size = size.saturating_add(written(one)?);
        if size > MOST_TEXT {
            break;
        }
    }
    text(size, 1, false)
}

/// Measures a value, everything in it counted as often as it is in there.
fn measure(value: &Value) -> TeraResult<u64> {
    let (mut left, mut size) = (MOST_VALUES, 0);
    walk(value, 0, &mut left, &mut size).ok_or_else(|| Error::message(TOO_LARGE))?;
    Ok(size)
}

fn walk(value: &Value, depth: usize, left: &mut u64, size: &mut u64) -> Option<()> {
    *left = left.checked_sub(1)?;
    if depth > DEEPEST {
        return None;
    }
    *size += 4;
    if let Some(text) = value.as_str() {
        *size += bytes(text.len());
    } else if let Some(items) = value.as_array() {
        items.iter().try_for_each(|item| walk(item, depth + 1, left, size))?;
    } else if let Some(map) = value.as_map() {
        for (key, item) in map {
            *size += key.as_str().map_or(20, |key| bytes(key.len()));
            walk(item, depth + 1, left, size)?;
        }
    } else {
        *size += 16;
    }
    Some(())
}

/// Adds what counts to an engine, in place of what does not.
pub fn register(tera: &mut Tera) {
    tera.register_function(STEP, |args: Kwargs, _: &State| -> TeraResult<&'static str> {
        step(args.get::<u64>("n")?.unwrap_or(1)).map(|()| "")
    });
    tera.register_filter(ROUNDS, |value: Value, args: Kwargs, _: &State| -> TeraResult<Value> {
        let weight = args.get::<u64>("n")?.unwrap_or(1);
        step(value.len().map_or(1, bytes).saturating_mul(weight).saturating_add(1)).map(|()| value)
    });
    tera.register_filter(JOINED, |value: Value, args: Kwargs, _: &State| -> TeraResult<Value> {
        let (times, kept) = (args.get::<u64>("n")?.unwrap_or(1), args.get::<bool>("giu")?.unwrap_or(false));
        text(written(&value)?, times, kept).map(|()| value)
    });
    tera.register_filter(MEASURED, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        let made = if value.is_array() || value.is_map() { measure(&value)? } else { 0 };
        take(|left| &mut left.copied, made, TOO_LARGE).map(|()| value)
    });
    tera.register_filter(CAUGHT, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        text(written(&value)?, 1, true).map(|()| value)
    });
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
    tera.register_filter("split", split);
    tera.register_filter("unique", unique);
    tera.register_filter("str", |value: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        text(written(&value)?, 1, false).map(|()| value.to_string())
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
    text(bytes(size), 1, false)?;
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
    text(bytes(value.len()).saturating_add(times.saturating_mul(bytes(to.len()))), 1, false)?;
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
    text(bytes(value.len()).saturating_add(bytes(value.lines().count()).saturating_mul(bytes(fill.len()))), 1, false)?;
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
    text(parts.saturating_mul(48), 1, parts > 1_000)?;
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
        if !others.contains(&one) {
            others.push(one);
            out.push(one.clone());
        }
    }
    Ok(out)
}
