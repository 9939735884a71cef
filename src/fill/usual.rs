//! One spelling for a package, out of the many that XML, zip and the packaging rules allow.
//!
//! Whoever reads or changes a template after this meets names with slashes, targets relative to their source, parts in
//! UTF-8 with the usual prefixes. A package that Word has saved comes out as it went in, entry by entry.

mod already;
mod kind;
mod names;
mod spelling;

use std::io;
use std::sync::Arc;

use quick_xml::escape::{escape, unescape};

use super::package::{entries, is_xml, refuse_torn};
use super::{tree, wellformed};
use crate::docx::package::{Package, PackageError};
use crate::docx::relation;
use crate::layout::package::Container;
pub use kind::document;

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "_rels/.rels";
const MAIN: &str = "word/document.xml";
const CUSTOM: &str = "docProps/custom.xml";

/// Opens a package under the limits of [`Package`], and returns it in the usual spelling.
pub fn usual(bytes: &Arc<[u8]>) -> Result<(Arc<[u8]>, Package), PackageError> {
    let package = Package::open(bytes)?;
    match respelled(bytes, &package)? {
        None => Ok((Arc::clone(bytes), package)),
        Some(new) => {
            let package = Package::open(&new)?;
            Ok((new.into(), package))
        }
    }
}

/// Returns a package in the usual spelling; nothing if it is in that already.
pub fn respelled(bytes: &[u8], package: &Package) -> Result<Option<Vec<u8>>, PackageError> {
    let own = entries(bytes)?;
    refuse_torn(bytes, &own)?;
    let names = Names::of(package, own.iter().map(|entry| entry.name.as_str()));
    let mut out = Container::with_capacity(bytes.len());
    let mut same = true;
    for entry in &own {
        let name = names.usual(&entry.name);
        let content = package.part(&slashed(&entry.name)).filter(|_| is_xml(&name));
        let content = content.filter(|content| Names::calls_others(&name) || !already::is_usual(content));
        // What would not be XML any more is left as it is.
        let respelled = content.and_then(spelling::respelled).filter(|text| wellformed::check(text.as_bytes()).is_ok());
        let respelled = respelled.map(|text| names.mended(&entry.name, text));
        let new = respelled.filter(|text| Some(text.as_bytes()) != content);
        same &= new.is_none() && name == entry.name;
        let added = match new {
            Some(text) => out.add(&name, text.as_bytes()),
            None => out.add_packed(&name, &entry.packed(bytes)),
        };
        added.map_err(|error| unwritten(&error))?;
    }
    if same { Ok(None) } else { out.finish().map(Some).map_err(|error| unwritten(&error)) }
}

fn unwritten(error: &io::Error) -> PackageError {
    PackageError::Broken(error.to_string())
}

/// Returns a name with slashes, and none in front.
fn slashed(name: &str) -> String {
    let name = name.replace('\\', "/");
    name.trim_start_matches('/').split('/').filter(|step| *step != ".").collect::<Vec<_>>().join("/")
}

/// How the entries of a package are called.
struct Names {
    /// Small letters of the name as it lies in the zip, and the name it gets.
    all: Vec<(String, String)>,
}

impl Names {
    fn of<'n>(package: &Package, own: impl Iterator<Item = &'n str>) -> Self {
        let mut all: Vec<(String, String)> = own
            .map(|name| {
                let name = slashed(name);
                let fixed = [TYPES, RELATIONS].into_iter().find(|fixed| fixed.eq_ignore_ascii_case(&name));
                (name.to_lowercase(), fixed.map_or(name, str::to_owned))
            })
            .collect();
        // Where these lie is free; but the seal must find its own again, and messages say where a fault is.
        let custom = package.related("", "custom-properties").ok().flatten().unwrap_or_default();
        for (own, usual) in [(package.main(), MAIN), (&custom, CUSTOM)] {
            let folder = |name: &str| name.rsplit_once('/').map(|(folder, _)| folder.to_lowercase());
            let taken = own != usual.to_lowercase() && all.iter().any(|(key, _)| *key == usual.to_lowercase());
            if taken || folder(own) != folder(usual) {
                continue;
            }
            for (own, usual) in [(own, usual), (&relation::part_for(own), &relation::part_for(usual))] {
                if let Some((_, name)) = all.iter_mut().find(|(key, _)| key == own) {
                    usual.clone_into(name);
                }
            }
        }
        Self { all }
    }

    /// Returns the name that an entry gets.
    fn usual(&self, name: &str) -> String {
        let name = slashed(name);
        self.find(&name).unwrap_or(name)
    }

    fn find(&self, name: &str) -> Option<String> {
        let key = name.to_lowercase();
        self.all.iter().find(|(known, _)| *known == key).map(|(_, name)| name.clone())
    }

    /// Tells whether an entry calls others by their names.
    fn calls_others(name: &str) -> bool {
        name == TYPES || relation::source_of(name).is_some()
    }

    /// Returns the text of an entry in which other entries are called by the names that they get.
    fn mended(&self, name: &str, text: String) -> String {
        let name = slashed(name);
        if name.eq_ignore_ascii_case(TYPES) {
            return edited(&text, "<Override ", "PartName", |part| {
                let found = self.find(&slashed(part))?;
                Some(format!("/{found}"))
            });
        }
        let Some(source) = relation::source_of(&name) else { return text };
        edited(&text, "<Relationship ", "Target", |target| {
            let part = relation::resolve(&source, target)?;
            Some(relative(&self.usual(&source), &self.find(&part)?))
        })
    }
}

/// Returns the target by which a part is called from another one.
fn relative(source: &str, target: &str) -> String {
    let mut from: Vec<&str> = source.split('/').collect();
    from.pop();
    let to: Vec<&str> = target.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// Returns the text with an attribute of all elements of a name changed, but where they lead outside of the package.
fn edited(text: &str, element: &str, attribute: &str, new: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(element) {
        let Some(end) = text[at..].find('>') else { break };
        let tag = &text[at..at + end];
        let value =
            |name: &str| tree::attributes(tag).find(|found| &tag[found.name.clone()] == name).map(|found| found.value);
        if value("TargetMode").is_some_and(|mode| &tag[mode] == "External") {
            continue;
        }
        let Some(range) = value(attribute) else { continue };
        let written = unescape(&tag[range.clone()]).ok().and_then(|old| new(&old));
        let Some(written) = written else { continue };
        out.push_str(&text[from..at + range.start]);
        out.push_str(&escape(&written));
        from = at + range.end;
    }
    out + &text[from..]
}

/// Returns the text without those elements of a name that are not wanted; `wanted` may ask for attributes.
fn elements(text: &str, element: &str, mut wanted: impl FnMut(&dyn Fn(&str) -> Option<String>) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(element) {
        let Some(end) = text[at..].find("/>").map(|end| at + end + 2) else { break };
        let tag = &text[at..end];
        let value = |name: &str| {
            let found = tree::attributes(tag).find(|found| &tag[found.name.clone()] == name)?;
            unescape(&tag[found.value]).ok().map(std::borrow::Cow::into_owned)
        };
        if !wanted(&value) {
            out.push_str(&text[from..at]);
            from = end;
        }
    }
    out + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_source() {
        for (source, target, wanted) in [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "word/media/a.png", "media/a.png"),
            ("word/document.xml", "customXml/item1.xml", "../customXml/item1.xml"),
            ("a/b/c.xml", "a/d.xml", "../d.xml"),
        ] {
            assert_eq!(relative(source, target), wanted);
        }
    }

    #[test]
    fn only_what_stays_inside_is_edited() {
        let text = r#"<Relationship Target="a"/><Relationship Target="b" TargetMode="External"/>"#;
        let seen = edited(text, "<Relationship ", "Target", |old| Some(format!("{old}&")));
        assert_eq!(seen, r#"<Relationship Target="a&amp;"/><Relationship Target="b" TargetMode="External"/>"#);
    }
}
