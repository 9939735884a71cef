//! The Tera engine: built-in templates, those of the working folder over them, and the filters.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use include_dir::{Dir, include_dir};
use tera::{Context, Tera};

use super::capped::Capped;
use super::fault::Fault;
use super::guard::{self, Excess, Guarded};
use super::pictures::{NoPicture, Pictures};
use super::slip::sharpen;
use super::{budget, code, escape, filters};
use crate::diag::{Diagnostic, Report};
use crate::document::Image;
use crate::source::open::Reach;
use crate::viet;

/// Most text that all expressions of the records may give, in bytes.
const MOST_EXPRESSED: usize = 256 * 1024 * 1024;

/// Largest template that is read, in bytes.
const MOST: u64 = 4 * 1024 * 1024;

/// How messages call a template that is built in.
const OURS: &str = " (mẫu có sẵn)";

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Returns the built-in templates: name and text, in the order of their names.
pub fn built_in() -> Vec<(&'static str, &'static str)> {
    let files = BUILT_IN.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    let mut files: Vec<_> =
        files.filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "tera")).collect();
    files.sort_unstable();
    files
}

/// Returns every built-in template, those for Word too: name and content, in the order of their names.
pub fn built_in_files() -> Vec<(&'static str, &'static [u8])> {
    let mut files: Vec<_> =
        BUILT_IN.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))).collect();
    files.sort_unstable();
    files
}

/// Returns the built-in Word templates: name and file, in the order of their names.
pub fn built_in_word() -> Vec<(&'static str, &'static [u8])> {
    let is_word = |name: &str| Path::new(name).extension().is_some_and(|end| end == "docx");
    built_in_files().into_iter().filter(|(name, _)| is_word(name)).collect()
}

/// All templates of a run, each compiled once.
pub struct Engine {
    tera: Tera,
    texts: BTreeMap<String, Template>,
    /// Whether any template catches text in place of writing it.
    catches: bool,
    /// How much text the expressions of records may still give, in bytes.
    left: AtomicUsize,
    pictures: Pictures,
}

/// A template's text, and the name by which messages show it.
struct Template {
    shown: String,
    text: String,
    /// As the engine sees it.
    guarded: Guarded,
}

/// Why a template gives no text.
pub struct Refused {
    /// The finding, placed in the template.
    pub diagnostic: Diagnostic,
    /// What it asks for that is not there: `du_lieu.chi_dao`.
    pub missing: Option<String>,
}

impl Engine {
    /// Compiles the built-in templates and those of the working folder, which win, as far as they lie within reach;
    /// faults go to the report.
    pub fn load(root: &Path, reach: &Reach, report: &mut Report) -> Engine {
        let mut texts = BTreeMap::new();
        for (name, text) in built_in() {
            let shown = format!("templates/{name}{OURS}");
            texts.insert(name.to_owned(), Template { shown, text: text.to_owned(), guarded: Guarded::default() });
        }
        for (name, text) in own_templates(root, reach, report) {
            let shown = format!("templates/{name}");
            texts.insert(name, Template { shown, text, guarded: Guarded::default() });
        }
        let catches = texts.values().any(|template| guard::catches(&template.text));
        let mut engine = Engine {
            tera: prepared(),
            texts,
            catches,
            left: AtomicUsize::new(MOST_EXPRESSED),
            pictures: Pictures::within(reach),
        };
        engine.guard(report);
        engine.compile(report);
        engine
    }

    /// Makes every template safe to be run; one that is not is empty from here on, so that nobody is told it is missing.
    fn guard(&mut self, report: &mut Report) {
        for template in self.texts.values_mut() {
            match guard::guard(&template.text, self.catches) {
                Ok(guarded) => template.guarded = guarded,
                Err(excess) => {
                    report.push(Fault::excess(&excess, &template.text).diagnostic(&template.shown, &template.text));
                }
            }
        }
    }

    fn compile(&mut self, report: &mut Report) {
        let all: Vec<(&str, &str)> =
            self.texts.iter().map(|(name, template)| (name.as_str(), template.guarded.text.as_str())).collect();
        if self.tera.add_raw_templates(all.iter().copied()).is_ok() {
            return;
        }
        // Something is wrong somewhere: compile one by one, so that each fault is found and the rest still work.
        for (name, text) in all {
            if let Err(error) = self.tera.add_raw_template(name, text) {
                report.push(self.diagnostic(&error, name));
            }
        }
    }

    /// Returns the names of the templates.
    pub fn names(&self) -> Vec<String> {
        self.texts.keys().cloned().collect()
    }

    /// Returns the text of a template.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |template| template.text.as_str())
    }

    /// Tells whether a template is built in, and no file of the working folder stands in its place.
    pub fn is_ours(&self, name: &str) -> bool {
        self.texts.get(name).is_some_and(|template| template.shown.ends_with(OURS))
    }

    /// Returns a picture by its path from the working folder.
    pub fn picture(&self, path: &str) -> Result<Arc<Image>, NoPicture> {
        self.pictures.get(path)
    }

    /// Returns the name of a template as messages show it.
    pub fn shown(&self, name: &str) -> String {
        self.texts.get(name).map_or_else(|| format!("templates/{name}"), |template| template.shown.clone())
    }

    /// Renders a template.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Box<Refused>> {
        let mut out = Capped::new(Vec::new());
        budget::begin();
        let rendered = self.tera.render_to(name, context, &mut out);
        rendered.map_err(|error| Box::new(self.refused(&error, name)))?;
        Ok(text_of(out))
    }

    /// Returns the texts of a template and of all that it may call, directly or not, each once.
    pub fn with_called(&self, name: &str) -> Vec<&str> {
        let mut names: Vec<&str> = self.texts.get_key_value(name).map(|(name, _)| name.as_str()).into_iter().collect();
        let mut at = 0;
        while let Some(text) = names.get(at).map(|name| self.text(name)) {
            let called = self.texts.keys().filter(|other| !names.contains(&other.as_str()) && text.contains(*other));
            let called: Vec<&str> = called.map(String::as_str).collect();
            names.extend(called);
            at += 1;
        }
        names.into_iter().map(|name| self.text(name)).collect()
    }

    /// Renders a text that is no template of its own, without escaping; its faults are placed by the caller.
    pub fn render_text(&self, text: &str, context: &Context) -> Result<String, Fault> {
        let mut out = Vec::new();
        self.render_text_to(text, context, &mut out)?;
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(out.len()));
        if left.is_err() {
            let size = MOST_EXPRESSED / 1024 / 1024;
            let message = format!("các biểu thức trong tệp dữ liệu sinh ra quá nhiều chữ, hơn {size} MB");
            return Err(Fault::excess(&Excess { at: 0, message, hint: "xem lại các {{ … }} nhắc đến nhau" }, text));
        }
        Ok(String::from_utf8(out).unwrap_or_default())
    }

    /// Renders a text into a writer, without escaping.
    pub fn render_text_to(&self, text: &str, context: &Context, out: impl std::io::Write) -> Result<(), Fault> {
        let caught = self.catches || guard::catches(text);
        let guarded = guard::guard(text, caught).map_err(|excess| Fault::excess(&excess, text))?;
        budget::begin();
        let rendered = self.tera.render_str_to(&guarded.text, context, false, Capped::new(out));
        rendered.map_err(|error| Fault::of(&error).back(&guarded, text))
    }

    /// Places a fault in the template that Tera names, or in the one that was rendered.
    fn diagnostic(&self, error: &tera::Error, name: &str) -> Diagnostic {
        self.refused(error, name).diagnostic
    }

    fn refused(&self, error: &tera::Error, name: &str) -> Refused {
        let fault = Fault::of(error);
        let named = fault.template.clone().filter(|named| self.texts.contains_key(named));
        let name = named.as_deref().unwrap_or(name);
        let Some(template) = self.texts.get(name) else {
            return Refused { diagnostic: fault.diagnostic(&self.shown(name), ""), missing: None };
        };
        let fault = sharpen(fault.back(&template.guarded, &template.text), &template.text);
        let missing = fault.path(&template.text).filter(|_| fault.code == &code::UNDEFINED).map(str::to_owned);
        Refused { diagnostic: fault.diagnostic(&template.shown, &template.text), missing }
    }
}

/// Tera writes text only.
fn text_of(out: Capped<Vec<u8>>) -> String {
    String::from_utf8(out.into_inner()).unwrap_or_default()
}

fn prepared() -> Tera {
    let mut tera = Tera::default();
    budget::register(&mut tera);
    filters::register(&mut tera);
    tera.set_escape_fn(escape::escape);
    tera.autoescape_on(vec![".tera"]);
    tera
}

/// Reads the templates of the working folder; a folder that is not there holds none.
fn own_templates(root: &Path, reach: &Reach, report: &mut Report) -> Vec<(String, String)> {
    let folder = root.join("templates");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if entry.file_type().is_dir() || path.extension().is_none_or(|end| end != "tera") {
            continue;
        }
        let name = path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        match reach.read(&format!("templates/{name}"), MOST).map(String::from_utf8) {
            Ok(Ok(text)) => found.push((name.clone(), clean(&text))),
            Ok(Err(_)) => report.push(unreadable(&name, "tệp chưa lưu theo UTF-8", "lưu lại tệp với mã UTF-8")),
            Err(error) => report.push(unreadable(&name, &error.to_string(), error.hint())),
        }
        if found.last().is_none_or(|(last, _)| *last != name) {
            // It is there all the same, so that nobody is told that it is missing.
            found.push((name, String::new()));
        }
    }
    found
}

/// Returns the text without byte-order mark, carriage returns and the marks of escaped values, in NFC.
fn clean(text: &str) -> String {
    let text = viet::text::nfc(text.trim_start_matches('\u{feff}')).replace("\r\n", "\n");
    if text.contains(escape::MARKS) { text.replace(escape::MARKS, "") } else { text }
}

fn unreadable(name: &str, cause: &str, hint: &str) -> Diagnostic {
    let message = format!("không đọc được mẫu: {cause}");
    Diagnostic::error(&code::UNREADABLE, message).in_file(format!("templates/{name}")).hint(hint)
}
