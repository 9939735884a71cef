//! Exact texts of the renderer.

use super::*;
use crate::diag::Diagnostic;
use crate::diag::code::{COLON, DUPLICATE_KEY};
use crate::text::Span;

fn one(text: &str, start: usize, end: usize) -> String {
    let mut sources = Sources::new();
    let file = sources.add("data/a.yaml", text.to_owned());
    let item = Diagnostic::error(&COLON, "hỏng").at(Span::new(file, start, end));
    shown(vec![item], &sources)
}

fn shown(items: Vec<Diagnostic>, sources: &Sources) -> String {
    render(&items.into_iter().collect(), sources, false)
}

#[test]
fn a_finding_shows_its_line_clause_and_hints_and_the_last_line_counts() {
    let mut sources = Sources::new();
    let file = sources.add("data/2026/thon-dong.yaml", "muc:\n  tong: 285\n".to_owned());
    let items = vec![
        Diagnostic::error(&COLON, "tổng điểm ghi 285, cộng các mục được 295")
            .at(Span::new(file, 13, 16))
            .clause("Luật Thi đua, khen thưởng, Điều 3")
            .hint("sửa thành 295,\nhoặc bỏ dòng này"),
        Diagnostic::error(&COLON, "thiếu tệp").in_file("data/2026"),
        Diagnostic::warning(&COLON, "chung"),
    ];
    let expected = "\
cảnh báo YAML08: chung

lỗi YAML08: thiếu tệp
--> data/2026

lỗi YAML08: tổng điểm ghi 285, cộng các mục được 295
 --> data/2026/thon-dong.yaml:2:9
  |
2 |   tong: 285
  |         ^^^
  |
  = căn cứ: Luật Thi đua, khen thưởng, Điều 3
  = gợi ý: sửa thành 295,
           hoặc bỏ dòng này

2 lỗi, 1 cảnh báo
";
    assert_eq!(shown(items, &sources), expected);
    assert_eq!(render(&Report::new(), &sources, false), "");
}

#[test]
fn the_mark_stands_under_its_text_behind_any_letters() {
    assert_eq!(
        one("Đế\t漢x", 9, 10),
        "lỗi YAML08: hỏng\n --> data/a.yaml:1:5\n  |\n1 | Đế    漢x\n  |         ^\n\n1 lỗi\n"
    );
    assert_eq!(one("e\u{302}\u{301}x", 5, 6), "lỗi YAML08: hỏng\n --> data/a.yaml:1:2\n  |\n1 | ếx\n  |  ^\n\n1 lỗi\n");
}

#[test]
fn an_empty_span_and_a_span_over_lines_show_one_line() {
    assert_eq!(one("a:\r\nb: 1", 2, 2), "lỗi YAML08: hỏng\n --> data/a.yaml:1:3\n  |\n1 | a:\n  |   ^\n\n1 lỗi\n");
    assert_eq!(one("a:\r\nb: 1\nc", 0, 8), "lỗi YAML08: hỏng\n --> data/a.yaml:1:1\n  |\n1 | a:\n  | ^^\n\n1 lỗi\n");
    assert_eq!(one("", 0, 0), "lỗi YAML08: hỏng\n --> data/a.yaml:1:1\n  |\n1 |\n  | ^\n\n1 lỗi\n");
}

#[test]
fn a_long_line_is_cut_around_the_mark_and_the_column_is_that_of_the_file() {
    let text = format!("{}X{}", "Đ".repeat(500), "b".repeat(500));
    let line = format!("…{}X{}…", "Đ".repeat(40), "b".repeat(69));
    let expected =
        format!("lỗi YAML08: hỏng\n --> data/a.yaml:1:501\n  |\n1 | {line}\n  | {}^\n\n1 lỗi\n", " ".repeat(41));
    assert_eq!(one(&text, 1000, 1001), expected);
}

#[test]
fn labels_near_by_share_the_excerpt_and_others_have_their_own() {
    let mut sources = Sources::new();
    let other = sources.add("b.yaml", "x: 2\n".to_owned());
    let file = sources.add("a.yaml", format!("x: 1\n{}x: 3\nx: 4\n", "#\n".repeat(50)));
    let item = Diagnostic::error(&DUPLICATE_KEY, "trùng")
        .at(Span::new(file, 110, 111))
        .label(Span::new(file, 105, 106), "gần")
        .label(Span::new(file, 0, 1), "xa")
        .label(Span::new(other, 0, 1), "tệp khác");
    let expected = "\
lỗi YAML18: trùng
  --> a.yaml:53:1
   |
52 | x: 3
   | - gần
53 | x: 4
   | ^
  ::: a.yaml:1:1
   |
 1 | x: 1
   | - xa
  ::: b.yaml:1:1
   |
 1 | x: 2
   | - tệp khác

1 lỗi
";
    assert_eq!(shown(vec![item], &sources), expected);
}

#[test]
fn a_place_outside_the_sources_brings_its_own_line() {
    let item = Diagnostic::error(&COLON, "không có biến nan").place(Place::At {
        file: "templates/ke-hoach.tera".to_owned(),
        line: 12,
        column: 8,
        excerpt: "Năm {{ nan }}".to_owned(),
        width: 3,
    });
    let expected = "\
lỗi YAML08: không có biến nan
  --> templates/ke-hoach.tera:12:8
   |
12 | Năm {{ nan }}
   |        ^^^

1 lỗi
";
    assert_eq!(shown(vec![item], &Sources::new()), expected);
}

#[test]
fn colour_adds_escape_codes_and_nothing_else() {
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", "Đ: 1\n".to_owned());
    let report: Report = [Diagnostic::warning(&COLON, "x").at(Span::new(file, 0, 2)).hint("y")].into_iter().collect();
    let colored = render(&report, &sources, true);
    assert!(colored.contains('\x1b'));
    let mut parts = colored.split('\x1b');
    let mut plain = parts.next().unwrap_or("").to_owned();
    plain.extend(parts.map(|part| part.split_once('m').unwrap().1));
    assert_eq!(plain, render(&report, &sources, false));
}

#[test]
fn escape_codes_in_a_file_or_message_are_made_visible() {
    let mut sources = Sources::new();
    let file = sources.add("a\x1b.yaml", "a\x1b[31m: 1\n".to_owned());
    let item = Diagnostic::error(&COLON, "x\x1b[0m").at(Span::new(file, 0, 1)).hint("\x1b");
    assert!(!shown(vec![item], &sources).contains('\x1b'));
}
