//! Natural mistakes of a clerk, one at a time in a working year, with all that the program says; `UPDATE_GOLDEN=1`
//! rewrites the texts.
//!
//! `tests/mistakes/bang.md` is the table, `nam/` the year, `loi/` what is said, one file for each place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use thidua::docx::DocxView;

use super::workspace::{Outcome, Workspace, files, fixture, matches_file};

/// Lines of the pages that are shown on each side, at most.
const SHOWN: usize = 4;

/// Letters of a line that are shown, at most.
const LONG: usize = 150;

/// One row of the table.
struct Mistake {
    number: String,
    place: String,
    right: String,
    typed: String,
}

impl Mistake {
    /// Reads a row; the blank on either side of a bar is the table's, others are what was typed.
    fn read(row: &str) -> Option<Self> {
        let cells: Vec<&str> = row.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
        let [number, place, right, typed] = cells[..] else { return None };
        let number = number.trim();
        number.starts_with(|first: char| first.is_ascii_digit()).then(|| Self {
            number: number.to_owned(),
            place: place.trim().to_owned(),
            right: bare(right),
            typed: bare(typed),
        })
    }

    fn title(&self) -> String {
        let shown = |text: &str| text.replace('\n', "⏎").replace('\t', "⇥").replace('\u{a0}', "[U+00A0]");
        match self.typed.as_str() {
            "" => format!("{} {}: {}", self.number, self.place, shown(&self.right)),
            typed => format!("{} {}: {} → {}", self.number, self.place, shown(&self.right).trim(), shown(typed)),
        }
    }

    /// Path of the file it is made in, below the working folder.
    fn path(&self) -> String {
        let name = &self.place;
        let among = files(&fixture("mistakes/nam"));
        among.into_iter().find(|path| path.ends_with(&format!("/{name}"))).unwrap_or_else(|| panic!("no {name}"))
    }

    fn made(&self) -> Outcome {
        let world = year();
        match self.place.as_str() {
            "command" => world.run(&words(&self.right)),
            "data/2026" => told(&in_folder(world, &self.right)),
            _ => told(&self.in_file(world)),
        }
    }

    fn in_file(&self, world: Workspace) -> Workspace {
        let path = self.path();
        let was = world.read(&path);
        if let Some(form) = self.right.strip_prefix("the whole file saved as ") {
            return world.with(&path, saved_as(form, &was));
        }
        let folder = path.strip_suffix(&self.place).unwrap();
        if let Some(name) = self.right.strip_prefix("named ") {
            return world.without(&path).with(&format!("{folder}{name}"), was);
        }
        if let Some(name) = self.right.strip_prefix("a second file ") {
            return world.with(&format!("{folder}{}", name.trim_matches(['“', '”'])), was);
        }
        let text = String::from_utf8(was).unwrap();
        assert!(text.contains(&self.right), "{}: {path} holds no {:?}", self.number, self.right);
        world.with(&path, text.replacen(&self.right, &self.typed, 1))
    }
}

/// The working year without any mistake.
fn year() -> Workspace {
    Workspace::empty().overlay(&fixture("mistakes/nam"))
}

fn bare(cell: &str) -> String {
    let cell = cell.strip_prefix(' ').unwrap_or(cell);
    let cell = cell.strip_suffix(' ').unwrap_or(cell);
    let signs = [("⏎", "\n"), ("⇥", "\t"), ("[U+00A0]", "\u{a0}"), ("[U+000B]", "\u{b}"), ("[BAR]", "|")];
    signs.iter().fold(cell.to_owned(), |text, (sign, meant)| text.replace(sign, meant))
}

/// What is typed after the program's name, as far as the note in brackets.
fn words(command: &str) -> Vec<&str> {
    let typed = command.split(" (").next().unwrap_or(command);
    typed.split(' ').skip(1).filter(|word| !word.is_empty()).collect()
}

fn in_folder(world: Workspace, what: &str) -> Workspace {
    if what.starts_with("the folder is called") {
        let name = what.split(['“', '”']).nth(1).unwrap();
        std::fs::rename(world.root().join("data/2026"), world.root().join("data").join(name)).unwrap();
        return world;
    }
    let docx = world.documents().into_values().next().unwrap();
    world
        .with("data/2026/Mẫu cũ.docx", docx)
        .with("data/2026/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        .with("data/2026/~$nguoi.yaml", b"\x05Admin\0\0")
}

/// The bytes of the file as another program or another choice when saving gives them.
fn saved_as(form: &str, was: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(was.to_vec()).unwrap();
    match form {
        "cp1258" => std::fs::read(fixture("mistakes/tep/nguoi.cp1258.yaml")).unwrap(),
        "utf-16" => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "utf-8-sig" => format!("\u{feff}{text}").into_bytes(),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "docx" => year().documents().into_values().next().unwrap(),
        "xlsx" => std::fs::read(fixture("vi-du/ds.xlsx")).unwrap(),
        "doc" => [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 504]].concat(),
        "pdf" => b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n".to_vec(),
        "empty" => Vec::new(),
        "rtf" => b"{\\rtf1\\ansi loai: nguoi\\par}".to_vec(),
        "html" => format!("<html><head><meta charset=\"utf-8\"></head><body><p>{text}</p></body></html>").into_bytes(),
        other => panic!("no such form: {other}"),
    }
}

/// Runs the program; of pages that are made, tells in which lines they differ.
fn told(world: &Workspace) -> Outcome {
    let mut outcome = world.run(&["lap"]);
    if outcome.code == 0 {
        outcome.stdout = differences(world);
    }
    outcome
}

fn lines(world: &Workspace) -> Vec<String> {
    let pages = world.documents().into_values().map(|bytes| DocxView::read(&bytes).unwrap().text());
    // What holds words together is the layout's matter.
    let plain = |line: &str| line.replace('\u{a0}', " ").replace('\u{2011}', "-");
    pages.flat_map(|page| page.lines().map(plain).collect::<Vec<_>>()).collect()
}

fn differences(world: &Workspace) -> String {
    let (right, typed) = (lines(&year()), lines(world));
    let mut text = String::new();
    for (sign, these, those) in [('-', &right, &typed), ('+', &typed, &right)] {
        for line in these.iter().filter(|line| !those.contains(line)).take(SHOWN) {
            let shown: String = line.chars().take(LONG).collect();
            let _ = writeln!(text, "{sign} {shown}{}", if shown.len() < line.len() { "…" } else { "" });
        }
    }
    if text.is_empty() { "văn bản như khi không nhầm\n".to_owned() } else { text }
}

fn table() -> Vec<Mistake> {
    let text = std::fs::read_to_string(fixture("mistakes/bang.md")).unwrap();
    text.lines().filter_map(Mistake::read).collect()
}

/// All that is said of the mistakes made in one place.
fn group(mistakes: &[Mistake]) -> String {
    mistakes.iter().fold(String::new(), |text, mistake| {
        let Outcome { stdout, stderr, code } = mistake.made();
        text + &format!("#### {}\nmã kết thúc: {code}\n{stdout}{stderr}\n", mistake.title())
    })
}

#[test]
fn every_mistake_of_the_table_is_told_as_in_the_file_of_its_place() {
    let mut places: BTreeMap<String, Vec<Mistake>> = BTreeMap::new();
    for mistake in table() {
        places.entry(mistake.place.replace(['/', '.'], "-")).or_default().push(mistake);
    }
    for (place, mistakes) in &places {
        matches_file(&group(mistakes), &fixture("mistakes/loi").join(format!("{place}.txt")));
    }
    let told: Vec<String> = places.keys().map(|place| format!("{place}.txt")).collect();
    assert_eq!(files(&fixture("mistakes/loi")), told);
}

#[test]
fn the_year_in_which_the_mistakes_are_made_has_none() {
    let outcome = year().run(&["lap"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}

#[test]
fn next_years_draft_does_not_take_the_place_of_the_year_that_is_meant() {
    let world = Workspace::minimal();
    for (path, content) in world.files("data/2020") {
        world.write(&format!("data/2021/{path}"), content);
    }
    let world = world.edited("data/2021/van-ban/thong-bao.yaml", "Kết luận cuộc họp", "?? họp về việc gì ??");
    let issued = world.run(&["phat-hanh", "thong-bao", "--ngay", "20/11/2020", "--thu"]);
    assert_eq!(issued.code, 0, "{issued:?}");
    let built = world.run(&["lap"]);
    assert_eq!(built.code, 1);
    assert!(built.stderr.contains("lấy năm mới nhất trong data/: 2021"), "{}", built.stderr);
    assert!(built.stderr.contains("thidua lap 2020"), "{}", built.stderr);
}

#[test]
fn what_a_document_cannot_be_made_again_for_is_told_in_its_file() {
    let world = Workspace::minimal();
    let issued = world.run(&["phat-hanh", "thong-bao", "--ngay", "20/11/2020"]);
    assert_eq!(issued.code, 0, "{issued:?}");
    let world = world.edited("data/2020/nguoi.yaml", "ho_ten: Nguyễn Văn An", "hoten: Nguyễn Văn An");
    let again = world.run(&["luu", "dung-lai", "01/TB-STC"]);
    assert_eq!(again.code, 1, "{again:?}");
    assert!(again.stderr.contains("--> data/2020/nguoi.yaml:4:5"), "{}", again.stderr);
}

#[test]
fn what_is_wrong_with_every_file_of_a_word_template_is_said_once() {
    let world = Workspace::empty();
    let office = ["khoi-tao", "--bo", "day-du", "--nam", "2020", "--co-quan", "Sở Nội vụ", "--chu-quan", "-"];
    let people = ["--dia-danh", "Huế", "--viet-tat", "SNV", "--nguoi-ky", "Trần Văn An", "--chuc-vu", "Giám đốc"];
    let made = world.run(&[&office[..], &people, &["--chu-de", "chuyển đổi số"]].concat());
    assert_eq!(made.code, 0, "{made:?}");
    let issued = world.run(&["phat-hanh", "giay-khen", "--ngay", "20/11/2020"]);
    assert_eq!(issued.code, 1, "{issued:?}");
    assert!(issued.stderr.contains("2 trong 2 tệp của văn bản này đều như vậy"), "{}", issued.stderr);
    assert!(issued.stderr.matches("LT08").count() <= 4, "{}", issued.stderr);
}

#[test]
fn a_copy_that_has_been_given_an_id_of_its_own_is_a_document_like_any_other() {
    let world = Workspace::minimal();
    let notice = String::from_utf8(world.read("data/2020/van-ban/thong-bao.yaml")).unwrap();
    let second = notice.replace("ma: thong-bao", "ma: thong-bao-thang-8");
    let documents = world.with("data/2020/van-ban/thong-bao - Copy.yaml", second).documents();
    assert!(documents.contains_key("thong-bao-thang-8"), "{:?}", documents.keys());
}
