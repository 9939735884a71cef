//! The foot of a document: signature and recipients side by side.

use docx_rs::{LineSpacing, Paragraph, Table, TableRow};

use super::head::{balanced_within, cell, frameless};
use super::metrics::{Face, lines};
use super::style::id;
use super::text::words;
use crate::document::{Document, Signature};
use crate::standard::Signing;
use crate::units::{FontSize, Length};
use crate::viet::hyphen;

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

/// Lays out recipients and signature in one row that no page break parts, but for the rest of a long list; several
/// signers stand side by side, two a row, each with room for signature and seal, and the recipients in rows of their own.
pub fn foot(document: &Document) -> Table {
    let width = document.text_width();
    let left = if document.signatures.iter().all(|one| one.own) { width.scale(45, 100) } else { width.scale(1, 2) };
    let columns = [left, width - left];
    let (beside, rest) = recipients(document, left);
    let nothing = || vec![Paragraph::new().style(id::RECIPIENTS)];
    let whole = |left, right| row(&columns, vec![left, right]).cant_split();
    let size = document.sizes.body;
    let mut rows = match document.signatures.as_slice() {
        [one] => vec![whole(
            beside,
            titles(one, columns[1], size).into_iter().chain([name(one, columns[1], size)]).collect(),
        )],
        several => {
            let last = several.len().div_ceil(2).saturating_sub(1);
            // Signatures of up to four stay together, with the text before them.
            let holds = |at: usize| several.len() <= 4 && at < last;
            let pairs = several.chunks(2).enumerate();
            let rows = pairs.flat_map(|(at, pair)| signers(pair, document.signing, &columns, size, holds(at)));
            rows.chain([whole(beside, nothing())]).collect()
        }
    };
    if !rest.is_empty() {
        rows.push(row(&columns, vec![rest, nothing()]));
    }
    frameless(rows, &columns)
}

/// Lays out two signers: their titles, and their names on one line. Who leads stands where one signer would, to the
/// right; secretary and chair, and the sides of an agreement, stand in their order. One alone stands in the middle.
fn signers(pair: &[Signature], signing: Signing, columns: &[Length; 2], size: FontSize, holds: bool) -> [TableRow; 2] {
    let pair = match (pair, signing) {
        ([first, second], Signing::Agency { .. }) => vec![second, first],
        _ => pair.iter().collect(),
    };
    let widths = if pair.len() == 1 { vec![columns[0] + columns[1]] } else { columns.to_vec() };
    let each = |lines: &dyn Fn(&Signature, Length) -> Vec<Paragraph>| {
        let cells = pair.iter().zip(&widths).map(|(one, width)| {
            let cell = cell(*width, lines(one, *width));
            if widths.len() == 1 { cell.grid_span(2) } else { cell }
        });
        TableRow::new(cells.collect()).cant_split()
    };
    [
        each(&|one, width| titles(one, width, size)),
        each(&|one, width| {
            let name = name(one, width, size);
            vec![if holds { name.keep_next(true) } else { name }]
        }),
    ]
}

fn row(columns: &[Length], cells: Vec<Vec<Paragraph>>) -> TableRow {
    let cells = columns.iter().zip(cells).map(|(width, paragraphs)| cell(*width, paragraphs));
    TableRow::new(cells.collect())
}

/// Lays out what stands above the signature, its lines as even as they can be.
fn titles(signature: &Signature, width: Length, size: FontSize) -> Vec<Paragraph> {
    let titles = signature.side.iter().chain(&signature.titles);
    let lines = titles.map(|title| even(id::SIGNER_TITLE, title, width, size));
    lines.enumerate().map(|(index, line)| if index == 0 { first(line) } else { line }).collect()
}

fn name(signature: &Signature, width: Length, size: FontSize) -> Paragraph {
    even(id::SIGNER_NAME, &signature.name, width, size)
}

/// Two signers side by side do not touch.
const BETWEEN: Length = Length::mm(8);

fn even(style: &str, text: &str, width: Length, size: FontSize) -> Paragraph {
    balanced_within(style, text, Face::Bold, size, (width - BETWEEN, width))
}

/// Returns the recipients that stand beside the signature, and the rest of a long list.
fn recipients(document: &Document, width: Length) -> (Vec<Paragraph>, Vec<Paragraph>) {
    let recipients = &document.recipients;
    let list = recipients.list.iter().map(|one| format!("- {one};"));
    let filed = (!recipients.filed.is_empty()).then(|| format!("- Lưu: {}.", recipients.filed));
    let list: Vec<String> = list.chain(filed).collect();
    let beside = beside(&list, document, width);
    let mut all = std::iter::once(first(line(id::RECIPIENTS_TITLE, "Nơi nhận:")))
        .chain(list.iter().map(|one| line(id::RECIPIENTS, &hyphen::hold(one))));
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
