//! Mending of pages: paper, margins, page numbers, columns.

use super::property::Set;
use super::table::Mend;
use crate::docx::format::RunFormat;
use crate::docx::place::Pages;
use crate::docx::view::{Block, Page, RunKind, Section};
use crate::standard::Standard;
use crate::units::Length;

/// Decides on the page of a section; nothing where that is left to a person.
pub fn decide(mend: Mend, section: &Section) -> Option<Vec<Set>> {
    let page = section.page;
    let (short, long) = Standard::ND30.paper;
    Some(match mend {
        Mend::Paper if page.width > page.height => vec![paper(long, short, true)],
        Mend::Paper => vec![paper(short, long, false)],
        Mend::Upright => vec![paper(page.height, page.width, false)],
        Mend::Margin(side, length) => vec![margin(&page, side, length)],
        Mend::FirstPage if only_numbers(section) => vec![Set::Element("w:titlePg", "<w:titlePg/>".to_owned())],
        Mend::Arabic => vec![attribute("w:pgNumType", "w:fmt", "decimal")],
        Mend::FromOne => vec![attribute("w:pgNumType", "w:start", "1")],
        Mend::OneColumn => {
            vec![Set::Attributes("w:cols", vec![("w:num", Some("1".to_owned())), ("w:equalWidth", None)])]
        }
        _ => return None,
    })
}

fn twips(length: Length) -> String {
    // Word writes the nearest twentieth of a point.
    ((length.as_emu() * 2 + 635) / (635 * 2)).to_string()
}

fn attribute(name: &'static str, attribute: &'static str, value: &str) -> Set {
    Set::Attributes(name, vec![(attribute, Some(value.to_owned()))])
}

fn paper(width: Length, height: Length, lying: bool) -> Set {
    let lying = lying.then(|| "landscape".to_owned());
    let sides = vec![("w:w", Some(twips(width))), ("w:h", Some(twips(height))), ("w:orient", lying), ("w:code", None)];
    Set::Attributes("w:pgSz", sides)
}

/// All margins are stated: the schema wants them together.
fn margin(page: &Page, side: &'static str, length: Length) -> Set {
    let own = [
        ("w:top", page.top),
        ("w:right", page.right),
        ("w:bottom", page.bottom),
        ("w:left", page.left),
        ("w:header", page.header),
        ("w:footer", page.footer),
        ("w:gutter", page.gutter),
    ];
    let of = |name: &'static str, own: Length| match name {
        _ if name == side => length,
        "w:gutter" if side == "w:left" => Length::ZERO,
        _ => own,
    };
    Set::Attributes("w:pgMar", own.map(|(name, own)| (name, Some(twips(of(name, own))))).to_vec())
}

/// Tells whether headers and footers hold nothing but page numbers, and the first page has none waiting.
fn only_numbers(section: &Section) -> bool {
    let shown = |look: &RunFormat, text: &str| !look.hidden && !text.trim().is_empty();
    let number = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.runs.iter().all(|run| match &run.kind {
            RunKind::Text => !shown(&run.format, run.text.trim_matches(['-', '–', ' '])),
            RunKind::Field(_) => true,
            _ => false,
        }),
        Block::Table(_) => false,
    };
    let empty = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.is_blank());
    let all = section.headers.all().chain(section.footers.all());
    !section.title_page
        && all.into_iter().all(|(pages, blocks)| match pages {
            Pages::First => blocks.iter().all(empty),
            _ => blocks.iter().all(number),
        })
}
