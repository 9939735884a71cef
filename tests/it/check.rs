//! The checker of thể thức: every rule against its cases, and documents in which it must find nothing.

mod command;
mod comments;
mod house;
mod labels;
mod mend;
mod ours;
mod page;
mod robust;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use page::Way;
use thidua::check::house::{Held, Measure};
use thidua::check::{self, Checked, House, Options, rules};
use thidua::cli::known;
use thidua::source::open::Reach;
use thidua::units::{FontSize, Length};

use super::workspace::Workspace;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/the-thuc").join(name)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A case of a rule: a base document with some lines changed.
struct Case {
    code: String,
    name: String,
    /// Whether the rule must speak.
    wrong: bool,
    text: String,
    changed: Vec<String>,
    house: House,
}

/// Reads the cases of every rule.
fn cases() -> Vec<Case> {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder("quy-tac")).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names.iter().flat_map(|path| of_file(path)).collect()
}

fn of_file(path: &Path) -> Vec<Case> {
    let code = path.file_stem().unwrap().to_string_lossy().split('-').next().unwrap().to_owned();
    let text = read(path);
    let mut cases: Vec<Case> = Vec::new();
    let (mut at, mut base): (usize, Vec<String>) = (0, Vec::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let told = |what: &str| panic!("{}: {what}: “{line}”", path.display());
        if let Some((wrong, name)) =
            line.strip_prefix("sai: ").map(|n| (true, n)).or(line.strip_prefix("đúng: ").map(|n| (false, n)))
        {
            finish(&mut cases, &base);
            cases.push(Case {
                code: code.clone(),
                name: name.to_owned(),
                wrong,
                text: String::new(),
                changed: Vec::new(),
                house: House::default(),
            });
        } else if let Some(held) = line.strip_prefix("bắt buộc: ") {
            cases.last_mut().unwrap().house.held = held.split(", ").map(held_to).collect();
        } else if let Some(name) = line.strip_prefix("từ: ") {
            (at, base) = (0, read(&folder("co-so").join(format!("{name}.txt"))).lines().map(str::to_owned).collect());
        } else if let Some(gone) = line.strip_prefix('-') {
            let gone = gone.strip_prefix(' ').unwrap_or(gone);
            let found = base[at..].iter().position(|line| line == gone).unwrap_or_else(|| told("không có dòng này"));
            at += found;
            base.remove(at);
        } else if let Some(new) = line.strip_prefix('+') {
            let new = new.strip_prefix(' ').unwrap_or(new).to_owned();
            base.insert(at, new.clone());
            cases.last_mut().unwrap().changed.push(new);
            at += 1;
        } else if let Some(kept) = line.strip_prefix(' ') {
            let found = base[at..].iter().position(|line| line == kept).unwrap_or_else(|| told("không có dòng này"));
            at += found + 1;
        } else if !line.is_empty() {
            told("không hiểu");
        }
    }
    finish(&mut cases, &base);
    cases
}

/// Reads a value that the office demands: `co_chu 14`, in points, millimetres, or hundredths of a line.
fn held_to(typed: &str) -> Held {
    let (key, number) = typed.split_once(' ').unwrap();
    let number: u32 = number.parse().unwrap();
    let mm = Length::mm(number.into());
    let measure = match key {
        "co_chu" => Measure::Body(FontSize::pt(number)),
        "le_tren" => Measure::Top(mm),
        "le_duoi" => Measure::Bottom(mm),
        "le_trai" => Measure::Left(mm),
        "le_phai" => Measure::Right(mm),
        "thut_dau_dong" => Measure::Indent(mm),
        "cach_doan" => Measure::Gap(Length::pt(number.into())),
        "gian_dong" => Measure::Line(number.into()),
        other => panic!("{other}"),
    };
    Held { measure, reason: "Quy chế văn thư".to_owned() }
}

fn finish(cases: &mut [Case], base: &[String]) {
    if let Some(case) = cases.last_mut().filter(|case| case.text.is_empty()) {
        case.text = base.join("\n");
    }
}

/// What the program itself knows of laws and names.
static OPTIONS: LazyLock<Options> =
    LazyLock::new(|| Options { facts: known::facts(&Reach::of("/nowhere")), ..Options::default() });

fn checked(bytes: &[u8]) -> Checked {
    checked_in(bytes, &House::default())
}

fn checked_in(bytes: &[u8], house: &House) -> Checked {
    let options = Options { house: house.clone(), ..OPTIONS.clone() };
    check::check(bytes, &options).expect("a Word file")
}

fn told(checked: &Checked) -> Vec<String> {
    let told = |finding: &check::Finding| {
        format!("{} {}; cần {} ({})", finding.rule.code, finding.seen, finding.wanted, finding.place())
    };
    checked.findings.iter().map(told).collect()
}

/// Returns what is wrong with the outcome of a case in one way of Word.
fn judged(case: &Case, way: Way) -> Option<String> {
    let checked = checked_in(&page::write(&case.text, &case.changed, way), &case.house);
    let others = checked.findings.iter().any(|finding| finding.rule.code != case.code);
    let spoke = checked.findings.iter().any(|finding| finding.rule.code == case.code);
    (others || spoke != case.wrong).then(|| {
        let wanted = if case.wrong { format!("chỉ {}", case.code) } else { "không gì".to_owned() };
        format!("{} {} ({way:?}): cần {wanted}, thấy {:#?}", case.code, case.name, told(&checked))
    })
}

#[test]
fn every_rule_speaks_in_its_cases_and_no_other_does() {
    let wrong: Vec<String> =
        cases().iter().flat_map(|case| Way::ALL.into_iter().filter_map(|way| judged(case, way))).collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_base_document_has_nothing_to_be_found() {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder("co-so")).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let found = |path: &PathBuf| {
        let text = read(path);
        let told = |way| told(&checked(&page::write(&text, &[], way)));
        Way::ALL.into_iter().flat_map(told).map(|told| format!("{}: {told}", path.display())).collect::<Vec<_>>()
    };
    let all: Vec<String> = names.iter().flat_map(found).collect();
    assert!(names.len() >= 4 && all.is_empty(), "{all:#?}");
}

#[test]
fn every_rule_has_a_passing_case_and_two_failing_ones() {
    let mut counts: BTreeMap<&str, (usize, usize)> = rules::ALL.iter().map(|rule| (rule.code, (0, 0))).collect();
    for case in cases() {
        let count = counts.get_mut(case.code.as_str()).unwrap_or_else(|| panic!("no rule {}", case.code));
        if case.wrong { count.1 += 1 } else { count.0 += 1 }
    }
    let few: Vec<_> = counts.iter().filter(|(_, (right, wrong))| *right < 1 || *wrong < 2).collect();
    assert!(few.is_empty(), "{} rules: {few:?}", few.len());
}

#[test]
fn a_rule_has_a_code_of_its_group_a_name_and_a_whole_page() {
    for rule in rules::ALL {
        let group = rules::GROUPS.iter().any(|group| rule.code.starts_with(group.prefix));
        let page = rule.page;
        let whole =
            [page.fault, page.why, page.wrong, page.right, page.cure, rule.clause].iter().all(|text| !text.is_empty());
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/check/rules/{}.rs", rule.name.replace('-', "_")));
        assert!(group && whole && rule.code.len() == 4 && file.exists(), "{}", rule.code);
    }
    let mut codes: Vec<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), rules::ALL.len());
}

/// Returns docs/quy-tac.md: every rule with its page and the number of its cases.
fn document() -> String {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases() {
        let count = counts.entry(case.code).or_default();
        if case.wrong { count.1 += 1 } else { count.0 += 1 }
    }
    let (right, wrong) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let mut text = format!(
        "# Quy tắc kiểm tra thể thức\n\nTệp này sinh ra từ mã nguồn; `thidua giai-thich MÃ` in từng trang.\n\n\
         {} quy tắc, thử bằng {right} ca đúng và {wrong} ca sai trong `tests/the-thuc`, mỗi ca viết theo ba cách của Word \
         (định dạng tại chỗ, kiểu, mặc định của tệp). Mọi ca cho đúng kết quả mong đợi: ca sai chỉ quy tắc ấy báo, ca đúng \
         không quy tắc nào báo.\n",
        rules::ALL.len()
    );
    for group in rules::GROUPS {
        text += &format!("\n## {}\n", group.name);
        for rule in rules::ALL.iter().filter(|rule| rule.code.starts_with(group.prefix)) {
            let (right, wrong) = counts.get(rule.code).copied().unwrap_or_default();
            text += &format!("\n### {} `{}`\n\n{}\n\n", rule.code, rule.name, rule.page.fault);
            text += &format!("- Mức: {}. Căn cứ: {}.\n", rule.severity.word(), rule.clause);
            text += &format!("- Vì sao: {}\n- Sai: {}\n- Đúng: {}\n", rule.page.why, rule.page.wrong, rule.page.right);
            text += &format!("- Cách sửa trong Word: {}\n- Ca thử: {right} đúng, {wrong} sai.\n", rule.page.cure);
        }
    }
    text +=
        "\n## Còn lại cho mắt người\n\n| Nghị định 30/2020/NĐ-CP | Nội dung | Vì sao không kiểm tra |\n|---|---|---|\n";
    for left in check::unchecked::UNCHECKED {
        text += &format!("| {} | {} | {} |\n", left.clause, left.what, left.why);
    }
    text
}

#[test]
fn the_page_of_all_rules_is_made_from_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/quy-tac.md");
    let made = document();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert_eq!(read(&path), made, "run with UPDATE_GOLDEN=1, and read what has changed");
}

#[test]
fn a_kit_of_a_year_and_the_word_templates_have_nothing_to_be_found() {
    let world = Workspace::empty();
    let said = [
        "khoi-tao",
        "--nam",
        "2026",
        "--bo",
        "day-du",
        "--co-quan",
        "Sở Nội vụ",
        "--chu-quan",
        "UBND tỉnh Lâm Đồng",
        "--viet-tat",
        "SNV",
        "--dia-danh",
        "Lâm Đồng",
        "--nguoi-ky",
        "Trần Văn Minh",
        "--chuc-vu",
        "Giám đốc",
        "--chu-de",
        "cải cách hành chính",
    ];
    assert_eq!(world.run(&said).code, 0);
    assert_eq!(world.run(&["lap", "2026", "--nhap"]).code, 0);
    assert_eq!(world.run(&["mau", "xuat", "--ra", "mau"]).code, 0);
    for folder in ["output/2026", "mau"] {
        let answer = world.run(&["kiem-tra", folder, "--json"]).stdout;
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let files = answer["tep"].as_array().unwrap();
        let grave: Vec<String> = files
            .iter()
            .flat_map(|file| file["phat_hien"].as_array().unwrap().iter().map(move |found| (file, found)))
            .filter(|(_, found)| found["muc_do"] != "goi_y")
            .map(|(file, found)| format!("{} {} {}", file["tep"], found["ma"], found["thay"]))
            .collect();
        assert!(files.len() >= 2 && grave.is_empty(), "{grave:#?}");
    }
}

#[test]
fn documents_of_the_sample_year_have_nothing_to_be_found() {
    let made = thidua::pipeline::generate(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &thidua::pipeline::Wish { year: Some(2020), ..Default::default() },
        &|_| {},
    );
    let made = made.unwrap().made;
    let all: Vec<String> = made
        .iter()
        .flat_map(|made| {
            told(&checked(&made.bytes)).into_iter().map(|told| format!("{}: {told}", made.id)).collect::<Vec<_>>()
        })
        .collect();
    assert!(made.len() >= 8 && all.is_empty(), "{all:#?}");
}

#[test]
fn a_finding_knows_every_paragraph_it_was_seen_at_in_the_file() {
    let text = read(&folder("co-so").join("ke-hoach.txt"));
    let narrow = text.replace("trước=6", "trước=6 phông=Arial");
    let bytes = page::write(&narrow, &[], Way::Direct);
    let checked = checked(&bytes);
    let font = checked.findings.iter().find(|finding| finding.rule.code == "TR07").expect("Arial is told");
    let ordinals: Vec<usize> = font.places.iter().filter_map(|place| Some(place.origin.as_ref()?.paragraph)).collect();
    let body = thidua::ooxml::package::Package::open(&bytes).unwrap();
    let body = String::from_utf8(body.part("word/document.xml").unwrap().to_vec()).unwrap();
    let paragraphs: Vec<&str> = body.split("<w:p>").skip(1).collect();
    assert!(font.count > 1 && ordinals.len() == font.count, "{ordinals:?}");
    assert!(ordinals.iter().all(|at| paragraphs[*at].contains("Arial")), "{ordinals:?}");
    assert!(font.places.iter().all(|place| place.origin.as_ref().unwrap().part.as_ref() == "word/document.xml"));
}
