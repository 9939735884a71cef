//! `kiem-tra --chu-thich`: copies with a Word comment at each finding.

use std::io::Read as _;

use thidua::docx::DocxView;

use super::command::plan;
use super::page;
use crate::workspace::{Workspace, files};

fn written(text: &str) -> Vec<u8> {
    page::write(text, &[], page::Way::ALL[0])
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Returns each comment, its paragraphs parted by ` | `.
fn comments(bytes: &[u8]) -> Vec<String> {
    let xml = part(bytes, "word/comments.xml");
    let line = |text: &str| {
        text.split("<w:t xml:space=\"preserve\">")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    xml.split("<w:comment ").skip(1).map(|comment| line(comment).join(" | ")).collect()
}

/// Returns the text of the paragraph that bears the comment with this id.
fn bearer(bytes: &[u8], id: usize) -> String {
    let xml = part(bytes, "word/document.xml");
    let from = xml.find(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).unwrap();
    let to = xml.find(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).unwrap();
    let text = xml[from..to].split("<w:t").skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next());
    text.collect()
}

fn faulty() -> String {
    plan().replacen("trang\n", "trang lề=15,20,30,15\n", 1).replace("- Lưu: VT, VP. ", "- Lưu: VT, VP ")
}

#[test]
fn each_finding_is_a_comment_where_it_is_and_says_all_there_is_to_say() {
    let world = Workspace::empty().with("ke-hoach.docx", written(&faulty()));
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx", "--chu-thich", "nhan-xet.docx"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stdout.contains("đã ghi bản có lời bình luận: nhan-xet.docx\n"), "{}", outcome.stdout);
    let copy = world.read("nhan-xet.docx");
    assert_eq!(
        comments(&copy),
        [
            "lỗi NN13: “- Lưu: VT, VP”; cần hết bằng dấu chấm | căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9 | cách sửa: Đặt dấu “.” cuối dòng “Lưu”.",
            "lỗi TR03: lề trên 15 mm; cần từ 20 mm đến 25 mm | ở phần 1 của tệp | căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 3 | cách sửa: Vào Layout &gt; Margins &gt; Custom Margins, đặt ô Top là 2 cm.",
        ]
    );
    assert!(bearer(&copy, 0).starts_with("- Lưu: VT"), "{}", bearer(&copy, 0));
    assert_eq!(bearer(&copy, 1), "ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA");
    let text = |bytes: &[u8]| DocxView::read(bytes).unwrap().text();
    assert_eq!(text(&copy), text(&world.read("ke-hoach.docx")), "nothing of the text is changed");
    if let Some(validator) = std::env::var_os("OOXML_VALIDATOR") {
        let verdict = std::process::Command::new(validator).arg(world.root().join("nhan-xet.docx")).output().unwrap();
        assert!(verdict.status.success(), "{}", String::from_utf8_lossy(&verdict.stdout));
    }
}

#[test]
fn a_copy_that_is_checked_again_has_its_comments_replaced_and_not_added_to() {
    let world = Workspace::empty().with("ke-hoach.docx", written(&faulty()));
    world.run(&["kiem-tra", "ke-hoach.docx", "--chu-thich", "mot.docx"]);
    let once = world.read("mot.docx");
    world.run(&["kiem-tra", "mot.docx", "--chu-thich", "mot.docx"]);
    assert!(world.read("mot.docx") == once, "the same comments in the same bytes");
    assert_eq!(files(world.root()), ["ke-hoach.docx", "mot.docx"]);
    world.run(&["kiem-tra", "mot.docx", "--chu-thich", "mot.docx", "--chon", "TR"]);
    assert_eq!(comments(&world.read("mot.docx")).len(), 1);
}

#[test]
fn a_fault_of_forty_paragraphs_is_told_whole_once_and_marked_at_the_next_ones() {
    let text =
        "Sở Tài chính tiếp tục đẩy mạnh cải cách hành chính, nâng cao chất lượng phục vụ người dân, doanh nghiệp.";
    let many = plan().replace(
        "a) Các phòng",
        &format!("{} a) Các phòng", format!("{text} {{14 trái lùi=10 trước=6}}\n").repeat(40)),
    );
    let world = Workspace::empty().with("ke-hoach.docx", written(&many));
    world.run(&["kiem-tra", "ke-hoach.docx", "--chon", "ND01", "--chu-thich", "ra.docx"]);
    let copy = world.read("ra.docx");
    let told = comments(&copy);
    assert_eq!(told.len(), 20);
    assert!(told[0].contains("(chỗ đầu trong 40 chỗ như vậy) | căn cứ: "), "{}", told[0]);
    assert!(told[1].ends_with("(chỗ 2 trong 40 chỗ)"), "{}", told[1]);
    assert!(told[19].ends_with("(chỗ 20 trong 40 chỗ, các chỗ sau không ghi lời bình luận)"), "{}", told[19]);
    assert_eq!(bearer(&copy, 19), text);
}

#[test]
fn several_files_have_their_copies_in_a_folder_which_is_not_checked_itself() {
    let world = Workspace::empty()
        .with("den/a.docx", written(&faulty()))
        .with("den/con/a.docx", written(&faulty()))
        .with("den/tot.docx", written(&plan()))
        .with("den/hong.docx", b"no document");
    for _ in 0..2 {
        let outcome = world.run(&["kiem-tra", "den", "--chu-thich", "den/nhan-xet"]);
        assert_eq!(outcome.code, 2, "{}", outcome.stderr);
        assert_eq!(
            files(world.root()),
            [
                "den/a.docx",
                "den/con/a.docx",
                "den/hong.docx",
                "den/nhan-xet/a.docx",
                "den/nhan-xet/con/a.docx",
                "den/tot.docx"
            ]
        );
    }
    let json: serde_json::Value =
        serde_json::from_str(&world.run(&["kiem-tra", "den", "--chu-thich", "ra", "--json"]).stdout).unwrap();
    assert_eq!(json["tep"][0]["chu_thich"], "ra/a.docx");
    let outcome = world.run(&["kiem-tra", "den", "--chu-thich", "ra.docx"]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (
            2,
            "lỗi: --chu-thich “ra.docx” là một tệp, mà có nhiều tệp được kiểm tra\n  gợi ý: ghi tên một thư mục, ví dụ --chu-thich nhan-xet: mỗi văn bản một bản sao trong đó\n"
        )
    );
    let outcome = world.run(&["kiem-tra", "den/a.docx", "den/con/a.docx", "--chu-thich", "ra"]);
    assert!(outcome.code == 2 && outcome.stderr.contains("sẽ cùng tên"), "{}", outcome.stderr);
}

#[test]
fn the_clerks_own_file_is_never_overwritten() {
    let original = written(&faulty());
    let world = Workspace::empty().with("ke-hoach.docx", &original);
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx", "--chu-thich", "ke-hoach.docx"]);
    assert!(outcome.stdout.contains("đã ghi bản có lời bình luận: ke-hoach.moi.docx\n"), "{}", outcome.stdout);
    assert!(world.read("ke-hoach.docx") == original);
}
