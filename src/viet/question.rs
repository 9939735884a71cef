//! Questions in a text: `lần thứ ?? lần thứ mấy ??`, between two marks or from one mark to the end.

use std::ops::Range;

/// What a question begins and ends with. No document of an office has two question marks in a row.
pub const MARK: &str = "??";

/// Tells whether a text asks anything.
pub fn asks(text: &str) -> bool {
    text.contains(MARK)
}

/// Returns the ranges of the questions in a text, marks included, in order.
pub fn questions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(MARK)).map(|at| from + at) {
        let inner = start + MARK.len();
        let end = text.get(inner..).and_then(|rest| rest.find(MARK)).map_or(text.len(), |at| inner + at + MARK.len());
        found.push(start..end);
        from = end;
    }
    found
}

/// Returns what a question with its marks asks, in one line.
pub fn wording(question: &str) -> String {
    question.trim_matches('?').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the pieces of a text in order, each with whether it is a question.
pub fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for range in questions(text) {
        pieces.push((text.get(from..range.start).unwrap_or(""), false));
        from = range.end;
        pieces.push((text.get(range).unwrap_or(""), true));
    }
    pieces.push((text.get(from..).unwrap_or(""), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_runs_from_mark_to_mark_or_to_the_end() {
        assert_eq!(
            pieces("lần ?? mấy ??, kỳ ?? nào"),
            [("lần ", false), ("?? mấy ??", true), (", kỳ ", false), ("?? nào", true)]
        );
        assert_eq!(pieces("không hỏi gì?"), [("không hỏi gì?", false)]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn the_wording_is_one_line_without_marks() {
        assert_eq!(wording("?? số nào,\n    ngày nào ??"), "số nào, ngày nào");
    }
}
