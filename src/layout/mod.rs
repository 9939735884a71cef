//! Step 5: from the document model to the bytes of a Word file.
//!
//! docx-rs builds the elements of head and foot; one finishing pass puts them into schema order and writes into slots
//! what docx-rs cannot say, and the text, which is streamed. The package is ours: fixed order, fixed times, the same
//! bytes everywhere.

pub mod book;
mod chart;
mod columns;
pub mod direct;
pub mod finish;
mod foot;
mod gathered;
mod head;
mod hold;
pub use crate::metrics;
mod note;
pub mod parts;
pub mod picture;
mod slot;
mod stamp;
pub mod style;
mod table;
mod text;

use std::sync::Arc;

use docx_rs::{
    AlignmentType, BuildXML, FieldCharType, Footer, Header, InstrPAGE, InstrText, PageMargin, PageNumType,
    PageOrientationType, PageSize, Paragraph, Run, SectionProperty,
};

use crate::document::{Annex, Block, Document};
use crate::ooxml::write::{self, Package, PackageError, Part, Precompressed, Relationship, content, relation};
use crate::standard::Standard;
use crate::units::Length;
pub use columns::Misfit;
use finish::{FinishError, clean_text, finish, finish_part};
use gathered::Gathered;
use metrics::Face;
use slot::SlotTable;
use style::{Form, id, twips};
use text::{Text, words};

/// Why a document cannot be laid out; a fault of ours or of the machine, never of the records.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// A part cannot be finished.
    #[error(transparent)]
    Finish(#[from] FinishError),
    /// The package cannot be written.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// Relationship ids within the document part.
const HEADER: &str = "rIdHeader";
const FIRST_HEADER: &str = "rIdFirstHeader";
const FOOTER: &str = "rIdFooter";
const FIRST_FOOTER: &str = "rIdFirstFooter";

/// What all documents of an office share, made and compressed once.
pub struct Layout {
    form: Form,
    styles: Arc<Precompressed>,
    settings: Arc<Precompressed>,
    /// The settings of a document with footnotes.
    noted: Arc<Precompressed>,
    fonts: Arc<Precompressed>,
    header: Arc<Precompressed>,
    first_header: Arc<Precompressed>,
    app: Arc<Precompressed>,
}

impl Layout {
    /// Makes what the documents of a form share.
    pub fn new(form: Form) -> Result<Self, LayoutError> {
        let shared = |bytes: &[u8]| Precompressed::new(bytes).map(Arc::new).map_err(PackageError::Io);
        Ok(Self {
            form,
            styles: shared(&style::part(&form)?)?,
            settings: shared(&parts::settings())?,
            noted: shared(&parts::settings_with(&note::settings()))?,
            fonts: shared(&parts::font_table())?,
            header: shared(&finish_part(&page_number().build())?)?,
            first_header: shared(&finish_part(&empty_header().build())?)?,
            app: shared(&parts::app_properties())?,
        })
    }

    /// Returns the form of a document.
    pub fn form_of(document: &Document) -> Form {
        Form { sizes: document.sizes, indent: document.indent, gap: document.gap, line: document.line }
    }

    /// Tells whether the document is of this form.
    pub fn fits(&self, document: &Document) -> bool {
        self.form == Self::form_of(document)
    }

    /// Lays out a document; the same document gives the same bytes.
    pub fn lay_out(&self, document: &Document) -> Result<Vec<u8>, LayoutError> {
        let mut slots = SlotTable::default();
        let mut found = Gathered::default();
        let tree = tree(document, &mut slots, &mut found).build();
        let text = Part::stream("word/document.xml", content::DOCUMENT, move |out| {
            finish(&tree, &mut slots, out).map(|_| ()).map_err(Into::into)
        });
        let text = text.related(relationships(document)).related(found.relationships());
        let settings = if found.has_notes() { &self.noted } else { &self.settings };
        let properties = &document.properties;
        let core = parts::core_properties(
            &properties.title,
            &properties.subject,
            &properties.author,
            &properties.created.format("%Y-%m-%dT00:00:00Z").to_string(),
            "vi-VN",
        );
        let mut package = Package::new()
            .root_part(relation::DOCUMENT, text)
            .part(Part::shared("word/styles.xml", content::STYLES, &self.styles))
            .part(Part::shared("word/settings.xml", content::SETTINGS, settings))
            .part(Part::shared("word/fontTable.xml", content::FONT_TABLE, &self.fonts))
            .part(Part::shared("word/header1.xml", content::HEADER, &self.header))
            .part(Part::shared("word/header2.xml", content::HEADER, &self.first_header));
        for (name, footer) in footers(document)? {
            package = package.part(Part::bytes(name, content::FOOTER, footer));
        }
        for part in found.parts() {
            package = package.part(part);
        }
        let package = package
            .root_part(relation::CORE, Part::bytes("docProps/core.xml", content::CORE, core))
            .root_part(relation::APP, Part::shared("docProps/app.xml", content::APP, &self.app))
            .property(write::DOCUMENT_ID, &clean_text(&properties.id));
        Ok(package.write()?)
    }
}

fn relationships(document: &Document) -> Vec<Relationship> {
    let mut all = vec![
        Relationship::inside("rIdStyles", relation::STYLES, "styles.xml"),
        Relationship::inside("rIdSettings", relation::SETTINGS, "settings.xml"),
        Relationship::inside("rIdFonts", relation::FONT_TABLE, "fontTable.xml"),
        Relationship::inside(HEADER, relation::HEADER, "header1.xml"),
        Relationship::inside(FIRST_HEADER, relation::HEADER, "header2.xml"),
    ];
    if document.contact.is_some() {
        all.push(Relationship::inside(FOOTER, relation::FOOTER, "footer1.xml"));
        all.push(Relationship::inside(FIRST_FOOTER, relation::FOOTER, "footer2.xml"));
    }
    all
}

/// Builds the tree of the document part; what goes into parts of its own is gathered.
fn tree<'d>(document: &'d Document, slots: &mut SlotTable<'d>, found: &mut Gathered<'d>) -> docx_rs::Document {
    let mut tree = docx_rs::Document::new().add_table(head::head(document, slots));
    if let Some(title) = &document.title {
        tree = add_all(tree, head::title(document, title, slots));
    }
    tree = add_all(tree, head::addressees(document));
    let room = room(document, false);
    tree = tree.add_paragraph(text_slot(document, &document.body, room, true, slots, found));
    tree = tree.add_table(foot::foot(document));
    for (index, annex) in document.annexes.iter().enumerate() {
        let landscape = index > 0 && document.annexes[index - 1].landscape;
        tree = tree.add_paragraph(section_end().section_property(section(document, index == 0, landscape)));
        tree = add_annex(tree, document, annex, slots, found);
    }
    let last = document.annexes.last().is_some_and(|annex| annex.landscape);
    // A table may not be the last thing in a body: Word wants a paragraph after it.
    let ends_in_table =
        document.annexes.last().is_none_or(|annex| !matches!(annex.body.last(), Some(Block::Paragraph { .. })));
    let tree = if ends_in_table { tree.add_paragraph(section_end()) } else { tree };
    tree.default_section_property(section(document, document.annexes.is_empty(), last))
}

/// Returns the tables of a document whose columns cannot keep words, numbers and dates whole.
pub fn misfits(document: &Document) -> Vec<Misfit> {
    let body = std::iter::once((room(document, false).0, &document.body));
    let annexes = document.annexes.iter().map(|annex| (room(document, annex.landscape).0, &annex.body));
    let tables = body.chain(annexes).flat_map(|(width, blocks)| {
        blocks.iter().filter_map(move |block| match block {
            Block::Table(table) => columns::misfit(table, width, document.sizes.table),
            _ => None,
        })
    });
    tables.collect()
}

/// A picture as high as the page leaves room for a line that names it.
const BESIDE_PICTURE: Length = Length::mm(20);

/// Returns what the text may take up of a page: its width, and the height that a picture may have.
fn room(document: &Document, landscape: bool) -> (Length, Length) {
    let (width, height) = document.margins.room(landscape);
    (width, height - BESIDE_PICTURE)
}

fn add_all(tree: docx_rs::Document, paragraphs: Vec<Paragraph>) -> docx_rs::Document {
    paragraphs.into_iter().fold(tree, docx_rs::Document::add_paragraph)
}

fn add_annex<'d>(
    tree: docx_rs::Document,
    document: &'d Document,
    annex: &'d Annex,
    slots: &mut SlotTable<'d>,
    found: &mut Gathered<'d>,
) -> docx_rs::Document {
    let room = room(document, annex.landscape);
    let body = document.sizes.body;
    let title = head::balanced(id::ANNEX_TITLE, &annex.title, Face::Bold, body, room.0);
    let (tree, label) = match &annex.kind {
        Some(kind) => (tree.add_table(head::attached(document, slots)), words(Paragraph::new().style(id::KIND), kind)),
        None => (tree, words(Paragraph::new().style(id::ANNEX), &annex.label)),
    };
    let reference = head::reference(&annex.reference, body, room.0, slots);
    let text = text_slot(document, &annex.body, room, false, slots, found);
    add_all(tree, vec![label, title, reference]).add_paragraph(text)
}

/// Puts blocks into a slot, and gathers what of them goes into parts of its own.
fn text_slot<'d>(
    document: &'d Document,
    blocks: &'d [Block],
    room: (Length, Length),
    before_foot: bool,
    slots: &mut SlotTable<'d>,
    found: &mut Gathered<'d>,
) -> Paragraph {
    let before = found.counts();
    found.add(blocks);
    let (indent, gap) = (document.indent, document.gap);
    let (size, table_size) = (document.sizes.body, document.sizes.table);
    let after_table = before_foot && document.title.is_none() && document.addressees.list.is_empty();
    slots.text(Text { blocks, room, indent, gap, size, table_size, after_table, before_foot, before })
}

/// A paragraph that takes no room, to carry the end of a section after a table.
fn section_end() -> Paragraph {
    Paragraph::new().style(id::SECTION_END)
}

/// Returns the page of a section: its own page numbers from 1, none shown on its first page.
fn section(document: &Document, first: bool, landscape: bool) -> SectionProperty {
    let (width, height) = Standard::ND30.paper;
    let unsigned = |length: Length| u32::try_from(length.as_twips()).unwrap_or(0);
    let size = if landscape {
        PageSize::new().size(unsigned(height), unsigned(width)).orient(PageOrientationType::Landscape)
    } else {
        PageSize::new().size(unsigned(width), unsigned(height))
    };
    let margins = document.margins;
    let mut section = SectionProperty::new()
        .page_size(size)
        .page_margin(PageMargin {
            top: twips(margins.top),
            bottom: twips(margins.bottom),
            left: twips(margins.left),
            right: twips(margins.right),
            header: twips(Length::mm(10)),
            footer: twips(Length::mm(8)),
            gutter: 0,
        })
        .header(page_number(), HEADER)
        .first_header(empty_header(), FIRST_HEADER)
        .page_num_type(PageNumType::new().start(1))
        .title_pg();
    if document.contact.is_some() {
        section = section.footer(Footer::new(), FOOTER);
        if first {
            section = section.first_footer(Footer::new(), FIRST_FOOTER);
        } else {
            section = section.first_footer(Footer::new(), FOOTER);
        }
    }
    section
}

/// The page number: centred in the top margin (Mục I, khoản 7).
fn page_number() -> Header {
    let run = Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("2")
        .add_field_char(FieldCharType::End, false);
    Header::new().add_paragraph(Paragraph::new().style(id::PAGE_NUMBER).add_run(run))
}

fn empty_header() -> Header {
    Header::new().add_paragraph(Paragraph::new().style(id::PAGE_NUMBER))
}

/// Returns the footers of a document with an address: an empty one, and that of page 1 under a line across the text.
fn footers(document: &Document) -> Result<Vec<(&'static str, Vec<u8>)>, LayoutError> {
    let Some(contact) = &document.contact else { return Ok(Vec::new()) };
    let mut line = words(Paragraph::new().style(id::CONTACT).align(AlignmentType::Center), contact);
    let border = docx_rs::ParagraphBorder::new(docx_rs::ParagraphBorderPosition::Top).size(6).space(1).color("auto");
    line.property = line.property.set_borders(docx_rs::ParagraphBorders::with_empty().set(border));
    let empty = Footer::new().add_paragraph(Paragraph::new().style(id::CONTACT));
    Ok(vec![
        ("word/footer1.xml", finish_part(&empty.build())?),
        ("word/footer2.xml", finish_part(&Footer::new().add_paragraph(line).build())?),
    ])
}

impl Document {
    /// Returns the width between the margins of an upright page.
    pub fn text_width(&self) -> Length {
        self.margins.room(false).0
    }
}
