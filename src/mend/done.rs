//! What was done, and what of it is told: of looks only what the checker does not find any more.

use std::collections::BTreeMap;

use super::plan::Plan;
use crate::check::{Checked, Rule};

/// One thing that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The rule that had spoken; nothing for what no rule looks at.
    pub code: Option<&'static str>,
    /// What it was about, in a sentence.
    pub what: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// In how many places.
    pub count: usize,
    /// Whether words were changed, not only their look.
    pub words: bool,
}

/// What has been tried so far.
#[derive(Debug, Default)]
pub struct Log {
    /// Looks: by rule and what was seen, what was wanted and in how many places.
    looks: BTreeMap<(&'static str, String), (&'static Rule, String, usize)>,
    /// Words: by rule and words before, words after and how often.
    words: BTreeMap<(&'static str, String, String), (&'static Rule, usize)>,
    /// What no finding told.
    pub others: Vec<Done>,
}

impl Log {
    /// Notes what a plain document has not.
    pub fn plain(&mut self, macros: bool, signed: bool) {
        let done = |what, before: &str, after: &str| Done {
            code: None,
            what,
            before: before.to_owned(),
            after: after.to_owned(),
            count: 1,
            words: false,
        };
        if macros {
            self.others.push(done("Tệp có macro.", "có macro", "bỏ macro"));
        }
        if signed {
            self.others.push(done(
                "Tệp có chữ ký số; sửa nội dung thì chữ ký không còn giá trị.",
                "có chữ ký số",
                "bỏ chữ ký số",
            ));
        }
    }

    /// Notes what a round has done.
    pub fn add(&mut self, plan: Plan) {
        for (rule, seen, wanted, count) in plan.looks {
            let entry = self.looks.entry((rule.code, seen)).or_insert((rule, wanted, 0));
            entry.2 = entry.2.max(count);
        }
        for (rule, before, after) in plan.words {
            self.words.entry((rule.code, before, after)).or_insert((rule, 0)).1 += 1;
        }
    }

    /// Returns what was mended: of looks only what the checker does not find any more.
    pub fn done(self, left: &Checked) -> Vec<Done> {
        let still = |code: &str, seen: &str| {
            let same = left.findings.iter().filter(|found| found.rule.code == code && found.seen == seen);
            same.map(|found| found.count).sum::<usize>()
        };
        let looks = self.looks.into_iter().map(|((code, seen), (rule, wanted, count))| Done {
            code: Some(code),
            what: rule.page.fault,
            count: count.saturating_sub(still(code, &seen)),
            before: seen,
            after: wanted,
            words: false,
        });
        let words = self.words.into_iter().map(|((code, before, after), (rule, count))| Done {
            code: Some(code),
            what: rule.page.fault,
            before,
            after,
            count,
            words: true,
        });
        let mut done: Vec<Done> = looks.filter(|done| done.count > 0).chain(words).collect();
        done.sort_by(|a, b| (a.code, a.words, &a.before).cmp(&(b.code, b.words, &b.before)));
        done.extend(self.others);
        done
    }
}
