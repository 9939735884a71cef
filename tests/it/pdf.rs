//! Pages set in process: PDF/A, pictures, page counts.

use thidua::docx::DocxView;
use thidua::docx::view::{Block, Paragraph, RunKind};
use thidua::pdf::Preview;
use thidua::typeset::{Mark, Pages};

use super::workspace::Workspace;

/// The shipped documents and the pages that LibreOffice and ONLYOFFICE give them as well.
const PAGES: [(&str, usize); 8] = [
    ("ke-hoach", 2),
    ("bao-cao-quy-1", 14),
    ("bao-cao-6-thang", 16),
    ("bao-cao-9-thang", 15),
    ("bao-cao-nam", 17),
    ("to-trinh-khen-thuong", 2),
    ("quyet-dinh-khen-thuong", 3),
    ("cong-van-don-doc", 2),
];

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|at| at == what.as_bytes())
}

#[test]
fn the_shipped_year_is_printed_as_pdf_for_archiving_the_same_bytes_each_time() {
    let world = Workspace::shipped();
    let made = world.run(&["lap", "2020", "--pdf", "--json"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let told: serde_json::Value = serde_json::from_str(&made.stdout).unwrap();
    let told: Vec<(&str, u64)> = told["van_ban"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["ma"].as_str().unwrap(), one["so_trang"].as_u64().unwrap()))
        .collect();
    for (id, pages) in PAGES {
        assert!(told.contains(&(id, pages as u64)), "{id}: {told:?}");
        let pdf = world.read(&format!("output/2020/{id}.pdf"));
        for wanted in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdf:Producer>thidua<", "vi-VN"] {
            assert!(holds(&pdf, wanted), "{id}: {wanted}");
        }
        let again = Preview::of(&world.read(&format!("output/2020/{id}.docx"))).unwrap().pdf().unwrap();
        assert!(again == pdf, "{id}: other bytes");
    }
}

#[test]
fn every_word_of_the_file_is_on_its_pages_in_the_order_of_reading() {
    let world = Workspace::shipped();
    assert_eq!(world.run(&["lap", "2020"]).code, 0);
    for (id, _) in PAGES {
        let bytes = world.read(&format!("output/2020/{id}.docx"));
        let (view, preview) = (DocxView::read(&bytes).unwrap(), Preview::of(&bytes).unwrap());
        let mut wanted = String::new();
        view.sections.iter().for_each(|section| words(&section.blocks, &mut wanted));
        assert_eq!(set(preview.pages()), wanted, "{id}");
    }
}

/// The letters of blocks in order, without spaces.
fn words(blocks: &[Block], out: &mut String) {
    let paragraph = |one: &Paragraph, out: &mut String| {
        for run in one.runs.iter().filter(|run| matches!(run.kind, RunKind::Text | RunKind::Field(_))) {
            out.extend(run.visible_text().chars().filter(|c| !c.is_whitespace()));
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph(one) => paragraph(one, out),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| words(&cell.blocks, out));
            }
        }
    }
}

/// The letters of the pages by the order of reading, without those of charts.
fn set(pages: &Pages) -> String {
    let mut by_node = vec![String::new(); pages.nodes.len()];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (Some(node), Mark::Text(text)) = (item.node, &item.mark) else { continue };
        if !matches!(pages.nodes[node].kind, thidua::typeset::NodeKind::Figure(_)) {
            by_node[node].extend(text.text.chars().filter(|c| !c.is_whitespace()));
        }
    }
    by_node.concat()
}

#[test]
fn a_document_is_looked_at_as_pdf_or_page_by_page() {
    let world = Workspace::shipped();
    let seen = world.run(&["xem", "ke-hoach"]);
    assert_eq!((seen.code, seen.stdout.as_str()), (0, "output/2020/xem/ke-hoach.pdf\n"), "{}", seen.stderr);
    assert!(seen.stderr.contains("“ke-hoach” in ra 2 trang."), "{}", seen.stderr);
    let drawn = world.run(&["xem", "ke-hoach", "--trang", "1-2", "--dpi", "50"]);
    assert_eq!(drawn.stdout, "output/2020/xem/ke-hoach-trang-1.png\noutput/2020/xem/ke-hoach-trang-2.png\n");
    let png = world.read("output/2020/xem/ke-hoach-trang-1.png");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (413, 585), "A4 at 50 dots to the inch");
    let wrong = world.run(&["xem", "ke-hoach", "--trang", "3"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("không hiểu trang “3”; văn bản có 2 trang"), "{}", wrong.stderr);
}

#[test]
fn a_pdf_that_was_signed_or_scanned_is_not_replaced() {
    let world = Workspace::shipped();
    let signed: &[u8] = b"%PDF-1.7 <pdf:Producer>thidua</pdf:Producer> /ByteRange [0 1 2 3]";
    for kept in [signed, b"%PDF-1.4 /Producer (Scanner)"] {
        world.write("output/2020/ke-hoach.pdf", kept);
        assert_eq!(world.run(&["lap", "2020", "--van-ban", "ke-hoach", "--pdf"]).code, 0);
        assert_eq!(world.read("output/2020/ke-hoach.pdf"), kept);
        assert!(world.root().join("output/2020/ke-hoach.moi.pdf").exists());
    }
}
