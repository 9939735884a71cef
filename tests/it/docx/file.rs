//! A small .docx made in memory, part by part.
#![allow(dead_code, reason = "each test binary uses its own share")]

use std::io::{Cursor, Write as _};

use thidua::docx::DocxView;
use thidua::docx::view::{Block, Paragraph, Table};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A package under construction.
#[derive(Default)]
pub struct File {
    parts: Vec<(String, String)>,
    relations: String,
    main_type: Option<String>,
}

impl File {
    /// Starts a document with this content of `w:body`.
    pub fn body(body: &str) -> Self {
        let mut file = Self::default();
        file.parts.push(("word/document.xml".into(), wrap("document", &format!("<w:body>{body}</w:body>"))));
        file
    }

    /// Adds a part of the main vocabulary, related by `id` and `kind`.
    pub fn part(self, kind: &str, root: &str, content: &str) -> Self {
        let id = format!("r{}", self.parts.len());
        self.raw(&id, kind, &format!("{kind}.xml"), &wrap(root, content))
    }

    pub fn styles(self, content: &str) -> Self {
        self.part("styles", "styles", content)
    }

    pub fn numbering(self, content: &str) -> Self {
        self.part("numbering", "numbering", content)
    }

    /// Adds a part as it stands under `word/`.
    pub fn raw(mut self, id: &str, kind: &str, name: &str, content: &str) -> Self {
        self.parts.push((format!("word/{name}"), content.into()));
        let link = format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{name}"/>"#);
        self.relations.push_str(&link);
        self
    }

    /// Adds an entry without any relationship.
    pub fn entry(mut self, name: &str, content: &str) -> Self {
        self.parts.push((name.into(), content.into()));
        self
    }

    pub fn main_type(mut self, content_type: &str) -> Self {
        self.main_type = Some(content_type.into());
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let main = self.main_type.as_deref().unwrap_or(MAIN);
        let types = format!(
            r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/word/document.xml" ContentType="{main}"/></Types>"#
        );
        let root = format!(r#"<Relationship Id="m" Type="{OFFICE}/officeDocument" Target="/word/document.xml"/>"#);
        let mut all = vec![
            ("[Content_Types].xml".to_owned(), types),
            ("_rels/.rels".to_owned(), relationships(&root)),
            ("word/_rels/document.xml.rels".to_owned(), relationships(&self.relations)),
        ];
        all.extend(self.parts.iter().cloned());
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in all {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub fn read(&self) -> DocxView {
        DocxView::read(&self.bytes()).unwrap()
    }

    pub fn error(&self) -> String {
        DocxView::read(&self.bytes()).unwrap_err().to_string()
    }
}

fn relationships(links: &str) -> String {
    format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>"#)
}

/// Wraps content into a root element with all namespaces.
pub fn wrap(root: &str, content: &str) -> String {
    format!("<w:{root} {SPACES}>{content}</w:{root}>")
}

/// Returns the paragraph at an index of the first section.
pub fn paragraph(view: &DocxView, at: usize) -> &Paragraph {
    match &view.sections[0].blocks[at] {
        Block::Paragraph(paragraph) => paragraph,
        Block::Table(_) => panic!("a table"),
    }
}

/// Returns the table at an index of the first section.
pub fn table(view: &DocxView, at: usize) -> &Table {
    match &view.sections[0].blocks[at] {
        Block::Table(table) => table,
        Block::Paragraph(_) => panic!("a paragraph"),
    }
}

/// Returns the labels of all paragraphs of the first section.
pub fn labels(view: &DocxView) -> Vec<String> {
    let label = |block: &Block| match block {
        Block::Paragraph(p) => p.label.as_ref().map(|l| l.text.clone()).unwrap_or_default(),
        Block::Table(_) => String::new(),
    };
    view.sections[0].blocks.iter().map(label).collect()
}
