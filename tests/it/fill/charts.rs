//! Charts of a filled file beside the workbooks behind them, which another program's reader opens.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use super::package::{Node, entries, trees};

fn is_workbook(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|end| end == "xlsx")
}

/// Children of a chart in the order of the schema.
const CHART: [&str; 13] = [
    "?:title",
    "?:autoTitleDeleted",
    "?:pivotFmts",
    "?:view3D",
    "?:floor",
    "?:sideWall",
    "?:backWall",
    "?:plotArea",
    "?:legend",
    "?:plotVisOnly",
    "?:dispBlanksAs",
    "?:showDLblsOverMax",
    "?:extLst",
];

/// Children of a series in the order of the schema, for all kinds of charts together.
const SERIES: [&str; 16] = [
    "?:idx",
    "?:order",
    "?:tx",
    "?:spPr",
    "?:invertIfNegative",
    "?:pictureOptions",
    "?:explosion",
    "?:marker",
    "?:dPt",
    "?:dLbls",
    "?:trendline",
    "?:errBars",
    "?:cat",
    "?:val",
    "?:smooth",
    "?:extLst",
];

/// Sheets by name.
type Sheets = BTreeMap<String, Range<Data>>;

fn sheets(bytes: &[u8]) -> Result<Sheets, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| Ok((name.clone(), book.worksheet_range(&name).map_err(|error| error.to_string())?)))
        .collect()
}

/// Returns a workbook's cells in words.
pub fn cells(bytes: &[u8]) -> String {
    let sheets = match sheets(bytes) {
        Ok(sheets) => sheets,
        Err(error) => return format!("không đọc được: {error}"),
    };
    let shown = |(name, range): (&String, &Range<Data>)| {
        let rows: Vec<String> =
            range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")).collect();
        format!("{name} từ {:?}: {}", range.start().unwrap_or_default(), rows.join(" // "))
    };
    sheets.iter().map(shown).collect::<Vec<_>>().join("; ")
}

/// Returns what charts and workbooks do not agree upon, and what is not in the order of the schema.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let (Ok(parts), Ok(all)) = (trees(bytes), entries(bytes)) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, root) in parts.iter().filter(|(_, root)| root.name == "?:chartSpace") {
        let mut here = Vec::new();
        let ordered = [("?:chart", &CHART[..]), ("?:ser", &SERIES[..])];
        for (element, (name, order)) in
            ordered.iter().flat_map(|one| root.named(one.0).into_iter().map(move |e| (e, one)))
        {
            let places: Vec<_> =
                element.children.iter().map(|child| order.iter().position(|one| *one == child.name)).collect();
            if !places.is_sorted() || places.contains(&None) {
                let children: Vec<_> = element.children.iter().map(|child| &child.name).collect();
                here.push(format!("{name} out of order: {children:?}"));
            }
        }
        let file = name.rsplit('/').next().unwrap_or_default();
        let relations = parts.get(&name.replace(file, &format!("_rels/{file}.rels")));
        let target = relations.and_then(|root| {
            root.children.iter().filter_map(|link| link.get("Target")).find(|target| is_workbook(target))
        });
        let target = target.and_then(|target| target.rsplit('/').next());
        let book = all.iter().find(|(name, _)| target.is_some_and(|target| name.ends_with(&format!("/{target}"))));
        match book.map(|(_, bytes)| sheets(bytes)) {
            Some(Ok(sheets)) => references(root, &sheets, &mut here),
            Some(Err(error)) => here.push(format!("a workbook that cannot be read: {error}")),
            None => {}
        }
        found.extend(here.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    found
}

fn references(root: &Node, sheets: &Sheets, found: &mut Vec<String>) {
    for reference in root.all().into_iter().filter(|node| ["?:strRef", "?:numRef"].contains(&node.name.as_str())) {
        let formula = reference.child("?:f").map(|node| node.text.clone()).unwrap_or_default();
        let Some(cells) = range(&formula, sheets) else {
            found.push(format!("a range that is not there: {formula}"));
            continue;
        };
        let Some(cache) = reference.child("?:strCache").or_else(|| reference.child("?:numCache")) else { continue };
        let count = cache.child("?:ptCount").and_then(|node| node.get("val")).unwrap_or_default();
        if count != cells.len().to_string() {
            found.push(format!("{formula} has {} cells, the cache {count}", cells.len()));
        }
        let mut kept = vec![String::new(); cells.len()];
        for point in cache.named("?:pt") {
            let at: usize = point.get("idx").and_then(|at| at.parse().ok()).unwrap_or(usize::MAX);
            let value = point.child("?:v").map(|node| node.text.clone()).unwrap_or_default();
            match kept.get_mut(at) {
                Some(place) => *place = value,
                None => found.push(format!("{formula}: a point {at} beyond the cells")),
            }
        }
        if kept != cells {
            found.push(format!("{formula}: the cells say {cells:?}, the chart {kept:?}"));
        }
    }
}

/// Returns the cells of a range as text; a number as it is shortest.
fn range(formula: &str, sheets: &Sheets) -> Option<Vec<String>> {
    let (sheet, cells) = formula.rsplit_once('!')?;
    let range = sheets.get(sheet.trim_matches('\''))?;
    let at = |cell: &str| -> Option<(u32, u32)> {
        let mut pieces = cell.split('$').skip(1);
        let (letters, row) = (pieces.next()?, pieces.next()?);
        let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
        Some((row.parse::<u32>().ok()? - 1, column - 1))
    };
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    let ((top, left), (bottom, right)) = (at(first)?, at(last)?);
    let places = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
    Some(places.map(|place| range.get_value(place).map(ToString::to_string).unwrap_or_default()).collect())
}

#[test]
fn a_chart_that_shows_other_numbers_than_its_workbook_is_found() {
    let filled = super::filled("bieu-do-cot").unwrap();
    assert_eq!(faults(&filled), [""; 0]);
    let mut package = thidua::ooxml::write::Repack::open(&filled).unwrap();
    let chart = package.text("word/charts/chart1.xml").unwrap().unwrap();
    package.put("word/charts/chart1.xml", chart.replacen("<c:v>12</c:v>", "<c:v>13</c:v>", 1));
    assert_eq!(faults(&package.finish().unwrap()).len(), 1);
}
