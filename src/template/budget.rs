//! What a template may cost while it runs: rounds of loops, text put together, size of values.
//!
//! The engine itself counts nothing. [`guard`](super::guard::guard) puts the filters and the function below into a
//! template's text where it goes round or puts text together; filters that multiply are replaced by ones that count.
//! Each rendering begins with [`begin`], on the thread that does it.

mod filters;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

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

/// Charges for a text that is read to its end.
pub const READ: &str = "__chu";
/// Charges for a text, and for each item of a list.
pub const COUNTED: &str = "__muc";
/// Charges for a value and everything in it.
pub const SEEN: &str = "__xem";
/// Charges for a value and everything in it that is compared with another.
pub const COMPARED: &str = "__sanh";
/// Charges for the value that a subscript looks into, and for the subscript.
pub const SUBSCRIPT: &str = "__o";

/// Most rounds of all loops, each weighed by the tags in it. A list of 50,000 rows with 20 tags each takes a million.
const MOST_STEPS: u64 = 10_000_000;
/// What a round of `[… for … in …]` weighs: it keeps what it makes.
pub const KEPT_ROUND: usize = 4;
/// Most bytes that are copied while text is put together.
const MOST_COPIED: u64 = 2 << 30;
/// Most bytes of long texts and of texts in lists that are made, whatever becomes of them.
const MOST_MADE: u64 = 128 << 20;
/// Most bytes that filters, tests and operators look at; a value counts for [`A_VALUE`], and its text.
const MOST_LOOKED: u64 = 128 << 20;
/// What a value costs that is looked at.
const A_VALUE: u64 = 4;
/// What it costs where it is only compared.
const A_COMPARED_VALUE: u64 = 1;
/// So many bytes of texts are compared while one is changed.
const COMPARED_BYTES: u64 = 16;
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
const TOO_OFTEN: &str = "mẫu xem đi xem lại quá nhiều dữ liệu, cộng lại hơn 128 MB vẫn chưa xong";
const TOO_LARGE: &str = "mẫu dựng danh sách quá lớn, hơn một triệu giá trị hoặc lồng nhau quá 64 tầng";

/// What is left of each.
#[derive(Clone, Copy)]
struct Left {
    steps: u64,
    copied: u64,
    made: u64,
    looked: u64,
}

const WHOLE: Left = Left { steps: MOST_STEPS, copied: MOST_COPIED, made: MOST_MADE, looked: MOST_LOOKED };

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
        _ if message.contains(TOO_OFTEN) => {
            "đưa việc lọc, sắp xếp, đếm, so sánh danh sách hoặc đoạn chữ dài ra trước vòng lặp: {% set … %} một lần"
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

/// Counts a text of so many bytes that a filter makes.
fn result(bytes: u64) -> TeraResult<()> {
    if bytes > MOST_TEXT {
        return Err(Error::message(TOO_LONG));
    }
    look(bytes)?;
    if bytes > LONG { take(|left| &mut left.made, bytes, TOO_LONG) } else { Ok(()) }
}

fn look(cost: u64) -> TeraResult<()> {
    take(|left| &mut left.looked, cost, TOO_OFTEN)
}

/// What it costs to read a text to its end; anything else is not read.
fn read(value: &Value) -> u64 {
    value.as_str().map_or(0, |text| bytes(text.len()))
}

/// What it costs to go through a list, or to read a text.
fn items(value: &Value, cost: u64) -> u64 {
    match value.as_str() {
        Some(text) => bytes(text.len()),
        None => {
            let entries = || value.as_map().map_or(0, tera::Map::len);
            value.as_array().map_or_else(entries, <[Value]>::len) as u64 * cost
        }
    }
}

/// Charges for a value and everything in it.
fn see(value: &Value, compared: bool) -> TeraResult<u64> {
    let before = LEFT.get();
    let scale = if compared { COMPARED_BYTES } else { 1 };
    let mut looked = before.looked;
    match visit(value, 0, scale, &mut looked) {
        Some(()) => {
            LEFT.set(Left { looked, ..before });
            Ok(before.looked - looked)
        }
        None => Err(Error::message(TOO_OFTEN)),
    }
}

fn visit(value: &Value, depth: usize, scale: u64, left: &mut u64) -> Option<()> {
    let own = if scale == 1 { A_VALUE } else { A_COMPARED_VALUE };
    *left = left.checked_sub(own + read(value) / scale)?;
    if let Some(items) = value.as_array() {
        (depth < 2 * DEEPEST).then_some(())?;
        return items.iter().try_for_each(|item| visit(item, depth + 1, scale, left));
    }
    for (key, item) in value.as_map().into_iter().flatten() {
        (depth < 2 * DEEPEST).then_some(())?;
        *left = left.checked_sub(key.as_str().map_or(0, |key| bytes(key.len())) / scale)?;
        visit(item, depth + 1, scale, left)?;
    }
    Some(())
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
    look(bytes(values.len()).saturating_mul(A_VALUE))?;
    result(size)
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
    tera.register_filter(READ, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        look(read(&value)).map(|()| value)
    });
    tera.register_filter(COUNTED, |value: Value, args: Kwargs, _: &State| -> TeraResult<Value> {
        look(items(&value, args.get("n")?.unwrap_or(1))).map(|()| value)
    });
    tera.register_filter(SEEN, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        see(&value, false).map(|_| value)
    });
    tera.register_filter(COMPARED, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        see(&value, true).map(|_| value)
    });
    tera.register_filter(SUBSCRIPT, |value: Value, args: Kwargs, _: &State| -> TeraResult<Value> {
        let of = args.get::<&Value>("v")?;
        let taken = of.map_or(0, |of| match args.get("n") {
            Ok(Some(cost)) => items(of, cost),
            _ => read(of),
        });
        look(taken.saturating_add(read(&value))).map(|()| value)
    });
    filters::register(tera);
}
