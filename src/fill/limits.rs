//! What a part of a template may hold, counted before anything is built of it.

use super::part::Part;
use super::tag::Kind;

/// Most tags of a part.
const MOST_TAGS: usize = 20_000;
/// Most tags of a paragraph.
const MOST_IN_PARAGRAPH: usize = 1_000;
/// Most characters of the paragraphs around tags, each counted for every tag: a finding shows the whole paragraph.
const MOST_COPIED: usize = 50_000_000;
/// Deepest nesting of blocks.
const DEEPEST: usize = 32;
/// Most `{% elif %}` in the blocks around any place.
const MOST_ELIFS: usize = 200;

/// What is too much.
#[derive(Debug, PartialEq, Eq)]
pub struct Excess {
    /// The first tag that is.
    pub tag: usize,
    /// What was found, and how much may be.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

/// Returns the first tag that is too much.
pub fn exceeded(part: &Part<'_>) -> Option<Excess> {
    let excess = |tag: usize, message: String, hint| Some(Excess { tag, message, hint });
    if part.tags.len() > MOST_TAGS {
        let message = format!("phần này của mẫu có {} thẻ, nhiều nhất là {MOST_TAGS}", part.tags.len());
        return excess(MOST_TAGS, message, "tách mẫu, hoặc dùng vòng lặp {% for … %}");
    }
    let (mut open, mut elifs): (Vec<usize>, usize) = (Vec::new(), 0);
    let (mut first, mut copied) = (0, 0);
    for (tag, placed) in part.tags.iter().enumerate() {
        if placed.joined != part.tags[first].joined {
            first = tag;
        }
        match placed.tag.kind {
            Kind::If | Kind::For => open.push(0),
            Kind::EndIf | Kind::EndFor => elifs -= open.pop().unwrap_or_default(),
            Kind::Elif => {
                if let Some(own) = open.last_mut() {
                    *own += 1;
                    elifs += 1;
                }
            }
            _ => {}
        }
        copied += part.joined(tag).chars.len();
        if copied > MOST_COPIED {
            let message = "các đoạn có thẻ quá dài và quá nhiều thẻ".to_owned();
            return excess(tag, message, "chia các đoạn ấy ra, hoặc dùng vòng lặp {% for … %}");
        }
        if tag - first >= MOST_IN_PARAGRAPH {
            let message = format!("đoạn này có hơn {MOST_IN_PARAGRAPH} thẻ");
            return excess(tag, message, "chia đoạn ra, hoặc dùng vòng lặp {% for … %}");
        }
        if open.len() > DEEPEST {
            let message = format!("các khối lồng nhau quá {DEEPEST} tầng");
            return excess(tag, message, "gộp các điều kiện bằng and, or; hoặc tách mẫu");
        }
        if elifs > MOST_ELIFS {
            let message = format!("khối {{% if %}} có hơn {MOST_ELIFS} nhánh elif");
            return excess(tag, message, "đưa các trường hợp vào dữ liệu rồi tra bằng bộ lọc get");
        }
    }
    None
}
