//! What the page of a copied document says of itself: how wide its lines are, which numbers its drawings have.

use crate::ooxml::body::Body;
use crate::ooxml::fragment::{child, values};

/// Text width of an A4 page of ours, where a section does not say, in twips.
const WIDTH: i64 = 9071;

/// Returns the width of a line of text on the last page, in twips.
pub fn width(body: &Body) -> i64 {
    let read = || {
        let (page, margins) = (child(body.section, "w:pgSz")?, child(body.section, "w:pgMar")?);
        let number = |value: Option<String>| value?.parse::<i64>().ok();
        let (left, right) = (number(margins.attribute("w:left"))?, number(margins.attribute("w:right"))?);
        let width = number(page.attribute("w:w"))?.checked_sub(left)?.checked_sub(right)?;
        (width > 0).then_some(width)
    };
    read().unwrap_or(WIDTH)
}

/// Returns a number that no drawing has yet.
pub fn free_drawing(body: &Body) -> u32 {
    let numbers = values(body.content, "id", |name| name == "wp:docPr").into_iter();
    let last = numbers.filter_map(|number| number.parse::<i64>().ok()).max();
    last.and_then(|last| u32::try_from(last.checked_add(1)?).ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(inside: &str) -> String {
        format!("<w:document><w:body>{inside}</w:body></w:document>")
    }

    #[test]
    fn a_drawing_gets_a_number_that_none_has_and_odd_numbers_do_no_harm() {
        let free = |ids: &[&str]| {
            let drawings: Vec<String> = ids.iter().map(|id| format!(r#"<wp:docPr name="x" id="{id}"/>"#)).collect();
            free_drawing(&Body::of(&document(&format!("<w:p>{}</w:p>", drawings.concat()))).unwrap())
        };
        assert_eq!(free(&["7", "3"]), 8);
        assert_eq!(free(&[]), 1);
        assert_eq!(free(&["9223372036854775807"]), 1);
    }

    #[test]
    fn the_line_is_as_wide_as_the_page_without_its_margins() {
        let page = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1" w:right="1134" w:left="1701"/></w:sectPr>"#;
        assert_eq!(width(&Body::of(&document(page)).unwrap()), 11906 - 1134 - 1701);
        assert_eq!(width(&Body::of(&document("<w:p/>")).unwrap()), WIDTH);
    }
}
