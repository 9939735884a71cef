//! Names of persons that Word writes into the properties of a file.

use super::done::Done;
use crate::ooxml::tree::Tree;
use crate::ooxml::write::{PackageError, Repack};

/// Where names stand, and what those are.
const NAMES: [(&str, &[&str]); 2] =
    [("docProps/core.xml", &["dc:creator", "cp:lastModifiedBy"]), ("docProps/app.xml", &["Manager"])];

/// A file without names, and what was done to it.
type Nameless = (Vec<u8>, Vec<Done>);

/// Returns the file without names in its properties; nothing where there are none.
pub fn without_names(file: &[u8]) -> Result<Option<Nameless>, PackageError> {
    let mut package = Repack::open(file)?;
    let mut done = Vec::new();
    for (part, names) in NAMES {
        let Some(text) = package.text(part)? else { continue };
        let Ok(tree) = Tree::read(&text) else { continue };
        let held = tree.children(0).filter(|id| names.contains(&tree.name(*id)));
        let held: Vec<_> =
            held.map(|id| tree.get(id).inner()).filter(|inner| !text[inner.clone()].trim().is_empty()).collect();
        let mut new = text.clone();
        for inner in held.iter().rev() {
            new.replace_range(inner.clone(), "");
        }
        done.extend(held.into_iter().map(|inner| Done {
            code: None,
            what: "Tên người trong thuộc tính của tệp.",
            before: text[inner].trim().to_owned(),
            after: "để trống".to_owned(),
            count: 1,
            words: false,
        }));
        if new != text {
            package.put(part, new);
        }
    }
    if done.is_empty() {
        return Ok(None);
    }
    Ok(Some((package.finish()?, done)))
}
