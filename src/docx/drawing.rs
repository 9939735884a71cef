//! Drawings: lines, pictures, charts, text boxes and groups, in `DrawingML` or in the older VML.

use crate::docx::chart::{self, Chart};
use crate::docx::format::Color;
use crate::docx::story::Story;
use crate::docx::view::Block;
use crate::docx::vml;
use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::Element;
use crate::units::Length;

/// A drawing and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What is drawn.
    pub shape: Shape,
    /// Width of the whole.
    pub width: Length,
    /// Height of the whole.
    pub height: Length,
    /// Where it floats; absent if it stands in the line of text like a letter.
    pub place: Option<Place>,
    /// Text in place of the drawing for those who cannot see it.
    pub alt: Option<String>,
    /// Name of the part that holds the picture, if it is one that lies in the package.
    pub picture: Option<String>,
    /// The line around a shape with text in it.
    pub outline: Option<Line>,
}

/// What a drawing shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A straight line.
    Line(Line),
    /// A picture.
    Picture,
    /// A chart.
    Chart(Chart),
    /// A shape with text in it.
    TextBox(Vec<Block>),
    /// Several drawings as one.
    Group(Vec<Drawing>),
    /// Any other shape, by its preset name if it has one.
    Other(String),
}

/// The stroke of a straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its thickness.
    pub weight: Length,
    /// Its colour.
    pub color: Color,
    /// Dashed or dotted.
    pub broken: bool,
    /// Not drawn at all.
    pub hidden: bool,
}

/// Where a floating drawing lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Sideways.
    pub horizontal: Anchor,
    /// Up and down.
    pub vertical: Anchor,
}

/// A position against something on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Against what: `page`, `margin`, `column`, `paragraph`, `text`…
    pub from: String,
    /// How.
    pub at: Offset,
}

/// A position as an alignment or as a distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offset {
    /// Named: `center`, `left`, `top`…
    Aligned(String),
    /// So far from the left or upper edge.
    By(Length),
}

impl Default for Offset {
    fn default() -> Self {
        Self::By(Length::ZERO)
    }
}

/// Reads the drawings inside `w:drawing`, `w:pict` or `w:object`.
pub fn read(story: &mut Story<'_, '_>, element: Element<'_>) -> Vec<Drawing> {
    if element.w() != "drawing" {
        return vml::read(story, element);
    }
    let frames = element.children().filter(|e| e.is(Ns::Wp, "inline") || e.is(Ns::Wp, "anchor"));
    frames.filter_map(|frame| drawing(story, frame)).collect()
}

fn drawing(story: &mut Story<'_, '_>, frame: Element<'_>) -> Option<Drawing> {
    let data = frame.child(Ns::A, "graphic")?.child(Ns::A, "graphicData")?;
    let (width, height) = extent(frame.child(Ns::Wp, "extent"));
    let properties = frame.child(Ns::Wp, "docPr");
    let alt = properties.and_then(|p| p.plain_attr("descr")).filter(|alt| !alt.is_empty());
    let place = (frame.name() == "anchor").then(|| Place {
        horizontal: anchor(frame.child(Ns::Wp, "positionH")),
        vertical: anchor(frame.child(Ns::Wp, "positionV")),
    });
    let inside = data.children().next();
    let (picture, outline) = inside.map(|e| (picture(story, e), outline(e))).unwrap_or_default();
    let shape = inside.map_or_else(|| Shape::Other(String::new()), |e| shape(story, e));
    Some(Drawing { shape, width, height, place, alt: alt.map(str::to_owned), picture, outline })
}

fn shape(story: &mut Story<'_, '_>, element: Element<'_>) -> Shape {
    match (element.ns(), element.name()) {
        (Ns::Pic, _) => Shape::Picture,
        (Ns::C, "chart") => chart(story, element),
        (Ns::Wps, _) => word_shape(story, element),
        (Ns::Wpg | Ns::Wpc, _) => Shape::Group(members(story, element)),
        (_, name) => Shape::Other(name.to_owned()),
    }
}

/// Returns the part that a `pic:pic` shows.
fn picture(story: &Story<'_, '_>, element: Element<'_>) -> Option<String> {
    let blip = element.child(Ns::Pic, "blipFill")?.child(Ns::A, "blip")?;
    let relation = story.relations.get(blip.attr(Ns::R, "embed")?)?;
    Some(relation.target.clone())
}

/// Returns the stroke around a shape; nothing where it says that there is none, or says nothing.
fn outline(element: Element<'_>) -> Option<Line> {
    let properties = element.child(Ns::Wps, "spPr");
    properties.and_then(|p| p.child(Ns::A, "ln"))?;
    Some(line(element, properties)).filter(|line| !line.hidden)
}

fn chart(story: &mut Story<'_, '_>, element: Element<'_>) -> Shape {
    let relation = element.attr(Ns::R, "id").and_then(|id| story.relations.get(id));
    let tree = relation.and_then(|r| story.world.package.tree(&r.target).ok().flatten());
    Shape::Chart(tree.map(|tree| chart::read(&tree)).unwrap_or_default())
}

fn word_shape(story: &mut Story<'_, '_>, element: Element<'_>) -> Shape {
    if let Some(content) = element.child(Ns::Wps, "txbx").and_then(|text| text.w_child("txbxContent")) {
        return Shape::TextBox(story.inner_blocks(content));
    }
    let properties = element.child(Ns::Wps, "spPr");
    let preset = properties.and_then(|p| p.child(Ns::A, "prstGeom")?.plain_attr("prst")).unwrap_or_default();
    if matches!(preset, "line" | "straightConnector1") {
        return Shape::Line(line(element, properties));
    }
    Shape::Other(preset.to_owned())
}

/// Members of a group have sizes in the measure of the group, which is nearly always that of the page.
fn members(story: &mut Story<'_, '_>, group: Element<'_>) -> Vec<Drawing> {
    let kinds = [(Ns::Wps, "wsp"), (Ns::Pic, "pic"), (Ns::Wpg, "grpSp"), (Ns::Wpg, "wgp"), (Ns::Wps, "cxnSp")];
    let members = group.children().filter(|e| kinds.iter().any(|(ns, name)| e.is(*ns, name)));
    let member = |element: Element<'_>| {
        let transform = element.descendant(Ns::A, "xfrm").and_then(|t| t.child(Ns::A, "ext"));
        let (width, height) = extent(transform);
        let (picture, outline) = (picture(story, element), outline(element));
        Drawing { shape: shape(story, element), width, height, place: None, alt: None, picture, outline }
    };
    members.map(member).collect()
}

/// A line without a stroke of its own takes it from the theme: its first line is half a point, the second one point.
fn line(element: Element<'_>, properties: Option<Element<'_>>) -> Line {
    let stroke = properties.and_then(|p| p.child(Ns::A, "ln"));
    let reference = element.child(Ns::Wps, "style").and_then(|s| s.child(Ns::A, "lnRef"));
    let from_theme = match reference.and_then(|r| r.plain_attr("idx")) {
        Some("1") => Length::emu(6_350),
        Some("2") => Length::emu(12_700),
        Some("3") => Length::emu(19_050),
        _ => Length::emu(9_525),
    };
    let weight = stroke.and_then(|s| s.plain_attr("w")?.trim().parse().ok()).map(Length::emu);
    let fill = stroke.and_then(|s| s.child(Ns::A, "solidFill"));
    let rgb = fill.and_then(|fill| fill.child(Ns::A, "srgbClr")?.plain_attr("val"));
    let dash = stroke.and_then(|s| s.child(Ns::A, "prstDash")?.plain_attr("val")).unwrap_or("solid");
    Line {
        weight: weight.unwrap_or(from_theme),
        color: rgb.and_then(Color::parse).unwrap_or_default(),
        broken: dash != "solid",
        hidden: stroke.is_some_and(|s| s.child(Ns::A, "noFill").is_some()),
    }
}

fn extent(element: Option<Element<'_>>) -> (Length, Length) {
    let emu =
        |name: &str| element.and_then(|e| e.plain_attr(name)?.trim().parse().ok()).map(Length::emu).unwrap_or_default();
    (emu("cx"), emu("cy"))
}

fn anchor(position: Option<Element<'_>>) -> Anchor {
    let Some(position) = position else {
        return Anchor::default();
    };
    let aligned = position.child(Ns::Wp, "align").map(|align| Offset::Aligned(align.text().trim().to_owned()));
    let by = position.child(Ns::Wp, "posOffset").and_then(|offset| offset.text().trim().parse().ok());
    Anchor {
        from: position.plain_attr("relativeFrom").unwrap_or_default().to_owned(),
        at: aligned.or(by.map(|emu| Offset::By(Length::emu(emu)))).unwrap_or_default(),
    }
}
