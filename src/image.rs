//! The header of a PNG or JPEG file: size in pixels, density, how a camera held it; whether the file is whole.

use crate::units::Length;

/// Larger pictures, in bytes, slow Word down and are a mistake on an office page.
pub const MOST: u64 = 20 * 1024 * 1024;

/// What to do with a file that is no picture of a kind that is taken.
pub const SAVE_ANEW: &str = "mở ảnh bằng Paint hoặc Photos rồi lưu lại dạng PNG hoặc JPEG";

/// The two formats that every Word opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl Format {
    /// The file extension.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// What the header of a picture says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The format.
    pub format: Format,
    /// Pixels across and down, as stored.
    pub pixels: (u32, u32),
    /// Pixels per metre across and down, where the file says.
    pub density: Option<(u32, u32)>,
    /// Quarter turns clockwise that make it upright.
    pub turns: u8,
    /// Whether it is mirrored before it is turned.
    pub mirrored: bool,
}

/// Without a density a picture counts as 96 dots to the inch, as in Word.
const USUAL_DENSITY: u32 = 3_780;
/// Densities outside these are nonsense of a program that did not know (1 dot to the inch).
const SENSIBLE_DENSITY: std::ops::RangeInclusive<u32> = 780..=200_000;

impl Header {
    /// Returns the size as stored, not turned.
    pub fn size(&self) -> (Length, Length) {
        let sensible = |(x, y): &(u32, u32)| SENSIBLE_DENSITY.contains(x) && SENSIBLE_DENSITY.contains(y);
        let (x, y) = self.density.filter(sensible).unwrap_or((USUAL_DENSITY, USUAL_DENSITY));
        let length = |pixels: u32, per_metre: u32| Length::mm(1_000).scale(i64::from(pixels), i64::from(per_metre));
        (length(self.pixels.0, x), length(self.pixels.1, y))
    }

    /// Whether width and height change places when it is made upright.
    pub const fn lies_on_its_side(&self) -> bool {
        self.turns % 2 == 1
    }

    /// Returns how width and height are to each other when upright.
    pub fn proportions(&self) -> (i64, i64) {
        let square = self.density.is_none_or(|(x, y)| x == y);
        let (width, height) = if square {
            (i64::from(self.pixels.0), i64::from(self.pixels.1))
        } else {
            let (width, height) = self.size();
            (width.as_emu().max(1), height.as_emu().max(1))
        };
        if self.lies_on_its_side() { (height, width) } else { (width, height) }
    }

    /// Returns the size when upright.
    pub fn upright(&self) -> (Length, Length) {
        let (width, height) = self.size();
        if self.lies_on_its_side() { (height, width) } else { (width, height) }
    }
}

/// Why a file is not a picture that can be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// Another format, by its name.
    #[error("là {0}, chỉ nhận ảnh PNG hoặc JPEG")]
    Other(&'static str),
    /// The right first bytes, but the file ends too early or makes no sense.
    #[error("bị hỏng hoặc bị cắt cụt")]
    Broken,
}

/// Reads the header; the format is told by the content, not by the name.
pub fn read(bytes: &[u8]) -> Result<Header, ImageError> {
    let header = match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', chunks @ ..] => png(chunks),
        [0xFF, 0xD8, segments @ ..] => jpeg(segments),
        _ => return Err(ImageError::Other(kind(bytes))),
    };
    header.filter(|header| header.pixels.0 > 0 && header.pixels.1 > 0).ok_or(ImageError::Broken)
}

fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [] => "tệp rỗng",
        [b'G', b'I', b'F', b'8', ..] => "ảnh GIF",
        [b'B', b'M', ..] => "ảnh BMP",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "ảnh WebP",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "ảnh TIFF",
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', ..] => "ảnh HEIC",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', ..] => "ảnh AVIF",
        [b'%', b'P', b'D', b'F', ..] => "tệp PDF",
        [b'P', b'K', ..] => "tệp nén hoặc văn bản Word",
        [b'<', ..] => "ảnh SVG hoặc trang web",
        _ => "tệp không rõ định dạng",
    }
}

fn big16(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(..2)?.try_into().ok()?))
}

fn big32(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}

/// Walks over the chunks to the last one, which proves that the file is whole.
fn png(mut rest: &[u8]) -> Option<Header> {
    let (mut pixels, mut density) = (None, None);
    loop {
        let length = usize::try_from(big32(rest)?).ok()?;
        let end = length.checked_add(8)?;
        let (name, data, _sum) = (rest.get(4..8)?, rest.get(8..end)?, rest.get(end..end.checked_add(4)?)?);
        match name {
            b"IHDR" => pixels = Some((big32(data)?, big32(data.get(4..)?)?)),
            b"pHYs" if data.get(8) == Some(&1) => density = Some((big32(data)?, big32(data.get(4..)?)?)),
            b"IEND" => break,
            _ => {}
        }
        rest = rest.get(end + 4..)?;
    }
    Some(Header { format: Format::Png, pixels: pixels?, density, turns: 0, mirrored: false })
}

/// Walks over the segments to the picture's data, then looks for the mark of the end.
fn jpeg(mut rest: &[u8]) -> Option<Header> {
    let mut header = Header { format: Format::Jpeg, pixels: (0, 0), density: None, turns: 0, mirrored: false };
    loop {
        let marker = match rest {
            [0xFF, 0xFF, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xFF, marker, after @ ..] => {
                rest = after;
                *marker
            }
            _ => return None,
        };
        let length = usize::from(big16(rest)?);
        let data = rest.get(2..length)?;
        match marker {
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                header.pixels = (u32::from(big16(data.get(3..)?)?), u32::from(big16(data.get(1..)?)?));
            }
            0xE0 if data.starts_with(b"JFIF\0") => header.density = jfif_density(data),
            0xE1 if data.starts_with(b"Exif\0\0") => {
                (header.turns, header.mirrored) = orientation(&data[6..]).unwrap_or_default();
            }
            0xDA => break,
            _ => {}
        }
        rest = rest.get(length..)?;
    }
    rest.windows(2).any(|pair| pair == [0xFF, 0xD9]).then_some(header)
}

fn jfif_density(data: &[u8]) -> Option<(u32, u32)> {
    let (x, y) = (u32::from(big16(data.get(8..)?)?), u32::from(big16(data.get(10..)?)?));
    match data.get(7)? {
        1 => Some((x * 10_000 / 254, y * 10_000 / 254)),
        2 => Some((x * 100, y * 100)),
        _ => None,
    }
}

/// Returns quarter turns clockwise and mirroring from the first directory of Exif.
fn orientation(tiff: &[u8]) -> Option<(u8, bool)> {
    let little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let two = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| -> Option<usize> {
        let four = tiff.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()
    };
    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map(|entry| directory + 2 + entry * 12).find(|at| short(*at) == Some(0x0112))?;
    match short(entry + 8)? {
        1 => Some((0, false)),
        2 => Some((0, true)),
        3 => Some((2, false)),
        4 => Some((2, true)),
        5 => Some((3, true)),
        6 => Some((1, false)),
        7 => Some((1, true)),
        8 => Some((3, false)),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, &[0; 4]].concat()
    }

    /// Makes the frame of a PNG; the sums are not right, the header reader does not look at them.
    pub fn png_of(width: u32, height: u32, per_metre: Option<u32>) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.extend(chunk(b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat()));
        if let Some(density) = per_metre {
            let density = density.to_be_bytes();
            bytes.extend(chunk(b"pHYs", &[&density[..], &density[..], &[1]].concat()));
        }
        bytes.extend(chunk(b"IEND", &[]));
        bytes
    }

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], data].concat()
    }

    /// Makes the frame of a JPEG, with an Exif orientation where one is given.
    pub fn jpeg_of(width: u16, height: u16, orientation: Option<u8>) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        bytes.extend(segment(0xE0, b"JFIF\0\x01\x01\x01\x01\x2C\x01\x2C\0\0"));
        if let Some(value) = orientation {
            let tiff = [&b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[value], &[0; 6]].concat();
            bytes.extend(segment(0xE1, &tiff));
        }
        let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
        bytes.extend(segment(0xC0, &[&[8], &size[..], &[3]].concat()));
        bytes.extend(segment(0xDA, &[0; 4]));
        bytes.extend([1, 2, 3, 0xFF, 0xD9]);
        bytes
    }

    #[test]
    fn a_png_at_300_dots_to_the_inch_has_its_size_in_millimetres() {
        let header = read(&png_of(354, 472, Some(11_811))).unwrap();
        assert_eq!((header.format, header.pixels), (Format::Png, (354, 472)));
        let (width, height) = header.size();
        assert_eq!((width.as_mm_tenths(), height.as_mm_tenths()), (300, 400));
    }

    #[test]
    fn a_picture_without_density_counts_96_dots_to_the_inch() {
        for density in [None, Some(0), Some(1)] {
            let (width, _) = read(&png_of(96, 96, density)).unwrap().size();
            assert_eq!(width.as_mm_tenths(), 254);
        }
    }

    #[test]
    fn a_jpeg_gives_size_density_and_orientation() {
        let header = read(&jpeg_of(600, 300, Some(6))).unwrap();
        assert_eq!((header.pixels, header.density), ((600, 300), Some((11_811, 11_811))));
        assert_eq!((header.turns, header.mirrored), (1, false));
        assert_eq!(header.upright().0.as_mm_tenths(), 254);
        assert_eq!(read(&jpeg_of(600, 300, None)).unwrap().turns, 0);
        assert_eq!(read(&jpeg_of(600, 300, Some(9))).unwrap().turns, 0);
    }

    #[test]
    fn other_files_are_named() {
        assert_eq!(read(b"GIF89a..").unwrap_err().to_string(), "là ảnh GIF, chỉ nhận ảnh PNG hoặc JPEG");
        assert_eq!(read(b"\0\0\0\x18ftypheic").unwrap_err(), ImageError::Other("ảnh HEIC"));
        assert_eq!(read(b"").unwrap_err(), ImageError::Other("tệp rỗng"));
    }

    #[test]
    fn a_file_cut_anywhere_is_refused_and_never_a_panic() {
        for whole in [png_of(3, 4, Some(1)), jpeg_of(3, 4, Some(6))] {
            assert!(read(&whole).is_ok());
            for end in 8..whole.len() {
                assert_eq!(read(&whole[..end]), Err(ImageError::Broken), "cut at {end}");
            }
        }
        assert_eq!(read(&png_of(0, 4, None)), Err(ImageError::Broken));
    }
}
