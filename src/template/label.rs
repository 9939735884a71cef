//! Numbers of parts, chapters, articles, clauses and points: given in order, and checked where the template writes them.

use crate::document::Role;
use crate::viet;

/// A level of the structure (Phụ lục I, Phần I, Mục II, điểm đ khoản 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `Phần I`.
    Part,
    /// `Chương I`.
    Chapter,
    /// `Mục 1`.
    Section,
    /// `Tiểu mục 1`.
    Subsection,
    /// `Điều 1.`; runs through the whole document.
    Article,
    /// `I.`
    Roman,
    /// `1.`
    Clause,
    /// `a)`
    Point,
}

impl Level {
    const ALL: [Level; 8] = [
        Level::Part,
        Level::Chapter,
        Level::Section,
        Level::Subsection,
        Level::Article,
        Level::Roman,
        Level::Clause,
        Level::Point,
    ];

    /// Returns the role of the label's own line and of the title under it, for levels that part the two.
    pub fn stacked(self) -> Option<(Role, Role)> {
        match self {
            Level::Part => Some((Role::PartLabel, Role::PartTitle)),
            Level::Chapter => Some((Role::ChapterLabel, Role::ChapterTitle)),
            Level::Section => Some((Role::SectionLabel, Role::SectionTitle)),
            Level::Subsection => Some((Role::SubsectionLabel, Role::SubsectionTitle)),
            _ => None,
        }
    }

    /// Returns the role of a titled paragraph of the level.
    pub fn titled(self) -> Role {
        match self {
            Level::Roman => Role::RomanHeading,
            Level::Clause => Role::ClauseTitle,
            Level::Point => Role::PointTitle,
            _ => Role::ArticleTitle,
        }
    }

    /// Returns the label with its number: `Phần I`, `Điều 3.`, `II.`, `1.`, `đ)`.
    pub fn label(self, number: u32) -> String {
        let roman = || viet::roman::roman(number).unwrap_or_else(|| number.to_string());
        match self {
            Level::Part => format!("Phần {}", roman()),
            Level::Chapter => format!("Chương {}", roman()),
            Level::Section => format!("Mục {number}"),
            Level::Subsection => format!("Tiểu mục {number}"),
            Level::Article => format!("Điều {number}."),
            Level::Roman => format!("{}.", roman()),
            Level::Clause => format!("{number}."),
            Level::Point => format!("{})", letter(number)),
        }
    }

    /// Parts a label that the template writes itself from the text after it.
    pub fn split(self, text: &str) -> Option<(&str, &str)> {
        let words = match self {
            Level::Part | Level::Chapter | Level::Section | Level::Article => 2,
            Level::Subsection => 3,
            Level::Roman | Level::Clause | Level::Point => 1,
        };
        let end = text.match_indices(' ').nth(words - 1).map_or(text.len(), |(at, _)| at);
        let (label, rest) = text.split_at(end);
        // “1.” and “I.” are labels, “2020” and “I” at the start of a title are words.
        let marked = !matches!(self, Level::Roman | Level::Clause) || label.ends_with('.');
        let number = self.number_in(label.trim_end_matches(['.', ':'])).filter(|_| marked);
        number.map(|_| (label, rest.trim_start()))
    }

    fn number_in(self, label: &str) -> Option<u32> {
        let last = label.rsplit(' ').next()?;
        let first = label.strip_suffix(last)?.trim_end();
        let named = match self {
            Level::Part => first == "Phần",
            Level::Chapter => first == "Chương",
            Level::Section => first == "Mục",
            Level::Subsection => first == "Tiểu mục",
            Level::Article => first == "Điều",
            Level::Roman | Level::Clause | Level::Point => first.is_empty(),
        };
        let number = match self {
            Level::Part | Level::Chapter | Level::Roman => viet::roman::parse(last),
            Level::Point => point_number(last),
            _ => last.parse().ok(),
        };
        number.filter(|_| named)
    }
}

/// Returns the letter of a point; past the 23rd the series starts again with two letters.
fn letter(number: u32) -> String {
    let index = number.saturating_sub(1) as usize;
    let at = |index: usize| viet::diem::letter(index % 23).map(String::from).unwrap_or_default();
    if index < 23 { at(index) } else { at(index / 23 - 1) + &at(index) }
}

fn point_number(text: &str) -> Option<u32> {
    let letter = text.strip_suffix(')')?;
    let mut letters = letter.chars();
    let (Some(one), None) = (letters.next(), letters.next()) else { return None };
    viet::diem::index_of(one).and_then(|index| u32::try_from(index + 1).ok())
}

/// The numbers given so far.
#[derive(Debug, Default)]
pub struct Labels {
    counts: [u32; 8],
}

impl Labels {
    /// Gives the next number of a level and starts the levels below it anew; articles run on.
    pub fn next(&mut self, level: Level) -> u32 {
        let at = Level::ALL.iter().position(|one| *one == level).unwrap_or_default();
        for below in Level::ALL.iter().skip(at + 1).filter(|below| **below != Level::Article) {
            self.counts[*below as usize] = 0;
        }
        self.counts[level as usize] += 1;
        self.counts[level as usize]
    }

    /// Tells whether this label is the next one of its level.
    pub fn is_due(&self, level: Level, label: &str) -> bool {
        level.label(self.counts[level as usize] + 1) == label
    }

    /// Tells whether a titled clause is open, so that a list below it is one of points.
    pub fn in_clause(&self) -> bool {
        self.counts[Level::Clause as usize] > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_below_start_anew_and_articles_run_through_chapters() {
        let mut labels = Labels::default();
        let mut next = |level: Level| level.label(labels.next(level));
        assert_eq!(next(Level::Chapter), "Chương I");
        assert_eq!(next(Level::Article), "Điều 1.");
        assert_eq!(next(Level::Clause), "1.");
        assert_eq!(next(Level::Clause), "2.");
        assert_eq!(next(Level::Chapter), "Chương II");
        assert_eq!(next(Level::Article), "Điều 2.");
        assert_eq!(next(Level::Clause), "1.");
    }

    #[test]
    fn points_follow_the_decrees_alphabet() {
        let labels: Vec<String> = (1..=7).map(|number| Level::Point.label(number)).collect();
        assert_eq!(labels, ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]);
    }

    #[test]
    fn a_label_that_the_template_writes_is_told_from_the_text() {
        assert_eq!(Level::Roman.split("II. Đối tượng"), Some(("II.", "Đối tượng")));
        assert_eq!(Level::Article.split("Điều 3. Hiệu lực"), Some(("Điều 3.", "Hiệu lực")));
        assert_eq!(Level::Chapter.split("Chương I"), Some(("Chương I", "")));
        assert_eq!(Level::Roman.split("Mục đích, yêu cầu"), None);
        assert_eq!(Level::Clause.split("2020 là năm cuối"), None);
    }
}
