//! A picture in the frame of a placeholder: place, size and border stay, the picture is another one.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use crate::image::Header;
use crate::layout::picture::{Fit, Picture, beyond, crop, stored, turn};
use crate::units::Length;

/// Returns an element that says how a picture lies: `frame` is its size before the turn.
fn turned(local: &[u8], tag: &BytesStart<'_>, header: &Header, frame: (Length, Length), empty: bool) -> Option<String> {
    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
    let (width, height) = (frame.0.as_emu(), frame.1.as_emu());
    let end = if empty { "/>" } else { ">" };
    let (beside, above) = if header.lies_on_its_side() { beyond(width, height) } else { (0, 0) };
    let sized = tag.try_get_attribute("cx").ok().flatten().is_some();
    match local {
        b"extent" | b"ext" if sized => Some(format!("<{name} cx=\"{width}\" cy=\"{height}\"{end}")),
        b"effectExtent" => Some(format!("<{name} l=\"{beside}\" t=\"{above}\" r=\"{beside}\" b=\"{above}\"{end}")),
        b"xfrm" => Some(format!("<{name}{}{end}", turn(header))),
        _ => None,
    }
}

/// Why a placeholder cannot take a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The drawing holds no picture: a shape, a chart.
    #[error("chữ thay thế (alt text) có thẻ chèn ảnh, nhưng hình này không phải là ảnh")]
    NoPicture,
    /// A photograph that lies on its side cannot be turned within a frame that floats.
    #[error("ảnh chụp bằng điện thoại còn nằm ngang, mà ảnh giữ chỗ không nằm cùng dòng với chữ")]
    Turned,
}

/// Puts a picture into a drawing in place of the one it shows: frame, place, border stay as they are.
///
/// `drawing` is `<w:drawing>…</w:drawing>`, or any XML around one picture; its alt text is replaced.
pub fn replace(drawing: &str, picture: &Picture<'_>, fit: Fit) -> Result<String, FrameError> {
    let lies = picture.header.lies_on_its_side();
    if lies && drawing.contains("<wp:anchor") {
        return Err(FrameError::Turned);
    }
    let frame = frame(drawing).map(|(width, height)| if lies { (height, width) } else { (width, height) });
    let frame = frame.ok_or(FrameError::NoPicture)?;
    let crop = crop(stored(picture.header), frame, fit);
    let mut made = String::with_capacity(drawing.len() + 100);
    let mut reader = Reader::from_str(drawing);
    let (mut from, mut skipping, mut placed) = (0, false, false);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|_| FrameError::NoPicture)?;
        let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) if skipping && tag.local_name().as_ref() == b"blip" => {
                (skipping, from) = (false, after);
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let new = match tag.local_name().as_ref() {
            b"docPr" => Some(renamed(tag, picture, empty)),
            b"blip" => {
                (skipping, placed) = (!empty, true);
                let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                let prefix = name.strip_suffix("blip").unwrap_or("a:").to_owned();
                Some(blip(&name, &prefix, picture.relation, &crop))
            }
            b"srcRect" => Some(String::new()),
            name if lies || picture.header.turns > 0 || picture.header.mirrored => {
                turned(name, tag, picture.header, frame, empty)
            }
            _ => None,
        };
        if let Some(new) = new {
            made.push_str(&drawing[from..before]);
            made.push_str(&new);
            from = after;
        }
    }
    made.push_str(&drawing[from..]);
    if placed { Ok(made) } else { Err(FrameError::NoPicture) }
}

/// A fresh blip: links to an SVG original and effects belong to the placeholder's picture.
fn blip(name: &str, prefix: &str, relation: &str, crop: &str) -> String {
    let crop = if crop.is_empty() { String::new() } else { format!("<{prefix}srcRect {crop}/>") };
    format!(
        "<{name} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         r:embed=\"{relation}\"/>{crop}"
    )
}

/// The element that names the drawing, with another alt text and id.
fn renamed(tag: &BytesStart<'_>, picture: &Picture<'_>, empty: bool) -> String {
    let mut xml = format!("<{}", String::from_utf8_lossy(tag.name().as_ref()));
    for attribute in tag.attributes().with_checks(false).flatten() {
        if !matches!(attribute.key.as_ref(), b"descr" | b"title" | b"id") {
            let (key, value) =
                (String::from_utf8_lossy(attribute.key.as_ref()), String::from_utf8_lossy(&attribute.value));
            xml.push_str(&format!(" {key}=\"{value}\""));
        }
    }
    xml.push_str(&format!(" id=\"{}\" descr=\"{}\"", picture.id, escape(picture.description)));
    xml.push_str(if empty { "/>" } else { ">" });
    xml
}

/// Returns width and height of the first picture in the drawing.
fn frame(drawing: &str) -> Option<(Length, Length)> {
    let mut reader = Reader::from_str(drawing);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if matches!(tag.local_name().as_ref(), b"extent" | b"ext") => {
                let side = |name: &str| -> Option<i64> {
                    let value = tag.try_get_attribute(name).ok()??.value;
                    String::from_utf8_lossy(&value).parse().ok().filter(|side| *side > 0)
                };
                if let (Some(width), Some(height)) = (side("cx"), side("cy")) {
                    return Some((Length::emu(width), Length::emu(height)));
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{self, tests::jpeg_of, tests::png_of};

    fn header(width: u32, height: u32) -> Header {
        image::read(&png_of(width, height, None)).unwrap()
    }

    const PLACEHOLDER: &str = r#"<w:drawing><wp:anchor><wp:extent cx="1080000" cy="1440000"/><wp:docPr id="7" name="Anh" descr="{{ anh }}"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="rId5"><a:extLst><a:ext uri="x"/></a:extLst></a:blip><a:srcRect l="10000"/><a:stretch/></pic:blipFill><pic:spPr><a:ln w="9525"/></pic:spPr></pic:pic></a:graphic></wp:anchor></w:drawing>"#;

    fn placed(width: u32, height: u32, fit: Fit) -> String {
        let header = header(width, height);
        let picture = Picture { header: &header, relation: "rId9", id: 42, description: "Chân dung" };
        replace(PLACEHOLDER, &picture, fit).unwrap()
    }

    #[test]
    fn a_placeholder_keeps_its_frame_and_border_and_takes_the_picture() {
        let xml = placed(300, 400, Fit::Whole);
        assert!(xml.contains(r#"<wp:extent cx="1080000" cy="1440000"/>"#) && xml.contains(r#"<a:ln w="9525"/>"#));
        assert!(xml.contains(r#"name="Anh" id="42" descr="Chân dung"/>"#), "{xml}");
        assert!(xml.contains(r#"r:embed="rId9"/><a:stretch/>"#), "{xml}");
        assert!(!xml.contains("rId5") && !xml.contains("srcRect") && !xml.contains("extLst"));
    }

    #[test]
    fn a_picture_of_other_proportions_is_not_stretched() {
        assert!(placed(400, 400, Fit::Whole).contains(r#"<a:srcRect t="-16666" b="-16666"/>"#));
        assert!(placed(400, 400, Fit::Cut).contains(r#"<a:srcRect l="12500" r="12500"/>"#));
        assert!(placed(100, 400, Fit::Whole).contains(r#"<a:srcRect l="-100000" r="-100000"/>"#));
    }

    #[test]
    fn a_photograph_held_upright_fills_the_frame_upright() {
        let header = image::read(&jpeg_of(400, 300, Some(6))).unwrap();
        let picture = Picture { header: &header, relation: "rId9", id: 1, description: "" };
        let line = PLACEHOLDER
            .replace("wp:anchor", "wp:inline")
            .replace("<a:ln", "<a:xfrm><a:ext cx=\"1080000\" cy=\"1440000\"/></a:xfrm><a:ln");
        let xml = replace(&line, &picture, Fit::Whole).unwrap();
        assert!(xml.contains(r#"<wp:extent cx="1440000" cy="1080000"/>"#), "{xml}");
        assert!(xml.contains(r#"<a:xfrm rot="5400000"><a:ext cx="1440000" cy="1080000"/></a:xfrm>"#), "{xml}");
        assert!(!xml.contains("srcRect"), "{xml}");
        assert_eq!(replace(PLACEHOLDER, &picture, Fit::Whole), Err(FrameError::Turned));
    }

    #[test]
    fn a_drawing_without_a_picture_is_refused() {
        let header = header(3, 4);
        let picture = Picture { header: &header, relation: "rId9", id: 1, description: "" };
        let shape = "<w:drawing><wp:extent cx=\"1\" cy=\"1\"/></w:drawing>";
        assert_eq!(replace(shape, &picture, Fit::Whole), Err(FrameError::NoPicture));
    }
}
