//! A template with Times New Roman in the place of fonts from before Unicode, and its old text as Unicode.

use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::escape::escape;

use super::super::edit::{Edits, Output, What};
use super::super::paragraph::{Char, Joined, Stream};
use super::super::place::Places;
use super::super::{code, fault, tag};
use super::{Fonts, may_name_one};
use crate::diag::Diagnostic;
use crate::ooxml::package::{Package, PackageError};
use crate::ooxml::tree::{Id, Tree};
use crate::ooxml::usual::usual;
use crate::ooxml::write::Repack;
use crate::viet::legacy::{Encoding, shows_capitals};

/// The font of the decree.
const NEW: &str = "Times New Roman";
/// More places of text that cannot be read are not told one by one.
const MOST_TOLD: usize = 20;

/// A template whose fonts have been changed.
#[derive(Debug)]
pub struct Renewed {
    /// The file.
    pub bytes: Vec<u8>,
    /// The findings about text that is still in an old encoding.
    pub findings: Vec<Diagnostic>,
}

/// Changes the fonts of a template; nothing if it names none from before Unicode. `name` is how messages call it.
pub fn renewed(name: &str, bytes: &[u8]) -> Result<Option<Renewed>, PackageError> {
    let (bytes, package) = usual(&bytes.into())?;
    let broken = |error: &dyn std::fmt::Display| PackageError::Broken(error.to_string());
    let mut out = Repack::open(&bytes).map_err(|error| broken(&error))?;
    let text = |part: String| Some((String::from_utf8(package.part(&part)?.to_vec()).ok()?, part));
    let xml = out.names().into_iter().filter(|part| part.to_lowercase().ends_with(".xml"));
    let parts: Vec<(String, String)> = xml.filter_map(text).collect();
    if !parts.iter().any(|(xml, _)| may_name_one(xml)) {
        return Ok(None);
    }
    let fonts = fonts(&package);
    let mut trees: Vec<(&str, Tree<'_>)> = Vec::new();
    for (xml, part) in &parts {
        trees.push((part, Tree::read(xml).map_err(|error| broken(&error))?));
    }
    let unread: Vec<(usize, Unread)> = trees
        .iter()
        .enumerate()
        .flat_map(|(at, (_, tree))| unread(tree, &fonts).into_iter().map(move |one| (at, one)))
        .collect();
    let kept: BTreeSet<String> = unread.iter().map(|(_, one)| one.font.to_lowercase()).collect();
    for (part, tree) in &trees {
        if let Some(new) = changed(tree, &fonts, &kept) {
            out.put(part, new);
        }
    }
    let findings = unread.iter().take(MOST_TOLD).map(|(at, one)| told(name, &trees[*at], one)).collect();
    Ok(Some(Renewed { bytes: out.finish().map_err(|error| broken(&error))?, findings }))
}

/// Finds styles and theme.
fn fonts(package: &Package) -> Fonts {
    let text = |kind: &str| {
        let part = package.related(package.main(), kind).ok().flatten()?;
        String::from_utf8(package.part(&part)?.to_vec()).ok()
    };
    Fonts::new(&text("styles").unwrap_or_default(), &text("theme").unwrap_or_default())
}

/// Text in an encoding whose table is not known.
struct Unread {
    font: String,
    paragraph: Id,
    at: usize,
    text: String,
}

fn told(file: &str, (part, tree): &(&str, Tree<'_>), one: &Unread) -> Diagnostic {
    let joined = Joined::read(tree, one.paragraph, Stream::Visible);
    let place = Places::new(part, tree, &[]).of(&joined, one.at, &one.text);
    let message = format!("chữ “{}” còn ở phông {}, bảng mã cũ mà chương trình chưa đọc được", one.text, one.font);
    let hint = "gõ lại chữ ấy bằng Unicode, phông Times New Roman; phông ấy được giữ nguyên trong tệp";
    fault::Fault::warned(file, place, &code::FONT, message, hint).diagnostic
}

/// A stretch of a paragraph's text in one font, without tags.
struct Stretch {
    font: String,
    encoding: Encoding,
    range: Range<usize>,
}

/// Returns the stretches of a paragraph that are in a font from before Unicode.
fn stretches(tree: &Tree<'_>, joined: &Joined, fonts: &Fonts) -> Vec<Stretch> {
    let of_piece: Vec<Option<String>> = joined.pieces.iter().map(|piece| fonts.of_run(tree, piece.run)).collect();
    let chars: Vec<char> = joined.chars.iter().map(|char| char.c).collect();
    let (tags, _) = tag::find(&chars);
    let mut cuts: Vec<usize> = tags.iter().flat_map(|tag| [tag.at.start, tag.at.end]).collect();
    cuts.extend([0, chars.len()]);
    let font = |at: usize| of_piece[joined.chars[at].piece].as_deref();
    // Vowel and mark may stand in different runs.
    cuts.extend((1..chars.len()).filter(|at| font(at - 1) != font(*at)));
    cuts.sort_unstable();
    cuts.dedup();
    let stretch = |pair: &[usize]| {
        let name = font(pair[0])?;
        Some(Stretch { font: name.to_owned(), encoding: Encoding::of_font(name)?, range: pair[0]..pair[1] })
    };
    cuts.windows(2).filter_map(stretch).collect()
}

fn text(chars: &[Char]) -> String {
    chars.iter().map(|char| char.c).collect()
}

fn paragraphs<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = Id> + 't {
    (0..tree.len()).filter(|id| tree.name(*id) == "w:p")
}

/// Returns the texts of a part that cannot be read.
fn unread(tree: &Tree<'_>, fonts: &Fonts) -> Vec<Unread> {
    let mut found = Vec::new();
    for paragraph in paragraphs(tree) {
        let joined = Joined::read(tree, paragraph, Stream::Visible);
        for stretch in stretches(tree, &joined, fonts) {
            let text = text(&joined.chars[stretch.range.clone()]);
            if stretch.encoding.decoded(&text).is_none() {
                found.push(Unread { font: stretch.font, paragraph, at: stretch.range.start, text });
            }
        }
    }
    found
}

/// Returns a part with other fonts and Unicode text; nothing if it has neither.
fn changed(tree: &Tree<'_>, fonts: &Fonts, kept: &BTreeSet<String>) -> Option<String> {
    let mut edits = Edits::default();
    let mut any = false;
    for paragraph in paragraphs(tree) {
        let joined = Joined::read(tree, paragraph, Stream::Visible);
        for stretch in stretches(tree, &joined, fonts).iter().filter(|one| !kept.contains(&one.font.to_lowercase())) {
            any |= decode(&joined, stretch, &mut edits);
        }
    }
    for id in 0..tree.len() {
        any |= match tree.name(id) {
            "w:rFonts" => fonts_of_run(tree, id, kept, &mut edits),
            "a:latin" | "a:ea" | "a:cs" | "a:font" => rename(tree, id, &["typeface"], kept, &mut edits),
            "w:font" => rename(tree, id, &["w:name"], kept, &mut edits),
            "w:lvl" => label(tree, id, fonts, kept, &mut edits),
            _ => false,
        };
    }
    let mut out = String::with_capacity(tree.source.len());
    edits.apply(tree.source, |output| match output {
        Output::Kept(xml) => out.push_str(xml),
        Output::Put(What::Xml(xml)) => out.push_str(&xml),
        Output::Put(_) => {}
    });
    any.then_some(out)
}

/// Writes a stretch as Unicode, each letter where its first sign stood.
fn decode(joined: &Joined, stretch: &Stretch, edits: &mut Edits) -> bool {
    let chars = &joined.chars[stretch.range.clone()];
    let old: Vec<char> = chars.iter().map(|char| char.c).collect();
    let mut any = false;
    for (range, letter) in stretch.encoding.letters(&old).unwrap_or_default() {
        if range.len() == 1 && old[range.start] == letter {
            continue;
        }
        any = true;
        let first = &chars[range.start];
        // A soft hyphen of the text is a letter of the encoding.
        let written = if joined.pieces[first.piece].text { letter.to_string() } else { format!("<w:t>{letter}</w:t>") };
        edits.xml(first.source.start, written);
        chars[range].iter().for_each(|char| edits.skip(char.source.clone()));
    }
    any
}

/// Gives a run, or a style, another font; one that shows everything in capitals becomes capitals.
fn fonts_of_run(tree: &Tree<'_>, id: Id, kept: &BTreeSet<String>, edits: &mut Edits) -> bool {
    let capitals = ["w:hAnsi", "w:ascii"].iter().find_map(|name| tree.attribute(id, name));
    let capitals = capitals.is_some_and(|range| shows_capitals(&tree.source[range]));
    let renamed = rename(tree, id, &["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"], kept, edits);
    let properties = tree.get(id).parent;
    if renamed && capitals && tree.child(properties, "w:caps").is_none() {
        let before = ["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs"];
        let last = tree.children(properties).filter(|own| before.contains(&tree.name(*own))).last().unwrap_or(id);
        edits.xml(tree.get(last).whole().end, "<w:caps/>");
    }
    renamed
}

fn rename(tree: &Tree<'_>, id: Id, names: &[&str], kept: &BTreeSet<String>, edits: &mut Edits) -> bool {
    let mut any = false;
    for range in names.iter().filter_map(|name| tree.attribute(id, name)) {
        let font = &tree.source[range.clone()];
        if Encoding::of_font(font).is_some() && !kept.contains(&font.to_lowercase()) {
            edits.xml(range.start, NEW);
            edits.skip(range);
            any = true;
        }
    }
    any
}

/// The label of a numbered list, such as “Điều %1.”, in the font of its level.
fn label(tree: &Tree<'_>, id: Id, fonts: &Fonts, kept: &BTreeSet<String>, edits: &mut Edits) -> bool {
    let Some(range) = tree.child(id, "w:lvlText").and_then(|own| tree.attribute(own, "w:val")) else { return false };
    let own = tree.child(id, "w:rPr").and_then(|own| fonts.of_properties(&tree.source[tree.get(own).whole()]));
    let style = || tree.child(id, "w:pStyle").and_then(|own| tree.attribute(own, "w:val"));
    let font =
        own.or_else(|| fonts.of_style(&tree.source[style()?])).filter(|font| !kept.contains(&font.to_lowercase()));
    let Some(encoding) = font.as_deref().and_then(Encoding::of_font) else { return false };
    let old: String =
        super::super::paragraph::decode(&tree.source[range.clone()]).into_iter().map(|(c, _)| c).collect();
    let Some(new) = encoding.decoded(&old).filter(|new| *new != old) else { return false };
    edits.xml(range.start, escape(&new).into_owned());
    edits.skip(range);
    true
}
