//! The parts of a copy below a line as wide as the text (Phụ lục I, Phần II, Mục II; Mẫu 3.1).
//!
//! ```text
//! ───────────────────────────────────────────────
//!  CƠ QUAN SAO            SAO Y
//!  Số: 03/SY-STC          Địa danh, ngày … tháng … năm …
//!  Nơi nhận:              QUYỀN HẠN, CHỨC VỤ
//!  - …;                   Họ và tên
//! ```
//!
//! All rows hold together, so that the block stands on one sheet.

use super::Block;
use crate::layout::direct::{Look, low};
use crate::layout::parts::line_run;
use crate::metrics::{Face, text_width};
use crate::viet::date::long;

/// Type sizes in half-points, and the share of the width that the left column takes.
struct Sizes {
    heading: u32,
    agency: u32,
    number: u32,
    place: u32,
    signer: u32,
}

/// The two sets of the head (Phụ lục I, Phần I, Mục V); what is the same in both: recipients 12 and 11.
const LARGE: Sizes = Sizes { heading: 28, agency: 26, number: 26, place: 28, signer: 28 };
const SMALL: Sizes = Sizes { heading: 26, agency: 24, number: 26, place: 26, signer: 26 };
const RECIPIENTS_TITLE: u32 = 24;
const RECIPIENTS: u32 = 22;

const LEFT_SHARE: i64 = 42;
/// Room for signature and seal above the name, twips: 72 pt.
const SIGNATURE: u32 = 1440;
const EMU_PER_TWIP: i64 = 635;
/// 0.75 pt.
const STROKE: i64 = 9525;

const fn look(size: u32) -> Look {
    Look::new(size).centred().keep()
}

/// Returns the block for a text of this width in twips, whose drawing has this number.
pub fn xml(block: &Block, width: i64, drawing: u32) -> String {
    let sizes = if block.large { &LARGE } else { &SMALL };
    let left = width * LEFT_SHARE / 100;
    let columns = [left, width - left];
    let rows = [
        [agency(block, sizes, left, drawing), look(sizes.heading).bold().paragraph(block.form.heading(), "")],
        [number(block, sizes), place(block, sizes)],
        [recipients(block), signature(block, sizes)],
    ];
    let rows: String = rows.iter().map(|cells| row(columns, cells)).collect();
    let table = format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>"#,
            r#"<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
            r#"<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>{rows}</w:tbl>"#,
        ),
        borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|edge| format!(r#"<w:{edge} w:val="nil"/>"#))
            .concat(),
        width = width,
        left = columns[0],
        right = columns[1],
        rows = rows,
    );
    format!("{}{table}{}", rule(), low())
}

/// The line over the whole width, where the copied text ends.
fn rule() -> String {
    format!(
        r#"<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="240" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>{0}</w:pPr></w:p>"#,
        look(12).runs()
    )
}

fn row(columns: [i64; 2], cells: &[String; 2]) -> String {
    let cells = columns.iter().zip(cells).map(|(width, content)| {
        format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>"#)
    });
    let cells = cells.collect::<Vec<_>>().concat();
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}

/// The agency with a line of a third to half of its length under it (điểm a khoản 2 Mục II Phần I).
fn agency(block: &Block, sizes: &Sizes, column: i64, drawing: u32) -> String {
    let width = text_width(&block.agency, Face::Bold, sizes.agency).min(column * EMU_PER_TWIP);
    let lines = text_width(&block.agency, Face::Bold, sizes.agency) / (column * EMU_PER_TWIP).max(1) + 1;
    // One line of type is some 1.15 of its size: half-points × 6350 EMU.
    let below = i64::from(sizes.agency) * 6350 * 115 / 100 * lines + 36_000;
    let line = line_run(width * 2 / 5, STROKE, below, drawing, "Đường kẻ bản sao", "Đường kẻ dưới tên cơ quan sao");
    look(sizes.agency).bold().gap(0, 120).paragraph(&block.agency, &line)
}

fn number(block: &Block, sizes: &Sizes) -> String {
    look(sizes.number).gap(60, 0).paragraph(&format!("Số: {}", block.number), "")
}

fn place(block: &Block, sizes: &Sizes) -> String {
    let text = format!("{}, {}", block.place, long(block.date));
    look(sizes.place).italic().gap(60, 0).paragraph(&text, "")
}

fn recipients(block: &Block) -> String {
    let title = Look::new(RECIPIENTS_TITLE).keep().bold().italic().gap(240, 0).paragraph("Nơi nhận:", "");
    let one = |text: &str| Look::new(RECIPIENTS).keep().paragraph(text, "");
    let list = block.recipients.iter().map(|name| one(&format!("- {name};")));
    let filed = (!block.filed.is_empty()).then(|| one(&format!("- Lưu: {}.", block.filed)));
    std::iter::once(title).chain(list).chain(filed).collect()
}

fn signature(block: &Block, sizes: &Sizes) -> String {
    let style = look(sizes.signer).bold();
    let titles = block.titles.iter().enumerate();
    let titles = titles.map(|(index, title)| style.gap(if index == 0 { 240 } else { 0 }, 0).paragraph(title, ""));
    titles.chain([style.gap(SIGNATURE, 0).paragraph(&block.signer, "")]).collect()
}
