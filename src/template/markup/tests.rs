//! Whatever a template gives is read or refused, and never a panic.

use proptest::prelude::*;

use super::read;
use crate::diag::Report;
use crate::document::{Block, plain};
use crate::source::open::Reach;
use crate::standard::Margins;
use crate::template::{Engine, spec};
use crate::units::Length;

fn engine() -> Engine {
    let nowhere = std::path::Path::new("khong-co-thu-muc-nay");
    Engine::load(nowhere, &Reach::of(nowhere), &mut Report::new())
}

fn body(engine: &Engine, text: &str) -> (super::Body, Report) {
    let mut report = Report::new();
    let side = Length::mm(20);
    let margins = Margins { top: side, bottom: side, left: Length::mm(30), right: side };
    let context = tera::Context::new();
    let tables = spec::Tables { engine, context: &context, template: "cong-van.tera" };
    (read(text, &tables, margins, &mut report), report)
}

fn text(block: &Block) -> String {
    if let Block::Paragraph { content, .. } = block { plain(content) } else { String::new() }
}

#[test]
fn an_empty_item_gives_its_dash_to_nobody() {
    let (body, report) = body(&engine(), "- \n- Một\n-\n\nSau danh sách.\n");
    let texts: Vec<String> = body.blocks.iter().map(text).collect();
    assert_eq!(texts, ["- Một", "Sau danh sách."]);
    assert!(!report.has_errors());
}

#[test]
fn a_plus_sign_is_printed_as_it_is_written() {
    let (body, report) = body(&engine(), "- Một\n+ Hai\n  - Ba\n- Bốn\n  - Năm\n");
    let texts: Vec<String> = body.blocks.iter().map(text).collect();
    assert_eq!(texts, ["- Một", "+ Hai", "+ Ba", "- Bốn", "+ Năm"]);
    assert!(!report.has_errors());
}

#[test]
fn long_runs_of_one_sign_are_read_to_their_end_and_told_a_few_times() {
    let engine = engine();
    for piece in ["\\\\", "\\*", "*", "** ", "](", "[^a]: b\n\n", "~", "{a=", "| ", "<b>", "_", "\\[x](", "&amp;"] {
        let text = piece.repeat(100_000);
        let (_, report) = body(&engine, &text);
        assert!(report.errors() <= 100, "{piece}: {}", report.errors());
    }
}

fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "# ",
        "## ",
        "#### ",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "| a | b |\n",
        "| --- | :-: |\n",
        "|",
        "[^1]",
        "[^1]: ",
        "![",
        "](",
        ")",
        "{rong: 1cm, *}\n",
        "{rong=8cm}",
        "{.phu-luc}",
        "**",
        "*",
        "_",
        "___",
        "`",
        "```bang\n",
        "```\n",
        "<b>",
        "<br>",
        "<!--",
        "~~",
        "\\",
        "\n",
        "\n\n",
        "    ",
        "Điều 1. ",
        "a) ",
        "chữ",
        "Đ",
        " ",
        "---\n",
        "===\n",
        "[x]: y\n",
        "https://a.vn",
        "&amp;",
        "\u{a0}",
        "\t",
        "[ ] ",
        "(*)",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in soup()) {
        thread_local!(static ENGINE: Engine = engine());
        ENGINE.with(|engine| {
            body(engine, &text);
        });
    }
}
