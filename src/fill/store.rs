//! Stores of data (`customXml`) that content controls show: Word puts what stands there in place of a control's text.

use super::package::TextPart;
use crate::ooxml::relation;

/// Returns the names of the stores to which a control of these parts is bound.
pub fn bound<'p>(parts: &[TextPart], part: impl Fn(&str) -> Option<&'p [u8]>) -> Vec<String> {
    let wanted: Vec<String> = parts.iter().flat_map(|part| values(&part.xml, "storeItemID")).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for relations in parts {
        let Some(owner) = relation::source_of(&relations.name) else { continue };
        let Some(target) = relation::related(&owner, &relations.xml, "customXmlProps") else { continue };
        let Some(content) = part(&target) else { continue };
        let own = values(&String::from_utf8_lossy(content), "itemID");
        // A control that names no store takes the first in which its path leads somewhere.
        if wanted.iter().any(|id| id.is_empty() || own.iter().any(|own| own.eq_ignore_ascii_case(id))) {
            found.push(owner);
        }
    }
    found
}

/// Returns the values of all attributes of this local name.
fn values(xml: &str, name: &str) -> Vec<String> {
    let value = |rest: &str| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some(rest[1..].split(quote).next()?.to_owned())
    };
    xml.split(name).skip(1).filter_map(value).collect()
}
