//! The foot of a document: signature and recipients side by side.

use docx_rs::{LineSpacing, Paragraph, Table, TableRow};

use super::head::{cell, frameless};
use super::style::id;
use super::text::words;
use crate::document::{Document, Recipients, Signature};
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

/// Lays out recipients and signature in one row that no page break parts; two signers stand side by side, with the
/// recipients in a row of their own.
pub fn foot(document: &Document) -> Table {
    let width = document.text_width();
    let left = width.scale(45, 100);
    let columns = [left, width - left];
    let recipients = recipients(&document.recipients);
    let rows = match document.signatures.as_slice() {
        [first, second, ..] => {
            let signers = row(&columns, vec![signature(first), signature(second)]);
            vec![signers, row(&columns, vec![recipients, vec![Paragraph::new().style(id::RECIPIENTS)]])]
        }
        [one] => vec![row(&columns, vec![recipients, signature(one)])],
        [] => vec![row(&columns, vec![recipients, vec![Paragraph::new().style(id::RECIPIENTS)]])],
    };
    frameless(rows, &columns)
}

fn row(columns: &[Length], cells: Vec<Vec<Paragraph>>) -> TableRow {
    let cells = columns.iter().zip(cells).map(|(width, paragraphs)| cell(*width, paragraphs));
    TableRow::new(cells.collect()).cant_split()
}

fn signature(signature: &Signature) -> Vec<Paragraph> {
    let titles = signature.titles.iter().map(|title| line(id::SIGNER_TITLE, title));
    let lines = titles.chain([line(id::SIGNER_NAME, &signature.name)]);
    lines.enumerate().map(|(index, line)| if index == 0 { first(line) } else { line }).collect()
}

fn recipients(recipients: &Recipients) -> Vec<Paragraph> {
    let list = recipients.list.iter().map(|one| line(id::RECIPIENTS, &format!("- {one};")));
    let filed = (!recipients.filed.is_empty()).then(|| line(id::RECIPIENTS, &format!("- Lưu: {}.", recipients.filed)));
    [first(line(id::RECIPIENTS_TITLE, "Nơi nhận:"))].into_iter().chain(list).chain(filed).collect()
}
