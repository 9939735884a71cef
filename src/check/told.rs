//! Findings on documents of our own, told as those on records are.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use crate::check::rule::{Rule, Severity};
use crate::check::{Finding, Where, rules};
use crate::diag::{Code, Diagnostic, Place, Report};

/// The rules as codes of diagnostics, in their order.
static CODES: LazyLock<Vec<Code>> =
    LazyLock::new(|| rules::ALL.iter().map(|rule| Code { id: rule.code, title: rule.page.fault }).collect());

fn code(rule: &Rule) -> &'static Code {
    let at = CODES.iter().position(|code| code.id == rule.code);
    &CODES[at.expect("every rule stands in the table of rules")]
}

/// Returns a finding on the file that messages call `shown`.
pub fn diagnostic(finding: &Finding, shown: &str) -> Diagnostic {
    let make = match finding.rule.severity {
        Severity::Error => Diagnostic::error,
        Severity::Warning => Diagnostic::warning,
        Severity::Hint => Diagnostic::note,
    };
    let times = if finding.count > 1 { format!(" (và {} chỗ nữa)", finding.count - 1) } else { String::new() };
    let found = make(code(finding.rule), format!("{}; cần {}", finding.seen, finding.wanted));
    found.place(place(finding.place(), shown, &times)).clause(finding.rule.clause).hint(&*finding.hint)
}

fn place(seen: &Where, shown: &str, times: &str) -> Place {
    let file = format!("{shown}, {}{times}", Where { excerpt: String::new(), ..seen.clone() });
    match seen.paragraph {
        Some(line) if !seen.excerpt.is_empty() => {
            let (excerpt, width) = (seen.excerpt.clone(), seen.excerpt.chars().count());
            Place::Named { file, line, column: 1, excerpt, width }
        }
        _ => Place::File(file),
    }
}

/// How many more files a finding names.
const NAMED: usize = 5;

/// Returns the errors and warnings on files, each with what messages call it; what is wrong with several alike is told once,
/// for it comes of one template or record.
pub fn report<'f>(files: impl IntoIterator<Item = (&'f str, &'f [Finding])>) -> Report {
    let mut all: Vec<(Diagnostic, Vec<&str>)> = Vec::new();
    let mut known: HashMap<(&'static str, &str, &str), usize> = HashMap::new();
    for (shown, findings) in files {
        for finding in findings.iter().filter(|finding| finding.rule.severity != Severity::Hint) {
            match known.entry((finding.rule.code, &finding.seen, &finding.wanted)) {
                Entry::Occupied(at) => all[*at.get()].1.push(shown),
                Entry::Vacant(at) => {
                    at.insert(all.len());
                    all.push((diagnostic(finding, shown), Vec::new()));
                }
            }
        }
    }
    all.into_iter().map(|(found, others)| if others.is_empty() { found } else { found.hint(also(&others)) }).collect()
}

/// Says in which other files it is so as well.
fn also(others: &[&str]) -> String {
    let named = others[..others.len().min(NAMED)].join(", ");
    let more = others.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" và {more} tệp nữa") } else { String::new() };
    format!("cũng vậy ở {named}{more}: sửa một lần trong dữ liệu hoặc mẫu")
}
