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

use super::entry::{entries, is_xml, refuse_torn};
use super::package::{Package, PackageError};
use super::write::{Container, content};
use super::{relation, types, wellformed};
pub use kind::document;

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
                let fixed = [types::PART, RELATIONS].into_iter().find(|fixed| fixed.eq_ignore_ascii_case(&name));
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
        name == types::PART || relation::source_of(name).is_some()
    }

    /// Returns the text of an entry in which other entries are called by the names that they get.
    fn mended(&self, name: &str, text: String) -> String {
        let name = slashed(name);
        if name.eq_ignore_ascii_case(types::PART) {
            // Some list each part of relationships by itself, and one that is added would have no type.
            let named = types::renamed(&text, |part| self.find(&slashed(part)));
            return types::with_extension(named, "rels", content::RELATIONS);
        }
        let Some(source) = relation::source_of(&name) else { return text };
        relation::retargeted(&text, |target| {
            let part = relation::resolve(&source, target)?;
            Some(relation::relative(&self.usual(&source), &self.find(&part)?))
        })
    }
}
