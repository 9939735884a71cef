//! Relationships between parts, and the content types of parts.

use crate::docx::namespace::Ns;
use crate::docx::xml::{Element, Tree};

/// A link from one part to another, or to something outside the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The id by which the source part mentions the link.
    pub id: String,
    /// The last step of the type's address: `styles`, `header`, `image`.
    pub kind: String,
    /// Name of the target part in lower case, or the address outside.
    pub target: String,
    /// Whether the target lies outside the package.
    pub external: bool,
}

/// Returns the name of the part that holds the relationships of `source`; the empty name is the package.
pub fn part_for(source: &str) -> String {
    let (folder, name) = source.rsplit_once('/').map_or(("", source), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// Returns the name of the part whose relationships a part holds; nothing if it holds none.
pub fn source_of(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let (above, last) = folder.rsplit_once('/').map_or(("", folder), |(above, last)| (above, last));
    let ending = file.get(file.len().checked_sub(".rels".len())?..)?;
    let known = last.eq_ignore_ascii_case("_rels") && ending.eq_ignore_ascii_case(".rels");
    let source = &file[..file.len() - ending.len()];
    let slash = if above.is_empty() || source.is_empty() { "" } else { "/" };
    known.then(|| format!("{above}{slash}{source}"))
}

/// Reads the relationships of `source`, targets made into names of parts.
pub fn parse(tree: &Tree, source: &str) -> Vec<Relation> {
    let links = tree.root().children().filter(|e| e.is(Ns::Relationships, "Relationship"));
    links.filter_map(|link| relation(link, source)).collect()
}

fn relation(link: Element<'_>, source: &str) -> Option<Relation> {
    let external = link.plain_attr("TargetMode") == Some("External");
    let target = link.plain_attr("Target")?;
    Some(Relation {
        id: link.plain_attr("Id")?.to_owned(),
        kind: link.plain_attr("Type")?.rsplit('/').next()?.to_owned(),
        target: if external { target.to_owned() } else { resolve(source, target)? },
        external,
    })
}

/// Resolves a target against the folder of its source; one that climbs out of the package is nothing.
pub fn resolve(source: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/").to_lowercase();
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Returns the content type declared for a part, by its own name or by its extension.
pub fn content_type(tree: &Tree, part: &str) -> Option<String> {
    let extension = part.rsplit('.').next().unwrap_or_default();
    let entries = || tree.root().children().filter(|e| e.ns() == Ns::ContentTypes);
    let names_part = |e: &Element<'_>| {
        let name = e.plain_attr("PartName").unwrap_or_default().trim_start_matches('/');
        e.name() == "Override" && name.to_lowercase() == part
    };
    let names_extension = |e: &Element<'_>| {
        e.name() == "Default" && e.plain_attr("Extension").is_some_and(|x| x.eq_ignore_ascii_case(extension))
    };
    let found = entries().find(names_part).or_else(|| entries().find(names_extension))?;
    found.plain_attr("ContentType").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relationships_of_a_part_lie_beside_it() {
        assert_eq!(part_for(""), "_rels/.rels");
        assert_eq!(part_for("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(source_of("word/_rels/document.xml.rels").as_deref(), Some("word/document.xml"));
        assert_eq!(source_of("_rels/.rels").as_deref(), Some(""));
        assert_eq!(source_of("word/document.xml"), None);
    }

    #[test]
    fn targets_are_relative_to_the_source_or_start_at_the_root() {
        assert_eq!(resolve("word/document.xml", "styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(resolve("word/document.xml", "/word/Styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(resolve("word/document.xml", "../docProps/app.xml").as_deref(), Some("docprops/app.xml"));
        assert_eq!(resolve("word/document.xml", "../../etc/passwd"), None);
    }
}
