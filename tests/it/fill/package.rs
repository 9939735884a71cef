//! A package as the tests see it: all entries, and XML parts as trees that keep everything, fallbacks too.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An element, with its name and those of its attributes as `w:p` whatever the prefixes of the file.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    /// Returns an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the first child of this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns this element and all below, in the order of the text.
    pub fn all(&self) -> Vec<&Node> {
        let mut found = vec![self];
        for child in &self.children {
            found.extend(child.all());
        }
        found
    }

    /// Returns all elements of this name, in order.
    pub fn named(&self, name: &str) -> Vec<&Node> {
        self.all().into_iter().filter(|node| node.name == name).collect()
    }

    /// Returns the letters of a paragraph.
    pub fn letters(&self) -> String {
        self.named("w:t").into_iter().map(|node| node.text.as_str()).collect()
    }

    /// Returns children as a reader meets them: content controls and the like are opened.
    pub fn content(&self) -> Vec<&Node> {
        let mut found = Vec::new();
        for child in &self.children {
            match child.name.as_str() {
                "w:sdt" => found.extend(child.child("w:sdtContent").map(Node::content).unwrap_or_default()),
                "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => found.extend(child.content()),
                _ => found.push(child),
            }
        }
        found
    }
}

const PREFIXES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w:"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w:"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r:"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r:"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp:"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a:"),
    ("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic:"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc:"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14:"),
    ("urn:schemas-microsoft-com:vml", "v:"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    ("http://schemas.openxmlformats.org/package/2006/content-types", ""),
];

fn prefix(namespace: &ResolveResult) -> &'static str {
    let ResolveResult::Bound(namespace) = namespace else { return "" };
    let uri = std::str::from_utf8(namespace.as_ref()).unwrap_or("");
    PREFIXES.iter().find(|(known, _)| *known == uri).map_or("?:", |(_, prefix)| *prefix)
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart) -> Result<Node, String> {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let name = format!("{}{}", prefix(&namespace), String::from_utf8_lossy(local.as_ref()));
    let mut node = Node { name, ..Node::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let key = format!("{}{}", prefix(&namespace), String::from_utf8_lossy(local.as_ref()));
        let value = std::str::from_utf8(&attribute.value).map_err(|error| error.to_string())?;
        let value = quick_xml::escape::unescape(value).map_err(|error| error.to_string())?;
        node.attributes.push((key, value.into_owned()));
    }
    Ok(node)
}

/// Parses a part; anything that is not well-formed is an error.
pub fn parse(bytes: &[u8]) -> Result<Node, String> {
    let text = decoded(bytes)?;
    let mut reader = NsReader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&reader, &start)?),
            Event::Empty(start) => {
                let node = element(&reader, &start)?;
                open.last_mut().unwrap().children.push(node);
            }
            Event::End(_) => {
                let node = open.pop().unwrap();
                open.last_mut().ok_or("an end too many")?.children.push(node);
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| error.to_string())?;
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::CData(text) => open.last_mut().unwrap().text.push_str(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", String::from_utf8_lossy(&name));
                let c = quick_xml::escape::unescape(&reference).map_err(|error| error.to_string())?;
                open.last_mut().unwrap().text.push_str(&c);
            }
            Event::DocType(_) => return Err("a DTD".to_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().unwrap();
    match (open.len(), root.children.len()) {
        (0, 1) => Ok(root.children.remove(0)),
        (0, roots) => Err(format!("{roots} root elements")),
        (depth, _) => Err(format!("{depth} elements are open at the end")),
    }
}

fn decoded(bytes: &[u8]) -> Result<String, String> {
    let units = |order: fn([u8; 2]) -> u16| bytes[2..].chunks_exact(2).map(|two| order([two[0], two[1]])).collect();
    let units: Vec<u16> = match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => return std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| error.to_string()),
    };
    String::from_utf16(&units).map_err(|error| error.to_string())
}

/// Entries of a package in the order of the zip.
pub fn entries(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| error.to_string())?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| format!("{}: {error}", file.name()))?;
        found.push((file.name().to_owned(), content));
    }
    Ok(found)
}

/// Whether an entry is XML that must be well-formed.
pub fn is_xml(name: &str) -> bool {
    [".xml", ".rels"].iter().any(|end| name.ends_with(end))
}

/// The XML parts of a package by name.
pub fn trees(bytes: &[u8]) -> Result<BTreeMap<String, Node>, String> {
    let xml = entries(bytes)?.into_iter().filter(|(name, _)| is_xml(name));
    xml.map(|(name, content)| {
        parse(&content).map(|tree| (name.clone(), tree)).map_err(|error| format!("{name}: {error}"))
    })
    .collect()
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Makes a small document with this body.
pub fn document(body: &str) -> Vec<u8> {
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    package(&[
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{word}"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        (
            "word/document.xml",
            format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>"#),
        ),
    ])
}

/// Makes a file of these entries.
pub fn package<C: AsRef<[u8]>>(parts: &[(&str, C)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
