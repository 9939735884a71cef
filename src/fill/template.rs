//! A compiled Word template.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::compile::Script;
use super::fault::{self, Fault};
use super::package::{Source, TextPart};
use super::part::Part;
use super::place::{Place, Places};
use super::render::{self, Expander};
use super::tag::{Kind, Tag};
use super::{Files, carve, code, scope};
use crate::diag::Diagnostic;
use crate::template;

/// A Word template, compiled once and filled many times.
#[derive(Debug)]
pub struct WordTemplate {
    name: String,
    source: Source,
    /// Scripts of the parts that hold tags, by number of their entries.
    scripts: BTreeMap<usize, Filled>,
    tera: Tera,
}

/// A part that is filled.
#[derive(Debug)]
struct Filled {
    script: Script,
    places: Vec<Place>,
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

impl WordTemplate {
    /// Compiles a template; `name` is how messages call it. All faults are found at once.
    pub fn compile(name: &str, bytes: impl Into<Arc<[u8]>>) -> Result<Self, Vec<Diagnostic>> {
        Self::compile_placed(name, bytes).map_err(|faults| faults.into_iter().map(|fault| fault.diagnostic).collect())
    }

    /// Compiles a template; each fault comes with its place for programs.
    pub fn compile_placed(name: &str, bytes: impl Into<Arc<[u8]>>) -> Result<Self, Vec<Fault>> {
        let opened = Source::open(bytes.into());
        let unreadable = |error: crate::docx::package::PackageError| {
            vec![Fault::whole(name, &code::PACKAGE, error.to_string(), "mở mẫu bằng Word rồi lưu lại dạng .docx")]
        };
        let (source, parts) = opened.map_err(unreadable)?;
        let mut template = Self { name: name.to_owned(), source, scripts: BTreeMap::new(), tera: engine() };
        let mut faults = Vec::new();
        for part in &parts {
            match template.part(part) {
                Ok(Some(filled)) => {
                    template.scripts.insert(part.entry, filled);
                }
                Ok(None) => {}
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    fn part(&mut self, text: &TextPart) -> Result<Option<Filled>, Vec<Fault>> {
        if !text.xml.contains(['{', '}']) {
            return Ok(None);
        }
        let malformed = |error: super::tree::TreeError| {
            let message = format!("phần “{}”: {error}", text.name);
            vec![Fault::whole(&self.name, &code::PACKAGE, message, "mở mẫu bằng Word rồi lưu lại dạng .docx")]
        };
        let part = Part::read(&text.xml).map_err(malformed)?;
        if part.tags.is_empty() && part.strays.is_empty() {
            return Ok(None);
        }
        let finder = Places::new(&text.name, &part.tree);
        let places: Vec<Place> = (0..part.tags.len())
            .map(|tag| finder.of(part.joined(tag), part.tags[tag].tag.at.start, &part.tags[tag].tag.written))
            .collect();
        let mut faults = fault::strays(&self.name, &part, &finder);
        let (blocks, mismatches) = scope::blocks(&part);
        faults.extend(mismatches.iter().map(|one| fault::mismatch(&self.name, &part, &places, one)));
        if !faults.is_empty() {
            return Err(faults);
        }
        let edits = carve::carve(&part, &blocks, |tag| engine_text(&part.tags[tag].tag));
        let script = Script::build(&text.name, &part, edits);
        let filled = Filled { script, places };
        let added = self.tera.add_raw_template(&text.name, &filled.script.text);
        added.map_err(|error| vec![filled.fault(&self.name, &error, None)])?;
        Ok(Some(filled))
    }

    /// Returns every variable of the template.
    pub fn variables(&self) -> Vec<Variable> {
        Vec::new()
    }

    /// Returns the findings about names that the template needs and this data lacks, all at once.
    pub fn missing(&self, data: &Context) -> Vec<Diagnostic> {
        let render = |filled: &Filled| self.render(filled, data, &mut io::sink()).err();
        self.scripts.values().filter_map(render).map(|fault| *fault).collect()
    }

    /// Fills the template; the first fault is an error.
    pub fn fill(&self, data: &Context, _files: &dyn Files) -> Result<Vec<u8>, Box<Diagnostic>> {
        let write = |entry: usize, mut out: &mut dyn Write| {
            let filled = self.scripts.get(&entry)?;
            Some(self.render(filled, data, &mut out).map_err(Failure::Fault))
        };
        let written: Result<Vec<u8>, Failure> = self.source.write(write, |entry| self.scripts.contains_key(&entry));
        written.map_err(|failure| match failure {
            Failure::Fault(fault) => fault,
            Failure::World(error) => {
                let hint = "mở mẫu bằng Word rồi lưu lại dạng .docx";
                Box::new(Fault::whole(&self.name, &code::PACKAGE, error.to_string(), hint).diagnostic)
            }
        })
    }

    fn render(&self, filled: &Filled, data: &Context, out: &mut impl Write) -> Result<(), Box<Diagnostic>> {
        let mut expander = Expander::new(&filled.script, out);
        let rendered = self.tera.render_to(&filled.script.part, data, &mut expander);
        rendered.map_err(|error| Box::new(filled.fault(&self.name, &error, expander.tag).diagnostic))
    }
}

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

impl Filled {
    /// Returns the fault that the engine's error speaks of; `tag` is where writing had come to.
    fn fault(&self, file: &str, error: &tera::Error, tag: Option<usize>) -> Fault {
        let at = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                self.script.tag_at(report.span().range.start)
            }
            _ => tag,
        };
        let place = at.map(|tag| self.places[tag].clone()).unwrap_or_default();
        let (code, message, hint) = match error.kind() {
            ErrorKind::Io(kind) if *kind == render::FULL => (
                &code::RENDER,
                "mẫu sinh ra quá nhiều nội dung, hơn 256 MB".to_owned(),
                "xem lại các vòng lặp lồng nhau".to_owned(),
            ),
            ErrorKind::Io(kind) if *kind == render::FORBIDDEN => (
                &code::VALUE,
                "giá trị có ký tự điều khiển, không đặt được vào tệp Word".to_owned(),
                "gõ lại giá trị này trong dữ liệu".to_owned(),
            ),
            _ => {
                let fault = template::Fault::of(error);
                (&code::RENDER, fault.message, fault.hint)
            }
        };
        Fault::at(file, place, code, message, hint)
    }
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    template::register_filters(&mut tera);
    tera.autoescape_on(Vec::<&str>::new());
    tera
}

/// Returns what a tag is for the engine.
fn engine_text(tag: &Tag) -> String {
    match tag.kind {
        Kind::Value => format!("{{{{ {} }}}}", tag.inside),
        Kind::Comment | Kind::Cell | Kind::Unknown => String::new(),
        _ => format!("{{% {} {} %}}", tag.keyword, tag.inside),
    }
}
