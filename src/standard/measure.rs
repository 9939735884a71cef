//! The decree's measures: page, margins, type sizes, indents and gaps (Phụ lục I, Phần I).

use crate::units::{FontSize, Length};

/// Both ends of a permitted measure, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// The least permitted value.
    pub min: T,
    /// The greatest permitted value.
    pub max: T,
}

impl<T: PartialOrd + Copy> Range<T> {
    const fn new(min: T, max: T) -> Self {
        Self { min, max }
    }

    /// Tells whether the value lies within the range, ends included.
    pub fn holds(&self, value: T) -> bool {
        self.min <= value && value <= self.max
    }
}

/// The four margins of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Lề trên.
    pub top: Length,
    /// Lề dưới.
    pub bottom: Length,
    /// Lề trái.
    pub left: Length,
    /// Lề phải.
    pub right: Length,
}

impl Margins {
    /// Returns width and height between the margins, of a page on its side or upright.
    pub fn room(&self, landscape: bool) -> (Length, Length) {
        let (width, height) = Standard::ND30.paper;
        let (width, height) = if landscape { (height, width) } else { (width, height) };
        (width - self.left - self.right, height - self.top - self.bottom)
    }
}

/// The two coherent sets of type sizes for the head (footnote to Phụ lục I).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TypeSet {
    /// National title 13, motto 14, place and date 14.
    #[default]
    Large,
    /// National title 12, motto 13, place and date 13.
    Small,
}

/// The type sizes of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Quốc hiệu, and the names of the agencies.
    pub national_title: FontSize,
    /// Tiêu ngữ, and place and date.
    pub motto: FontSize,
    /// Số, ký hiệu.
    pub number: FontSize,
    /// Trích yếu of a letter.
    pub letter_subject: FontSize,
    /// Body, title, subject, signature, page number.
    pub body: FontSize,
    /// The words “Nơi nhận:”.
    pub recipients_title: FontSize,
    /// The list of recipients.
    pub recipients: FontSize,
    /// “Phụ lục” and its number.
    pub annex: FontSize,
    /// Text in tables, 1 to 2 points below the body so that wide tables fit; not regulated.
    pub table: FontSize,
}

impl TypeSet {
    /// Returns the sizes of the set, with the body in `body`.
    pub const fn sizes(self, body: FontSize) -> Sizes {
        let (title, motto) = match self {
            TypeSet::Large => (FontSize::pt(13), FontSize::pt(14)),
            TypeSet::Small => (FontSize::pt(12), FontSize::pt(13)),
        };
        Sizes {
            national_title: title,
            motto,
            number: FontSize::pt(13),
            letter_subject: match self {
                TypeSet::Large => FontSize::pt(13),
                TypeSet::Small => FontSize::pt(12),
            },
            body,
            recipients_title: FontSize::pt(12),
            recipients: FontSize::pt(11),
            annex: FontSize::pt(14),
            table: FontSize::pt(12),
        }
    }
}

/// The measures of the decree.
#[derive(Debug)]
pub struct Standard {
    /// Paper: width, then height (khoản 1).
    pub paper: (Length, Length),
    /// Top margin (khoản 3).
    pub top: Range<Length>,
    /// Bottom margin (khoản 3).
    pub bottom: Range<Length>,
    /// Left margin (khoản 3).
    pub left: Range<Length>,
    /// Right margin (khoản 3).
    pub right: Range<Length>,
    /// The one permitted font (khoản 4).
    pub font: &'static str,
    /// Body type (Mục II, điểm e khoản 6).
    pub body: Range<FontSize>,
    /// The permitted first-line indents (điểm e khoản 6).
    pub indents: [Length; 2],
    /// The least gap between paragraphs (điểm e khoản 6).
    pub gap: Length,
    /// Line spacing in 240ths of a line (điểm e khoản 6): single to one and a half.
    pub line: Range<u32>,
    /// The marks of urgency (Mục III, điểm b khoản 2).
    pub urgency: [UrgencyMark; 3],
}

/// A mark of urgency: its words in a single frame of fixed size, in bright red.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrgencyMark {
    /// The words.
    pub words: &'static str,
    /// Width and height of the frame.
    pub frame: (Length, Length),
}

impl UrgencyMark {
    /// Bright red, as Word writes colours.
    pub const COLOUR: &'static str = "FF0000";

    const fn new(words: &'static str, width: i64) -> Self {
        Self { words, frame: (Length::mm(width), Length::mm(8)) }
    }
}

impl Standard {
    /// Nghị định 30/2020/NĐ-CP, in force since 05/3/2020.
    pub const ND30: Standard = Standard {
        paper: (Length::mm(210), Length::mm(297)),
        top: Range::new(Length::mm(20), Length::mm(25)),
        bottom: Range::new(Length::mm(20), Length::mm(25)),
        left: Range::new(Length::mm(30), Length::mm(35)),
        right: Range::new(Length::mm(15), Length::mm(20)),
        font: "Times New Roman",
        body: Range::new(FontSize::pt(13), FontSize::pt(14)),
        indents: [Length::mm(10), Length::tenth_mm(127)],
        gap: Length::pt(6),
        line: Range::new(240, 360),
        urgency: [UrgencyMark::new("HỎA TỐC", 30), UrgencyMark::new("THƯỢNG KHẨN", 40), UrgencyMark::new("KHẨN", 20)],
    };
}
