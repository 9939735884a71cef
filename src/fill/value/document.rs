//! Another .docx inserted as blocks, looking as it does on its own: with its styles, lists, pictures and links.
//!
//! Footnotes, endnotes, charts and diagrams come along with the parts they need. Left behind: page size and margins,
//! headers and footers, comments, and deletions of tracked changes (insertions are accepted). Refused by name: embedded
//! objects and whatever else lives in parts of its own.

mod clean;
mod look;
mod merge;
mod rewrite;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{At, InsertError, picture};
use crate::fill::additions::{Additions, Kind, Numbering, Styles};
use crate::ooxml::entry;
use crate::ooxml::fragment::{self, values};
use crate::ooxml::package::Package;
use crate::ooxml::relation::{self, Relation};
use crate::ooxml::usual::usual;
pub use look::Fonts;
use look::Look;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Largest document that is inserted, and largest picture that is brought over with it, in bytes.
const MOST: u64 = 64 * 1024 * 1024;

/// Kinds of relationships whose parts come along with all that they lead to.
const BROUGHT: [&str; 6] = ["chart", "chartex", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"];
/// The relationship to a chart of the newer kinds.
const CHART_EX: &str = "http://schemas.microsoft.com/office/2014/relationships/chartEx";
/// A chart leads to its workbook, and that to nothing.
const DEEPEST: usize = 4;

/// A document that is inserted, opened once.
#[derive(Debug)]
pub struct Source {
    path: String,
    package: Package,
    bytes: Arc<[u8]>,
    relations: HashMap<String, Relation>,
    /// XML between `<w:body>` and its end.
    body: String,
    /// Names that the root declares: prefix and address.
    names: Vec<(String, String)>,
    /// Prefixes that a reader may leave out.
    ignorable: BTreeSet<String>,
    styles: Styles,
    numbering: Numbering,
    /// Its footnotes and endnotes.
    notes: [Option<NotePart>; 2],
    /// The names of its bookmarks.
    marks: BTreeSet<String>,
    /// How its styles are called in the template; once they have been brought over.
    look: Option<Look>,
    /// Whether it was inserted before.
    again: bool,
    /// The root of each part that it was inserted into.
    hosts: HashMap<String, Root>,
}

/// A part of notes.
#[derive(Debug)]
struct NotePart {
    text: String,
    root: Root,
    relations: HashMap<String, Relation>,
}

impl NotePart {
    /// Returns what stands in a note.
    fn inside(&self, kind: Kind, id: &str) -> Option<&str> {
        let name = format!("w:{}", kind.element());
        let all = fragment::children(&self.text);
        let note = all.iter().find(|note| note.name == name && note.attribute("w:id").as_deref() == Some(id))?;
        let (_, empty, start) = fragment::root(note.xml)?;
        let from = self.text.get(note.start..note.start + note.xml.len())?;
        if empty { Some("") } else { from.get(start..from.rfind("</")?) }
    }
}

/// What the root of a part declares.
#[derive(Debug, Clone, Default)]
struct Root {
    names: Vec<(String, String)>,
    ignorable: BTreeSet<String>,
}

impl Root {
    fn of(document: &str) -> Self {
        let Some((tag, _, _)) = fragment::root(document) else { return Self::default() };
        let mut root = Self::default();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            if let Some(prefix) = key.strip_prefix("xmlns:") {
                root.names.push((prefix.to_owned(), value));
            } else if key.ends_with(":Ignorable") {
                root.ignorable = value.split_whitespace().map(str::to_owned).collect();
            }
        }
        root
    }
}

/// Returns the blocks of the document that a value names, or nothing where it names none.
pub(super) fn insert(path: &str, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    if path.is_empty() {
        return Ok(String::new());
    }
    let mut source = match extra.take_source(path) {
        Some(source) => source,
        None => Source::open(path, at)?,
    };
    let blocks = source.blocks(at, extra);
    extra.keep_source(path.to_owned(), source);
    blocks
}

impl Source {
    fn open(path: &str, at: &At<'_>) -> Result<Self, InsertError> {
        let bytes = at.files.read(path, MOST).map_err(|error| picture::unreadable("văn bản", path, &error))?;
        let wrong = |error: &dyn std::fmt::Display| InsertError::new(format!("văn bản “{path}”: {error}"), "");
        let (bytes, package) = usual(&bytes.into()).map_err(|error| wrong(&error))?;
        let main = package.main().to_owned();
        let text = |name: Option<String>| name.and_then(|name| text_of(&package, &name)).unwrap_or_default();
        let related = |kind: &str| package.related(&main, kind).ok().flatten();
        let fonts = look::Fonts::of(&text(related("theme")));
        let styles = clean::only_word(&fonts.resolve(&text(related("styles"))));
        let numbering = clean::only_word(&text(related("numbering")));
        let document = text(Some(main.clone()));
        let Root { names, ignorable } = Root::of(&document);
        let body = body_of(&document).filter(|_| names.iter().any(|(prefix, url)| prefix == "w" && url == WORD));
        let Some(body) = body.map(str::to_owned) else {
            let hint = "mở bằng Word rồi Lưu thành (Save As), chọn kiểu Word Document (*.docx)";
            return Err(InsertError::new(format!("văn bản “{path}” không ở dạng .docx thông thường"), hint));
        };
        let relations = package.relations(&main).map_err(|error| wrong(&error))?;
        let notes = [Kind::Foot, Kind::End].map(|kind| {
            let part = related(kind.part())?;
            let text = text_of(&package, &part)?;
            let links = package.relations(&part).unwrap_or_default();
            let relations = links.into_iter().map(|link| (link.id.clone(), link)).collect();
            Some(NotePart { root: Root::of(&text), text, relations })
        });
        let mut marks = clean::bookmarks(&body);
        marks.extend(notes.iter().flatten().flat_map(|notes| clean::bookmarks(&notes.text)));
        Ok(Self {
            path: path.to_owned(),
            marks,
            relations: relations.into_iter().map(|link| (link.id.clone(), link)).collect(),
            body,
            names,
            ignorable,
            styles: Styles::of(None, &styles),
            numbering: Numbering::of(None, &numbering),
            notes,
            look: None,
            again: false,
            hosts: HashMap::new(),
            package,
            bytes,
        })
    }

    /// Returns the blocks as they may stand in a part of the template.
    fn blocks(&mut self, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
        if self.look.is_none() {
            let notes: String = self.notes.iter().flatten().map(|notes| notes.text.as_str()).collect();
            let used = used_styles(&[&self.body, notes.as_str()].concat());
            self.look = Some(look::bring(self, &used, extra)?);
        }
        if !self.hosts.contains_key(at.part) {
            let text = extra.text(at.part)?.unwrap_or_default();
            self.hosts.insert(at.part.to_owned(), Root::of(&text));
        }
        let host = self.hosts.get(at.part).cloned().unwrap_or_default();
        let blocks = rewrite::rewrite(self, &host, at, extra)?;
        if std::mem::replace(&mut self.again, true) { extra.repeated(&blocks) } else { Ok(blocks) }
    }

    /// Brings one of its lists over and returns its number in the template; 0 where it does not exist.
    fn bring_list(&self, number: u32, look: &Look, extra: &mut Additions<'_>) -> Result<u32, InsertError> {
        let Some((list, definition)) = self.numbering.list(number) else { return Ok(0) };
        let definition = self.linked(definition).unwrap_or(definition);
        let renamed = clean::with_styles(definition, |id| look.id(id));
        let list = clean::with_styles(list, |id| look.id(id));
        Ok(extra.numbering()?.bring(&list, &renamed))
    }

    /// Follows a definition that stands for a list style to that of the style.
    fn linked(&self, definition: &str) -> Option<&str> {
        let style = fragment::child(definition, "w:numStyleLink")?.attribute("w:val")?;
        let (_, number) = self.styles.number(&style)?;
        Some(self.numbering.list(number)?.1)
    }

    /// Brings over what a relationship of its main part leads to, and returns the relationship of the part.
    fn bring_relation(&mut self, id: &str, part: &str, extra: &mut Additions<'_>) -> Result<String, InsertError> {
        let Some(link) = self.relations.get(id).cloned() else {
            return Err(InsertError::new(format!("văn bản “{}” bị hỏng: thiếu liên kết {id}", self.path), ""));
        };
        let kind = link.kind.as_str();
        match (if kind == "chartEx" { "chartex" } else { kind }, link.external) {
            ("hyperlink", true) => extra.relate(part, "hyperlink", &link.target, true),
            ("image", false) => {
                let media_type = self.package.content_type(&link.target).unwrap_or_default();
                let extension = link.target.rsplit('.').next().unwrap_or("png").to_owned();
                let bytes = self.media(&link.target)?;
                let name = extra.media(bytes, &extension, &media_type)?;
                extra.relate(part, "image", &name, false)
            }
            (kind, false) if BROUGHT.contains(&kind) => {
                let name = self.bring_part(&link.target, extra, 0)?;
                extra.relate(part, if kind == "chartex" { CHART_EX } else { kind }, &name, false)
            }
            (kind, _) => Err(self.refused(kind)),
        }
    }

    /// Brings over a part with what it leads to, and returns its name in the template.
    fn bring_part(&mut self, name: &str, extra: &mut Additions<'_>, depth: usize) -> Result<String, InsertError> {
        let broken = || {
            let message = format!("văn bản “{}” thiếu hoặc hỏng phần {name}", self.path);
            InsertError::new(message, "mở bằng Word rồi lưu lại")
        };
        if depth > DEEPEST {
            return Err(broken());
        }
        let media_type = self.package.content_type(name).unwrap_or_default();
        let links = text_of(&self.package, &relation::part_for(name)).unwrap_or_default();
        let bytes = self.media(name)?;
        let mut links = relation::read(&links);
        for link in &mut links {
            if let Some(target) = link.part(name) {
                link.target = format!("/{}", self.bring_part(&target.to_lowercase(), extra, depth + 1)?);
            }
        }
        let inner = name.rsplit_once("word/").map_or(name, |(_, inner)| inner);
        let (stem, extension) = inner.rsplit_once('.').unwrap_or((inner, "xml"));
        extra.part(stem.trim_end_matches(|c: char| c.is_ascii_digit()), extension, bytes, &media_type, &links)
    }

    fn media(&self, name: &str) -> Result<Vec<u8>, InsertError> {
        let broken = InsertError::new(
            format!("văn bản “{}” thiếu hoặc hỏng phần {name}", self.path),
            "mở bằng Word rồi lưu lại",
        );
        entry::content(&self.bytes, name, MOST + 1).filter(|bytes| bytes.len() as u64 <= MOST).ok_or(broken)
    }

    /// Says what of this document cannot be brought over.
    fn refused(&self, kind: &str) -> InsertError {
        let what = match kind {
            "oleObject" | "package" | "control" => "đối tượng nhúng (OLE)",
            "aFChunk" => "một văn bản khác nhúng bên trong",
            "image" => "ảnh liên kết từ ngoài tệp",
            _ => "thành phần mà chương trình chưa chèn được",
        };
        InsertError::new(
            format!("văn bản “{}” có {what}, không chèn vào văn bản khác được", self.path),
            "bỏ phần đó, hoặc thay bằng ảnh chụp của nó, rồi lưu lại",
        )
    }
}

fn text_of(package: &Package, name: &str) -> Option<String> {
    let bytes = package.part(name)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    String::from_utf8(bytes.to_vec()).ok()
}

/// Returns what stands between the tags of the body.
fn body_of(document: &str) -> Option<&str> {
    let all = fragment::children(document);
    let mut bodies = all.iter().filter(|child| child.name == "w:body");
    // Of two bodies the second would be lost without a word.
    let (Some(root), None) = (bodies.next(), bodies.next()) else { return None };
    let (_, empty, start) = fragment::root(root.xml)?;
    if empty { Some("") } else { root.xml.get(start..root.xml.rfind("</")?) }
}

/// Returns the ids of the styles that the body names, in their order.
fn used_styles(body: &str) -> Vec<String> {
    let all = values(body, "w:val", |name| matches!(name, "w:pStyle" | "w:rStyle" | "w:tblStyle"));
    let mut known = BTreeSet::new();
    all.into_iter().filter(|id| known.insert(id.clone())).collect()
}

#[cfg(test)]
mod tests;
