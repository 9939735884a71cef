//! Drawings in VML, as Word 2003 and compatibility fallbacks have them.

use crate::docx::drawing::{Anchor, Drawing, Line, Offset, Place, Shape};
use crate::docx::format::Color;
use crate::docx::story::Story;
use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::Element;
use crate::units::Length;

/// Reads the shapes inside `w:pict` or `w:object`.
pub fn read(story: &mut Story<'_, '_>, element: Element<'_>) -> Vec<Drawing> {
    let shapes = element.children().filter(|e| e.ns() == Ns::V && e.name() != "shapetype");
    shapes.map(|shape| drawing(story, shape)).collect()
}

fn drawing(story: &mut Story<'_, '_>, element: Element<'_>) -> Drawing {
    let (width, height) = size(element);
    let alt = element.plain_attr("alt").filter(|alt| !alt.is_empty()).map(str::to_owned);
    let floats = style(element, "position") == Some("absolute");
    let place = floats.then(|| Place {
        horizontal: anchor(element, "mso-position-horizontal", ["margin-left", "left"]),
        vertical: anchor(element, "mso-position-vertical", ["margin-top", "top"]),
    });
    let image = element.child(Ns::V, "imagedata").and_then(|data| data.attr(Ns::R, "id"));
    let picture = image.and_then(|id| story.relations.get(id)).map(|relation| relation.target.clone());
    Drawing { shape: shape(story, element), width, height, place, alt, picture, outline: None }
}

fn shape(story: &mut Story<'_, '_>, element: Element<'_>) -> Shape {
    if let Some(content) = element.child(Ns::V, "textbox").and_then(|text| text.w_child("txbxContent")) {
        return Shape::TextBox(story.inner_blocks(content));
    }
    if element.name() == "group" {
        return Shape::Group(read(story, element));
    }
    if element.child(Ns::V, "imagedata").is_some() {
        return Shape::Picture;
    }
    let kind = element.plain_attr("type").unwrap_or_default();
    if element.name() == "line" || kind.ends_with("_t32") || kind.ends_with("_t20") {
        return Shape::Line(line(element));
    }
    Shape::Other(element.name().to_owned())
}

fn line(element: Element<'_>) -> Line {
    let stroke = element.child(Ns::V, "stroke");
    let dash = stroke.and_then(|s| s.plain_attr("dashstyle")).unwrap_or("solid");
    let color = element.plain_attr("strokecolor").and_then(|c| Color::parse(c.split(' ').next()?));
    Line {
        weight: element.plain_attr("strokeweight").and_then(measure).unwrap_or(Length::emu(9_525)),
        color: color.unwrap_or_default(),
        broken: dash != "solid",
        hidden: matches!(element.plain_attr("stroked"), Some("f" | "false")),
    }
}

fn size(element: Element<'_>) -> (Length, Length) {
    let ends = element.plain_attr("from").zip(element.plain_attr("to"));
    if let Some(((x1, y1), (x2, y2))) = ends.and_then(|(from, to)| Some((point(from)?, point(to)?))) {
        return ((x2 - x1).abs(), (y2 - y1).abs());
    }
    let of = |name| style(element, name).and_then(measure).unwrap_or_default();
    (of("width"), of("height"))
}

fn point(text: &str) -> Option<(Length, Length)> {
    let (x, y) = text.split_once(',')?;
    Some((measure(x)?, measure(y)?))
}

/// Lengths in VML without a unit are pixels; such as start with a point lack a zero.
fn measure(text: &str) -> Option<Length> {
    let text = text.trim();
    Length::parse(text, Length::emu(9_525).as_emu())
}

fn anchor(element: Element<'_>, name: &str, offsets: [&str; 2]) -> Anchor {
    let from = style(element, &format!("{name}-relative")).unwrap_or("text").to_owned();
    let aligned = style(element, name).filter(|at| *at != "absolute");
    let by = offsets.iter().find_map(|offset| style(element, offset)).and_then(measure);
    let at = match aligned {
        Some(at) => Offset::Aligned(at.to_owned()),
        None => Offset::By(by.unwrap_or_default()),
    };
    Anchor { from, at }
}

/// Returns one declaration of the `style` attribute.
fn style<'a>(element: Element<'a>, name: &str) -> Option<&'a str> {
    let declarations = element.plain_attr("style")?.split(';');
    let mut pairs = declarations.filter_map(|d| d.split_once(':'));
    pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}
