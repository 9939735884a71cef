//! The order in which ECMA-376 (transitional) wants the children of each element.

/// One sequence of the schema.
#[derive(Debug)]
pub struct Order {
    /// Names of the children, in their order.
    names: &'static [&'static str],
    /// Those that may occur more than once.
    many: &'static [&'static str],
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

/// The order of the children of `element`, where the schema wants one that a writer may miss.
pub fn order_of(element: &[u8]) -> Option<&'static Order> {
    let name = element.strip_prefix(b"w:")?;
    Some(match name {
        b"pPr" => &PARAGRAPH,
        b"rPr" => &RUN,
        b"tcPr" => &CELL,
        b"trPr" => &ROW,
        b"tblPr" => &TABLE,
        b"tblPrEx" => &TABLE_EXCEPTION,
        b"sectPr" => &SECTION,
        b"numPr" => &NUMBERED,
        b"tblBorders" | b"tcBorders" | b"tblCellMar" | b"tcMar" | b"pBdr" | b"pgBorders" => &EDGES,
        b"style" => &STYLE,
        b"tblStylePr" => &TABLE_STYLE,
        b"styles" => &STYLES,
        b"docDefaults" => &DEFAULTS,
        b"numbering" => &NUMBERING,
        b"abstractNum" => &ABSTRACT_NUMBERING,
        b"lvl" => &LEVEL,
        b"num" => &NUMBER,
        b"lvlOverride" => &LEVEL_OVERRIDE,
        b"footnotePr" | b"endnotePr" => &NOTES,
        b"font" => &FONT,
        b"settings" => &SETTINGS,
        _ => return None,
    })
}

/// Tells whether an element says nothing when it is empty, and may be left out.
///
/// `w:tblPr` and `w:sectPr` are not among them: the one is required, the other is a break.
pub fn may_vanish(element: &[u8]) -> bool {
    let Some(name) = element.strip_prefix(b"w:") else {
        return false;
    };
    match name {
        b"pPr" | b"rPr" | b"tcPr" | b"trPr" | b"tabs" | b"pBdr" => true,
        b"tblBorders" | b"tcBorders" | b"tblCellMar" | b"tcMar" => true,
        _ => false,
    }
}

const fn once(names: &'static [&'static str]) -> Order {
    Order { names, many: &[] }
}

static PARAGRAPH: Order = once(&[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
]);

// The schema leaves the order within a run's properties open, Open XML SDK and Word do not.
static RUN: Order = once(&[
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
    "w14:glow",
    "w14:shadow",
    "w14:reflection",
    "w14:textOutline",
    "w14:textFill",
    "w14:scene3d",
    "w14:props3d",
    "w14:ligatures",
    "w14:numForm",
    "w14:numSpacing",
    "w14:stylisticSets",
    "w14:cntxtAlts",
    "w:rPrChange",
]);

static SECTION: Order = Order {
    names: &[
        "w:headerReference",
        "w:footerReference",
        "w:footnotePr",
        "w:endnotePr",
        "w:type",
        "w:pgSz",
        "w:pgMar",
        "w:paperSrc",
        "w:pgBorders",
        "w:lnNumType",
        "w:pgNumType",
        "w:cols",
        "w:formProt",
        "w:vAlign",
        "w:noEndnote",
        "w:titlePg",
        "w:textDirection",
        "w:bidi",
        "w:rtlGutter",
        "w:docGrid",
        "w:printerSettings",
        "w:sectPrChange",
    ],
    many: &["w:headerReference", "w:footerReference"],
};

static TABLE: Order = once(&[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
    "w:tblPrChange",
]);

static TABLE_EXCEPTION: Order = once(&[
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblPrExChange",
]);

static CELL: Order = once(&[
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
    "w:headers",
    "w:cellIns",
    "w:cellDel",
    "w:cellMerge",
    "w:tcPrChange",
]);

static ROW: Order = once(&[
    "w:cnfStyle",
    "w:divId",
    "w:gridBefore",
    "w:gridAfter",
    "w:wBefore",
    "w:wAfter",
    "w:cantSplit",
    "w:trHeight",
    "w:tblHeader",
    "w:tblCellSpacing",
    "w:jc",
    "w:hidden",
    "w:ins",
    "w:del",
    "w:trPrChange",
]);

static NUMBERED: Order = once(&["w:ilvl", "w:numId", "w:numberingChange", "w:ins"]);

static EDGES: Order = once(&[
    "w:top",
    "w:start",
    "w:left",
    "w:bottom",
    "w:end",
    "w:right",
    "w:between",
    "w:bar",
    "w:insideH",
    "w:insideV",
    "w:tl2br",
    "w:tr2bl",
]);

static STYLE: Order = Order {
    names: &[
        "w:name",
        "w:aliases",
        "w:basedOn",
        "w:next",
        "w:link",
        "w:autoRedefine",
        "w:hidden",
        "w:uiPriority",
        "w:semiHidden",
        "w:unhideWhenUsed",
        "w:qFormat",
        "w:locked",
        "w:personal",
        "w:personalCompose",
        "w:personalReply",
        "w:rsid",
        "w:pPr",
        "w:rPr",
        "w:tblPr",
        "w:trPr",
        "w:tcPr",
        "w:tblStylePr",
    ],
    many: &["w:tblStylePr"],
};

static TABLE_STYLE: Order = once(&["w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"]);

static STYLES: Order = Order { names: &["w:docDefaults", "w:latentStyles", "w:style"], many: &["w:style"] };

static DEFAULTS: Order = once(&["w:rPrDefault", "w:pPrDefault"]);

static NUMBERING: Order = Order {
    names: &["w:numPicBullet", "w:abstractNum", "w:num", "w:numIdMacAtCleanup"],
    many: &["w:numPicBullet", "w:abstractNum", "w:num"],
};

static ABSTRACT_NUMBERING: Order = Order {
    names: &["w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "w:styleLink", "w:numStyleLink", "w:lvl"],
    many: &["w:lvl"],
};

static LEVEL: Order = once(&[
    "w:start",
    "w:numFmt",
    "w:lvlRestart",
    "w:pStyle",
    "w:isLgl",
    "w:suff",
    "w:lvlText",
    "w:lvlPicBulletId",
    "w:legacy",
    "w:lvlJc",
    "w:pPr",
    "w:rPr",
]);

static NUMBER: Order = Order { names: &["w:abstractNumId", "w:lvlOverride"], many: &["w:lvlOverride"] };

static LEVEL_OVERRIDE: Order = once(&["w:startOverride", "w:lvl"]);

static NOTES: Order = Order {
    names: &["w:pos", "w:numFmt", "w:numStart", "w:numRestart", "w:footnote", "w:endnote"],
    many: &["w:footnote", "w:endnote"],
};

static FONT: Order = once(&[
    "w:altName",
    "w:panose1",
    "w:charset",
    "w:family",
    "w:notTrueType",
    "w:pitch",
    "w:sig",
    "w:embedRegular",
    "w:embedBold",
    "w:embedItalic",
    "w:embedBoldItalic",
]);

static SETTINGS: Order = Order {
    names: &[
        "w:writeProtection",
        "w:view",
        "w:zoom",
        "w:removePersonalInformation",
        "w:removeDateAndTime",
        "w:doNotDisplayPageBoundaries",
        "w:displayBackgroundShape",
        "w:printPostScriptOverText",
        "w:printFractionalCharacterWidth",
        "w:printFormsData",
        "w:embedTrueTypeFonts",
        "w:embedSystemFonts",
        "w:saveSubsetFonts",
        "w:saveFormsData",
        "w:mirrorMargins",
        "w:alignBordersAndEdges",
        "w:bordersDoNotSurroundHeader",
        "w:bordersDoNotSurroundFooter",
        "w:gutterAtTop",
        "w:hideSpellingErrors",
        "w:hideGrammaticalErrors",
        "w:activeWritingStyle",
        "w:proofState",
        "w:formsDesign",
        "w:attachedTemplate",
        "w:linkStyles",
        "w:stylePaneFormatFilter",
        "w:stylePaneSortMethod",
        "w:documentType",
        "w:mailMerge",
        "w:revisionView",
        "w:trackRevisions",
        "w:doNotTrackMoves",
        "w:doNotTrackFormatting",
        "w:documentProtection",
        "w:autoFormatOverride",
        "w:styleLockTheme",
        "w:styleLockQFSet",
        "w:defaultTabStop",
        "w:autoHyphenation",
        "w:consecutiveHyphenLimit",
        "w:hyphenationZone",
        "w:doNotHyphenateCaps",
        "w:showEnvelope",
        "w:summaryLength",
        "w:clickAndTypeStyle",
        "w:defaultTableStyle",
        "w:evenAndOddHeaders",
        "w:bookFoldRevPrinting",
        "w:bookFoldPrinting",
        "w:bookFoldPrintingSheets",
        "w:drawingGridHorizontalSpacing",
        "w:drawingGridVerticalSpacing",
        "w:displayHorizontalDrawingGridEvery",
        "w:displayVerticalDrawingGridEvery",
        "w:doNotUseMarginsForDrawingGridOrigin",
        "w:drawingGridHorizontalOrigin",
        "w:drawingGridVerticalOrigin",
        "w:doNotShadeFormData",
        "w:noPunctuationKerning",
        "w:characterSpacingControl",
        "w:printTwoOnOne",
        "w:strictFirstAndLastChars",
        "w:noLineBreaksAfter",
        "w:noLineBreaksBefore",
        "w:savePreviewPicture",
        "w:doNotValidateAgainstSchema",
        "w:saveInvalidXml",
        "w:ignoreMixedContent",
        "w:alwaysShowPlaceholderText",
        "w:doNotDemarcateInvalidXml",
        "w:saveXmlDataOnly",
        "w:useXSLTWhenSaving",
        "w:saveThroughXslt",
        "w:showXMLTags",
        "w:alwaysMergeEmptyNamespace",
        "w:updateFields",
        "w:hdrShapeDefaults",
        "w:footnotePr",
        "w:endnotePr",
        "w:compat",
        "w:docVars",
        "w:rsids",
        "m:mathPr",
        "w:attachedSchema",
        "w:themeFontLang",
        "w:clrSchemeMapping",
        "w:doNotIncludeSubdocsInStats",
        "w:doNotAutoCompressPictures",
        "w:forceUpgrade",
        "w:captions",
        "w:readModeInkLockDown",
        "w:smartTagType",
        "sl:schemaLibrary",
        "w:shapeDefaults",
        "w:doNotEmbedSmartTags",
        "w:decimalSymbol",
        "w:listSeparator",
        "w14:docId",
        "w14:discardImageEditingData",
        "w14:defaultImageDpi",
        "w14:conflictMode",
        "w15:chartTrackingRefBased",
        "w15:docId",
    ],
    many: &["w:activeWritingStyle", "w:attachedSchema", "w:smartTagType"],
};

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
    fn a_section_may_have_several_headers() {
        let order = order_of(b"w:sectPr").unwrap();
        assert!(order.repeats(order.rank(b"w:headerReference")));
    }
}
