//! What looks at large values again and again comes to an end; what does not look at them goes on.

use std::collections::BTreeSet;

use tera::{Context, Tera};

use super::super::{filters, guard};
use super::{LEFT, Left, WHOLE, advice, register};
use crate::template::guard::price;

const MANY: usize = 5_000;

fn data() -> Context {
    let mut data = Context::new();
    data.insert("so", &5);
    data.insert("chu", &"chữ dài ".repeat(20_000));
    data.insert("khac", &("chữ dài ".repeat(19_999) + "chữ khác"));
    data.insert("chu_so", &("0".repeat(200_000) + "1"));
    data.insert("ds", &(0..MANY).collect::<Vec<_>>());
    data.insert("ds2", &(0..MANY).collect::<Vec<_>>());
    data.insert("chus", &(0..MANY).map(|number| format!("chữ {number}")).collect::<Vec<_>>());
    let row = |number: usize| std::collections::BTreeMap::from([("a", number % 50), ("b", number)]);
    data.insert("dong", &(0..MANY).map(row).collect::<Vec<_>>());
    data.insert(
        "bang",
        &(0..MANY).map(|number| (format!("k{number}"), number)).collect::<std::collections::BTreeMap<_, _>>(),
    );
    data
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    register(&mut tera);
    filters::register(&mut tera);
    tera
}

/// Runs a template with little to look at; returns what the engine says against it.
fn said(template: &str) -> Result<String, String> {
    let guarded = guard(template, false).unwrap().text;
    LEFT.set(Left { looked: 4 << 20, ..WHOLE });
    let rendered = engine().render_str(&guarded, &data(), false);
    rendered.map_err(|error| match error.kind() {
        tera::ErrorKind::RenderingError(report) => report.message().to_owned(),
        other => format!("{other} in {guarded}"),
    })
}

fn again(expression: &str) -> Result<String, String> {
    said(&format!("{{% for i in range(end=1000) %}}{{% if {expression} %}}{{% endif %}}{{% endfor %}}"))
}

#[track_caller]
fn ends(expression: &str) {
    let said = again(expression);
    assert!(said.as_ref().is_err_and(|said| advice(said).is_some()), "{expression}: {said:?}");
}

/// What each of the engine's names is asked, and whether that looks at much.
const ASKED: [(&str, &str, bool); 56] = [
    ("safe", "chu | safe", true),
    ("default", "ds | default(value=chu)", false),
    ("upper", "chu | upper", true),
    ("lower", "chu | lower", true),
    ("wordcount", "chu | wordcount", true),
    ("escape", "chu | escape", true),
    ("escape_html", "chu | escape_html", true),
    ("escape_xml", "chu | escape_xml", true),
    ("newlines_to_br", "chu | newlines_to_br", true),
    ("pluralize", "so | pluralize", false),
    ("trim", "chu | trim", true),
    ("trim_start", "chu | trim_start", true),
    ("trim_end", "chu | trim_end", true),
    ("replace", "chu | replace(from=\"a\", to=\"\")", true),
    ("capitalize", "chu | capitalize", true),
    ("title", "chu | title", true),
    ("truncate", "chu | truncate(length=5000)", true),
    ("indent", "chu | indent", true),
    ("str", "ds | str", true),
    ("int", "chu_so | int", true),
    ("float", "chu_so | float", true),
    ("length", "chu | length", true),
    ("reverse", "ds | reverse", true),
    ("split", "chu | split(pat=\"không có\")", true),
    ("abs", "so | abs", false),
    ("round", "so | round", false),
    ("first", "ds | first", false),
    ("last", "ds | last", false),
    ("nth", "ds | nth(n=4000)", false),
    ("join", "ds | join(sep=\"\")", true),
    ("sort", "ds | sort", true),
    ("unique", "chus | unique", true),
    ("get", "bang | get(key=\"k7\")", false),
    ("values", "bang | values", true),
    ("keys", "bang | keys", true),
    ("pairs", "bang | pairs", true),
    ("group_by", "dong | group_by(attribute=\"a\")", true),
    ("string", "chu is string", false),
    ("number", "chu is number", false),
    ("map", "bang is map", false),
    ("bool", "so is bool", false),
    ("array", "ds is array", false),
    ("integer", "so is integer", false),
    ("float", "so is float", false),
    ("none", "ds is none", false),
    ("iterable", "ds is iterable", false),
    ("defined", "ds is defined", false),
    ("undefined", "ds is not undefined", false),
    ("odd", "so is odd", false),
    ("even", "so is even", false),
    ("divisible_by", "so is divisible_by(divisor=2)", false),
    ("starting_with", "chu is starting_with(pat=chu)", true),
    ("ending_with", "chu is not ending_with(pat=chu)", true),
    ("containing", "ds is containing(pat=4999)", true),
    ("range", "range(end=5000)", true),
    ("throw", "false and throw(message=chu)", false),
];

#[test]
fn every_name_of_the_engine_that_looks_at_much_comes_to_an_end() {
    for (_, expression, looks) in ASKED {
        if looks {
            ends(expression);
        } else {
            assert_eq!(again(expression), Ok(String::new()), "{expression}");
        }
    }
    let asked: BTreeSet<&str> = ASKED.iter().map(|(name, ..)| *name).collect();
    let tables = price::FILTERS.iter().chain(&price::TESTS).map(|(name, _)| *name);
    assert_eq!(asked, tables.chain(price::FUNCTIONS).collect(), "left: asked, right: the engine's");
}

#[test]
fn operators_subscripts_and_arguments_come_to_an_end() {
    for expression in [
        "chu == khac",
        "chu != khac",
        "ds == ds2",
        "ds < ds2",
        "chu >= khac",
        "\"x\" in chu",
        "4999 in ds",
        "4999 not in ds",
        "chu in bang",
        "bang[chu] is undefined",
        "chu[so]",
        "chu[0]",
        "chu[0].x is defined",
        "chu[:9]",
        "chu[::-1]",
        "ds[1:]",
        "ds[1:][0].x is defined",
        "ds?[1:]",
        "(ds)[so:4000]",
        "ds | reverse | first is defined",
        "[...ds]",
        "{...bang}",
        "so | default(value=chu | upper)",
        "chu is starting_with(pat=khac ~ \"\")",
        "\"a\" | replace(from=\"a\", to=chu)",
        "so == 5 and chu | length > 3",
        "dong | sort(attribute=\"b\")",
        "not (ds == ds2)",
        "[x for x in [1] if chu == khac]",
        "(so if ds == ds2 else so) == 4",
    ] {
        ends(expression);
    }
    for expression in
        ["ds == []", "chu == \"\"", "ds != none", "ds[0]", "ds[so] == ds[so]", "bang[\"k7\"]", "so in [1, 2, 3]"]
    {
        assert_eq!(again(expression), Ok(String::new()), "{expression}");
    }
}

#[test]
fn our_own_filters_come_to_an_end_too() {
    for name in ["hoa", "hoa_dau", "thuong_dau", "khong_dau", "slug"] {
        ends(&format!("chu | {name}"));
    }
    ends("chus | liet_ke");
}

#[test]
fn a_tag_of_thousands_of_words_weighs_more_than_one_word() {
    let long = format!("[{}]", "1, ".repeat(5_000) + "1");
    let round = "{% for i in range(end=100000) %}";
    let said = said(&format!("{round}{{% if {long} | length %}}{{% endif %}}{{% endfor %}}"));
    assert!(said.as_ref().is_err_and(|said| said.contains("lượt")), "{said:?}");
}

#[test]
fn what_is_put_in_changes_no_value() {
    let tera = engine();
    for expression in [
        "so | str ~ (ds | length) ~ chus[3]",
        "chus[so - 2][1:3] ~ chus[-1]",
        "dong[0].a ~ dong[so].b ~ dong[1:3][0].a",
        "dong?[0]?.a",
        "chus[::-1][0]",
        "chus[:2] | join(sep=\", \")",
        "chus[4998:] | last | upper",
        "(ds)[7] + 1",
        "bang.k7 ~ bang[\"k8\"] ~ (bang | get(key=\"k9\"))",
        "thieu | default(value=\"không\")",
        "thieu is defined or so is odd and so not in ds",
        "1 + so | abs * 2 - -so",
        "[x.a for x in dong[:9] if x.a in [1, 3] and x.b != 2]",
        "[...ds[:3], ...[so]] | reverse",
        "dong[:60] | group_by(attribute=\"a\") | keys",
        "dong[:5] | sort(attribute=\"b\") | last",
        "[3, 1, 2] | sort",
        "[1, 1.0, [1], [1], {\"a\": 1}, {\"a\": 1}, \"1\", \"1\"] | unique",
        "range(end=-5, step_by=-2) | join(sep=\" \") ~ (range(start=3, end=9, step_by=4) | str)",
        "\"a\" if chu == khac else so if ds == ds2 else 3",
        "not so == 5",
        "\"a.b\" | replace(from=\".\", to=\"-\" ~ so) | title",
        "so in range(end=9) and \"k\" not in bang",
        "5.0 | round(method=\"ceil\", precision=so - 5)",
    ] {
        let text = format!("{{{{ {expression} }}}}");
        let guarded = guard(&text, false).unwrap().text;
        LEFT.set(WHOLE);
        let (plain, counted) =
            (tera.clone().render_str(&text, &data(), false), tera.clone().render_str(&guarded, &data(), false));
        assert_eq!(counted.as_ref().ok(), plain.as_ref().ok(), "{guarded}: {counted:?}");
        assert!(counted.is_ok(), "{guarded}: {counted:?}");
    }
}

#[test]
fn texts_are_sorted_as_a_vietnamese_dictionary_and_numbers_by_their_size() {
    let sorted = |list: &str| said(&format!("{{{{ {list} | sort | join(sep=\" \") }}}}")).unwrap();
    assert_eq!(sorted("[\"Vũ\", \"Ân\", \"Ông\", \"Ăn\", \"Đặng\", \"Dũng\", \"An\"]"), "An Ăn Ân Dũng Đặng Ông Vũ");
    assert_eq!(sorted("[10, 9, 1]"), "1 9 10");
}
