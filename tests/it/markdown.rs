//! What a template writes in Markdown, and what a value of a record that looks like it stays.

use std::process::Command;

use thidua::compare::{paragraphs, texts};
use thidua::docx::DocxView;

use super::golden::page;
use super::workspace::{Workspace, fixture};

/// The document with footnotes, a table of stated widths and pictures.
fn noted() -> Workspace {
    Workspace::minimal().without("data/2020/van-ban").overlay(&fixture("made").join("chu-thich-bang-anh"))
}

fn text_of(world: &Workspace) -> String {
    let documents = world.documents();
    DocxView::read(documents.values().next().unwrap()).unwrap().text()
}

#[test]
fn footnotes_and_pictures_are_as_the_schema_wants_them() {
    let bytes = noted().documents().remove("chu-thich-bang-anh").unwrap();
    let path = format!("{}/noted.docx", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, &bytes).unwrap();
    if let Some(validator) = std::env::var_os("OOXML_VALIDATOR") {
        let verdict = Command::new(validator).arg(&path).output().unwrap();
        assert!(verdict.status.success(), "{}", String::from_utf8_lossy(&verdict.stdout));
    }
}

#[test]
fn a_document_with_footnotes_is_issued_read_back_and_copied_with_them() {
    let world = noted();
    let issued = world.run(&["phat-hanh", "chu-thich-bang-anh", "--ngay", "01/07/2020"]);
    assert_eq!(issued.code, 0, "{}", issued.stderr);
    let outcome = world.run(&["sao-y", "01/BC-STC", "--nguoi-ky", "an", "--noi-nhan", "Sở Nội vụ"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let copies: Vec<String> = super::workspace::files(world.root())
        .into_iter()
        .filter(|name| name.contains("phat-hanh") && name.contains("SY"))
        .collect();
    let copy = page(&world.read(copies.first().expect("a copy is published")));
    assert!(copy.contains("Không kể ngày **lễ**, Tết."), "{copy}");
}

#[test]
fn a_footnote_that_changes_is_seen_when_two_years_are_compared() {
    let of = |note: &str| {
        let world = Workspace::saying(&format!("Thời hạn là 05 ngày[^1].\n\n[^1]: {note}\n"));
        paragraphs(world.documents().values().next().unwrap()).unwrap()
    };
    let changed = texts(&of("Không kể ngày lễ."), &of("Kể cả ngày lễ."));
    assert_eq!(changed.len(), 2, "{changed:?}");
}

#[test]
fn values_of_records_are_printed_as_they_are_and_give_no_false_errors() {
    let values = [
        "Công ty *A_B* <b>C</b>",
        "5 * 3 = 15, <5%, 10%>8%",
        "**đậm** __x__ ~~y~~ `z`",
        "[x](y) ![a](b.png) [^1] [^1]: z",
        "# 1. - + > | a | b |",
        "{.phu-luc} {rong: 1cm}",
        "<!-- x --> &nbsp; &amp; \\* \\",
        "[ ] việc $5 ^2^",
        "____ *** --- === ```bang",
        "(*) và (*)",
    ];
    for value in values {
        let quoted = value.replace('\'', "''");
        let template = "{{ du_lieu.x }}\n\nSau {{ du_lieu.x }} giữa {{ du_lieu.x }}.\n\n# {{ du_lieu.x }}\n\n- {{ du_lieu.x }}\n\n| {{ du_lieu.x }} |\n| --- |\n| {{ du_lieu.x }} |\n\nHết[^n].\n\n[^n]: {{ du_lieu.x }}\n";
        let world = Workspace::saying(template);
        let record = String::from_utf8(world.read("data/2020/van-ban/van-ban.yaml")).unwrap();
        let record = record.split("du_lieu:").next().unwrap().to_owned() + &format!("du_lieu:\n  x: '{quoted}'\n");
        world.write("data/2020/van-ban/van-ban.yaml", record);
        let outcome = world.run(&["lap"]);
        assert_eq!(outcome.code, 0, "{value}: {}", outcome.stderr);
        let spaced = |text: &str| text.replace(['\u{a0}', '\u{2060}'], " ").to_lowercase();
        let text = spaced(&text_of(&world));
        assert_eq!(text.matches(&spaced(value)).count(), 8, "{value}:\n{text}");
    }
}

#[test]
fn a_value_in_a_block_of_yaml_or_before_the_number_of_an_article_is_only_text() {
    let template = "{{ du_lieu.x }}\n\nĐiều 1. Một.\n\n```bang\nnguon: nhiem_vu\ncot:\n  - ten: {{ du_lieu.y }}\n    gia_tri: dong.ten\n```\n\n![a](templates/a.png \"{{ du_lieu.y }}\")\n\nHết.\n";
    let world = Workspace::saying(template);
    let picture = std::fs::read(fixture("made/chu-thich-bang-anh/templates/anh/so-do.png")).unwrap();
    world.write("templates/a.png", picture);
    let record = String::from_utf8(world.read("data/2020/van-ban/van-ban.yaml")).unwrap();
    let own = "du_lieu:\n  x: Điều 7. Của luật khác.\n  y: 'Tỷ lệ: \"5 * 3\" {a}, ''b'' # c'\n";
    world.write("data/2020/van-ban/van-ban.yaml", record + own);
    let outcome = world.run(&["lap"]);
    assert!(outcome.stdout.contains("mới, 2 lỗi thể thức"), "what reads like an article is one: {}", outcome.stderr);
    let text = text_of(&world).replace('\u{a0}', " ");
    assert_eq!(text.matches("Tỷ lệ: \"5 * 3\" {a}, 'b' # c").count(), 2, "{text}");
    assert!(text.contains("Điều 7. Của luật khác."), "{text}");
}

#[test]
fn a_fault_in_a_template_that_is_included_is_told_there() {
    let world =
        Workspace::saying("{% include \"chung.tera\" %}\n").with("templates/chung.tera", "Một.\n\nHai <b>ba</b>.\n");
    let outcome = world.run(&["lap"]);
    assert!(outcome.stderr.contains("templates/chung.tera:3:5"), "{}", outcome.stderr);
}

#[test]
fn pictures_are_read_below_the_working_folder_and_where_it_is_allowed() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let picture = elsewhere.path().join("so-do.png");
    std::fs::copy(fixture("made/chu-thich-bang-anh/templates/anh/so-do.png"), &picture).unwrap();
    let world = Workspace::saying(&format!("![Sơ đồ](<{}>)\n", picture.display()));
    let refused = world.run(&["lap"]);
    assert!(refused.code == 1 && refused.stderr.contains("MAU17"), "{}", refused.stderr);
    let allowed = world.run(&["lap", "--cho-doc", &elsewhere.path().display().to_string()]);
    assert_eq!(allowed.code, 0, "{}", allowed.stderr);
}

#[test]
fn faults_that_a_loop_repeats_are_told_once_and_at_the_template() {
    let world = Workspace::saying("{% for i in range(end=3000) %}\nDòng <b>{{ i }}</b> và `mã`.\n{% endfor %}\n");
    let outcome = world.run(&["lap"]);
    assert!(outcome.stderr.contains("templates/mau.tera:2:6"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("2 lỗi"), "{}", outcome.stderr);
}

#[test]
fn emphasis_stands_where_it_is_written_in_text_headings_lists_and_footnotes() {
    let template = "## Số liệu *tổng hợp*\n\n**Đậm**, *nghiêng*, ***cả hai***; 5 \\* 3.  \nDòng hai[^1].\n\n- Ý **một**\n\n[^1]: Chú *thích*.\n";
    let documents = Workspace::saying(template).documents();
    let page = page(documents.values().next().unwrap());
    for wanted in [
        "**1. Số liệu _tổng hợp_**",
        "**Đậm**, _nghiêng_, **_cả hai_**; 5 * 3.↵Dòng hai⟨chú thích⟩",
        "Chú _thích_.",
        "- Ý **một**./.",
    ] {
        assert!(page.contains(wanted), "{wanted}:\n{page}");
    }
}
