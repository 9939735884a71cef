//! An independent checker of thể thức for any Word file.
//!
//! `File` reads the page as a stranger would ([`crate::docx`]), [`recognise`] says what each line is, and each [`Rule`]
//! looks at the documents found and tells what it saw. Nothing here knows how our own documents are made.

mod amount;
mod annexes;
pub mod annotate;
mod body;
mod capitals;
pub mod facts;
pub mod file;
pub mod finding;
pub mod house;
pub mod html;
pub mod json;
pub mod line;
mod look;
mod names;
mod outline;
mod page_number;
pub mod paper;
pub mod part;
mod proper;
mod recipients;
pub mod recognise;
pub mod rule;
pub mod rules;
pub mod sarif;
mod stroke;
mod structure;
mod symbol;
mod text;
pub mod told;
mod totals;
pub mod unchecked;
pub mod words;

use chrono::NaiveDate;

use crate::docx::view::{DocxView, ReadError};
use crate::ooxml::package::Package;
use crate::standard::Kind;
use facts::Facts;
use file::{File, Traces};
use finding::Findings;
pub use finding::{Finding, Where};
pub use house::House;
use paper::Paper;
use part::Part;
use recognise::SURE;
pub use rule::{Group, Rule, Severity};

/// Which rules a document is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Nghị định 30/2020/NĐ-CP, for documents dated from 05/3/2020 on and for drafts.
    Nd30,
    /// Thông tư 01/2011/TT-BNV, for documents dated before: only what both have in common is checked.
    Tt01,
    /// A normative document (văn bản quy phạm pháp luật), which has a decree of its own: what that says otherwise is not
    /// checked.
    Normative,
    /// The Party's own form, which is not checked.
    Party,
    /// Giấy khen and its like, whose form the law on commendation gives: only the file is checked.
    Certificate,
    /// A template with tags still to be filled: only the file is checked.
    Template,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 6] =
        [Self::Nd30, Self::Tt01, Self::Normative, Self::Party, Self::Certificate, Self::Template];

    /// Returns its name in answers, and as it is typed where it may be chosen.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nd30 => "nd30-2020",
            Self::Tt01 => "tt01-2011",
            Self::Normative => "qppl",
            Self::Party => "hd05-dang",
            Self::Certificate => "mau-rieng",
            Self::Template => "mau",
        }
    }

    /// Returns the profile of this name, if it may be chosen.
    pub fn find(id: &str) -> Option<Self> {
        [Self::Nd30, Self::Tt01].into_iter().find(|profile| profile.id() == id)
    }

    /// Tells whether a rule holds in it.
    fn holds(self, rule: &Rule) -> bool {
        let of_file = rule.code.starts_with("TE") && rule.code != "TE09";
        match self {
            Self::Nd30 => rule.code != "TE10",
            Self::Tt01 => rule.before_2020 && rule.code != "TE10",
            Self::Normative => rule.code != "TE10" && !NOT_NORMATIVE.iter().any(|codes| rule.code.starts_with(codes)),
            Self::Party => false,
            Self::Certificate => of_file && rule.code != "TE10",
            Self::Template => of_file && rule.code != "TE08",
        }
    }

    /// Returns the profile that follows from what stands on the page.
    fn of(file: &File<'_>, papers: &[Paper<'_>]) -> Self {
        let state = papers.iter().any(|paper| paper.has(Part::NationalTitle));
        let party = file.lines.iter().take(40).any(|line| line.folded == "DANGCONGSANVIETNAM" && line.is_caps());
        if party && !state {
            return Self::Party;
        }
        if file.lines.iter().filter(|line| line.text.contains("{{") || line.text.contains("{%")).count() >= TAGS {
            return Self::Template;
        }
        let certificates = ["GIAYKHEN", "BANGKHEN", "GIAYCHUNGNHAN", "BANGCHUNGNHAN"];
        if file.lines.iter().any(|line| line.is_caps() && certificates.contains(&line.folded.as_str())) {
            return Self::Certificate;
        }
        if papers.first().is_some_and(Paper::is_normative) {
            return Self::Normative;
        }
        let date = papers.first().and_then(|paper| paper.date);
        if date.is_some_and(|date| date < ND30_FROM) { Self::Tt01 } else { Self::Nd30 }
    }
}

/// What is said of grounds, numbers, names and the end of a text holds for administrative documents only (Điều 1).
const NOT_NORMATIVE: &[&str] = &["CC03", "CC04", "CC05", "CC06", "SO07", "SO12", "TL01", "TL07", "KG", "ND11"];

/// Lines with a tag from which on a file is a template, not a document with a tag left over.
const TAGS: usize = 5;

/// The day from which Nghị định 30/2020/NĐ-CP holds (Điều 37).
const ND30_FROM: NaiveDate = NaiveDate::from_ymd_opt(2020, 3, 5).expect("a day of the calendar");

/// A line recognised as a part of the page.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// The part.
    pub part: Part,
    /// Where it stands.
    pub place: Where,
    /// Whether it is beyond doubt.
    pub sure: bool,
    /// What speaks for it.
    pub evidence: Vec<&'static str>,
}

/// What came of checking a file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The kind of its first document.
    pub kind: Option<&'static Kind>,
    /// What it was held against.
    pub profile: Profile,
    /// Its parts.
    pub recognised: Vec<Recognised>,
    /// What the rules found, the graver first.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Tells whether anything is against the words of the decree.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule.severity == Severity::Error)
    }
}

/// What is wished of a check.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The profile; found out from date and head when absent.
    pub profile: Option<Profile>,
    /// Only rules whose code begins with one of these; all when empty.
    pub only: Vec<String>,
    /// No rules whose code begins with one of these.
    pub without: Vec<String>,
    /// What the office has settled.
    pub house: House,
    /// What is known of laws and names; without it nothing is said of them.
    pub facts: Facts,
}

impl Options {
    fn takes(&self, rule: &Rule) -> bool {
        let named = |codes: &[String]| codes.iter().any(|code| rule.code.starts_with(code.as_str()));
        (self.only.is_empty() || named(&self.only)) && !named(&self.without) && !self.house.silences(rule)
    }
}

/// Most bytes of a part and of all parts that are unpacked: a document of ten thousand pages stays well below.
const MOST_OF_PART: u64 = 64 * 1024 * 1024;
const MOST_OF_ALL: u64 = 128 * 1024 * 1024;

/// Checks the bytes of a Word file.
pub fn check(bytes: &[u8], options: &Options) -> Result<Checked, ReadError> {
    let package = Package::within(bytes, MOST_OF_PART, MOST_OF_ALL)?;
    let traces = Traces::read(&package)?;
    traces.refuse_large()?;
    let view = crate::docx::read::document(&package)?;
    drop(package);
    Ok(check_view(&view, traces, options))
}

/// Checks what was read from a Word file.
pub fn check_view(view: &DocxView, traces: Traces, options: &Options) -> Checked {
    let file = File::new(view, traces, &options.house.held, &options.facts);
    let papers = file.papers();
    let profile = options.profile.unwrap_or_else(|| Profile::of(&file, &papers));
    let mut findings = Findings::default();
    for rule in rules::ALL.iter().filter(|rule| profile.holds(rule) && options.takes(rule)) {
        for paper in &papers {
            (rule.check)(paper, &mut rule::Found { rule, findings: &mut findings });
        }
    }
    let kind = papers.first().and_then(|paper| paper.kind);
    Checked { kind, profile, recognised: recognised(&file), findings: findings.sorted() }
}

/// Returns what was recognised, without the running text.
fn recognised(file: &File<'_>) -> Vec<Recognised> {
    let told = |part: Part| !matches!(part, Part::Body | Part::AnnexBody | Part::Other);
    let pairs = file.lines.iter().zip(&file.readings).filter(|(_, reading)| told(reading.part));
    let one = |(line, reading): (&line::Line<'_>, &recognise::Reading)| Recognised {
        part: reading.part,
        place: Where::line(line, reading.part),
        sure: reading.score >= SURE,
        evidence: reading.evidence.clone(),
    };
    pairs.map(one).collect()
}
