//! Every kind of fault with the exact text that people read.

use crate::diag::Report;
use crate::diag::text::render;
use crate::source::{Sources, decode, tree};

/// Cases: `#### name`, the file (`⇥` is a tab), `----`, what is said of it.
const CASES: &str = include_str!("cases.txt");

fn said(input: &str) -> String {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let bytes = input.replace('⇥', "\t").into_bytes();
    let file = decode("a.yaml", bytes, &mut sources, &mut report).unwrap();
    let _ = tree::parse(file, &sources, &mut report);
    let shown = render(&report, &sources, false);
    shown.rsplit_once("\n\n").map_or("", |(list, _)| list).to_owned()
}

#[test]
fn every_kind_of_fault_is_told_in_these_words() {
    for case in CASES.split("#### ").skip(1) {
        let (name, case) = case.split_once('\n').unwrap();
        let (input, expected) = case.split_once("----\nlỗi").unwrap();
        assert_eq!(said(input), format!("lỗi{expected}").trim_end(), "{name}");
    }
}

#[test]
fn a_fault_is_told_the_same_with_crlf_and_bom() {
    for case in CASES.split("#### ").skip(1) {
        let (_, case) = case.split_once('\n').unwrap();
        let (input, _) = case.split_once("----\nlỗi").unwrap();
        let crlf = input.replace('\n', "\r\n");
        assert_eq!(said(&crlf), said(input));
        assert_eq!(said(&format!("\u{feff}{input}")), said(input));
    }
}

#[test]
fn a_fault_behind_combining_marks_is_marked_where_it_stands() {
    let expected = "\
lỗi YAML08: dấu hai chấm nằm trong chữ không có ngoặc kép
 --> a.yaml:1:9
  |
1 | Đế: Đông: x
  |         ^
  |
  = gợi ý: đặt cả nội dung trong ngoặc: \"Đông: x\"";
    assert_eq!(said("Đe\u{302}\u{301}: Đo\u{302}ng: x\n"), expected);
}
