//! What a table of contents gathers and how it shows it, as the switches of its field say.

use super::field::words;

/// The switches of a TOC field that are followed.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switches {
    /// `\o`: built-in headings of these levels.
    pub headings: Option<(u8, u8)>,
    /// `\u`: paragraphs with an outline level.
    pub outline: bool,
    /// `\t`: further styles and their levels, by the names that people see.
    pub styles: Vec<(String, u8)>,
    /// `\b`: only what this bookmark covers.
    pub bookmark: Option<String>,
    /// `\c` or `\a`: captions of this kind, and whether with label and number.
    pub captions: Option<(String, bool)>,
    /// `\h`: entries are links.
    pub links: bool,
    /// `\z`: page numbers are hidden in the web view.
    pub web: bool,
    /// `\n`: levels without page numbers.
    pub bare: Option<(u8, u8)>,
    /// `\p`: what stands between entry and page number in place of a tab.
    pub separator: Option<String>,
    /// `\w`: tabs in headings are kept.
    pub tabs: bool,
}

/// All levels of an outline.
const ALL: (u8, u8) = (1, 9);

impl Switches {
    /// Reads an instruction; nothing if it is no table of contents, or one of marked entries (`\f`, `\l`).
    pub fn read(instruction: &str) -> Option<Self> {
        let words = words(instruction);
        if !words.first()?.eq_ignore_ascii_case("TOC") {
            return None;
        }
        let mut found = Self::default();
        let mut at = 1;
        while let Some(word) = words.get(at) {
            at += 1;
            let value = words.get(at).filter(|next| !next.starts_with('\\')).map(String::as_str);
            let Some(switch) = word.strip_prefix('\\').and_then(|rest| rest.chars().next()) else { continue };
            match switch.to_ascii_lowercase() {
                'o' => found.headings = Some(value.and_then(range).unwrap_or(ALL)),
                'u' => found.outline = true,
                't' => found.styles = value.map(styles).unwrap_or_default(),
                'b' => found.bookmark = value.map(str::to_owned),
                'c' => found.captions = value.map(|kind| (kind.to_owned(), true)),
                'a' => found.captions = value.map(|kind| (kind.to_owned(), false)),
                'h' => found.links = true,
                'z' => found.web = true,
                'n' => found.bare = Some(value.and_then(range).unwrap_or(ALL)),
                'p' => found.separator = value.map(str::to_owned),
                'w' => found.tabs = true,
                'f' | 'l' => return None,
                _ => {}
            }
        }
        if found.headings.is_none() && !found.outline && found.styles.is_empty() && found.captions.is_none() {
            found.headings = Some(ALL);
        }
        Some(found)
    }

    /// Returns the levels whose outline counts.
    pub fn outline_levels(&self) -> (u8, u8) {
        self.headings.unwrap_or(ALL)
    }
}

/// Reads `1-3` or `2`.
fn range(text: &str) -> Option<(u8, u8)> {
    let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
    let level = |text: &str| text.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level));
    Some((level(first)?, level(last)?))
}

/// Reads `Style,1,Other,2`; Word writes the list separator of the country it runs in.
fn styles(text: &str) -> Vec<(String, u8)> {
    let separator = if text.contains(';') { ';' } else { ',' };
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let pairs = parts.chunks_exact(2);
    pairs
        .filter_map(|pair| Some((pair[0].to_owned(), pair[1].parse().ok().filter(|level| (1..=9).contains(level))?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switches_of_word_are_read_with_both_list_separators() {
        let found =
            Switches::read(r#" TOC \o "1-3" \h \z \u \t "Chương;1;Kiểu, riêng;2" \b Phan \n 2-2 \p "-" "#).unwrap();
        assert_eq!((found.headings, found.links, found.web, found.outline), (Some((1, 3)), true, true, true));
        assert_eq!(found.styles, [("Chương".to_owned(), 1), ("Kiểu, riêng".to_owned(), 2)]);
        assert_eq!(
            (found.bookmark.as_deref(), found.bare, found.separator.as_deref()),
            (Some("Phan"), Some((2, 2)), Some("-"))
        );
        assert_eq!(Switches::read("TOC \\t \"A,1,B,2\"").unwrap().styles.len(), 2);
        assert_eq!(Switches::read("TOC \\h \\c \"Hình\"").unwrap().captions, Some(("Hình".to_owned(), true)));
        assert_eq!(Switches::read("toc").unwrap().headings, Some((1, 9)));
    }

    #[test]
    fn what_is_no_table_of_contents_or_one_of_marks_is_left() {
        assert_eq!(Switches::read(" PAGEREF _Toc1 \\h "), None);
        assert_eq!(Switches::read(" TOC \\f \\h "), None);
        assert_eq!(Switches::read(""), None);
    }
}
