//! `kiem-tra` as a clerk types it.

use serde_json::Value;

use super::{folder, page, read};
use crate::workspace::Workspace;

pub fn plan() -> String {
    read(&folder("co-so/ke-hoach.txt"))
}

fn written(text: &str) -> Vec<u8> {
    page::write(text, &[], page::Way::Direct)
}

#[test]
fn a_finding_says_what_where_by_which_clause_and_what_to_do() {
    let faulty = plan().replace("trang\n", "trang lề=15,20,30,15\n").replace("- Lưu: VT, VP. ", "- Lưu: VT, VP ");
    let world = Workspace::empty().with("ke-hoach.docx", written(&faulty));
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(
        outcome.stdout,
        "\
lỗi NN13: “- Lưu: VT, VP”; cần hết bằng dấu chấm
  ở: ke-hoach.docx, Nơi nhận, bảng 2, hàng 1, ô 1, đoạn 4: “- Lưu: VT, VP”
  căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9
  gợi ý: Đặt dấu “.” cuối dòng “Lưu”.

lỗi TR03: lề trên 15 mm; cần từ 20 mm đến 25 mm
  ở: ke-hoach.docx, phần 1 của tệp
  căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 3
  gợi ý: Vào Layout > Margins > Custom Margins, đặt ô Top là 2 cm.

"
    );
    assert_eq!(outcome.stderr, "ke-hoach.docx: 2 lỗi (Kế hoạch, nd30-2020)\n");
}

#[test]
fn the_same_fault_in_many_places_is_told_once_and_counted() {
    let text =
        "Sở Tài chính tiếp tục đẩy mạnh cải cách hành chính, nâng cao chất lượng phục vụ người dân, doanh nghiệp.";
    let faulty = plan().replace(
        "a) Các phòng",
        &format!("{} a) Các phòng", format!("{text} {{14 trái lùi=10 trước=6}}\n").repeat(40)),
    );
    let world = Workspace::empty().with("ke-hoach.docx", written(&faulty));
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx", "--chon", "ND01"]);
    assert_eq!(outcome.stdout.matches("ND01").count(), 1, "{}", outcome.stdout);
    assert!(outcome.stdout.contains("(và 39 chỗ nữa)"), "{}", outcome.stdout);
}

#[test]
fn files_that_are_no_documents_each_say_what_they_are() {
    let party = "ĐẢNG CỘNG SẢN VIỆT NAM {15 đậm phải}\nTỈNH ỦY LÂM ĐỒNG {14 đậm trái}\nSố 25-KH/TU {14 trái}\nKẾ HOẠCH {15 đậm giữa}\n";
    let world = Workspace::empty()
        .with("tot.docx", written(&plan()))
        .with("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old file")
        .with("ban-in.docx", b"%PDF-1.7 a page")
        .with("rong.docx", b"")
        .with("cut.docx", &written(&plan())[..900])
        .with("dang.docx", written(party));
    let said = |name: &str| {
        let outcome = world.run(&["kiem-tra", name]);
        (outcome.code, outcome.stderr)
    };
    assert_eq!(said("tot.docx"), (0, "tot.docx: không thấy lỗi thể thức (Kế hoạch, nd30-2020)\n".to_owned()));
    for (name, words) in [
        ("cu.doc", "Word đời cũ (.doc)"),
        ("ban-in.docx", "PDF"),
        ("rong.docx", "tệp rỗng"),
        ("cut.docx", "hỏng"),
        ("dang.docx", "văn bản của Đảng"),
        ("khong-co.docx", "khong-co.docx"),
    ] {
        let (code, stderr) = said(name);
        assert!(code == 2 && stderr.contains(words), "{name}: {code} {stderr}");
    }
    let all = world.run(&["kiem-tra", "."]);
    assert_eq!(all.code, 2);
    assert!(all.stdout.contains("tot.docx") && all.stdout.contains("không đọc được"), "{}", all.stdout);
}

#[test]
fn answers_for_machines_and_for_others_hold_the_same_findings() {
    let faulty = plan().replace("Cải cách hành chính năm 2026", "V/v <b>cải cách</b> & \"tiết kiệm\" năm 2026");
    let world = Workspace::empty().with("ke-hoach.docx", written(&faulty));
    let json: Value = serde_json::from_str(&world.run(&["kiem-tra", "ke-hoach.docx", "--json"]).stdout).unwrap();
    let found = json["tep"][0]["phat_hien"].as_array().unwrap();
    let told = found.iter().find(|found| found["ma"] == "TL19").unwrap();
    assert_eq!(told["ten"], "letter-opening-in-named");
    assert_eq!((&told["muc_do"], &told["so_lan"]), (&Value::from("canh_bao"), &Value::from(1)));
    assert_eq!(told["vi_tri"]["thanh_phan"], "trich_yeu");
    assert_eq!(json["tep"][0]["loai"], "ke_hoach");
    let sarif: Value = serde_json::from_str(&world.run(&["kiem-tra", "ke-hoach.docx", "--sarif"]).stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), found.len());
    world.run(&["kiem-tra", "ke-hoach.docx", "--html", "ket-qua.html"]);
    let html = String::from_utf8(world.read("ket-qua.html")).unwrap();
    assert!(
        html.contains("&lt;b&gt;cải cách&lt;/b&gt; &amp; &quot;tiết kiệm&quot;") && !html.contains("<b>"),
        "{html}"
    );
}

#[test]
fn a_code_that_is_none_is_refused_with_the_nearest() {
    let world = Workspace::empty().with("ke-hoach.docx", written(&plan()));
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx", "--bo", "TR99"]);
    assert_eq!((outcome.code, outcome.stderr.contains("không có quy tắc “TR99”")), (2, true), "{}", outcome.stderr);
    let page = world.run(&["giai-thich", "tr03"]);
    assert!(
        page.stdout.starts_with("TR03 (lỗi): Lề trên") && page.stdout.contains("cách sửa trong Word"),
        "{}",
        page.stdout
    );
}

#[test]
fn a_folder_of_a_hundred_files_ends_with_a_table_and_its_sums() {
    let narrow = written(&plan().replace("trang\n", "trang lề=15,20,30,15\n"));
    let mut world = Workspace::empty();
    for number in 0..100 {
        let name = format!("hop/{number:03}.docx");
        world = match number % 10 {
            0 => world.with(&name, b"no document"),
            1 | 2 => world.with(&name, &narrow),
            _ => world.with(&name, written(&plan())),
        };
    }
    let outcome = world.run(&["kiem-tra", "hop", "--html", "ra.html"]);
    assert_eq!(outcome.code, 2);
    let table: Vec<&str> = outcome.stdout.split("Tệp ").nth(1).unwrap().lines().collect();
    assert_eq!(table.len(), 102);
    for (row, words) in [
        (1, &["hop/000.docx", "không", "đọc", "được"][..]),
        (2, &["hop/001.docx", "1", "0", "0"]),
        (4, &["hop/003.docx", "0", "0", "0"]),
        (101, &["Cộng:", "100", "tệp,", "10", "không", "đọc", "được", "20", "0", "0"]),
    ] {
        assert_eq!(table[row].split_whitespace().collect::<Vec<_>>(), words);
    }
    let page = String::from_utf8(world.read("ra.html")).unwrap();
    assert!(page.contains("<p class=\"phu\">90 văn bản: 20 lỗi.</p>"), "{page}");
    assert_eq!(page.matches("Chưa kiểm tra được: ").count(), 10);
    let outcome = world.run(&["kiem-tra", "hop", "--sarif"]);
    assert!(outcome.stderr.contains("lỗi: hop/000.docx: "), "what SARIF has no place for is told: {}", outcome.stderr);
    let json: Value = serde_json::from_str(&world.run(&["kiem-tra", "hop", "--json"]).stdout).unwrap();
    let files = json["tep"].as_array().unwrap();
    assert_eq!((files.len(), files.iter().filter(|file| file["loi"].is_string()).count()), (100, 10));
}

#[test]
fn a_mended_copy_says_what_was_done_and_what_is_left_and_the_original_stays() {
    let faulty = plan().replace("trang\n", "trang lề=15,20,30,15\n").replace("Số: 12/", "Số: 5/CV-");
    let original = written(&faulty);
    let world = Workspace::empty().with("ke-hoach.docx", &original);
    let outcome = world.run(&["kiem-tra", "ke-hoach.docx", "--sua", "sua.docx"]);
    let (done, left) = outcome.stdout.split_once("Còn lại cho người xem:").unwrap();
    assert!(done.contains("  TR03: lề trên 15 mm → từ 20 mm đến 25 mm\n"), "{done}");
    assert!(done.contains("  SO07, đổi chữ: Số: 5/CV-KH-STC → Số: 05/CV-KH-STC\n"), "{done}");
    assert!(left.contains(" SO13: ") && !left.contains(" TR03: "), "{left}");
    assert!(outcome.stderr.contains("ghi sua.docx"), "{}", outcome.stderr);
    assert_eq!(world.read("ke-hoach.docx"), original);
    let json = world.run(&["kiem-tra", "ke-hoach.docx", "--sua", "sua.docx", "--theo-doi-sua", "--json"]).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let file = &json["tep"][0];
    assert_eq!(file["tep_sua"], "sua.docx");
    let codes = |key: &str| -> Vec<String> {
        file[key].as_array().unwrap().iter().map(|one| one["ma"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let has = |key: &str, code: &str| codes(key).iter().any(|told| told == code);
    assert!(has("phat_hien", "TR03") && has("da_sua", "TR03") && !has("con_lai", "TR03"), "{file}");
    assert!(has("con_lai", "SO13") && !has("con_lai", "TE01"), "{file}");
}

#[test]
fn a_mended_copy_never_takes_the_place_of_the_original_or_of_a_stranger() {
    let faulty = plan().replace("trang\n", "trang lề=15,20,30,15\n");
    let world = Workspace::empty().with("a.docx", written(&faulty)).with("b.docx", written(&plan()));
    let said = |typed: &[&str]| {
        let outcome = world.run(typed);
        (outcome.code, outcome.stderr)
    };
    let (code, message) = said(&["kiem-tra", "a.docx", "--sua", "./a.docx"]);
    assert!(code == 2 && message.contains("chính tệp gốc"), "{message}");
    let (code, message) = said(&["kiem-tra", "a.docx", "b.docx", "--sua", "c.docx"]);
    assert!(code == 2 && message.contains("từng tệp một"), "{message}");
    let (code, message) = said(&["kiem-tra", "a.docx", "--sua", "c.pdf"]);
    assert!(code == 2 && message.contains(".docx"), "{message}");
    let (code, message) = said(&["kiem-tra", "a.docx", "--sua", "b.docx"]);
    assert!(code == 0 && message.contains("b.moi.docx"), "{message}");
    assert_eq!(world.read("b.docx"), written(&plan()));
}
