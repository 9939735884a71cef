//! A bound register: a cover, then one table on pages that lie on their side, with page numbers of their own.

use std::io::{self, Write};

use super::finish::clean_text;
use super::gathered::Counts;
use super::metrics::{Face, text_width};
use super::parts;
use super::style::{Form, id};
use super::table;
use super::text::write_runs;
use super::{HEADER, Layout, LayoutError};
use crate::document::Book;
use crate::ooxml::write::{DOCUMENT_ID, Package, Part, Relationship, content, relation};
use crate::standard::{Standard, TypeSet};
use crate::units::{FontSize, Length};

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";

/// Margins: room to bind at the left, else so that ten columns fit.
const LEFT: Length = Length::mm(25);
const OTHERS: Length = Length::mm(15);

/// Type sizes of the cover; not regulated.
const TITLE: FontSize = FontSize::pt(26);
const LINES: FontSize = FontSize::pt(16);

/// Returns the form of a register: the decree's sizes, its table small enough for ten columns.
fn form() -> Form {
    let mut sizes = TypeSet::Large.sizes(FontSize::pt(14));
    sizes.table = FontSize::pt(11);
    Form { sizes, indent: Length::ZERO, gap: Length::pt(6), line: 240 }
}

/// Lays out a register; the same register gives the same bytes.
pub fn bind(book: &Book) -> Result<Vec<u8>, LayoutError> {
    let layout = Layout::new(form())?;
    let text = Part::stream("word/document.xml", content::DOCUMENT, move |out| write(book, out));
    let text = text.related([
        Relationship::inside("rIdStyles", relation::STYLES, "styles.xml"),
        Relationship::inside("rIdSettings", relation::SETTINGS, "settings.xml"),
        Relationship::inside("rIdFonts", relation::FONT_TABLE, "fontTable.xml"),
        Relationship::inside(HEADER, relation::HEADER, "header1.xml"),
    ]);
    let properties = &book.properties;
    let created = properties.created.format("%Y-%m-%dT00:00:00Z").to_string();
    let core = parts::core_properties(&properties.title, &properties.subject, &properties.author, &created, "vi-VN");
    let package = Package::new()
        .root_part(relation::DOCUMENT, text)
        .part(Part::shared("word/styles.xml", content::STYLES, &layout.styles))
        .part(Part::shared("word/settings.xml", content::SETTINGS, &layout.settings))
        .part(Part::shared("word/fontTable.xml", content::FONT_TABLE, &layout.fonts))
        .part(Part::shared("word/header1.xml", content::HEADER, &layout.header))
        .root_part(relation::CORE, Part::bytes("docProps/core.xml", content::CORE, core))
        .root_part(relation::APP, Part::shared("docProps/app.xml", content::APP, &layout.app))
        .property(DOCUMENT_ID, &clean_text(&properties.id));
    Ok(package.write()?)
}

fn write(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(OPENING.as_bytes())?;
    cover(book, out)?;
    let (width, size) = (Standard::ND30.paper.1 - LEFT - OTHERS, form().sizes.table);
    let manner = table::Manner { numbered: true, keeps: false };
    table::write(&book.table, (width, size), manner, &mut Counts::default(), out)?;
    // A table may not be the last thing in a body.
    write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr></w:p>", id::SECTION_END)?;
    section(
        &format!("<w:headerReference w:type=\"default\" r:id=\"{HEADER}\"/>"),
        "<w:pgNumType w:start=\"1\"/>",
        out,
    )?;
    out.write_all(b"</w:body></w:document>")
}

fn cover(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    if let Some(superior) = &book.superior {
        line(id::SUPERIOR, "", superior, "", out)?;
    }
    line(id::ISSUER, "", &book.issuer, "", out)?;
    underline(book, out)?;
    let size = |size: FontSize| format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", size.as_half_pt());
    let big = format!("<w:b/><w:bCs/>{}", size(TITLE));
    line(id::KIND, "<w:spacing w:before=\"2800\" w:after=\"240\"/>", &book.title, &big, out)?;
    for text in &book.lines {
        line(id::PAGE_NUMBER, "<w:spacing w:before=\"240\"/>", text, &size(LINES), out)?;
    }
    write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", id::SECTION_END)?;
    section("", "", out)?;
    out.write_all(b"</w:pPr></w:p>")
}

fn line(style: &str, place: &str, text: &str, looks: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{place}</w:pPr>")?;
    write_runs(&clean_text(text), looks, out)?;
    out.write_all(b"</w:p>")
}

/// Writes the line under the agency's name, two fifths of it long.
fn underline(book: &Book, out: &mut dyn Write) -> io::Result<()> {
    let size = form().sizes.national_title.as_half_pt();
    let width = text_width(&book.issuer, Face::Bold, size) * 2 / 5;
    let run = parts::line_run(width, parts::LINE_STROKE_EMU, 0, 1, "Đường kẻ 1", "Đường kẻ dưới tên cơ quan");
    write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{run}</w:p>", id::CONTACT)
}

fn section(header: &str, numbers: &str, out: &mut dyn Write) -> io::Result<()> {
    let (width, height) = Standard::ND30.paper;
    write!(
        out,
        "<w:sectPr>{header}<w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"{}\" w:right=\"{2}\" w:bottom=\"{2}\" w:left=\"{}\" w:header=\"{4}\" w:footer=\"{4}\" w:gutter=\"0\"/>\
         {numbers}</w:sectPr>",
        height.as_twips(),
        width.as_twips(),
        // The number of the page stands in the top margin, as the decree wants it.
        OTHERS.as_twips(),
        LEFT.as_twips(),
        Length::mm(7).as_twips(),
    )
}
