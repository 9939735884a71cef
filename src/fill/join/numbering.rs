//! Lists: an item's lists count from one again, so each gets a number of its own.

use std::fmt::Write;

/// Levels of a list.
const LEVELS: usize = 9;

/// Returns the element that begins with this text, to its end.
fn element<'x>(xml: &'x str, start: &str, end: &str) -> Option<&'x str> {
    let from = xml.find(start)?;
    let tag = xml[from..].find('>')? + 1;
    let empty = xml[from..from + tag].ends_with("/>");
    let length = if empty { tag } else { xml[from..].find(end)? + end.len() };
    Some(&xml[from..from + length])
}

fn list<'x>(numbering: &'x str, number: &str) -> Option<&'x str> {
    element(numbering, &format!("<w:num w:numId=\"{number}\""), "</w:num>")
}

fn scheme<'x>(numbering: &'x str, id: &str) -> Option<&'x str> {
    element(numbering, &format!("<w:abstractNum w:abstractNumId=\"{id}\""), "</w:abstractNum>")
}

fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    xml.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// Returns the lowest number that no element of this start has.
fn free(numbering: &str, start: &str) -> u32 {
    let numbers = numbering.split(start).skip(1).filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    numbers.max().map_or(1, |highest| highest + 1)
}

/// Returns the numbering with a copy of the item's list in it that counts from the start, and the copy's number.
pub fn restarted(base: &str, item: &str, number: &str) -> Option<(String, String)> {
    let known = list(item, number)?;
    let wanted = attribute(known.split_once("<w:abstractNumId ")?.1, "w:val")?;
    let own = scheme(item, wanted)?;
    let mut numbering = base.to_owned();
    let mut id = wanted.to_owned();
    if scheme(base, wanted) != Some(own) {
        id = free(base, "<w:abstractNum w:abstractNumId=\"").to_string();
        let copy = own.replacen(&format!("w:abstractNumId=\"{wanted}\""), &format!("w:abstractNumId=\"{id}\""), 1);
        let at = numbering.find("<w:num ").or_else(|| numbering.rfind("</w:numbering>"))?;
        numbering.insert_str(at, &copy);
    }
    let new = free(&numbering, "<w:num w:numId=\"").to_string();
    let mut copy = format!(r#"<w:num w:numId="{new}"><w:abstractNumId w:val="{id}"/>"#);
    for level in 0..LEVELS {
        let name = format!("<w:lvlOverride w:ilvl=\"{level}\"");
        let stated = element(known, &name, "</w:lvlOverride>").unwrap_or_default();
        if stated.contains("w:startOverride") {
            copy.push_str(stated);
            continue;
        }
        // The override may hold a level of its own, which stays.
        let changed = element(stated, "<w:lvl ", "</w:lvl>");
        let start = changed.or_else(|| element(own, &format!("<w:lvl w:ilvl=\"{level}\""), "</w:lvl>"));
        let start = start.and_then(|level| attribute(level.split_once("<w:start ")?.1, "w:val")).unwrap_or("1");
        let changed = changed.unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(copy, r#"{name}><w:startOverride w:val="{start}"/>{changed}</w:lvlOverride>"#);
    }
    copy.push_str("</w:num>");
    let at = numbering.find("<w:numIdMacAtCleanup").or_else(|| numbering.rfind("</w:numbering>"))?;
    numbering.insert_str(at, &copy);
    Some((numbering, new))
}
