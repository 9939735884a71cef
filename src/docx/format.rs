//! Formats as they come out: what a paragraph, a run or an edge looks like once every style has had its say.

use std::sync::{Arc, LazyLock};

use crate::units::{FontSize, Length};

/// A colour of text or of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Color {
    /// Chosen by Word: black on white.
    #[default]
    Auto,
    /// Red, green, blue.
    Rgb([u8; 3]),
}

impl Color {
    /// Reads `auto` or six hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('#');
        if text.eq_ignore_ascii_case("auto") {
            return Some(Self::Auto);
        }
        if text.len() != 6 {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(text, 16).ok()?.to_be_bytes();
        Some(Self::Rgb([red, green, blue]))
    }

    /// Tells whether the colour prints as black.
    pub const fn is_black(self) -> bool {
        matches!(self, Self::Auto | Self::Rgb([0, 0, 0]))
    }
}

/// Prints `tự động` or `#RRGGBB`.
impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Auto => f.write_str("tự động"),
            Self::Rgb([red, green, blue]) => write!(f, "#{red:02X}{green:02X}{blue:02X}"),
        }
    }
}

/// How the lines of a paragraph lie between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Alignment {
    /// Even on the left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Even on the right.
    Right,
    /// Even on both sides.
    Justify,
    /// Even on both sides, last line and letters too.
    Distribute,
}

/// The distance between the lines of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineSpacing {
    /// A multiple of the font's own line, in 240ths: 240 is single, 360 is one and a half.
    Auto(i64),
    /// Exactly so much, whatever the font.
    Exact(Length),
    /// So much or more.
    AtLeast(Length),
}

/// The stroke of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// Explicitly no line.
    None,
    /// One solid line.
    Single,
    /// Two or more lines.
    Double,
    /// Dashes or dots.
    Broken,
    /// Any other pattern.
    Other,
}

/// One edge of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Border {
    /// Pattern of the line.
    pub stroke: Stroke,
    /// Width of the line.
    pub width: Length,
    /// Colour of the line.
    pub color: Color,
    /// Between the line and what it goes around.
    pub space: Length,
}

impl Border {
    /// Tells whether anything is drawn.
    pub const fn is_visible(self) -> bool {
        !matches!(self.stroke, Stroke::None)
    }
}

/// The edges of a paragraph, a cell or a table; absent means nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Edges {
    /// Upper edge.
    pub top: Option<Border>,
    /// Left edge.
    pub left: Option<Border>,
    /// Lower edge.
    pub bottom: Option<Border>,
    /// Right edge.
    pub right: Option<Border>,
    /// Between rows; between equal paragraphs.
    pub inside_h: Option<Border>,
    /// Between columns.
    pub inside_v: Option<Border>,
}

impl Edges {
    /// Lays the edges that `over` names upon these.
    pub fn overlay(&mut self, over: &Self) {
        let pairs = [
            (&mut self.top, over.top),
            (&mut self.left, over.left),
            (&mut self.bottom, over.bottom),
            (&mut self.right, over.right),
            (&mut self.inside_h, over.inside_h),
            (&mut self.inside_v, over.inside_v),
        ];
        for (edge, over) in pairs {
            *edge = over.or(*edge);
        }
    }

    /// Tells whether any edge is drawn.
    pub fn any_visible(&self) -> bool {
        let all = [self.top, self.left, self.bottom, self.right, self.inside_h, self.inside_v];
        all.into_iter().flatten().any(Border::is_visible)
    }
}

/// Tells whether an edge is there and drawn.
pub fn is_drawn(edge: Option<Border>) -> bool {
    edge.is_some_and(Border::is_visible)
}

/// The look of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
pub struct ParagraphFormat {
    /// How lines lie between the margins.
    pub alignment: Alignment,
    /// Indent of all lines from the left margin.
    pub indent_left: Length,
    /// Indent of all lines from the right margin.
    pub indent_right: Length,
    /// Further indent of the first line; negative for a hanging indent.
    pub first_line: Length,
    /// Space above.
    pub before: Length,
    /// Space below.
    pub after: Length,
    /// Whether space between paragraphs of the same style is left out.
    pub contextual_spacing: bool,
    /// Distance between lines.
    pub line: LineSpacing,
    /// Kept on the page of the next paragraph.
    pub keep_next: bool,
    /// Kept on one page.
    pub keep_lines: bool,
    /// Starts a page.
    pub page_break_before: bool,
    /// No single line left alone on a page.
    pub widow_control: bool,
    /// Level in the outline, 0 for the highest; absent for body text.
    pub outline_level: Option<u8>,
    /// Lines around the paragraph.
    pub borders: Edges,
    /// Colour behind the paragraph.
    pub shading: Option<Color>,
    /// Written from right to left.
    pub right_to_left: bool,
    /// Where tabs lead, from the left; empty where only the default stops hold.
    pub tabs: Vec<TabStop>,
}

/// A tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TabStop {
    /// From the left margin.
    pub at: Length,
    /// What stands at it.
    pub kind: TabKind,
    /// What fills the way to it.
    pub leader: Option<char>,
}

/// What stands at a tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TabKind {
    /// The beginning of the text.
    Left,
    /// Its middle.
    Center,
    /// Its end.
    Right,
    /// Nothing any more: the stop of a style is taken away.
    Clear,
}

/// What Word does where a file says nothing.
impl Default for ParagraphFormat {
    fn default() -> Self {
        Self {
            alignment: Alignment::Left,
            indent_left: Length::ZERO,
            indent_right: Length::ZERO,
            first_line: Length::ZERO,
            before: Length::ZERO,
            after: Length::ZERO,
            contextual_spacing: false,
            line: LineSpacing::Auto(240),
            keep_next: false,
            keep_lines: false,
            page_break_before: false,
            widow_control: true,
            outline_level: None,
            borders: Edges::default(),
            shading: None,
            right_to_left: false,
            tabs: Vec::new(),
        }
    }
}

/// The fonts of a run, one for each class of characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fonts {
    /// For characters of ASCII.
    pub ascii: Arc<str>,
    /// For other Latin characters, Vietnamese letters with marks among them.
    pub h_ansi: Arc<str>,
    /// For complex scripts.
    pub cs: Arc<str>,
    /// For East Asian characters.
    pub east_asia: Arc<str>,
}

/// Raised or lowered text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Baseline {
    /// On the line.
    #[default]
    Normal,
    /// Superscript.
    Super,
    /// Subscript.
    Sub,
}

/// The look of a run of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
pub struct RunFormat {
    /// Fonts by class of characters.
    pub fonts: Fonts,
    /// Size of type.
    pub size: FontSize,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined in any manner.
    pub underline: bool,
    /// Struck through, once or twice.
    pub strike: bool,
    /// Shown in capitals.
    pub caps: bool,
    /// Shown in small capitals.
    pub small_caps: bool,
    /// Hidden text.
    pub hidden: bool,
    /// Colour of the letters.
    pub color: Color,
    /// Colour behind the letters, by marker or shading.
    pub background: Option<Color>,
    /// Raised or lowered.
    pub baseline: Baseline,
    /// Extra distance between letters.
    pub letter_spacing: Length,
    /// Language tag such as `vi-VN`.
    pub language: Option<Arc<str>>,
}

/// What Word does where a file says nothing: Times New Roman 10.
impl Default for RunFormat {
    fn default() -> Self {
        static FONT: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("Times New Roman"));
        let font = FONT.clone();
        Self {
            fonts: Fonts { ascii: font.clone(), h_ansi: font.clone(), cs: font.clone(), east_asia: font },
            size: FontSize::pt(10),
            bold: false,
            italic: false,
            underline: false,
            strike: false,
            caps: false,
            small_caps: false,
            hidden: false,
            color: Color::Auto,
            background: None,
            baseline: Baseline::Normal,
            letter_spacing: Length::ZERO,
            language: None,
        }
    }
}
