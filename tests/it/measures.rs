//! The page in literal millimetres and points, as a stranger reads it from the file: a wrong constant in the program
//! cannot agree with itself here. Clauses: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use thidua::docx::DocxView;
use thidua::docx::drawing::{Drawing, Offset, Shape};
use thidua::docx::format::{Alignment, Color, LineSpacing};
use thidua::docx::place::paragraphs;
use thidua::docx::view::{Block, Paragraph, RunKind, Section, Table};
use thidua::units::Length;

use super::workspace::{Workspace, fixture};

/// Every document there is: the shipped year and those made for one component.
fn all() -> &'static BTreeMap<String, DocxView> {
    static ALL: LazyLock<BTreeMap<String, DocxView>> = LazyLock::new(read_all);
    &ALL
}

fn read_all() -> BTreeMap<String, DocxView> {
    let mut all = Workspace::shipped().documents();
    for case in super::workspace::folders(&fixture("made")) {
        all.extend(made(&case).documents());
    }
    all.into_iter().map(|(id, bytes)| (id, DocxView::read(&bytes).unwrap())).collect()
}

fn made(case: &str) -> Workspace {
    Workspace::minimal().without("data/2020/van-ban").overlay(&fixture("made").join(case))
}

/// Returns the paragraphs of a style, whatever table they stand in.
fn styled<'v>(view: &'v DocxView, style: &str) -> Vec<&'v Paragraph> {
    paragraphs(view).into_iter().map(|(_, paragraph)| paragraph).filter(|one| &*one.style_name == style).collect()
}

fn one<'v>(view: &'v DocxView, style: &str) -> &'v Paragraph {
    match styled(view, style).as_slice() {
        [one] => one,
        others => panic!("{} paragraphs “{style}”", others.len()),
    }
}

/// Returns tenths of a millimetre, as a ruler shows them.
fn ruler(length: Length) -> i64 {
    length.as_mm_tenths()
}

/// Returns `14 đậm giữa`: size, emphasis and alignment of a paragraph that is alike throughout.
fn look(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().filter(|run| !run.text.trim().is_empty());
    let looks = runs.map(|run| {
        let (bold, italic) = (run.format.bold, run.format.italic);
        let emphasis = match (bold, italic) {
            (true, true) => " đậm nghiêng",
            (true, false) => " đậm",
            (false, true) => " nghiêng",
            (false, false) => "",
        };
        format!("{}{emphasis}", f64::from(run.format.size.as_half_pt()) / 2.0)
    });
    let mut looks: Vec<String> = looks.collect();
    looks.dedup();
    let alignment = match paragraph.format.alignment {
        Alignment::Left => "trái",
        Alignment::Center => "giữa",
        Alignment::Right => "phải",
        Alignment::Justify | Alignment::Distribute => "đều",
    };
    format!("{} {alignment}", looks.join(" và "))
}

fn drawings(paragraph: &Paragraph) -> Vec<&Drawing> {
    let drawing = |kind: &'_ RunKind| matches!(kind, RunKind::Drawing(_));
    let runs = paragraph.runs.iter().filter(|run| drawing(&run.kind));
    runs.map(|run| match &run.kind {
        RunKind::Drawing(drawing) => &**drawing,
        _ => unreachable!(),
    })
    .collect()
}

/// Returns the one line drawn under a paragraph, in tenths of a millimetre; it must be black, solid and centred.
fn line_under(paragraph: &Paragraph) -> i64 {
    let [drawing] = drawings(paragraph)[..] else { panic!("no line under “{}”", paragraph.text()) };
    let Shape::Line(line) = &drawing.shape else { panic!("not a line") };
    assert!(line.color.is_black() && !line.broken && !line.hidden);
    let place = drawing.place.as_ref().unwrap();
    assert_eq!(place.horizontal.at, Offset::Aligned("center".into()));
    assert!(matches!(place.vertical.at, Offset::By(below) if below > Length::pt(12)));
    ruler(drawing.width)
}

fn tables(section: &Section) -> Vec<&Table> {
    let tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

#[test]
fn paper_is_a4_and_margins_lie_within_the_decree_on_every_page_of_every_document() {
    for (id, view) in all() {
        for section in &view.sections {
            let page = &section.page;
            let paper = (ruler(page.width), ruler(page.height), page.landscape);
            assert!(paper == (2100, 2970, false) || paper == (2970, 2100, true), "{id}: {paper:?}");
            assert!((200..=250).contains(&ruler(page.top)), "{id}: top");
            assert!((200..=250).contains(&ruler(page.bottom)), "{id}: bottom");
            assert!((300..=350).contains(&ruler(page.left)), "{id}: left");
            assert!((150..=200).contains(&ruler(page.right)), "{id}: right");
            assert_eq!((page.gutter, section.columns), (Length::ZERO, 1), "{id}");
        }
    }
}

#[test]
fn margins_are_those_the_office_has_chosen() {
    let margins = |view: &DocxView| {
        let page = view.sections[0].page;
        [page.top, page.bottom, page.left, page.right].map(ruler)
    };
    assert_eq!(margins(&Workspace::shipped().document("ke-hoach")), [200, 200, 300, 200]);
    assert_eq!(margins(&made("the-thuc-nho").document("the-thuc-nho")), [250, 250, 350, 150]);
}

#[test]
fn every_letter_is_black_times_new_roman_in_vietnamese_neither_underlined_nor_squeezed() {
    for (id, view) in all() {
        for (place, paragraph) in paragraphs(view) {
            for run in paragraph.runs.iter().filter(|run| !run.text.trim().is_empty()) {
                let format = &run.format;
                assert_eq!(run.font_names(), ["Times New Roman"], "{id}, {place}");
                // Marks of urgency are red: they have a test of their own.
                let black = format.color.is_black() || &*paragraph.style_name == "Dấu chỉ dẫn";
                assert!(black && format.background.is_none(), "{id}, {place}");
                assert!(!format.underline && !format.strike && !format.hidden, "{id}, {place}");
                assert_eq!(format.letter_spacing, Length::ZERO, "{id}, {place}");
                assert_eq!(format.language.as_deref(), Some("vi-VN"), "{id}, {place}");
            }
        }
    }
}

#[test]
fn the_head_has_the_sizes_13_13_13_14_14() {
    let view = Workspace::shipped().document("ke-hoach");
    let looks = [
        ("Cơ quan chủ quản", "13 giữa"),
        ("Cơ quan ban hành", "13 đậm giữa"),
        ("Quốc hiệu", "13 đậm giữa"),
        ("Tiêu ngữ", "14 đậm giữa"),
        ("Số và ký hiệu", "13 giữa"),
        ("Địa danh và ngày tháng", "14 nghiêng giữa"),
        ("Tên loại", "14 đậm giữa"),
        ("Trích yếu", "14 đậm giữa"),
    ];
    for (style, wanted) in looks {
        assert_eq!(look(one(&view, style)), wanted, "{style}");
    }
}

#[test]
fn the_head_of_the_small_set_has_the_sizes_12_12_13_13_13() {
    let world = made("the-thuc-nho");
    let looks = [
        ("Cơ quan chủ quản", "12 giữa"),
        ("Cơ quan ban hành", "12 đậm giữa"),
        ("Quốc hiệu", "12 đậm giữa"),
        ("Tiêu ngữ", "13 đậm giữa"),
        ("Số và ký hiệu", "13 giữa"),
        ("Địa danh và ngày tháng", "13 nghiêng giữa"),
        ("Nơi nhận", "12 đậm nghiêng trái"),
    ];
    for id in ["the-thuc-nho", "the-thuc-nho-cong-van"] {
        let view = world.document(id);
        for (style, wanted) in looks {
            assert_eq!(look(one(&view, style)), wanted, "{id}: {style}");
        }
    }
    let letter = world.document("the-thuc-nho-cong-van");
    assert_eq!(look(one(&letter, "Trích yếu công văn")), "12 giữa");
}

#[test]
fn the_head_is_a_table_of_two_columns_without_lines_whose_second_holds_motto_and_date() {
    for (id, view) in all() {
        let head = tables(&view.sections[0])[0];
        assert!(!head.has_visible_borders(), "{id}");
        assert_eq!(head.rows.len(), 2, "{id}");
        let text = |row: usize, cell: usize| {
            let blocks = &head.rows[row].cells[cell].blocks;
            let lines = blocks.iter().map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.text(),
                Block::Table(_) => String::new(),
            });
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(text(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "{id}");
        assert!(text(1, 0).starts_with("Số: "), "{id}");
        assert_eq!(text(1, 1).is_empty(), id.contains("bien-ban"), "{id}");
    }
}

#[test]
fn the_line_under_the_motto_is_as_long_as_the_motto() {
    // “Độc lập - Tự do - Hạnh phúc” in bold Times New Roman is 12,25 ems wide: 60,5 mm at 14 pt, 56,2 mm at 13 pt.
    let long = line_under(one(&Workspace::shipped().document("ke-hoach"), "Tiêu ngữ"));
    assert!((599..=611).contains(&long), "{long}");
    let short = line_under(one(&made("the-thuc-nho").document("the-thuc-nho"), "Tiêu ngữ"));
    assert!((556..=568).contains(&short), "{short}");
}

#[test]
fn the_lines_under_issuer_and_subject_are_a_third_to_half_as_long_as_their_text() {
    let view = Workspace::shipped().document("ke-hoach");
    // “SỞ TÀI CHÍNH” in bold capitals of 13 pt is 32 mm wide.
    let issuer = line_under(one(&view, "Cơ quan ban hành"));
    assert!((107..=160).contains(&issuer), "{issuer}");
    // “Phát động … năm 2020” in bold of 14 pt is 127 mm wide.
    let subject = line_under(one(&view, "Trích yếu"));
    assert!((424..=635).contains(&subject), "{subject}");
}

#[test]
fn a_letter_has_its_subject_under_the_number_and_no_title() {
    let view = Workspace::shipped().document("cong-van-don-doc");
    let subject = one(&view, "Trích yếu công văn");
    assert_eq!(look(subject), "13 giữa");
    assert!(subject.text().replace('\u{a0}', " ").starts_with("V/v đôn đốc "));
    assert_eq!(subject.format.before, Length::pt(6), "from the number");
    assert!(styled(&view, "Tên loại").is_empty() && styled(&view, "Trích yếu").is_empty());
}

#[test]
fn dashes_of_addressees_stand_in_one_line_under_the_colon_and_the_last_ends_with_a_full_stop() {
    let view = made("kinh-gui").document("kinh-gui-nhieu-noi");
    let lines = styled(&view, "Kính gửi");
    assert!(lines.iter().all(|line| look(line) == "14 trái"));
    let texts: Vec<String> = lines.iter().map(|line| line.text()).collect();
    assert_eq!(texts[..3], ["Kính gửi:", "- Văn phòng Sở;", "- Thanh tra Sở;"]);
    assert!(texts[3].ends_with("công sản.") && !texts[3].ends_with(".."), "{}", texts[3]);
    let dash = |line: &Paragraph| ruler(line.format.indent_left + line.format.first_line);
    let dashes: Vec<i64> = lines[1..].iter().map(|line| dash(line)).collect();
    assert!(dashes.windows(2).all(|pair| pair[0] == pair[1]), "{dashes:?}");
    // “Kính gửi” is 17,6 mm wide at 14 pt: the colon begins there.
    let colon = dash(lines[0]) + 176;
    assert!((dashes[0] - colon).abs() <= 5, "dashes at {}, colon at {colon}", dashes[0]);
}

#[test]
fn one_addressee_stands_on_the_line_of_the_salutation() {
    let view = made("kinh-gui").document("kinh-gui-mot-noi");
    assert_eq!(one(&view, "Kính gửi").text(), "Kính gửi: UBND tỉnh Ninh Thuận");
}

/// Styles of running text, and how they look.
const TEXT: &[(&str, &str)] = &[
    ("Nội dung", "14 đều"),
    ("Căn cứ", "14 nghiêng đều"),
    ("Mục La Mã", "14 đậm đều"),
    ("Khoản có tiêu đề", "14 đậm đều"),
    ("Khoản", "14 đều"),
    ("Điểm", "14 đều"),
    ("Điểm có tiêu đề", "14 đều"),
    ("Điều có tiêu đề", "14 đậm đều"),
    ("Gạch đầu dòng", "14 đều"),
    ("Cộng đầu dòng", "14 đều"),
];

#[test]
fn running_text_is_justified_with_12_7_mm_before_its_first_line_6_pt_above_it_and_single_lines() {
    let mut seen = BTreeMap::new();
    for (id, view) in all().iter().filter(|(id, _)| !id.starts_with("the-thuc-nho")) {
        for (place, paragraph) in paragraphs(view) {
            let Some((style, wanted)) = TEXT.iter().find(|(style, _)| *style == &*paragraph.style_name) else {
                continue;
            };
            assert_eq!(look(paragraph), *wanted, "{id}, {place}");
            let format = &paragraph.format;
            assert_eq!(ruler(format.first_line), 127, "{id}, {place}");
            assert_eq!((format.indent_left, format.indent_right), (Length::ZERO, Length::ZERO), "{id}, {place}");
            assert_eq!(format.before, Length::pt(6), "{id}, {place}");
            assert_eq!(format.line, LineSpacing::Auto(240), "{id}, {place}");
            *seen.entry(*style).or_insert(0) += 1;
        }
    }
    assert_eq!(seen.len(), TEXT.len(), "not all styles are met: {seen:?}");
}

#[test]
fn an_article_without_a_title_has_its_number_in_bold_and_its_text_upright() {
    let view = Workspace::shipped().document("quyet-dinh-khen-thuong");
    let articles = styled(&view, "Điều");
    assert_eq!(articles.len(), 3);
    for (number, article) in (1..).zip(articles) {
        assert_eq!(article.runs[0].text.replace('\u{a0}', " "), format!("Điều {number}."));
        assert!(article.runs[0].format.bold && !article.runs[1].format.bold && !article.runs[1].format.italic);
    }
}

#[test]
fn indent_gap_and_lines_are_those_the_office_has_chosen() {
    let view = made("the-thuc-nho").document("the-thuc-nho");
    let format = &one(&view, "Nội dung").format;
    assert_eq!((ruler(format.first_line), format.before), (100, Length::pt(8)));
    assert_eq!(format.line, LineSpacing::Auto(360));
    assert_eq!(look(one(&view, "Nội dung")), "13 đều");
}

#[test]
fn parts_chapters_and_sections_stand_in_the_middle_in_bold_label_over_title_in_capitals() {
    let view = made("bo-cuc-chuong").document("quy-che-du-cap");
    for style in ["Phần", "Chương", "Mục", "Tiểu mục"] {
        let title = format!("Tiêu đề {}", style.to_lowercase());
        let (labels, titles) = (styled(&view, style), styled(&view, &title));
        assert!(!labels.is_empty() && labels.len() == titles.len(), "{style}");
        for (label, title) in labels.iter().zip(titles) {
            assert_eq!((look(label).as_str(), look(title).as_str()), ("14 đậm giữa", "14 đậm giữa"), "{style}");
            assert_eq!(title.text(), title.text().to_uppercase());
            assert!(label.format.keep_next && title.format.keep_next, "{style}");
        }
    }
}

#[test]
fn headings_have_outline_levels_so_that_word_lists_them() {
    let levels = |view: &DocxView, style: &str| styled(view, style)[0].format.outline_level;
    let rules = made("bo-cuc-chuong").document("quy-che-du-cap");
    let plan = made("bo-cuc-la-ma").document("ke-hoach-du-cap");
    let wanted = [
        (&rules, "Tên loại", 0),
        (&rules, "Tiêu đề phần", 0),
        (&rules, "Tiêu đề chương", 1),
        (&rules, "Tiêu đề mục", 2),
        (&rules, "Tiêu đề tiểu mục", 3),
        (&rules, "Điều có tiêu đề", 4),
        (&plan, "Mục La Mã", 1),
        (&plan, "Khoản có tiêu đề", 2),
        (&plan, "Điểm có tiêu đề", 3),
    ];
    for (view, style, level) in wanted {
        assert_eq!(levels(view, style), Some(level), "{style}");
    }
    for view in all().values() {
        assert!(styled(view, "Nội dung").iter().all(|text| text.format.outline_level.is_none()));
    }
}

#[test]
fn a_decision_names_who_decides_and_the_word_that_opens_its_articles() {
    let view = Workspace::shipped().document("quyet-dinh-khen-thuong");
    let (authority, order) = (one(&view, "Thẩm quyền ban hành"), one(&view, "Lệnh quyết định"));
    assert_eq!((authority.text().as_str(), look(authority).as_str()), ("GIÁM ĐỐC SỞ TÀI CHÍNH", "14 đậm giữa"));
    assert_eq!((order.text().as_str(), look(order).as_str()), ("QUYẾT ĐỊNH:", "14 đậm giữa"));
    let grounds: Vec<String> = styled(&view, "Căn cứ").iter().map(|ground| ground.text()).collect();
    let (last, others) = grounds.split_last().unwrap();
    assert!(last.ends_with('.') && others.iter().all(|ground| ground.ends_with(';')), "{grounds:?}");
}

#[test]
fn signature_and_recipients_have_the_sizes_14_12_11_and_stay_with_the_last_paragraph() {
    for (id, view) in all().iter().filter(|(id, _)| !id.starts_with("the-thuc-nho")) {
        for (style, wanted) in [
            ("Quyền hạn và chức vụ", "14 đậm giữa"),
            ("Họ tên người ký", "14 đậm giữa"),
            ("Nơi nhận", "12 đậm nghiêng trái"),
            ("Danh sách nơi nhận", "11 trái"),
        ] {
            let all = styled(view, style);
            assert!(!all.is_empty(), "{id}: {style}");
            assert!(all.iter().filter(|one| !one.is_blank()).all(|one| look(one) == wanted), "{id}: {style}");
        }
        let blocks = &view.sections[0].blocks;
        let foot = blocks.iter().rposition(|block| matches!(block, Block::Table(_))).unwrap();
        let (Block::Paragraph(last), Block::Table(foot)) = (&blocks[foot - 1], &blocks[foot]) else {
            panic!("{id}: something else stands before the signature")
        };
        assert!(last.format.keep_next, "{id}: the last paragraph leaves the signature alone");
        // Only the rest of a long list of recipients may part.
        let (last, rows) = foot.rows.split_last().unwrap();
        let rest = rows.iter().any(|row| says(row, "Nơi nhận:"));
        assert!(rows.iter().all(|row| row.cant_split) && (rest || last.cant_split), "{id}");
        assert!(!foot.has_visible_borders(), "{id}");
    }
}

fn says(row: &thidua::docx::view::Row, text: &str) -> bool {
    let blocks = row.cells.iter().flat_map(|cell| &cell.blocks);
    blocks
        .filter_map(|block| if let Block::Paragraph(line) = block { Some(line) } else { None })
        .any(|line| line.text() == text)
}

#[test]
fn minutes_have_the_secretary_to_the_left_and_the_chair_to_the_right() {
    let view = made("bien-ban").document("bien-ban-hai-nguoi-ky");
    let foot = *tables(&view.sections[0]).last().unwrap();
    let text = |cell: usize| match &foot.rows[0].cells[cell].blocks[0] {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(_) => String::new(),
    };
    assert_eq!([text(0), text(1)], ["THƯ KÝ", "CHỦ TỌA"]);
}

#[test]
fn the_page_number_stands_in_the_middle_above_the_text_from_page_2_on() {
    for (id, view) in all() {
        for section in &view.sections {
            assert!(section.title_page, "{id}: page 1 shows its number");
            assert_eq!(section.page_number_start, Some(1), "{id}");
            let [Block::Paragraph(number)] = section.headers.default.as_deref().unwrap() else { panic!("{id}") };
            assert_eq!(number.format.alignment, Alignment::Center, "{id}");
            assert!(
                number.runs.iter().any(|run| matches!(&run.kind, RunKind::Field(code) if &**code == "PAGE")),
                "{id}"
            );
            let size = number.runs[0].format.size.as_half_pt();
            assert!((26..=28).contains(&size), "{id}: {size}");
            assert!(!number.runs[0].format.bold && !number.runs[0].format.italic, "{id}");
            let first = section.headers.first.as_deref().unwrap();
            assert!(matches!(first, [Block::Paragraph(empty)] if empty.is_blank()), "{id}");
            assert!(!view.settings.even_and_odd && !view.settings.mirror_margins, "{id}");
        }
    }
}

#[test]
fn each_appendix_counts_its_own_pages_and_a_wide_one_lies_on_its_side() {
    let view = made("phu-luc").document("hai-phu-luc");
    let sides: Vec<bool> = view.sections.iter().map(|section| section.page.landscape).collect();
    assert_eq!(sides, [false, false, true]);
    assert!(view.sections.iter().all(|section| section.page_number_start == Some(1)));
    let labels: Vec<String> =
        styled(&view, "Phụ lục").iter().map(|label| label.text().replace('\u{a0}', " ")).collect();
    assert_eq!(labels, ["Phụ lục I", "Phụ lục II"]);
    for (style, wanted) in
        [("Phụ lục", "14 đậm giữa"), ("Tiêu đề phụ lục", "14 đậm giữa"), ("Kèm theo", "14 nghiêng giữa")]
    {
        assert!(styled(&view, style).iter().all(|one| look(one) == wanted), "{style}");
    }
    let single = Workspace::shipped().document("quyet-dinh-khen-thuong");
    assert_eq!(one(&single, "Phụ lục").text(), "Phụ lục");
}

#[test]
fn tables_repeat_their_header_row_split_no_row_and_fill_the_width_of_the_text() {
    let mut seen = 0;
    for (id, view) in all() {
        for section in &view.sections {
            for table in tables(section).into_iter().filter(|table| table.has_visible_borders()) {
                seen += 1;
                assert!(table.rows[0].is_header && table.rows.iter().all(|row| row.cant_split), "{id}");
                assert!(table.rows[1..].iter().all(|row| !row.is_header), "{id}");
                assert!(table.has_full_borders(), "{id}");
                let width: i64 = table.grid.iter().map(|column| column.as_emu()).sum();
                assert_eq!(ruler(Length::emu(width)), ruler(section.page.text_width()), "{id}");
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn no_empty_paragraph_makes_room() {
    for (id, view) in all() {
        for section in &view.sections {
            for block in &section.blocks {
                let Block::Paragraph(paragraph) = block else { continue };
                // Word wants a paragraph after a table that ends a section; it is one point high.
                let ends_section = paragraph.format.line == LineSpacing::Exact(Length::pt(1));
                assert!(!paragraph.is_blank() || ends_section, "{id}: an empty line in the text");
            }
        }
    }
}

#[test]
fn text_is_never_pushed_about_with_spaces_or_tabs() {
    for (id, view) in all() {
        for (place, paragraph) in paragraphs(view) {
            let text = paragraph.text();
            assert!(!text.contains("  ") && !text.contains('\t'), "{id}, {place}: “{text}”");
        }
    }
}

#[test]
fn urgency_and_circulation_stand_in_boxes_of_13_pt_bold_under_the_number() {
    let world = made("dau-va-chan-trang");
    for (id, words) in
        [("khan-va-luu-hanh", ["HỎA TỐC", "LƯU HÀNH NỘI BỘ"]), ("khan-cong-van", ["THƯỢNG KHẨN", "XEM XONG TRẢ LẠI"])]
    {
        let view = world.document(id);
        let stamps = styled(&view, "Dấu chỉ dẫn");
        assert_eq!(stamps.iter().map(|stamp| stamp.text()).collect::<Vec<_>>(), words, "{id}");
        for stamp in stamps {
            assert_eq!(look(stamp), "13 đậm giữa");
            let edges = stamp.format.borders;
            assert!([edges.top, edges.bottom, edges.left, edges.right].into_iter().all(thidua::docx::format::is_drawn));
        }
    }
}

#[test]
fn marks_of_urgency_are_red_frames_30_40_and_20_mm_wide() {
    let cases = [("hoa_toc", "HỎA TỐC", 300), ("thuong_khan", "THƯỢNG KHẨN", 400), ("khan", "KHẨN", 200)];
    for (id, words, wanted) in cases {
        let paper = format!("do_khan: {id}\n{}", super::workspace::NOTICE);
        let view = Workspace::with_paper(&paper, "Các phòng cử người trực.").document("van-ban");
        let stamp = one(&view, "Dấu chỉ dẫn");
        assert_eq!((stamp.text().as_str(), look(stamp).as_str()), (words, "13 đậm giữa"));
        assert!(stamp.runs.iter().all(|run| run.format.color == Color::Rgb([0xFF, 0, 0])));
        // The line of a frame stands one point outside of the text and is three quarters of a point wide.
        let column = tables(&view.sections[0])[0].grid[0];
        let frame =
            column - stamp.format.indent_left - stamp.format.indent_right + Length::half_pt(4) + Length::tenth_mm(2);
        assert!((ruler(frame) - wanted).abs() <= 1, "{words}: {frame}");
    }
}

#[test]
fn a_long_place_and_a_long_agency_part_the_date_line_after_the_comma_only() {
    let long = "Ban Quản lý Dự án đầu tư xây dựng các công trình dân dụng, công nghiệp, giao thông, nông nghiệp và \
                phát triển nông thôn khu vực Thành phố Hồ Chí Minh";
    let world = Workspace::with_paper(super::workspace::NOTICE, "Các phòng cử người trực.");
    let office = String::from_utf8(world.read("data/2020/co-quan.yaml")).unwrap();
    let lines = office.lines().map(|line| match line.split_once(": ") {
        Some(("ten", _)) => format!("ten: {long}"),
        Some(("dia_danh", _)) => "dia_danh: Phường Xuân Hương - Đà Lạt".to_owned(),
        _ => line.to_owned(),
    });
    let office: Vec<String> = lines.collect();
    let view = world.with("data/2020/co-quan.yaml", office.join("\n")).document("van-ban");
    let text = one(&view, "Địa danh và ngày tháng").text();
    let pieces: Vec<&str> = text.split(' ').collect();
    assert_eq!(pieces.len(), 2, "{text}");
    assert!(pieces[0].ends_with("Đà\u{a0}Lạt,") && pieces[1].starts_with("ngày\u{a0}"), "{text}");
    let column = tables(&view.sections[0])[0].grid[1].as_emu();
    for piece in pieces {
        assert!(thidua::metrics::text_width(piece, thidua::metrics::Face::Italic, 28) < column);
    }
}

#[test]
fn the_address_stands_at_the_foot_of_page_1_alone_under_a_line_across_the_text() {
    let view = made("dau-va-chan-trang").document("khan-va-luu-hanh");
    let section = &view.sections[0];
    let [Block::Paragraph(contact)] = section.footers.first.as_deref().unwrap() else { panic!() };
    assert!(contact.text().starts_with("Số 12 đường 16/4"));
    assert_eq!(look(contact), "11 giữa");
    assert!(thidua::docx::format::is_drawn(contact.format.borders.top));
    assert_eq!((contact.format.indent_left, contact.format.indent_right), (Length::ZERO, Length::ZERO));
    let other = section.footers.default.as_deref().unwrap();
    assert!(matches!(other, [Block::Paragraph(empty)] if empty.is_blank()));
}

#[test]
fn numbers_and_dates_are_padded_as_the_decree_pads_them() {
    let head = |case: &str, id: &str| {
        let view = made(case).document(id);
        let text = |style| one(&view, style).text().replace('\u{a0}', " ");
        (text("Số và ký hiệu"), text("Địa danh và ngày tháng"))
    };
    let pair = |number: &str, date: &str| (number.to_owned(), date.to_owned());
    assert_eq!(head("kinh-gui", "kinh-gui-mot-noi"), pair("Số: 05/TTr-STC", "Ninh Thuận, ngày 06 tháng 02 năm 2020"));
    assert_eq!(head("kinh-gui", "kinh-gui-nhieu-noi"), pair("Số: 112/STC-VP", "Ninh Thuận, ngày 15 tháng 10 năm 2020"));
    assert_eq!(head("the-thuc-nho", "the-thuc-nho"), pair("Số: 12/TB-STC", "Ninh Thuận, ngày 29 tháng 6 năm 2020"));
    assert_eq!(head("phu-luc", "hai-phu-luc"), pair("Số: 03/QĐ-STC", "Ninh Thuận, ngày 01 tháng 01 năm 2021"));
}

#[test]
fn the_file_says_what_it_is_in_vietnamese_and_not_when_it_was_made() {
    let view = Workspace::shipped().document("ke-hoach");
    let properties = &view.properties;
    let text = |property: &Option<String>| property.clone().unwrap_or_default();
    assert_eq!(text(&properties.title), "Kế hoạch phát động phong trào thi đua cải cách hành chính năm 2020");
    assert_eq!(text(&properties.subject), "Phát động phong trào thi đua cải cách hành chính năm 2020");
    assert_eq!(text(&properties.creator), "Sở Tài chính");
    assert_eq!(text(&properties.language), "vi-VN");
    assert_eq!(text(&properties.created), "2020-01-01T00:00:00Z");
    assert!(!view.settings.track_changes);
    let dated = made("kinh-gui").document("kinh-gui-mot-noi");
    assert_eq!(text(&dated.properties.created), "2020-02-06T00:00:00Z");
}
