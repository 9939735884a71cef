//! Styles: those of the template, and those brought over from other documents.

use std::collections::BTreeMap;

use crate::ooxml::fragment;

/// A style of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostStyle {
    /// The name that people see.
    pub name: String,
    /// Its XML.
    pub xml: String,
}

/// The styles of a package and those that are added.
#[derive(Debug)]
pub struct Styles {
    part: Option<String>,
    /// `<w:docDefaults>…</w:docDefaults>`.
    defaults: String,
    known: BTreeMap<String, HostStyle>,
    made: Vec<String>,
}

impl Styles {
    /// Reads the styles of a part.
    pub fn of(part: Option<String>, text: &str) -> Self {
        let all = fragment::children(text);
        let defaults = all.iter().find(|item| item.name == "w:docDefaults").map(|item| item.xml.to_owned());
        let styles = all.iter().filter(|item| item.name == "w:style");
        let style = |item: &fragment::Child<'_>| {
            let name = fragment::child(item.xml, "w:name").and_then(|name| name.attribute("w:val")).unwrap_or_default();
            Some((item.attribute("w:styleId")?, HostStyle { name, xml: item.xml.to_owned() }))
        };
        Self {
            part,
            defaults: defaults.unwrap_or_default(),
            known: styles.filter_map(style).collect(),
            made: Vec::new(),
        }
    }

    /// Returns the name of the part; empty where the template has none.
    pub fn part(&self) -> &str {
        self.part.as_deref().unwrap_or_default()
    }

    /// Whether the template has a part for styles.
    pub fn exist(&self) -> bool {
        self.part.is_some()
    }

    /// Whether no style was added.
    pub fn is_unchanged(&self) -> bool {
        self.made.is_empty()
    }

    /// Returns the defaults of the document.
    pub fn defaults(&self) -> &str {
        &self.defaults
    }

    /// Returns a style by its id.
    pub fn get(&self, id: &str) -> Option<&HostStyle> {
        self.known.get(id)
    }

    /// Whether a style has this name, in any case of letters.
    pub fn has_name(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.known.values().any(|style| style.name.to_lowercase() == name)
    }

    /// Returns every style.
    pub fn all(&self) -> impl Iterator<Item = (&String, &HostStyle)> {
        self.known.iter()
    }

    /// Adds a style.
    pub fn add(&mut self, id: &str, name: &str, xml: String) {
        self.made.push(xml.clone());
        self.known.insert(id.to_owned(), HostStyle { name: name.to_owned(), xml });
    }

    /// Returns the id of the style of paragraphs that name none.
    pub fn default_paragraph(&self) -> Option<String> {
        let default = |style: &HostStyle| {
            let is = |name: &str, value: &str| fragment::attribute(&style.xml, name).as_deref() == Some(value);
            is("w:type", "paragraph") && (is("w:default", "1") || is("w:default", "true") || is("w:default", "on"))
        };
        self.known.iter().find(|(_, style)| default(style)).map(|(id, _)| id.clone())
    }

    /// Returns level and list that a style gives its paragraphs, itself or through the style it builds on.
    pub fn number(&self, id: &str) -> Option<(u32, u32)> {
        let (mut id, mut level) = (id.to_owned(), None);
        for _ in 0..self.known.len() {
            let style = self.known.get(&id)?;
            let properties = fragment::child(&style.xml, "w:pPr").map(|child| child.xml).unwrap_or_default();
            let list = fragment::child(properties, "w:numPr").map(|child| child.xml).unwrap_or_default();
            let value = |name: &str| fragment::child(list, name)?.attribute("w:val")?.parse::<u32>().ok();
            level = level.or_else(|| value("w:ilvl"));
            if let Some(number) = value("w:numId") {
                return (number != 0).then_some((level.unwrap_or(0), number));
            }
            id = fragment::child(&style.xml, "w:basedOn")?.attribute("w:val")?;
        }
        None
    }

    /// Returns the part with the new styles at its end.
    pub fn written(&self, current: &str) -> Option<String> {
        fragment::append(current, |_| self.made.concat())
    }
}
