//! The numbers that Word puts before numbered paragraphs.

use std::collections::HashMap;

use crate::docx::number::Counters;
use crate::docx::para_props::para_of;
use crate::docx::style::{Layers, Styles};
use crate::docx::theme::Theme;
use crate::ooxml::namespace::Ns;
use crate::ooxml::tree::{Id, Tree};
use crate::ooxml::xml::{self, Element};

/// What stands within other content and is not counted with it.
const ASIDE: [&str; 4] = ["w:drawing", "w:pict", "w:object", "mc:Fallback"];

/// Returns the paragraphs of the text, those in boxes left out.
pub fn paragraphs(tree: &Tree<'_>) -> Vec<Id> {
    let mut found = Vec::new();
    let mut id = 0;
    while id < tree.len() {
        match tree.name(id) {
            name if ASIDE.contains(&name) => id = tree.inside(id).end - 1,
            "w:p" => found.push(id),
            _ => {}
        }
        id += 1;
    }
    found
}

/// Returns the number before each paragraph that has one; of bullets there are none.
pub fn labels(tree: &Tree<'_>, styles: &str, numbering: &str) -> HashMap<Id, String> {
    if !numbering.contains("<w:num ") {
        return HashMap::new();
    }
    let parsed = |text: &str| xml::Tree::parse(text.as_bytes()).ok();
    let Some(document) = parsed(tree.source) else { return HashMap::new() };
    let numbering = parsed(numbering);
    let styles = Styles::new(parsed(styles), numbering.as_ref(), Theme::default());
    let (mut counters, mut shown) = (Counters::default(), Vec::new());
    count(document.root(), &styles, &mut counters, &mut shown);
    let own = paragraphs(tree);
    if own.len() != shown.len() {
        return HashMap::new();
    }
    own.into_iter().zip(shown).filter_map(|(id, label)| Some((id, label?))).collect()
}

fn count(element: Element<'_>, styles: &Styles, counters: &mut Counters, shown: &mut Vec<Option<String>>) {
    for child in element.children() {
        if child.ns() == Ns::W && matches!(child.name(), "drawing" | "pict" | "object") {
            continue;
        }
        if child.w() == "p" {
            let direct = para_of(child);
            let style = styles.paragraph(direct.style.as_deref());
            let (_, list) = styles.resolve_paragraph(Layers { table: None, style: &style }, &direct);
            let label = counters.next(&styles.numbering, list).filter(|label| !label.bullet);
            shown.push(label.map(|label| label.text).filter(|text| !text.is_empty()));
        }
        count(child, styles, counters, shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_paragraphs_have_their_numbers_and_boxes_do_not_count() {
        let name = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
        let xml = format!(
            "<w:document {name}><w:body>{item}<w:p><w:r><w:pict>{item}</w:pict></w:r></w:p>{item}</w:body></w:document>"
        );
        let numbering = format!(
            "<w:numbering {name}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
             <w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
        );
        let tree = Tree::read(&xml).unwrap();
        let labels = labels(&tree, "", &numbering);
        let mut shown: Vec<_> = labels.into_iter().collect();
        shown.sort_unstable();
        assert_eq!(shown.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), ["I.", "II."]);
    }
}
