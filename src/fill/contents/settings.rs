//! The setting that lets Word bring fields up to date when it opens a file.

use crate::ooxml::order::with_child;
use crate::ooxml::write::{PackageError, Repack, content, relation};

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
        Some(text) => package.put(&name, with_child(&text, UPDATE).unwrap_or(text)),
        None => {
            package.put(&name, with_child(EMPTY, UPDATE).unwrap_or_default());
            package.declare(&name, content::SETTINGS)?;
            package.relate(main, relation::SETTINGS, &format!("/{name}"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_stands_where_the_schema_wants_it_and_once() {
        let with = |inner: &str| with_child(&format!("<w:settings>{inner}</w:settings>"), UPDATE).unwrap();
        assert_eq!(
            with("<w:zoom/><w:compat/><w15:x/>"),
            format!("<w:settings><w:zoom/>{UPDATE}<w:compat/><w15:x/></w:settings>")
        );
        assert_eq!(with("<w:updateFields w:val=\"0\"/>"), format!("<w:settings>{UPDATE}</w:settings>"));
        assert_eq!(with("<w:zoom/>"), format!("<w:settings><w:zoom/>{UPDATE}</w:settings>"));
        assert_eq!(with_child("<w:settings/>", UPDATE).unwrap(), format!("<w:settings>{UPDATE}</w:settings>"));
    }
}
