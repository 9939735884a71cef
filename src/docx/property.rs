//! Properties of the file: core, extended and custom.

use crate::docx::view::Properties;
use crate::ooxml::namespace::Ns;
use crate::ooxml::package::{Package, PackageError};
use crate::ooxml::xml::{Element, Tree};

/// Reads core and extended properties.
pub fn properties(package: &Package) -> Result<Properties, PackageError> {
    let core = part(package, "core-properties", "coreProperties")?;
    let extended = part(package, "extended-properties", "extendedProperties")?;
    let dc = |name| text(core.as_ref(), Ns::Dc, name);
    let cp = |name| text(core.as_ref(), Ns::Core, name);
    Ok(Properties {
        title: dc("title"),
        subject: dc("subject"),
        creator: dc("creator"),
        description: dc("description"),
        language: dc("language"),
        keywords: cp("keywords"),
        category: cp("category"),
        last_modified_by: cp("lastModifiedBy"),
        created: text(core.as_ref(), Ns::DcTerms, "created"),
        modified: text(core.as_ref(), Ns::DcTerms, "modified"),
        application: text(extended.as_ref(), Ns::Extended, "Application"),
        company: text(extended.as_ref(), Ns::Extended, "Company"),
    })
}

/// Reads custom properties, name and value, in order.
pub fn custom(package: &Package) -> Result<Vec<(String, String)>, PackageError> {
    let Some(tree) = part(package, "custom-properties", "customProperties")? else {
        return Ok(Vec::new());
    };
    let pair = |property: Element<'_>| {
        let value = property.children().next().map(Element::text).unwrap_or_default();
        Some((property.plain_attr("name")?.to_owned(), value.trim().to_owned()))
    };
    Ok(tree.root().children().filter_map(pair).collect())
}

/// Finds a property part by the transitional or the strict kind of its relationship.
fn part(package: &Package, kind: &str, strict: &str) -> Result<Option<Tree>, PackageError> {
    let name = match package.related("", kind)? {
        Some(name) => Some(name),
        None => package.related("", strict)?,
    };
    name.map_or(Ok(None), |name| package.tree(&name))
}

fn text(tree: Option<&Tree>, ns: Ns, name: &str) -> Option<String> {
    let text = tree?.root().child(ns, name)?.text();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
