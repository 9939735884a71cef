//! Whatever the clerk's files hold: a right page or a message to act on, never a crash.

use thidua::docx::DocxView;
use thidua::pipeline::Wish;

use super::workspace::{NOTICE, Workspace};

/// A notice with one fact of its own, shown by its template.
fn notice_about(value: &str) -> Workspace {
    let paper = format!("{NOTICE}du_lieu:\n  loi: {value}\n");
    Workspace::with_paper(&paper, "{{ du_lieu.loi }}\n")
}

/// Returns the paragraphs of the text, head and foot left out.
fn body(view: &DocxView) -> Vec<String> {
    let text = view.text().replace('\u{a0}', " ").replace('\u{2011}', "-");
    let after = text.split_once("Kết luận cuộc họp\n").unwrap().1;
    let before = after.split_once("\nNơi nhận:").unwrap().0;
    before.lines().map(str::to_owned).collect()
}

fn said(world: &Workspace) -> String {
    let body = body(&world.document("van-ban"));
    body.join("\n").trim_end_matches("./.").to_owned()
}

/// Runs the program and returns what it complains of; it must not have crashed nor written anything.
fn complaint(world: &Workspace) -> String {
    let outcome = world.run(&["lap"]);
    assert!(outcome.code == 1 || outcome.code == 2, "{outcome:?}");
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("gợi ý"), "{}", outcome.stderr);
    assert!(!world.root().join("output").exists());
    outcome.stderr
}

#[test]
fn an_alias_that_grows_without_end_is_refused_quickly() {
    let mut bomb = String::from("loai: nhiem_vu\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let found = complaint(&Workspace::minimal().with("data/2020/bom.yaml", bomb));
    assert!(found.contains("YAML22") && found.contains("data/2020/bom.yaml"), "{found}");
}

#[test]
fn a_file_of_ten_megabytes_is_refused_or_read_but_never_crashes() {
    let long = format!("loai: don_vi\ndanh_sach:\n{}", "  - ma: a\n    ten: B\n".repeat(500_000));
    let found = complaint(&Workspace::minimal().with("data/2020/dai.yaml", long));
    assert!(found.lines().count() < 2_000, "{} lines", found.lines().count());
}

#[test]
fn bytes_that_are_not_utf_8_are_called_so_with_their_line() {
    let found = complaint(&Workspace::minimal().with("data/2020/cu.yaml", b"loai: don_vi\nten: Ph\xf2ng\n"));
    assert!(found.contains("YAML01") && found.contains("data/2020/cu.yaml:2"), "{found}");
}

#[test]
fn utf_16_as_notepad_saves_it_is_read_or_called_by_its_name() {
    let text: Vec<u8> =
        [0xFEFF].into_iter().chain("loai: don_vi\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let found = complaint(&Workspace::minimal().with("data/2020/cu.yaml", text));
    assert!(found.contains("YAML01") && found.contains("UTF-16"), "{found}");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = notice_about("Các phòng biết, thực hiện.");
    let paper = String::from_utf8(plain.read("data/2020/van-ban/van-ban.yaml")).unwrap();
    let windows = format!("\u{feff}{}", paper.replace('\n', "\r\n"));
    let template = "\u{feff}{{ du_lieu.loi }}\r\n";
    let same = Workspace::with_paper(&windows, template);
    assert_eq!(plain.documents(), same.documents());
}

#[test]
fn letters_with_marks_apart_come_out_composed() {
    // As macOS writes names of files: e + dot below + circumflex.
    let world = notice_about("Vie\u{0323}\u{0302}c ca\u{0301}n bo\u{0323}\u{0302}");
    assert_eq!(said(&world), "Việc cán bộ");
}

#[test]
fn signs_that_mean_something_to_xml_or_markdown_are_only_text() {
    for text in [
        "Công ty <A & B> \"Việt\" 'Nam'",
        "*một* __hai__ #ba | bốn `năm` ~~sáu~~ [bảy](tám) ![chín]",
        "- gạch ở đầu",
        "1. số ở đầu",
        "# thăng ở đầu",
        "> lớn hơn ở đầu",
        "&lt; &amp; &nbsp; là gì",
        "<script>alert(1)</script>",
        "{{ không phải biến }}",
        "a\\b \\* $x^2$",
        "Khen thưởng 🏆 năm 2020",
        "---",
        "+ cộng",
        "***",
    ] {
        let yaml = serde_json::to_string(text).unwrap();
        let world = notice_about(&yaml);
        if text.contains("{{") {
            assert!(complaint(&world).contains("MAU0"), "{text}");
        } else {
            assert_eq!(said(&world), text);
        }
    }
}

#[test]
fn signs_in_names_titles_and_tables_are_only_text_too() {
    let name = "Nguyễn *Văn* <An> & _Bình_ | `x`";
    let world = Workspace::saying("{{ nguoi.an.ho_ten }}\n\n```bang\nnguon: don_vi_ds\ncot: [{ten: \"A|B <x>\", gia_tri: dong.ten}]\n```\n\n## {{ nguoi.an.ho_ten }}\n\nXong.\n")
        .edited("data/2020/nguoi.yaml", "Nguyễn Văn An", &format!("'{name}'"))
        .edited("templates/mau.tera", "don_vi_ds", "nhiem_vu")
        .edited("data/2020/nhiem-vu.yaml", "Rà soát thủ tục hành chính", "'Rà *soát* | <thủ> & `tục`'");
    let text = world.document("van-ban").text();
    assert_eq!(text.matches(name).count(), 3, "{text}");
    assert!(text.contains("Rà *soát* | <thủ> & `tục`") && text.contains("A|B <x>"), "{text}");
}

#[test]
fn a_percentage_of_nothing_is_a_dash_in_statistics_and_a_fault_where_a_template_asks_for_it() {
    let world = Workspace::saying("{% for lv in thong_ke.linh_vuc %}{{ lv.ten }}: {{ lv.tong }} ({{ lv.ty_le_hoan_thanh }}). {% endfor %}{{ thong_ke.tong }} ({{ thong_ke.ty_le_qua_han }})")
        .with("data/2020/nhiem-vu.yaml", "loai: nhiem_vu\ndanh_sach: []\n");
    let text = said(&world);
    assert!(text.ends_with("0 (–)"), "{text}");
    assert!(
        complaint(&Workspace::saying("{{ 1 | phan_tram(tren=thong_ke.tong - thong_ke.tong) }}"))
            .contains("phần trăm của 0")
    );
}

/// Every shipped document of a year in which nothing happened.
#[test]
fn a_year_without_tasks_indices_and_awards_still_gives_every_document() {
    let mut world = Workspace::shipped().with("data/2020/chi-so.yaml", "loai: chi_so\ndanh_sach: []\n");
    let tasks: Vec<String> = world.files("data/2020/nhiem-vu").into_keys().collect();
    for task in tasks {
        world = world.with(&format!("data/2020/nhiem-vu/{task}"), "loai: nhiem_vu\ndanh_sach: []\n");
    }
    world = world.with("data/2020/khen-thuong.yaml", "loai: khen_thuong\nma: cchc-2020\nly_do: không\n");
    let round = String::from_utf8(Workspace::shipped().read("data/2020/khen-thuong.yaml")).unwrap();
    let id = round.lines().find_map(|line| line.strip_prefix("ma: ")).unwrap().to_owned();
    let world = world.edited("data/2020/khen-thuong.yaml", "cchc-2020", &id);
    let documents = world.documents();
    assert_eq!(documents.len(), 8);
    for (id, bytes) in documents {
        let text = DocxView::read(&bytes).unwrap().text();
        assert!(!text.contains("NaN") && !text.contains("–%") && !text.contains("00 (không)"), "{id}:\n{text}");
    }
}

#[test]
fn figures_as_of_a_day_before_the_period_are_refused() {
    let outcome = Workspace::shipped().run(&["lap", "--ngay", "01/01/2019"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("DL12") && outcome.stderr.contains("--ngay"), "{}", outcome.stderr);
}

#[test]
fn a_folder_with_blanks_and_marks_in_its_name_works() {
    let world = Workspace::called("Thi đua & khen thưởng (2020)").overlay(&super::workspace::fixture("minimal"));
    let outcome = world.run(&["lap"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert_eq!(world.files("output/2020").len(), 2);
    let from_outside = Workspace::empty().run(&["lap", "-C", world.root().to_str().unwrap()]);
    assert_eq!(from_outside.code, 0, "{}", from_outside.stderr);
    assert!(from_outside.stdout.contains("output/2020/thong-bao.docx"), "{}", from_outside.stdout);
}

#[test]
fn a_word_without_end_and_a_subject_of_300_characters_are_laid_out() {
    let word = "x".repeat(5_000);
    assert_eq!(said(&notice_about(&word)), word);
    let subject = "Về việc thực hiện nhiệm vụ cải cách hành chính ".repeat(7);
    let subject = subject.trim();
    assert!(subject.chars().count() > 300);
    let paper = NOTICE.replace("Kết luận cuộc họp", subject);
    let view = Workspace::with_paper(&paper, "Xong.").document("van-ban");
    assert!(view.text().replace('\u{a0}', " ").replace('\u{2011}', "-").contains(subject));
    let unbroken = NOTICE.replace("Kết luận cuộc họp", &"x".repeat(400));
    assert!(Workspace::with_paper(&unbroken, "Xong.").document("van-ban").text().contains(&"x".repeat(400)));
}

#[test]
fn a_letter_and_an_office_with_a_name_without_blanks_are_laid_out() {
    let letter = NOTICE.replace("thong_bao", "cong_van").replace("Kết luận cuộc họp", &"y".repeat(200))
        + "kinh_gui: [Sở Nội vụ]\ndon_vi_soan_thao: van-phong\n";
    let world = Workspace::with_paper(&letter, "Xong.").edited(
        "data/2020/co-quan.yaml",
        "Sở Tài chính\nviet",
        &format!("{}\nviet", "z".repeat(200)),
    );
    assert!(world.document("van-ban").text().contains(&"Z".repeat(200)));
}

#[test]
fn the_only_year_may_be_another_than_2020() {
    let world = Workspace::minimal();
    std::fs::rename(world.root().join("data/2020"), world.root().join("data/2021")).unwrap();
    let world = world.edited(
        "data/2021/van-ban/thong-bao.yaml",
        "Văn phòng Sở",
        "Năm {{ nam }}, sau {{ nam_truoc }}, Văn phòng Sở",
    );
    let outcome = world.run(&["lap"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let bytes = &world.files("output/2021")["thong-bao.docx"];
    let text = DocxView::read(bytes).unwrap().text().replace('\u{a0}', " ").replace('\u{2011}', "-");
    assert!(text.contains("Năm 2021, sau 2020,") && text.contains("năm 2021\n"), "{text}");
}

#[test]
fn numbers_with_a_leading_zero_are_decimal_and_both_ways_to_write_a_date_are_one() {
    let dated = |number: &str, date: &str| {
        let paper = format!("{NOTICE}so: {number}\nngay: {date}\n");
        let text = Workspace::with_paper(&paper, "Xong.")
            .document("van-ban")
            .text()
            .replace('\u{a0}', " ")
            .replace('\u{2011}', "-");
        let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
        (line("Số: "), line("Ninh Thuận, "))
    };
    let wanted = ("Số: 08/TB-STC".to_owned(), "Ninh Thuận, ngày 06 tháng 02 năm 2020".to_owned());
    for (number, date) in [("08", "06/02/2020"), ("8", "2020-02-06"), ("\"08\"", "6/2/2020"), ("008", "\"06/02/2020\"")]
    {
        assert_eq!(dated(number, date), wanted, "{number}, {date}");
    }
}

#[test]
fn a_word_that_other_programs_take_for_yes_or_no_is_an_id_like_any_other() {
    let world = Workspace::with_paper(&NOTICE.replace("ma: van-ban", "ma: no"), "Xong.");
    assert_eq!(world.documents().keys().collect::<Vec<_>>(), ["no"]);
    for text in ["yes", "on", "null và void", "1e3", "0x10", "1_000", "12:30", ".5", "~a"] {
        assert_eq!(said(&notice_about(&format!("\"{text}\""))), text);
    }
    assert_eq!(said(&notice_about("yes")), "yes");
    assert_eq!(said(&notice_about("007")), "007");
}

#[test]
fn a_colon_in_unquoted_text_is_explained_with_its_line() {
    let found = complaint(&notice_about("Nội dung: họp: sơ kết"));
    assert!(found.contains("YAML08") && found.contains("van-ban.yaml:11"), "{found}");
}

#[test]
fn a_tab_a_missing_blank_and_an_open_quote_are_explained() {
    for (yaml, code) in [
        ("loai: don_vi\n\tdanh_sach: []\n", "YAML06"),
        ("loai:don_vi\ndanh_sach: []\n", "YAML07"),
        ("loai: \"don_vi\n", "YAML03"),
    ] {
        let found = complaint(&Workspace::minimal().with("data/2020/x.yaml", yaml));
        assert!(found.contains(code), "{yaml:?}:\n{found}");
    }
}

#[test]
fn empty_files_and_files_of_other_kinds_are_told_apart() {
    let found = complaint(&Workspace::minimal().with("data/2020/rong.yaml", ""));
    assert!(found.contains("data/2020/rong.yaml"), "{found}");
    let quiet = Workspace::minimal()
        .with("data/2020/ghi-chu.txt", "{{{")
        .with("data/2020/.swp.yaml", "\u{1}")
        .with("data/2020/~$van-ban.yaml", "\u{1}");
    assert_eq!(quiet.documents().len(), 2);
}

#[test]
fn a_template_that_makes_far_too_much_text_is_stopped() {
    let deep = "{% for a in nhieu %}".repeat(6) + &"một câu dài ".repeat(50) + &"{% endfor %}".repeat(6);
    let world = Workspace::saying(&format!("{{% set nhieu = range(end=100) %}}{deep}"));
    let begun = std::time::Instant::now();
    let found = complaint(&world);
    assert!(begun.elapsed().as_secs() < 20, "took {:?}", begun.elapsed());
    assert!(found.contains("MAU05"), "{found}");
}

#[test]
fn a_template_that_includes_itself_is_stopped() {
    let found = complaint(&Workspace::saying("a{% include \"mau.tera\" %}"));
    assert!(found.contains("MAU0"), "{found}");
}

#[test]
fn a_text_that_leads_to_itself_ends() {
    let world = notice_about("\"{{ du_lieu.loi }}\"");
    let _ = world.generate(&Wish::default());
    let outcome = world.run(&["lap"]);
    assert!((0..=2).contains(&outcome.code) && !outcome.stderr.contains("panicked"), "{outcome:?}");
    let deep = format!("{}x{}", "[".repeat(300), "]".repeat(300));
    let found = complaint(&notice_about(&deep));
    assert!(found.contains("YAML21"), "{found}");
}

#[test]
fn markdown_nested_without_end_is_laid_out_or_refused() {
    for text in
        ["> ".repeat(3_000) + "x", "- ".repeat(3_000) + "x", "*".repeat(20_000), "[".repeat(20_000), "#".repeat(99)]
    {
        let outcome = Workspace::saying(&text).run(&["lap"]);
        assert!((0..=1).contains(&outcome.code), "{outcome:?}");
    }
}
