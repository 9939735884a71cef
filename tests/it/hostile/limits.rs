//! Inputs made to take all the time or memory: each ends with a message, in little of both.

use std::fmt::Write;
use std::process::Command;
use std::time::Instant;

use thidua::ooxml::write::Repack;

use super::super::workspace::{Outcome, Workspace};
use super::LONGEST;

/// Address space that any input may take, in kB; threads reserve much more than they use.
const MOST: u32 = 2_000_000;

/// Runs the program with little memory; fails where it is killed, panics, or goes on too long.
#[track_caller]
fn run(world: &Workspace, args: &[&str]) -> Outcome {
    let began = Instant::now();
    let ended = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MOST}; exec timeout 90 \"$0\" \"$@\""), env!("CARGO_BIN_EXE_thidua")])
        .args(args)
        .current_dir(world.root())
        .output()
        .unwrap();
    let outcome = Outcome {
        stdout: String::from_utf8(ended.stdout).unwrap(),
        stderr: String::from_utf8(ended.stderr).unwrap(),
        code: ended.status.code().unwrap_or(-1),
    };
    let said: String = outcome.stderr.chars().take(600).collect();
    assert!([0, 1, 2].contains(&outcome.code), "ended with {}: {said}", outcome.code);
    assert!(began.elapsed() < LONGEST * 2, "took {:?}: {said}", began.elapsed());
    outcome
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A folder with a Word template of these paragraphs, and a little data.
fn desk(body: &str) -> Workspace {
    let world = Workspace::empty();
    assert_eq!(world.run(&["mau", "xuat", "danh-sach.docx", "--ra", "."]).code, 0);
    let shipped = world.read("danh-sach.docx");
    let mut package = Repack::open(&shipped).unwrap();
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    package.put("word/document.xml", format!("<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>"));
    world.write("mau.docx", package.finish().unwrap());
    let long = "0123456789".repeat(1_000);
    world.write("ds.yaml", format!("a: 1\nds: [1, 2]\ns: \"0{long}\"\n"));
    world
}

#[track_caller]
fn refused(body: &str, words: &str) {
    let world = desk(body);
    let outcome = run(&world, &["dien", "--mau", "mau.docx", "--du-lieu", "ds.yaml", "--ra", "ra.docx"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains(words) && outcome.stderr.contains("gợi ý"), "{}", outcome.stderr);
}

#[test]
fn blocks_that_nest_thousands_deep_are_told_at_once() {
    refused(&paragraph(&("{% if a %}".repeat(2_000) + &"{% endif %}".repeat(2_000))), "lồng nhau quá 32 tầng");
    refused(&paragraph(&("{% for x in ds %}".repeat(2_000) + &"{% endfor %}".repeat(2_000))), "lồng nhau quá 32 tầng");
}

#[test]
fn nine_hundred_branches_of_one_if_do_not_overflow_the_stack() {
    let branches = "{% if a %}".to_owned() + &"{% elif a %}x".repeat(5_000) + "{% endif %}";
    refused(&paragraph(&branches), "hơn 200 nhánh elif");
    let most = "{% if a %}".to_owned() + &"{% elif a %}x".repeat(200) + "{% endif %}";
    let world = desk(&paragraph(&most));
    assert_eq!(run(&world, &["dien", "--mau", "mau.docx", "--du-lieu", "ds.yaml", "--ra", "ra.docx"]).code, 0);
}

#[test]
fn text_that_doubles_ends_before_the_memory_does() {
    let doubled = "{% set t = s %}".to_owned() + &"{% set t = t ~ t %}".repeat(40) + "{{ t }}";
    refused(&paragraph(&doubled), "ghép ra quá nhiều chữ");
    let replaced = " | replace(from=\"0\", to=s)".repeat(4);
    refused(&paragraph(&format!("{{{{ s{replaced} }}}}")), "ghép ra quá nhiều chữ");
    refused(&paragraph("{{ range(end=100000) | join(sep=s) }}"), "ghép ra quá nhiều chữ");
    let lists = "{% set l = [1, 1] %}".to_owned() + &"{% set l = [l, l] %}".repeat(40) + "{{ l | length }}";
    refused(&paragraph(&lists), "dựng danh sách quá lớn");
    let deep = "{% set l = [1] %}{% for i in range(end=100000) %}{% set_global l = [l] %}{% endfor %}{{ l | length }}";
    refused(&paragraph(deep), "dựng danh sách quá lớn");
}

#[test]
fn sixteen_thousand_tags_in_a_paragraph_are_counted_not_built() {
    refused(&paragraph(&"{{ a }}".repeat(16_000)), "thẻ");
    refused(&paragraph(&"{{".repeat(2_000)), "thiếu dấu đóng");
}

#[test]
fn four_thousand_unknown_filters_do_not_copy_the_template_four_thousand_times() {
    let tags = (0..4_000).fold(String::new(), |mut all, number| {
        let _ = write!(all, "{}", paragraph(&format!("{{{{ a | khong_co_{number} }}}}")));
        all
    });
    refused(&tags, "không có bộ lọc “khong_co_0”");
}

/// A year whose notice is made from this template.
fn year(template: &str) -> Workspace {
    let world = Workspace::minimal();
    world.write("templates/hai.tera", "{% include \"ba.tera\" %}{% include \"ba.tera\" %}");
    world.write("templates/ba.tera", "{% set x = 1 %}");
    for file in ["mot-cau.tera", "hai-dieu.tera"] {
        world.write(&format!("templates/{file}"), template);
    }
    world
}

#[test]
fn templates_of_text_end_whatever_they_go_through() {
    let round = "{% for x in range(end=100000) %}";
    for (template, words) in [
        ("{% if nam %}".repeat(2_000) + &"{% endif %}".repeat(2_000), "lồng nhau quá 32 tầng"),
        ("{% if nam %}".to_owned() + &"{% elif nam %}".repeat(900) + "{% endif %}", "hơn 200 nhánh elif"),
        ("{% set s = \"0123456789\" %}".to_owned() + &"{% set s = s ~ s %}".repeat(40), "ghép ra quá nhiều chữ"),
        (
            "{% set s = \"0123456789\" %}".to_owned() + &"{% set s %}{{ s }}{{ s }}{% endset %}".repeat(40),
            "ghép ra quá nhiều chữ",
        ),
        (format!("{round}{round}{{% set y = 1 %}}{{% endfor %}}{{% endfor %}}"), "quá nhiều lượt lặp"),
        (format!("{round}{round}{round}{{% endfor %}}{{% endfor %}}{{% endfor %}}"), "quá nhiều lượt lặp"),
        ("{% component a() %}{{ <a /> }}{{ <a /> }}{{ <a /> }}{% endcomponent a %}{{ <a /> }}".to_owned(), ""),
        ((0..4_000).fold(String::new(), |all, at| all + &format!("{{{{ nam | khong_co_{at} }}}}\n")), "hơn 20 bộ lọc"),
    ] {
        let outcome = run(&year(&template), &["lap"]);
        let said: String = outcome.stderr.chars().take(600).collect();
        assert!(outcome.code == 1 && outcome.stderr.contains(words), "{}: {said}", &template[..60.min(template.len())]);
    }
}

/// A loop that does something with a text of megabytes, or with a long list, again and again.
fn again(expression: &str) -> String {
    let text = "{% set s = '0123456789ữ' %}".to_owned() + &"{% set s = s ~ s %}".repeat(18);
    let values = text + "{% set l = range(end=100000) %}{% set m = range(end=100000) %}";
    format!("{values}{{% for x in range(end=100000) %}}{{% if {expression} %}}{{% endif %}}{{% endfor %}}")
}

#[test]
fn large_values_looked_at_in_a_loop_do_not_go_on_for_minutes() {
    let outcome = run(&year(&again("range(end=100000) | length")), &["lap"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("xem đi xem lại quá nhiều dữ liệu"), "{}", outcome.stderr);
    for expression in ["s | upper", "l == m"] {
        refused(&paragraph(&again(expression)), "xem đi xem lại quá nhiều dữ liệu");
    }
}

#[test]
fn the_pattern_of_a_file_name_comes_to_an_end() {
    let world = desk(&paragraph("{{ a }}"));
    let round = "{% for x in range(end=100000) %}";
    let pattern = format!("{round}{round}{{% endfor %}}{{% endfor %}}.docx");
    let args = ["dien", "--mau", "mau.docx", "--du-lieu", "ds.yaml", "--danh-sach", "ds", "--ra", &pattern];
    let outcome = run(&world, &args);
    assert!(outcome.code == 1 && outcome.stderr.contains("quá nhiều lượt lặp"), "{}", outcome.stderr);
}

#[test]
fn a_table_that_is_mostly_empty_columns_is_refused_before_it_is_filled_up() {
    let world = desk(&paragraph("{{ dong | length }}"));
    let names: Vec<String> = (0..10_000).map(|number| format!("c{number}")).collect();
    world.write("ds.csv", names.join(",") + "\n" + &"1\n".repeat(100_000));
    let outcome = run(&world, &["dien", "--mau", "mau.docx", "--du-lieu", "ds.csv", "--ra", "ra.docx"]);
    assert!(outcome.code == 1 && outcome.stderr.contains("hơn 2,5 triệu ô"), "{}", outcome.stderr);
    world.write("ds.json", format!("[{}1]", "1,".repeat(3_000_000)));
    let outcome = run(&world, &["dien", "--mau", "mau.docx", "--du-lieu", "ds.json", "--ra", "ra.docx"]);
    assert!(outcome.code == 1 && outcome.stderr.contains("hơn 2,5 triệu giá trị"), "{}", outcome.stderr);
}

#[test]
fn a_register_of_more_rows_than_any_office_has_is_refused_before_it_is_taken_over() {
    let world = Workspace::minimal();
    let row = |number: usize| format!("{number}/TB-STC,01/02/2019,Thông báo số {number}\n");
    let rows: String = (1..=50_001).map(row).collect();
    world.write("so.csv", format!("Số ký hiệu,Ngày tháng,Trích yếu\n{rows}"));
    let outcome = run(&world, &["so", "nhap", "so.csv"]);
    assert!(outcome.code == 1 && outcome.stderr.contains("hơn 50.000 hàng"), "{}", outcome.stderr);
}

#[test]
fn a_small_workbook_with_millions_of_texts_is_refused_before_they_are_read() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let texts = format!("<sst>{}</sst>", "<si/>".repeat(20_000_000));
    for (name, content) in [("xl/sharedStrings.xml", texts.as_str()), ("xl/workbook.xml", "<workbook/>")] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    }
    let world = desk(&paragraph("{{ dong | length }}"));
    world.write("ds.xlsx", zip.finish().unwrap().into_inner());
    let outcome = run(&world, &["dien", "--mau", "mau.docx", "--du-lieu", "ds.xlsx", "--ra", "ra.docx"]);
    assert!(outcome.code == 1 && outcome.stderr.contains("20000000 đoạn chữ"), "{}", outcome.stderr);
}
