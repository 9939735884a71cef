//! The engine's own filters, tests and functions, and how much of a value each looks at. A name that does not stand
//! here looks at all of it.

/// How much of a value is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// As much of a large one as of a small one; or it counts by itself.
    Free,
    /// All of a text; of a list no more than how long it is.
    Text,
    /// All of a text; each item of a list, which costs so much.
    Items(u64),
    /// Everything, as far as comparing goes: it is cheaper than anything else.
    Compared,
    /// Everything, and everything in it.
    Whole,
}

use Price::{Compared, Free, Items, Text, Whole};

/// What an item costs that is copied into another list.
pub const COPIED: u64 = 8;

/// The filters.
pub const FILTERS: [(&str, Price); 37] = [
    ("safe", Text),
    ("default", Free),
    ("upper", Text),
    ("lower", Text),
    ("wordcount", Text),
    ("escape", Text),
    ("escape_html", Text),
    ("escape_xml", Text),
    ("newlines_to_br", Text),
    ("pluralize", Free),
    ("trim", Text),
    ("trim_start", Text),
    ("trim_end", Text),
    ("replace", Text),
    ("capitalize", Text),
    ("title", Text),
    ("truncate", Text),
    ("indent", Text),
    ("str", Free),
    ("int", Text),
    ("float", Text),
    ("length", Text),
    ("reverse", Items(COPIED)),
    ("split", Text),
    ("abs", Free),
    ("round", Free),
    ("first", Free),
    ("last", Free),
    ("nth", Free),
    ("join", Free),
    ("sort", Free),
    ("unique", Whole),
    ("get", Free),
    ("values", Items(COPIED)),
    ("keys", Items(2 * COPIED)),
    ("pairs", Items(4 * COPIED)),
    ("group_by", Free),
];

/// The tests.
pub const TESTS: [(&str, Price); 17] = [
    ("string", Free),
    ("number", Free),
    ("map", Free),
    ("bool", Free),
    ("array", Free),
    ("integer", Free),
    ("float", Free),
    ("none", Free),
    ("iterable", Free),
    ("defined", Free),
    ("undefined", Free),
    ("odd", Free),
    ("even", Free),
    ("divisible_by", Free),
    ("starting_with", Text),
    ("ending_with", Text),
    ("containing", Compared),
];

/// The functions: those that make something count by themselves. The engine counts `super` among its words.
pub const FUNCTIONS: [&str; 2] = ["range", "throw"];

/// Words that may stand before a bracket, or after `is` or a bar, and are no names.
const WORDS: [&str; 5] = ["super", "not", "is", "in", "loop"];

/// Tells whether the engine knows a filter, test, function or word of this name.
pub fn is_known(name: &str) -> bool {
    let stands_in = |table: &[(&str, Price)]| table.iter().any(|(known, _)| *known == name);
    stands_in(&FILTERS) || stands_in(&TESTS) || FUNCTIONS.contains(&name) || WORDS.contains(&name)
}

fn stated(table: &[(&str, Price)], name: &str) -> Option<Price> {
    // Those that we put in ourselves do not pay for it.
    let ours = name.starts_with("__").then_some(Free);
    ours.or_else(|| table.iter().find(|(known, _)| *known == name).map(|(_, price)| *price))
}

/// Returns what a filter looks at.
pub fn filter(name: &str) -> Price {
    stated(&FILTERS, name).unwrap_or(Whole)
}

/// Returns what a test looks at.
pub fn test(name: &str) -> Price {
    stated(&TESTS, name).unwrap_or(Whole)
}

/// Returns what is looked at of the arguments of a filter, test or function.
pub fn arguments(name: &str) -> Price {
    match name {
        // It is handed on as it is.
        "default" => Free,
        name if is_known(name) => Text,
        _ => Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The engine tells nobody what it has; but how much, it does.
    #[test]
    fn everything_that_the_engine_has_stands_in_the_tables() {
        let said = format!("{:?}", tera::Tera::default());
        for (sort, count) in [("filters", FILTERS.len()), ("tests", TESTS.len()), ("functions", FUNCTIONS.len())] {
            assert!(said.contains(&format!("{sort}: {count},")), "{sort}: {count} in our table, but {said}");
        }
        for (name, _) in FILTERS {
            assert!(tera::Tera::default().add_raw_template("a", &format!("{{{{ a | {name} }}}}")).is_ok(), "{name}");
        }
        for (name, _) in TESTS {
            assert!(tera::Tera::default().add_raw_template("a", &format!("{{{{ a is {name} }}}}")).is_ok(), "{name}");
        }
        for name in FUNCTIONS {
            assert!(tera::Tera::default().add_raw_template("a", &format!("{{{{ {name}() }}}}")).is_ok(), "{name}");
        }
    }
}
