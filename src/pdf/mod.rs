//! Pages as PDF/A-2a: fonts embedded, tagged in reading order, headings as bookmarks; the same pages give the same bytes.

mod preview;

pub use preview::Preview;

use std::collections::HashMap;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::color::rgb;
use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use crate::docx::view::Properties;
use crate::metrics::Face;
use crate::ooxml::package::Package;
use crate::typeset::font::typeface;
use crate::typeset::{Heading, Item, Mark, Node, NodeKind, Pages, Text, points};

/// The language of our documents.
const LANGUAGE: &str = "vi-VN";

/// Most levels of structure that are written; the form allows 28 in all.
const DEEPEST: usize = 20;

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
#[error("không tạo được tệp PDF: {0}")]
pub struct PdfError(String);

/// Writes pages as a PDF; pictures are taken from the package of the Word file.
///
/// # Errors
/// If something cannot be in a PDF for archiving, such as a picture that cannot be read.
pub fn write(pages: &Pages, properties: &Properties, package: &Package) -> Result<Vec<u8>, PdfError> {
    let settings = SerializeSettings {
        configuration: Configuration::new_with_validator(Validator::A2_A),
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(properties));
    let mut writer = Writer::new(pages, package)?;
    for page in &pages.pages {
        let size = Size::from_wh(points(page.width).max(3.0), points(page.height).max(3.0));
        let settings = size.map_or_else(PageSettings::default, PageSettings::new);
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        writer.page(&page.items, &mut surface)?;
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(&pages.headings));
    document.set_tag_tree(writer.tags());
    document.finish().map_err(|error| PdfError(format!("{error:?}")))
}

fn metadata(properties: &Properties) -> Metadata {
    let mut metadata = Metadata::new().language(LANGUAGE.to_owned()).producer("thidua".to_owned());
    // The form asks for a title.
    metadata = metadata.title(properties.title.clone().unwrap_or_else(|| "Văn bản".to_owned()));
    if let Some(author) = &properties.creator {
        metadata = metadata.authors(vec![author.clone()]);
    }
    if let Some(subject) = &properties.subject {
        metadata = metadata.description(subject.clone());
    }
    if let Some(keywords) = &properties.keywords {
        metadata = metadata.keywords(keywords.split([',', ';']).map(|word| word.trim().to_owned()).collect());
    }
    // The form asks for a date as well; a file without one gets the same each time, for no clock is read.
    metadata.creation_date(properties.created.as_deref().and_then(date).unwrap_or_else(|| DateTime::new(2000)))
}

/// Reads the beginning of a W3C date, `2020-01-15T00:00:00Z`.
fn date(text: &str) -> Option<DateTime> {
    let mut numbers = text.split(['-', 'T', ':', 'Z', '+', '.']);
    let mut next = || numbers.next()?.parse::<u16>().ok();
    let small = |number: u16| u8::try_from(number).ok();
    let (year, month, day) = (next()?, small(next()?)?, small(next()?)?);
    let mut date = DateTime::new(year).month(month).day(day);
    if let (Some(hour), Some(minute)) = (next().and_then(small), next().and_then(small)) {
        date = date.hour(hour).minute(minute).second(next().and_then(small).unwrap_or(0));
        date = date.utc_offset_hour(0).utc_offset_minute(0);
    }
    Some(date)
}

/// Headings as bookmarks, each below the last one of a higher level.
fn outline(headings: &[Heading]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(u8, OutlineNode)>| {
        if let Some((_, node)) = open.pop() {
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for heading in headings {
        while open.last().is_some_and(|(level, _)| *level >= heading.level) {
            close(&mut open);
        }
        let destination = XyzDestination::new(heading.page, Point::from_xy(0.0, points(heading.y)));
        open.push((heading.level, OutlineNode::new(heading.text.clone(), destination)));
    }
    while !open.is_empty() {
        close(&mut open);
    }
    outline
}

struct Writer<'a> {
    pages: &'a Pages,
    package: &'a Package,
    fonts: [Font; 4],
    images: HashMap<String, Image>,
    /// What was drawn for each node, in order.
    drawn: Vec<Vec<Identifier>>,
}

impl<'a> Writer<'a> {
    fn new(pages: &'a Pages, package: &'a Package) -> Result<Self, PdfError> {
        let font =
            |face: Face| Font::new(typeface(face).data.into(), 0).ok_or_else(|| PdfError("phông chữ".to_owned()));
        let fonts = [font(Face::Regular)?, font(Face::Bold)?, font(Face::Italic)?, font(Face::BoldItalic)?];
        Ok(Self { pages, package, fonts, images: HashMap::new(), drawn: vec![Vec::new(); pages.nodes.len()] })
    }

    /// Draws what is on a page; what belongs together in reading stands in one stretch.
    fn page(&mut self, items: &[Item], surface: &mut Surface<'_>) -> Result<(), PdfError> {
        for stretch in items.chunk_by(|one, next| one.node == next.node) {
            match stretch[0].node {
                Some(node) => {
                    let id = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(Some(LANGUAGE))));
                    self.drawn[node].push(id);
                }
                None => {
                    surface.start_tagged(ContentTag::Artifact(ArtifactType::Other));
                }
            }
            // The stretch is ended whatever happens in it: the library takes an open one for a fault of the program.
            let drawn = stretch.iter().try_for_each(|item| self.item(item, surface));
            surface.end_tagged();
            drawn?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item, surface: &mut Surface<'_>) -> Result<(), PdfError> {
        let (x, y) = (points(item.x), points(item.y));
        match &item.mark {
            Mark::Text(text) => self.text(text, (x, y), surface),
            Mark::Rule { across, down, weight, color, broken } => {
                let mut path = PathBuilder::new();
                path.move_to(x, y);
                path.line_to(x + points(*across), y + points(*down));
                let width = points(*weight).max(0.1);
                let dash = broken.then(|| StrokeDash { array: vec![width * 3.0, width * 2.0], offset: 0.0 });
                let paint = ink(*color).into();
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke { paint, width, dash, ..Stroke::default() }));
                path.finish().iter().for_each(|path| surface.draw_path(path));
                surface.set_stroke(None);
            }
            Mark::Area { corners, color } => {
                let mut path = PathBuilder::new();
                for (index, (across, down)) in corners.iter().enumerate() {
                    let (x, y) = (x + points(*across), y + points(*down));
                    if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
                }
                path.close();
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*color)));
                path.finish().iter().for_each(|path| surface.draw_path(path));
            }
            Mark::Picture { part, width, height } => {
                let image = self.image(part)?;
                let Some(size) = Size::from_wh(points(*width), points(*height)) else { return Ok(()) };
                surface.push_transform(&Transform::from_translate(x, y));
                surface.draw_image(image, size);
                surface.pop();
            }
        }
        Ok(())
    }

    fn text(&self, text: &Text, (x, y): (f32, f32), surface: &mut Surface<'_>) {
        let size = points(text.size.as_length());
        if size <= 0.0 {
            return;
        }
        let mut at = 0;
        let glyphs: Vec<KrillaGlyph> = text
            .advances()
            .map(|(c, id, advance)| {
                let from = at;
                at += c.len_utf8();
                KrillaGlyph::new(GlyphId::new(id), points(advance) / size, 0.0, 0.0, 0.0, from..at, None)
            })
            .collect();
        surface.set_stroke(None);
        surface.set_fill(Some(fill(text.color)));
        let font = self.fonts[text.face as usize].clone();
        surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &text.text, size, false);
    }

    fn image(&mut self, part: &str) -> Result<Image, PdfError> {
        if let Some(known) = self.images.get(part) {
            return Ok(known.clone());
        }
        let bytes = self.package.part(part).unwrap_or_default();
        let data = bytes.to_vec();
        let image = if data.starts_with(b"\x89PNG") {
            Image::from_png(data.into(), false)
        } else if data.starts_with(b"\xff\xd8") {
            Image::from_jpeg(data.into(), false)
        } else if data.starts_with(b"GIF8") {
            Image::from_gif(data.into(), false)
        } else {
            Err("chỉ in được hình PNG, JPEG và GIF".to_owned())
        };
        let image = image.map_err(|why| PdfError(format!("hình {part}: {why}")))?;
        self.images.insert(part.to_owned(), image.clone());
        Ok(image)
    }

    /// Builds the tree of what the pages hold; nodes of which nothing was drawn are left out.
    fn tags(mut self) -> TagTree {
        let mut groups: Vec<Option<(TagGroup, Vec<krilla::tagging::Node>)>> =
            Vec::with_capacity(self.pages.nodes.len());
        let mut deep: Vec<usize> = Vec::with_capacity(self.pages.nodes.len());
        for (node, drawn) in self.pages.nodes.iter().zip(&mut self.drawn) {
            let level = node.parent.map_or(0, |parent| deep[parent] + 1);
            deep.push(level);
            let mut group = TagGroup::new(tag(node));
            drawn.drain(..).for_each(|id| group.push(id));
            groups.push(Some((group, Vec::new())));
        }
        let mut top = Vec::new();
        // A node comes after what it lies in, so from the end on everything inside is ready, the last first.
        for index in (0..groups.len()).rev() {
            let Some((own, mut inside)) = groups[index].take() else { continue };
            inside.reverse();
            let mut group = own;
            group.children.append(&mut inside);
            if group.children.is_empty() {
                continue;
            }
            let parent = self.pages.nodes[index].parent.filter(|_| deep[index] <= DEEPEST);
            match parent.and_then(|parent| groups[parent].as_mut()) {
                Some((_, inside)) => inside.push(group.into()),
                None => top.push(group),
            }
        }
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        top.into_iter().rev().for_each(|group| tree.push(group));
        tree
    }
}

fn tag(node: &Node) -> TagKind {
    match &node.kind {
        NodeKind::Paragraph => Tag::P.into(),
        NodeKind::Heading(level, title) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        NodeKind::Table => Tag::Table.into(),
        NodeKind::Row => Tag::TR.into(),
        NodeKind::Cell { head, span } => {
            let span = NonZeroU32::new(*span).filter(|span| span.get() > 1);
            if *head {
                Tag::TH(TableHeaderScope::Column).with_col_span(span).into()
            } else {
                Tag::TD.with_col_span(span).into()
            }
        }
        NodeKind::Figure(words) => {
            let words = if words.is_empty() { "Hình" } else { words };
            Tag::Figure(Some(words.to_owned())).into()
        }
        NodeKind::Note => Tag::Note.into(),
    }
}

fn ink([red, green, blue]: [u8; 3]) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(color: [u8; 3]) -> Fill {
    Fill { paint: ink(color).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}
