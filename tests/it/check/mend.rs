//! The mender: every wrong case of a rule that can be mended, in the three ways of Word.

use std::io::{Cursor, Read as _, Write as _};

use rayon::prelude::*;
use thidua::check::Options;
use thidua::docx::view::DocxView;
use thidua::mend::{Mended, mend, table};

use super::page::{self, Way};
use super::{Case, cases, told};
use crate::fill::package::is_xml;

fn mended(bytes: &[u8], tracked: bool) -> Mended {
    mend(bytes, &Options::default(), tracked).unwrap_or_else(|error| panic!("{error}"))
}

/// What is wrong in words that only a person knows better.
const LEFT: [(&str, &str); 4] =
    [("DT10", "năm hai chữ số"), ("NN14", "không VT"), ("QH02", "sai NGHĨA"), ("QH16", "dấu gạch ngang")];

/// Returns the lines of a file, blanks as one, lines of nothing left out.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = DocxView::read(bytes).unwrap().text();
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

fn plain(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells whether the second text is the first but for the words that were told.
fn says_the_same(before: &[String], after: &[String], mended: &Mended) -> bool {
    let words: Vec<(String, String)> = mended
        .done
        .iter()
        .filter(|done| done.words)
        .map(|done| (plain(done.before.trim_matches('…')), plain(done.after.trim_matches('…'))))
        .collect();
    let told = |(before, after): (&String, &String)| {
        let mut line = before.clone();
        for (old, new) in words.iter().filter(|(old, _)| !old.is_empty()) {
            if line != *after && line.contains(old.as_str()) {
                line = line.replacen(old.as_str(), new, 1);
            }
        }
        line == *after
    };
    before.len() == after.len() && before.iter().zip(after).all(told)
}

/// Returns what is wrong with the mending of a case.
fn judged(case: &Case, way: Way, tracked: bool) -> Option<String> {
    let before = page::write(&case.text, &case.changed, way);
    let after = mended(&before, tracked);
    let left = told(&after.left);
    let fault = if !left.is_empty() {
        format!("còn {left:#?}")
    } else if !after.done.iter().any(|done| done.code == Some(case.code.as_str())) {
        format!("không nói đã sửa {}: {:?}", case.code, after.done)
    } else if !says_the_same(&lines(&before), &lines(&after.bytes), &after) {
        format!("chữ khác: {:?}\n{:#?}\n{:#?}", after.done, lines(&before), lines(&after.bytes))
    } else if tracked && lines(&rejected(&after.bytes)) != lines(&before) {
        format!("không nhận các thay đổi thì chữ khác: {:#?}\n{:#?}", lines(&before), lines(&rejected(&after.bytes)))
    } else if !tracked && way == Way::Direct && mended(&after.bytes, false).bytes != after.bytes {
        "sửa lần nữa thì lại khác".to_owned()
    } else {
        return None;
    };
    Some(format!("{} {} ({way:?}, {tracked}): {fault}", case.code, case.name))
}

/// Returns the file as it is when all changes are rejected: what is inserted goes, what is deleted stays.
fn rejected(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let (name, mut content) = (entry.name().to_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        if is_xml(&name) {
            content = before_changes(&String::from_utf8(content).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn before_changes(xml: &str) -> String {
    let mut out = String::new();
    let mut inserted = 0;
    for piece in xml.split_inclusive('>').flat_map(|piece| {
        piece.split_at_checked(piece.find('<').unwrap_or(0)).map(|(a, b)| [a, b]).into_iter().flatten()
    }) {
        let ends = piece.ends_with("/>");
        if piece.starts_with("<w:ins ") && !ends {
            inserted += 1;
        } else if piece == "</w:ins>" {
            inserted -= 1;
        } else if inserted == 0 && !piece.starts_with("<w:del ") && piece != "</w:del>" {
            out += &piece.replace("w:delText", "w:t");
        }
    }
    out
}

#[test]
fn every_wrong_case_of_a_mendable_rule_is_mended_and_says_the_same() {
    let all = cases();
    let mendable = all.iter().filter(|case| case.wrong && !table::of(&case.code).is_empty());
    let mendable = mendable.filter(|case| !LEFT.contains(&(case.code.as_str(), case.name.as_str())));
    let mendable: Vec<&Case> = mendable.collect();
    let ways = Way::ALL.into_iter().map(|way| (way, false)).chain([(Way::Direct, true)]);
    let ways: Vec<(Way, bool)> = ways.collect();
    let turns: Vec<_> = mendable.iter().flat_map(|case| ways.iter().map(move |way| (*case, *way))).collect();
    let wrong: Vec<String> =
        turns.into_par_iter().filter_map(|(case, (way, tracked))| judged(case, way, tracked)).collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn changes_that_are_tracked_each_have_a_number_of_their_own() {
    let all = cases();
    let case = all.iter().find(|case| case.wrong && case.code == "DT10").unwrap();
    let text =
        case.text.replace("ngày 06/02/2026 {", "ngày 06/02/2026 {16 đậm ").replace("Khánh Hòa, ngày", "Khánh Hòa ngày");
    let after = mended(&page::write(&text, &[], Way::Direct), true);
    let package = thidua::ooxml::package::Package::open(&after.bytes).unwrap();
    let body = String::from_utf8(package.part("word/document.xml").unwrap().to_vec()).unwrap();
    let mut numbers: Vec<&str> = body.split(" w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert!(count > 4 && numbers.len() == count, "{body}");
}

/// The file with the main part changed.
fn changed(bytes: &[u8], change: impl FnOnce(&str) -> String) -> Vec<u8> {
    let mut package = thidua::ooxml::write::Repack::open(bytes).unwrap();
    let body = package.text("word/document.xml").unwrap().unwrap();
    package.put("word/document.xml", change(&body));
    package.finish().unwrap()
}

#[test]
fn words_in_a_run_that_holds_a_text_box_stay_and_are_not_told_as_mended() {
    let all = cases();
    let case = all.iter().find(|case| case.wrong && case.code == "SO07").unwrap();
    let bytes = page::write(&case.text, &case.changed, Way::Direct);
    let is_mended = |after: &Mended| after.done.iter().any(|done| done.code == Some("SO07"));
    assert!(is_mended(&mended(&bytes, false)), "it is mended where no box stands");
    let boxed = changed(&bytes, |body| {
        let at = body.find("Số:").unwrap();
        let end = at + body[at..].find("</w:r>").unwrap();
        let shape = "<w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent><w:p/>\
             </w:txbxContent></v:textbox></v:shape></w:pict>";
        format!("{}{shape}{}", &body[..end], &body[end..]).replace("w:top=\"1134\"", "w:top=\"567\"")
    });
    let after = mended(&boxed, false);
    let codes: Vec<_> = after.done.iter().filter_map(|done| done.code).collect();
    assert_eq!(codes, ["TR03"]);
    assert!(after.left.findings.iter().any(|finding| finding.rule.code == "SO07"), "{:?}", told(&after.left));
    assert_eq!(lines(&after.bytes), lines(&boxed));
}

#[test]
fn who_asks_for_certain_rules_keeps_the_names_in_the_properties() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/the-thuc/nhan/tep/10-nghi-quyet-hdnd.docx");
    let bytes = std::fs::read(file).unwrap();
    let author = |bytes: &[u8]| DocxView::read(bytes).unwrap().properties.creator;
    assert!(author(&bytes).is_some());
    assert_eq!(author(&mended(&bytes, false).bytes), None);
    let only = Options { only: vec!["TR".to_owned()], ..Options::default() };
    assert_eq!(author(&mend(&bytes, &only, false).unwrap().bytes), author(&bytes));
}
