//! The 29 kinds of document: which parts each has (Phụ lục III), on the page, in what is refused, and in the guide.

use std::collections::BTreeSet;

use thidua::docx::DocxView;
use thidua::docx::view::{Block, Table};
use thidua::pipeline::Wish;
use thidua::standard::{Form, Kind, Presence, Signing, SubjectPlace};

use super::workspace::{Workspace, fixture};

/// What each kind must have (`+`), may have (`~`) and has not (`-`): subject, addressees, grounds, other sides; and how
/// many sign for the office. Read off the sample forms, not off the program.
const PARTS: &str = "\
nghi_quyet      + - + ~ 1
quyet_dinh      + - + ~ 1
chi_thi         + - ~ ~ 1
quy_che         + - ~ ~ 1
quy_dinh        + - ~ ~ 1
thong_cao       + - ~ ~ 1
thong_bao       + - ~ ~ 1
huong_dan       + - ~ ~ 1
chuong_trinh    + - ~ ~ 1
ke_hoach        + - ~ ~ 1
phuong_an       + - ~ ~ 1
de_an           + - ~ ~ 1
du_an           + - ~ ~ 1
bao_cao         + ~ ~ ~ 1
bien_ban        + - ~ - 2
to_trinh        + + ~ ~ 1
hop_dong        + - ~ + 1
cong_van        + + ~ ~ 1
cong_dien       + + - - 1
ban_ghi_nho     + - ~ + 1
ban_thoa_thuan  + - ~ + 1
giay_uy_quyen   + - ~ - 1
giay_moi        + - - ~ 1
giay_gioi_thieu - - - - 1
giay_nghi_phep  - - - - 1
phieu_gui       + - ~ - 1
phieu_chuyen    + - ~ - 1
phieu_bao       + - ~ - 1
thu_cong        + ~ - - 1
";

/// The keys of the columns, as a record writes them.
const KEYS: [&str; 4] = [
    "trich_yeu: Về việc thử",
    "kinh_gui: [Sở Nội vụ]",
    "can_cu: [luat-thi-dua-khen-thuong]",
    "cac_ben: [{co_quan: Sở Nội vụ, viet_tat: SNV, ho_ten: Lê Thí Dụ, chuc_vu: Giám đốc}]",
];

struct Row {
    kind: &'static str,
    parts: [&'static str; 4],
    signers: usize,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        Row { kind: words[0], parts: [words[1], words[2], words[3], words[4]], signers: words[5].parse().unwrap() }
    };
    PARTS.lines().map(row).collect()
}

/// A record of this kind with these keys, and `signers` people who sign.
fn record(row: &Row, keys: &[&str], signers: usize) -> String {
    let people: Vec<&str> = ["{nguoi: an}", "{nguoi: binh}", "{nguoi: cuong}"][..signers].to_vec();
    let summary = if row.parts[0] == "-" { "tom_tat: Thử\n" } else { "" };
    format!(
        "loai: van_ban\nma: van-ban\nten_loai: {}\nmau: mau.tera\n{summary}don_vi_soan_thao: van-phong\n\
         nguoi_ky: [{}]\nluu: [VT]\n{}\n",
        row.kind,
        people.join(", "),
        keys.join("\n")
    )
}

/// Returns the codes of the errors that a record gives.
fn errors(record: &str) -> Vec<&'static str> {
    let run = Workspace::with_paper(record, "Các phòng cử người trực.").generate(&Wish::default()).unwrap();
    run.report
        .iter()
        .filter(|found| found.severity == thidua::diag::Severity::Error)
        .map(|found| found.code.id)
        .collect()
}

#[test]
fn each_kind_wants_the_parts_of_its_form_and_refuses_those_that_it_has_not() {
    assert_eq!(
        rows().iter().map(|row| row.kind).collect::<Vec<_>>(),
        Kind::ALL.iter().map(|kind| kind.id).collect::<Vec<_>>()
    );
    for row in rows() {
        let needed: Vec<usize> = (0..4).filter(|part| row.parts[*part] == "+").collect();
        let with =
            |parts: &[usize]| record(&row, &parts.iter().map(|part| KEYS[*part]).collect::<Vec<_>>(), row.signers);
        assert_eq!(errors(&with(&needed)), [""; 0], "{} with what its form has", row.kind);
        for (part, key) in KEYS.iter().enumerate() {
            let others: Vec<usize> = needed.iter().copied().filter(|other| *other != part).collect();
            let wanted: &[&str] = if row.parts[part] == "+" { &["DL17"] } else { &[] };
            assert_eq!(errors(&with(&others)), wanted, "{} without {key}", row.kind);
            let wanted: &[&str] = if row.parts[part] == "-" { &["DL17"] } else { &[] };
            assert_eq!(errors(&with(&[&others[..], &[part]].concat())), wanted, "{} with {key}", row.kind);
        }
        let keys: Vec<&str> = needed.iter().map(|part| KEYS[*part]).collect();
        assert_eq!(errors(&record(&row, &keys, row.signers + 1)), ["DL17"], "{}: one more signs", row.kind);
    }
}

#[test]
fn what_the_register_says_is_wanted_where_no_subject_is_and_refused_elsewhere() {
    for row in rows() {
        let keys: Vec<&str> = (0..4).filter(|part| row.parts[*part] == "+").map(|part| KEYS[part]).collect();
        let plain = record(&row, &keys, row.signers);
        let changed = match row.parts[0] {
            "-" => plain.replace("tom_tat: Thử\n", ""),
            _ => format!("{plain}tom_tat: Thử\n"),
        };
        assert_eq!(errors(&changed), ["DL17"], "{}", row.kind);
    }
}

fn of_kind(kind: &str) -> DocxView {
    let id = kind.replace('_', "-");
    let world = Workspace::minimal().without("data/2020/van-ban");
    let record = std::fs::read_to_string(fixture(&format!("made/cac-loai/data/2020/van-ban/{id}.yaml"))).unwrap();
    world.with("data/2020/van-ban/van-ban.yaml", record).document(&format!("loai-{id}"))
}

/// Returns the texts of a style, those in tables too; blank ones excepted.
fn styled(view: &DocxView, style: &str) -> Vec<String> {
    let all = thidua::docx::place::paragraphs(view).into_iter().map(|(_, paragraph)| paragraph);
    let found = all.filter(|paragraph| &*paragraph.style_name == style && !paragraph.is_blank());
    found.map(|paragraph| paragraph.text().replace('\u{a0}', " ")).collect()
}

#[test]
fn the_page_of_each_kind_shows_the_parts_of_its_form_and_no_others() {
    for row in rows() {
        let view = of_kind(row.kind);
        let count = |style: &str| styled(&view, style).len();
        let letter = usize::from(row.kind == "cong_van");
        let subject = usize::from(row.parts[0] == "+");
        assert_eq!(count("Tên loại"), 1 - letter, "{}", row.kind);
        assert_eq!(
            (count("Trích yếu"), count("Trích yếu công văn")),
            (subject - letter.min(subject), letter),
            "{}",
            row.kind
        );
        assert_eq!(count("Địa danh và ngày tháng"), usize::from(row.kind != "bien_ban"), "{}", row.kind);
        assert_eq!(
            count("Kính gửi") > 0,
            ["bao_cao", "to_trinh", "cong_van", "cong_dien", "thu_cong"].contains(&row.kind)
        );
        assert_eq!(count("Lệnh quyết định"), usize::from(["nghi_quyet", "quyet_dinh"].contains(&row.kind)));
        let sides = [("hop_dong", 2), ("ban_ghi_nho", 2), ("ban_thoa_thuan", 3), ("bien_ban", 2)];
        let signers = sides.iter().find(|(kind, _)| *kind == row.kind).map_or(1, |(_, count)| *count);
        assert_eq!(count("Họ tên người ký"), signers, "{}", row.kind);
    }
}

#[test]
fn who_signs_minutes_signs_as_secretary_and_chair_and_not_in_the_post() {
    let row = rows().into_iter().find(|row| row.kind == "bien_ban").unwrap();
    let view = Workspace::with_paper(&record(&row, &KEYS[..1], 2), "Cuộc họp kết thúc.").document("van-ban");
    assert_eq!(foot(&view)[..2], [["THƯ KÝ", "CHỦ TỌA"], ["Nguyễn Văn An", "Trần Thị Bình"]]);
}

#[test]
fn a_symbol_of_many_agencies_is_not_parted_and_the_date_gives_way() {
    let view = joint("nam-co-quan");
    let Block::Table(head) = &view.sections[0].blocks[0] else { panic!("no head") };
    let text = styled(&view, "Số và ký hiệu").remove(0);
    let width = |text: &str, face| thidua::metrics::text_width(text, face, 26);
    let room = head.grid[0].as_emu() + head.grid[1].as_emu();
    assert!(width(&text, thidua::metrics::Face::Regular) < room, "{text}");
    assert_eq!(head.grid.len(), 3);
}

#[test]
fn a_telegram_says_who_wires_and_an_introduction_goes_to_whom_it_names() {
    let lines = styled(&of_kind("cong_dien"), "Kính gửi");
    assert_eq!(lines[0], "Giám đốc Sở Tài chính điện:");
    assert_eq!(lines[1..], ["- Trưởng các phòng thuộc Sở;", "- Giám đốc các đơn vị sự nghiệp trực thuộc Sở."]);
    let introduction = of_kind("giay_gioi_thieu");
    assert_eq!(styled(&introduction, "Danh sách nơi nhận"), ["- Như trên;", "- Lưu: VT."]);
    assert!(introduction.text().replace('\u{a0}', " ").contains("có giá trị đến hết ngày 31 tháng 12 năm 2020"));
}

fn joint(case: &str) -> DocxView {
    let path = format!("made/lien-tich/data/2020/van-ban/{case}.yaml");
    let record = std::fs::read_to_string(fixture(&path)).unwrap();
    let world = Workspace::minimal().without("data/2020/van-ban").with("data/2020/van-ban/van-ban.yaml", record);
    world.document(&format!("lien-tich-{case}"))
}

/// Returns the rows of the table at the foot, each with the texts of its cells.
fn foot(view: &DocxView) -> Vec<Vec<String>> {
    let blocks = &view.sections[0].blocks;
    let mut tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let text = |cell: &thidua::docx::view::Cell| {
        let lines = cell.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text().replace('\u{a0}', " ")),
            Block::Table(_) => None,
        });
        lines.collect::<Vec<_>>().join(" / ")
    };
    let rows = |table: &Table| table.rows.iter().map(|row| row.cells.iter().map(text).collect()).collect();
    tables.next_back().map(rows).unwrap()
}

#[test]
fn agencies_that_issue_together_stand_in_the_head_and_the_symbol_and_who_leads_signs_to_the_right() {
    let view = joint("hai-so");
    assert_eq!(styled(&view, "Cơ quan chủ quản"), ["UBND TỈNH NINH THUẬN"]);
    assert_eq!(styled(&view, "Cơ quan ban hành"), ["SỞ TÀI CHÍNH -", "SỞ NỘI VỤ"]);
    assert!(styled(&view, "Số và ký hiệu")[0].ends_with("/KH-STC-SNV"));
    let foot = foot(&view);
    assert_eq!(foot[0], ["GIÁM ĐỐC SỞ NỘI VỤ", "GIÁM ĐỐC SỞ TÀI CHÍNH"]);
    assert_eq!(foot[1], ["Phạm Văn Thí Dụ", "Nguyễn Văn An"]);
    assert!(foot[2][0].starts_with("Nơi nhận:"), "{foot:?}");
}

#[test]
fn a_third_agency_signs_in_the_middle_below_and_names_stand_on_one_line() {
    let foot = foot(&joint("ba-ben"));
    assert_eq!(foot[0], ["GIÁM ĐỐC SỞ NỘI VỤ", "KT. GIÁM ĐỐC SỞ TÀI CHÍNH / PHÓ GIÁM ĐỐC"]);
    assert_eq!(foot[1], ["Phạm Văn Thí Dụ", "Trần Thị Bình"]);
    assert_eq!(foot[2].len(), 1);
    assert!(foot[2][0].starts_with("KT. GIÁM ĐỐC BAN QUẢN LÝ DỰ ÁN") && foot[2][0].ends_with(" / PHÓ GIÁM ĐỐC"));
    assert_eq!(foot[3], ["Nguyễn Phan Thí Dụ Minh Họa"]);
}

#[test]
fn another_agency_that_leads_stands_first_and_signs_to_the_right() {
    let view = joint("ben-kia-chu-tri");
    assert_eq!(styled(&view, "Số và ký hiệu"), ["Số: 07/KH-UBMT-STC"]);
    assert_eq!(styled(&view, "Cơ quan chủ quản"), ["UBND TỈNH NINH THUẬN"]);
    let issuers = styled(&view, "Cơ quan ban hành");
    assert_eq!(issuers, ["ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH NINH THUẬN -", "SỞ TÀI CHÍNH"]);
    assert_eq!(foot(&view)[0], ["GIÁM ĐỐC SỞ TÀI CHÍNH", "TM. BAN THƯỜNG TRỰC / PHÓ CHỦ TỊCH"]);
}

#[test]
fn the_sides_of_an_agreement_sign_in_their_order_as_a_b_and_c() {
    let foot = foot(&of_kind("ban_thoa_thuan"));
    assert_eq!(foot[0], ["ĐẠI DIỆN BÊN A / GIÁM ĐỐC", "ĐẠI DIỆN BÊN B / GIÁM ĐỐC"]);
    assert_eq!(foot[1], ["Nguyễn Văn An", "Phạm Văn Thí Dụ"]);
    assert_eq!(foot[2], ["ĐẠI DIỆN BÊN C / KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"]);
    let contract = of_kind("hop_dong");
    assert!(styled(&contract, "Số và ký hiệu")[0].ends_with("/HĐ-STC"), "a company has no place in the symbol");
    assert_eq!(styled(&contract, "Cơ quan ban hành"), ["SỞ TÀI CHÍNH"]);
}

fn guide() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/huong-dan.md")).unwrap()
}

/// The row of a kind in the guide's table.
fn told(kind: &Kind) -> String {
    let presence = |presence| match presence {
        Presence::Required => "bắt buộc",
        Presence::Allowed => "có thể",
        Presence::Absent => "không",
    };
    let Form { subject, addressees, grounds, signing, source, .. } = kind.form;
    let subject = match subject {
        SubjectPlace::UnderName => "dưới tên loại",
        SubjectPlace::UnderNumber => "dưới số, sau V/v",
        SubjectPlace::Nowhere => "không",
    };
    let signing = match signing {
        Signing::Agency { joint: true } => "một, hoặc liên tịch",
        Signing::Agency { joint: false } => "một",
        Signing::Minutes => "thư ký, chủ tọa",
        Signing::Sides => "mỗi bên một người",
    };
    let source = source.cite().rsplit(", ").next().unwrap_or_default();
    let short = kind.abbreviation.unwrap_or_default();
    let (addressees, grounds) = (presence(addressees), presence(grounds));
    format!("| `{}` | {short} | {subject} | {addressees} | {grounds} | {signing} | {source} |", kind.id)
}

#[test]
fn the_guides_table_of_kinds_says_what_the_program_goes_by() {
    let guide = guide();
    for kind in Kind::ALL {
        let row = told(kind);
        assert!(guide.contains(&row), "the guide has no row\n{row}");
    }
}

/// The records that the guide shows in a chapter, each with the kinds it is an example of.
fn examples(chapter: &str) -> Vec<(Vec<String>, String)> {
    let guide = guide();
    let (_, text) = guide.split_once(chapter).unwrap();
    let text = text.split("\n## ").next().unwrap();
    let blocks = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let example = |block: &str| {
        let own = block.lines().find_map(|line| line.strip_prefix("ten_loai: "))?;
        let notes = block.lines().filter_map(|line| line.strip_prefix("# "));
        let words = notes.flat_map(|line| line.split([' ', ',', ':'])).filter(|word| Kind::find(word).is_some());
        Some((std::iter::once(own).chain(words).map(str::to_owned).collect(), block.to_owned()))
    };
    blocks.filter_map(example).collect()
}

/// The minimal year with the people and laws of whom the guide's examples speak.
fn world() -> Workspace {
    let world = Workspace::minimal().without("data/2020/van-ban");
    let people = "loai: nguoi\ndanh_sach:\n  - {ma: tran-van-an, ho_ten: Trần Văn An, chuc_vu: Giám đốc}\n  \
                  - {ma: le-thi-binh, ho_ten: Lê Thị Bình, chuc_vu: Chánh Văn phòng}\n";
    let laws = "loai: phap_ly\ndanh_sach:\n  - {ma: kh-cchc-tinh, ten_loai: Kế hoạch, so_ky_hieu: 01/KH-UBND, \
                ngay: 04/01/2020, co_quan: Ủy ban nhân dân tỉnh, trich_yeu: về cải cách hành chính}\n";
    world.with("data/2020/nguoi-2.yaml", people).with("data/2020/phap-ly-2.yaml", laws)
}

#[test]
fn every_kind_can_be_made_from_the_example_that_the_guide_shows_of_it() {
    let mut made = BTreeSet::new();
    for (kinds, record) in examples("### Mỗi loại một ví dụ") {
        for kind in kinds {
            let own = record.lines().find(|line| line.starts_with("ten_loai: ")).unwrap();
            let record = record.replace(own, &format!("ten_loai: {kind}"));
            let documents = world().with("data/2020/van-ban/van-ban.yaml", record).documents();
            assert_eq!(documents.len(), 1, "{kind}");
            made.insert(kind);
        }
    }
    assert_eq!(made, Kind::ALL.iter().map(|kind| kind.id.to_owned()).collect());
}

#[test]
fn the_joint_plan_of_the_guide_is_made() {
    let (_, record) = examples("#### Nhiều cơ quan, nhiều bên cùng ký").remove(0);
    let view = world().with("data/2020/van-ban/van-ban.yaml", record).document("ke-hoach-lien-tich");
    assert_eq!(foot(&view)[0], ["KT. GIÁM ĐỐC SỞ NỘI VỤ / PHÓ GIÁM ĐỐC", "GIÁM ĐỐC SỞ TÀI CHÍNH"]);
}

#[test]
fn the_guide_names_every_built_in_template() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = std::fs::read_to_string(root.join("docs/huong-dan.md")).unwrap();
    let list = guide.lines().find(|line| line.contains("mẫu có sẵn: `ke-hoach`")).unwrap();
    for file in std::fs::read_dir(root.join("templates")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let Some(name) = name.strip_suffix(".tera") else { continue };
        assert!(list.contains(&format!("`{name}`")), "{name}");
    }
}
