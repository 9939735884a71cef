//! The XML vocabularies of a Word file, the transitional and the strict form of each taken as one.

/// A namespace that the reader knows, or [`Ns::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ns {
    /// No namespace: attributes without prefix.
    None,
    /// A namespace of no interest here.
    Other,
    /// Not an element but a piece of text.
    Text,
    /// The `xml:` prefix.
    Xml,
    /// Markup compatibility: `mc:AlternateContent`.
    Mc,
    /// The main Word vocabulary.
    W,
    /// Word 2010 and later additions (`w14`, `w15`, `w16…`).
    WordNew,
    /// Relationship ids inside parts (`r:id`).
    R,
    /// `DrawingML`.
    A,
    /// `DrawingML` placed in a Word page.
    Wp,
    /// `wp14`: relative sizes and positions.
    Wp14,
    /// Pictures.
    Pic,
    /// Charts.
    C,
    /// Word shapes.
    Wps,
    /// Word shape groups.
    Wpg,
    /// Word drawing canvas.
    Wpc,
    /// VML, the drawings of old.
    V,
    /// The Office additions to VML.
    O,
    /// Office mathematics.
    M,
    /// Package relationships.
    Relationships,
    /// Package content types.
    ContentTypes,
    /// Core properties.
    Core,
    /// Dublin Core.
    Dc,
    /// Dublin Core terms.
    DcTerms,
    /// Custom properties.
    Custom,
    /// Extended properties.
    Extended,
}

const MICROSOFT_WORD: &str = "http://schemas.microsoft.com/office/word/";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/";
const STRICT: &str = "http://purl.oclc.org/ooxml/";

impl Ns {
    /// Finds the vocabulary of a namespace name.
    pub fn from_uri(uri: &str) -> Self {
        if let Some(rest) = uri.strip_prefix(TRANSITIONAL) {
            return from_transitional(rest);
        }
        if let Some(rest) = uri.strip_prefix(STRICT) {
            return from_strict(rest);
        }
        if let Some(rest) = uri.strip_prefix(MICROSOFT_WORD) {
            return from_microsoft(rest);
        }
        match uri {
            "http://www.w3.org/XML/1998/namespace" => Self::Xml,
            "urn:schemas-microsoft-com:vml" => Self::V,
            "urn:schemas-microsoft-com:office:office" => Self::O,
            "http://purl.org/dc/elements/1.1/" => Self::Dc,
            "http://purl.org/dc/terms/" => Self::DcTerms,
            _ => Self::Other,
        }
    }

    /// Tells whether alternate content that requires this vocabulary can be read here.
    pub const fn is_understood(self) -> bool {
        !matches!(self, Self::Other | Self::None | Self::Text)
    }
}

fn from_transitional(rest: &str) -> Ns {
    match rest {
        "wordprocessingml/2006/main" => Ns::W,
        "officeDocument/2006/relationships" => Ns::R,
        "drawingml/2006/main" => Ns::A,
        "drawingml/2006/wordprocessingDrawing" => Ns::Wp,
        "drawingml/2006/picture" => Ns::Pic,
        "drawingml/2006/chart" => Ns::C,
        "officeDocument/2006/math" => Ns::M,
        "markup-compatibility/2006" => Ns::Mc,
        "package/2006/relationships" => Ns::Relationships,
        "package/2006/content-types" => Ns::ContentTypes,
        "package/2006/metadata/core-properties" => Ns::Core,
        "officeDocument/2006/custom-properties" => Ns::Custom,
        "officeDocument/2006/extended-properties" => Ns::Extended,
        _ => Ns::Other,
    }
}

fn from_strict(rest: &str) -> Ns {
    match rest {
        "wordprocessingml/main" => Ns::W,
        "officeDocument/relationships" => Ns::R,
        "drawingml/main" => Ns::A,
        "drawingml/wordprocessingDrawing" => Ns::Wp,
        "drawingml/picture" => Ns::Pic,
        "drawingml/chart" => Ns::C,
        "officeDocument/math" => Ns::M,
        "officeDocument/customProperties" => Ns::Custom,
        "officeDocument/extendedProperties" => Ns::Extended,
        _ => Ns::Other,
    }
}

fn from_microsoft(rest: &str) -> Ns {
    match rest {
        "2010/wordprocessingShape" => Ns::Wps,
        "2010/wordprocessingGroup" => Ns::Wpg,
        "2010/wordprocessingCanvas" => Ns::Wpc,
        "2010/wordprocessingDrawing" => Ns::Wp14,
        "2010/wordml" | "2012/wordml" | "2015/wordml/symex" | "2016/wordml/cid" | "2018/wordml" => Ns::WordNew,
        _ => Ns::Other,
    }
}
