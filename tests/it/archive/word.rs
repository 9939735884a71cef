//! Documents that are filled from a Word template.

use thidua::ooxml::write::Repack;

use super::*;

/// A Word file in which some texts are others.
fn changed(bytes: &[u8], pairs: &[(&str, &str)]) -> Vec<u8> {
    let mut package = Repack::open(bytes).unwrap();
    let mut body = package.text("word/document.xml").unwrap().unwrap().clone();
    for (from, to) in pairs {
        assert!(body.contains(from), "{from}");
        body = body.replace(from, to);
    }
    package.put("word/document.xml", body);
    package.finish().unwrap()
}

/// What a Word template has to print, and with which tag.
const TAGS: [(&str, &str); 4] = [
    ("Số: 07/TB-STC", "Số: {{ the_thuc.so_ky_hieu }}"),
    (
        "Ninh\u{a0}Thuận, ngày\u{a0}05\u{a0}tháng\u{a0}3\u{a0}năm\u{a0}2020",
        "{{ the_thuc.dia_danh }}, {{ the_thuc.thoi_gian }}",
    ),
    ("Nguyễn Văn An", "{{ the_thuc.nguoi_ky.0.ho_ten }}"),
    ("- Các phòng thuộc Sở;", "- {{ the_thuc.noi_nhan.0 }};"),
];

/// A year with a notice that is filled from a Word template, in which the tag of this place is missing.
fn filled(lacking: Option<usize>) -> Workspace {
    let world = Workspace::minimal();
    let path = "data/2020/van-ban/thong-bao.yaml";
    let record = String::from_utf8(world.read(path)).unwrap();
    world.write(path, format!("{record}so: 7\nngay: 05/3/2020\n"));
    assert_eq!(world.run(&["lap", "--ra", "ra"]).code, 0);
    let drafted = world.read("ra/thong-bao.docx");
    let mut pairs = TAGS.to_vec();
    if let Some(lacking) = lacking {
        pairs[lacking].1 = "…";
    }
    world.write("templates/tb.docx", changed(&drafted, &pairs));
    world.write(path, record.replace("mot-cau.tera", "tb.docx"));
    world
}

fn text(world: &Workspace, path: &str) -> String {
    DocxView::read(&world.read(path)).unwrap().text().replace('\u{a0}', " ").replace('\u{2011}', "-")
}

#[test]
fn a_word_template_is_filled_again_with_number_and_date_and_issued() {
    let world = filled(None);
    assert_eq!(world.run(&["lap"]).code, 0);
    let draft = text(&world, "output/2020/thong-bao.docx");
    assert!(draft.contains("Số:       /TB-STC"), "{draft}");
    issued(&world, "thong-bao", "05/03/2020");
    let page = text(&world, "output/2020/phat-hanh/01-TB-STC.docx");
    assert!(page.contains("Số: 01/TB-STC") && page.contains("Ninh Thuận, ngày 05 tháng 3 năm 2020"), "{page}");
    let entry = &entries(world.root())["thong-bao"];
    assert_eq!(
        (entry.signer.name.as_str(), &entry.recipients[..]),
        ("Nguyễn Văn An", &["Các phòng thuộc Sở".to_owned()][..])
    );
    let again = world.run(&["luu", "dung-lai", "01/TB-STC"]);
    assert!(again.code == 0 && again.stdout.contains("giống hệt"), "{again:?}");
    whole(world.root());
}

#[test]
fn a_template_that_does_not_print_what_was_given_is_refused_with_the_tag_that_is_missing() {
    let wanted = [
        "số, ký hiệu trên tệp là “không có dòng số ở đầu trang”, phải là “Số: 01/TB-STC”",
        "ngày trên tệp là “không có dòng địa danh, ngày ở đầu trang”, phải là “Ninh Thuận, ngày 05 tháng 3 năm 2020”",
        "tệp thiếu họ tên người ký “Nguyễn Văn An” (một đoạn riêng)",
        "dưới “Nơi nhận” thiếu “Các phòng thuộc Sở”",
    ];
    let tags =
        ["{{ the_thuc.so_ky_hieu }}", "{{ the_thuc.thoi_gian }}", "the_thuc.nguoi_ky.0.ho_ten", "the_thuc.noi_nhan"];
    for (lacking, (wanted, tag)) in wanted.into_iter().zip(tags).enumerate() {
        let world = filled(Some(lacking));
        let outcome = issue(&world, "thong-bao", "05/03/2020");
        assert_eq!(outcome.code, 1, "{outcome:?}");
        let said = outcome.stderr.replace("\n   ", " ");
        assert!(said.contains(wanted) && said.contains(tag), "{said}");
        assert!(said.contains("trong mẫu Word"), "{said}");
        assert!(!world.root().join("output/2020/phat-hanh").exists());
    }
}

/// Makes the notice one file per addressee.
fn invitations(world: Workspace) -> Workspace {
    let list = "danh_sach: moi\ndu_lieu:\n  moi:\n    - ho_ten: Trần Thị Hoa\n    - ho_ten: Lê Văn Nam\n";
    let world = world.edited("data/2020/van-ban/thong-bao.yaml", "du_lieu:\n", list);
    let template = changed(&world.read("templates/tb.docx"), &[("để các phòng biết", "để {{ ho_ten }} biết")]);
    world.write("templates/tb.docx", template);
    world
}

#[test]
fn one_file_per_item_is_one_document_with_one_number_and_every_copy_is_kept() {
    let world = invitations(filled(None)).edited(
        "data/2020/van-ban/thong-bao.yaml",
        "danh_sach: moi",
        "danh_sach: du_lieu.moi",
    );
    let shown = world.run(&["phat-hanh", "thong-bao", "--ngay", "05/03/2020", "--thu"]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    issued(&world, "thong-bao", "05/03/2020");
    for (name, who) in [("tran-thi-hoa", "Trần Thị Hoa"), ("le-van-nam", "Lê Văn Nam")] {
        let page = text(&world, &format!("output/2020/phat-hanh/01-TB-STC-{name}.docx"));
        assert!(page.contains("Số: 01/TB-STC") && page.contains(who), "{page}");
    }
    let entry = &entries(world.root())["thong-bao"];
    assert_eq!((entry.copies, entry.files.len()), (Some(2), 3));
    assert_eq!(world.run(&["luu", "dung-lai", "01/TB-STC"]).code, 0);
    assert_eq!(whole(world.root()).files, 3);
    issued(&world, "quyet-dinh", "05/03/2020");
    assert_eq!(entries(world.root())["quyet-dinh"].number, 2);
}

#[test]
fn a_copy_that_was_edited_since_it_was_drafted_is_not_issued() {
    let world = invitations(filled(None)).edited(
        "data/2020/van-ban/thong-bao.yaml",
        "danh_sach: moi",
        "danh_sach: du_lieu.moi",
    );
    assert_eq!(world.run(&["lap"]).code, 0);
    world.write("output/2020/thong-bao/le-van-nam.docx", b"PK edited");
    let outcome = issue(&world, "thong-bao", "05/03/2020");
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("le-van-nam.docx"), "{}", outcome.stderr);
}

#[test]
fn a_certificate_bears_no_number_of_its_own_and_is_not_issued() {
    let record = "loai: van_ban\nma: giay-khen\nten_loai: quyet_dinh\nmau: giay-khen.docx\n\
        danh_sach: khen_thuong.ca_nhan\nkhen_thuong: thi-dua-cchc\ntrich_yeu: Về việc tặng Giấy khen\n\
        can_cu: [nd-91-2017]\nnguoi_ky:\n  nguoi: ho-trong-luat\nnoi_nhan: [Như trên]\nluu: [VT]\ndu_lieu:\n  \
        tham_quyen: Giám đốc\n  so_quyet_dinh: 125/QĐ-STC\n  dia_danh: Ninh Thuận\n  ngay: 28/12/2020\n  \
        chuc_vu_ky: Giám đốc\n  nguoi_ky: Người Ký\n";
    let world = Workspace::shipped().with("data/2020/van-ban/giay-khen.yaml", record);
    let outcome = issue(&world, "giay-khen", "28/12/2020");
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("không có dòng số ở đầu trang"), "{}", outcome.stderr);
}
