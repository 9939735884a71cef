//! Pictures as Word draws them: their size, how they lie, and one in a line of text.

use quick_xml::escape::escape;

use crate::image::Header;
use crate::units::Length;

/// How a picture of other proportions stands in the frame of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Fit {
    /// The whole picture is seen, with empty margins: `vua`.
    #[default]
    #[serde(rename = "vua")]
    Whole,
    /// The frame is full, what stands out is cut off on both sides: `cat`.
    #[serde(rename = "cat")]
    Cut,
}

/// Returns the size to show: as asked, the other side in proportion, or the file's own size made no wider than `most`.
pub fn shown_size(
    header: &Header,
    width: Option<Length>,
    height: Option<Length>,
    most: Option<Length>,
) -> (Length, Length) {
    let (own_width, own_height) = header.upright();
    let (across, down) = header.proportions();
    let tall = |width: Length| width.scale(down, across);
    match (width, height) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) => (width, tall(width)),
        (None, Some(height)) => (height.scale(across, down), height),
        (None, None) => match most.filter(|most| own_width > *most) {
            Some(most) => (most, tall(most)),
            None => (own_width, own_height),
        },
    }
}

/// Returns the size of a picture that must fit between the margins: as asked, or its own, made smaller where it is larger.
pub fn fitted(header: &Header, asked: (Option<Length>, Option<Length>), room: (Length, Length)) -> (Length, Length) {
    let (width, height) = shown_size(header, asked.0, asked.1, Some(room.0));
    let (width, height) =
        if width > room.0 { (room.0, height.scale(room.0.as_emu(), width.as_emu())) } else { (width, height) };
    if height > room.1 { (width.scale(room.1.as_emu(), height.as_emu()), room.1) } else { (width, height) }
}

/// Returns the id of the relationship to the file of a picture.
pub fn relation_id(number: usize) -> String {
    format!("rIdAnh{number}")
}

/// What a drawing is made of beside its size.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// The header of the file.
    pub header: &'a Header,
    /// The relationship from the part to the file.
    pub relation: &'a str,
    /// The id, unique among drawings.
    pub id: u32,
    /// What people hear who cannot see it.
    pub description: &'a str,
}

/// Returns the content of a run: a picture in the line, `size` as seen.
pub fn inline(picture: &Picture<'_>, size: (Length, Length), fit: Fit) -> String {
    let Picture { header, relation, id, description } = picture;
    let (width, height) = if header.lies_on_its_side() { (size.1, size.0) } else { size };
    let (width, height) = (width.as_emu().max(1), height.as_emu().max(1));
    let (beside, above) = if header.lies_on_its_side() { beyond(width, height) } else { (0, 0) };
    let description = escape(*description);
    let crop = crop(stored(header), (Length::emu(width), Length::emu(height)), fit);
    let crop = if crop.is_empty() { crop } else { format!("<a:srcRect {crop}/>") };
    format!(
        "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:effectExtent l=\"{beside}\" t=\"{above}\" r=\"{beside}\" b=\"{above}\"/>\
         <wp:docPr id=\"{id}\" name=\"Ảnh {id}\" descr=\"{description}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Ảnh {id}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         r:embed=\"{relation}\"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm{turn}><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></w:drawing>",
        turn = turn(header),
    )
}

/// Word gives the size before the turn; returns what a quarter turn needs beyond it, beside and above.
pub fn beyond(width: i64, height: i64) -> (i64, i64) {
    ((height - width).max(0) / 2, (width - height).max(0) / 2)
}

/// Returns the proportions as stored, not turned.
pub fn stored(header: &Header) -> (i64, i64) {
    let (across, down) = header.proportions();
    if header.lies_on_its_side() { (down, across) } else { (across, down) }
}

/// Sixty-thousandths of a degree, as drawings count.
pub fn turn(header: &Header) -> String {
    let rotation =
        if header.turns == 0 { String::new() } else { format!(" rot=\"{}\"", u32::from(header.turns) * 5_400_000) };
    let flip = if header.mirrored { " flipH=\"1\"" } else { "" };
    rotation + flip
}

/// Returns what is cut off each side in thousandths of a percent, negative for margins; nothing where it fits.
pub fn crop((across, down): (i64, i64), frame: (Length, Length), fit: Fit) -> String {
    // Cross products compare the proportions without rounding: which is wider, the picture or the frame?
    let (wide, tall) =
        (i128::from(across) * i128::from(frame.1.as_emu()), i128::from(down) * i128::from(frame.0.as_emu()));
    let sides = (fit == Fit::Cut) == (wide > tall);
    let (whole, seen, names) = if sides { (wide, tall, ("l", "r")) } else { (tall, wide, ("t", "b")) };
    let half = if whole == 0 { 0 } else { (whole - seen) * 50_000 / whole };
    // Below half a percent nobody sees it, and pixels are rounded anyway.
    if half.abs() < 500 { String::new() } else { format!("{}=\"{half}\" {}=\"{half}\"", names.0, names.1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::tests::{jpeg_of, png_of};
    use crate::image::{self};

    fn header(width: u32, height: u32) -> Header {
        image::read(&png_of(width, height, None)).unwrap()
    }

    fn tenths((width, height): (Length, Length)) -> (i64, i64) {
        (width.as_mm_tenths(), height.as_mm_tenths())
    }

    #[test]
    fn one_side_is_enough_and_the_proportions_stay() {
        let header = header(300, 400);
        let mm = |millimetres| Some(Length::mm(millimetres));
        assert_eq!(tenths(shown_size(&header, mm(30), None, None)), (300, 400));
        assert_eq!(tenths(shown_size(&header, None, mm(20), None)), (150, 200));
        assert_eq!(tenths(shown_size(&header, mm(30), mm(30), None)), (300, 300));
        assert_eq!(tenths(shown_size(&header, None, None, mm(60))), (600, 800));
        assert_eq!(tenths(shown_size(&header, None, None, mm(160))), (794, 1058));
    }

    #[test]
    fn a_picture_larger_than_the_page_is_made_smaller_and_keeps_its_proportions() {
        let room = (Length::mm(160), Length::mm(200));
        assert_eq!(tenths(fitted(&header(3000, 1000), (None, None), room)), (1600, 533));
        assert_eq!(tenths(fitted(&header(1000, 4000), (None, None), room)), (500, 2000));
        assert_eq!(tenths(fitted(&header(300, 400), (Some(Length::mm(300)), None), room)), (1500, 2000));
        assert_eq!(tenths(fitted(&header(300, 400), (Some(Length::mm(60)), None), room)), (600, 800));
    }

    #[test]
    fn a_photograph_held_upright_is_turned_and_its_size_is_the_one_seen() {
        let header = image::read(&jpeg_of(400, 300, Some(6))).unwrap();
        let picture = Picture { header: &header, relation: "rId1", id: 1, description: "" };
        let xml = inline(&picture, shown_size(&header, Some(Length::mm(30)), None, None), Fit::Whole);
        assert!(
            xml.contains(
                r#"<wp:extent cx="1440000" cy="1080000"/><wp:effectExtent l="0" t="180000" r="0" b="180000"/>"#
            )
        );
        assert!(xml.contains(r#"<a:xfrm rot="5400000">"#));
    }
}
