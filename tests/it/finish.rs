//! A rich document, from `docx-rs` through the finishing pass into a package.
//!
//! With `OOXML_VALIDATOR` set to the program of that name, the file is also judged by it.

use std::io::{self, Write};
use std::process::Command;
use std::sync::Arc;

use docx_rs::*;
use thidua::layout::finish::{HEADER_ROW, SlotPlace, Slots, finish, finish_part, slot_text};
use thidua::layout::parts;
use thidua::ooxml::write::{
    FingerprintState, Package, Part, Precompressed, Relationship, content, fingerprint_state, relation,
};

struct Filling;

const BIG_TABLE: usize = 100;

impl Slots for Filling {
    fn is_block(&self, index: usize) -> bool {
        index == BIG_TABLE
    }

    fn fill(&mut self, index: usize, place: SlotPlace, out: &mut dyn Write) -> io::Result<()> {
        if place == SlotPlace::Run {
            let id = u32::try_from(index).unwrap_or(0) + 1;
            let line = parts::line_run(1_440_000, parts::LINE_STROKE_EMU, 260_000, id, "Dòng kẻ", "dòng kẻ ngang");
            return out.write_all(line.as_bytes());
        }
        write!(
            out,
            r#"<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>"#
        )?;
        for row in 0..200 {
            write!(out, "<w:tr><w:tc><w:p><w:r><w:t>Hàng {row}</w:t></w:r></w:p></w:tc></w:tr>")?;
        }
        write!(out, "</w:tbl>")
    }
}

fn text(words: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(words))
}

fn slot(index: usize) -> Run {
    Run::new().add_text(slot_text(index))
}

fn letterhead() -> Table {
    let office = TableCell::new()
        .width(4000, WidthType::Dxa)
        .add_paragraph(text("UBND TỈNH").align(AlignmentType::Center))
        .add_paragraph(
            Paragraph::new()
                .add_run(Run::new().add_text("SỞ TÀI CHÍNH").bold())
                .add_run(slot(0))
                .align(AlignmentType::Center),
        );
    let motto = TableCell::new()
        .width(6000, WidthType::Dxa)
        .add_paragraph(text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").align(AlignmentType::Center).bold())
        .add_paragraph(
            Paragraph::new()
                .add_run(Run::new().add_text("Độc lập - Tự do - Hạnh phúc").bold())
                .add_run(slot(1))
                .align(AlignmentType::Center),
        );
    Table::without_borders(vec![TableRow::new(vec![office, motto])])
        .set_grid(vec![4000, 6000])
        .layout(TableLayoutType::Fixed)
        .width(10000, WidthType::Dxa)
        .align(TableAlignmentType::Center)
}

fn scores() -> Table {
    let head = |words: &str| {
        TableCell::new()
            .add_paragraph(text(words).align(AlignmentType::Center))
            .vertical_align(VAlignType::Center)
            .shading(Shading::new().fill("EEEEEE"))
            .set_border(TableCellBorder::new(TableCellBorderPosition::Bottom).size(8))
            .set_border(TableCellBorder::new(TableCellBorderPosition::Top).size(8))
    };
    let first = TableCell::new()
        .add_paragraph(Paragraph::new().add_run(Run::new().add_text(HEADER_ROW)).add_run(Run::new().add_text("TT")))
        .width(1000, WidthType::Dxa)
        .vertical_merge(VMergeType::Restart);
    let rows = vec![
        TableRow::new(vec![first, head("Đơn vị"), head("Điểm").grid_span(2)])
            .cant_split()
            .row_height(500.0)
            .height_rule(HeightRule::AtLeast),
        TableRow::new(vec![
            TableCell::new().add_paragraph(Paragraph::new()).vertical_merge(VMergeType::Continue),
            TableCell::new().add_paragraph(text("Phòng A")).text_direction(TextDirectionType::Lr),
            TableCell::new().add_paragraph(text("9,5")),
            TableCell::new().add_paragraph(text("10")).clear_all_border(),
        ]),
    ];
    Table::new(rows)
        .set_grid(vec![1000, 4000, 2000, 2000])
        .margins(TableCellMargins::new().margin(50, 100, 50, 100))
        .indent(100)
        .style("Bang")
}

fn styles() -> Styles {
    Styles::new()
        .default_fonts(
            RunFonts::new()
                .ascii("Times New Roman")
                .hi_ansi("Times New Roman")
                .cs("Times New Roman")
                .east_asia("Times New Roman"),
        )
        .default_size(26)
        .default_line_spacing(LineSpacing::new().after(120))
        .add_style(Style::new("Normal", StyleType::Paragraph).name("Normal"))
        .add_style(
            Style::new("DieuKhoan", StyleType::Paragraph)
                .name("Điều khoản")
                .based_on("Normal")
                .next("Normal")
                .ui_priority(9)
                .bold()
                .italic()
                .size(28)
                .align(AlignmentType::Both)
                .indent(None, Some(SpecialIndentType::FirstLine(720)), None, None)
                .outline_lvl(1)
                .line_spacing(LineSpacing::new().before(120).line(300)),
        )
        .add_style(
            Style::new("Bang", StyleType::Table)
                .name("Bảng")
                .layout(TableLayoutType::Fixed)
                .table_indent(10)
                .margins(TableCellMargins::new().margin(1, 2, 3, 4))
                .set_border(TableBorder::new(TableBorderPosition::Top)),
        )
}

fn numbering(docx: Docx) -> Docx {
    let level =
        Level::new(0, Start::new(1), NumberFormat::new("decimal"), LevelText::new("Điều %1."), LevelJc::new("left"))
            .indent(Some(720), Some(SpecialIndentType::Hanging(360)), None, None)
            .paragraph_style("DieuKhoan")
            .suffix(LevelSuffixType::Space)
            .bold()
            .size(26);
    docx.add_abstract_numbering(AbstractNumbering::new(2).add_level(level))
        .add_numbering(Numbering::new(2, 2).add_override(LevelOverride::new(0).start(3)))
}

fn body(docx: Docx) -> Docx {
    let rich = Paragraph::new()
        .style("DieuKhoan")
        .keep_next(true)
        .keep_lines(true)
        .widow_control(true)
        .page_break_before(false)
        .outline_lvl(0)
        .indent(Some(720), Some(SpecialIndentType::FirstLine(567)), Some(100), None)
        .line_spacing(LineSpacing::new().before(60).after(60).line(360).line_rule(LineSpacingType::Exact))
        .align(AlignmentType::Both)
        .add_tab(Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(9000))
        .set_borders_below()
        .add_run(
            Run::new()
                .size(28)
                .color("FF0000")
                .italic()
                .bold()
                .underline("single")
                .fonts(RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman"))
                .character_spacing(-4)
                .highlight("yellow")
                .add_text("Căn cứ & <luật>")
                .add_tab()
                .add_text("hết dòng")
                .add_break(BreakType::TextWrapping)
                .add_text("dòng sau"),
        )
        .add_hyperlink(
            Hyperlink::new("https://chinhphu.vn/?a=1&b=2", HyperlinkType::External)
                .add_run(Run::new().add_text("chinhphu.vn")),
        )
        .add_bookmark_start(1, "muc")
        .add_bookmark_end(1);
    docx.add_table(letterhead())
        .add_paragraph(rich)
        .add_paragraph(text("theo số").numbering(NumberingId::new(2), IndentLevel::new(0)))
        .add_table(scores())
        .add_paragraph(Paragraph::new().add_run(slot(BIG_TABLE)))
        .add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page)).size(2))
}

trait Below {
    fn set_borders_below(self) -> Self;
}

impl Below for Paragraph {
    fn set_borders_below(mut self) -> Self {
        self.property = self.property.set_borders(
            ParagraphBorders::with_empty()
                .set(ParagraphBorder::new(ParagraphBorderPosition::Bottom))
                .set(ParagraphBorder::new(ParagraphBorderPosition::Top)),
        );
        self
    }
}

fn numbered_header() -> Header {
    Header::new().add_paragraph(Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new()))
}

fn document() -> Docx {
    let wide = Section::new()
        .add_paragraph(text("Phụ lục"))
        .page_size(PageSize::new().size(16838, 11906))
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin::new().top(1134).left(1701).right(850).bottom(1134))
        .page_num_type(PageNumType::new().start(1))
        .title_pg()
        .header(numbered_header());
    numbering(body(Docx::new().styles(styles()).add_section(wide)))
        .header(numbered_header())
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .footer(Footer::new().add_paragraph(text("chân trang").add_num_pages(NumPages::new())))
        .page_size(11906, 16838)
        .page_margin(PageMargin::new().top(1134).left(1701).right(850).bottom(1134))
        .page_num_type(PageNumType::new().start(2))
}

/// The targets of the hyperlinks, which only the relationships of `docx-rs` tell.
fn hyperlinks(rels: &[u8]) -> Vec<Relationship> {
    let text = String::from_utf8_lossy(rels).into_owned();
    let attribute = |tag: &str, name: &str| {
        let from = tag.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        tag[from..].split('"').next().unwrap().replace("&amp;", "&")
    };
    text.split('<')
        .filter(|tag| tag.contains("/hyperlink\""))
        .map(|tag| Relationship::outside(attribute(tag, "Id"), relation::HYPERLINK, attribute(tag, "Target")))
        .collect()
}

fn packed(built: &XMLDocx) -> Vec<u8> {
    let styles = Arc::new(Precompressed::new(&finish_part(&built.styles).unwrap()).unwrap());
    let mut related = vec![
        Relationship::inside("rId1", relation::STYLES, "styles.xml"),
        Relationship::inside("rId2", relation::FONT_TABLE, "fontTable.xml"),
        Relationship::inside("rId3", relation::SETTINGS, "settings.xml"),
        Relationship::inside("rId7", relation::NUMBERING, "numbering.xml"),
    ];
    let mut edges = Vec::new();
    for (kind, content, name, id, all) in [
        (relation::HEADER, content::HEADER, "header", "rIdHeader", &built.headers),
        (relation::FOOTER, content::FOOTER, "footer", "rIdFooter", &built.footers),
    ] {
        for (at, xml) in all.iter().enumerate() {
            let file = format!("{name}{}.xml", at + 1);
            related.push(Relationship::inside(format!("{id}{}", at + 1), kind, file.clone()));
            edges.push(Part::bytes(format!("word/{file}"), content, finish_part(xml).unwrap()));
        }
    }
    related.extend(hyperlinks(&built.document_rels));
    let core = parts::core_properties("Kế hoạch", "Thi đua", "Sở Tài chính", "2020-01-01T00:00:00Z", "vi-VN");
    let document = Part::stream("word/document.xml", content::DOCUMENT, |out| {
        finish(&built.document, &mut Filling, out)?;
        Ok(())
    });
    let mut package = Package::new()
        .root_part(relation::DOCUMENT, document.related(related))
        .root_part(relation::CORE, Part::bytes("docProps/core.xml", content::CORE, core))
        .root_part(relation::APP, Part::bytes("docProps/app.xml", content::APP, parts::app_properties()))
        .part(Part::shared("word/styles.xml", content::STYLES, &styles))
        .part(Part::bytes("word/settings.xml", content::SETTINGS, parts::settings()))
        .part(Part::bytes("word/fontTable.xml", content::FONT_TABLE, parts::font_table()))
        .part(Part::bytes("word/numbering.xml", content::NUMBERING, finish_part(&built.numberings).unwrap()))
        .property("thidua-ma", "KH-2020");
    for edge in edges {
        package = package.part(edge);
    }
    package.write().unwrap()
}

fn finished_document(built: &XMLDocx) -> String {
    String::from_utf8(finish(&built.document, &mut Filling, Vec::new()).unwrap()).unwrap()
}

#[test]
fn a_rich_document_is_packed_and_carries_its_fingerprint() {
    let bytes = packed(&document().build());
    let path = format!("{}/rich.docx", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(fingerprint_state(&bytes), FingerprintState::Untouched);
    if let Some(validator) = std::env::var_os("OOXML_VALIDATOR") {
        let verdict = Command::new(validator).arg(&path).output().unwrap();
        let said = String::from_utf8_lossy(&verdict.stdout).into_owned();
        assert!(verdict.status.success(), "{said}");
    }
}

#[test]
fn paragraph_ids_differ_from_run_to_run_and_the_finished_part_does_not() {
    let (one, two) = (document().build(), document().build());
    assert_ne!(one.document, two.document);
    let plain = |built: &XMLDocx| {
        let text = finished_document(built);
        let links = hyperlinks(&built.document_rels);
        links.iter().fold(text, |text, link| text.replace(&link.id, "LINK"))
    };
    assert_eq!(plain(&one), plain(&two));
}

#[test]
fn the_finished_part_has_what_docx_rs_cannot_say() {
    let found = finished_document(&document().build());
    assert!(found.contains("<w:cantSplit/><w:trHeight"), "{found}");
    assert!(found.contains("<w:tblHeader/></w:trPr>"));
    assert!(found.contains("Hàng 199"));
    assert_eq!(found.matches("<wp:anchor").count(), 2);
    assert!(!found.contains("paraId") && !found.contains('\u{F0000}') && !found.contains('\u{F0002}'));
}
