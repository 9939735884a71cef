//! The letters that number điểm below a khoản: Vietnamese alphabetical order without ă, â, ê, ô, ơ, ư.

const SERIES: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// Returns the letter of the điểm at this place, counted from 0: `a` … `d`, `đ`, `e` … `y`; `None` after the last.
pub fn letter(index: usize) -> Option<char> {
    SERIES.get(index).copied()
}

/// Returns the place of a điểm by its letter, counted from 0; `None` for capitals and letters outside the series.
pub fn index_of(letter: char) -> Option<usize> {
    SERIES.iter().position(|known| *known == letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_runs_from_a_to_y_with_d_bar_after_d() {
        let series: String = (0..).map_while(letter).collect();
        assert_eq!(series, "abcdđeghiklmnopqrstuvxy");
    }

    #[test]
    fn letters_and_places_answer_each_other() {
        for index in 0..23 {
            assert_eq!(letter(index).and_then(index_of), Some(index));
        }
    }

    #[test]
    fn what_is_outside_the_series_has_no_place() {
        assert_eq!(letter(23), None);
        assert_eq!(['A', 'ă', 'f', 'j', 'w', 'z', '1'].map(index_of), [None; 7]);
    }
}
