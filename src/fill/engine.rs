//! The template engine with everything a Word template may call.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::meaning::{self, CHECK_LIST, CHECK_VALUE, OR_EMPTY};
use super::value;
use crate::template;

/// Returns an engine without templates.
pub fn engine() -> Tera {
    let mut tera = Tera::default();
    template::register_budget(&mut tera);
    register_vietnamese(&mut tera);
    value::register(&mut tera);
    tera.autoescape_on(Vec::<&str>::new());
    tera.register_filter("default", or_default);
    // Values are escaped where they are written; the engine's own filters would do it twice.
    for name in ["safe", "escape", "escape_xml", "escape_html"] {
        tera.register_filter(name, |value: Value, _: Kwargs, _: &State| value);
    }
    tera.register_filter(CHECK_VALUE, check_value);
    tera.register_filter(CHECK_LIST, check_list);
    tera.register_filter(
        OR_EMPTY,
        |value: Value, _: Kwargs, _: &State| {
            if is_list(&value) { value } else { Value::from(Vec::<Value>::new()) }
        },
    );
    tera
}

/// Adds the Vietnamese filters so that what is missing passes through them: it is told by whoever asked for it, with
/// everything else that is missing, and not by the first filter that cannot work on it.
fn register_vietnamese(tera: &mut Tera) {
    template::register_filters_behind(tera, BEHIND);
    for name in template::FILTERS {
        let real = format!("{BEHIND}{name}");
        tera.register_filter(*name, move |value: Value, args: Kwargs, state: &State| -> TeraResult<Value> {
            if is_missing(&value) { Ok(value) } else { state.call_filter(&real, &value, args) }
        });
    }
}

/// Stands before the names of filters that no tag calls itself.
const BEHIND: &str = "__";

fn is_missing(value: &Value) -> bool {
    value.is_undefined() || value.is_none()
}

fn is_list(value: &Value) -> bool {
    value.is_array() || value.is_map() || value.is_string()
}

/// What is empty in the data counts as missing.
#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn or_default(value: Value, args: Kwargs, _: &State) -> TeraResult<Value> {
    let other = args.must_get::<Value>("value")?;
    let boolean = args.get::<bool>("boolean")?.unwrap_or_default();
    let taken = if boolean { value.is_truthy() } else { !is_missing(&value) };
    Ok(if taken { value } else { other })
}

fn note(args: &Kwargs) -> TeraResult<Value> {
    let items = args.get::<Vec<Value>>("n")?.unwrap_or_default();
    Ok(Value::from(meaning::lack(args.must_get::<i64>("i")?, &items)))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn check_value(value: Value, args: Kwargs, _: &State) -> TeraResult<Value> {
    if is_missing(&value) {
        return note(&args);
    }
    value::shown(value)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn check_list(value: Value, args: Kwargs, _: &State) -> TeraResult<Value> {
    if is_missing(&value) {
        return note(&args);
    }
    if is_list(&value) {
        Ok(Value::from(""))
    } else {
        Err(Error::message(format!("Iteration not possible on type `{}`", value.name())))
    }
}
