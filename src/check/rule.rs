//! What a rule is: a code, a page that explains it, and a check.

use crate::check::finding::{Findings, Where};
use crate::check::paper::Paper;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Against the words of the decree.
    Error,
    /// Against a sample form, or told by a sign that may mislead.
    Warning,
    /// Advice.
    Hint,
}

impl Severity {
    /// Returns its name in answers for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "loi",
            Self::Warning => "canh_bao",
            Self::Hint => "goi_y",
        }
    }

    /// Returns the Vietnamese word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Hint => "gợi ý",
        }
    }
}

/// A group of rules; its prefix begins their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The letters that codes begin with.
    pub prefix: &'static str,
    /// Its Vietnamese name.
    pub name: &'static str,
}

/// The page of a rule, in Vietnamese, one sentence or two each.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// What is wrong.
    pub fault: &'static str,
    /// Why it counts.
    pub why: &'static str,
    /// A wrong example.
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
    /// How to mend it in Word.
    pub cure: &'static str,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code: the prefix of its group and a number.
    pub code: &'static str,
    /// Its English name, as its file is called.
    pub name: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// The clause it comes from, or the source of a good habit.
    pub clause: &'static str,
    /// Whether it holds for documents dated before the decree as well (Thông tư 01/2011/TT-BNV). The circular's own text was
    /// not to be had; a rule of form holds only where a published copy of its table of types or a summary of it says the
    /// same (slideshare.net/slideshow/quy-tac-van-ban/16909203, 123doc.top/document/1079823, thukyluat.vn news 50129,
    /// 123docz.net/trich-doan/172296). What nobody confirmed is off.
    pub before_2020: bool,
    /// Its page.
    pub page: Page,
    /// Looks for faults.
    pub check: fn(&Paper<'_>, &mut Found<'_>),
}

/// Where a rule puts what it finds.
pub struct Found<'f> {
    /// The rule at work.
    pub rule: &'static Rule,
    /// All findings so far.
    pub findings: &'f mut Findings,
}

impl Found<'_> {
    /// Adds a finding with the remedy of the rule's page.
    pub fn add(&mut self, place: Where, seen: impl Into<String>, wanted: impl Into<String>) {
        self.advise(place, seen, wanted, self.rule.page.cure);
    }

    /// Adds a finding with a remedy of its own.
    pub fn advise(
        &mut self,
        place: Where,
        seen: impl Into<String>,
        wanted: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.findings.add(self.rule, place, seen.into(), wanted.into(), hint.into());
    }
}
