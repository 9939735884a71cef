//! What an office has settled for itself: rules it does without, values it demands within the decree's ranges.

use crate::check::rule::{Rule, Severity};
use crate::check::rules;
use crate::units::{FontSize, Length};

/// What an office has settled; nothing by default.
#[derive(Debug, Clone, Default)]
pub struct House {
    /// Rules that do not speak.
    pub off: Vec<Off>,
    /// Values that documents are held to.
    pub held: Vec<Held>,
}

/// A rule or a group of rules that does not speak.
#[derive(Debug, Clone)]
pub struct Off {
    /// The code, or the letters it begins with.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// A value that documents are held to.
#[derive(Debug, Clone)]
pub struct Held {
    /// What is measured, and the value.
    pub measure: Measure,
    /// Why.
    pub reason: String,
}

/// A value that the decree leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Body type.
    Body(FontSize),
    /// Top margin.
    Top(Length),
    /// Bottom margin.
    Bottom(Length),
    /// Left margin.
    Left(Length),
    /// Right margin.
    Right(Length),
    /// First-line indent.
    Indent(Length),
    /// The least gap between paragraphs.
    Gap(Length),
    /// Line spacing in hundredths of a line.
    Line(i64),
}

impl House {
    /// Tells whether a rule does not speak.
    pub fn silences(&self, rule: &Rule) -> bool {
        self.off.iter().any(|off| rule.code.starts_with(&off.code))
    }

    /// Returns the entries that silence rules on the decree's own words, each with these rules: who reads that nothing
    /// was found must know what was not looked for.
    pub fn silenced(&self) -> Vec<(&Off, Vec<&'static Rule>)> {
        let decree = |rule: &&Rule| rule.severity == Severity::Error && rule.clause.starts_with("NĐ 30/2020");
        let of = |off: &Off| {
            rules::ALL.iter().copied().filter(decree).filter(|rule| rule.code.starts_with(&off.code)).collect()
        };
        self.off.iter().map(|off| (off, of(off))).filter(|(_, rules): &(_, Vec<_>)| !rules.is_empty()).collect()
    }
}

/// Says which rules do not speak and why: `tắt theo quy định của cơ quan: TR05 (Lề trái không từ 30 mm đến 35 mm): …`.
pub fn silence(off: &Off, rules: &[&Rule]) -> String {
    let codes = rules.iter().map(|rule| rule.code).collect::<Vec<_>>().join(", ");
    let fault = match rules {
        [only] => format!(" ({})", only.page.fault.trim_end_matches('.')),
        _ => String::new(),
    };
    format!("tắt theo quy định của cơ quan: {codes}{fault}: {}", off.reason)
}
