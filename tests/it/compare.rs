//! Two years side by side.

use thidua::docx::DocxView;
use thidua::ooxml::write::{FingerprintState, Repack, fingerprint_state};
use thidua::pipeline::Wish;

use super::workspace::Workspace;

fn two_years() -> Workspace {
    let world = Workspace::shipped();
    world.run(&["nam-moi", "2021"]);
    world
}

#[test]
fn what_changed_in_records_and_in_the_text_of_each_document_is_shown() {
    let outcome = two_years().run(&["so-sanh", "2020", "2021"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{outcome:?}");
    for said in [
        "  nhiem_vu.cd-01.han\n    - 28/02/2020\n    + 26/02/2021\n",
        "  nhiem_vu.cd-01.tien_do\n    - 6 giá trị\n",
        "  chi_so.parindex.nam_truoc\n    - 78,54\n    + 81,26\n",
        "\nVăn bản ke-hoach: ",
        "  - - Hoàn thành xuất sắc nhiệm vụ được giao trong năm 2020.\n",
        "  + - Hoàn thành xuất sắc nhiệm vụ được giao trong năm 2021.\n",
    ] {
        assert!(outcome.stdout.contains(said), "no {said:?} in\n{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("co_quan"), "what is the same is not shown\n{}", outcome.stdout);
}

#[test]
fn one_document_alone_and_the_same_year_twice() {
    let world = two_years();
    let one = world.run(&["compare", "2020", "2021", "--van-ban", "ke-hoach"]);
    assert!(one.stdout.starts_with("\nVăn bản ke-hoach: ") && !one.stdout.contains("bao-cao"), "{}", one.stdout);
    let same = world.run(&["so-sanh", "2020", "2020"]);
    assert!(same.stdout.starts_with("Dữ liệu năm 2020 so với năm 2020: 0 chỗ khác\n"), "{}", same.stdout);
    assert_eq!(same.stdout.matches("không khác").count(), 8, "{}", same.stdout);
}

#[test]
fn machines_get_the_same_as_json_and_a_year_that_is_not_there_is_said() {
    let world = two_years();
    let outcome = world.run(&["so-sanh", "2020", "2021", "--json"]);
    let read: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(read["van_ban"].as_array().unwrap().len(), 8);
    let due = read["ho_so"].as_array().unwrap().iter().find(|change| change["khoa"] == "nhiem_vu.cd-01.han").unwrap();
    assert_eq!((&due["nam_truoc"], &due["nam_sau"]), (&"28/02/2020".into(), &"26/02/2021".into()));
    let missing = world.run(&["so-sanh", "2020", "2024"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("không có dữ liệu năm 2024"), "{}", missing.stderr);
}

/// Returns the file as it is after all its changes are accepted, or rejected.
fn settled(docx: &[u8], accept: bool) -> String {
    let mut package = Repack::open(docx).unwrap();
    let text = package.text("word/document.xml").unwrap().unwrap();
    // The reader of Word files leaves out what is deleted. Rejecting is accepting with the marks exchanged.
    let swapped = || {
        let away = text.replace("<w:ins ", "<w:x ").replace("</w:ins>", "</w:x>");
        let away = away.replace("<w:del ", "<w:ins ").replace("</w:del>", "</w:ins>").replace("w:delText", "w:t");
        away.replace("<w:x ", "<w:del ").replace("</w:x>", "</w:del>")
    };
    let text = if accept { text.clone() } else { swapped() };
    package.put("word/document.xml", text);
    DocxView::read(&package.finish().unwrap()).unwrap().text().replace('\u{2011}', "-").replace('\u{a0}', " ")
}

#[test]
fn accepting_all_changes_gives_the_later_document_and_rejecting_all_the_earlier() {
    let world = two_years();
    let outcome = world.run(&["so-sanh", "2020", "2021", "--ra", "so-sanh"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{outcome:?}");
    assert!(outcome.stdout.contains("\n  so-sanh/ke-hoach.docx (mới)\n"), "{}", outcome.stdout);
    let draft = |year| Wish { year: Some(year), draft: true, ..Wish::default() };
    // Where a line may not end is no change, and comes from the later one.
    let text = |bytes: &[u8]| DocxView::read(bytes).unwrap().text().replace('\u{2011}', "-").replace('\u{a0}', " ");
    let (before, after) = (world.generate(&draft(2020)).unwrap(), world.generate(&draft(2021)).unwrap());
    assert_eq!(after.made.len(), 8);
    for (before, after) in before.made.iter().zip(&after.made) {
        let tracked = world.read(&format!("so-sanh/{}.docx", after.id));
        assert_eq!(settled(&tracked, true), text(&after.bytes), "{} accepted", after.id);
        assert_eq!(settled(&tracked, false), text(&before.bytes), "{} rejected", after.id);
        assert_eq!(fingerprint_state(&tracked), FingerprintState::Untouched, "{}", after.id);
    }
}

#[test]
fn changes_carry_the_office_and_the_day_of_the_later_document_and_equal_years_have_none() {
    let world = two_years();
    let args = ["so-sanh", "2020", "2021", "--van-ban", "ke-hoach", "--ra", "khac.docx"];
    assert_eq!(world.run(&args).code, 0);
    let xml = Repack::open(&world.read("khac.docx")).unwrap().text("word/document.xml").unwrap().unwrap();
    let stamp = "w:author=\"Sở Tài chính\" w:date=\"2021-01-01T00:00:00Z\"";
    assert_eq!(xml.matches("w:author=").count(), xml.matches(stamp).count());
    assert!(xml.contains(&format!("{stamp}><w:r><w:delText xml:space=\"preserve\">2020</w:delText>")), "{xml}");
    let again = world.run(&args);
    assert!(again.stdout.contains("khac.docx (không đổi)"), "the same bytes again: {}", again.stdout);
    let same = world.run(&["so-sanh", "2020", "2020", "--van-ban", "ke-hoach", "--ra", "khac.docx"]);
    assert!(same.stdout.contains("ke-hoach: không khác\n  khac.docx (cập nhật)"), "{}", same.stdout);
    let xml = Repack::open(&world.read("khac.docx")).unwrap().text("word/document.xml").unwrap().unwrap();
    assert!(!xml.contains("w:author="), "{xml}");
}

#[test]
fn a_comparison_that_was_edited_is_kept_and_one_file_cannot_hold_eight() {
    let world = two_years();
    let many = world.run(&["so-sanh", "2020", "2021", "--ra", "khac.docx"]);
    assert_eq!(many.code, 2);
    assert!(many.stderr.contains("8 văn bản") && many.stderr.contains("--van-ban"), "{}", many.stderr);
    world.write("khac.docx", "bản có ghi chú của trưởng phòng");
    let args = ["so-sanh", "2020", "2021", "--van-ban", "ke-hoach", "--ra", "khac.docx"];
    let kept = world.run(&args);
    assert_eq!(kept.code, 1, "{kept:?}");
    assert!(kept.stderr.contains("khac.docx đã được sửa tay") && kept.stdout.contains("khac.moi.docx"), "{kept:?}");
    assert_eq!(world.run(&[&args[..], &["--ghi-de"]].concat()).code, 0);
    assert!(world.read("khac.docx").starts_with(b"PK"));
}
