//! QR codes as 1-bit PNG pictures.

use png::{BitDepth, ColorType, Compression, Encoder};
use qrcode::{Color, EcLevel, QrCode};

use super::InsertError;

/// White modules on each side that readers need, as ISO/IEC 18004 asks.
const QUIET: usize = 4;
/// Pixels a side of one module, so that the print is sharp.
const MODULE: usize = 8;

/// How much of the code may be lost and it still reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Level {
    /// 7 %.
    L,
    /// 15 %.
    #[default]
    M,
    /// 25 %.
    Q,
    /// 30 %.
    H,
}

impl Level {
    /// Reads the letter.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_uppercase().as_str() {
            "L" => Ok(Self::L),
            "M" => Ok(Self::M),
            "Q" => Ok(Self::Q),
            "H" => Ok(Self::H),
            _ => Err(format!("muc ghi “{text}”, phải là L, M, Q hoặc H (chịu mất 7, 15, 25 hoặc 30 % mã)")),
        }
    }

    /// Bytes that the largest code of this level holds.
    const fn most(self) -> (EcLevel, usize) {
        match self {
            Self::L => (EcLevel::L, 2_953),
            Self::M => (EcLevel::M, 2_331),
            Self::Q => (EcLevel::Q, 1_663),
            Self::H => (EcLevel::H, 1_273),
        }
    }
}

/// Returns the PNG of a code with its quiet zone.
pub fn png(text: &str, level: Level) -> Result<Vec<u8>, InsertError> {
    let (correction, most) = level.most();
    let code = QrCode::with_error_correction_level(text, correction).map_err(|_| {
        InsertError::new(
            format!("nội dung mã QR dài {} byte, mức {level:?} chứa được nhiều nhất {most} byte", text.len()),
            "rút ngắn nội dung, hoặc dùng mức thấp hơn: qr(muc='L')",
        )
    })?;
    let broken = |error: png::EncodingError| InsertError::new(format!("không vẽ được mã QR: {error}"), "");
    let modules = code.width() + 2 * QUIET;
    let side = u32::try_from(modules * MODULE).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::High);
    let mut writer = encoder.write_header().map_err(broken)?;
    writer.write_image_data(&pixels(&code, modules)).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(bytes)
}

/// Each module is one byte wide and eight rows tall; a set bit is white.
fn pixels(code: &QrCode, modules: usize) -> Vec<u8> {
    let dark = |x: usize, y: usize| {
        let inside = QUIET..QUIET + code.width();
        inside.contains(&x) && inside.contains(&y) && code[(x - QUIET, y - QUIET)] == Color::Dark
    };
    let mut bytes = Vec::with_capacity(modules * modules * MODULE);
    for y in 0..modules {
        let row: Vec<u8> = (0..modules).map(|x| if dark(x, y) { 0x00 } else { 0xFF }).collect();
        for _ in 0..MODULE {
            bytes.extend_from_slice(&row);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image;

    #[test]
    fn a_code_is_a_small_png_with_its_quiet_zone() {
        let bytes = png("https://thidua.vn/tra-cuu?so=123", Level::M).unwrap();
        // 25 to 33 modules and 8 of margin, 8 pixels each.
        assert_eq!(image::read(&bytes).unwrap().pixels, (296, 296));
        assert!(bytes.len() < 1_500, "{}", bytes.len());
        assert_eq!(bytes, png("https://thidua.vn/tra-cuu?so=123", Level::M).unwrap());
    }

    #[test]
    fn a_longer_text_or_a_higher_level_gives_a_larger_code() {
        let side = |text: &str, level| image::read(&png(text, level).unwrap()).unwrap().pixels.0;
        assert!(side("Quyết định số 01/QĐ-UBND", Level::H) > side("Quyết định số 01/QĐ-UBND", Level::L));
    }

    #[test]
    fn a_text_at_the_bound_fits_and_one_byte_more_is_refused_with_both_numbers() {
        assert!(png(&"ậ".repeat(777), Level::M).is_ok());
        let message = png(&"ậ".repeat(778), Level::M).unwrap_err().message;
        assert_eq!(message, "nội dung mã QR dài 2334 byte, mức M chứa được nhiều nhất 2331 byte");
    }
}
