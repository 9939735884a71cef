//! Styles by their names, whichever program and language saved them: which are headings, which those of entries.

use std::collections::BTreeMap;

use crate::ooxml::fragment;
use crate::ooxml::tree::{Id, Tree};

/// Longest chain of `basedOn` that is followed.
const MOST_STEPS: usize = 64;

#[derive(Debug, Default)]
struct Style {
    /// In small letters, built-in ones by their English names.
    names: Vec<String>,
    based_on: Option<String>,
    /// 0 for the highest, 9 for body text.
    outline: Option<u8>,
}

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub struct Sheet {
    styles: BTreeMap<String, Style>,
    normal: Option<String>,
}

impl Sheet {
    /// Reads a part of styles.
    pub fn of(text: &str) -> Self {
        let mut sheet = Self::default();
        for item in fragment::children(text).into_iter().filter(|item| item.name == "w:style") {
            if item.attribute("w:type").is_some_and(|kind| kind != "paragraph") {
                continue;
            }
            let Some(id) = item.attribute("w:styleId") else { continue };
            if item.attribute("w:default").is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on")) {
                sheet.normal = Some(id.clone());
            }
            let value = |name: &str| fragment::child(item.xml, name)?.attribute("w:val");
            let aliases = value("w:aliases").unwrap_or_default();
            let names = value("w:name").into_iter().chain(aliases.split(',').map(str::to_owned));
            let properties = fragment::child(item.xml, "w:pPr").map_or("", |child| child.xml);
            let outline =
                fragment::child(properties, "w:outlineLvl").and_then(|level| level.attribute("w:val")?.parse().ok());
            let names = names.filter(|name| !name.trim().is_empty()).map(|name| usual(&name)).collect();
            sheet.styles.insert(id, Style { names, based_on: value("w:basedOn"), outline });
        }
        sheet
    }

    /// Returns the id of the style of this name.
    pub fn id(&self, name: &str) -> Option<&str> {
        let found = self.styles.iter().find(|(_, style)| style.names.iter().any(|known| known == name));
        found.map(|(id, _)| id.as_str())
    }

    /// Whether a style of this id exists.
    pub fn has(&self, id: &str) -> bool {
        self.styles.contains_key(id)
    }

    /// Returns the id of the default style.
    pub fn normal(&self) -> Option<&str> {
        self.normal.as_deref()
    }

    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.filter(|id| self.styles.contains_key(*id)).or(self.normal.as_deref());
        let first = first.and_then(|id| self.styles.get(id));
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_deref()?)).take(MOST_STEPS)
    }

    /// Returns the level of a built-in heading that a style is or builds on; body text ends the search.
    fn heading(&self, id: Option<&str>) -> Option<u8> {
        for style in self.chain(id) {
            if style.outline == Some(9) {
                return None;
            }
            if let Some(level) = style.names.iter().find_map(|name| level_of(name, "heading ")) {
                return Some(level);
            }
        }
        None
    }

    /// Returns the outline level that a style gives, from 1.
    fn outline(&self, id: Option<&str>) -> Option<u8> {
        let level = self.chain(id).find_map(|style| style.outline)?;
        (level < 9).then_some(level + 1)
    }

    /// Returns the level of an entry's style, from 1.
    pub fn entry(&self, id: &str) -> Option<u8> {
        self.styles.get(id)?.names.iter().find_map(|name| level_of(name, "toc "))
    }

    /// Returns the level of a paragraph as a built-in heading.
    pub fn heading_of(&self, tree: &Tree<'_>, paragraph: Id) -> Option<u8> {
        let level = self.heading(style_of(tree, paragraph).as_deref())?;
        (own_outline(tree, paragraph) != Some(9)).then_some(level)
    }

    /// Returns the outline level of a paragraph, its own or its style's.
    pub fn outline_of(&self, tree: &Tree<'_>, paragraph: Id) -> Option<u8> {
        match own_outline(tree, paragraph) {
            Some(level) => (level < 9).then_some(level + 1),
            None => {
                let id = style_of(tree, paragraph);
                self.outline(id.as_deref()).or_else(|| self.heading(id.as_deref()))
            }
        }
    }

    /// Returns the level that a list of styles gives a paragraph.
    pub fn listed(&self, tree: &Tree<'_>, paragraph: Id, list: &[(String, u8)]) -> Option<u8> {
        let id = style_of(tree, paragraph);
        let style = self.chain(id.as_deref()).next()?;
        list.iter().find(|(name, _)| style.names.contains(&usual(name))).map(|(_, level)| *level)
    }
}

/// Returns the id of a paragraph's style.
pub fn style_of(tree: &Tree<'_>, paragraph: Id) -> Option<String> {
    let properties = tree.child(paragraph, "w:pPr")?;
    let style = tree.child(properties, "w:pStyle")?;
    Some(super::field::plain(&tree.source[tree.attribute(style, "w:val")?]))
}

fn own_outline(tree: &Tree<'_>, paragraph: Id) -> Option<u8> {
    let properties = tree.child(paragraph, "w:pPr")?;
    let level = tree.child(properties, "w:outlineLvl")?;
    tree.source[tree.attribute(level, "w:val")?].parse().ok()
}

fn level_of(name: &str, stem: &str) -> Option<u8> {
    name.strip_prefix(stem)?.parse().ok().filter(|level| (1..=9).contains(level))
}

/// How other programs and languages begin the names of built-in styles.
const STEMS: [(&str, &[&str]); 2] =
    [("heading ", &["heading ", "đầu đề ", "tiêu đề ", "đề mục "]), ("toc ", &["toc ", "mục lục ", "contents "])];

/// Returns a style's name as Word keeps it in the file: built-in ones in English whatever its language.
fn usual(name: &str) -> String {
    let name = name.trim().to_lowercase();
    for (stem, spellings) in STEMS {
        if let Some(level) = spellings.iter().find_map(|spelling| level_of(&name, spelling)) {
            return format!("{stem}{level}");
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let style = |id: &str, name: &str, more: &str| {
            format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
        };
        let based = |on: &str| format!("<w:basedOn w:val=\"{on}\"/>");
        let level = |level: u8| format!("<w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr>");
        Sheet::of(&format!(
            "<w:styles>{}{}{}{}{}{}</w:styles>",
            style("u1", "heading 1", &level(0)),
            style("Chuong", "Chương", &based("u1")),
            style("TOCHeading", "TOC Heading", &(based("u1") + &level(9))),
            style("Muc", "Mục riêng", &level(1)),
            style("DauDe2", "Đầu đề 2", ""),
            style("Vong", "a", &based("Vong")),
        ))
    }

    fn levels(sheet: &Sheet, properties: &str) -> (Option<u8>, Option<u8>) {
        let xml = format!("<w:p><w:pPr>{properties}</w:pPr></w:p>");
        let tree = Tree::read(&xml).unwrap();
        (sheet.heading_of(&tree, 0), sheet.outline_of(&tree, 0))
    }

    #[test]
    fn headings_are_known_by_name_by_what_they_build_on_and_by_outline() {
        let sheet = sheet();
        let styled = |id: &str| levels(&sheet, &format!("<w:pStyle w:val=\"{id}\"/>"));
        assert_eq!(styled("u1"), (Some(1), Some(1)));
        assert_eq!(styled("Chuong"), (Some(1), Some(1)));
        assert_eq!(styled("TOCHeading"), (None, None));
        assert_eq!(styled("Muc"), (None, Some(2)));
        assert_eq!(styled("DauDe2"), (Some(2), Some(2)));
        assert_eq!(styled("Vong"), (None, None));
        assert_eq!(levels(&sheet, "<w:outlineLvl w:val=\"2\"/>"), (None, Some(3)));
        assert_eq!(levels(&sheet, "<w:pStyle w:val=\"u1\"/><w:outlineLvl w:val=\"9\"/>"), (None, None));
    }

    #[test]
    fn a_style_is_listed_by_the_name_that_people_see() {
        let sheet = sheet();
        let tree = Tree::read("<w:p><w:pPr><w:pStyle w:val=\"u1\"/></w:pPr></w:p>").unwrap();
        assert_eq!(sheet.listed(&tree, 0, &[("Đầu đề 1".to_owned(), 4)]), Some(4));
        assert_eq!(sheet.listed(&tree, 0, &[("chương".to_owned(), 4)]), None);
    }
}
