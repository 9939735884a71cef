//! Where Word ends a justified line: it narrows the spaces for one more word, by a rule of its own.
//!
//! Two independent sources found the shape of the rule in what Word prints (LibreOffice's developers, tdf#119908, and a
//! public project that read Word's XPS output); Microsoft publishes none. They weigh stretching by 1 to 1.7. ONLYOFFICE,
//! which is nearest to Word, weighs it otherwise: over 461 lines of the shipped documents it narrows up to 1 to 1.39 and
//! never from 1 to 1.28 on, so three quarters are taken here. The number
//! was chosen on those documents and tried on no others, and not on a Word. `tests/pages` measures it again.

use crate::units::Length;

/// A line of justified text, and the word that does not fit on it any more.
#[derive(Debug, Clone, Copy)]
pub struct Full {
    /// Natural width of the spaces on the line without the word, the one before the word not counted.
    pub spaces: Length,
    /// What the line without the word leaves free.
    pub slack: Length,
    /// Natural width of the space before the word.
    pub space: Length,
    /// How much the line with the word is too wide when its spaces are natural; more than nothing.
    pub excess: Length,
}

impl Full {
    /// Tells whether Word narrows the spaces and takes the word onto the line.
    ///
    /// No space is narrowed to less than three quarters; and the line is not narrowed if stretching it without the word
    /// would look better: stretching by more than half is always worse, and otherwise three quarters of it are weighed
    /// against the narrowing.
    pub const fn takes_word(&self) -> bool {
        let without = self.spaces.as_emu() as i128;
        let with = without + self.space.as_emu() as i128;
        let (excess, slack) = (self.excess.as_emu() as i128, self.slack.as_emu() as i128);
        if 4 * excess > with {
            return false;
        }
        // With e = 1 + slack/without and σ = 1 − excess/with: e > 1.5, or 1 + (e − 1)·3/4 ≥ 1/σ.
        2 * slack > without || (4 * without + 3 * slack) * (with - excess) >= 4 * without * with
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(spaces: i64, slack: i64, space: i64, excess: i64) -> bool {
        let emu = Length::emu;
        Full { spaces: emu(spaces), slack: emu(slack), space: emu(space), excess: emu(excess) }.takes_word()
    }

    #[test]
    fn spaces_are_never_narrowed_to_less_than_three_quarters() {
        assert!(takes(900, 460, 100, 250));
        assert!(!takes(900, 460, 100, 251));
    }

    #[test]
    fn a_line_that_would_be_stretched_by_more_than_half_is_narrowed() {
        assert!(takes(1000, 501, 100, 275));
        assert!(!takes(1000, 440, 100, 275));
    }

    #[test]
    fn of_two_small_changes_the_smaller_one_is_made() {
        // Stretching by 13.3 % weighs as much as narrowing to 10/11.
        assert!(takes(1000, 134, 100, 100));
        assert!(!takes(1000, 133, 100, 100));
    }
}
