//! The list of content types: what the parts of a package are.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use crate::ooxml::fragment::{self, Child};
use crate::ooxml::namespace::Ns;
use crate::ooxml::relation::changed;
use crate::ooxml::xml::{Element, Tree};

/// Name of the part that holds the list.
pub const PART: &str = "[Content_Types].xml";

/// Returns the content type declared for a part, by its own name or by its extension.
pub fn of(tree: &Tree, part: &str) -> Option<String> {
    let extension = part.rsplit('.').next().unwrap_or_default();
    let entries = || tree.root().children().filter(|e| e.ns() == Ns::ContentTypes);
    let names_part = |e: &Element<'_>| {
        let name = e.plain_attr("PartName").unwrap_or_default().trim_start_matches('/');
        e.name() == "Override" && name.to_lowercase() == part.to_lowercase()
    };
    let names_extension = |e: &Element<'_>| {
        e.name() == "Default" && e.plain_attr("Extension").is_some_and(|x| x.eq_ignore_ascii_case(extension))
    };
    let found = entries().find(names_part).or_else(|| entries().find(names_extension))?;
    found.plain_attr("ContentType").map(str::to_owned)
}

/// Returns the content type that a list declares for a part, by the part's own name or by its extension.
pub fn read(list: &str, part: &str) -> Option<String> {
    of(&Tree::parse(list.as_bytes()).ok()?, part)
}

/// Returns a list that also says what a part is; the same if it names the part already, nothing if it is broken.
pub fn with(list: &str, part: &str, content_type: &str) -> Option<String> {
    if fragment::children(list).iter().any(|entry| names(entry, part)) {
        return Some(list.to_owned());
    }
    fragment::append(list, |prefix| by_name(prefix, part, content_type))
}

/// Returns a list that also says what all parts of an extension are; the same if it says that already, or is broken.
pub fn with_extension(list: String, extension: &str, content_type: &str) -> String {
    let same = |known: String| known.eq_ignore_ascii_case(extension);
    let known = fragment::children(&list).iter().any(|entry| entry.attribute("Extension").is_some_and(same));
    match fragment::root(&list) {
        Some((_, false, end)) if !known => {
            [&list[..end], &by_extension("", extension, content_type), &list[end..]].concat()
        }
        _ => list,
    }
}

/// Returns a list that names none of these parts.
pub fn without(list: &str, parts: &[String]) -> String {
    fragment::retain(list, |entry| !parts.iter().any(|part| names(entry, part)))
}

/// Returns a list in which parts that are named have the names that `new` gives them.
pub fn renamed(list: &str, new: impl Fn(&str) -> Option<String>) -> String {
    changed(list, "Override", "PartName", |_, part| new(part).map(|name| format!("/{name}")))
}

fn names(entry: &Child<'_>, part: &str) -> bool {
    entry.attribute("PartName").is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part))
}

/// Returns the line that says what a part is.
pub(super) fn by_name(prefix: &str, part: &str, content_type: &str) -> String {
    format!(r#"<{prefix}Override PartName="/{}" ContentType="{content_type}"/>"#, escape(part))
}

/// Returns the line that says what the parts of an extension are.
pub(super) fn by_extension(prefix: &str, extension: &str, content_type: &str) -> String {
    format!(r#"<{prefix}Default Extension="{extension}" ContentType="{content_type}"/>"#)
}

/// The content types known so far and those of parts that are added one after the other.
#[derive(Debug)]
pub struct Types {
    /// By extension in lower case.
    defaults: BTreeMap<String, String>,
    made: Vec<String>,
    overrides: Vec<(String, String)>,
}

impl Types {
    /// Reads those that the package declares by extension.
    pub fn of(text: &str) -> Self {
        let children = fragment::children(text);
        let defaults = children.iter().filter(|entry| entry.name.ends_with("Default"));
        let pair =
            |entry: &Child<'_>| Some((entry.attribute("Extension")?.to_lowercase(), entry.attribute("ContentType")?));
        Self { defaults: defaults.filter_map(pair).collect(), made: Vec::new(), overrides: Vec::new() }
    }

    /// Declares the type of a part: by its extension where that is free, else by its name.
    pub fn declare(&mut self, part: &str, media_type: &str) {
        let extension = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        match self.defaults.get(&extension) {
            Some(known) if known == media_type => {}
            None if extension != "xml" => {
                self.made.push(extension.clone());
                self.defaults.insert(extension, media_type.to_owned());
            }
            _ => self.overrides.push((part.to_owned(), media_type.to_owned())),
        }
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty() && self.overrides.is_empty()
    }

    /// Returns the declaration with the new types.
    pub fn written(&self, current: &str) -> Option<String> {
        fragment::append(current, |prefix| {
            let made = self.made.iter().map(|extension| by_extension(prefix, extension, &self.defaults[extension]));
            made.chain(self.overrides.iter().map(|(part, kind)| by_name(prefix, part, kind))).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "<t:Types xmlns:t='http://schemas.openxmlformats.org/package/2006/content-types'>\
        <t:Default Extension='XML' ContentType='application/xml'/>\
        <t:Override PartName='/word/Document.xml' ContentType='x/main'/></t:Types>";

    #[test]
    fn a_part_is_what_the_list_says_by_name_or_else_by_extension() {
        let read = |part: &str| read(LIST, part);
        assert_eq!(read("word/document.xml").as_deref(), Some("x/main"));
        assert_eq!(read("word/styles.xml").as_deref(), Some("application/xml"));
        assert_eq!((read("word/a.png"), super::read("<a", "a.xml")), (None, None));
    }

    #[test]
    fn a_part_is_named_once_and_can_be_taken_away() {
        let added = with(LIST, "word/styles.xml", "x/styles").unwrap();
        assert!(added.ends_with(r#"<t:Override PartName="/word/styles.xml" ContentType="x/styles"/></t:Types>"#));
        assert_eq!(with(&added, "Word/styles.xml", "y").unwrap(), added);
        assert_eq!(without(&added, &["word/styles.xml".to_owned()]), LIST);
    }
}
