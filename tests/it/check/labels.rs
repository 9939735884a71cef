//! Documents of other producers with labels that were written before the checker saw them, and compliant documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use thidua::check::{self, Options, Severity, rules};

use super::{folder, read};

/// Codes and at how many places each is.
type Counts = BTreeMap<String, usize>;

/// A document: what is to be found in it, and in what the checker is known to differ.
struct Labelled {
    name: String,
    wanted: Counts,
    found: Counts,
    /// Code and places by which the finding differs, as the description explains.
    differs: BTreeMap<String, isize>,
}

fn descriptions(set: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(set).join("van-ban")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn documents(set: &str) -> Vec<Labelled> {
    descriptions(set).iter().map(|path| document(set, path)).collect()
}

fn document(set: &str, path: &Path) -> Labelled {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let (mut wanted, mut differs) = (Counts::new(), BTreeMap::new());
    for line in read(path).lines().take_while(|line| !line.starts_with("trang")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["nhãn:", "không"] => {}
            ["nhãn:", code, count, _, ..] => {
                assert!(wanted.insert((*code).to_owned(), count.parse().unwrap()).is_none());
            }
            ["khác:", code, by, _, ..] => assert!(differs.insert((*code).to_owned(), by.parse().unwrap()).is_none()),
            ["nhãn:" | "khác:", ..] => panic!("{name}: {line}"),
            _ => {}
        }
    }
    let bytes = std::fs::read(folder(set).join("tep").join(format!("{name}.docx"))).unwrap();
    let checked = check::check(&bytes, &Options::default()).unwrap();
    let mut found = Counts::new();
    for finding in &checked.findings {
        *found.entry(finding.rule.code.to_owned()).or_default() += finding.count;
    }
    Labelled { name, wanted, found, differs }
}

/// Places found, missed and falsely told, of rules of this severity.
fn measure(documents: &[Labelled], severity: Severity) -> (usize, usize, usize) {
    let (mut hits, mut missed, mut wrong) = (0, 0, 0);
    for document in documents {
        for rule in rules::ALL.iter().filter(|rule| rule.severity == severity) {
            let count = |counts: &Counts| counts.get(rule.code).copied().unwrap_or_default();
            let (wanted, found) = (count(&document.wanted), count(&document.found));
            hits += wanted.min(found);
            missed += wanted.saturating_sub(found);
            wrong += found.saturating_sub(wanted);
        }
    }
    (hits, missed, wrong)
}

#[test]
fn labelled_documents_have_what_their_labels_say_and_nothing_else() {
    for document in documents("nhan") {
        let codes = document.wanted.keys().chain(document.found.keys());
        let count = |counts: &Counts, code: &str| counts.get(code).map_or(0, |count| isize::try_from(*count).unwrap());
        let by = |code: &String| (code.clone(), count(&document.found, code) - count(&document.wanted, code));
        let differs: BTreeMap<String, isize> = codes.map(by).filter(|(_, by)| *by != 0).collect();
        assert_eq!(differs, document.differs, "{}", document.name);
    }
}

#[test]
fn of_labelled_errors_95_percent_are_found_and_98_percent_of_what_is_told_is_one() {
    let documents = documents("nhan");
    assert!(documents.len() >= 40);
    let (hits, missed, wrong) = measure(&documents, Severity::Error);
    assert!(hits >= 120, "{hits}");
    assert!(100 * hits >= 95 * (hits + missed), "recall: {hits} found, {missed} missed");
    assert!(100 * hits >= 98 * (hits + wrong), "precision: {hits} found, {wrong} false");
    let (hits, missed, wrong) = measure(&documents, Severity::Warning);
    assert!(100 * hits >= 90 * (hits + missed) && 100 * hits >= 90 * (hits + wrong), "{hits} {missed} {wrong}");
}

#[test]
fn in_compliant_documents_of_four_producers_nothing_is_found() {
    let documents = documents("dung");
    let producers: Vec<String> = descriptions("dung").iter().map(|path| producer(path)).collect();
    let named = |wanted: &str| producers.iter().filter(|producer| *producer == wanted).count();
    assert!(documents.len() >= 25);
    ours_have_nothing_to_be_found();
    assert!(["python-docx", "npm"].into_iter().all(|producer| named(producer) >= 4));
    assert!(["odt", "rtf", "html"].into_iter().map(named).sum::<usize>() >= 4);
    for document in documents {
        assert_eq!(document.found, Counts::new(), "{}", document.name);
    }
}

/// Documents that `thidua lap` made once; those of today's program are checked where they are made.
fn ours_have_nothing_to_be_found() {
    let entries = std::fs::read_dir(folder("dung/tep")).unwrap().map(|entry| entry.unwrap().path());
    let ours: Vec<PathBuf> =
        entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("thidua-")).collect();
    assert!(ours.len() >= 4);
    for path in ours {
        let checked = check::check(&std::fs::read(&path).unwrap(), &Options::default()).unwrap();
        assert!(checked.findings.is_empty(), "{}", path.display());
    }
}

fn producer(path: &Path) -> String {
    let text = read(path);
    text.lines().find_map(|line| line.strip_prefix("nơi làm: ")).unwrap().to_owned()
}
