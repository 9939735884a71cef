//! The foot of a document: signature and recipients side by side.

use docx_rs::{LineSpacing, Paragraph, Table, TableRow};

use super::head::{cell, frameless};
use super::hold;
use super::metrics::{Face, lines};
use super::style::id;
use super::text::words;
use crate::document::{Document, Signature};
use crate::units::Length;

fn line(style: &str, text: &str) -> Paragraph {
    words(Paragraph::new().style(style), text)
}

/// The gap between the text and the foot, in twips.
const GAP: u32 = 240;

/// Returns the first paragraph of a column, set off from the text above.
fn first(paragraph: Paragraph) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().before(GAP).after(0))
}

/// As many lines of recipients stand beside the signature, on its page; what comes after them may go on to the next
/// page. A longer row would leave the page before it empty.
const LINES_BESIDE: usize = 20;

/// So few lines are not worth a row of their own.
const LINES_ALONE: usize = 4;

/// Lays out recipients and signature in one row that no page break parts, but for the rest of a long list; two signers
/// stand side by side, with the recipients in rows of their own.
pub fn foot(document: &Document) -> Table {
    let width = document.text_width();
    let left = width.scale(45, 100);
    let columns = [left, width - left];
    let (beside, rest) = recipients(document, left);
    let nothing = || vec![Paragraph::new().style(id::RECIPIENTS)];
    let whole = |left, right| row(&columns, vec![left, right]).cant_split();
    let mut rows = match document.signatures.as_slice() {
        [first, second, ..] => vec![whole(signature(first), signature(second)), whole(beside, nothing())],
        [one] => vec![whole(beside, signature(one))],
        [] => vec![whole(beside, nothing())],
    };
    if !rest.is_empty() {
        rows.push(row(&columns, vec![rest, nothing()]));
    }
    frameless(rows, &columns)
}

fn row(columns: &[Length], cells: Vec<Vec<Paragraph>>) -> TableRow {
    let cells = columns.iter().zip(cells).map(|(width, paragraphs)| cell(*width, paragraphs));
    TableRow::new(cells.collect())
}

fn signature(signature: &Signature) -> Vec<Paragraph> {
    let titles = signature.titles.iter().map(|title| line(id::SIGNER_TITLE, title));
    let lines = titles.chain([line(id::SIGNER_NAME, &signature.name)]);
    lines.enumerate().map(|(index, line)| if index == 0 { first(line) } else { line }).collect()
}

/// Returns the recipients that stand beside the signature, and the rest of a long list.
fn recipients(document: &Document, width: Length) -> (Vec<Paragraph>, Vec<Paragraph>) {
    let recipients = &document.recipients;
    let list = recipients.list.iter().map(|one| format!("- {one};"));
    let filed = (!recipients.filed.is_empty()).then(|| format!("- Lưu: {}.", recipients.filed));
    let list: Vec<String> = list.chain(filed).collect();
    let beside = beside(&list, document, width);
    let mut all = std::iter::once(first(line(id::RECIPIENTS_TITLE, "Nơi nhận:")))
        .chain(list.iter().map(|one| line(id::RECIPIENTS, &hold::all(one))));
    (all.by_ref().take(1 + beside).collect(), all.collect())
}

/// Returns how many of the recipients stand beside the signature.
fn beside(list: &[String], document: &Document, width: Length) -> usize {
    let size = document.sizes.recipients.as_half_pt();
    let ends: Vec<usize> = list
        .iter()
        .scan(0, |end, one| {
            *end += usize::try_from(lines(one, Face::Regular, size, width.as_emu())).unwrap_or(usize::MAX);
            Some(*end)
        })
        .collect();
    match ends.last() {
        Some(all) if *all > LINES_BESIDE + LINES_ALONE => ends.partition_point(|end| *end <= LINES_BESIDE).max(1),
        _ => list.len(),
    }
}
