//! The XML parts a package has of its own. Writing to a string cannot fail, so results go unused.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::Part;
use super::fingerprint::CUSTOM_PART;
use super::names::content;
use crate::ooxml::types::{by_extension, by_name};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

pub(super) fn content_types(parts: &[Part<'_>]) -> String {
    let mut xml = format!(
        r#"{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    for (extension, kind) in [("png", "image/png"), ("jpeg", "image/jpeg"), ("jpg", "image/jpeg")] {
        if parts.iter().any(|part| part.name.rsplit('.').next() == Some(extension)) {
            xml.push_str(&by_extension("", extension, kind));
        }
    }
    let custom = (CUSTOM_PART, Some(content::CUSTOM));
    for (name, kind) in parts.iter().map(|p| (p.name.as_str(), p.content_type)).chain([custom]) {
        if let Some(kind) = kind {
            xml.push_str(&by_name("", name, kind));
        }
    }
    xml + "</Types>"
}

pub(super) fn custom_properties(all: &[(String, String)]) -> String {
    let mut xml = format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">"#
    );
    // The format's own id for such properties; numbers 0 and 1 are taken.
    for (number, (name, value)) in all.iter().enumerate() {
        let (pid, name, value) = (number + 2, escape(name), escape(value));
        let _ = write!(
            xml,
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>"#
        );
    }
    xml + "</Properties>"
}
