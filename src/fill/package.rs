//! The template's package: parts to be filled are read, everything else is copied as it is compressed.

use std::io::{self, Write};
use std::sync::Arc;

use super::additions::Parts;
use super::chart;
use super::insert::Template;
use super::inventory::{self, Held};
use super::left::{self, Left};
use super::store;
use crate::ooxml::entry::{Entry, entries, is_xml};
use crate::ooxml::package::{Package, PackageError};
use crate::ooxml::usual::{document, usual};
use crate::ooxml::wellformed;
use crate::ooxml::write::{Container, Seal};

/// Content types of the parts that hold text, by what they end with.
const TEXT: [&str; 17] = [
    "document.main+xml",
    "document.macroEnabled.main+xml",
    "template.main+xml",
    "template.macroEnabledTemplate.main+xml",
    "header+xml",
    "footer+xml",
    "footnotes+xml",
    "endnotes+xml",
    "comments+xml",
    "core-properties+xml",
    "extended-properties+xml",
    "custom-properties+xml",
    "drawingml.chart+xml",
    "drawingml.chartshapes+xml",
    "chartex+xml",
    "diagramData+xml",
    "diagramDrawing+xml",
];

/// A Word file, opened for copying.
#[derive(Debug, Clone)]
pub struct Source {
    bytes: Arc<[u8]>,
    entries: Vec<Entry>,
    main: String,
    left: Vec<Left>,
    /// Charts and the workbooks behind them.
    charts: Vec<(String, Option<String>)>,
    /// Workbooks of charts that hold tags.
    sheets: Vec<String>,
    /// Whether macros of the file have been left out.
    pub macros: bool,
    /// Whether signatures of the file have been left out.
    pub signed: bool,
}

/// A part that can hold tags.
#[derive(Debug)]
pub struct TextPart {
    /// Its number among the entries.
    pub entry: usize,
    /// Its name, without a slash in front.
    pub name: String,
    /// Its XML.
    pub xml: String,
    /// What is kept there.
    pub kind: TextKind,
}

/// What a part that can hold tags keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Text of the document, its properties, its links.
    Text,
    /// Data that content controls show.
    Store,
    /// The sheets of a workbook behind a chart, as tables.
    Sheets,
}

impl Source {
    /// Opens a file under the limits of [`Package`]; returns the parts that hold text, in order of their entries.
    pub fn open(bytes: &Arc<[u8]>) -> Result<(Self, Vec<TextPart>), PackageError> {
        let (bytes, package) = usual(bytes)?;
        let document = document(&bytes, &package).map_err(|error| PackageError::Broken(error.to_string()))?;
        let macros = document.as_ref().is_some_and(|document| document.macros);
        let signed = document.as_ref().is_some_and(|document| document.signed);
        let (bytes, package) = match document {
            Some(document) => {
                let package = Package::open(&document.bytes)?;
                (document.bytes.into(), package)
            }
            None => (bytes, package),
        };
        let entries = entries(&bytes)?;
        let (mut parts, mut others, mut charts) = (Vec::new(), Vec::new(), Vec::new());
        for (number, entry) in entries.iter().enumerate() {
            let name = entry.name.trim_start_matches('/');
            let Some(content) = package.part(name) else { continue };
            let kind = package.content_type(&name.to_lowercase())?;
            let relations = name.to_lowercase().ends_with(".rels");
            if relations || TEXT.iter().any(|end| kind.ends_with(end)) {
                let xml = text(content, name)?;
                if kind.ends_with(chart::KIND) {
                    charts.push((name.to_owned(), None));
                }
                parts.push(TextPart { entry: number, name: name.to_owned(), xml, kind: TextKind::Text });
            } else {
                others.push((number, name, content));
            }
        }
        let stores = store::bound(&parts, |name| package.part(name));
        let mut left = Vec::new();
        for (entry, name, content) in others {
            if stores.iter().any(|store| store.eq_ignore_ascii_case(name)) {
                let xml = text(content, name)?;
                parts.push(TextPart { entry, name: name.to_owned(), xml, kind: TextKind::Store });
            } else {
                left.extend(left::in_part(name, content));
            }
        }
        for (chart, book) in &mut charts {
            *book = chart::workbook_of(chart, &parts);
        }
        let template = Template::new(&bytes, entries.iter().map(|entry| entry.name.clone()).collect(), String::new());
        let sheets = sheets(&charts, &entries, &template);
        let names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        parts.extend(sheets);
        parts.sort_by_key(|part| part.entry);
        let main = entries.iter().map(|entry| entry.name.trim_start_matches('/'));
        let main =
            main.into_iter().find(|name| name.eq_ignore_ascii_case(package.main())).unwrap_or_default().to_owned();
        let mut source = Self { bytes, entries, main, left, charts, sheets: names, macros, signed };
        source.look_inside();
        Ok((source, parts))
    }

    /// Looks for tags in the files of Office that lie in this one.
    fn look_inside(&mut self) {
        let template = self.template();
        let embedded = self.entries.iter().filter(|entry| left::is_embedded(&entry.name));
        let filled = |name: &str| self.sheets.iter().any(|known| known == name.trim_start_matches('/'));
        let looked = embedded.filter_map(|entry| {
            Some(left::in_embedded(&entry.name, &template.bytes(&entry.name)?, filled(&entry.name)))
        });
        let found: Vec<Left> = looked.flatten().collect();
        self.left.extend(found);
    }

    /// Returns what holds a tag and is no text.
    pub fn left(&self) -> &[Left] {
        &self.left
    }

    /// Returns the package for whoever adds to it.
    pub fn template(&self) -> Template<'_> {
        let names = self.entries.iter().map(|entry| entry.name.clone()).collect();
        Template::new(&self.bytes, names, self.main.clone())
    }

    /// Writes the package again: entries of `filled`, a container, and of `added` in place of its own, new ones last.
    pub fn assemble(&self, filled: &[u8], mut added: Vec<(String, Vec<u8>)>) -> io::Result<Vec<u8>> {
        for (_, content) in added.iter().filter(|(name, _)| is_xml(name)) {
            wellformed::check(content).map_err(io::Error::other)?;
        }
        let parts = entries(filled).map_err(io::Error::other)?;
        let mut out = Container::with_capacity(self.bytes.len() + filled.len());
        for own in &self.entries {
            let name = own.name.trim_start_matches('/');
            if let Some(at) = added.iter().position(|(new, _)| new.eq_ignore_ascii_case(name)) {
                out.add(&own.name, &added.remove(at).1)?;
            } else if let Some(part) = parts.iter().find(|part| part.name == own.name) {
                out.add_packed(&own.name, &part.packed(filled))?;
            } else {
                out.add_packed(&own.name, &own.packed(&self.bytes))?;
            }
        }
        for (name, content) in added {
            out.add(&name, &content)?;
        }
        out.finish()
    }

    /// Returns what the file holds, part by part; and what of it is left as it is. `tags` counts the tags of an entry.
    pub fn inventory(&self, tags: impl Fn(usize) -> Option<usize>) -> Result<(Vec<Held>, Vec<String>), PackageError> {
        let package = Package::open(&self.bytes)?;
        let (mut held, mut left) = (Vec::new(), Vec::new());
        for (number, entry) in self.entries.iter().enumerate().filter(|(_, entry)| !entry.name.ends_with('/')) {
            let name = entry.name.trim_start_matches('/');
            let kind = package.content_type(&name.to_lowercase())?;
            let mut what = inventory::what(name, &kind);
            if let Some((chart, _)) = self.charts.iter().find(|(_, book)| book.as_deref() == Some(name)) {
                what = format!("bảng số của biểu đồ {chart}");
            }
            let text = package.part(name).map(String::from_utf8_lossy).unwrap_or_default();
            let lines = inventory::left_in_part(&kind, &text).into_iter();
            left.extend(lines.map(|line| format!("{what} ({name}): {line}")));
            held.push(Held { part: name.to_owned(), what, tags: tags(number) });
        }
        let names: Vec<String> = held.iter().map(|one| one.part.clone()).collect();
        left.extend(inventory::left_in_package(&names));
        let behind = |name: &str| self.charts.iter().any(|(_, book)| book.as_deref() == Some(name));
        let others = names.iter().filter(|name| left::is_embedded(name) && !behind(name));
        left.extend(
            others.map(|name| format!("tệp Office nhúng bên trong ({name}): giữ nguyên, thẻ trong đó không được điền")),
        );
        if self.macros {
            left.push("macro của mẫu: không đi theo tệp điền xong".to_owned());
        }
        Ok((held, left))
    }

    /// Returns the charts with the workbooks behind them.
    pub fn charts(&self) -> &[(String, Option<String>)] {
        &self.charts
    }

    /// Whether a part of this name is a chart.
    pub fn is_chart(&self, name: &str) -> bool {
        self.charts.iter().any(|(chart, _)| chart == name)
    }

    /// Whether a chart shows a workbook that holds tags.
    pub fn shows_tags(&self, name: &str) -> bool {
        let book = self.charts.iter().find(|(chart, _)| chart == name).and_then(|(_, book)| book.as_ref());
        book.is_some_and(|book| self.sheets.contains(book))
    }

    /// Whether tags stand in a workbook behind a chart.
    pub fn has_sheets(&self) -> bool {
        !self.sheets.is_empty()
    }

    /// Whether a part of this name is the text of the document.
    pub fn is_main(&self, name: &str) -> bool {
        self.main.eq_ignore_ascii_case(name)
    }

    /// Returns the name of an entry.
    pub fn name(&self, number: usize) -> &str {
        &self.entries[number].name
    }

    /// Writes the package again: `part` writes those that change, and says of the others that it does not.
    pub fn write<E: From<io::Error>>(
        &self,
        changes: impl Fn(usize) -> bool,
        mut part: impl FnMut(usize, &mut dyn Write) -> Result<(), E>,
    ) -> Result<Container, E> {
        let mut out = Container::with_capacity(self.bytes.len() + self.bytes.len() / 4);
        for (number, entry) in self.entries.iter().enumerate() {
            if !changes(number) {
                out.add_packed(&entry.name, &entry.packed(&self.bytes))?;
                continue;
            }
            let mut failed = None;
            out.stream(&entry.name, |to| {
                failed = part(number, to).err();
                Ok(())
            })?;
            if let Some(error) = failed {
                return Err(error);
            }
        }
        Ok(out)
    }

    /// Readies the package for being sealed while it is written; nothing if it cannot be read that way.
    pub fn sealing(&self, made_for: Option<&str>) -> Option<Sealing> {
        let (seal, bytes) = Seal::ready(&self.bytes, made_for).ok()?;
        let entries = entries(&bytes).ok()?;
        let number = |entry: &Entry| self.entries.iter().position(|own| own.name == entry.name);
        let own = entries.iter().map(number).collect();
        Some(Sealing {
            source: Self {
                bytes: bytes.into(),
                entries,
                main: self.main.clone(),
                left: Vec::new(),
                charts: Vec::new(),
                sheets: Vec::new(),
                macros: self.macros,
                signed: self.signed,
            },
            own,
            seal,
        })
    }
}

/// A package in which all is written that the seal changes, but for the fingerprint.
#[derive(Debug)]
pub struct Sealing {
    source: Source,
    /// Number of each entry among those of the template.
    own: Vec<Option<usize>>,
    seal: Seal,
}

impl Sealing {
    /// Writes the package as [`Source::write`] does, and seals it.
    pub fn write<E: From<io::Error>>(
        &self,
        changes: impl Fn(usize) -> bool,
        mut part: impl FnMut(usize, &mut dyn Write) -> Result<(), E>,
    ) -> Result<Vec<u8>, E> {
        let changes = |number: usize| self.own[number].is_some_and(&changes);
        let write = |number: usize, out: &mut dyn Write| self.own[number].map_or(Ok(()), |own| part(own, out));
        let written = self.source.write(changes, write)?;
        Ok(self.seal.close(written).map_err(io::Error::other)?)
    }
}

/// Returns the workbooks behind charts that hold tags, as tables.
fn sheets(charts: &[(String, Option<String>)], entries: &[Entry], package: &Template<'_>) -> Vec<TextPart> {
    let mut found: Vec<TextPart> = Vec::new();
    for book in charts.iter().filter_map(|(_, book)| book.as_ref()) {
        let number = entries.iter().position(|entry| entry.name.trim_start_matches('/').eq_ignore_ascii_case(book));
        let Some((entry, content)) = number.zip(package.bytes(book)) else { continue };
        if found.iter().any(|part| part.entry == entry) {
            continue;
        }
        // What cannot be read holds no tag that could be filled; Word says so when the chart's data are opened.
        if let Ok(Some(xml)) = chart::table::tables(&content) {
            found.push(TextPart { entry, name: book.clone(), xml, kind: TextKind::Sheets });
        }
    }
    found
}

/// Returns the text of a part.
fn text(bytes: &[u8], part: &str) -> Result<String, PackageError> {
    let text = String::from_utf8(bytes.to_vec());
    text.map_err(|_| PackageError::Broken(format!("phần “{part}” không đúng mã Unicode; hãy mở bằng Word rồi lưu lại")))
}
