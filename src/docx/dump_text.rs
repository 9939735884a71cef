//! The text of a paragraph in a dump: its runs with their marks, and what hangs on them.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::docx::drawing::{Drawing, Line, Offset, Place, Shape};
use crate::docx::dump::{Sheet, mm};
use crate::docx::format::{Baseline, RunFormat};
use crate::docx::view::{Paragraph, Run, RunKind};
use crate::units::{FontSize, Length};

/// The size and font that a line names, so that runs need not.
pub struct Base {
    /// Size of the first visible text, or of the paragraph mark.
    pub size: FontSize,
    /// Font of the same.
    pub font: Arc<str>,
}

impl Base {
    /// Chooses them for a paragraph.
    pub fn of(paragraph: &Paragraph) -> Self {
        let seen = |run: &&Run| !run.text.trim().is_empty() || matches!(run.kind, RunKind::Field(_));
        let first = paragraph.runs.iter().find(seen);
        let format = first.map_or(&paragraph.mark, |run| &run.format);
        Self { size: format.size, font: format.fonts.h_ansi.clone() }
    }
}

/// How a piece of text is marked: `**`, `_`, and what stands in braces.
#[derive(PartialEq, Default)]
struct Marks {
    bold: bool,
    italic: bool,
    braces: String,
}

/// Writes the text of a paragraph. Neighbouring runs of one look are one piece.
pub fn text(paragraph: &Paragraph, base: &Base) -> String {
    let mut pieces: Vec<(Marks, String)> = Vec::new();
    for run in &paragraph.runs {
        let shown = shown(run);
        // A drawing or a note has no letters for marks to be about.
        let lettered = matches!(run.kind, RunKind::Text | RunKind::Field(_));
        let marks = if lettered { marks(run, base) } else { Marks::default() };
        match pieces.last_mut() {
            Some((same, text)) if *same == marks => text.push_str(&shown),
            _ => pieces.push((marks, shown)),
        }
    }
    let label = paragraph.label.as_ref().filter(|label| !label.text.is_empty());
    let mut text = label.map(|label| format!("⟨{}⟩ ", label.text)).unwrap_or_default();
    let mut before = Marks::default();
    for (marks, piece) in pieces {
        text.push_str(&turn(&before, &marks));
        text.push_str(&piece);
        before = marks;
    }
    text.push_str(&turn(&before, &Marks::default()));
    text
}

/// Writes the signs that stand where one look ends and the next begins.
fn turn(from: &Marks, to: &Marks) -> String {
    let italic = |on: bool| if on { "_" } else { "" };
    let bold = |on: bool| if on { "**" } else { "" };
    if from.braces != to.braces {
        let end = if from.braces.is_empty() { "" } else { "}" };
        let start = if to.braces.is_empty() { String::new() } else { format!("{{{}:", to.braces) };
        let closed = format!("{}{}{end}", italic(from.italic), bold(from.bold));
        return format!("{closed}{start}{}{}", bold(to.bold), italic(to.italic));
    }
    if from.bold == to.bold {
        return italic(from.italic != to.italic).to_owned();
    }
    format!("{}**{}", italic(from.italic), italic(to.italic))
}

fn marks(run: &Run, base: &Base) -> Marks {
    let format = &run.format;
    let blank = run.text.trim().is_empty() && matches!(run.kind, RunKind::Text);
    let mut braces: Vec<String> = Vec::new();
    if format.size != base.size {
        braces.push(format.size.to_string());
    }
    if !blank {
        braces.extend(other_fonts(run, base));
    }
    braces.extend(effects(format));
    Marks { bold: format.bold, italic: format.italic, braces: braces.join(" ") }
}

fn other_fonts(run: &Run, base: &Base) -> Vec<String> {
    let names = run.font_names();
    let names = if names.is_empty() { vec![&*run.format.fonts.h_ansi] } else { names };
    let different = names.iter().any(|name| *name != &*base.font);
    if different { names.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

fn effects(format: &RunFormat) -> Vec<String> {
    let switches = [
        (format.underline, "gạch chân"),
        (format.strike, "gạch ngang"),
        (format.caps, "in hoa"),
        (format.small_caps, "hoa nhỏ"),
        (format.hidden, "ẩn"),
        (format.baseline == Baseline::Super, "trên"),
        (format.baseline == Baseline::Sub, "dưới"),
    ];
    let mut found: Vec<String> = switches.into_iter().filter(|(on, _)| *on).map(|(_, name)| name.to_owned()).collect();
    if !format.color.is_black() {
        found.push(format.color.to_string());
    }
    found.extend(format.background.map(|color| format!("nền {color}")));
    if format.letter_spacing != Length::ZERO {
        found.push(format!("giãn {}", format.letter_spacing.as_pt()));
    }
    found
}

fn shown(run: &Run) -> String {
    match &run.kind {
        RunKind::Text => visible(&run.text),
        RunKind::Field(instruction) => format!("{{{instruction}}}"),
        RunKind::Drawing(drawing) => format!("⟨{}⟩", drawing_line(drawing)),
        RunKind::Note(_) => "⟨chú thích⟩".to_owned(),
    }
}

fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{a0}' => shown.push('␣'),
            '\t' => shown.push('→'),
            '\n' => shown.push('↵'),
            '\u{ad}' => shown.push('¬'),
            '\u{c}' => shown.push_str("⟨ngắt trang⟩"),
            '\u{b}' => shown.push_str("⟨ngắt cột⟩"),
            c => shown.push(c),
        }
    }
    shown
}

fn drawing_line(drawing: &Drawing) -> String {
    let size = format!("{} × {}", mm(drawing.width), drawing.height);
    let mut text = match &drawing.shape {
        Shape::Line(line) => format!("đường kẻ {}{}", extent(drawing), stroke(line)),
        Shape::Picture => format!("hình {size}"),
        Shape::Chart(chart) => format!("biểu đồ {} {size}", chart.kind),
        Shape::TextBox(_) => format!("khung chữ {size}"),
        Shape::Group(members) => format!("nhóm {} hình {size}", members.len()),
        Shape::Other(name) => format!("hình vẽ {name} {size}"),
    };
    if let Some(place) = &drawing.place {
        let _ = write!(text, ", {}", where_it_is(place));
    }
    if let Some(alt) = &drawing.alt {
        let _ = write!(text, ", “{}”", visible(alt));
    }
    text
}

/// A level line has a length; a slanted one has two.
fn extent(drawing: &Drawing) -> String {
    match (drawing.width, drawing.height) {
        (width, Length::ZERO) => width.to_string(),
        (Length::ZERO, height) => format!("dọc {height}"),
        (width, height) => format!("{} × {height}", mm(width)),
    }
}

fn stroke(line: &Line) -> String {
    let mut text = format!(" nét {}", line.weight.as_pt());
    if line.broken {
        text.push_str(" đứt");
    }
    if line.hidden {
        text.push_str(" không vẽ");
    }
    if !line.color.is_black() {
        let _ = write!(text, " {}", line.color);
    }
    text
}

fn where_it_is(place: &Place) -> String {
    let offset = |at: &Offset| match at {
        Offset::Aligned(name) => aligned(name).to_owned(),
        Offset::By(length) => mm(*length),
    };
    let (across, down) = (&place.horizontal, &place.vertical);
    format!("ngang {} theo {}, dọc {} theo {}", offset(&across.at), across.from, offset(&down.at), down.from)
}

fn aligned(name: &str) -> &str {
    match name {
        "center" => "giữa",
        "left" => "trái",
        "right" => "phải",
        "top" => "trên",
        "bottom" => "dưới",
        name => name,
    }
}

/// Writes below a paragraph what its drawings and notes hold.
pub fn attachments(paragraph: &Paragraph, sheet: &mut Sheet) {
    for run in &paragraph.runs {
        match &run.kind {
            RunKind::Drawing(drawing) => drawing_content(drawing, sheet),
            RunKind::Note(blocks) => {
                sheet.line("chú thích:");
                sheet.indented(|sheet| sheet.blocks(blocks));
            }
            RunKind::Text | RunKind::Field(_) => {}
        }
    }
}

fn drawing_content(drawing: &Drawing, sheet: &mut Sheet) {
    match &drawing.shape {
        Shape::TextBox(blocks) => {
            sheet.line("khung chữ:");
            sheet.indented(|sheet| sheet.blocks(blocks));
        }
        Shape::Group(members) => {
            for member in members {
                sheet.line(&drawing_line(member));
                sheet.indented(|sheet| drawing_content(member, sheet));
            }
        }
        Shape::Chart(chart) => {
            if let Some(title) = &chart.title {
                sheet.line(&format!("biểu đồ “{}”", visible(title)));
            }
            for series in &chart.series {
                let pair = |(at, value): (usize, &String)| {
                    format!("{} {value}", series.categories.get(at).map_or("", String::as_str)).trim().to_owned()
                };
                let points: Vec<String> = series.values.iter().enumerate().map(pair).collect();
                sheet.line(&format!("dãy “{}”: {}", visible(&series.name), visible(&points.join("; "))));
            }
        }
        Shape::Line(_) | Shape::Picture | Shape::Other(_) => {}
    }
}
