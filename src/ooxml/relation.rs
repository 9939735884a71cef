//! Relationships between parts: the list that a part has, what its lines lead to, lines put in and taken away.

use std::borrow::Cow;

use quick_xml::escape::{escape, unescape};

use crate::ooxml::fragment;
use crate::ooxml::namespace::Ns;
use crate::ooxml::tree::attributes;
use crate::ooxml::xml::{Element, Tree};

/// A list of relationships without any.
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// A relationship of a part, or of the package, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// The id by which the part's XML names it, unique within the part.
    pub id: String,
    /// What the target is: the address of its type, for ours one of [`relation`](super::write::relation).
    pub kind: Cow<'static, str>,
    /// Where the target is: relative to the part, from the package on with a slash in front, or an address outside.
    pub target: String,
    /// Whether the target is outside of the package.
    pub external: bool,
}

impl Relationship {
    /// Relates to another part of the package.
    pub fn inside(id: impl Into<String>, kind: impl Into<Cow<'static, str>>, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind: kind.into(), target: target.into(), external: false }
    }

    /// Relates to an address outside of the package.
    pub fn outside(id: impl Into<String>, kind: impl Into<Cow<'static, str>>, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind: kind.into(), target: target.into(), external: true }
    }

    /// Returns the last step of the type's address: `styles`, `header`, `image`.
    pub fn name(&self) -> &str {
        self.kind.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the name of the part that it leads to from `source`; nothing if that is outside of the package.
    pub fn part(&self, source: &str) -> Option<String> {
        resolve(source, &self.target).filter(|_| !self.external)
    }

    fn line(&self, prefix: &str) -> String {
        let mode = if self.external { r#" TargetMode="External""# } else { "" };
        let [id, kind, target] = [self.id.as_str(), &self.kind, &self.target].map(escape);
        format!(r#"<{prefix}Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>"#)
    }
}

/// What a relationship leads to, seen from its source.
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

/// Reads a list of relationships, whatever its prefix; one that is broken has none.
pub fn read(list: &str) -> Vec<Relationship> {
    Tree::parse(list.as_bytes()).map(|tree| all(&tree).collect()).unwrap_or_default()
}

/// Returns the name of the part that the first relationship of a kind in the list of `source` leads to.
pub fn related(source: &str, list: &str, kind: &str) -> Option<String> {
    read(list).iter().find(|link| link.name() == kind && !link.external)?.part(source)
}

fn all(tree: &Tree) -> impl Iterator<Item = Relationship> + '_ {
    let links = tree.root().children().filter(|e| e.is(Ns::Relationships, "Relationship"));
    links.filter_map(|link: Element<'_>| {
        Some(Relationship {
            id: link.plain_attr("Id")?.to_owned(),
            kind: link.plain_attr("Type")?.to_owned().into(),
            target: link.plain_attr("Target")?.to_owned(),
            external: link.plain_attr("TargetMode") == Some("External"),
        })
    })
}

/// Reads the relationships of `source`, targets made into names of parts in lower case.
pub fn parse(tree: &Tree, source: &str) -> Vec<Relation> {
    let relation = |link: Relationship| {
        let part = link.part(source).map(|part| part.to_lowercase());
        let kind = link.name().to_owned();
        let target = if link.external { link.target } else { part? };
        Some(Relation { id: link.id, kind, target, external: link.external })
    };
    all(tree).filter_map(relation).collect()
}

/// Returns a list of these relationships.
pub fn list(links: &[Relationship]) -> String {
    with(EMPTY, links).unwrap_or_default()
}

/// Returns a list with more relationships at its end; nothing if it is broken.
pub fn with(list: &str, links: &[Relationship]) -> Option<String> {
    fragment::append(list, |prefix| links.iter().map(|link| link.line(prefix)).collect())
}

/// Returns a list in which relationships that stay inside the package have the targets that `new` gives them.
pub fn retargeted(list: &str, new: impl Fn(&str) -> Option<String>) -> String {
    let inside = |link: &fragment::Child<'_>| link.attribute("TargetMode").as_deref() != Some("External");
    changed(list, "Relationship", "Target", |link, target| new(target).filter(|_| inside(link)))
}

/// Returns the text with an attribute of those children of the root changed that have this name.
pub(super) fn changed(
    text: &str,
    element: &str,
    attribute: &str,
    new: impl Fn(&fragment::Child<'_>, &str) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for child in fragment::children(text).into_iter().filter(|child| child.name.rsplit(':').next() == Some(element)) {
        let value = attributes(child.xml).find(|found| &child.xml[found.name.clone()] == attribute);
        let Some(value) = value.map(|found| found.value) else { continue };
        let Some(new) = unescape(&child.xml[value.clone()]).ok().and_then(|old| new(&child, &old)) else { continue };
        out.push_str(&text[from..child.start + value.start]);
        out.push_str(&escape(&new));
        from = child.start + value.end;
    }
    out + &text[from..]
}

/// Resolves a target against the folder of its source; one that climbs out of the package is nothing.
pub fn resolve(source: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
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

/// Returns the target by which a part is called from another one.
pub fn relative(source: &str, target: &str) -> String {
    let mut from: Vec<&str> = source.split('/').collect();
    from.pop();
    let to: Vec<&str> = target.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
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
        assert_eq!(resolve("word/document.xml", "/word/Styles.xml").as_deref(), Some("word/Styles.xml"));
        assert_eq!(resolve("word/document.xml", "../docProps/app.xml").as_deref(), Some("docProps/app.xml"));
        assert_eq!(resolve("word/document.xml", "../../etc/passwd"), None);
    }

    #[test]
    fn targets_are_written_relative_to_their_source() {
        for (source, target, wanted) in [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "word/media/a.png", "media/a.png"),
            ("word/document.xml", "customXml/item1.xml", "../customXml/item1.xml"),
            ("a/b/c.xml", "a/d.xml", "../d.xml"),
        ] {
            assert_eq!(relative(source, target), wanted);
        }
    }

    const SPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

    #[test]
    fn a_list_is_read_in_every_spelling_and_one_that_is_broken_has_none() {
        let list = format!(
            "<a:Relationships xmlns:a='{SPACE}'><a:Relationship Target='a&amp;b.xml' Type = \"x/styles\" Id='r&#49;'></a:Relationship>\
             <!-- <Relationship Id=\"no\"/> --><a:Relationship Id='r2' Type='x/link' Target='https://a.vn' TargetMode='External'/></a:Relationships>"
        );
        let read = read(&list);
        assert_eq!(
            read,
            [Relationship::inside("r1", "x/styles", "a&b.xml"), Relationship::outside("r2", "x/link", "https://a.vn")]
        );
        assert_eq!(related("word/document.xml", &list, "styles").as_deref(), Some("word/a&b.xml"));
        assert_eq!((related("", &list, "link"), super::read("<a")), (None, Vec::new()));
    }

    #[test]
    fn what_leads_out_of_the_package_leads_nowhere() {
        let climbing = Relationship::inside("r1", "x/image", "../../etc/passwd");
        assert_eq!(climbing.part("word/document.xml"), None);
        assert_eq!(Relationship::outside("r1", "x/image", "media/a.png").part("word/document.xml"), None);
    }

    #[test]
    fn a_list_that_is_written_is_read_back_and_grows_at_its_end() {
        let links = [Relationship::inside("r1", "x/\"&", "a<b"), Relationship::outside("r2", "y", "https://a.vn/?b&c")];
        assert_eq!(read(&list(&links)), links);
        assert_eq!(with(&list(&links[..1]), &links[1..]), Some(list(&links)));
    }

    #[test]
    fn only_what_stays_inside_gets_a_new_target() {
        let text = r#"<R><Relationship Target="a"/><Relationship Target="b" TargetMode="External"/></R>"#;
        let seen = retargeted(text, |old| Some(format!("{old}&")));
        assert_eq!(seen, r#"<R><Relationship Target="a&amp;"/><Relationship Target="b" TargetMode="External"/></R>"#);
    }
}
