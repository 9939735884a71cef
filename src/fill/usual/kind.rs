//! What a file is: a template (.dotx), a file with macros (.docm, .dotm) or a signed one is filled to a plain document.

use super::elements;
use crate::docx::package::Package;
use crate::docx::relation;
use crate::layout::package::{PackageError, Repack, content};

const TYPES: &str = "[Content_Types].xml";

/// What the document's text is called in a template, and in files with macros.
const OTHERS: [&str; 3] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
];

/// Types of relationships by their last step: to macros, and to what is of no use without them.
const MACROS: [&str; 9] = [
    "vbaProject",
    "wordVbaData",
    "vbaProjectSignature",
    "vbaProjectSignatureAgile",
    "vbaProjectSignatureV3",
    "keyMapCustomizations",
    "attachedToolbars",
    "userCustomization",
    "extensibility",
];

/// What is in the types of all relationships to signatures: of another content than that of the filled file.
const SIGNATURES: &str = "/digital-signature/";

/// A template as a plain document.
pub struct Document {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether macros have been left out.
    pub macros: bool,
    /// Whether signatures have been left out.
    pub signed: bool,
}

/// Returns a package in the usual spelling as a document; nothing for one that is.
pub fn document(bytes: &[u8], package: &Package) -> Result<Option<Document>, PackageError> {
    let mut file = Repack::open(bytes)?;
    let own = file.text(TYPES)?.unwrap_or_default();
    let types = OTHERS.iter().fold(own.clone(), |types, other| types.replace(other, content::DOCUMENT));
    let macros = package.names().any(|name| name.ends_with("vbaproject.bin"));
    let signed = package.names().any(|name| std::path::Path::new(name).extension().is_some_and(|end| end == "sigs"));
    if types == own && !macros && !signed {
        return Ok(None);
    }
    let types = if macros || signed { plain(&mut file, &types)? } else { types };
    file.put(TYPES, types);
    Ok(Some(Document { bytes: file.finish()?, macros, signed }))
}

/// Leaves macros and signatures out of a package, with all that leads to them; returns what is left of the list of
/// content types.
fn plain(file: &mut Repack<'_>, types: &str) -> Result<String, PackageError> {
    let is_macro = |kind: &str| MACROS.contains(&kind.rsplit('/').next().unwrap_or_default());
    let goes = |kind: &str| is_macro(kind) || kind.contains(SIGNATURES);
    let mut gone = Vec::new();
    for list in file.names() {
        let Some(source) = relation::source_of(&list) else { continue };
        let text = file.text(&list)?.unwrap_or_default();
        let kept = elements(&text, "<Relationship ", |value| {
            let leaves = value("Type").is_some_and(|kind| goes(&kind));
            gone.extend(value("Target").filter(|_| leaves).and_then(|target| relation::resolve(&source, &target)));
            !leaves
        });
        if kept != text {
            file.put(&list, kept);
        }
    }
    // Only now, for what goes leads to parts of its own.
    for name in file.names() {
        let of = relation::source_of(&name).unwrap_or_else(|| name.clone()).to_lowercase();
        if gone.contains(&of) {
            file.leave_out(&name);
        }
    }
    let left = elements(types, "<Override ", |value| {
        value("PartName").is_none_or(|part| !gone.contains(&part.trim_start_matches('/').to_lowercase()))
    });
    Ok(elements(&left, "<Default ", |value| value("ContentType").is_none_or(|kind| !kind.ends_with("vbaProject"))))
}
