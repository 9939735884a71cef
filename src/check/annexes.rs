//! Annexes and what the text says of them.

use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::viet::roman;

/// Numbers that a range of annexes may span.
const WIDEST: u32 = 60;

/// Returns the numbered annexes of a document in order; `None` when there are none, or one has no plain number.
pub fn numbered<'f>(paper: &Paper<'f>) -> Option<Vec<(&'f Line<'f>, u32)>> {
    let one = |line: &'f Line<'f>| {
        let (_, rest) = line.text.split_once(' ')?;
        let (_, numeral) = rest.split_once(' ')?;
        Some((line, number(numeral.trim_end_matches(['.', ':']))?))
    };
    let all: Option<Vec<_>> = paper.of(Part::AnnexTitle).map(one).collect();
    all.filter(|all| !all.is_empty())
}

fn number(numeral: &str) -> Option<u32> {
    numeral.parse().ok().or_else(|| roman::parse(numeral)).filter(|number| *number > 0)
}

/// What a text says of annexes.
#[derive(Default)]
pub struct Mentions<'f> {
    /// Each annex of its own that is called by its number.
    pub numbered: Vec<(&'f Line<'f>, u32)>,
    /// Whether annexes are spoken of without number: `các phụ lục kèm theo`.
    pub general: bool,
}

/// Returns what the text of a document says of its own annexes.
pub fn mentions<'f>(paper: &Paper<'f>) -> Mentions<'f> {
    let mut found = Mentions::default();
    for (_, line) in paper.read().filter(|(part, _)| matches!(part, Part::Body | Part::Other)) {
        for (at, words) in line.text.match_indices("hụ lục") {
            let rest = &line.text[at + words.len()..];
            let (numbers, after) = list(rest);
            if numbers.is_empty() {
                found.general = true;
            } else if !is_of_another(after) {
                found.numbered.extend(numbers.into_iter().map(|number| (line, number)));
            }
        }
    }
    found
}

/// Reads `I, II và III` or `I đến IV`; returns the numbers and what follows.
fn list(text: &str) -> (Vec<u32>, &str) {
    let (mut numbers, mut rest, mut range) = (Vec::new(), text, false);
    loop {
        let trimmed = rest.trim_start();
        let end = trimmed.find([' ', ',', ';', '.', ')', ':']).unwrap_or(trimmed.len());
        let (word, after) = trimmed.split_at(end);
        if let Some(number) = number(word) {
            let from = numbers.last().map_or(number, |last| last + 1);
            let span =
                if range && number.saturating_sub(from) < WIDEST { from..number + 1 } else { number..number + 1 };
            numbers.extend(span);
            range = false;
        } else if !numbers.is_empty() && ["và", "đến", "-", "–"].contains(&word) {
            range = word != "và";
        } else {
            return (numbers, rest);
        }
        rest = after.strip_prefix(',').unwrap_or(after);
    }
}

/// Tells whether what follows says that the annex is that of another document.
fn is_of_another(after: &str) -> bool {
    let near: String = after.chars().take(80).collect();
    let sentence = near.split([';', '.']).next().unwrap_or_default();
    let kinds = ["Nghị định", "Thông tư", "Luật", "Nghị quyết", "Quyết định", "Công văn", "Kế hoạch", "Hướng dẫn"];
    kinds.iter().any(|kind| sentence.contains(kind)) && !sentence.contains("này")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_are_listed_one_by_one_or_as_a_range() {
        assert_eq!(list(" I, II và IV kèm theo").0, [1, 2, 4]);
        assert_eq!(list(" I đến IV").0, [1, 2, 3, 4]);
        assert_eq!(list(" 01, 02.").0, [1, 2]);
        assert!(list(" kèm theo").0.is_empty());
    }

    #[test]
    fn an_annex_of_another_document_is_told_by_what_follows() {
        assert!(is_of_another(" ban hành kèm theo Nghị định số 30/2020/NĐ-CP"));
        assert!(!is_of_another(" ban hành kèm theo Kế hoạch này"));
        assert!(!is_of_another(" kèm theo"));
    }
}
