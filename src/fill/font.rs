//! Fonts from before Unicode: which tags stand in one, and templates that get Times New Roman in their place.

mod renew;

use std::collections::HashMap;

use super::additions::Styles;
use super::code;
use super::part::Part;
use super::place::Place;
use super::tag::Kind;
use super::value::document::Fonts as ThemeFonts;
use crate::diag::Diagnostic;
use crate::ooxml::fragment;
use crate::ooxml::tree::{Id, Tree};
use crate::viet::legacy::Encoding;

pub use renew::{Renewed, renewed};

/// How names of such fonts begin, as they are written, for a first look.
const BEGINNINGS: [&str; 10] = ["\".V", "\".v", "\"V", "\"v", "\"SV", "\"sv", "\"Sv", "\"BK", "\"Bk", "\"bk"];

/// Tells whether XML may name a font from before Unicode.
fn may_name_one(xml: &str) -> bool {
    BEGINNINGS.iter().any(|begins| {
        let named = |(at, _): (usize, &str)| xml[at + 1..].split('"').next().and_then(Encoding::of_font);
        xml.match_indices(begins).any(|found| named(found).is_some())
    })
}

/// Finds the font of a run.
#[derive(Debug, Default)]
pub struct Fonts {
    /// Whether any font from before Unicode is named outside the text.
    named: bool,
    theme: ThemeFonts,
    styles: HashMap<String, Style>,
    paragraph: Option<String>,
    /// The font of the document's defaults.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    below: Option<String>,
    font: Option<String>,
}

impl Fonts {
    /// Reads styles and theme of a template.
    pub fn new(styles: &str, theme: &str) -> Self {
        let mut fonts = Self {
            named: may_name_one(styles) || may_name_one(theme),
            theme: ThemeFonts::of(theme),
            ..Self::default()
        };
        // Where neither names one, only what stands in the text can.
        if !fonts.named {
            return fonts;
        }
        let all = Styles::of(None, styles);
        let defaults = fragment::child(all.defaults(), "w:rPrDefault").map_or("", |child| child.xml);
        fonts.default = fonts.of_properties(fragment::child(defaults, "w:rPr").map_or("", |child| child.xml));
        fonts.paragraph = all.default_paragraph();
        for (id, style) in all.all() {
            let below = fragment::child(&style.xml, "w:basedOn").and_then(|below| below.attribute("w:val"));
            let font = fragment::child(&style.xml, "w:rPr").and_then(|own| fonts.of_properties(own.xml));
            fonts.styles.insert(id.clone(), Style { below, font });
        }
        fonts
    }

    /// Returns the font that properties of a run name for letters with marks.
    fn of_properties(&self, properties: &str) -> Option<String> {
        let own = fragment::child(properties, "w:rFonts")?;
        let of = |name: &str| {
            let theme = own.attribute(&format!("{name}Theme")).and_then(|kind| self.theme.named(&kind));
            theme.or_else(|| own.attribute(name))
        };
        of("w:hAnsi").or_else(|| of("w:ascii"))
    }

    /// Returns the font of a style, its own or of one it builds on.
    fn of_style(&self, id: &str) -> Option<String> {
        let mut next = self.styles.get(id);
        // Against styles that build on themselves.
        for _ in 0..self.styles.len() {
            let style = next?;
            if style.font.is_some() {
                return style.font.clone();
            }
            next = self.styles.get(style.below.as_ref()?);
        }
        None
    }

    /// Returns the font of a run, if anything names one.
    pub fn of_run(&self, tree: &Tree<'_>, run: Id) -> Option<String> {
        let value = |id: Id| tree.attribute(id, "w:val").map(|range| tree.source[range].to_owned());
        let own = tree.child(run, "w:rPr");
        let direct = own.and_then(|own| self.of_properties(&tree.source[tree.get(own).whole()]));
        let text_style = || value(tree.child(own?, "w:rStyle")?);
        let paragraph_style = || {
            let properties = tree.nearest(run, "w:p").and_then(|paragraph| tree.child(paragraph, "w:pPr"));
            let named = properties.and_then(|own| value(tree.child(own, "w:pStyle")?));
            named.or_else(|| self.paragraph.clone())
        };
        let table_style = || {
            let table = tree.nearest(run, "w:tbl")?;
            value(tree.child(tree.child(table, "w:tblPr")?, "w:tblStyle")?)
        };
        direct
            .or_else(|| self.of_style(&text_style()?))
            .or_else(|| self.of_style(&paragraph_style()?))
            .or_else(|| self.of_style(&table_style()?))
            .or_else(|| self.default.clone())
    }

    /// Returns the findings about values that would be put into a font from before Unicode, one for each font.
    pub fn warnings(&self, file: &str, part: &Part<'_>, places: &[Place]) -> Vec<Diagnostic> {
        if !self.named && !may_name_one(part.tree.source) {
            return Vec::new();
        }
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        for tag in (0..part.tags.len()).filter(|tag| part.tags[*tag].tag.kind == Kind::Value) {
            let Some(run) = part.tree.nearest(part.piece(tag), "w:r") else { continue };
            let Some(font) = self.of_run(&part.tree, run).filter(|font| Encoding::of_font(font).is_some()) else {
                continue;
            };
            match found.iter_mut().find(|(known, _)| *known == font) {
                Some((_, tags)) => tags.push(tag),
                None => found.push((font, vec![tag])),
            }
        }
        found.iter().filter_map(|(font, tags)| warning(file, font, places, tags)).collect()
    }
}

fn warning(file: &str, font: &str, places: &[Place], tags: &[usize]) -> Option<Diagnostic> {
    let (encoding, place) = (Encoding::of_font(font)?, &places[*tags.first()?]);
    let message = format!(
        "thẻ {} đặt trong chữ phông {font}, bảng mã {}: chữ Unicode điền vào sẽ hiện sai dấu",
        place.tag,
        encoding.name()
    );
    let more = match tags.len() - 1 {
        0 => String::new(),
        more => format!("; cũng vậy ở {more} thẻ khác của phần này"),
    };
    let hint = format!(
        "chạy dien với --doi-phong: phông ấy thành Times New Roman, chữ cũ của mẫu thành Unicode; hoặc tự đổi trong Word{more}"
    );
    Some(super::fault::Fault::warned(file, place.clone(), &code::FONT, message, hint).diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = r#"<a:theme><a:majorFont><a:latin typeface=".VnArial"/></a:majorFont><a:minorFont><a:latin typeface="Arial"/></a:minorFont></a:theme>"#;
    const STYLES: &str = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style><w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/></w:rPr></w:style></w:styles>"#;

    fn font(paragraph: &str, run: &str) -> Option<String> {
        let source = format!("<w:p>{paragraph}<w:r>{run}<w:t>x</w:t></w:r></w:p>");
        let tree = Tree::read(&source).unwrap();
        let run = (0..tree.len()).find(|id| tree.name(*id) == "w:r").unwrap();
        Fonts::new(STYLES, THEME).of_run(&tree, run)
    }

    #[test]
    fn a_run_has_the_font_of_the_nearest_that_names_one() {
        let style = |id: &str| format!(r#"<w:pPr><w:pStyle w:val="{id}"/></w:pPr>"#);
        assert_eq!(font("", "").as_deref(), Some("VNI-Times"));
        assert_eq!(font(&style("B"), "").as_deref(), Some(".VnTime"));
        assert_eq!(font(&style("B"), r#"<w:rPr><w:rStyle w:val="C"/></w:rPr>"#).as_deref(), Some(".VnArial"));
        assert_eq!(font(&style("A"), r#"<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>"#).as_deref(), Some("Arial"));
    }

    #[test]
    fn only_names_of_such_fonts_are_told() {
        assert!(may_name_one(r#"<a typeface=".VnTime"/>"#) && may_name_one(r#"<w:rFonts w:cs="vni-times"/>"#));
        assert!(!may_name_one(r#"<a typeface="Verdana"/><b c="VND"/>"#));
    }
}
