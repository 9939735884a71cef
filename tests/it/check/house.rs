//! What the office has settled for the checker, and the gate that every document passes.

use super::super::workspace::Workspace;
use super::command::plan;
use super::page;

/// The minimal year with what its office has settled.
fn settled(check: &str) -> Workspace {
    let office =
        "loai: co_quan\nten: Sở Tài chính\nviet_tat: STC\ndia_danh: Ninh Thuận\ntham_quyen: Giám đốc Sở Tài chính\n";
    Workspace::minimal().with("data/2020/co-quan.yaml", format!("{office}{check}"))
}

fn written(text: &str) -> Vec<u8> {
    page::write(text, &[], page::Way::ALL[0])
}

const OFF: &str = "kiem_tra:\n  tat:\n    - quy_tac: tr03\n      ly_do: Giấy in sẵn của Sở có lề trên 15 mm\n";

#[test]
fn a_rule_that_the_office_does_without_is_silent_and_that_is_told() {
    let narrow = written(&plan().replace("trang\n", "trang lề=15,20,30,15\n"));
    let world = settled(OFF).with("ke-hoach.docx", &narrow);
    let off =
        "tắt theo quy định của cơ quan: TR03 (Lề trên không từ 20 mm đến 25 mm): Giấy in sẵn của Sở có lề trên 15 mm\n";
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx"]);
    assert_eq!(
        (outcome.code, outcome.stderr),
        (0, format!("ke-hoach.docx: không thấy lỗi thể thức (Kế hoạch, nd30-2020)\n{off}"))
    );
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx", "--bo-quy-dinh"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, "ke-hoach.docx: 1 lỗi (Kế hoạch, nd30-2020)\n"));
    let json: serde_json::Value =
        serde_json::from_str(&world.run(&["kiem-tra", "ke-hoach.docx", "--json"]).stdout).unwrap();
    assert_eq!(json["tat"], serde_json::json!([{ "ma": ["TR03"], "ly_do": "Giấy in sẵn của Sở có lề trên 15 mm" }]));
}

#[test]
fn a_value_that_the_office_demands_is_wanted_within_the_range_of_the_decree() {
    let house =
        "the_thuc: {co_chu: 13}\nkiem_tra:\n  bat_buoc:\n    - khoa: co_chu\n      ly_do: Quy chế văn thư, Điều 7\n";
    let world = settled(house).with("ke-hoach.docx", written(&plan()));
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx"]);
    assert_eq!(outcome.code, 0);
    let told = "cảnh báo QD01: nội dung cỡ chữ 14; cần cỡ 13 (quy định của cơ quan: Quy chế văn thư, Điều 7)\n";
    assert!(
        outcome.stdout.contains(told) && outcome.stdout.contains("gợi ý: Chọn nội dung, đặt cỡ chữ 13."),
        "{}",
        outcome.stdout
    );
    assert_eq!(world.run(&["lap"]).stderr, "", "what is made has the value that is demanded");
}

#[test]
fn what_cannot_be_heeded_stops_the_check_and_says_how_to_go_on() {
    let world = settled(&OFF.replace("tr03", "TR99")).with("ke-hoach.docx", written(&plan()));
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    for told in
        ["lỗi DL45: không có quy tắc kiểm tra thể thức “TR99”", "--> data/2020/co-quan.yaml:8:16", "--bo-quy-dinh"]
    {
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    }
    assert_eq!(world.run(&["kiem-tra", "ke-hoach.docx", "--bo-quy-dinh"]).code, 0);
}

/// A document whose text does not speak of its annex.
fn faulty() -> Workspace {
    Workspace::saying("Nội dung thực hiện trong năm như sau.\n\n# Danh mục {.phu-luc}\n\nSố liệu.\n")
}

const FAULT: &str = "lỗi PL14: nội dung không nhắc đến phụ lục; cần có chỉ dẫn về phụ lục\n";

#[test]
fn lap_writes_a_document_against_the_decree_and_says_so() {
    let world = faulty();
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stderr.contains(FAULT) && outcome.stderr.contains("--> van-ban.docx, phần 2 của tệp, phụ lục, đoạn 1"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stdout.contains("output/2020/van-ban.docx      2  mới, 1 lỗi thể thức\n"), "{}", outcome.stdout);
    assert!(world.root().join("output/2020/van-ban.docx").exists());
    let json: serde_json::Value = serde_json::from_str(&world.run(&["lap", "--json"]).stdout).unwrap();
    assert_eq!(json["van_ban"][0]["loi_the_thuc"], 1);
    assert_eq!(json["phat_hien"][0]["ma"], "PL14");
}

#[test]
fn a_document_against_the_decree_is_not_issued_and_takes_no_number() {
    let world = faulty();
    for more in [&["--thu"][..], &[]] {
        let outcome = world.run(&[&["phat-hanh", "van-ban", "--ngay", "01/07/2020"], more].concat());
        assert!(outcome.stderr.contains("tắt quy tắc ấy ở `kiem_tra: tat`"), "{}", outcome.stderr);
        assert_eq!(outcome.code, 1, "{}", outcome.stderr);
        assert!(outcome.stderr.contains(FAULT), "{}", outcome.stderr);
        assert!(
            outcome.stderr.contains("--> van-ban (dựng lại với số và ngày), phần 2 của tệp, phụ lục, đoạn 1"),
            "{}",
            outcome.stderr
        );
    }
    assert_eq!(world.run(&["so", "2020"]).stdout.matches("01/").count(), 0);
}

#[test]
fn a_file_edited_by_hand_passes_the_same_gate() {
    let world = Workspace::saying("Nội dung thực hiện trong năm như sau.\n");
    assert_eq!(world.run(&["lap"]).code, 0);
    let narrow = String::from("trang lề=15,20,30,15\n") + &plan().replacen("trang\n", "", 1);
    world.write("sua-tay.docx", written(&narrow));
    let outcome = world.run(&["phat-hanh", "van-ban", "--ngay", "01/07/2020", "--tu-tep", "sua-tay.docx"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("lỗi TR03: lề trên 15 mm; cần từ 20 mm đến 25 mm"), "{}", outcome.stderr);
}

#[test]
fn what_the_office_has_switched_off_does_not_stop_issuing_and_is_said() {
    let world = faulty();
    let office = String::from_utf8(world.read("data/2020/co-quan.yaml")).unwrap();
    let off = "\nkiem_tra:\n  tat:\n    - quy_tac: PL14\n      ly_do: phụ lục in riêng\n";
    world.write("data/2020/co-quan.yaml", office + off);
    let outcome = world.run(&["phat-hanh", "van-ban", "--ngay", "01/07/2020"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("tắt theo quy định của cơ quan: PL14"), "{}", outcome.stderr);
}
