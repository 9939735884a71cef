//! The content of a document is read once, in order, and only what is seen.

use super::file::{File, paragraph, wrap};
use thidua::docx::drawing::{Offset, Shape};
use thidua::docx::format::Color;
use thidua::docx::place::paragraphs;
use thidua::docx::view::{Block, Run, RunKind};
use thidua::units::Length;

fn runs(content: &str) -> Vec<Run> {
    let view = File::body(&format!("<w:p>{content}</w:p>")).read();
    paragraph(&view, 0).runs.clone()
}

fn text(content: &str) -> String {
    File::body(&format!("<w:p>{content}</w:p>")).read().text().trim_end_matches('\n').to_owned()
}

fn mark(kind: &str) -> String {
    format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#)
}

fn field(instruction: &str, result: &str) -> String {
    let [begin, separate, end] = ["begin", "separate", "end"].map(mark);
    format!("{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}")
}

#[test]
fn a_page_number_is_a_field_however_it_is_written() {
    let simple = r#"<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>"#;
    for content in [simple, &field(" PAGE ", "<w:r><w:t>2</w:t></w:r>")] {
        let runs = runs(content);
        assert_eq!(runs.len(), 1);
        assert_eq!((runs[0].text.as_str(), &runs[0].kind), ("2", &RunKind::Field("PAGE".into())));
    }
}

#[test]
fn the_text_of_a_link_or_a_table_of_contents_stays_text() {
    let runs = runs(&field("HYPERLINK \"x\"", "<w:r><w:t>trang tin</w:t></w:r>"));
    assert_eq!((runs[0].text.as_str(), &runs[0].kind), ("trang tin", &RunKind::Text));
}

#[test]
fn a_field_inside_an_instruction_belongs_to_the_instruction() {
    let inner = field("PAGE", "<w:r><w:t>9</w:t></w:r>");
    let content = format!(
        "{}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{}<w:r><w:t>a</w:t></w:r>{}",
        mark("begin"),
        mark("separate"),
        mark("end")
    );
    let runs = runs(&content);
    assert_eq!((runs.len(), &runs[0].kind), (1, &RunKind::Field("IF {PAGE}".into())));
}

#[test]
fn a_field_never_ended_does_not_swallow_the_rest_of_the_document() {
    let body = format!("<w:p>{}</w:p><w:p><w:r><w:t>còn đây</w:t></w:r></w:p>", mark("begin"));
    assert_eq!(File::body(&body).read().text(), "\ncòn đây\n");
}

#[test]
fn deleted_text_is_gone_and_inserted_text_is_there() {
    let content = "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>
        <w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> mới</w:t></w:r></w:moveTo>";
    assert_eq!(text(&content.replace("<w:t> ", r#"<w:t xml:space="preserve"> "#)), "thêm mới");
}

#[test]
fn a_paragraph_whose_mark_is_deleted_flows_into_the_next_one() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>";
    let view = File::body(&body.replace("<w:t>một", r#"<w:t xml:space="preserve">một"#)).read();
    assert_eq!(view.text(), "một hai\n");
}

#[test]
fn content_controls_links_and_smart_tags_do_not_hide_what_is_in_them() {
    let content = "<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>
        <w:hyperlink><w:smartTag><w:r><w:t>b</w:t></w:r></w:smartTag></w:hyperlink>";
    assert_eq!(text(content), "ab");
    let body = "<w:sdt><w:sdtContent><w:p><w:r><w:t>c</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    assert_eq!(File::body(body).read().text(), "c\n");
}

#[test]
fn special_characters_have_their_place_in_the_text() {
    let content = r#"<w:r><w:t>a</w:t><w:tab/><w:br/><w:br w:type="page"/><w:noBreakHyphen/><w:t>b</w:t></w:r>"#;
    assert_eq!(runs(content)[0].text, "a\t\n\u{c}\u{2011}b");
}

#[test]
fn capitals_are_read_as_shown_and_hidden_text_is_not_read() {
    let content =
        "<w:r><w:rPr><w:caps/></w:rPr><w:t>đề án</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>";
    assert_eq!(text(content), "ĐỀ ÁN");
    assert!(runs(content)[1].format.hidden);
}

const LINE: &str = r#"<w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>36000</wp:posOffset></wp:positionV><wp:extent cx="1620000" cy="0"/>
<a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/><wps:spPr><a:prstGeom prst="line"/>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"#;

#[test]
fn a_line_drawn_with_a_fallback_is_read_once_with_length_and_place() {
    let content = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps">{LINE}</mc:Choice>
        <mc:Fallback><w:pict><v:line from="0,0" to="100pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#
    );
    let runs = runs(&content);
    assert_eq!(runs.len(), 1);
    let RunKind::Drawing(drawing) = &runs[0].kind else { panic!("no drawing") };
    let Shape::Line(line) = &drawing.shape else { panic!("no line") };
    assert_eq!((drawing.width, drawing.height), (Length::mm(45), Length::ZERO));
    assert_eq!((line.weight, line.color), (Length::emu(9525), Color::Rgb([0; 3])));
    let place = drawing.place.as_ref().unwrap();
    assert_eq!(place.horizontal.at, Offset::Aligned("center".into()));
    assert_eq!(place.vertical.at, Offset::By(Length::mm(1)));
}

#[test]
fn a_line_of_word_2003_is_read_too() {
    let runs = runs(r#"<w:r><w:pict><v:line from="10pt,5pt" to="110pt,5pt" strokeweight=".75pt"/></w:pict></w:r>"#);
    let RunKind::Drawing(drawing) = &runs[0].kind else { panic!("no drawing") };
    let Shape::Line(line) = &drawing.shape else { panic!("no line") };
    assert_eq!((drawing.width, line.weight), (Length::pt(100), Length::emu(9525)));
}

#[test]
fn text_in_a_text_box_is_found_with_its_place() {
    let content = r#"<w:r><w:pict><v:rect style="width:20mm;height:8mm"><v:textbox><w:txbxContent><w:p><w:r><w:t>KHẨN</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"#;
    let view = File::body(&format!("<w:p/><w:p>{content}</w:p>")).read();
    let found = paragraphs(&view);
    let (place, paragraph) = found.last().unwrap();
    assert_eq!(place.to_string(), "phần 1, đoạn 2, khung chữ 1, đoạn 1");
    assert_eq!(paragraph.text(), "KHẨN");
}

#[test]
fn a_chart_gives_its_title_and_figures() {
    let chart = r#"<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
    <c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Điểm thi đua</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>
    <c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Năm 2020</c:v></c:pt></c:strCache></c:strRef></c:tx>
    <c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>Sở A</c:v></c:pt><c:pt idx="2"><c:v>Sở C</c:v></c:pt></c:strCache></c:strRef></c:cat>
    <c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>9.5</c:v></c:pt><c:pt idx="2"><c:v>8</c:v></c:pt></c:numCache></c:numRef></c:val>
    </c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"#;
    let body = r#"<w:p><w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="1800000"/><wp:docPr id="1" name="c" descr="Biểu đồ điểm"/>
    <a:graphic><a:graphicData><c:chart r:id="ch"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
    let view = File::body(body).raw("ch", "chart", "charts/chart1.xml", chart).read();
    let RunKind::Drawing(drawing) = &paragraph(&view, 0).runs[0].kind else { panic!("no drawing") };
    let Shape::Chart(chart) = &drawing.shape else { panic!("no chart") };
    assert_eq!(chart.title.as_deref(), Some("Điểm thi đua"));
    assert_eq!(chart.series[0].name, "Năm 2020");
    assert_eq!(chart.series[0].categories, ["Sở A", "", "Sở C"]);
    assert_eq!(chart.series[0].values, ["9.5", "", "8"]);
    assert_eq!(drawing.alt.as_deref(), Some("Biểu đồ điểm"));
    let dump = thidua::docx::dump(&view);
    assert!(dump.contains("⟨biểu đồ barChart 100 × 50 mm, “Biểu đồ điểm”⟩\n"), "{dump}");
    assert!(dump.contains("  dãy “Năm 2020”: Sở A 9.5; ; Sở C 8\n"), "{dump}");
}

#[test]
fn a_section_takes_over_the_headers_of_the_one_before() {
    let setup = |refs: &str| format!(r#"<w:sectPr>{refs}<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>"#);
    let refs = r#"<w:headerReference w:type="default" r:id="h"/>"#;
    let body = format!("<w:p><w:pPr>{}</w:pPr></w:p><w:p/><w:p/>{}", setup(refs), setup(""));
    let header = wrap("hdr", "<w:p><w:r><w:t>trên</w:t></w:r></w:p>");
    let view = File::body(&body).raw("h", "header", "header1.xml", &header).read();
    assert_eq!(view.sections.iter().map(|s| s.blocks.len()).collect::<Vec<_>>(), [1, 2]);
    for section in &view.sections {
        let Some(Block::Paragraph(p)) = section.headers.default.as_ref().and_then(|h| h.first()) else { panic!() };
        assert_eq!(p.text(), "trên");
        assert!(section.title_page && section.headers.first.is_none());
        assert_eq!((section.page.width.on_ruler(), section.page.height.on_ruler()), (Length::mm(210), Length::mm(297)));
    }
}

#[test]
fn a_footnote_is_read_where_its_mark_stands() {
    let notes = r#"<w:footnote w:id="2"><w:p><w:r><w:t>ghi chú</w:t></w:r></w:p></w:footnote>"#;
    let body = r#"<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let view = File::body(body).part("footnotes", "footnotes", notes).read();
    let RunKind::Note(blocks) = &paragraph(&view, 0).runs[1].kind else { panic!("no note") };
    assert_eq!(blocks.len(), 1);
    assert_eq!(view.text(), "a\nghi chú\n");
}

#[test]
fn places_are_told_in_words() {
    let body = "<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl>";
    let view = File::body(body).read();
    let places: Vec<String> = paragraphs(&view).iter().map(|(place, _)| place.to_string()).collect();
    assert_eq!(places[0], "phần 1, đoạn 1");
    assert_eq!(places[3], "phần 1, bảng 1, hàng 1, ô 2, đoạn 2");
}

#[test]
fn letters_with_loose_marks_are_told_apart_in_the_dump_and_composed_for_comparing() {
    let view = File::body("<w:p><w:r><w:t>Kê\u{301} hoạch</w:t></w:r></w:p>").read();
    assert_eq!(paragraph(&view, 0).nfc_text(), "Kế hoạch");
    assert!(thidua::docx::dump(&view).contains("| dấu tổ hợp rời |"));
}
