//! Properties on top of properties: what a style gives that stands on its own.

use quick_xml::escape::escape;

use crate::ooxml::fragment;
use crate::ooxml::order::rank;

/// Elements whose attributes are inherited one by one.
const BY_ATTRIBUTE: [&str; 4] = ["w:rFonts", "w:spacing", "w:ind", "w:lang"];

/// What Word does where nothing is said, written out, so that the template's defaults do not show through.
pub const PLAIN_PARAGRAPH: &str = "<w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>\
    <w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/></w:pPr>";
/// The same for text.
pub const PLAIN_TEXT: &str = "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
    w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>";

/// Returns the properties of several levels as one element of this name (`w:pPr`, `w:rPr`); later levels win.
pub fn merged(name: &str, levels: &[&str]) -> String {
    let mut items: Vec<(String, String)> = Vec::new();
    for child in levels.iter().flat_map(|level| fragment::children(level)) {
        match items.iter_mut().find(|(known, _)| *known == child.name) {
            Some((known, below)) if BY_ATTRIBUTE.contains(&known.as_str()) => *below = on_top(below, child.xml),
            Some((_, below)) => child.xml.clone_into(below),
            None => items.push((child.name, child.xml.to_owned())),
        }
    }
    items.sort_by_key(|(child, _)| rank(name, child));
    let inside: String = items.into_iter().map(|(_, xml)| xml).collect();
    if inside.is_empty() { inside } else { format!("<{name}>{inside}</{name}>") }
}

/// Returns an element with the attributes of another on top; pairs that exclude each other replace each other.
fn on_top(below: &str, above: &str) -> String {
    let read = |raw: &str| -> Vec<(String, String)> {
        let Some((tag, _, _)) = fragment::root(raw) else { return Vec::new() };
        let mut read = Vec::new();
        for one in tag.attributes().with_checks(false).flatten() {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            read.push((text(one.key.as_ref()), text(&one.value)));
        }
        read
    };
    let name = fragment::root(below).map(|(tag, _, _)| fragment::name_of(&tag)).unwrap_or_default();
    let mut attributes = read(below);
    for (key, value) in read(above) {
        let rival = rival(&key);
        attributes.retain(|(known, _)| *known != key && Some(known.as_str()) != rival);
        attributes.push((key, value));
    }
    let mut written = String::new();
    for (key, value) in attributes {
        written.push_str(&format!(" {key}=\"{}\"", value.replace('"', "&quot;")));
    }
    format!("<{name}{written}/>")
}

fn rival(key: &str) -> Option<&'static str> {
    Some(match key {
        "w:hanging" => "w:firstLine",
        "w:firstLine" => "w:hanging",
        "w:start" => "w:left",
        "w:left" => "w:start",
        "w:end" => "w:right",
        "w:right" => "w:end",
        _ => return None,
    })
}

/// Returns a style of its own that gives paragraphs these properties.
pub fn style(id: &str, name: &str, paragraph: &str, text: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>{paragraph}{text}</w:style>",
        escape(id),
        escape(name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_levels_win_and_measures_are_inherited_one_by_one() {
        let defaults = r#"<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>"#;
        let normal =
            r#"<w:pPr><w:spacing w:after="120"/><w:ind w:hanging="300"/><w:jc w:val="both"/><w:keepNext/></w:pPr>"#;
        assert_eq!(
            merged("w:pPr", &[PLAIN_PARAGRAPH, defaults, normal]),
            "<w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:line=\"259\" w:lineRule=\"auto\" w:after=\"120\"/>\
             <w:ind w:left=\"0\" w:right=\"0\" w:hanging=\"300\"/><w:jc w:val=\"both\"/></w:pPr>"
        );
    }

    #[test]
    fn text_keeps_the_order_of_its_properties() {
        let over = r#"<w:rPr><w:lang w:val="vi-VN"/><w:sz w:val="26"/><w:rFonts w:ascii="Arial"/><w:b/></w:rPr>"#;
        assert_eq!(
            merged("w:rPr", &["<w:rPr><w:rFonts w:ascii=\"A\" w:cs=\"C\"/><w:sz w:val=\"20\"/></w:rPr>", over]),
            r#"<w:rPr><w:rFonts w:cs="C" w:ascii="Arial"/><w:b/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>"#
        );
    }
}
