//! Character properties as a file states them, every one optional, to be laid one upon another; and the readers of
//! switches, edges and colours that all properties share.

use std::sync::Arc;

use crate::docx::format::{Alignment, Baseline, Border, Color, Edges, Stroke};
use crate::docx::theme::Theme;
use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::Element;
use crate::units::{FontSize, Length};

/// Properties that switch instead of override when two levels of styles both have them (ECMA-376 17.7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Capitals.
    Caps,
    /// Small capitals.
    SmallCaps,
    /// Struck through.
    Strike,
    /// Hidden.
    Hidden,
}

impl Toggle {
    /// All toggles, in the order of [`RunProps::toggles`].
    pub const ALL: [Self; 6] = [Self::Bold, Self::Italic, Self::Caps, Self::SmallCaps, Self::Strike, Self::Hidden];

    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "b" => Self::Bold,
            "i" => Self::Italic,
            "caps" => Self::Caps,
            "smallCaps" => Self::SmallCaps,
            "strike" => Self::Strike,
            "vanish" => Self::Hidden,
            _ => return None,
        })
    }
}

/// Lays each named optional field of `over` upon the same field of `base` where `over` has it.
macro_rules! overlay {
    ($base:expr, $over:expr, $($field:ident),+ $(,)?) => {
        $(if $over.$field.is_some() { $base.$field.clone_from(&$over.$field); })+
    };
}

/// Character properties stated in one `w:rPr`.
#[derive(Debug, Clone, Default)]
pub struct RunProps {
    /// Id of the character style.
    pub style: Option<Arc<str>>,
    /// Font for ASCII.
    pub ascii: Option<Arc<str>>,
    /// Font for other Latin.
    pub h_ansi: Option<Arc<str>>,
    /// Font for complex scripts.
    pub cs: Option<Arc<str>>,
    /// Font for East Asian text.
    pub east_asia: Option<Arc<str>>,
    /// Size of type.
    pub size: Option<FontSize>,
    /// Underlined.
    pub underline: Option<bool>,
    /// Double strike-through.
    pub double_strike: Option<bool>,
    /// Colour of letters.
    pub color: Option<Color>,
    /// Marker; the inner `None` is “no marker”.
    pub highlight: Option<Option<Color>>,
    /// Shading behind the letters.
    pub shading: Option<Option<Color>>,
    /// Raised or lowered.
    pub baseline: Option<Baseline>,
    /// Distance between letters.
    pub letter_spacing: Option<Length>,
    /// Language tag.
    pub language: Option<Arc<str>>,
    /// The switching properties, by [`Toggle`].
    pub toggles: [Option<bool>; 6],
}

pub(super) use overlay;

impl RunProps {
    /// Reads a `w:rPr`.
    pub fn parse(element: Element<'_>, theme: &Theme) -> Self {
        let mut props = Self::default();
        for child in element.children() {
            props.take(child, theme);
        }
        props
    }

    fn take(&mut self, child: Element<'_>, theme: &Theme) {
        if let Some(toggle) = Toggle::of(child.w()) {
            self.toggles[toggle as usize] = Some(on_off(child));
            return;
        }
        match child.w() {
            "rStyle" => self.style = child.val().map(Arc::from),
            "rFonts" => self.take_fonts(child, theme),
            "sz" => self.size = half_points(child).or(self.size),
            "u" => self.underline = child.val().map(|kind| kind != "none"),
            "dstrike" => self.double_strike = Some(on_off(child)),
            "color" => self.color = child.val().and_then(Color::parse).or(self.color),
            "highlight" => self.highlight = child.val().map(marker),
            "shd" => self.shading = Some(shading(child)),
            "vertAlign" => self.baseline = child.val().map(baseline),
            "spacing" => self.letter_spacing = child.val().and_then(Length::parse_twips),
            "lang" => self.language = child.val().map(Arc::from).or(self.language.take()),
            _ => {}
        }
    }

    fn take_fonts(&mut self, fonts: Element<'_>, theme: &Theme) {
        let font = |theme_name: &str, name: &str| {
            let themed = fonts.w_attr(theme_name).and_then(|name| theme.font(name));
            themed.or_else(|| fonts.w_attr(name).filter(|name| !name.is_empty()).map(Arc::from))
        };
        self.ascii = font("asciiTheme", "ascii");
        self.h_ansi = font("hAnsiTheme", "hAnsi");
        self.cs = font("cstheme", "cs");
        self.east_asia = font("eastAsiaTheme", "eastAsia");
    }

    /// Lays what `over` states upon these properties; toggles override too, as within one chain of styles.
    pub fn overlay(&mut self, over: &Self) {
        overlay!(self, over, style, ascii, h_ansi, cs, east_asia, size, underline, double_strike);
        overlay!(self, over, color, highlight, shading, baseline, letter_spacing, language);
        for (toggle, over) in self.toggles.iter_mut().zip(over.toggles) {
            *toggle = over.or(*toggle);
        }
    }
}

/// Reads a switch: present without value is on.
pub fn on_off(element: Element<'_>) -> bool {
    element.val().is_none_or(is_on)
}

/// Reads the value of a switch.
pub fn is_on(value: &str) -> bool {
    !matches!(value.trim(), "0" | "false" | "off")
}

/// Reads the switch `name` below an element.
pub fn child_switch(element: Element<'_>, name: &str) -> Option<bool> {
    element.w_child(name).map(on_off)
}

/// Reads an alignment by its transitional or strict name.
pub fn alignment(name: &str) -> Option<Alignment> {
    Some(match name {
        "left" | "start" => Alignment::Left,
        "center" => Alignment::Center,
        "right" | "end" => Alignment::Right,
        "both" | "lowKashida" | "mediumKashida" | "highKashida" => Alignment::Justify,
        "distribute" | "thaiDistribute" => Alignment::Distribute,
        _ => return None,
    })
}

/// Reads the edges below `w:pBdr`, `w:tblBorders` or `w:tcBorders`.
pub fn edges(element: Element<'_>) -> Edges {
    let mut edges = Edges::default();
    for child in element.children() {
        let edge = Some(border(child));
        match child.w() {
            "top" => edges.top = edge,
            "left" | "start" => edges.left = edge,
            "bottom" => edges.bottom = edge,
            "right" | "end" => edges.right = edge,
            "insideH" | "between" => edges.inside_h = edge,
            "insideV" => edges.inside_v = edge,
            _ => {}
        }
    }
    edges
}

fn border(element: Element<'_>) -> Border {
    let stroke = match element.val().unwrap_or("nil") {
        "nil" | "none" => Stroke::None,
        "single" | "thick" => Stroke::Single,
        name if name.starts_with("dot") || name.starts_with("dash") => Stroke::Broken,
        "double" | "triple" => Stroke::Double,
        name if name.starts_with("thin") || name.starts_with("thick") => Stroke::Double,
        _ => Stroke::Other,
    };
    // Eighths of a point.
    let eighths = element.w_attr("sz").and_then(|sz| sz.trim().parse().ok()).unwrap_or(0_i64);
    let width = Length::half_pt(1).scale(eighths.clamp(0, 1_000), 4);
    let color = element.w_attr("color").and_then(Color::parse).unwrap_or_default();
    let points = element.w_attr("space").and_then(|space| space.trim().parse().ok()).unwrap_or(0_i64);
    Border { stroke, width, color, space: Length::pt(points.clamp(0, 31)) }
}

/// Reads the background of a `w:shd`; a clear pattern on an automatic ground is none.
pub fn shading(element: Element<'_>) -> Option<Color> {
    match element.w_attr("fill").and_then(Color::parse) {
        Some(Color::Auto) | None => None,
        color => color,
    }
}

fn half_points(element: Element<'_>) -> Option<FontSize> {
    let length = Length::parse(element.val()?, Length::half_pt(1).as_emu())?;
    let half_points = length.scale(1, Length::half_pt(1).as_emu()).as_emu();
    u32::try_from(half_points).ok().filter(|size| (1..=3_276).contains(size)).map(FontSize::half_pt)
}

fn baseline(name: &str) -> Baseline {
    match name {
        "superscript" => Baseline::Super,
        "subscript" => Baseline::Sub,
        _ => Baseline::Normal,
    }
}

fn marker(name: &str) -> Option<Color> {
    Some(Color::Rgb(match name {
        "black" => [0, 0, 0],
        "blue" => [0, 0, 255],
        "cyan" => [0, 255, 255],
        "green" => [0, 255, 0],
        "magenta" => [255, 0, 255],
        "red" => [255, 0, 0],
        "yellow" => [255, 255, 0],
        "white" => [255, 255, 255],
        "darkBlue" => [0, 0, 128],
        "darkCyan" => [0, 128, 128],
        "darkGreen" => [0, 128, 0],
        "darkMagenta" => [128, 0, 128],
        "darkRed" => [128, 0, 0],
        "darkYellow" => [128, 128, 0],
        "darkGray" => [128, 128, 128],
        "lightGray" => [192, 192, 192],
        _ => return None,
    }))
}

/// Returns the `w:rPr` of an element as properties.
pub fn run_of(element: Element<'_>, theme: &Theme) -> RunProps {
    element.child(Ns::W, "rPr").map(|rpr| RunProps::parse(rpr, theme)).unwrap_or_default()
}
