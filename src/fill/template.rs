//! A compiled Word template.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use tera::{Context, Tera};

use super::additions::{Additions, Parts};
use super::compile::Script;
use super::edit::Engine;
use super::engine::engine;
use super::fault::{self, Fault, World};
use super::font::Fonts;
use super::insert::{self, Inserts};
use super::meaning::{self, Meaning};
use super::package::{Sealing, Source, TextKind, TextPart};
use super::part::Part;
use super::place::{Place, Places};
use super::render::Expander;
use super::room::Rooms;
use super::rules::Ids;
use super::scope::Block;
use super::survey::Survey;
use super::value::{self, InsertError};
use super::{Files, carve, chart, code, contents, expression, glue, inventory, keep, left, limits, proof, scope};
use crate::diag::Diagnostic;
use crate::ooxml::package::PackageError;
use crate::ooxml::wellformed::{Checker, IllFormed};
use crate::ooxml::write::{Container, Seal, seal_for};
use crate::template;

/// A Word template, compiled once and filled many times.
#[derive(Debug)]
pub struct WordTemplate {
    name: String,
    source: Source,
    /// Parts that hold tags, by number of their entries.
    parts: BTreeMap<usize, Compiled>,
    tera: Tera,
    ids: Ids,
    /// Names that the template takes from the data.
    roots: BTreeSet<String>,
    /// Whether a tag may insert what needs more than its part.
    inserts: bool,
    /// Whether what is filled may hold a table of contents, a caption or a cross-reference.
    contents: bool,
    /// The package made ready for sealing, once for all that are filled; nothing where the data decide too much.
    sealing: OnceLock<Option<Sealing>>,
    /// For what files are made, as the seal notes it.
    made_for: Option<String>,
    /// The findings about tags that stand where none is filled.
    left: Vec<Diagnostic>,
}

/// A part that is filled.
#[derive(Debug)]
pub struct Compiled {
    /// Its texts and XML.
    pub script: Script,
    /// Where each tag is.
    pub places: Vec<Place>,
    /// What each tag says.
    pub meanings: Vec<Meaning>,
    /// What is known of the pieces of XML since the part has been filled once.
    checker: OnceLock<Checker>,
    /// Which tags belong together.
    pub blocks: Vec<Block>,
}

/// A name that the template takes from the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Dotted path; an item of a list is `[]`: `ca_nhan[].ho_ten`.
    pub path: String,
    /// Whether the template repeats something for each of its items.
    pub list: bool,
    /// Where it is used.
    pub places: Vec<Place>,
}

/// The data as the engine takes it.
struct Prepared<'d> {
    context: Cow<'d, Context>,
    /// Whether something is null, so that every value has to be looked at.
    careful: bool,
    /// Whether the data say themselves that something is inserted.
    inserts: bool,
}

/// What a first look at a part has shown.
enum Look {
    /// It can be filled.
    Complete,
    /// It would not come to an end.
    Endless(Box<Diagnostic>),
    /// Its values have to be looked at one by one.
    Unknown,
}

impl WordTemplate {
    /// Compiles a template; `name` is how messages call it. All faults are found at once.
    pub fn compile(name: &str, bytes: impl Into<Arc<[u8]>>) -> Result<Self, Vec<Diagnostic>> {
        Self::compile_placed(name, bytes).map_err(|faults| faults.into_iter().map(|fault| fault.diagnostic).collect())
    }

    /// Compiles a template; each fault comes with its place for programs.
    pub fn compile_placed(name: &str, bytes: impl Into<Arc<[u8]>>) -> Result<Self, Vec<Fault>> {
        let unreadable = |error: PackageError| vec![fault::unreadable(name, &error.to_string())];
        let (source, texts) = Source::open(&bytes.into()).map_err(unreadable)?;
        let mut template = Self {
            name: name.to_owned(),
            source,
            parts: BTreeMap::new(),
            tera: engine(),
            ids: Ids::default(),
            roots: BTreeSet::new(),
            inserts: false,
            contents: false,
            sealing: OnceLock::new(),
            made_for: None,
            left: Vec::new(),
        };
        template.left = template.source.left().iter().map(|one| left::told(name, &one.part, &one.tag)).collect();
        if template.source.macros {
            let message = "mẫu có macro; tệp điền xong là .docx thường, không mang macro theo";
            template.left.push(Diagnostic::note(&code::MACROS, message).in_file(name));
        }
        if template.source.signed {
            let message = "mẫu có chữ ký số; tệp điền xong có nội dung khác nên không mang chữ ký ấy theo";
            template.left.push(Diagnostic::note(&code::MACROS, message).in_file(name));
        }
        let mut faults = Vec::new();
        let styles = template.related("styles");
        let (rooms, fonts) = (Self::rooms(&texts, &styles), Fonts::new(&styles, &template.related("theme")));
        for text in &texts {
            template.ids.note(&text.xml);
            match template.part(text, &rooms, &fonts) {
                Ok(Some(part)) => {
                    template.parts.insert(text.entry, part);
                }
                Ok(None) => {}
                Err(found) => faults.extend(found),
            }
        }
        template.inserts = template.may_insert()
            || template.source.has_sheets()
            || template.parts.values().any(|part| part.script.repeats_charts());
        template.contents = template.may_hold_contents(&texts);
        template.roots =
            template.uses().filter(|(one, _)| !one.own).filter_map(|(one, _)| one.path.first().cloned()).collect();
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    /// Returns the template, whose sealed files note for what they are made.
    #[must_use]
    pub fn made_for(mut self, what: String) -> Self {
        self.made_for = Some(what);
        self
    }

    /// Returns the findings about tags that stand where none is filled; they stay in the file.
    pub fn left(&self) -> &[Diagnostic] {
        &self.left
    }

    /// Measures pages, headers and footers, and what styles indent.
    fn rooms(texts: &[TextPart], styles: &str) -> Rooms {
        let of_root = |root: &str| -> Vec<&str> {
            texts.iter().map(|text| text.xml.as_str()).filter(|xml| xml.contains(root)).collect()
        };
        let body = of_root("<w:document").first().copied().unwrap_or_default();
        Rooms::new(body, [&of_root("<w:hdr"), &of_root("<w:ftr")], styles.to_owned())
    }

    /// Returns the text of a part that the main part leads to; nothing for one that is not there.
    fn related(&self, kind: &str) -> String {
        let package = self.source.template();
        let extra = Additions::new(&package, 0, 0);
        extra.related(kind).and_then(|part| extra.text(&part).ok().flatten()).unwrap_or_default()
    }

    fn part(&mut self, text: &TextPart, rooms: &Rooms, fonts: &Fonts) -> Result<Option<Compiled>, Vec<Fault>> {
        if !left::may_hold_tags(&text.xml) {
            return Ok(None);
        }
        let malformed = |error: crate::ooxml::tree::TreeError| {
            vec![fault::unreadable(&self.name, &format!("phần “{}”: {error}", text.name))]
        };
        let part = self.read(text, &text.xml).map_err(malformed)?;
        let glued = glue::glued(&part);
        let (part, gone) = match &glued {
            Some(glued) => (self.read(text, &glued.xml).map_err(malformed)?, glued.gone.as_slice()),
            None => (part, [].as_slice()),
        };
        self.left.extend(left::in_attributes(&part).map(|tag| left::told(&self.name, &text.name, &tag)));
        if part.tags.is_empty() && part.strays.is_empty() {
            return Ok(None);
        }
        let finder = Places::new(&text.name, &part.tree, gone);
        let place = |tag: usize| finder.of(part.joined(tag), part.tags[tag].tag.at.start, &part.tags[tag].tag.written);
        if let Some(excess) = limits::exceeded(&part) {
            let found = Fault::at(&self.name, place(excess.tag), &code::SYNTAX, excess.message, excess.hint);
            return Err(vec![found]);
        }
        let places: Vec<Place> = (0..part.tags.len()).map(place).collect();
        self.left.extend(fonts.warnings(&self.name, &part, &places));
        let (meanings, flaws) = meaning::read(&part);
        let (blocks, mismatches) = scope::blocks(&part);
        let mut faults = fault::strays(&self.name, &part, &finder);
        faults.extend(mismatches.iter().map(|one| fault::mismatch(&self.name, &part, &places, one)));
        faults.extend(self.misplaced(&part, &places));
        faults.extend(unfit(&self.name, text, &part, &places));
        faults.extend(flaws.iter().map(|(tag, flaw)| fault::flaw(&self.name, &part, *tag, places[*tag].clone(), flaw)));
        let checker = OnceLock::new();
        let mut compiled = Compiled { script: Script::default(), places, meanings, checker, blocks: Vec::new() };
        if faults.is_empty() {
            let mut carved = carve::carve(&part, &blocks, |tag| compiled.meanings[tag].engine.clone());
            keep::keep(&part, &blocks, &mut carved);
            compiled.blocks.clone_from(&blocks);
            compiled.script = Script::build(&text.name, &part, carved.edits, &rooms.of(&part));
            // The engine copies the whole text for every name that it does not know.
            let known = template::unknown_names(&compiled.script.text, value::is_known) <= FEW;
            if known && self.add(&compiled.script).is_ok() {
                return Ok(Some(compiled));
            }
        }
        faults.extend(self.refused(&part, &compiled));
        faults.sort_by_key(|fault| fault.place.as_ref().map(|place| (place.paragraph, place.column)));
        Err(faults)
    }

    /// Returns the findings about what is inserted where it cannot stand: documents within a line, notes where Word has none.
    fn misplaced(&self, part: &Part<'_>, places: &[Place]) -> Vec<Fault> {
        let found = |tag: usize| {
            let inside = &part.tags[tag].tag.inside;
            let (message, hint) = if value::gives_blocks(inside) && !part.is_block(tag) {
                (insert::NOT_ALONE.to_owned(), insert::NOT_ALONE_HINT.to_owned())
            } else {
                let refused = value::no_note(part.no_notes(tag).filter(|_| value::gives_note(inside))?);
                (refused.message, refused.hint)
            };
            Some(Fault::at(&self.name, places[tag].clone(), &code::SCOPE, message, hint))
        };
        (0..part.tags.len()).filter_map(found).collect()
    }

    /// Reads a part; what is written anew by other means holds no tags.
    fn read<'x>(&self, text: &TextPart, xml: &'x str) -> Result<Part<'x>, crate::ooxml::tree::TreeError> {
        if text.kind == TextKind::Store {
            return Part::read_store(xml);
        }
        let mut part = Part::read(xml)?;
        if self.source.is_main(&text.name) {
            part.forget(&contents::entries(&part.tree));
        } else if self.source.shows_tags(&text.name) {
            part.forget(&chart::kept(&part.tree));
        }
        Ok(part)
    }

    fn add(&mut self, script: &Script) -> tera::TeraResult<()> {
        self.tera.add_raw_template(&script.part, &script.text)?;
        self.tera.add_raw_template(&careful(&script.part), &script.careful)
    }

    /// Asks the engine about each tag by itself, so that all faults are found.
    fn refused(&self, part: &Part<'_>, compiled: &Compiled) -> Vec<Fault> {
        let mut tera = engine();
        let mut faults = Vec::new();
        for (tag, meaning) in
            compiled.meanings.iter().enumerate().filter(|(_, meaning)| !meaning.engine.plain.is_empty())
        {
            let text = alone(&part.tags[tag].tag.keyword, &meaning.engine);
            if let Err(error) = tera.add_raw_template("the", &text) {
                faults.push(fault::refused(&self.name, compiled.places[tag].clone(), &text, &error));
                if faults.len() == MOST_TOLD {
                    break;
                }
                tera = engine();
            }
        }
        faults
    }

    fn may_insert(&self) -> bool {
        let mut meanings = self.parts.values().flat_map(|part| &part.meanings);
        meanings.any(|meaning| value::may_insert(&meaning.engine.plain))
    }

    /// Tables of contents are made new where something is filled into the text; an inserted document may bring one.
    fn may_hold_contents(&self, texts: &[TextPart]) -> bool {
        let here = texts.iter().any(|text| self.source.is_main(&text.name) && contents::may_be_in(&text.xml));
        let mut meanings = self.parts.values().flat_map(|part| &part.meanings);
        here && !self.parts.is_empty() || meanings.any(|meaning| value::gives_blocks(&meaning.engine.plain))
    }

    fn uses(&self) -> impl Iterator<Item = (&meaning::Use, &Place)> {
        let of_part = |part: &'_ Compiled| part.meanings.len();
        self.parts.values().flat_map(move |part| {
            (0..of_part(part))
                .flat_map(move |tag| part.meanings[tag].uses.iter().map(move |one| (one, &part.places[tag])))
        })
    }

    /// Tells whether the template takes a name from the data.
    pub fn takes(&self, name: &str) -> bool {
        self.roots.contains(name)
    }

    /// Returns every variable of the template, in the order of their first use.
    pub fn variables(&self) -> Vec<Variable> {
        let mut found: Vec<Variable> = Vec::new();
        for (one, place) in self.uses().filter(|(one, _)| !one.own) {
            let path = shown(&one.path, &[]);
            match found.iter_mut().find(|known| known.path == path) {
                Some(known) => {
                    known.list |= one.list;
                    known.places.push(place.clone());
                }
                None => found.push(Variable { path, list: one.list, places: vec![place.clone()] }),
            }
        }
        found
    }

    /// Returns how far each tag reaches, part by part.
    pub fn reaches(&self) -> Vec<proof::Reach> {
        self.parts.values().flat_map(proof::reaches).collect()
    }

    /// Returns what the file holds, part by part; and what of it is left as it is, one line each.
    pub fn inventory(&self) -> Result<(Vec<inventory::Held>, Vec<String>), PackageError> {
        let tags = |entry: usize| self.parts.get(&entry).map(|part| part.places.len());
        let (held, mut left) = self.source.inventory(tags)?;
        if self.contents {
            let told = "mục lục, số hình, tham chiếu được làm lại sau khi điền; số trang Word cập nhật khi mở tệp";
            left.push(told.to_owned());
        }
        Ok((held, left))
    }

    /// Returns the findings about names that the template needs and this data lacks, all at once.
    pub fn missing(&self, data: &Context) -> Vec<Diagnostic> {
        let prepared = match self.prepare(data) {
            Ok(prepared) => prepared,
            Err(fault) => return vec![*fault],
        };
        let mut faults: Vec<Diagnostic> = Vec::new();
        for part in self.parts.values() {
            let look = if prepared.careful { Look::Unknown } else { self.look(part, &prepared) };
            match look {
                Look::Complete => continue,
                Look::Endless(fault) => {
                    faults.push(*fault);
                    continue;
                }
                Look::Unknown => {}
            }
            let mut ids = self.ids;
            let mut expander = Expander::new(&part.script, &mut ids, io::sink()).collecting();
            let rendered = self.run(&careful(&part.script.part), &prepared.context, &mut expander);
            let (lacks, tag) = (std::mem::take(&mut expander.lacks), expander.tag.or(expander.at));
            let names = self.world(&prepared);
            faults.extend(fault::lacking_all(&names, part, &lacks).into_iter().map(|fault| fault.diagnostic));
            if let Err(error) = rendered {
                faults.push(fault::rendering(&names, part, &error, tag, true).diagnostic);
            }
        }
        faults
    }

    /// Returns the finding that the template does not come to an end with this data.
    pub fn endless(&self, data: &Context) -> Option<Box<Diagnostic>> {
        let prepared = self.prepare(data).ok()?;
        self.parts.values().find_map(|part| match self.look(part, &prepared) {
            Look::Endless(fault) => Some(fault),
            Look::Complete | Look::Unknown => None,
        })
    }

    /// Fills a part without looking at every value: where that can be done, nothing is missing.
    fn look(&self, part: &Compiled, data: &Prepared<'_>) -> Look {
        let mut ids = self.ids;
        let mut expander = Expander::new(&part.script, &mut ids, io::sink());
        match self.run(&part.script.part, &data.context, &mut expander) {
            Ok(()) => Look::Complete,
            Err(error) if fault::is_endless(&error) => {
                let tag = expander.tag.or(expander.at);
                Look::Endless(Box::new(fault::rendering(&self.world(data), part, &error, tag, false).diagnostic))
            }
            Err(_) => Look::Unknown,
        }
    }

    /// Fills the template; the first fault is an error, and nothing has been written then.
    pub fn fill(&self, data: &Context, files: &dyn Files) -> Result<Vec<u8>, Box<Diagnostic>> {
        let filled = self.fill_in(data, files)?;
        if !self.contents {
            return Ok(filled);
        }
        contents::renewed(filled).map_err(|error| {
            let message = format!("không làm lại được mục lục: {error}");
            Box::new(fault::unreadable(&self.name, &message).diagnostic)
        })
    }

    fn fill_in(&self, data: &Context, files: &dyn Files) -> Result<Vec<u8>, Box<Diagnostic>> {
        let prepared = self.prepare(data)?;
        if self.inserts || prepared.inserts {
            return self.fill_inserting(&prepared, files).map_err(|failure| self.told(failure));
        }
        let mut ids = self.ids;
        let write = |entry: usize, out: &mut dyn Write| self.write(entry, &prepared, &mut ids, out);
        let written = self.source.write(|entry| self.parts.contains_key(&entry), write);
        written.and_then(|container| Ok(container.finish()?)).map_err(|failure| self.told(failure))
    }

    /// Fills the template and seals what comes out: the bytes of [`seal`](crate::ooxml::write::seal()) over those of
    /// [`Self::fill`].
    ///
    /// What the seal changes in every file alike is written once.
    pub fn fill_sealed(&self, data: &Context, files: &dyn Files) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Some(sealing) = self.sealing.get_or_init(|| self.sealing()) else {
            return self.fill_and_seal(data, files);
        };
        let prepared = self.prepare(data)?;
        if prepared.inserts {
            return self.fill_and_seal(data, files);
        }
        let mut ids = self.ids;
        let write = |entry: usize, out: &mut dyn Write| self.write(entry, &prepared, &mut ids, out);
        let written = sealing.write(|entry| self.parts.contains_key(&entry), write);
        written.map_err(|failure| self.told(failure))
    }

    fn fill_and_seal(&self, data: &Context, files: &dyn Files) -> Result<Vec<u8>, Box<Diagnostic>> {
        let filled = self.fill(data, files)?;
        let sealed = seal_for(&filled, self.made_for.as_deref());
        sealed.map_err(|error| self.told(Failure::World(io::Error::other(error))))
    }

    /// Parts that the seal concerns have to be known before; so they may neither be filled nor added to.
    fn sealing(&self) -> Option<Sealing> {
        let concerned = self.parts.keys().any(|entry| Seal::concerns(self.source.name(*entry).trim_start_matches('/')));
        if self.inserts || self.contents || concerned { None } else { self.source.sealing(self.made_for.as_deref()) }
    }

    fn write(&self, entry: usize, data: &Prepared<'_>, ids: &mut Ids, out: &mut dyn Write) -> Result<(), Failure> {
        let Some(part) = self.parts.get(&entry) else { return Ok(()) };
        self.render(part, data, ids, None, out).map_err(Failure::Fault)
    }

    /// Fills a template whose values may bring parts along: those are known only when all else has been written.
    fn fill_inserting(&self, data: &Prepared<'_>, files: &dyn Files) -> Result<Vec<u8>, Failure> {
        let package = self.source.template();
        let mut ids = self.ids;
        let additions = Additions::new(&package, ids.drawings + OWN_IDS, ids.bookmarks + OWN_IDS);
        let mut inserts = Inserts::new(additions, files);
        let mut container = Container::with_capacity(64 * 1024);
        let (mut relations, mut charts): (Vec<(String, Vec<u8>)>, _) = (Vec::new(), chart::Filled::default());
        for (entry, part) in &self.parts {
            let name = self.source.name(*entry);
            let own = name.trim_start_matches('/').to_owned();
            // What may get more of its own is written when all else is known.
            let notes = ["<w:footnotes", "<w:endnotes"].iter().any(|root| part.script.xml.contains(root));
            let is_kept = notes || name.to_lowercase().ends_with(".rels");
            let is_chart = self.source.is_chart(&own);
            if is_kept || is_chart || left::is_embedded(name) {
                let mut content = Vec::new();
                self.render(part, data, &mut ids, Some(&mut inserts), &mut content).map_err(Failure::Fault)?;
                match (is_kept, is_chart) {
                    (true, _) => relations.push((own, content)),
                    (_, true) => drop(charts.charts.insert(own, content)),
                    _ => drop(charts.tables.insert(own, content)),
                }
                continue;
            }
            let mut written = Ok(());
            container.stream(name, |out| {
                written = self.render(part, data, &mut ids, Some(&mut inserts), out);
                Ok(())
            })?;
            written.map_err(Failure::Fault)?;
        }
        let now = |name: &str| {
            let filled = relations.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            filled.map(|(_, content)| content.clone()).or_else(|| package.bytes(name).map(Cow::into_owned))
        };
        let mut additions = inserts.into_additions();
        let failed = |error: InsertError| Failure::Fault(self.uninserted(&error));
        let drawn = charts.finish(self.source.charts(), &mut additions).map_err(failed)?;
        let mut added = additions.finish(now).map_err(failed)?;
        added.extend(drawn);
        relations.retain(|(name, _)| !added.iter().any(|(new, _)| new.eq_ignore_ascii_case(name)));
        added.splice(0..0, relations);
        Ok(self.source.assemble(&container.finish()?, added)?)
    }

    fn told(&self, failure: Failure) -> Box<Diagnostic> {
        match failure {
            Failure::Fault(fault) => fault,
            Failure::World(error) => Box::new(fault::unreadable(&self.name, &error.to_string()).diagnostic),
        }
    }

    fn uninserted(&self, error: &InsertError) -> Box<Diagnostic> {
        Box::new(Fault::whole(&self.name, &code::VALUE, error.message.clone(), &error.hint).diagnostic)
    }

    fn render(
        &self,
        part: &Compiled,
        data: &Prepared<'_>,
        ids: &mut Ids,
        mut inserts: Option<&mut Inserts<'_>>,
        out: &mut dyn Write,
    ) -> Result<(), Box<Diagnostic>> {
        let name = if data.careful { careful(&part.script.part) } else { part.script.part.clone() };
        let checker = part.checker.get().cloned().unwrap_or_default();
        let mut expander = Expander::new(&part.script, ids, out).inserting(inserts.as_deref_mut()).checked(checker);
        let Err(error) = self.run(&name, &data.context, &mut expander) else {
            let finished = expander.finish().map(|checker| drop(part.checker.set(checker)));
            return finished.map_err(|IllFormed| Box::new(fault::ill_formed(&self.name, &part.script.part).diagnostic));
        };
        let (lack, tag) = (expander.lacks.pop(), expander.tag.or(expander.at));
        if let Some(failed) = inserts.and_then(|inserts| inserts.failed.take()) {
            let place = tag.map(|tag| part.places[tag].clone()).unwrap_or_default();
            let message = format!("{}, khi điền thẻ {}", failed.message, place.tag);
            return Err(Box::new(Fault::at(&self.name, place, &code::VALUE, message, failed.hint).diagnostic));
        }
        let names = self.world(data);
        if fault::is_ill_formed(&error) {
            return Err(Box::new(fault::ill_formed(&self.name, &part.script.part).diagnostic));
        }
        let looked = || if fault::is_endless(&error) { None } else { self.first_lack(part, data) };
        let lack = lack.or_else(looked);
        let fault = match lack {
            Some(lack) => fault::lacking(&names, part, &lack),
            None => fault::rendering(&names, part, &error, tag, data.careful),
        };
        Err(Box::new(fault.diagnostic))
    }

    /// Looks for what is missing once more, carefully, to name the item it is missing in.
    fn first_lack(&self, part: &Compiled, data: &Prepared<'_>) -> Option<super::render::Lack> {
        let mut ids = self.ids;
        let mut expander = Expander::new(&part.script, &mut ids, io::sink());
        let rendered = self.run(&careful(&part.script.part), &data.context, &mut expander);
        rendered.err().and_then(|_| expander.lacks.pop())
    }

    /// Renders a text of the engine.
    fn run(&self, name: &str, context: &Context, out: impl Write) -> tera::TeraResult<()> {
        self.tera.render_to(name, context, out)
    }

    fn world<'w>(&'w self, data: &'w Prepared<'_>) -> World<'w> {
        World { file: &self.name, tera: &self.tera, data: &data.context }
    }

    /// Looks over the data that the template uses, and spells its Vietnamese names for the engine.
    fn prepare<'d>(&self, data: &'d Context) -> Result<Prepared<'d>, Box<Diagnostic>> {
        // All parts of a document together may cost no more than one text.
        template::begin_budget();
        let mut survey = Survey::default();
        let mut context = Cow::Borrowed(data);
        for root in &self.roots {
            let Some(value) = data.get(root) else { continue };
            survey.look(value, root);
            if !root.is_ascii() {
                context.to_mut().insert_value(expression::encode(root), value.clone());
            }
        }
        if let Some((path, hint)) = survey.forbidden {
            let message = format!("giá trị “{path}” có ký tự điều khiển, không đặt được vào tệp Word");
            return Err(Box::new(Fault::whole(&self.name, &code::VALUE, message, hint).diagnostic));
        }
        Ok(Prepared { context, careful: survey.nulls || survey.inserts, inserts: survey.inserts })
    }
}

/// Returns the findings about tags that insert what cannot stand where they are: charts, and anything in their sheets.
fn unfit(file: &str, text: &TextPart, part: &Part<'_>, places: &[Place]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (tag, placed) in part.tags.iter().enumerate() {
        let inside = &placed.tag.inside;
        let chart = value::gives_chart(inside) && part.placeholder(tag).is_none();
        let (message, hint) = match text.kind {
            _ if chart => (value::CHART_ELSEWHERE, value::CHART_HINT),
            TextKind::Sheets if value::may_insert(inside) => (
                "bảng số của biểu đồ chỉ nhận chữ và số",
                "bỏ bộ lọc chèn (anh, qr, dinh_dang, tai_lieu…) trong thẻ này",
            ),
            _ => continue,
        };
        faults.push(Fault::at(file, places[tag].clone(), &code::SCOPE, message, hint));
    }
    faults
}

/// More tags with the same kind of fault are not told one by one.
const MOST_TOLD: usize = 100;

/// So many unknown names the engine may tell.
const FEW: usize = 20;

/// Ids of what is inserted begin so far above those of the template, which are given out beside them.
const OWN_IDS: u32 = 1_000_000;

/// Why a part could not be written.
enum Failure {
    Fault(Box<Diagnostic>),
    World(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::World(error)
    }
}

/// Returns the name of the text that notes what is missing.
fn careful(part: &str) -> String {
    format!("{part}?")
}

/// Returns a template of one tag.
fn alone(keyword: &str, engine: &Engine) -> String {
    let text = &engine.plain;
    match keyword {
        "if" => format!("{text}{{% endif %}}"),
        "elif" => format!("{{% if true %}}{text}{{% endif %}}"),
        "for" => format!("{text}{{% endfor %}}"),
        "else" | "endif" | "endfor" | "break" | "continue" => String::new(),
        _ => text.clone(),
    }
}

/// Writes a path as a clerk reads it; `items` are the numbers of the items, where they are known.
pub fn shown(path: &[String], items: &[usize]) -> String {
    let (mut out, mut items) = (String::new(), items.iter());
    for step in path {
        match step.as_str() {
            "[]" => {
                let number = items.next().map(ToString::to_string).unwrap_or_default();
                out.push_str(&format!("[{number}]"));
            }
            step if out.is_empty() => out.push_str(step),
            step => out.push_str(&format!(".{step}")),
        }
    }
    out
}
