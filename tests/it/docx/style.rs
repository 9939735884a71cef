//! Styles, lists and tables come out as Word shows them.

use super::file::{File, labels, paragraph, table};
use thidua::docx::format::{Alignment, Color, LineSpacing, is_drawn};
use thidua::units::{FontSize, Length};

const BOLD_TWICE: &str = r#"
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Đậm"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;

fn bold(styles: &str, paragraph_style: &str, run: &str) -> bool {
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{paragraph_style}"/></w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>a</w:t></w:r></w:p>"#
    );
    let view = File::body(&body).styles(styles).read();
    paragraph(&view, 0).runs[0].format.bold
}

#[test]
fn bold_in_the_paragraph_style_and_in_the_character_style_cancel_out() {
    assert!(bold(BOLD_TWICE, "P", ""));
    assert!(bold(BOLD_TWICE, "none", r#"<w:rStyle w:val="C"/>"#));
    assert!(!bold(BOLD_TWICE, "P", r#"<w:rStyle w:val="C"/>"#));
}

#[test]
fn bold_twice_in_one_chain_of_styles_stays_bold() {
    assert!(bold(BOLD_TWICE, "Q", ""));
}

#[test]
fn bold_stated_on_the_text_itself_wins_over_every_style() {
    assert!(bold(BOLD_TWICE, "P", r#"<w:rStyle w:val="C"/><w:b/>"#));
    assert!(!bold(BOLD_TWICE, "P", r#"<w:b w:val="0"/>"#));
}

#[test]
fn bold_in_the_defaults_does_not_cancel_out_with_a_style() {
    let defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>";
    assert!(bold(&format!("{defaults}{BOLD_TWICE}"), "P", ""));
}

#[test]
fn styles_based_on_each_other_in_a_circle_are_read_all_the_same() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:sz w:val="26"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:i/></w:rPr></w:style>"#;
    let view =
        File::body(r#"<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#).styles(styles).read();
    let format = &paragraph(&view, 0).runs[0].format;
    assert_eq!((format.size, format.italic), (FontSize::pt(13), true));
}

#[test]
fn a_file_without_styles_gets_what_word_falls_back_to() {
    let view = File::body("<w:p><w:r><w:t>a</w:t></w:r></w:p>").read();
    let paragraph = paragraph(&view, 0);
    assert_eq!(&*paragraph.runs[0].format.fonts.ascii, "Times New Roman");
    assert_eq!(paragraph.runs[0].format.size, FontSize::pt(10));
    assert_eq!((paragraph.format.line, paragraph.format.widow_control), (LineSpacing::Auto(240), true));
}

#[test]
fn fonts_of_the_theme_are_called_by_their_real_names() {
    let theme = r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>
    <a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>
    <a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"#;
    let fonts = r#"<w:rFonts w:ascii="Arial" w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="minorEastAsia"/>"#;
    let view = File::body(&format!("<w:p><w:r><w:rPr>{fonts}</w:rPr><w:t>aệ</w:t></w:r></w:p>"))
        .raw("t", "theme", "theme.xml", theme)
        .read();
    assert_eq!(paragraph(&view, 0).runs[0].font_names(), ["Calibri", "Cambria"]);
}

#[test]
fn indents_spacing_and_line_height_are_lengths() {
    let ppr = r#"<w:jc w:val="both"/><w:ind w:left="284" w:firstLine="720"/>
    <w:spacing w:before="120" w:after="60" w:line="360" w:lineRule="exact"/>"#;
    let view = File::body(&format!("<w:p><w:pPr>{ppr}</w:pPr></w:p>")).read();
    let format = &paragraph(&view, 0).format;
    assert_eq!(format.alignment, Alignment::Justify);
    assert_eq!(format.first_line.on_ruler(), Length::tenth_mm(127));
    assert_eq!((format.before, format.after), (Length::pt(6), Length::pt(3)));
    assert_eq!(format.line, LineSpacing::Exact(Length::pt(18)));
}

const LIST: &str = r#"<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;

fn item(list: u8, level: u8) -> String {
    format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr></w:p>"#)
}

#[test]
fn lists_count_by_level_and_deeper_levels_start_anew() {
    let items = [item(1, 0), item(1, 1), item(1, 1), item(1, 2), item(1, 0), item(1, 1), item(0, 0)];
    let view = File::body(&items.concat()).numbering(LIST).read();
    assert_eq!(labels(&view), ["I.", "1.1", "1.2", "•", "II.", "2.1", ""]);
}

#[test]
fn a_list_with_a_start_of_its_own_begins_there_once_and_counts_on() {
    let items = [item(1, 0), item(2, 0), item(2, 0), item(1, 0)];
    let view = File::body(&items.concat()).numbering(LIST).read();
    assert_eq!(labels(&view), ["I.", "V.", "VI.", "VII."]);
}

#[test]
fn the_level_of_a_list_gives_indents_that_the_paragraph_may_change() {
    let own = item(1, 0).replace("</w:numPr>", r#"</w:numPr><w:ind w:left="720"/>"#);
    let view = File::body(&(item(1, 0) + &own)).numbering(LIST).read();
    assert_eq!(paragraph(&view, 0).format.indent_left, Length::twips(360));
    assert_eq!(paragraph(&view, 1).format.indent_left, Length::twips(720));
}

#[test]
fn a_style_can_put_its_paragraphs_into_a_list() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="M"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let p = r#"<w:p><w:pPr><w:pStyle w:val="M"/></w:pPr></w:p>"#;
    let view = File::body(&p.repeat(2)).styles(styles).numbering(LIST).read();
    assert_eq!(labels(&view), ["I.", "II."]);
    assert_eq!(&*paragraph(&view, 0).style_name, "Mục");
    assert_eq!(paragraph(&view, 0).format.indent_left, Length::twips(360));
}

const TABLE_STYLE: &str = r#"<w:style w:type="table" w:styleId="T"><w:name w:val="Kẻ"/>
<w:rPr><w:sz w:val="24"/></w:rPr>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="DDDDDD"/></w:tcPr></w:tblStylePr></w:style>"#;

fn styled_table(look: &str) -> String {
    let row = "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>";
    format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook {look}/></w:tblPr>
        <w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>{row}{row}</w:tbl>"#
    )
}

#[test]
fn the_first_row_of_a_table_style_is_bold_only_where_the_table_asks_for_it() {
    for (look, expected) in [(r#"w:val="0020""#, true), (r#"w:val="0000""#, false), (r#"w:firstRow="1""#, true)] {
        let view = File::body(&styled_table(look)).styles(TABLE_STYLE).read();
        let cell = |row: usize| &table(&view, 0).rows[row].cells[0];
        let text = |row: usize| match &cell(row).blocks[0] {
            thidua::docx::view::Block::Paragraph(p) => p.runs[0].format.clone(),
            thidua::docx::view::Block::Table(_) => panic!("a table"),
        };
        assert_eq!((text(0).bold, text(1).bold), (expected, false), "{look}");
        assert_eq!(text(1).size, FontSize::pt(12));
        assert_eq!(cell(0).shading, expected.then_some(Color::Rgb([0xDD; 3])));
    }
}

#[test]
fn borders_of_a_table_are_seen_on_the_cells_that_touch_them() {
    let view = File::body(&styled_table("")).styles(TABLE_STYLE).read();
    let table = table(&view, 0);
    let (first, last) = (&table.rows[0].cells[0].borders, &table.rows[1].cells[1].borders);
    assert!(is_drawn(first.top) && !is_drawn(first.bottom) && !is_drawn(first.left));
    assert!(is_drawn(last.bottom) && !is_drawn(last.top));
    assert!(table.has_visible_borders() && !table.has_full_borders());
}

#[test]
fn a_cell_can_take_away_the_border_of_its_table_but_not_of_its_neighbour() {
    let edge =
        |v: &str| format!(r#"<w:tcPr><w:tcBorders><w:left w:val="{v}"/><w:right w:val="{v}"/></w:tcBorders></w:tcPr>"#);
    let body = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{}<w:p/></w:tc><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>",
        edge("nil"),
        edge("single")
    );
    let view = File::body(&body).read();
    let cells = &table(&view, 0).rows[0].cells;
    assert!(!is_drawn(cells[0].borders.left));
    assert!(is_drawn(cells[0].borders.right), "the two cells share one edge");
}
