//! The face that pages are set in: Tinos, which is as wide as Times New Roman letter for letter.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::metrics::Face;
use crate::units::{FontSize, Length};

/// The files of the four faces, as they are published; see `tinos/OFL.txt`.
const FILES: [&[u8]; 4] = [
    include_bytes!("tinos/Tinos-Regular.ttf"),
    include_bytes!("tinos/Tinos-Bold.ttf"),
    include_bytes!("tinos/Tinos-Italic.ttf"),
    include_bytes!("tinos/Tinos-BoldItalic.ttf"),
];

/// Height of the letters above the line and below it, and the gap between lines that the face asks for, in parts of
/// [`UNITS`]: those of Times New Roman.
const ASCENT: i64 = 1825;
const DESCENT: i64 = 443;
const GAP: i64 = 87;

/// Parts of the type size in which the face counts.
pub const UNITS: i64 = 2048;

/// First and last character whose glyphs are looked up once.
const QUICK: std::ops::Range<u32> = 0x20..0x2200;

/// A face ready for setting.
pub struct Typeface {
    /// The file.
    pub data: &'static [u8],
    font: FontRef<'static>,
    /// Glyph and width of the characters of [`QUICK`]; glyph 0 where there is none.
    quick: Vec<(u16, u16)>,
}

/// A glyph and its width in [`UNITS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u32,
    /// Its width.
    pub width: i64,
}

static FACES: LazyLock<Option<[Typeface; 4]>> = LazyLock::new(|| {
    let [regular, bold, italic, both] = FILES;
    Some([Typeface::new(regular)?, Typeface::new(bold)?, Typeface::new(italic)?, Typeface::new(both)?])
});

/// Returns a face.
///
/// # Panics
/// Never: the files are part of the program, and a test reads them.
pub fn typeface(face: Face) -> &'static Typeface {
    let faces = FACES.as_ref().expect("the faces in the program can be read");
    &faces[face as usize]
}

impl Typeface {
    fn new(data: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(data).ok()?;
        let (map, widths) = (font.charmap(), GlyphMetrics::new(&font, Size::unscaled(), LocationRef::default()));
        let glyph = |code: u32| {
            let id = char::from_u32(code).and_then(|c| map.map(c)).unwrap_or_default();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "widths are below 4096 units")]
            let width = widths.advance_width(id).unwrap_or_default() as u16;
            (u16::try_from(id.to_u32()).unwrap_or_default(), width)
        };
        let quick = QUICK.map(glyph).collect();
        Some(Self { data, font, quick })
    }

    /// Returns the glyph of a character; that of the nearest sign where the face has none.
    pub fn glyph(&self, c: char) -> Glyph {
        let code = u32::from(c);
        let known = code.checked_sub(QUICK.start).and_then(|at| self.quick.get(at as usize)).filter(|(id, _)| *id != 0);
        if let Some((id, width)) = known {
            return Glyph { id: u32::from(*id), width: i64::from(*width) };
        }
        match stand_in(c) {
            Some(other) if other != c => self.glyph(other),
            _ => Glyph { id: self.glyph(' ').id, width: 0 },
        }
    }

    /// Returns the outline of a glyph in [`UNITS`], drawn into `pen`.
    pub fn outline(&self, id: u32, pen: &mut impl skrifa::outline::OutlinePen) {
        if let Some(outline) = self.font.outline_glyphs().get(GlyphId::new(id)) {
            let settings = skrifa::outline::DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // A glyph that cannot be drawn is left out; those of the program's own faces can.
            let _ = outline.draw(settings, pen);
        }
    }
}

/// Returns the sign set for a character that the face does not have.
fn stand_in(c: char) -> Option<char> {
    match u32::from(c) {
        // No width: joiners, marks of direction, controls.
        0..=0x1F | 0x7F..=0x9F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF => None,
        0x2002..=0x200A | 0x202F | 0x205F | 0x3000 => Some(' '),
        0x2011 | 0xAD => Some('-'),
        0x25CF | 0x2219 => Some('•'),
        0x2610 | 0x25A1 | 0x2611 | 0x2612 => Some('□'),
        _ if c == '?' => None,
        _ => Some('?'),
    }
}

/// Returns what is set for a mark that stands after its letter: the width of marks is nothing.
pub fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F)
}

fn part(units: i64, size: FontSize) -> Length {
    size.as_length().scale(units, UNITS)
}

/// Returns how far a line reaches above its letters' feet, the gap between lines included.
pub fn ascent(size: FontSize) -> Length {
    part(ASCENT + GAP, size)
}

/// Returns how far a line reaches below its letters' feet.
pub fn descent(size: FontSize) -> Length {
    part(DESCENT, size)
}

/// Returns the width of a number of units.
pub fn width(units: i64, size: FontSize) -> Length {
    part(units, size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::text_width;

    #[test]
    fn letters_are_as_wide_as_the_table_of_widths_says() {
        for face in [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic] {
            for c in "ABCXYZabcxyz0123456789ĂÂĐÊÔƠƯăâđêôơưẤỆỮợ.,;:-–/()“”…".chars() {
                let units = typeface(face).glyph(c).width;
                let table = text_width(&c.to_string(), face, 28);
                assert_eq!(width(units, FontSize::pt(14)).as_emu(), table, "{face:?} {c}");
            }
        }
    }

    #[test]
    fn what_the_face_lacks_is_set_by_the_nearest_sign_and_never_by_none() {
        let face = typeface(Face::Regular);
        assert_eq!(face.glyph('\u{2011}').width, face.glyph('-').width);
        assert_eq!(face.glyph('字'), face.glyph('?'));
        assert_eq!(face.glyph('\u{200B}').width, 0);
        assert_ne!(face.glyph('\u{FEFF}').id, 0);
    }
}
