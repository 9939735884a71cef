//! What rules on looks share: how a part is set is told the same way for every part.

use crate::check::finding::Where;
use crate::check::line::{Line, Side};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::Found;
use crate::docx::format::{Alignment, RunFormat};
use crate::units::FontSize;

/// Wants every line of a part in a size from `min` to `max` points.
pub fn size(paper: &Paper<'_>, found: &mut Found<'_>, part: Part, min: u32, max: u32) {
    for line in paper.of(part) {
        let fits = |size: FontSize| FontSize::pt(min) <= size && size <= FontSize::pt(max);
        let wrong: Vec<String> =
            line.sizes().into_iter().filter(|size| !fits(*size)).map(|size| size.to_string()).collect();
        if !wrong.is_empty() && share(line, |look| !fits(look.size)) {
            let wanted = if min == max { format!("cỡ {min}") } else { format!("cỡ {min} đến {max}") };
            found.add(Where::line(line, part), format!("{} cỡ chữ {}", part.name(), wrong.join(", ")), wanted);
        }
    }
}

/// Wants every line of a part bold, or none of it.
pub fn bold(paper: &Paper<'_>, found: &mut Found<'_>, part: Part, wanted: bool) {
    let words = if wanted { ("không đậm", "chữ đậm") } else { ("chữ đậm", "chữ không đậm") };
    style(paper, found, part, words, |look| look.bold == wanted);
}

/// Wants every line of a part italic, or none of it.
pub fn italic(paper: &Paper<'_>, found: &mut Found<'_>, part: Part, wanted: bool) {
    let words = if wanted { ("chữ đứng", "chữ nghiêng") } else { ("chữ nghiêng", "chữ đứng") };
    style(paper, found, part, words, |look| look.italic == wanted);
}

/// Wants every line of a part in capitals.
pub fn caps(paper: &Paper<'_>, found: &mut Found<'_>, part: Part) {
    for line in paper.of(part).filter(|line| !line.is_caps()) {
        found.add(Where::line(line, part), format!("{} viết chữ thường", part.name()), "in hoa");
    }
}

/// Wants every line of a part in the middle of where it stands. A line in no cell of its own, parted by a tab, says
/// nothing about that.
pub fn centred(paper: &Paper<'_>, found: &mut Found<'_>, part: Part) {
    let tabbed = |line: &Line<'_>| line.paragraph.text().trim_start_matches(' ').starts_with('\t');
    let told = |line: &&Line<'_>| line.side == Side::Whole && !tabbed(line);
    for line in paper.of(part).filter(told).filter(|line| !line.is_centred()) {
        let seen = format!("{} {}", part.name(), alignment(line.paragraph.format.alignment));
        found.add(Where::line(line, part), seen, "căn giữa");
    }
}

/// Returns an alignment in words.
pub const fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "căn trái",
        Alignment::Center => "căn giữa",
        Alignment::Right => "căn phải",
        Alignment::Justify => "căn đều hai lề",
        Alignment::Distribute => "dàn đều từng chữ",
    }
}

fn style(
    paper: &Paper<'_>,
    found: &mut Found<'_>,
    part: Part,
    (seen, wanted): (&str, &str),
    fits: impl Fn(&RunFormat) -> bool,
) {
    for line in paper.of(part).filter(|line| share(line, |look| !fits(look))) {
        found.add(Where::line(line, part), format!("{} {seen}", part.name()), wanted);
    }
}

/// Tells whether more than a letter or two have such a look: a colon left bold is no fault.
pub fn share(line: &Line<'_>, has: impl Fn(&RunFormat) -> bool) -> bool {
    10 * line.count(has) > line.letters()
}
