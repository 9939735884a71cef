//! The order in which ECMA-376 (transitional) wants the children of each element.

mod tables;

use crate::ooxml::fragment;

/// One sequence of the schema.
#[derive(Debug)]
pub struct SchemaOrder {
    /// Names of the children, in their order.
    names: &'static [&'static str],
    /// Those that may occur more than once.
    many: &'static [&'static str],
    /// The attribute that tells repeated children apart, where there is one.
    key: Option<&'static str>,
}

impl SchemaOrder {
    /// Place of a child in the sequence; unknown ones come last.
    pub fn rank(&self, child: &[u8]) -> u16 {
        let place = self.names.iter().position(|name| name.as_bytes() == child);
        place.and_then(|p| u16::try_from(p).ok()).unwrap_or(u16::MAX)
    }

    /// Tells whether children of this rank may stand beside each other.
    pub fn repeats(&self, rank: u16) -> bool {
        let name = self.names.get(usize::from(rank));
        name.is_none_or(|name| self.many.contains(name))
    }
}

impl SchemaOrder {
    /// The attribute by which children of this rank differ, if they may repeat but not be equal.
    pub fn key(&self, rank: u16) -> Option<&'static str> {
        self.key.filter(|_| rank != u16::MAX && self.repeats(rank))
    }
}

/// The order of the children of `element`, where the schema wants one that a writer may miss.
pub fn order_of(element: &[u8]) -> Option<&'static SchemaOrder> {
    let name = element.strip_prefix(b"w:")?;
    Some(match name {
        b"pPr" => &tables::PARAGRAPH,
        b"rPr" => &tables::RUN,
        b"tcPr" => &tables::CELL,
        b"trPr" => &tables::ROW,
        b"tblPr" => &tables::TABLE,
        b"tblPrEx" => &tables::TABLE_EXCEPTION,
        b"sectPr" => &tables::SECTION,
        b"numPr" => &tables::NUMBERED,
        b"tblBorders" | b"tcBorders" | b"tblCellMar" | b"tcMar" | b"pBdr" | b"pgBorders" => &tables::EDGES,
        b"style" => &tables::STYLE,
        b"tblStylePr" => &tables::TABLE_STYLE,
        b"styles" => &tables::STYLES,
        b"docDefaults" => &tables::DEFAULTS,
        b"numbering" => &tables::NUMBERING,
        b"abstractNum" => &tables::ABSTRACT_NUMBERING,
        b"lvl" => &tables::LEVEL,
        b"num" => &tables::NUMBER,
        b"lvlOverride" => &tables::LEVEL_OVERRIDE,
        b"footnotePr" | b"endnotePr" => &tables::NOTES,
        b"font" => &tables::FONT,
        b"settings" => &tables::SETTINGS,
        _ => return None,
    })
}

/// Returns the place of a child among those of `parent`; children that are not known come last.
pub fn rank(parent: &str, child: &str) -> u16 {
    order_of(parent.as_bytes()).map_or(u16::MAX, |order| order.rank(child.as_bytes()))
}

/// Returns an element with a child where the schema wants it, in place of those of its name; nothing for an element whose
/// children have no order here.
pub fn with_child(element: &str, child: &str) -> Option<String> {
    let name = |xml: &str| fragment::root(xml).map(|(tag, _, _)| fragment::name_of(&tag));
    let (parent, own) = (name(element)?, name(child)?);
    let place = order_of(parent.as_bytes())?.rank(own.as_bytes());
    let element = fragment::retain(element, |other| other.name != own);
    match fragment::children(&element).iter().find(|other| rank(&parent, &other.name) > place) {
        Some(next) => Some([&element[..next.start], child, &element[next.start..]].concat()),
        None => fragment::append(&element, |_| child.to_owned()),
    }
}

/// Tells whether an element says nothing when it is empty, and may be left out.
///
/// `w:tblPr` and `w:sectPr` are not among them: the one is required, the other is a break.
pub fn may_vanish(element: &[u8]) -> bool {
    let name = element.strip_prefix(b"w:").unwrap_or_default();
    matches!(
        name,
        b"pPr"
            | b"rPr"
            | b"tcPr"
            | b"trPr"
            | b"tabs"
            | b"pBdr"
            | b"tblBorders"
            | b"tcBorders"
            | b"tblCellMar"
            | b"tcMar"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_the_schema_does_not_know_ranks_last_and_may_repeat() {
        let order = order_of(b"w:pPr").unwrap();
        assert!(order.rank(b"w:jc") < order.rank(b"w:outlineLvl"));
        assert_eq!(order.rank(b"x:new"), u16::MAX);
        assert!(order.repeats(u16::MAX));
        assert!(!order.repeats(order.rank(b"w:jc")));
    }

    #[test]
    fn two_styles_differ_by_their_id() {
        let order = order_of(b"w:styles").unwrap();
        assert_eq!(order.key(order.rank(b"w:style")), Some("w:styleId"));
        assert_eq!(order.key(order.rank(b"w:docDefaults")), None);
        assert_eq!(order.key(u16::MAX), None);
    }

    #[test]
    fn a_section_may_have_several_headers() {
        let order = order_of(b"w:sectPr").unwrap();
        assert!(order.repeats(order.rank(b"w:headerReference")));
    }

    #[test]
    fn a_child_takes_the_place_that_the_schema_gives_it_and_that_of_its_name() {
        let with = |element: &str| with_child(element, "<w:type w:val=\"nextPage\"/>").unwrap();
        assert_eq!(with("<w:sectPr/>"), "<w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr>");
        assert_eq!(
            with("<w:sectPr a='1'><w:headerReference/><w:cols><w:type/></w:cols><w:type/></w:sectPr>"),
            "<w:sectPr a='1'><w:headerReference/><w:type w:val=\"nextPage\"/><w:cols><w:type/></w:cols></w:sectPr>"
        );
        assert_eq!(with_child("<w:p/>", "<w:r/>"), None);
    }

    /// Each line: an element and the children that another program knows of, in its order.
    const INDEPENDENT: &str = include_str!("order/python-docx.txt");

    #[test]
    fn the_order_is_that_of_an_independent_source() {
        let lines =
            INDEPENDENT.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| !name.starts_with('#'));
        let mut compared = 0;
        for (parent, children) in lines {
            let theirs: Vec<&str> = children.split(' ').collect();
            let ranks: Vec<u16> = theirs.iter().map(|child| rank(parent, child)).collect();
            let unknown: Vec<&&str> =
                theirs.iter().zip(&ranks).filter(|(_, rank)| **rank == u16::MAX).map(|(name, _)| name).collect();
            assert!(unknown.is_empty(), "{parent} has {unknown:?}");
            assert!(
                ranks.is_sorted_by(|one, next| one < next),
                "{parent}: {:?}",
                theirs.iter().zip(&ranks).collect::<Vec<_>>()
            );
            compared += theirs.len();
        }
        assert_eq!(
            compared,
            INDEPENDENT.matches(" w:").count()
                + INDEPENDENT.matches(" m:").count()
                + INDEPENDENT.matches(" sl:").count()
        );
    }
}
