//! The order in which ECMA-376 (transitional) wants the children of each element.

mod tables;

/// One sequence of the schema.
#[derive(Debug)]
pub struct Order {
    /// Names of the children, in their order.
    names: &'static [&'static str],
    /// Those that may occur more than once.
    many: &'static [&'static str],
    /// The attribute that tells repeated children apart, where there is one.
    key: Option<&'static str>,
}

impl Order {
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

impl Order {
    /// The attribute by which children of this rank differ, if they may repeat but not be equal.
    pub fn key(&self, rank: u16) -> Option<&'static str> {
        self.key.filter(|_| rank != u16::MAX && self.repeats(rank))
    }
}

/// The order of the children of `element`, where the schema wants one that a writer may miss.
pub fn order_of(element: &[u8]) -> Option<&'static Order> {
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
}
