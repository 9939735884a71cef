//! What a file is: a template (.dotx), a file with macros (.docm, .dotm) or a signed one is filled to a plain document.

use crate::ooxml::package::Package;
use crate::ooxml::write::{PackageError, Repack, content};
use crate::ooxml::{fragment, types};

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
    let own = file.text(types::PART)?.unwrap_or_default();
    let plain = OTHERS.iter().fold(own.clone(), |types, other| types.replace(other, content::DOCUMENT));
    let macros = package.names().any(|name| name.ends_with("vbaproject.bin"));
    let signed = package.names().any(|name| std::path::Path::new(name).extension().is_some_and(|end| end == "sigs"));
    if plain == own && !macros && !signed {
        return Ok(None);
    }
    file.put(types::PART, plain);
    if macros || signed {
        strip(&mut file)?;
    }
    Ok(Some(Document { bytes: file.finish()?, macros, signed }))
}

/// Leaves macros and signatures out of a package, with all that leads to them and what the list of content types says.
fn strip(file: &mut Repack<'_>) -> Result<(), PackageError> {
    let is_macro = |kind: &str| MACROS.contains(&kind.rsplit('/').next().unwrap_or_default());
    let mut gone = Vec::new();
    for list in file.names() {
        gone.extend(file.unrelate(&list, |kind| is_macro(kind) || kind.contains(SIGNATURES))?);
    }
    // Only now, for what goes leads to parts of its own.
    file.leave_out_all(&gone)?;
    let list = file.text(types::PART)?.unwrap_or_default();
    let macros = |kind: String| kind.ends_with("vbaProject");
    let kept = fragment::retain(&list, |entry| {
        !(entry.name.ends_with("Default") && entry.attribute("ContentType").is_some_and(macros))
    });
    file.put(types::PART, kept);
    Ok(())
}
