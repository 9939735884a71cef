//! Charts, drawn from the figures the file keeps: bars, columns, lines and pies in shades of grey.

use crate::docx::chart::Chart;
use crate::metrics::Face;
use crate::typeset::atom::rgb;
use crate::typeset::{Item, Mark, Text, font};
use crate::units::{FontSize, Length};

/// Size of the words in a chart, and of its title.
const SMALL: FontSize = FontSize::pt(11);
const TITLE: FontSize = FontSize::pt(13);

/// Shades of the series, in their order.
const SHADES: [[u8; 3]; 6] =
    [[64, 64, 64], [166, 166, 166], [217, 217, 217], [115, 115, 115], [191, 191, 191], [89, 89, 89]];

/// From line to line of the words in a chart.
const LINE: Length = Length::pt(12);

/// A box on the page: left, top, width, height.
type Area = (Length, Length, Length, Length);

struct Canvas {
    items: Vec<Item>,
    node: Option<usize>,
}

impl Canvas {
    fn area(&mut self, x: Length, y: Length, corners: Vec<(Length, Length)>, color: [u8; 3]) {
        self.items.push(Item { x, y, node: None, mark: Mark::Area { corners, color } });
    }

    fn bar(&mut self, (x, y, width, height): Area, color: [u8; 3]) {
        let zero = Length::ZERO;
        self.area(x, y, vec![(zero, zero), (width, zero), (width, height), (zero, height)], color);
    }

    /// Words whose middle, left end or right end stands at a point: 1, 0, 2 halves of their width to the left.
    fn words(
        &mut self,
        text: &str,
        at: (Length, Length),
        halves: i64,
        look: (Face, FontSize),
        color: [u8; 3],
    ) -> Length {
        let (face, size) = look;
        let mark = Text {
            text: text.to_owned(),
            face,
            size,
            stretch: Length::ZERO,
            rest: 0,
            letter_spacing: Length::ZERO,
            color,
        };
        let width = mark.advances().fold(Length::ZERO, |sum, (.., by)| sum + by);
        let x = at.0 - width.scale(halves, 2);
        self.items.push(Item { x, y: at.1, node: self.node, mark: Mark::Text(mark) });
        width
    }

    fn line(&mut self, (x, y): (Length, Length), across: Length, down: Length, color: [u8; 3]) {
        let mark = Mark::Rule { across, down, weight: Length::half_pt(1), color, broken: false };
        self.items.push(Item { x, y, node: None, mark });
    }
}

const BLACK: [u8; 3] = [0, 0, 0];
const SMALL_LOOK: (Face, FontSize) = (Face::Regular, SMALL);

/// Figures of a chart as numbers of thousandths; what is no number is nothing.
fn thousandths(text: &str) -> i64 {
    let number: f64 = text.trim().parse().unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "figures beyond this do not fit on paper")]
    let value = (number.clamp(-1e12, 1e12) * 1000.0).round() as i64;
    value
}

/// A figure as it is written in the chart.
fn shown(text: &str) -> String {
    text.trim().replace('.', ",")
}

/// Returns a chart in a box.
pub fn items(
    chart: &Chart,
    (x, y): (Length, Length),
    (width, height): (Length, Length),
    node: Option<usize>,
) -> Vec<Item> {
    let mut canvas = Canvas { items: Vec::new(), node };
    let mut top = y;
    if let Some(title) = &chart.title {
        top = top + Length::pt(18);
        canvas.words(title, (x + width.scale(1, 2), top - Length::pt(4)), 1, (Face::Bold, TITLE), BLACK);
    }
    let is_pie = chart.kind.contains("ie") || chart.kind.contains("oughnut");
    let legend = chart.series.len() > 1 || is_pie;
    let bottom = y + height - if legend { Length::pt(22) } else { Length::pt(6) };
    let inside = (x, top, width, (bottom - top).max(Length::pt(1)));
    if is_pie {
        pie(chart, inside, &mut canvas);
    } else if chart.horizontal {
        bars(chart, inside, &mut canvas);
    } else {
        columns(chart, inside, &mut canvas);
    }
    if legend {
        let names: Vec<&str> = if is_pie {
            chart
                .series
                .first()
                .map(|series| series.categories.iter().map(String::as_str).collect())
                .unwrap_or_default()
        } else {
            chart.series.iter().map(|series| series.name.as_str()).collect()
        };
        let shades = |index: usize| if is_pie { SHADES[index % SHADES.len()] } else { color(chart, index) };
        self::legend(&names, (x, y + height - Length::pt(6), width), &shades, &mut canvas);
    }
    canvas.items
}

/// Where the legend stands: left, feet, width.
type Place = (Length, Length, Length);

fn legend(names: &[&str], (x, y, width): Place, shades: &dyn Fn(usize) -> [u8; 3], canvas: &mut Canvas) {
    let whole = names.iter().fold(Length::ZERO, |sum, name| sum + measure(name) + Length::pt(24));
    let mut at = x + (width - whole).max(Length::ZERO).scale(1, 2);
    for (index, name) in names.iter().enumerate() {
        canvas.bar((at, y - Length::pt(8), Length::pt(8), Length::pt(8)), shades(index));
        at = at + Length::pt(11);
        at = at + canvas.words(name, (at, y), 0, SMALL_LOOK, BLACK) + Length::pt(13);
    }
}

fn categories(chart: &Chart) -> Vec<String> {
    chart.series.first().map(|series| series.categories.clone()).unwrap_or_default()
}

/// The value of a series in a category, with the words of it.
fn value(chart: &Chart, series: usize, category: usize) -> Option<(i64, &str)> {
    let text = chart.series.get(series)?.values.get(category).filter(|text| !text.trim().is_empty())?;
    Some((thousandths(text), text))
}

/// The largest sum of a category, for stacked bars.
fn largest(chart: &Chart, categories: usize) -> i64 {
    let sum = |category| {
        (0..chart.series.len())
            .filter_map(|series| value(chart, series, category))
            .fold(0_i64, |sum, (v, _)| sum.saturating_add(v.max(0)))
    };
    (0..categories).map(sum).max().unwrap_or(0).max(1)
}

/// The colour of a series: its own, or the next shade.
fn color(chart: &Chart, series: usize) -> [u8; 3] {
    chart.series.get(series).and_then(|one| one.color).map_or(SHADES[series % SHADES.len()], rgb)
}

/// The width of words in the chart.
fn measure(words: &str) -> Length {
    let face = font::typeface(Face::Regular);
    words.chars().fold(Length::ZERO, |sum, c| sum + font::width(face.glyph(c).width, SMALL))
}

/// Words in lines that are no wider than a room, three at most.
fn wrapped(words: &str, room: Length) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if lines_full(line, word, room) => lines.push(word.to_owned()),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        lines[2].push('…');
    }
    lines
}

fn lines_full(line: &str, word: &str, room: Length) -> bool {
    measure(line) + measure(" ") + measure(word) > room
}

/// White words on a dark bar, black ones on a light one.
fn against(color: [u8; 3]) -> [u8; 3] {
    let [red, green, blue] = color.map(u32::from);
    if 3 * red + 6 * green + blue < 1400 { [255, 255, 255] } else { BLACK }
}

/// Lying bars, the series of a category one after the other.
fn bars(chart: &Chart, (x, y, width, height): Area, canvas: &mut Canvas) {
    let names = categories(chart);
    let count = i64::try_from(names.len().max(1)).unwrap_or(1);
    let margin = width.scale(36, 100);
    let (room, row) = (width - margin - Length::pt(12), height.scale(1, count));
    let most = largest(chart, names.len());
    for (index, name) in names.iter().enumerate() {
        let top = y + row.scale(i64::try_from(index).unwrap_or(0), 1);
        let thick = row.scale(60, 100);
        let middle = top + row.scale(1, 2) + Length::pt(4);
        let lines = wrapped(name, margin - Length::pt(8));
        let above = LINE.scale(i64::try_from(lines.len().saturating_sub(1)).unwrap_or(0), 2);
        let mut feet = middle - above;
        for line in &lines {
            canvas.words(line, (x + margin - Length::pt(5), feet), 2, SMALL_LOOK, BLACK);
            feet = feet + LINE;
        }
        let mut at = x + margin;
        for series in 0..chart.series.len() {
            let Some((figure, text)) = value(chart, series, index).filter(|(figure, _)| *figure > 0) else { continue };
            let long = room.scale(figure, most);
            let color = color(chart, series);
            canvas.bar((at, top + row.scale(20, 100), long, thick), color);
            canvas.words(&shown(text), (at + long.scale(1, 2), middle), 1, SMALL_LOOK, against(color));
            at = at + long;
        }
    }
    canvas.line((x + margin, y), Length::ZERO, height, BLACK);
}

/// Standing columns beside one another, or lines from point to point.
fn columns(chart: &Chart, (x, y, width, height): Area, canvas: &mut Canvas) {
    let names = categories(chart);
    let count = i64::try_from(names.len().max(1)).unwrap_or(1);
    let step = width.scale(1, count);
    let rows = names.iter().map(|name| wrapped(name, step).len()).max().unwrap_or(1).max(1);
    let floor = y + height - Length::pt(6) - LINE.scale(i64::try_from(rows).unwrap_or(1), 1);
    let room = (floor - y - Length::pt(16)).max(Length::pt(1));
    let all = (0..chart.series.len()).flat_map(|series| (0..names.len()).filter_map(move |c| value(chart, series, c)));
    let most = all.map(|(figure, _)| figure).max().unwrap_or(1).max(1);
    let is_line = chart.kind.starts_with("line") || chart.kind.starts_with("scatter");
    let series_count = i64::try_from(chart.series.len().max(1)).unwrap_or(1);
    for series in 0..chart.series.len() {
        let color = color(chart, series);
        let mut before: Option<(Length, Length)> = None;
        for index in 0..names.len() {
            let Some((figure, text)) = value(chart, series, index) else { continue };
            let left = x + step.scale(i64::try_from(index).unwrap_or(0), 1);
            let tall = room.scale(figure.max(0), most);
            let thick = step.scale(70, 100 * series_count);
            let at = i64::try_from(series).unwrap_or(0);
            let from = left + step.scale(15, 100) + thick.scale(at, 1);
            let middle = if is_line { left + step.scale(1, 2) } else { from + thick.scale(1, 2) };
            if is_line {
                let point = (middle, floor - tall);
                if let Some(before) = before {
                    canvas.line(before, point.0 - before.0, point.1 - before.1, color);
                }
                before = Some(point);
            } else {
                canvas.bar((from, floor - tall, thick, tall), color);
            }
            canvas.words(&shown(text), (middle, floor - tall - Length::pt(3)), 1, SMALL_LOOK, BLACK);
        }
    }
    for (index, name) in names.iter().enumerate() {
        let middle = x + step.scale(2 * i64::try_from(index).unwrap_or(0) + 1, 2);
        for (row, line) in wrapped(name, step).iter().enumerate() {
            let feet = floor + Length::pt(12) + LINE.scale(i64::try_from(row).unwrap_or(0), 1);
            canvas.words(line, (middle, feet), 1, SMALL_LOOK, BLACK);
        }
    }
    canvas.line((x, floor), width, Length::ZERO, BLACK);
}

/// A pie of the first series; its slices are cut into straight steps of three degrees.
fn pie(chart: &Chart, (x, y, width, height): Area, canvas: &mut Canvas) {
    let count = categories(chart).len();
    let figures: Vec<i64> =
        (0..count).map(|index| value(chart, 0, index).map_or(0, |(figure, _)| figure.max(0))).collect();
    let whole = figures.iter().copied().map(i128::from).sum::<i128>().max(1);
    let radius = width.min(height).scale(45, 100);
    let center = (x + width.scale(1, 2), y + height.scale(1, 2));
    // 120 steps around; the points are exact to a thousandth of the radius.
    let point = |step: i64| {
        #[expect(clippy::cast_precision_loss, reason = "steps are few")]
        let angle = step as f64 / 120.0 * std::f64::consts::TAU;
        #[expect(clippy::cast_possible_truncation, reason = "between −1000 and 1000")]
        let (sin, cos) = ((angle.sin() * 1000.0).round() as i64, (angle.cos() * 1000.0).round() as i64);
        (radius.scale(sin, 1000), -radius.scale(cos, 1000))
    };
    let mut sum = 0_i128;
    for (index, figure) in figures.iter().enumerate().filter(|(_, figure)| **figure > 0) {
        let step = |sum: i128| i64::try_from(sum * 120 / whole).unwrap_or(0);
        let (from, to) = (step(sum), step(sum + i128::from(*figure)));
        sum += i128::from(*figure);
        let corners = std::iter::once((Length::ZERO, Length::ZERO)).chain((from..=to).map(point)).collect();
        let color = SHADES[index % SHADES.len()];
        canvas.area(center.0, center.1, corners, color);
        let (across, down) = point(i64::midpoint(from, to));
        let at = (center.0 + across.scale(2, 3), center.1 + down.scale(2, 3) + Length::pt(4));
        let text = value(chart, 0, index).map_or("", |(_, text)| text);
        canvas.words(&shown(text), at, 1, SMALL_LOOK, against(color));
    }
}
