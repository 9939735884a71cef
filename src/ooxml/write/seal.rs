//! Sealing a package that was made from another one: the fingerprint goes into it, everything else stays.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::Container;
use super::fingerprint::{self, CUSTOM_PART, FINGERPRINT, MADE_FOR};
use super::names::{content, relation};
use super::{PackageError, Repack, xml};
use crate::ooxml::fragment::place;
use crate::ooxml::types;

const PACKAGE_RELATIONSHIPS: &str = "_rels/.rels";

const VALUE_TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// Returns the package with its fingerprint among its custom properties, in place of an older one.
///
/// Entries are copied as they are, but the list of content types and the package's relationships where those do not
/// know of the properties yet. The same package gives the same bytes.
pub fn seal(bytes: &[u8]) -> Result<Vec<u8>, PackageError> {
    seal_for(bytes, None)
}

/// Does as [`seal()`] does, and notes under [`MADE_FOR`] for what the file was made, so that a later run can tell that it
/// is one of its own.
pub fn seal_for(bytes: &[u8], made_for: Option<&str>) -> Result<Vec<u8>, PackageError> {
    let mut package = Repack::open(bytes)?;
    let seal = Seal::of(&mut package, made_for)?;
    seal.close(package.container()?)
}

/// What sealing puts into a package, known before the rest of the package is: many can be sealed alike.
#[derive(Debug)]
pub struct Seal {
    custom: Custom,
    properties: Vec<(String, String)>,
}

impl Seal {
    /// Returns the package ready to be closed: it declares its properties, and the part that holds them is left out.
    pub fn ready(bytes: &[u8], made_for: Option<&str>) -> Result<(Self, Vec<u8>), PackageError> {
        let mut package = Repack::open(bytes)?;
        let seal = Self::of(&mut package, made_for)?;
        Ok((seal, package.finish()?))
    }

    /// Tells whether sealing reads or writes this part, so that it has to be known by then.
    pub fn concerns(part: &str) -> bool {
        [CUSTOM_PART, types::PART, PACKAGE_RELATIONSHIPS].iter().any(|own| part.eq_ignore_ascii_case(own))
    }

    fn of(package: &mut Repack<'_>, made_for: Option<&str>) -> Result<Self, PackageError> {
        let bare = |xml: &str| without(xml, MADE_FOR).and_then(|custom| without(&custom.xml, FINGERPRINT));
        let custom = package.text(CUSTOM_PART)?.and_then(|xml| bare(&xml));
        let mut custom = custom.or_else(|| bare(&xml::custom_properties(&[]))).unwrap_or_default();
        if let Some(made_for) = made_for {
            custom.add(MADE_FOR, made_for);
        }
        package.declare(CUSTOM_PART, content::CUSTOM)?;
        package.relate("", relation::CUSTOM, CUSTOM_PART)?;
        package.leave_out(CUSTOM_PART);
        let properties = fingerprint::parse(&custom.xml).unwrap_or_default();
        Ok(Self { custom, properties })
    }

    /// Adds the properties with the fingerprint of all that was written, and finishes the file.
    pub fn close(&self, mut package: Container) -> Result<Vec<u8>, PackageError> {
        let entries = package.entries().iter().map(|entry| (entry.name.as_str(), entry.crc, entry.size.into()));
        let seal = fingerprint::fingerprint(entries.collect(), &self.properties);
        // Setting up a compressor would cost more than all else that is done here, for some 300 bytes.
        package.add_stored(CUSTOM_PART, self.custom.sealed(&seal).as_bytes())?;
        Ok(package.finish()?)
    }
}

/// The custom properties of the package, without the fingerprint.
#[derive(Debug, Default)]
struct Custom {
    xml: String,
    /// Where a further property belongs.
    end: usize,
    /// Prefix of the elements' names, with its colon.
    prefix: String,
    /// The highest number of a property.
    last: u32,
}

impl Custom {
    fn sealed(&self, seal: &str) -> String {
        let property = self.property(FINGERPRINT, seal);
        [&self.xml[..self.end], &property, &self.xml[self.end..]].concat()
    }

    fn property(&self, name: &str, value: &str) -> String {
        let (prefix, pid, value) = (&self.prefix, self.last + 1, quick_xml::escape::escape(value));
        format!(
            r#"<{prefix}property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}"><vt:lpwstr xmlns:vt="{VALUE_TYPES}">{value}</vt:lpwstr></{prefix}property>"#
        )
    }

    fn add(&mut self, name: &str, value: &str) {
        let property = self.property(name, value);
        self.xml.insert_str(self.end, &property);
        self.end += property.len();
        self.last += 1;
    }
}

/// Reads the custom properties and takes the one of this name out; nothing if they cannot be read.
fn without(xml: &str, name: &str) -> Option<Custom> {
    let mut reader = Reader::from_str(xml);
    let (mut last, mut cut, mut start) = (1, None, None);
    loop {
        let from = place(&reader);
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == b"property" => {
                start = (attribute(&tag, "name")? == name).then_some(from);
                let pid = attribute(&tag, "pid").and_then(|pid| pid.parse().ok()).filter(|_| start.is_none());
                last = last.max(pid.unwrap_or(1));
            }
            Event::End(tag) if tag.local_name().as_ref() == b"property" => {
                cut = start.take().map(|start| start..place(&reader)).or(cut);
            }
            Event::End(tag) if tag.local_name().as_ref() == b"Properties" => {
                let cut = cut.unwrap_or(from..from);
                let prefix = tag.name().prefix().map(|prefix| format!("{}:", String::from_utf8_lossy(prefix.as_ref())));
                let end = from - cut.len();
                let xml = [&xml[..cut.start], &xml[cut.end..]].concat();
                return Some(Custom { xml, end, prefix: prefix.unwrap_or_default(), last });
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(&attribute.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{FingerprintState, fingerprint_state, properties};
    use super::*;
    use std::io::Cursor;

    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="word/document.xml"/></Relationships>"#;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut container = Container::default();
        for (name, content) in [(types::PART, TYPES), (PACKAGE_RELATIONSHIPS, RELATIONS)].iter().chain(parts) {
            container.add(name, content.as_bytes()).unwrap();
        }
        container.finish().unwrap()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        Repack::open(bytes).unwrap().text(name).unwrap().unwrap_or_default()
    }

    #[test]
    fn a_sealed_package_is_untouched_and_says_that_it_has_properties() {
        let sealed = seal(&package(&[("word/document.xml", "<w/>")])).unwrap();
        assert_eq!(fingerprint_state(&sealed), FingerprintState::Untouched);
        assert!(part(&sealed, types::PART).contains(r#"<Override PartName="/docProps/custom.xml""#));
        assert!(part(&sealed, PACKAGE_RELATIONSHIPS).contains(r#"Id="rId2""#));
        assert_eq!(part(&sealed, "word/document.xml"), "<w/>");
    }

    #[test]
    fn sealing_twice_gives_the_same_bytes() {
        let once = seal(&package(&[("word/document.xml", "<w/>")])).unwrap();
        assert!(seal(&once).unwrap() == once);
    }

    #[test]
    fn other_properties_stay_and_are_sealed_too() {
        let custom = r#"<op:Properties xmlns:op="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><op:property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Phòng"><vt:lpwstr>Nội vụ</vt:lpwstr></op:property></op:Properties>"#;
        let sealed = seal(&package(&[("word/document.xml", "<w/>"), (CUSTOM_PART, custom)])).unwrap();
        assert_eq!(fingerprint_state(&sealed), FingerprintState::Untouched);
        let all = properties(&sealed).unwrap();
        assert_eq!(all[0], ("Phòng".to_owned(), "Nội vụ".to_owned()));
        assert!(
            part(&sealed, CUSTOM_PART)
                .contains(r#"<op:property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="8""#)
        );
        assert!(seal(&sealed).unwrap() == sealed);
    }

    #[test]
    fn a_change_behind_the_seal_is_seen() {
        let sealed = seal(&package(&[("word/document.xml", "<w/>")])).unwrap();
        let mut zip = zip::ZipWriter::new_append(Cursor::new(sealed)).unwrap();
        zip.start_file("word/comments.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let changed = zip.finish().unwrap().into_inner();
        assert_eq!(fingerprint_state(&changed), FingerprintState::Edited);
    }
}
