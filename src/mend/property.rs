//! Setting properties of a run, a paragraph or a section, in the order the schema wants, the rest kept as it is written.

use crate::ooxml::order::order_of;
use crate::ooxml::tree::{Id, Tree};

/// A property to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// An element in place of one of its name.
    Element(&'static str, String),
    /// Attributes of an element; those without a value are taken away, others of it are kept.
    Attributes(&'static str, Vec<(&'static str, Option<String>)>),
}

impl Set {
    /// A switch such as `w:b`.
    pub fn switch(name: &'static str, on: bool) -> Self {
        Self::value(name, if on { "1" } else { "0" })
    }

    /// An element with `w:val`.
    pub fn value(name: &'static str, value: &str) -> Self {
        Self::Element(name, format!("<{name} w:val=\"{value}\"/>"))
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Element(name, _) | Self::Attributes(name, _) => name,
        }
    }

    fn written(&self, before: Option<(&Tree<'_>, Id)>) -> String {
        let (name, attributes) = match self {
            Self::Element(_, xml) => return xml.clone(),
            Self::Attributes(name, attributes) => (name, attributes),
        };
        let mut xml = format!("<{name}");
        if let Some((tree, id)) = before {
            for found in crate::ooxml::tree::attributes(tree.tag(id)) {
                let tag = tree.tag(id);
                if !attributes.iter().any(|(own, _)| *own == &tag[found.name.clone()]) {
                    xml += &tag[found.whole];
                }
            }
        }
        for (name, value) in attributes.iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            xml += &format!(" {name}=\"{value}\"");
        }
        xml + "/>"
    }
}

/// A change that is tracked: `w:rPrChange` and the like.
#[derive(Debug, Clone, Copy)]
pub struct Tracked<'t> {
    /// Number and author, as attributes.
    pub stamp: &'t str,
    /// Children that the former state does not name.
    pub without: &'t [&'static str],
}

/// Returns the group `name` (`w:rPr`, `w:pPr`, `w:sectPr`) with properties set; `group` is what it was.
pub fn set(
    tree: &Tree<'_>,
    group: Option<Id>,
    name: &'static str,
    sets: &[Set],
    tracked: Option<Tracked<'_>>,
) -> String {
    let order = order_of(name.as_bytes()).expect("the order of these groups is known");
    let own: Vec<Id> = group.into_iter().flat_map(|group| tree.children(group)).collect();
    let raw = |id: Id| tree.source[tree.get(id).whole()].to_owned();
    let rank = |name: &str| order.rank(name.as_bytes());
    let mut children: Vec<(u16, String)> = Vec::new();
    for id in &own {
        let child = tree.name(*id);
        let mut sets = sets.iter().filter(|set| set.name() == child);
        let xml = sets.next_back().map_or_else(|| raw(*id), |set| set.written(Some((tree, *id))));
        children.push((rank(child), xml));
    }
    for (at, set) in sets.iter().enumerate() {
        let again = sets[at + 1..].iter().any(|later| later.name() == set.name());
        if !again && !own.iter().any(|id| tree.name(*id) == set.name()) {
            children.push((rank(set.name()), set.written(None)));
        }
    }
    let change = format!("{name}Change");
    if let Some(tracked) = tracked.filter(|_| !own.iter().any(|id| tree.name(*id) == change)) {
        let kept = own.iter().filter(|id| !tracked.without.contains(&tree.name(**id)));
        let former: String = kept.map(|id| raw(*id)).collect();
        let xml = format!("<{change} {}><{name}>{former}</{name}></{change}>", tracked.stamp);
        children.push((rank(&change), xml));
    }
    // Stable, so that headers and footers keep their order; unknown ones stay last but for the record of a change.
    children.sort_by_key(|(rank, _)| *rank);
    let inner: String = children.into_iter().map(|(_, xml)| xml).collect();
    let open = group.map_or_else(
        || format!("<{name}>"),
        |group| {
            let tag = tree.tag(group).trim_end_matches('>').trim_end_matches('/').trim_end();
            format!("{tag}>")
        },
    );
    format!("{open}{inner}</{name}>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(source: &str, name: &'static str, sets: &[Set], tracked: Option<Tracked<'_>>) -> String {
        let tree = Tree::read(source).unwrap();
        set(&tree, Some(0), name, sets, tracked)
    }

    #[test]
    fn a_property_takes_the_place_of_its_name_or_the_one_the_schema_gives_it() {
        let source = r#"<w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="32"/></w:rPr>"#;
        let sets = [Set::switch("w:b", true), Set::value("w:sz", "28")];
        assert_eq!(
            mended(source, "w:rPr", &sets, None),
            r#"<w:rPr><w:rFonts w:ascii="Arial"/><w:b w:val="1"/><w:sz w:val="28"/></w:rPr>"#
        );
    }

    #[test]
    fn attributes_not_named_are_kept_and_those_without_a_value_go() {
        let source = r#"<w:pPr><w:ind w:left="0" w:hanging="200"/></w:pPr>"#;
        let sets = [Set::Attributes("w:ind", vec![("w:firstLine", Some("567".to_owned())), ("w:hanging", None)])];
        assert_eq!(mended(source, "w:pPr", &sets, None), r#"<w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr>"#);
    }

    #[test]
    fn a_tracked_change_keeps_the_former_state_and_is_noted_once() {
        let tracked = Tracked { stamp: r#"w:id="1" w:author="A""#, without: &["w:rPr"] };
        let once = mended(
            r#"<w:pPr><w:jc w:val="left"/><w:rPr/></w:pPr>"#,
            "w:pPr",
            &[Set::value("w:jc", "both")],
            Some(tracked),
        );
        let former = r#"<w:pPrChange w:id="1" w:author="A"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>"#;
        assert_eq!(once, format!(r#"<w:pPr><w:jc w:val="both"/><w:rPr/>{former}</w:pPr>"#));
        let twice = mended(&once, "w:pPr", &[Set::value("w:jc", "center")], Some(tracked));
        assert_eq!(twice, format!(r#"<w:pPr><w:jc w:val="center"/><w:rPr/>{former}</w:pPr>"#));
    }
}
