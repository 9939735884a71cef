//! Numbered lists: those of the template, lists that begin again, lists brought over from other documents.

use std::collections::{BTreeMap, HashMap};

use crate::ooxml::fragment::{self, Child};

/// A part without lists.
pub const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
/// The content type of the part.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";

/// How deep a list may go.
const LEVELS: u32 = 9;

/// The lists of a package and those that are added.
#[derive(Debug)]
pub struct Numbering {
    part: Option<String>,
    /// XML of each `w:num` by its id.
    numbers: BTreeMap<u32, String>,
    /// XML of each `w:abstractNum` by its id.
    definitions: BTreeMap<u32, String>,
    new_definitions: Vec<String>,
    new_numbers: Vec<String>,
    restarted: HashMap<(u32, u32), u32>,
}

impl Numbering {
    /// Reads the lists of a part; the name is that of the part, where there is one.
    pub fn of(part: Option<String>, text: &str) -> Self {
        let all = fragment::children(text);
        let by_id = |name: &str, id: &str| -> BTreeMap<u32, String> {
            let items = all.iter().filter(|item| item.name == name);
            items.filter_map(|item| Some((item.attribute(id)?.parse().ok()?, item.xml.to_owned()))).collect()
        };
        Self {
            part,
            numbers: by_id("w:num", "w:numId"),
            definitions: by_id("w:abstractNum", "w:abstractNumId"),
            new_definitions: Vec::new(),
            new_numbers: Vec::new(),
            restarted: HashMap::new(),
        }
    }

    /// Returns the name of the part, where the template has one.
    pub fn part(&self) -> Option<&str> {
        self.part.as_deref()
    }

    /// Whether no list was added.
    pub fn is_unchanged(&self) -> bool {
        self.new_numbers.is_empty() && self.new_definitions.is_empty()
    }

    /// Returns the XML of a list and of its definition.
    pub fn list(&self, number: u32) -> Option<(&str, &str)> {
        let list = self.numbers.get(&number)?;
        Some((list, self.definitions.get(&definition_of(list)?)?))
    }

    /// Returns the list that stands for `number` after so many restarts; the same each time it is asked.
    pub fn restarted(&mut self, restarts: u32, number: u32) -> Option<u32> {
        if let Some(made) = self.restarted.get(&(restarts, number)) {
            return Some(*made);
        }
        let list = self.numbers.get(&number)?.clone();
        let definition = definition_of(&list)?;
        let made = self.next_number();
        let levels = fresh_levels(&list, self.definitions.get(&definition).map_or("", String::as_str));
        self.put_number(made, definition, &levels);
        self.restarted.insert((restarts, number), made);
        Some(made)
    }

    /// Adds a list with its definition from another document and returns its id.
    ///
    /// The slices hold nothing but `w:` names, and styles as this package calls them.
    pub fn bring(&mut self, list: &str, definition: &str) -> u32 {
        let id = self.definitions.keys().last().map_or(0, |last| last + 1);
        let children = fragment::children(definition);
        // The identity of the definition is its own; two of the same would be one list to Word.
        let kept =
            children.iter().filter(|child| !matches!(child.name.as_str(), "w:nsid" | "w:tmpl" | "w:lvlPicBulletId"));
        let inside: String = kept.map(|child| child.xml).collect();
        let xml = format!("<w:abstractNum w:abstractNumId=\"{id}\">{inside}</w:abstractNum>");
        self.new_definitions.push(xml.clone());
        self.definitions.insert(id, xml);
        let levels: String = fragment::children(list)
            .iter()
            .filter(|child| child.name == "w:lvlOverride")
            .map(|child| child.xml)
            .collect();
        let number = self.next_number();
        self.put_number(number, id, &levels);
        number
    }

    /// Adds a list of another file from the same template that counts from the start, and returns its number; a definition
    /// that stands here already is shared.
    pub fn again(&mut self, list: &str, definition: &str) -> Option<u32> {
        let mut id = definition_of(list)?;
        if self.definitions.get(&id).map(String::as_str) != Some(definition) {
            let new = self.definitions.keys().last().map_or(1, |last| last + 1);
            let named = |id: u32| format!("w:abstractNumId=\"{id}\"");
            let xml = definition.replacen(&named(id), &named(new), 1);
            self.new_definitions.push(xml.clone());
            self.definitions.insert(new, xml);
            id = new;
        }
        let number = self.next_number();
        self.put_number(number, id, &fresh_levels(list, definition));
        Some(number)
    }

    fn next_number(&self) -> u32 {
        self.numbers.keys().last().map_or(1, |last| last + 1)
    }

    fn put_number(&mut self, number: u32, definition: u32, levels: &str) {
        let xml = format!("<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{definition}\"/>{levels}</w:num>");
        self.new_numbers.push(xml.clone());
        self.numbers.insert(number, xml);
    }

    /// Returns the part with the new lists: definitions before the first list, lists at the end.
    pub fn written(&self, current: &str) -> Option<String> {
        let current = fragment::append(current, |_| String::new())?;
        let all = fragment::children(&current);
        let end = current.rfind("</")?;
        let cleanup = all.iter().find(|child| child.name == "w:numIdMacAtCleanup").map_or(end, |child| child.start);
        let first = all.iter().find(|child| child.name == "w:num").map_or(cleanup, |child| child.start);
        let (definitions, numbers) = (self.new_definitions.concat(), self.new_numbers.concat());
        Some([&current[..first], &definitions, &current[first..cleanup], &numbers, &current[cleanup..]].concat())
    }
}

fn definition_of(list: &str) -> Option<u32> {
    fragment::child(list, "w:abstractNumId")?.attribute("w:val")?.parse().ok()
}

/// Returns overrides that start every level over, with the changes that the list itself makes.
fn fresh_levels(list: &str, definition: &str) -> String {
    let levels = fragment::children(definition);
    let overrides = fragment::children(list);
    let at = |items: &[Child<'_>], name: &str, level: u32| -> Option<String> {
        let wanted = level.to_string();
        let found = items.iter().find(|item| item.name == name && item.attribute("w:ilvl") == Some(wanted.clone()));
        found.map(|item| item.xml.to_owned())
    };
    let value = |xml: &str, name: &str| fragment::child(xml, name)?.attribute("w:val");
    let fresh = |level: u32| {
        let own = at(&overrides, "w:lvlOverride", level).unwrap_or_default();
        let changed = fragment::child(&own, "w:lvl").map(|level| level.xml).unwrap_or_default();
        let defined = at(&levels, "w:lvl", level).unwrap_or_default();
        let start = value(&own, "w:startOverride").or_else(|| value(changed, "w:start"));
        let start = start.or_else(|| value(&defined, "w:start")).unwrap_or_else(|| "1".to_owned());
        format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/>{changed}</w:lvlOverride>")
    };
    (0..LEVELS).map(fresh).collect()
}

/// Returns the list that a paragraph's own properties name; 0, which takes numbers away, is none.
pub fn own_number(properties: &str) -> Option<u32> {
    let list = fragment::child(properties, "w:numPr")?;
    let number = fragment::child(list.xml, "w:numId")?.attribute("w:val")?.parse().ok()?;
    (number != 0).then_some(number)
}

/// Returns the style of a paragraph that has no list of its own.
pub fn style_of(properties: &str) -> Option<String> {
    if fragment::child(properties, "w:numPr").is_some() {
        return None;
    }
    fragment::child(properties, "w:pStyle")?.attribute("w:val")
}

/// Returns content with the properties of each paragraph that `new` gives; nothing leaves them as they are.
pub fn with_properties<E>(content: &str, mut new: impl FnMut(&str) -> Result<Option<String>, E>) -> Result<String, E> {
    let mut pieces = content.split("<w:pPr>");
    let mut made = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find("</w:pPr>").map_or(piece.len(), |end| end + "</w:pPr>".len());
        let properties = format!("<w:pPr>{}", &piece[..end]);
        // Those that a tracked change keeps hold no longer.
        let kept = made.rfind('<').is_some_and(|at| made[at..].starts_with("<w:pPrChange"));
        let new = if kept { None } else { new(&properties)? };
        made.push_str(&new.unwrap_or(properties));
        made.push_str(&piece[end..]);
    }
    Ok(made)
}

/// Returns the properties with another list; a level is given where the properties have none.
pub fn with_number(properties: &str, level: Option<u32>, number: u32) -> String {
    let new = |level: &str| format!("<w:numPr>{level}<w:numId w:val=\"{number}\"/></w:numPr>");
    if let Some(list) = fragment::child(properties, "w:numPr") {
        let level = fragment::child(list.xml, "w:ilvl").map(|level| level.xml).unwrap_or_default();
        return properties.replacen(list.xml, &new(level), 1);
    }
    let level = level.map(|level| format!("<w:ilvl w:val=\"{level}\"/>")).unwrap_or_default();
    let at = place_of_list(properties);
    format!("{}{}{}", &properties[..at], new(&level), &properties[at..])
}

/// Returns where a list stands among a paragraph's properties: after those that come before it in the schema.
fn place_of_list(properties: &str) -> usize {
    const BEFORE: [&str; 6] =
        ["w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl"];
    let children = fragment::children(properties);
    let last = children.iter().rfind(|child| BEFORE.contains(&child.name.as_str()));
    let inside = || fragment::root(properties).map_or(0, |(_, _, end)| end);
    last.map_or_else(inside, |child| child.start + child.xml.len())
}
