//! The styles of an inserted document in the template: the same where they are the same, renamed where they differ.

use std::collections::HashMap;

use quick_xml::escape::escape;

use super::super::InsertError;
use super::{Source, clean, merge};
use crate::fill::additions::{Additions, Styles};
use crate::ooxml::fragment;
use crate::ooxml::tree;
use crate::viet::text::slug;

/// What of a style is written anew or left behind.
const LEFT: [&str; 8] =
    ["w:name", "w:aliases", "w:basedOn", "w:next", "w:link", "w:autoRedefine", "w:hidden", "w:locked"];
/// What of a style does not change how text looks.
const OUTER: [&str; 9] = [
    "w:next",
    "w:link",
    "w:uiPriority",
    "w:qFormat",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:locked",
    "w:aliases",
    "w:name",
];

/// How the styles of a document are called in the template.
#[derive(Debug, Default)]
pub struct Look {
    ids: HashMap<String, String>,
    /// The style of paragraphs that name none; none where the template's own does.
    pub base: Option<String>,
    /// Lists that styles use: number there and here.
    pub lists: HashMap<u32, u32>,
}

impl Look {
    /// Returns the id in the template.
    pub fn id(&self, id: &str) -> Option<String> {
        self.ids.get(id).cloned()
    }
}

/// The fonts of a theme.
#[derive(Debug, Default)]
pub struct Fonts {
    major: Option<String>,
    minor: Option<String>,
}

impl Fonts {
    /// Reads the Latin fonts of a theme.
    pub fn of(theme: &str) -> Self {
        let latin = |group: &str| {
            let start = theme.find(&format!("<a:{group}>"))?;
            let latin = theme[start..].find("<a:latin ")? + start;
            fragment::attribute(&theme[latin..=latin + theme[latin..].find('>')?], "typeface")
                .filter(|name| !name.is_empty())
        };
        Self { major: latin("majorFont"), minor: latin("minorFont") }
    }

    /// Returns the font that a pointer such as `minorHAnsi` stands for.
    pub fn named(&self, pointer: &str) -> Option<String> {
        if pointer.starts_with("major") { self.major.clone() } else { self.minor.clone() }
    }

    /// Writes the names of fonts where styles point to the theme, so that another theme changes nothing.
    pub fn resolve(&self, styles: &str) -> String {
        let mut made = styles.to_owned();
        let fonts = [("major", &self.major), ("minor", &self.minor)];
        for (kind, attribute) in [("Ascii", "ascii"), ("HAnsi", "hAnsi"), ("EastAsia", "eastAsia"), ("Bidi", "cs")] {
            for (group, font) in &fonts {
                let pointer = format!(
                    " w:{}=\"{group}{kind}\"",
                    if kind == "Bidi" { "cstheme".to_owned() } else { format!("{attribute}Theme") }
                );
                let name = font.as_ref().map(|font| format!(" w:{attribute}=\"{}\"", escape(font.as_str())));
                made = made.replace(&pointer, name.as_deref().unwrap_or_default());
                // Word points ascii and hAnsi to either of the two names.
                let other = pointer.replace(
                    &format!("{group}{kind}"),
                    &format!("{group}{}", if kind == "Ascii" { "HAnsi" } else { "Ascii" }),
                );
                made = made.replace(&other, name.as_deref().unwrap_or_default());
            }
        }
        made
    }
}

/// Brings over the styles that a document uses, with those they build on.
pub(super) fn bring(source: &Source, used: &[String], extra: &mut Additions<'_>) -> Result<Look, InsertError> {
    let mut look = Look::default();
    if !extra.styles()?.exist() {
        look.ids = used.iter().map(|id| (id.clone(), id.clone())).collect();
        return Ok(look);
    }
    let host_theme = extra.related("theme").map(|part| extra.text(&part)).transpose()?.flatten().unwrap_or_default();
    let mut bringer =
        Bringer { source, fonts: Fonts::of(&host_theme), stem: stem(&source.path), same_base: false, look, extra };
    bringer.base()?;
    for id in used {
        bringer.style(id)?;
    }
    Ok(bringer.look)
}

/// The file's name, which tells renamed styles from the template's.
fn stem(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

struct Bringer<'s, 'e, 'a> {
    source: &'s Source,
    fonts: Fonts,
    stem: String,
    same_base: bool,
    look: Look,
    extra: &'e mut Additions<'a>,
}

impl Bringer<'_, '_, '_> {
    /// Compares what holds for paragraphs without a style; makes a style of it where it differs.
    fn base(&mut self) -> Result<(), InsertError> {
        let theirs = &self.source.styles;
        let host = self.extra.styles()?;
        let (their_normal, our_normal) = (theirs.default_paragraph(), host.default_paragraph());
        let normal = |styles: &Styles, id: &Option<String>| {
            id.as_ref().and_then(|id| styles.get(id)).map(|style| style.xml.clone()).unwrap_or_default()
        };
        let (theirs_xml, ours_xml) = (normal(theirs, &their_normal), normal(host, &our_normal));
        let our_defaults = host.defaults().to_owned();
        let same_defaults = self.essence(theirs.defaults()) == self.essence(&our_defaults);
        self.same_base = same_defaults && self.essence(&theirs_xml) == self.essence(&ours_xml);
        if self.same_base {
            if let (Some(theirs), Some(ours)) = (their_normal, our_normal) {
                self.look.ids.insert(theirs, ours);
            }
            return Ok(());
        }
        let inner = |raw: &str, outer: &str, name: &str| {
            let outer = fragment::child(raw, outer).map(|child| child.xml.to_owned()).unwrap_or_default();
            fragment::child(&outer, name).map(|child| child.xml.to_owned()).unwrap_or_default()
        };
        let own = |name: &str| fragment::child(&theirs_xml, name).map(|child| child.xml.to_owned()).unwrap_or_default();
        let defaults = theirs.defaults();
        let paragraph =
            merge::merged("w:pPr", &[merge::PLAIN_PARAGRAPH, &inner(defaults, "w:pPrDefault", "w:pPr"), &own("w:pPr")]);
        let text =
            merge::merged("w:rPr", &[merge::PLAIN_TEXT, &inner(defaults, "w:rPrDefault", "w:rPr"), &own("w:rPr")]);
        let (id, name) = self.free("Normal", "Normal")?;
        self.extra.styles()?.add(&id, &name, merge::style(&id, &name, &paragraph, &text));
        if let Some(theirs) = their_normal {
            self.look.ids.insert(theirs, id.clone());
        }
        self.look.base = Some(id);
        Ok(())
    }

    /// Finds or makes the template's style for one of the document.
    fn style(&mut self, id: &str) -> Result<Option<String>, InsertError> {
        if let Some(known) = self.look.ids.get(id) {
            return Ok(Some(known.clone()));
        }
        let Some(style) = self.source.styles.get(id).cloned() else { return Ok(None) };
        let kind = fragment::attribute(&style.xml, "w:type").unwrap_or_default();
        // Against styles that build on themselves.
        self.look.ids.insert(id.to_owned(), id.to_owned());
        let below = fragment::child(&style.xml, "w:basedOn").and_then(|below| below.attribute("w:val"));
        let new_below = match &below {
            Some(below) => self.style(below)?,
            None => None,
        };
        let rests_on_text = matches!(kind.as_str(), "paragraph" | "table");
        let ours = self.extra.styles()?.get(id).map(|ours| ours.xml.clone());
        let same = ours.is_some_and(|ours| self.essence(&ours) == self.essence(&style.xml));
        if same && new_below == below && (self.same_base || !rests_on_text) && !has_list(&style.xml) {
            return Ok(Some(id.to_owned()));
        }
        let (new, name) = self.free(id, &style.name)?;
        self.look.ids.insert(id.to_owned(), new.clone());
        let base = self.look.base.clone().filter(|_| kind == "paragraph");
        let made = self.rewritten(&style.xml, (&new, &name, &kind), new_below.or(base))?;
        self.extra.styles()?.add(&new, &name, made);
        Ok(Some(new))
    }

    fn rewritten(
        &mut self,
        style: &str,
        (id, name, kind): (&str, &str, &str),
        below: Option<String>,
    ) -> Result<String, InsertError> {
        let below = below.map(|below| format!("<w:basedOn w:val=\"{}\"/>", escape(&below))).unwrap_or_default();
        let mut made = format!(
            "<w:style w:type=\"{kind}\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>{below}",
            escape(id),
            escape(name)
        );
        for child in fragment::children(style).into_iter().filter(|child| !LEFT.contains(&child.name.as_str())) {
            let list = fragment::child(child.xml, "w:numPr").filter(|_| child.name == "w:pPr");
            match list {
                Some(list) => made.push_str(&child.xml.replacen(list.xml, &self.list(list.xml)?, 1)),
                None => made.push_str(child.xml),
            }
        }
        Ok(made + "</w:style>")
    }

    /// Returns the list of a style as the template numbers it.
    fn list(&mut self, list: &str) -> Result<String, InsertError> {
        let value = |name: &str| fragment::child(list, name)?.attribute("w:val")?.parse::<u32>().ok();
        let level = fragment::child(list, "w:ilvl").map(|level| level.xml.to_owned()).unwrap_or_default();
        let Some(number) = value("w:numId").filter(|number| *number != 0) else { return Ok(list.to_owned()) };
        let new = match self.look.lists.get(&number) {
            Some(new) => *new,
            None => self.source.bring_list(number, &self.look, self.extra)?,
        };
        self.look.lists.insert(number, new);
        Ok(format!("<w:numPr>{level}<w:numId w:val=\"{new}\"/></w:numPr>"))
    }

    /// Returns id and name that no style of the template has.
    fn free(&mut self, id: &str, name: &str) -> Result<(String, String), InsertError> {
        let stem = self.stem.clone();
        let styles = self.extra.styles()?;
        if styles.get(id).is_none() && !styles.has_name(name) {
            return Ok((id.to_owned(), name.to_owned()));
        }
        let mut numbers = 1_u32..;
        loop {
            let number = numbers.next().unwrap_or(u32::MAX);
            let suffix = if number == 1 { String::new() } else { format!(" {number}") };
            let new = (format!("{id}-{}{}", slug(&stem), suffix.trim()), format!("{name} ({stem}{suffix})"));
            if styles.get(&new.0).is_none() && !styles.has_name(&new.1) {
                return Ok(new);
            }
        }
    }

    /// Returns what of a style's XML changes how text looks, fonts of the template's theme by name.
    fn essence(&self, raw: &str) -> String {
        let cleaned = clean::only_word(&self.fonts.resolve(raw));
        let children = fragment::children(&cleaned);
        children.iter().filter(|child| !OUTER.contains(&child.name.as_str())).map(|child| ordered(child.xml)).collect()
    }
}

/// Returns XML with the attributes of each tag in the order of their names, for theirs says nothing.
fn ordered(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    for piece in xml.split_inclusive('>') {
        let tag = piece.rfind('<').map_or("", |at| &piece[at..]);
        let mut all: Vec<&str> = tree::attributes(tag).map(|found| tag[found.whole].trim()).collect();
        all.sort_unstable();
        let head = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
        let end = if tag.ends_with("/>") { "/>" } else { ">" };
        out.push_str(&piece[..piece.len() - tag.len()]);
        match all.as_slice() {
            [] => out.push_str(tag),
            all => out.push_str(&format!("{} {}{end}", &tag[..head], all.join(" "))),
        }
    }
    out
}

fn has_list(style: &str) -> bool {
    fragment::child(style, "w:pPr").is_some_and(|properties| fragment::child(properties.xml, "w:numPr").is_some())
}
