//! What is read from YAML, and that nothing breaks it.
#![expect(clippy::format_push_string, clippy::format_collect, reason = "short texts, read more easily so")]

use proptest::prelude::*;

use super::*;
use crate::diag::text::render;
use crate::source::decode;

fn read(text: &str) -> (Option<Node>, Report, Sources) {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let file = decode("a.yaml", text.as_bytes().to_vec(), &mut sources, &mut report);
    let node = file.and_then(|file| parse(file, &sources, &mut report));
    (node, report, sources)
}

/// The tree in one line; every value with the bytes it stands for, if they differ.
fn shown(text: &str) -> String {
    let (node, report, sources) = read(text);
    assert!(report.is_empty(), "{}", render(&report, &sources, false));
    show(&node.unwrap(), &sources)
}

fn show(node: &Node, sources: &Sources) -> String {
    match &node.value {
        Value::Null => format!("null@{}", node.span.start),
        Value::Scalar(scalar) => match sources.slice(node.span) {
            raw if raw == &*scalar.text => raw.to_owned(),
            raw => format!("{:?}<{raw:?}", scalar.text),
        },
        Value::Seq(items) => {
            let items: Vec<_> = items.iter().map(|item| show(item, sources)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries = entries.iter();
            let shown: Vec<_> =
                entries.map(|entry| format!("{}: {}", entry.key.text, show(&entry.value, sources))).collect();
            format!("{{{}}}", shown.join(", "))
        }
    }
}

/// Long enough to be read by a thread of its own.
fn long(items: usize) -> String {
    (0..items).map(|at| format!("- ho_ten: Nguyễn Văn {at}\n  so: {at}\n")).collect()
}

#[test]
fn a_long_text_gives_the_tree_of_its_parts() {
    let text = long(12_000);
    assert!(text.len() > 300_000);
    let (node, report, sources) = read(&text);
    assert!(report.is_empty());
    let Some(Node { value: Value::Seq(items), .. }) = node else { panic!("no list") };
    assert_eq!(items.len(), 12_000);
    assert_eq!(show(&items[11_999], &sources), "{ho_ten: Nguyễn Văn 11999, so: 11999}");
}

#[test]
fn a_fault_in_a_long_text_has_its_place_and_ends_the_reading() {
    for (before, after) in [(12_000, 0), (6_000, 6_000), (1, 12_000)] {
        let (node, report, sources) = read(&format!("{}- 'mở\n\ta: ]\n{}", long(before), long(after)));
        assert!(node.is_none());
        let shown = render(&report, &sources, false);
        let line = 2 * before + 1;
        assert!(shown.contains(&format!("a.yaml:{line}:")), "{shown}");
    }
    let (node, report, _) = read(&format!("{}---\n{}", long(12_000), long(12_000)));
    assert!(node.is_some(), "what stands before is read");
    assert_eq!(report.len(), 1, "a second document is told once");
}

#[test]
fn scalars_stay_as_written() {
    assert_eq!(
        shown("a: 08\nb: no\nc: 1.10\nd: 06/02/2020\ne: 1_000\nf: 'yes'\ng: Null"),
        "{a: 08, b: no, c: 1.10, d: 06/02/2020, e: 1_000, f: \"yes\"<\"'yes'\", g: Null}"
    );
}

#[test]
fn null_is_empty_tilde_or_null_without_quotes() {
    assert_eq!(
        shown("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf:   # không có\n"),
        "{a: null@2, b: null@6, c: null@11, d: \"\"<\"''\", e: \"null\"<\"'null'\", f: null@34}"
    );
    assert_eq!(shown("-\n- # x\n-\n"), "[null@1, null@3, null@9]");
    assert_eq!(shown(""), "null@0");
    assert_eq!(shown("# chỉ có ghi chú\n"), "null@0");
}

#[test]
fn texts_and_keys_are_composed_and_spans_are_raw() {
    let (node, _, sources) = read("te\u{302}n: Đo\u{302}ng");
    let Some(Value::Map(entries)) = node.map(|node| node.value) else { panic!() };
    assert_eq!(&*entries[0].key.text, "tên");
    assert_eq!(sources.slice(entries[0].key_span), "te\u{302}n");
    assert_eq!(show(&entries[0].value, &sources), "\"Đông\"<\"Đo\\u{302}ng\"");
}

#[test]
fn a_block_text_keeps_its_lines_and_ends_with_its_last_word() {
    assert_eq!(shown("a: |\n  x\n  y\n\nb: >-\n  x\n  y\n"), "{a: \"x\\ny\\n\"<\"x\\n  y\", b: \"x y\"<\"x\\n  y\"}");
}

#[test]
fn crlf_is_read_like_lf() {
    assert_eq!(shown("a: |\r\n  x\r\n  y\r\nb: c\r\n"), "{a: \"x\\ny\\n\"<\"x\\r\\n  y\", b: c}");
}

#[test]
fn collections_span_their_content() {
    let text = "a:\n  - b: 1\n    c: 2\n\n  - [x, y]\n\nd: {e: f}\n";
    let (node, _, sources) = read(text);
    let node = node.unwrap();
    assert_eq!(sources.slice(node.span), text.trim_end());
    let Value::Map(entries) = &node.value else { panic!() };
    assert_eq!(sources.slice(entries[0].value.span), "- b: 1\n    c: 2\n\n  - [x, y]");
    let Value::Seq(items) = &entries[0].value.value else { panic!() };
    assert_eq!(sources.slice(items[0].span), "b: 1\n    c: 2");
    assert_eq!(sources.slice(items[1].span), "[x, y]");
    assert_eq!(sources.slice(entries[1].value.span), "{e: f}");
}

#[test]
fn an_alias_repeats_what_its_anchor_names() {
    assert_eq!(shown("a: &x {b: &y 1}\nc: *x\nd: [*y, *x]\n*y : z\n"), "{a: {b: 1}, c: {b: 1}, d: [1, {b: 1}], 1: z}");
}

#[test]
fn what_can_be_read_is_read_beside_a_fault() {
    for (text, expected, code) in [
        ("a: 1\nb: 2\na: 3\nc: 4\n", "{a: 1, b: 2, c: 4}", "YAML18"),
        ("te\u{302}n: 1\ntên: 2\n", "{tên: 1}", "YAML18"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", "{a: {b: 1}, c: {d: 2}}", "YAML20"),
        ("a: !!str 08\nb: 1\n", "{a: 08, b: 1}", "YAML16"),
        ("a: 1\n---\nb: 2\n", "{a: 1}", "YAML17"),
        ("[a]: b\nc: d\n", "{c: d}", "YAML19"),
        (": a\nc: d\n", "{c: d}", "YAML19"),
        ("a: {{ nam }}\nc: d\n", "{a: {}, c: d}", "YAML12"),
    ] {
        let (node, report, sources) = read(text);
        let codes: Vec<_> = report.iter().map(|fault| fault.code.id).collect();
        assert_eq!(codes, [code], "{text}");
        assert_eq!(show(&node.unwrap(), &sources), expected);
    }
}

#[test]
fn a_key_given_twice_among_many_is_found() {
    let keys: String = (0..1000).map(|key| format!("k{key}: 1\n")).collect();
    let (node, report, sources) = read(&format!("{keys}k500: 2\n"));
    let fault = report.iter().next().unwrap();
    assert_eq!(fault.message, "khóa k500 ghi hai lần");
    assert_eq!(sources.line_column(fault.labels[0].0), (501, 1));
    assert!(matches!(node.unwrap().value, Value::Map(entries) if entries.len() == 1000));
}

/// The code of the one fault, and whether anything was read.
fn refused(text: &str) -> (&'static str, bool) {
    let (node, report, _) = read(text);
    assert_eq!(report.len(), 1);
    (report.iter().next().unwrap().code.id, node.is_some())
}

#[test]
fn an_alias_bomb_of_10_mb_ends_at_once() {
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, of) in ('b'..='j').zip('a'..) {
        bomb += &format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 10].join(","));
    }
    bomb += "l:\n";
    bomb += &"  - *j\n".repeat((10 << 20) / 7);
    assert_eq!(refused(&bomb), ("YAML22", false));
}

#[test]
fn a_long_row_of_aliases_and_aliases_of_long_texts_are_refused() {
    let row = format!("a: &a [x,x,x]\nl:\n{}", "  - *a\n".repeat(600_000));
    assert_eq!(refused(&row), ("YAML22", false));
    let text = format!("a: &a {}\nl:\n{}", "x".repeat(1 << 20), "  - *a\n".repeat(70));
    assert_eq!(refused(&text), ("YAML22", false));
}

#[test]
fn an_alias_of_itself_is_refused() {
    assert_eq!(refused("a: &a [1, *a]\n"), ("YAML22", false));
}

#[test]
fn deep_nesting_is_refused_however_it_is_written() {
    assert_eq!(refused(&"[".repeat(1 << 20)), ("YAML21", false));
    assert_eq!(refused(&"- ".repeat(1 << 20)), ("YAML21", false));
    assert_eq!(refused(&"{a: ".repeat(1 << 16)), ("YAML21", false));
    let blocks: String = (0..100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(refused(&blocks), ("YAML21", false));
    let mut aliases = "a0: &a0 x\n".to_owned();
    for level in 1..100 {
        aliases += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert_eq!(refused(&aliases), ("YAML21", false));
}

#[test]
fn nesting_of_64_levels_is_read() {
    let text = format!("{}x{}", "[".repeat(64), "]".repeat(64));
    assert!(read(&text).0.is_some());
    assert_eq!(refused(&format!("[{text}]")), ("YAML21", false));
}

/// Fragments that make up YAML, so that arbitrary texts reach deep into the parser.
fn yaml() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => prop::sample::select(vec![
            "a", "ten", "Đ", "e\u{302}\u{301}", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\r\n", "\r",
            "\t", " ", "\"", "'", "[", "]", "{", "}", ", ", "#", " # ", "&a ", "*a", "*", "!!str ", "!", "|\n",
            ">-\n", "---\n", "...\n", "%", "{{ x }}", "? ", "<<: ", "\\", "~", "null", "\u{feff}", "𝄞", "\u{85}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn check_spans(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?}", node.span);
    match &node.value {
        Value::Seq(items) => items.iter().for_each(|item| check_spans(item, text)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            assert!(text.get(entry.key_span.range()).is_some());
            check_spans(&entry.value, text);
        }),
        Value::Null | Value::Scalar(_) => {}
    }
}

fn check(text: &str) {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let file = sources.add("a.yaml", text.to_owned());
    let node = parse(file, &sources, &mut report);
    assert!(node.is_some() || report.has_errors());
    if let Some(node) = &node {
        check_spans(node, text);
    }
    for fault in report.iter() {
        let crate::diag::Place::Span(span) = fault.place else { panic!("{fault:?}") };
        assert!(text.get(span.range()).is_some(), "{fault:?}");
    }
    let shown = render(&report, &sources, false);
    assert!(!shown.contains('\x1b'));
    let _ = render(&report, &sources, true);
    let _ = crate::diag::json::to_json(&report, &sources);
}

#[test]
fn a_missing_key_before_a_comment_that_ends_in_a_vietnamese_letter_is_placed_on_that_letter() {
    check("? #Đ");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_yaml_breaks_the_parser_and_spans_lie_in_the_text(text in yaml()) {
        check(&text);
    }

    #[test]
    fn no_text_breaks_the_parser(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn no_bytes_break_decoding(bytes in any::<Vec<u8>>()) {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let file = decode("a.yaml", bytes, &mut sources, &mut report);
        prop_assert_eq!(file.is_none(), report.has_errors());
        let _ = render(&report, &sources, true);
    }

    #[test]
    fn a_fault_behind_any_letters_has_the_column_of_its_letter(
        before in "[aĐđếữ漢]{1,20}"
    ) {
        let (_, report, sources) = read(&format!("k: {before} : x : y\n"));
        let fault = report.iter().next().unwrap();
        let crate::diag::Place::Span(span) = fault.place else { panic!() };
        prop_assert_eq!(sources.line_column(span), (1, 5 + before.chars().count()));
    }
}
