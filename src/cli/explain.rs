//! `thidua giai-thich`: what a code means.

use super::{Args, say};
use crate::check::{self, Rule};
use crate::diag::{self, Code, nearest};
use crate::{archive, fill, ledger, record, template};

/// Every code of the program, in order of their groups.
fn codes() -> Vec<&'static Code> {
    let groups = [
        diag::code::ALL,
        record::code::ALL,
        template::CODES,
        crate::pipeline::issued::CODES,
        crate::pipeline::PRINTED,
        fill::code::ALL,
        fill::batch::CODES,
        fill::input::CODES,
        archive::code::ALL,
        ledger::code::ALL,
    ];
    groups.into_iter().flatten().copied().collect()
}

/// The clerk's guide, whose tables say what to do about each code.
const GUIDE: &str = include_str!("../../docs/huong-dan.md");

/// Returns what the guide says to do about a code: the last cell of its row.
fn remedy(id: &str) -> Option<String> {
    let row = GUIDE.lines().find(|line| line.starts_with(&format!("| {id} |")))?;
    row.trim_end_matches([' ', '|']).rsplit(" | ").next().map(|cell| cell.replace("\\|", "|"))
}

/// Returns the page of a rule on the form of documents.
fn page(rule: &Rule) -> String {
    let page = rule.page;
    let head = format!("{} ({}): {}", rule.code, rule.severity.word(), page.fault);
    let rows = [("căn cứ", rule.clause), ("vì sao", page.why), ("sai", page.wrong), ("đúng", page.right)];
    let rows = rows.into_iter().chain([("cách sửa trong Word", page.cure)]);
    rows.fold(head, |text, (name, words)| text + &format!("\n  {name}: {words}"))
}

/// Explains a code; returns the exit code.
pub fn run(args: &Args, code: &str) -> u8 {
    let codes = codes();
    let wanted = code.to_uppercase();
    if let Some(found) = codes.iter().find(|code| code.id == wanted) {
        say::data(&format!("{}: {}", found.id, found.title));
        if let Some(remedy) = remedy(found.id) {
            say::data(&format!("  cách sửa: {remedy}"));
        }
        return 0;
    }
    if let Some(rule) = check::rules::find(&wanted) {
        say::data(&page(rule));
        return 0;
    }
    let all = codes.iter().map(|code| code.id).chain(check::rules::ALL.iter().map(|rule| rule.code));
    let hint = match nearest(&wanted, all) {
        Some(near) => format!("có phải là “{near}”?"),
        None => format!("các mã: {}", codes.iter().map(|code| code.id).collect::<Vec<_>>().join(", ")),
    };
    say::failure(args, &format!("không có mã “{code}”\n  gợi ý: {hint}"));
    2
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_guide_says_what_to_do_about_every_code() {
        let without: Vec<&str> =
            super::codes().iter().filter(|code| super::remedy(code.id).is_none()).map(|code| code.id).collect();
        assert!(without.is_empty(), "docs/huong-dan.md has no row for {without:?}");
    }
}
