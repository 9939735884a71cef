//! What a document looks like on paper: how many pages, and what stands badly on them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Made;
use crate::diag::{Code, Diagnostic, Report};
use crate::pdf::Preview;
use crate::typeset::{Item, Mark, NodeKind, Pages};

/// Something stands alone on a page.
pub static ALONE: Code =
    Code { id: "IN01", title: "Trang cuối chỉ có một vài dòng, hoặc chỉ có phần ký" };
/// A heading at the foot of a page.
pub static LONELY: Code = Code { id: "IN02", title: "Đề mục nằm một mình ở cuối trang" };

/// All of them.
pub static CODES: &[&Code] = &[&ALONE, &LONELY];

/// Counts the pages of documents and returns what stands badly on them. A Word template's own layout is the office's.
pub fn look(made: &mut [Made]) -> Report {
    let ours = made.par_iter_mut().filter(|made| !made.filled);
    let told = ours.map(|made| {
        // A file that cannot be read back is told where it is issued.
        let Ok(preview) = Preview::of(&made.bytes) else { return Vec::new() };
        made.pages = Some(preview.pages().pages.len());
        let found = found(preview.pages(), &made.id);
        made.warnings += found.len();
        found
    });
    let mut report = Report::new();
    told.collect::<Vec<_>>().into_iter().flatten().for_each(|found| report.push(found));
    report
}

fn found(pages: &Pages, id: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let next = pages.pages.get(number + 1);
        let is_last = next.is_none_or(|next| next.section != page.section);
        let begins = number.checked_sub(1).is_none_or(|before| pages.pages[before].section != page.section);
        let seen: Vec<&Item> = page.items.iter().filter(|item| item.node.is_some()).collect();
        let at = || format!("{id}.docx, trang {}", number + 1);
        if is_last && !begins && !seen.is_empty() {
            let lines: BTreeSet<_> = seen.iter().map(|item| item.y).collect();
            let only_signed = seen.iter().all(|item| item.node.is_some_and(|node| in_table(pages, node)));
            let what = match (lines.len(), only_signed) {
                (1, _) => Some("chỉ có 1 dòng".to_owned()),
                (2, false) => Some("chỉ có 2 dòng".to_owned()),
                (_, true) if in_one_table(pages, &seen) => Some("chỉ có phần ký, nơi nhận".to_owned()),
                _ => None,
            };
            found.extend(what.map(|what| {
                let hint =
                    "viết gọn một hai câu, bớt người nhận, hoặc đặt co_chu: 13 trong the_thuc của bản ghi cơ quan";
                Diagnostic::warning(&ALONE, format!("trang cuối {what}")).in_file(at()).hint(hint)
            }));
        }
        if !is_last && let Some(heading) = last_heading(pages, number, &seen) {
            let hint = "viết thêm hoặc bớt một hai dòng ở phần trên";
            found.push(
                Diagnostic::warning(&LONELY, format!("đề mục “{heading}” nằm ở cuối trang")).in_file(at()).hint(hint),
            );
        }
    }
    found
}

/// Tells whether something lies in a table.
fn in_table(pages: &Pages, node: usize) -> bool {
    table(pages, node).is_some()
}

/// Returns the outermost table in which something lies.
fn table(pages: &Pages, node: usize) -> Option<usize> {
    let around = std::iter::successors(Some(node), |node| pages.nodes[*node].parent);
    around.filter(|node| pages.nodes[*node].kind == NodeKind::Table).last()
}

/// Tells whether all that is seen is the table at the end of the document, which is the one that is signed.
fn in_one_table(pages: &Pages, seen: &[&Item]) -> bool {
    let tables: BTreeSet<Option<usize>> =
        seen.iter().filter_map(|item| item.node).map(|node| table(pages, node)).collect();
    let signed = seen
        .iter()
        .any(|item| matches!(&item.mark, Mark::Text(text) if text.text.trim_start().starts_with("Nơi nhận")));
    tables.len() == 1 && signed
}

/// Returns the heading that is the last thing on a page.
fn last_heading<'p>(pages: &'p Pages, number: usize, seen: &[&Item]) -> Option<&'p str> {
    let lowest = seen.iter().max_by_key(|item| item.y)?;
    let is_heading = matches!(pages.nodes[lowest.node?].kind, NodeKind::Heading(..));
    let heading = pages.headings.iter().rfind(|heading| heading.page == number)?;
    is_heading.then_some(heading.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Face;
    use crate::typeset::{Heading, Node, Page, Text};
    use crate::units::{FontSize, Length};

    fn words(node: usize, y: i64, text: &str) -> Item {
        let (face, size, zero) = (Face::Regular, FontSize::pt(14), Length::ZERO);
        let text =
            Text { text: text.to_owned(), face, size, stretch: zero, rest: 0, letter_spacing: zero, color: [0; 3] };
        Item { x: zero, y: Length::pt(y), node: Some(node), mark: Mark::Text(text) }
    }

    /// Two pages; paragraphs, a heading, and the table that is signed.
    fn told(second: Vec<Item>, lonely: bool) -> Vec<String> {
        let node = |kind, parent| Node { kind, parent };
        let nodes = vec![
            node(NodeKind::Paragraph, None),
            node(NodeKind::Heading(1, "I. MỤC ĐÍCH".to_owned()), None),
            node(NodeKind::Table, None),
            node(NodeKind::Paragraph, Some(2)),
        ];
        let first = vec![words(0, 100, "một"), words(usize::from(lonely), 700, "I. MỤC ĐÍCH")];
        let side = Length::mm(297);
        let page = |items| Page { width: side, height: side, items, section: 0 };
        let heading = Heading { text: "I. MỤC ĐÍCH".to_owned(), level: 0, page: 0, y: Length::pt(690) };
        let pages = Pages { pages: vec![page(first), page(second)], nodes, headings: vec![heading] };
        found(&pages, "ke-hoach").into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn a_last_page_of_a_line_or_two_or_of_the_signature_alone_is_told() {
        let lines = |count: i64| (0..count).map(|at| words(0, 100 + 20 * at, "dòng")).collect::<Vec<_>>();
        assert_eq!(told(lines(1), false), ["trang cuối chỉ có 1 dòng"]);
        assert_eq!(told(lines(2), false), ["trang cuối chỉ có 2 dòng"]);
        assert!(told(lines(3), false).is_empty());
        let signed = vec![words(3, 100, "Nơi nhận:"), words(3, 120, "- Lưu: VT."), words(3, 140, "GIÁM ĐỐC")];
        assert_eq!(told(signed.clone(), false), ["trang cuối chỉ có phần ký, nơi nhận"]);
        assert!(told(lines(1).into_iter().chain(signed).collect(), false).is_empty());
    }

    #[test]
    fn a_heading_that_ends_a_page_is_told() {
        assert_eq!(
            told((0..4).map(|at| words(0, 100 + at, "dòng")).collect(), true),
            ["đề mục “I. MỤC ĐÍCH” nằm ở cuối trang"]
        );
    }
}
