//! What a paragraph is set from: letters that no line may part, spaces, tabs, breaks, things that stand in the line.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::docx::drawing::Drawing;
use crate::docx::format::{Baseline, Color, RunFormat};
use crate::docx::view::{Block, Paragraph, Run, RunKind};
use crate::metrics::Face;
use crate::typeset::font::{self, ascent, descent, typeface};
use crate::units::{FontSize, Length};

/// The smallest thing that is set.
#[derive(Debug, Clone)]
pub struct Atom {
    /// What it is.
    pub kind: Kind,
    /// Its natural width; nothing for tabs and breaks.
    pub width: Length,
    /// Its look.
    pub look: Arc<Look>,
    /// Whether a line may end before it.
    pub may_start_line: bool,
}

/// What an atom is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Letters that no line parts.
    Letters(String),
    /// Spaces, at the end of a line without width.
    Spaces(String),
    /// A tab.
    Tab,
    /// The line ends.
    Line,
    /// The page ends.
    Page,
    /// A drawing that stands in the line.
    Drawing(Box<Drawing>),
    /// A drawing that floats, and is anchored here.
    Float(Box<Drawing>),
    /// A note is called here.
    Note(Arc<[Block]>),
}

/// How letters look.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
pub struct Look {
    /// The face.
    pub face: Face,
    /// The size as set.
    pub size: FontSize,
    /// How far the letters are raised.
    pub rise: Length,
    /// From the top of the line's letters to their feet.
    pub ascent: Length,
    /// Below the feet.
    pub descent: Length,
    /// Colour.
    pub color: [u8; 3],
    /// Ground.
    pub ground: Option<[u8; 3]>,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Shown in capitals.
    pub caps: bool,
    /// Not shown.
    pub hidden: bool,
    /// Further distance after every letter.
    pub letter_spacing: Length,
}

/// Returns a colour as it is printed.
pub const fn rgb(color: Color) -> [u8; 3] {
    match color {
        Color::Auto => [0, 0, 0],
        Color::Rgb(rgb) => rgb,
    }
}

impl Look {
    /// Returns the look of a run.
    pub fn of(format: &RunFormat) -> Self {
        let size = format.size;
        let (small, rise) = match format.baseline {
            Baseline::Normal => (size, Length::ZERO),
            Baseline::Super => (two_thirds(size), size.as_length().scale(1, 3)),
            Baseline::Sub => (two_thirds(size), -size.as_length().scale(1, 8)),
        };
        Self {
            face: Face::Regular.with(format.bold, format.italic),
            size: small,
            rise,
            ascent: ascent(size),
            descent: descent(size),
            color: rgb(format.color),
            ground: format.background.map(rgb),
            underline: format.underline,
            strike: format.strike,
            caps: format.caps || format.small_caps,
            hidden: format.hidden,
            letter_spacing: format.letter_spacing,
        }
    }

    /// Returns the width of letters on one line.
    pub fn width(&self, text: &str) -> Length {
        let face = typeface(self.face);
        let widths = text.chars().map(|c| font::width(face.glyph(c).width, self.size) + self.letter_spacing);
        widths.fold(Length::ZERO, |sum, width| sum + width)
    }
}

fn two_thirds(size: FontSize) -> FontSize {
    FontSize::half_pt((size.as_half_pt() * 2).div_ceil(3).max(1))
}

/// What fields say on a page.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// The number of the page, as it is written.
    pub page: Option<String>,
    /// The number of pages.
    pub pages: Option<String>,
}

impl Fields {
    fn text(&self, instruction: &str) -> Option<&String> {
        match instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "PAGE" => self.page.as_ref(),
            "NUMPAGES" | "SECTIONPAGES" => self.pages.as_ref(),
            _ => None,
        }
    }
}

/// Returns what a paragraph is set from; `note` gives the sign of the note that is called next.
pub fn atoms(paragraph: &Paragraph, fields: &Fields, note: &mut impl FnMut() -> String) -> Vec<Atom> {
    let mut atoms = Vec::new();
    if let (Some(label), Some(format)) = (&paragraph.label, &paragraph.label_format)
        && !label.text.is_empty()
    {
        let look = Arc::new(Look::of(format));
        letters(&label.text, &look, &mut atoms);
        atoms.push(Atom { kind: Kind::Tab, width: Length::ZERO, look, may_start_line: true });
    }
    for run in &paragraph.runs {
        one(run, fields, note, &mut atoms);
    }
    atoms
}

fn one(run: &Run, fields: &Fields, note: &mut impl FnMut() -> String, atoms: &mut Vec<Atom>) {
    let look = Arc::new(Look::of(&run.format));
    if look.hidden {
        return;
    }
    match &run.kind {
        RunKind::Text => letters(&run.text, &look, atoms),
        RunKind::Field(instruction) => letters(fields.text(instruction).unwrap_or(&run.text), &look, atoms),
        RunKind::Drawing(drawing) => {
            let (kind, width) = if drawing.place.is_some() {
                (Kind::Float(drawing.clone()), Length::ZERO)
            } else {
                (Kind::Drawing(drawing.clone()), drawing.width)
            };
            atoms.push(Atom { kind, width, look, may_start_line: true });
        }
        RunKind::Note(blocks) => {
            let at = atoms.len();
            letters(&note(), &look, atoms);
            if let Some(first) = atoms.get_mut(at) {
                first.may_start_line = false;
            }
            let kind = Kind::Note(blocks.clone());
            atoms.push(Atom { kind, width: Length::ZERO, look, may_start_line: false });
        }
    }
}

/// Cuts text where lines may end: at spaces, after hyphens and dashes between letters, at marks for it.
fn letters(text: &str, look: &Arc<Look>, atoms: &mut Vec<Atom>) {
    // Signs of symbol fonts have no letter that could be searched for or read out; most are bullets.
    let composed: String = text.nfc().map(|c| if matches!(c, '\u{e000}'..='\u{f8ff}') { '•' } else { c }).collect();
    let text = if look.caps { composed.to_uppercase() } else { composed };
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    // A word that goes on from the run before is not parted from it.
    let mut starts = atoms.last().is_none_or(|last| !matches!(last.kind, Kind::Letters(_)) || ends_with_hyphen(last));
    while let Some(c) = chars.next() {
        let special = match c {
            ' ' => {
                let mut spaces = String::from(' ');
                while chars.next_if_eq(&' ').is_some() {
                    spaces.push(' ');
                }
                Some(Kind::Spaces(spaces))
            }
            '\t' => Some(Kind::Tab),
            '\n' => Some(Kind::Line),
            '\u{c}' | '\u{b}' => Some(Kind::Page),
            '\u{200b}' => None,
            '\u{ad}' => continue,
            _ => {
                word.push(c);
                if !matches!(c, '-' | '–' | '—')
                    || chars.peek().is_none_or(|next| *next == ' ')
                    || word.len() == c.len_utf8()
                {
                    continue;
                }
                None
            }
        };
        push_word(&mut word, look, starts, atoms);
        starts = true;
        if let Some(kind) = special {
            let width = if let Kind::Spaces(spaces) = &kind { look.width(spaces) } else { Length::ZERO };
            atoms.push(Atom { kind, width, look: look.clone(), may_start_line: true });
        }
    }
    push_word(&mut word, look, starts, atoms);
}

fn ends_with_hyphen(atom: &Atom) -> bool {
    matches!(&atom.kind, Kind::Letters(text) if text.chars().count() > 1 && text.ends_with(['-', '–', '—']))
}

fn push_word(word: &mut String, look: &Arc<Look>, starts: bool, atoms: &mut Vec<Atom>) {
    if word.is_empty() {
        return;
    }
    let text = std::mem::take(word);
    let width = look.width(&text);
    atoms.push(Atom { kind: Kind::Letters(text), width, look: look.clone(), may_start_line: starts });
}
