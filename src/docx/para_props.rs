//! Paragraph properties as a file states them: every one optional, to be laid one upon another.

use std::sync::Arc;

use crate::docx::format::{Alignment, Color, Edges, LineSpacing, TabKind, TabStop};
use crate::docx::props::{alignment, edges, is_on, on_off, overlay, shading};
use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::Element;
use crate::units::Length;

/// Reference to a list: which one, and at which level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListRef {
    /// Id of the list; 0 means “no list”.
    pub num: Option<i64>,
    /// Level, 0 for the highest.
    pub level: Option<u8>,
}

/// Paragraph properties stated in one `w:pPr`.
#[derive(Debug, Clone, Default)]
pub struct ParaProps {
    /// Id of the paragraph style.
    pub style: Option<Arc<str>>,
    /// List the paragraph belongs to.
    pub list: Option<ListRef>,
    /// Alignment.
    pub alignment: Option<Alignment>,
    /// Left indent.
    pub indent_left: Option<Length>,
    /// Right indent.
    pub indent_right: Option<Length>,
    /// First line, negative for hanging.
    pub first_line: Option<Length>,
    /// Space above.
    pub before: Option<Length>,
    /// Space below.
    pub after: Option<Length>,
    /// Space above as on a web page.
    pub auto_before: Option<bool>,
    /// Space below as on a web page.
    pub auto_after: Option<bool>,
    /// No space between equal styles.
    pub contextual_spacing: Option<bool>,
    /// Line spacing as a number of twips or 240ths.
    pub line: Option<i64>,
    /// How [`ParaProps::line`] is meant.
    pub line_rule: Option<LineRule>,
    /// Kept with next.
    pub keep_next: Option<bool>,
    /// Lines kept together.
    pub keep_lines: Option<bool>,
    /// Page break before.
    pub page_break_before: Option<bool>,
    /// Widow control.
    pub widow_control: Option<bool>,
    /// Outline level; 9 is body text.
    pub outline_level: Option<u8>,
    /// Borders.
    pub borders: Edges,
    /// Shading.
    pub shading: Option<Option<Color>>,
    /// From right to left.
    pub right_to_left: Option<bool>,
    /// Tab stops, and those taken away.
    pub tabs: Vec<TabStop>,
}

/// How the number of a line spacing is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRule {
    /// 240ths of a line.
    Auto,
    /// Twips, exactly.
    Exact,
    /// Twips, at least.
    AtLeast,
}

impl ParaProps {
    /// Reads a `w:pPr`.
    pub fn parse(element: Element<'_>) -> Self {
        let mut props = Self::default();
        for child in element.children() {
            props.take(child);
        }
        props
    }

    fn take(&mut self, child: Element<'_>) {
        match child.w() {
            "pStyle" => self.style = child.val().map(Arc::from),
            "numPr" => self.list = Some(list_ref(child)),
            "jc" => self.alignment = child.val().and_then(alignment),
            "ind" => self.take_indents(child),
            "spacing" => self.take_spacing(child),
            "contextualSpacing" => self.contextual_spacing = Some(on_off(child)),
            "keepNext" => self.keep_next = Some(on_off(child)),
            "keepLines" => self.keep_lines = Some(on_off(child)),
            "pageBreakBefore" => self.page_break_before = Some(on_off(child)),
            "widowControl" => self.widow_control = Some(on_off(child)),
            "outlineLvl" => self.outline_level = child.val().and_then(|v| v.trim().parse().ok()),
            "pBdr" => self.borders = edges(child),
            "shd" => self.shading = Some(shading(child)),
            "tabs" => self.tabs = child.children().filter_map(tab_stop).take(MAX_TABS).collect(),
            "bidi" => self.right_to_left = Some(on_off(child)),
            _ => {}
        }
    }

    fn take_indents(&mut self, ind: Element<'_>) {
        let twips = |name: &str| ind.w_attr(name).and_then(Length::parse_twips);
        self.indent_left = twips("left").or_else(|| twips("start"));
        self.indent_right = twips("right").or_else(|| twips("end"));
        self.first_line = twips("hanging").map(|by| -by).or_else(|| twips("firstLine"));
    }

    fn take_spacing(&mut self, spacing: Element<'_>) {
        let twips = |name: &str| spacing.w_attr(name).and_then(Length::parse_twips);
        // Hundredths of a line; Word takes a line for 12 points where no grid is set.
        let lines = |name: &str| {
            let hundredths: i64 = spacing.w_attr(name)?.trim().parse().ok()?;
            (hundredths != 0).then(|| Length::pt(12).scale(hundredths, 100))
        };
        self.before = lines("beforeLines").or_else(|| twips("before"));
        self.after = lines("afterLines").or_else(|| twips("after"));
        self.auto_before = spacing.w_attr("beforeAutospacing").map(is_on);
        self.auto_after = spacing.w_attr("afterAutospacing").map(is_on);
        self.line = twips("line").map(Length::as_twips);
        self.line_rule = spacing.w_attr("lineRule").map(line_rule);
    }

    /// Lays what `over` states upon these properties.
    pub fn overlay(&mut self, over: &Self) {
        overlay!(self, over, style, alignment, indent_left, indent_right, first_line, before, after);
        overlay!(self, over, auto_before, auto_after, contextual_spacing, line, line_rule);
        overlay!(self, over, keep_next, keep_lines, page_break_before, widow_control);
        overlay!(self, over, outline_level, shading, right_to_left);
        self.borders.overlay(&over.borders);
        for stop in &over.tabs {
            self.tabs.retain(|known| known.at != stop.at);
            let at = self.tabs.partition_point(|known| known.at < stop.at);
            self.tabs.insert(at, *stop);
        }
        if let Some(over) = over.list {
            let base = self.list.unwrap_or_default();
            self.list = Some(ListRef { num: over.num.or(base.num), level: over.level.or(base.level) });
        }
    }

    /// Makes the line spacing of a number and its rule; a number without rule is a multiple.
    pub fn line_spacing(&self) -> Option<LineSpacing> {
        let line = self.line?;
        Some(match self.line_rule {
            Some(LineRule::Exact) => LineSpacing::Exact(Length::twips(line).abs()),
            Some(LineRule::AtLeast) => LineSpacing::AtLeast(Length::twips(line)),
            // A negative multiple is an exact height, a habit of old Word files.
            _ if line < 0 => LineSpacing::Exact(Length::twips(line).abs()),
            _ => LineSpacing::Auto(line),
        })
    }
}

/// Most tab stops of a paragraph that are kept; Word allows 64.
const MAX_TABS: usize = 64;

fn tab_stop(tab: Element<'_>) -> Option<TabStop> {
    let kind = match tab.val()? {
        "clear" => TabKind::Clear,
        "center" => TabKind::Center,
        "right" | "end" | "decimal" => TabKind::Right,
        "left" | "start" | "num" => TabKind::Left,
        _ => return None,
    };
    let leader = match tab.w_attr("leader") {
        Some("dot") => Some('.'),
        Some("middleDot") => Some('·'),
        Some("hyphen") => Some('-'),
        Some("underscore" | "heavy") => Some('_'),
        _ => None,
    };
    Some(TabStop { at: tab.w_attr("pos").and_then(Length::parse_twips)?, kind, leader })
}

fn list_ref(element: Element<'_>) -> ListRef {
    let number = |name| element.child_val(name).and_then(|v| v.trim().parse().ok());
    let level = number("ilvl").map(|level: i64| u8::try_from(level.clamp(0, 8)).unwrap_or(0));
    ListRef { num: number("numId"), level }
}

fn line_rule(name: &str) -> LineRule {
    match name {
        "exact" => LineRule::Exact,
        "atLeast" => LineRule::AtLeast,
        _ => LineRule::Auto,
    }
}

/// Returns the `w:pPr` of an element as properties.
pub fn para_of(element: Element<'_>) -> ParaProps {
    element.child(Ns::W, "pPr").map(ParaProps::parse).unwrap_or_default()
}
