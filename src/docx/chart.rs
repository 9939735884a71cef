//! Charts: their title and the figures they keep, as text.

use crate::docx::format::Color;
use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::{Element, Tree};

/// Most points of one series that are kept.
const MAX_POINTS: usize = 10_000;

/// What a chart says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chart {
    /// Kind by the name of its element: `barChart`, `pieChart`.
    pub kind: String,
    /// Whether bars lie.
    pub horizontal: bool,
    /// Title, if it has one in words.
    pub title: Option<String>,
    /// Its series.
    pub series: Vec<Series>,
}

/// One series of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// Name in the legend.
    pub name: String,
    /// Names along the axis; empty text where one is missing.
    pub categories: Vec<String>,
    /// Values as written, with a decimal point; empty text where one is missing.
    pub values: Vec<String>,
    /// The colour it is filled with, where the file states one.
    pub color: Option<Color>,
}

/// Reads a chart part.
pub fn read(tree: &Tree) -> Chart {
    let Some(chart) = tree.root().child(Ns::C, "chart") else {
        return Chart::default();
    };
    let title = chart.child(Ns::C, "title").map(words).filter(|title| !title.is_empty());
    let plots = chart.child(Ns::C, "plotArea").into_iter().flat_map(Element::children);
    let plots: Vec<Element<'_>> = plots.filter(|e| e.ns() == Ns::C && e.name().ends_with("Chart")).collect();
    let series = plots.iter().flat_map(|plot| plot.children()).filter(|e| e.is(Ns::C, "ser"));
    Chart {
        horizontal: plots
            .iter()
            .any(|plot| plot.child(Ns::C, "barDir").and_then(|dir| dir.plain_attr("val")) == Some("bar")),
        kind: plots.first().map(|plot| plot.name().to_owned()).unwrap_or_default(),
        title,
        series: series.map(one_series).collect(),
    }
}

fn one_series(element: Element<'_>) -> Series {
    let points_of = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| element.child(Ns::C, name));
        found.map(points).unwrap_or_default()
    };
    Series {
        name: element.child(Ns::C, "tx").map(words).unwrap_or_default(),
        categories: points_of(["cat", "xVal"]),
        values: points_of(["val", "yVal"]),
        color: element.child(Ns::C, "spPr").and_then(filled),
    }
}

/// Returns the colour of a plain fill.
fn filled(properties: Element<'_>) -> Option<Color> {
    properties.child(Ns::A, "solidFill")?.child(Ns::A, "srgbClr")?.plain_attr("val").and_then(Color::parse)
}

/// Returns the words of a title or a name, written out or kept from a cell.
fn words(element: Element<'_>) -> String {
    let written: Vec<String> = element.descendants(Ns::A, "p").map(paragraph).collect();
    if !written.is_empty() {
        return written.join("\n");
    }
    let kept: Vec<String> = element.descendants(Ns::C, "v").map(Element::text).collect();
    kept.join(" ")
}

fn paragraph(element: Element<'_>) -> String {
    element.descendants(Ns::A, "t").map(Element::text).collect()
}

fn points(element: Element<'_>) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for point in element.descendants(Ns::C, "pt") {
        let index = point.plain_attr("idx").and_then(|i| i.trim().parse().ok()).unwrap_or(values.len());
        let value = point.child(Ns::C, "v").map(Element::text).unwrap_or_default();
        if index >= MAX_POINTS {
            break;
        }
        if values.len() <= index {
            values.resize(index + 1, String::new());
        }
        values[index] = value;
    }
    values
}
