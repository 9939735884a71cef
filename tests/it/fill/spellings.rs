//! One template in many spellings: what XML, zip and the packaging rules call the same must give the same.
//!
//! To add a spelling, add a line to [`SPELLINGS`].

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use rayon::prelude::*;
use thidua::ooxml::package::Package;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::package::{entries, is_xml};
use super::{Beside, chosen, data, fill, folder, none, seen, sound};

/// Name and content of each entry.
type Entries = Vec<(String, Vec<u8>)>;

/// A way to write a package anew without changing what it says.
type Spelling = (&'static str, fn(&mut Entries));

const SPELLINGS: &[Spelling] = &[
    ("UTF-8 with a mark", |all| parts(all, |_, text| [b"\xEF\xBB\xBF", text.as_bytes()].concat())),
    ("UTF-16, little end first", |all| parts(all, |_, text| utf16(text, u16::to_le_bytes))),
    ("UTF-16, big end first", |all| parts(all, |_, text| utf16(text, u16::to_be_bytes))),
    ("no declaration", |all| texts(all, |_, text| without_declaration(text).to_owned())),
    ("single quotes", |all| texts(all, |_, text| tags(text, |tag| tag.quote = '\''))),
    ("spaces in tags", |all| texts(all, |_, text| tags(text, |tag| (tag.before, tag.end) = ("  ", " ")))),
    ("lines in tags", |all| texts(all, |_, text| tags(text, |tag| (tag.before, tag.end) = ("\n\t", "\n")))),
    ("attributes in another order", |all| texts(all, |_, text| tags(text, |tag| tag.attributes.reverse()))),
    ("other prefixes", |all| texts(all, |_, text| tags(text, other_prefixes))),
    ("no prefix", |all| texts(all, |_, text| tags(text, no_prefix))),
    ("empty elements with an end tag", |all| texts(all, |_, text| tags(text, |tag| tag.opened = true))),
    ("braces as references", |all| texts(all, |_, text| outside_cdata(text, braces))),
    ("letters as references", |all| texts(all, |_, text| words(text, letters))),
    ("CDATA", |all| texts(all, |_, text| words(text, cdata))),
    ("comments", |all| texts(all, |_, text| words(text, |word| format!("<!-- {{{{ -->{word}<!-- x -->")))),
    ("absolute targets", |all| targets(all, |folder, target| format!("/{folder}{target}"))),
    ("targets from here", |all| targets(all, |_, target| format!("./{target}"))),
    ("targets by way of the folder above", |all| {
        targets(
            all,
            |folder, target| if folder.is_empty() { target.to_owned() } else { format!("../{folder}{target}") },
        );
    }),
    ("targets with backslashes", |all| targets(all, |_, target| target.replace('/', "\\"))),
    ("names with backslashes", |all| names(all, |name| name.replace('/', "\\"))),
    ("names with a slash in front", |all| names(all, |name| format!("/{name}"))),
    ("names in capitals", |all| names(all, |name| name.replace("document", "DOCUMENT").replace("header", "Header"))),
    ("another name for the document", |all| renamed(all, "document.xml", "vanban2.xml")),
    ("another name for the custom properties", |all| renamed(all, "custom.xml", "custom2.xml")),
    ("another order of entries", |all| all.reverse()),
    ("a content type for each part", types_by_part),
];

/// Declares each part by itself, none by its extension.
fn types_by_part(all: &mut Entries) {
    let names: Vec<String> = all.iter().map(|(name, _)| name.clone()).filter(|name| !name.ends_with('/')).collect();
    let Some((_, content)) = all.iter_mut().find(|(name, _)| name == "[Content_Types].xml") else { return };
    let Ok(text) = std::str::from_utf8(content) else { return };
    let (mut kinds, mut overridden) = (Vec::new(), Vec::new());
    let bare = tags(text, |tag| {
        let value = |name: &str| tag.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        match (value("Extension"), value("PartName"), value("ContentType")) {
            (Some(extension), _, Some(kind)) => kinds.push((extension.to_lowercase(), kind)),
            (_, Some(part), _) => overridden.push(part.to_lowercase()),
            _ => {}
        }
    });
    let mut own = String::new();
    for name in names.iter().filter(|name| !overridden.contains(&format!("/{}", name.to_lowercase()))) {
        let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if let Some((_, kind)) = kinds.iter().find(|(known, _)| *known == extension) {
            let _ = write!(own, "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
        }
    }
    let mut kept = String::new();
    for (at, piece) in bare.split("<Default ").enumerate() {
        kept.push_str(if at == 0 { piece } else { piece.split_once("/>").map_or("", |(_, rest)| rest) });
    }
    *content = kept.replace("</Types>", &format!("{own}</Types>")).into_bytes();
}

/// Changes the XML of every part.
fn parts(all: &mut Entries, change: fn(&str, &str) -> Vec<u8>) {
    for (name, content) in all.iter_mut().filter(|(name, _)| is_xml(name)) {
        if let Ok(text) = std::str::from_utf8(content) {
            *content = change(name, text.trim_start_matches('\u{feff}'));
        }
    }
}

fn texts(all: &mut Entries, change: fn(&str, &str) -> String) {
    for (name, content) in all.iter_mut().filter(|(name, _)| is_xml(name)) {
        if let Ok(text) = std::str::from_utf8(content) {
            *content = change(name, text.trim_start_matches('\u{feff}')).into_bytes();
        }
    }
}

fn names(all: &mut Entries, change: fn(&str) -> String) {
    for (name, _) in all {
        *name = change(name);
    }
}

fn is_relations(name: &str) -> bool {
    name.rsplit('.').next() == Some("rels")
}

fn renamed(all: &mut Entries, old: &str, new: &str) {
    for (name, content) in all {
        let is_list = is_relations(name) || name.contains("[Content");
        *name = name.replace(&format!("/{old}"), &format!("/{new}"));
        if let (Ok(text), true) = (std::str::from_utf8(content), is_list) {
            *content = text.replace(&format!("/{old}\""), &format!("/{new}\"")).into_bytes();
        }
    }
}

/// Changes targets inside the package, but those that lead upwards or to the root already.
fn targets(all: &mut Entries, change: fn(&str, &str) -> String) {
    for (name, content) in all.iter_mut().filter(|(name, _)| is_relations(name)) {
        let folder = name.split("_rels/").next().unwrap_or_default();
        let Ok(text) = std::str::from_utf8(content) else { continue };
        let changed = tags(text, |tag| {
            let external = tag.attributes.iter().any(|(key, _)| key == "TargetMode");
            for (_, target) in tag.attributes.iter_mut().filter(|(key, _)| key == "Target" && !external) {
                if !target.starts_with(['.', '/', '#']) {
                    *target = change(folder, target);
                }
            }
        });
        *content = changed.into_bytes();
    }
}

fn without_declaration(text: &str) -> &str {
    match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, rest)| rest.trim_start()),
        None => text,
    }
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", without_declaration(text));
    text.encode_utf16().flat_map(order).collect()
}

/// A start tag or an end tag, and how it is to be written.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    closes: bool,
    empty: bool,
    opened: bool,
    quote: char,
    before: &'static str,
    end: &'static str,
}

impl Tag {
    fn read(inside: &str) -> Self {
        let closes = inside.starts_with('/');
        let empty = inside.ends_with('/');
        let inside = inside.trim_start_matches('/').trim_end_matches('/');
        let (name, mut rest) = inside.split_once(|c: char| c.is_whitespace()).unwrap_or((inside, ""));
        let mut attributes = Vec::new();
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let quote = &after[..1];
            let (value, left) = after[1..].split_once(quote).expect("a value ends");
            attributes.push((key.trim().to_owned(), value.replace('"', "&quot;")));
            rest = left;
        }
        let name = name.to_owned();
        Self { name, attributes, closes, empty, opened: false, quote: '"', before: " ", end: "" }
    }

    fn write(&self, out: &mut String) {
        let Self { name, quote, before, end, .. } = self;
        if self.closes {
            let _ = write!(out, "</{name}{end}>");
            return;
        }
        let _ = write!(out, "<{name}");
        for (key, value) in &self.attributes {
            let value =
                if *quote == '\'' { value.replace('\'', "&apos;").replace("&quot;", "\"") } else { value.clone() };
            let _ = write!(out, "{before}{key}={quote}{value}{quote}");
        }
        match (self.empty, self.opened) {
            (true, true) => drop(write!(out, "{end}></{name}>")),
            (true, false) => drop(write!(out, "{end}/>")),
            _ => drop(write!(out, "{end}>")),
        }
    }
}

/// Where what begins at `<` ends: a tag, a comment, CDATA, an instruction.
fn end_of(text: &str) -> usize {
    for (begin, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(begin) {
            return text.find(end).map_or(text.len(), |at| at + end.len());
        }
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Goes over markup and text; both come out as they are changed.
fn walk(text: &str, mut markup: impl FnMut(&str) -> String, mut word: impl FnMut(&str) -> String) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('<') {
        out.push_str(&word(&rest[..at]));
        let end = at + end_of(&rest[at..]);
        out.push_str(&markup(&rest[at..end]));
        rest = &rest[end..];
    }
    out + &word(rest)
}

fn tags(text: &str, mut change: impl FnMut(&mut Tag)) -> String {
    let markup = |markup: &str| {
        if markup.starts_with("<!") || markup.starts_with("<?") || !markup.ends_with('>') {
            return markup.to_owned();
        }
        let (mut tag, mut out) = (Tag::read(&markup[1..markup.len() - 1]), String::new());
        change(&mut tag);
        tag.write(&mut out);
        out
    };
    walk(text, markup, str::to_owned)
}

/// Changes the text of elements that hold nothing else.
fn words(text: &str, change: fn(&str) -> String) -> String {
    let word = |word: &str| if word.trim().is_empty() { word.to_owned() } else { change(word) };
    walk(text, str::to_owned, word)
}

fn outside_cdata(text: &str, change: fn(&str) -> String) -> String {
    let plain = |markup: &str| if markup.starts_with("<!") { markup.to_owned() } else { change(markup) };
    walk(text, plain, change)
}

fn braces(text: &str) -> String {
    text.replace('{', "&#123;").replace('}', "&#x7D;").replace('%', "&#37;")
}

fn letters(text: &str) -> String {
    let mut out = String::new();
    let mut reference = false;
    for c in text.chars() {
        reference |= c == '&';
        match c {
            'a'..='z' if !reference => drop(write!(out, "&#x{:X};", u32::from(c))),
            c => out.push(c),
        }
        reference &= c != ';';
    }
    out
}

fn cdata(text: &str) -> String {
    if text.contains('&') { text.to_owned() } else { format!("<![CDATA[{text}]]>") }
}

fn other_prefixes(tag: &mut Tag) {
    let other = |name: &str| match name.split_once(':') {
        Some(("xml", _)) | None => name.to_owned(),
        Some(("xmlns", prefix)) => format!("xmlns:q{prefix}"),
        Some((prefix, local)) => format!("q{prefix}:{local}"),
    };
    tag.name = other(&tag.name);
    for (key, value) in &mut tag.attributes {
        if key == "Requires" || key.ends_with(":Ignorable") {
            *value = value.split_whitespace().map(|prefix| format!("q{prefix}")).collect::<Vec<_>>().join(" ");
        }
        *key = other(key);
    }
}

fn no_prefix(tag: &mut Tag) {
    if let Some(local) = tag.name.strip_prefix("w:") {
        tag.name = local.to_owned();
    }
    let word = tag.attributes.iter().find(|(key, _)| key == "xmlns:w").map(|(_, value)| value.clone());
    if let Some(word) = word.filter(|_| !tag.attributes.iter().any(|(key, _)| key == "xmlns")) {
        tag.attributes.push(("xmlns".to_owned(), word));
    }
}

fn zipped(all: &Entries, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in all {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What comes of a template: the file as a reader sees it, or the message.
fn outcome(case: &str, template: Vec<u8>) -> Result<String, String> {
    let folder = folder(case);
    let filled = fill(template, &data(&folder), &Beside(folder))?;
    let seen = seen::seen(&filled);
    // What is beyond the pages comes in the order of the entries, which is free.
    let (pages, beyond) = seen.split_once(BEYOND).unwrap_or((&seen, ""));
    let mut beyond: Vec<&str> = beyond.lines().collect();
    beyond.sort_unstable();
    Ok([pages, &beyond.join("\n"), &sound::faults(&filled).join("\n")].join(BEYOND))
}

/// What the dump writes before all that no page shows.
const BEYOND: &str = "== Ngoài trang\n";

/// How many spellings each template is rewritten in; the next template takes the next ones. `THIDUA_SPELLINGS` asks for
/// all of them, as CI does.
const EACH: usize = 5;

/// The spellings for the so-many-th template.
fn for_template(number: usize) -> impl Iterator<Item = &'static Spelling> {
    let each = if std::env::var_os("THIDUA_SPELLINGS").is_some() { SPELLINGS.len() } else { EACH };
    SPELLINGS.iter().cycle().skip(number * EACH % SPELLINGS.len()).take(each)
}

/// Packages that are broken are broken in one spelling; those of a thousand rows would only take time.
fn spelled_anew() -> Vec<String> {
    let sound = |case: &String| {
        let bytes = std::fs::read(folder(case).join("mau.docx")).unwrap();
        Package::open(&bytes).is_ok() && entries(&bytes).is_ok() && bytes.len() < 200_000
    };
    chosen().into_iter().filter(|case| !case.starts_with("hong-") && sound(case)).collect()
}

#[test]
fn every_template_gives_the_same_in_every_spelling() {
    let differs = |(number, case): (usize, &String)| {
        let bytes = std::fs::read(folder(case).join("mau.docx")).unwrap();
        let wanted = outcome(case, bytes.clone());
        let own = entries(&bytes).unwrap();
        let mut found = Vec::new();
        for (name, spelling) in for_template(number) {
            let mut all = own.clone();
            spelling(&mut all);
            let given = outcome(case, zipped(&all, CompressionMethod::Stored));
            if given != wanted {
                let (Ok(given) | Err(given)) = given;
                let (Ok(wanted) | Err(wanted)) = &wanted;
                let first = given.lines().zip(wanted.lines()).find(|(given, wanted)| given != wanted);
                found.push(format!("{case}, {name}: {:?}", first.unwrap_or(("more or less", ""))));
            }
        }
        found
    };
    none(&spelled_anew().par_iter().enumerate().flat_map(differs).collect::<Vec<_>>());
}
