//! From package to view: the parts are gathered, the body is cut into sections, headers and footers are attached.

use std::collections::HashMap;
use std::sync::Arc;

use crate::docx::numeral::NumberFormat;
use crate::docx::property;
use crate::docx::props::child_switch;
use crate::docx::story::{Story, flow};
use crate::docx::style::Styles;
use crate::docx::theme::Theme;
use crate::docx::view::{Block, DocxView, Furniture, Page, ReadError, Section, SectionStart, Settings};
use crate::docx::world::World;
use crate::ooxml::namespace::Ns;
use crate::ooxml::package::{Package, PackageError};
use crate::ooxml::xml::{Element, Tree};
use crate::units::Length;

impl DocxView {
    /// Reads a document from the bytes of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        document(&Package::open(bytes)?)
    }
}

/// Reads the whole document.
pub fn document(package: &Package) -> Result<DocxView, ReadError> {
    let mut world = world(package)?;
    let main = package.main().to_owned();
    let tree = package.tree(&main)?.ok_or(ReadError::NoBody)?;
    let body = tree.root().w_child("body").ok_or(ReadError::NoBody)?;
    let sections = sections(&mut world, &main, body)?;
    Ok(DocxView {
        sections,
        properties: property::properties(package)?,
        custom: property::custom(package)?,
        settings: settings(package)?,
    })
}

fn world(package: &Package) -> Result<World<'_>, PackageError> {
    let related = |kind: &str| -> Result<Option<Tree>, PackageError> {
        let name = package.related(package.main(), kind)?;
        name.map_or(Ok(None), |name| package.tree(&name))
    };
    let theme = related("theme")?.as_ref().map(Theme::parse).unwrap_or_default();
    let (styles, numbering) = (related("styles")?, related("numbering")?);
    let mut world = World::new(package, Styles::new(styles, numbering.as_ref(), theme));
    for (kind, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let Some(part) = package.related(package.main(), kind)? else {
            continue;
        };
        let Some(tree) = package.tree(&part)? else {
            continue;
        };
        for note in tree.root().children().filter(|note| note.w() == element) {
            let Some(id) = note.w_attr("id") else {
                continue;
            };
            let blocks = Story::new(&mut world, &part)?.blocks(note);
            world.notes.insert((element, id.to_owned()), Arc::from(blocks));
        }
    }
    Ok(world)
}

fn sections(world: &mut World<'_>, main: &str, body: Element<'_>) -> Result<Vec<Section>, PackageError> {
    let mut pieces: Vec<(Option<Element<'_>>, Vec<Block>)> = Vec::new();
    let mut story = Story::new(world, main)?;
    let mut blocks = Vec::new();
    let mut last = None;
    for element in flow(body) {
        match element.w() {
            "sectPr" => last = Some(element),
            _ => story.block(element, &mut blocks),
        }
        if let Some(end) = element.w_child("pPr").and_then(|ppr| ppr.w_child("sectPr")) {
            pieces.push((Some(end), std::mem::take(&mut blocks)));
        }
    }
    story.finish(&mut blocks);
    let empty_tail = last.is_none() && blocks.is_empty() && !pieces.is_empty();
    if !empty_tail {
        pieces.push((last, blocks));
    }
    let mut shared = Shared::default();
    let mut sections: Vec<Section> = Vec::with_capacity(pieces.len());
    for (properties, blocks) in pieces {
        let section = section(world, &mut shared, main, properties, sections.last(), blocks)?;
        sections.push(section);
    }
    Ok(sections)
}

/// Headers and footers already read, by relationship id.
type Shared = HashMap<String, Arc<[Block]>>;

fn section(
    world: &mut World<'_>,
    shared: &mut Shared,
    main: &str,
    properties: Option<Element<'_>>,
    before: Option<&Section>,
    blocks: Vec<Block>,
) -> Result<Section, PackageError> {
    let mut headers = before.map(|section| section.headers.clone()).unwrap_or_default();
    let mut footers = before.map(|section| section.footers.clone()).unwrap_or_default();
    for reference in properties.iter().flat_map(|p| p.children()) {
        match reference.w() {
            "headerReference" => attach(world, shared, main, reference, &mut headers)?,
            "footerReference" => attach(world, shared, main, reference, &mut footers)?,
            _ => {}
        }
    }
    let numbers = properties.and_then(|p| p.w_child("pgNumType"));
    let columns = properties.and_then(|p| p.w_child("cols")?.w_attr("num")?.parse().ok());
    Ok(Section {
        page: page(properties),
        title_page: properties.and_then(|p| child_switch(p, "titlePg")).unwrap_or(false),
        page_number_start: numbers.and_then(|n| n.w_attr("start")?.trim().parse().ok()),
        page_number_format: numbers.and_then(|n| n.w_attr("fmt")).map(NumberFormat::of).unwrap_or_default(),
        columns: columns.unwrap_or(1),
        start: start(properties.and_then(|p| p.child_val("type"))),
        headers,
        footers,
        blocks,
        origin: properties.and_then(Element::ordinal),
    })
}

fn attach(
    world: &mut World<'_>,
    shared: &mut Shared,
    main: &str,
    reference: Element<'_>,
    furniture: &mut Furniture,
) -> Result<(), PackageError> {
    let Some(id) = reference.attr(Ns::R, "id") else {
        return Ok(());
    };
    let blocks = match shared.get(id) {
        Some(blocks) => blocks.clone(),
        None => read_furniture(world, main, id)?,
    };
    shared.insert(id.to_owned(), blocks.clone());
    match reference.w_attr("type") {
        Some("first") => furniture.first = Some(blocks),
        Some("even") => furniture.even = Some(blocks),
        _ => furniture.default = Some(blocks),
    }
    Ok(())
}

fn read_furniture(world: &mut World<'_>, main: &str, id: &str) -> Result<Arc<[Block]>, PackageError> {
    let relations = world.package.relations(main)?;
    let Some(part) = relations.into_iter().find(|r| r.id == id && !r.external) else {
        return Ok(Arc::from([]));
    };
    let Some(tree) = world.package.tree(&part.target)? else {
        return Ok(Arc::from([]));
    };
    let counters = std::mem::take(&mut world.counters);
    let blocks = Story::new(world, &part.target)?.blocks(tree.root());
    world.counters = counters;
    Ok(Arc::from(blocks))
}

/// Where nothing is stated Word takes Letter paper with margins of an inch.
fn page(properties: Option<Element<'_>>) -> Page {
    let size = properties.and_then(|p| p.w_child("pgSz"));
    let margins = properties.and_then(|p| p.w_child("pgMar"));
    let twips = |of: Option<Element<'_>>, name: &str, default: i64| {
        of.and_then(|e| e.w_attr(name)).and_then(Length::parse_twips).unwrap_or(Length::twips(default))
    };
    Page {
        width: twips(size, "w", 12_240),
        height: twips(size, "h", 15_840),
        landscape: size.and_then(|s| s.w_attr("orient")) == Some("landscape"),
        top: twips(margins, "top", 1_440),
        bottom: twips(margins, "bottom", 1_440),
        left: twips(margins, "left", 1_440),
        right: twips(margins, "right", 1_440),
        gutter: twips(margins, "gutter", 0),
        header: twips(margins, "header", 720),
        footer: twips(margins, "footer", 720),
    }
}

fn start(name: Option<&str>) -> SectionStart {
    match name {
        Some("continuous") => SectionStart::Continuous,
        Some("evenPage") => SectionStart::EvenPage,
        Some("oddPage") => SectionStart::OddPage,
        Some("nextColumn") => SectionStart::NextColumn,
        _ => SectionStart::NextPage,
    }
}

fn settings(package: &Package) -> Result<Settings, PackageError> {
    let Some(part) = package.related(package.main(), "settings")? else {
        return Ok(Settings::default());
    };
    let Some(tree) = package.tree(&part)? else {
        return Ok(Settings::default());
    };
    let switch = |name| child_switch(tree.root(), name).unwrap_or(false);
    Ok(Settings {
        even_and_odd: switch("evenAndOddHeaders"),
        mirror_margins: switch("mirrorMargins"),
        track_changes: switch("trackRevisions"),
    })
}
