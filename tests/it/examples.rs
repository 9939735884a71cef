//! The examples that help and guide show are run as they stand, in the order they stand, on what is shipped.
//!
//! `tests/vi-du/` holds the files that examples name and the program does not ship; all made by hand, all illustrative.

use super::workspace::{Outcome, Workspace, fixture};

/// Splits a line as a shell does: blanks part words but for those in quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (end, Some(open)) if end == open => quote = None,
            (' ', None) => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Commands in a text: lines that begin with the program's name, a `\` at the end of one joining the next; what stands
/// behind two blanks or a `#` explains.
fn commands(text: &str) -> Vec<Vec<String>> {
    let joined = text.replace("\\\n", " ");
    let lines = joined.lines().map(str::trim).filter_map(|line| line.strip_prefix("thidua "));
    let bare = |line: &str| {
        let line = line.split(" # ").next().unwrap_or_default();
        let end = line.match_indices("  ").map(|(at, _)| at).find(|at| !line[at + 2..].trim_start().starts_with('-'));
        line[..end.unwrap_or(line.len())].to_owned()
    };
    lines.map(|line| words(&bare(line))).filter(|words| !words.is_empty()).collect()
}

/// The examples at the end of a command's help.
fn examples(command: &[&str]) -> Vec<Vec<String>> {
    let help = Workspace::empty().run(&[command, &["--tro-giup"]].concat());
    assert_eq!(help.code, 0, "{}", help.stderr);
    let (_, examples) = help.stdout.split_once("Ví dụ:\n").unwrap_or_else(|| panic!("{command:?} shows no example"));
    commands(examples)
}

fn world() -> Workspace {
    Workspace::shipped().overlay(&fixture("vi-du"))
}

#[track_caller]
fn runs(world: &Workspace, line: &[String]) -> Outcome {
    let outcome = world.run(&line.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(outcome.code, 0, "thidua {}\n{}", line.join(" "), outcome.stderr);
    outcome
}

#[test]
fn every_example_in_the_help_of_dien_and_mau_runs() {
    for command in [&["dien"][..], &["mau"], &["mau", "bien"], &["mau", "kiem-tra"], &["mau", "xuat"]] {
        let world = world();
        let all = examples(command);
        assert!(!all.is_empty(), "{command:?}");
        for line in all {
            runs(&world, &line);
        }
    }
}

#[test]
fn every_example_in_the_help_of_lap_phat_hanh_and_so_runs() {
    let old = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản\n1/KH-STC;02/01/2018;Kế hoạch A\n";
    let world = world().with("so-2018.csv", old);
    let mut run = 0;
    for command in
        [&["lap"][..], &["phat-hanh"], &["so", "them"], &["so"], &["so", "nhap"], &["giai-thich"], &["schema"]]
    {
        for line in examples(command) {
            // What needs LibreOffice, never ends, or takes over an old register or a file that the office has.
            let needs = ["--pdf", "--theo-doi", "--tu-tep", "so-2019.xlsx", "cong-van.pdf", ">", "--thu"];
            if line.iter().any(|word| needs.contains(&word.as_str())) {
                continue;
            }
            runs(&world, &line);
            run += 1;
        }
    }
    assert!(run >= 8, "{run}");
}

/// The shipped year with the documents that examples name: 05/KH-STC, 08/QĐ-STC and others that were made elsewhere.
fn office(ninth: &str) -> Workspace {
    let world = world().with("quet/ke-hoach.pdf", "%PDF-1.4\n");
    let run = |args: &[&str]| {
        let outcome = world.run(args);
        assert_eq!(outcome.code, 0, "thidua {}\n{}", args.join(" "), outcome.stderr);
    };
    let issue = |id, day, number| run(&["phat-hanh", id, "--ngay", day, "--so", number, "--ly-do", "thử"]);
    let add = |symbol, number, more: &[&str]| {
        let args = ["so", "them", "--ky-hieu", symbol, "--so", number, "--trich-yeu", "Văn bản minh họa"];
        run(&[&args[..], &["--ngay", "28/12/2020", "--ly-do", "thử"], more].concat());
    };
    issue("ke-hoach", "20/02/2020", "5");
    issue("cong-van-don-doc", "20/11/2020", "4");
    issue("to-trinh-khen-thuong", "18/12/2020", "7");
    issue("quyet-dinh-khen-thuong", "25/12/2020", "8");
    add(ninth, "9", &[]);
    add("STC-VP", "10", &[]);
    issue("bao-cao-nam", "28/12/2020", "11");
    add("QĐ-STC", "12", &[]);
    add("BC-STC", "1", &["--do-mat", "mat"]);
    world
}

/// Does what an example takes for done.
fn prepare(world: &Workspace, line: &[String]) {
    let after: &[&[&str]] = match line.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["sao-luc", ..] => &[&["sao-y", "05/KH-STC", "--nguoi-ky", "ho-trong-luat", "--noi-nhan", "Sở Nội vụ"]],
        ["luu", "phuc-hoi", ..] => &[&["luu", "sao-luu", "usb/luu-vt"]],
        ["so-sanh", ..] => &[&["nam-moi", "2021"]],
        _ => &[],
    };
    for args in after {
        let outcome = world.run(args);
        // A new year has questions.
        assert!(outcome.code == 0 || args[0] == "nam-moi", "thidua {}\n{}", args.join(" "), outcome.stderr);
    }
    if line[0] == "luu" && ["phuc-hoi", "nhan-so"].contains(&line[1].as_str()) {
        std::fs::remove_dir_all(world.root().join("data/luu-vt")).unwrap();
    }
}

#[test]
fn every_example_in_the_help_of_what_follows_the_issue_runs() {
    let offices = [office("TB-STC"), office("KH-STC")];
    let (mut commands, mut run): (Vec<Vec<&str>>, usize) = (Vec::new(), 0);
    let alone = ["thu-hoi", "sua-doi", "thay-the", "dinh-chinh", "huy-so", "sao-y", "trich-sao", "sao-luc"];
    commands.extend(alone.iter().chain(&["nam-moi", "so-sanh"]).map(|name| vec![*name]));
    let kept = ["nhan", "xuat", "sao-luu", "phuc-hoi", "nhan-so", "xac-nhan-gio"];
    commands.extend(kept.iter().map(|name| vec!["luu", *name]));
    for command in commands {
        for line in examples(&command) {
            // A year and answers that nobody has.
            if line.iter().any(|word| ["2019", "tra-loi.yaml"].contains(&word.as_str())) {
                continue;
            }
            let line: Vec<String> = line.iter().map(|word| word.replace("/media/usb", "usb")).collect();
            let world = Workspace::empty().overlay(offices[usize::from(line.contains(&"09/KH-STC".into()))].root());
            prepare(&world, &line);
            let outcome = world.run(&line.iter().map(String::as_str).collect::<Vec<_>>());
            let most = i32::from(line[0] == "nam-moi");
            assert!((0..=most).contains(&outcome.code), "thidua {}\n{}", line.join(" "), outcome.stderr);
            run += 1;
        }
    }
    assert!(run >= 22, "{run}");
}

/// The shell lines in a chapter of the guide.
fn chapter(topic: &str) -> Vec<Vec<String>> {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/huong-dan.md")).unwrap();
    let start = guide.find(topic).unwrap_or_else(|| panic!("no chapter {topic}"));
    let end = guide[start + 3..].find("\n## ").map_or(guide.len(), |at| start + 3 + at);
    let blocks = guide[start..end].split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    blocks.flat_map(commands).collect()
}

#[test]
fn every_command_in_the_guides_chapter_on_word_templates_runs() {
    let world = world();
    let all = chapter("## 16. Tự làm mẫu Word");
    assert!(all.len() >= 3, "{all:?}");
    for line in all {
        runs(&world, &line);
    }
}

#[test]
fn the_built_in_certificate_takes_the_decision_from_one_file_and_the_people_from_excel() {
    let world = world();
    let fill = |more: &[&str]| {
        let all = ["dien", "--mau", "giay-khen.docx", "--danh-sach", "dong", "--ra", "output/{{ stt }}.docx"];
        world.run(&[&all[..], more].concat())
    };
    let lacking = fill(&["--du-lieu", "ds.xlsx"]);
    assert!(lacking.code == 1 && lacking.stderr.contains("so_quyet_dinh"), "{}", lacking.stderr);
    let filled = fill(&["--du-lieu", "ds.xlsx", "--du-lieu", "chung.yaml"]);
    assert_eq!((filled.code, world.files("output").len()), (0, 2), "{}", filled.stderr);
    world.write("khac.yaml", "ngay: 01/01/2021\n");
    let clash = fill(&["--du-lieu", "ds.xlsx", "--du-lieu", "chung.yaml", "--du-lieu", "khac.yaml"]);
    assert_eq!(clash.code, 1);
    for said in ["NGUON13", "“ngay” có trong cả chung.yaml và khac.yaml, với hai giá trị khác nhau", "gợi ý: "]
    {
        assert!(clash.stderr.contains(said), "{said} is not in {}", clash.stderr);
    }
    world.write("chung.csv", "so_quyet_dinh,ngay,dia_danh,chuc_vu_ky,nguoi_ky,tham_quyen\n125/QĐ-STC,2020-12-28,Hòa Sơn,Giám đốc,Nguyễn Văn Minh Họa,Giám đốc Sở\n");
    let table = fill(&["--du-lieu", "chung.csv", "--du-lieu", "ds.xlsx", "--ghi-de"]);
    assert_eq!(table.code, 0, "the one row of shared facts is no second list: {}", table.stderr);
}
