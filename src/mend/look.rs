//! Mending of looks: which properties letters and paragraphs get.

use super::property::Set;
use super::table::Mend;
use super::target::Target;
use super::write::Edits;
use crate::check::rules::is_symbol;
use crate::docx::format::{Color, RunFormat};
use crate::docx::view::Run;
use crate::standard::Standard;
use crate::units::{FontSize, Length};

/// 1 cm in twentieths of a point.
const INDENT: &str = "567";
/// 6 pt in twentieths of a point.
const GAP: &str = "120";

/// Decides on the look of what a finding is about; returns whether anything changes.
pub fn decide(mend: Mend, target: &Target<'_>, wanted: &str, edits: &mut Edits) -> bool {
    match mend {
        Mend::Size(min, max) => {
            let fits = |size: FontSize| FontSize::pt(min) <= size && size <= FontSize::pt(max);
            let nearest =
                |look: &RunFormat| if look.size < FontSize::pt(min) { FontSize::pt(min) } else { FontSize::pt(max) };
            letters(target, edits, |look, _| (!fits(look.size)).then(|| size(nearest(look))))
        }
        Mend::SizeTold => told_size(wanted)
            .is_some_and(|told| letters(target, edits, |look, _| (look.size != told).then(|| size(told)))),
        Mend::Bold(on) => letters(target, edits, |look, _| (look.bold != on).then(|| switch("w:b", "w:bCs", on))),
        Mend::Italic(on) => letters(target, edits, |look, _| (look.italic != on).then(|| switch("w:i", "w:iCs", on))),
        Mend::NoCaps => letters(target, edits, |look, _| look.caps.then(|| vec![Set::switch("w:caps", false)])),
        Mend::NoUnderline => letters(target, edits, |look, _| look.underline.then(|| vec![Set::value("w:u", "none")])),
        Mend::Black => {
            letters(target, edits, |look, _| (!look.color.is_black()).then(|| vec![Set::value("w:color", "000000")]))
        }
        Mend::NoBackground => letters(target, edits, |look, _| {
            look.background.filter(|color| *color != Color::Rgb([255; 3])).map(|_| no_background())
        }),
        Mend::Font => letters(target, edits, |_, run| is_foreign(run).then(font)),
        Mend::BoldNumber => bold_number(target, edits),
        _ => paragraph(mend, target, wanted, edits),
    }
}

fn letters(target: &Target<'_>, edits: &mut Edits, sets: impl Fn(&RunFormat, &Run) -> Option<Vec<Set>>) -> bool {
    let before = edits.looks.len();
    for (range, look, run) in target.looks() {
        if let Some(sets) = sets(look, run) {
            edits.looks.push((range, sets));
        }
    }
    let label = target.paragraph.label_format.as_deref().filter(|_| target.has_label());
    let label = label.zip(target.paragraph.runs.first()).and_then(|(look, run)| sets(look, run));
    let marked = label.is_some();
    edits.mark.extend(label.into_iter().flatten());
    marked || edits.looks.len() > before
}

fn size(size: FontSize) -> Vec<Set> {
    let value = size.as_half_pt().to_string();
    vec![Set::value("w:sz", &value), Set::value("w:szCs", &value)]
}

fn switch(name: &'static str, complex: &'static str, on: bool) -> Vec<Set> {
    vec![Set::switch(name, on), Set::switch(complex, on)]
}

fn no_background() -> Vec<Set> {
    let clear = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"auto\"/>".to_owned();
    vec![Set::value("w:highlight", "none"), Set::Element("w:shd", clear)]
}

/// Returns Times New Roman for all letters.
pub fn font() -> Vec<Set> {
    let name = Standard::ND30.font;
    let fonts = ["ascii", "hAnsi", "eastAsia", "cs"].map(|class| format!(" w:{class}=\"{name}\"")).concat();
    vec![Set::Element("w:rFonts", format!("<w:rFonts{fonts}/>"))]
}

fn is_foreign(run: &Run) -> bool {
    let names = run.font_names();
    let other = |name: &&&str| !name.eq_ignore_ascii_case(Standard::ND30.font);
    let mut others = names.iter().filter(other).peekable();
    others.peek().is_some() && others.all(|name| !is_symbol(name))
}

/// Reads `cỡ 13 như cả văn bản`.
fn told_size(wanted: &str) -> Option<FontSize> {
    let number = wanted.rsplit_once("cỡ ")?.1.split(' ').next()?;
    let (whole, half) = number.split_once(',').unwrap_or((number, "0"));
    let whole: u32 = whole.parse().ok()?;
    Some(FontSize::half_pt(whole.checked_mul(2)? + u32::from(half == "5")))
}

/// `Điều 2.` is bold, what follows as it is.
fn bold_number(target: &Target<'_>, edits: &mut Edits) -> bool {
    let words = target.words();
    let Some(first) = words.find(|c: char| c.is_ascii_digit()) else { return false };
    let rest = words[first..].trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = rest.chars().next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).map_or(0, char::len_utf8);
    let end = target.stretch.start + words.len() - rest.len() + mark;
    for (range, look, _) in target.looks().into_iter().filter(|(range, ..)| range.start < end) {
        if !look.bold {
            edits.looks.push((range.start..range.end.min(end), switch("w:b", "w:bCs", true)));
        }
    }
    true
}

fn paragraph(mend: Mend, target: &Target<'_>, seen: &str, edits: &mut Edits) -> bool {
    let format = &target.paragraph.format;
    let some = |value: &str| Some(value.to_owned());
    match mend {
        Mend::Align(to) => edits.props.push(Set::value("w:jc", to)),
        Mend::Indent
            if format.first_line == Length::ZERO || target.line.is_none() || format.indent_left == Length::ZERO =>
        {
            edits.props.push(Set::Attributes(
                "w:ind",
                vec![
                    ("w:firstLine", some(INDENT)),
                    ("w:hanging", None),
                    ("w:firstLineChars", None),
                    ("w:hangingChars", None),
                ],
            ));
        }
        Mend::Gap => {
            edits.props.push(Set::Attributes(
                "w:spacing",
                vec![("w:before", some(GAP)), ("w:beforeLines", None), ("w:beforeAutospacing", None)],
            ));
            if format.contextual_spacing {
                edits.props.push(Set::switch("w:contextualSpacing", false));
            }
        }
        Mend::Lines => {
            let wide = seen.rsplit(' ').next().is_some_and(|lines| !lines.starts_with('0'));
            let line = some(if wide { "360" } else { "240" });
            edits.props.push(Set::Attributes("w:spacing", vec![("w:line", line), ("w:lineRule", some("auto"))]));
        }
        Mend::Remove if target.plain && target.source.text.trim().is_empty() => edits.gone = true,
        _ => return false,
    }
    true
}
