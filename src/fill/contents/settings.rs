//! The setting that lets Word bring fields up to date when it opens a file.

use super::super::value::xml;
use crate::layout::package::{PackageError, Repack, content, relation};

/// Elements of the settings that stand behind this one.
const BEHIND: [&str; 20] = [
    "w:hdrShapeDefaults",
    "w:footnotePr",
    "w:endnotePr",
    "w:compat",
    "w:docVars",
    "w:rsids",
    "m:mathPr",
    "w:attachedSchema",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:doNotIncludeSubdocsInStats",
    "w:doNotAutoCompressPictures",
    "w:forceUpgrade",
    "w:captions",
    "w:readModeInkLockDown",
    "w:smartTagType",
    "w:shapeDefaults",
    "w:doNotEmbedSmartTags",
    "w:decimalSymbol",
    "w:listSeparator",
];

/// Settings before the first.
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";

const UPDATE: &str = "<w:updateFields w:val=\"true\"/>";

/// Tells Word to bring the fields of a package up to date; `part` is where its settings stand.
pub fn update_fields(package: &mut Repack<'_>, main: &str, part: Option<String>) -> Result<(), PackageError> {
    let name = part.unwrap_or_else(|| {
        let folder = main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        format!("{folder}settings.xml")
    });
    match package.text(&name)? {
        Some(text) => package.put(&name, updating(&text).unwrap_or(text)),
        None => {
            package.put(&name, updating(EMPTY).unwrap_or_default());
            package.declare(&name, content::SETTINGS)?;
            package.relate(main, relation::SETTINGS, &format!("/{name}"))?;
        }
    }
    Ok(())
}

fn updating(settings: &str) -> Option<String> {
    let children = xml::children(settings);
    if let Some(own) = children.iter().find(|child| child.name == "w:updateFields") {
        return Some([&settings[..own.start], UPDATE, &settings[own.start + own.xml.len()..]].concat());
    }
    let behind = |child: &&xml::Child<'_>| BEHIND.contains(&child.name.as_str()) || !child.name.starts_with("w:");
    match children.iter().find(behind) {
        Some(next) => Some([&settings[..next.start], UPDATE, &settings[next.start..]].concat()),
        None => xml::append(settings, |_| UPDATE.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_stands_where_the_schema_wants_it_and_once() {
        let with = |inner: &str| updating(&format!("<w:settings>{inner}</w:settings>")).unwrap();
        assert_eq!(
            with("<w:zoom/><w:compat/><w15:x/>"),
            format!("<w:settings><w:zoom/>{UPDATE}<w:compat/><w15:x/></w:settings>")
        );
        assert_eq!(with("<w:updateFields w:val=\"0\"/>"), format!("<w:settings>{UPDATE}</w:settings>"));
        assert_eq!(with("<w:zoom/>"), format!("<w:settings><w:zoom/>{UPDATE}</w:settings>"));
        assert_eq!(updating("<w:settings/>").unwrap(), format!("<w:settings>{UPDATE}</w:settings>"));
    }
}
