//! Charts of a template: series and labels from lists, by the alternative text of the chart or by tags in its own sheet.
//!
//! A chart is two things that have to agree: a part that keeps what is drawn, and a workbook in the file that Word opens
//! for editing. A chart with `{{ bieu_do(…) }}` for its alternative text takes [`Figures`] from a list; tags in the cells of
//! its workbook are filled as those of any table ([`table`]), and the part is then made to show the cells.

pub mod figures;
mod range;
mod series;
pub mod table;
mod workbook;

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use super::additions::Additions;
use super::contents::plain;
use super::edit::Edits;
use super::package::TextPart;
use super::value::{At, InsertError};
use crate::ooxml::relation::{self, part_for, related};
use crate::ooxml::tree::Tree;
pub use figures::Figures;
use range::{Block, Range};
use workbook::{Cell, Value, Workbook};

/// The end of the content type of charts.
pub const KIND: &str = "drawingml.chart+xml";
/// The content type of charts.
pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The name of the function by which a chart takes its figures.
pub const FUNCTION: &str = "bieu_do";

/// Returns the workbook of a chart: the part of the package that Word opens when the chart's data are edited.
pub fn workbook_of(chart: &str, parts: &[TextPart]) -> Option<String> {
    let name = part_for(chart);
    let relations = parts.iter().find(|part| part.name.eq_ignore_ascii_case(&name))?;
    related(chart, &relations.xml, "package").filter(|name| super::left::is_embedded(name))
}

/// Returns where a chart keeps what its workbook holds: tags there are those of the workbook.
pub fn kept(tree: &Tree<'_>) -> Vec<std::ops::Range<usize>> {
    let caches =
        (0..tree.len()).filter(|id| matches!(tree.name(*id), "c:strCache" | "c:numCache" | "c:multiLvlStrCache"));
    caches.map(|id| tree.get(id).whole()).collect()
}

/// A chart that takes figures.
#[derive(Debug)]
pub struct Job {
    /// The part in the template.
    source: String,
    /// The part that it becomes; nothing where it stays the same.
    copy: Option<String>,
    /// What it shows; nothing where that is what the template says.
    figures: Option<Figures>,
}

/// Puts figures into the chart of a drawing: it keeps its place; the part is written when all else has been.
pub fn replace(drawing: &str, figures: Figures, at: &At<'_>, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    let broken = || InsertError::new("hình này không đọc được", "mở mẫu bằng Word rồi lưu lại");
    let tree = Tree::read(drawing).map_err(|_| broken())?;
    let chart = (0..tree.len()).find(|id| tree.name(*id) == "c:chart");
    let chart = chart.ok_or_else(|| InsertError::new(NO_CHART, super::value::CHART_HINT))?;
    let link = tree.attribute(chart, "r:id").ok_or_else(broken)?;
    let source = extra.target(at.part, &drawing[link.clone()])?.ok_or_else(broken)?;
    let text = extra.text(&source)?.ok_or_else(broken)?;
    let part = Tree::read(&text).map_err(|_| broken())?;
    series::all(&part).map_err(|message| InsertError::new(message, CHANGE_CHART))?;
    if workbook(&source, extra)?.is_none() {
        let message = "biểu đồ trong mẫu không có bảng số đi kèm (bị xóa, hoặc liên kết tới một tệp ngoài)";
        return Err(InsertError::new(
            message,
            "chèn lại biểu đồ bằng Insert → Chart của Word, hoặc dán biểu đồ kèm bảng số (Embed Workbook)",
        ));
    }
    let copy = extra.chart_copy(&source)?;
    let id = match &copy {
        Some(copy) => extra.relate(at.part, "chart", copy, false)?,
        None => drawing[link.clone()].to_owned(),
    };
    let mut edits = Edits::default();
    edits.skip(link.clone());
    edits.xml(link.start, id);
    let told = described(&part, &figures);
    for properties in (0..tree.len()).filter(|id| tree.name(*id) == "wp:docPr") {
        for (name, value) in [("descr", escape(&told).into_owned()), ("id", extra.drawing_id().to_string())] {
            if let Some(range) = tree.attribute(properties, name) {
                edits.skip(range.clone());
                edits.xml(range.start, value);
            }
        }
        if let Some(title) =
            tree.attribute(properties, "title").filter(|range| drawing[range.clone()].contains(FUNCTION))
        {
            edits.skip(title.clone());
            edits.xml(title.start, escape(&told).into_owned());
        }
    }
    extra.charts.push(Job { source, copy, figures: Some(figures) });
    Ok(edits.written(drawing))
}

/// Returns the relationship of a chart for one more drawing: the first keeps the template's part, others get a copy.
pub fn again(part: &str, id: &str, extra: &mut Additions<'_>) -> Result<String, InsertError> {
    let Some(source) = extra.target(part, id)?.filter(|source| extra.bytes(source).is_some()) else {
        return Ok(id.to_owned());
    };
    let Some(copy) = extra.chart_copy(&source)? else { return Ok(id.to_owned()) };
    let own = extra.relate(part, "chart", &copy, false)?;
    extra.charts.push(Job { source, copy: Some(copy), figures: None });
    Ok(own)
}

const NO_CHART: &str = "chữ thay thế (Alt Text) có thẻ bieu_do, nhưng hình này không phải biểu đồ";
const CHANGE_CHART: &str = "trong Word bấm vào biểu đồ, chọn Design → Change Chart Type để đổi kiểu";

fn workbook(chart: &str, extra: &Additions<'_>) -> Result<Option<String>, InsertError> {
    let relations = extra.text(&part_for(chart))?.unwrap_or_default();
    Ok(related(chart, &relations, "package").filter(|name| super::left::is_embedded(name)))
}

/// Returns what those who cannot see the chart are told.
fn described(part: &Tree<'_>, figures: &Figures) -> String {
    let title = (0..part.len()).find(|id| part.name(*id) == "c:title" && part.name(part.get(*id).parent) == "c:chart");
    let letters = title.into_iter().flat_map(|id| part.inside(id)).filter(|id| part.name(*id) == "a:t");
    let words: String = letters.map(|id| plain(&part.source[part.get(id).inner()])).collect();
    let words = figures.title.clone().unwrap_or(words);
    if words.trim().is_empty() || workbook::holds_tag(&words) {
        "Biểu đồ".to_owned()
    } else {
        format!("Biểu đồ: {}", words.trim())
    }
}

/// Charts and workbooks of one filling, as filled so far.
#[derive(Debug, Default)]
pub struct Filled {
    /// Chart parts by name.
    pub charts: BTreeMap<String, Vec<u8>>,
    /// Tables of workbooks by name, filled.
    pub tables: BTreeMap<String, Vec<u8>>,
}

impl Filled {
    /// Writes charts and workbooks so that they agree; `charts` are all of the template with their workbooks.
    pub fn finish(
        mut self,
        charts: &[(String, Option<String>)],
        extra: &mut Additions<'_>,
    ) -> Result<Vec<(String, Vec<u8>)>, InsertError> {
        let mut books: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (name, tables) in std::mem::take(&mut self.tables) {
            let bytes = extra.bytes(&name).unwrap_or_default();
            let own: Vec<&String> =
                charts.iter().filter(|(_, book)| book.as_deref() == Some(&name)).map(|(chart, _)| chart).collect();
            let numbers: Vec<Range> = own.iter().flat_map(|chart| table::wanted(&self.text(chart, extra))).collect();
            let (bytes, sheets) = table::filled(&bytes, &String::from_utf8_lossy(&tables), &numbers).map_err(failed)?;
            books.insert(name.clone(), bytes);
            for chart in own {
                let shown = table::shown(&self.text(chart, extra), &sheets).map_err(failed)?;
                self.charts.insert(chart.clone(), shown.into_bytes());
            }
        }
        // Copies are made of the chart as the template has it, so the one that stays is written last.
        let mut own: Vec<Job> = Vec::new();
        for job in std::mem::take(&mut extra.charts) {
            match job.copy {
                Some(_) => self.copied(&job, &books, extra)?,
                None => own.push(job),
            }
        }
        for job in own {
            let book = workbook(&job.source, extra)?.unwrap_or_default();
            let bytes = books.get(&book).cloned().or_else(|| extra.bytes(&book)).unwrap_or_default();
            let Some(figures) = &job.figures else { continue };
            let (chart, bytes) = drawn(&self.text(&job.source, extra), &bytes, figures)?;
            self.charts.insert(job.source, chart);
            books.insert(book, bytes);
        }
        Ok(self.charts.into_iter().chain(books).collect())
    }

    fn text(&self, chart: &str, extra: &Additions<'_>) -> String {
        let own = self.charts.get(chart).cloned().or_else(|| extra.bytes(chart)).unwrap_or_default();
        String::from_utf8_lossy(&own).trim_start_matches('\u{feff}').to_owned()
    }

    /// Writes a chart of its own for one more repetition, with a workbook of its own.
    fn copied(
        &self,
        job: &Job,
        books: &BTreeMap<String, Vec<u8>>,
        extra: &mut Additions<'_>,
    ) -> Result<(), InsertError> {
        let Some(name) = job.copy.clone() else { return Ok(()) };
        let book = workbook(&job.source, extra)?.unwrap_or_default();
        let bytes = books.get(&book).cloned().or_else(|| extra.bytes(&book)).unwrap_or_default();
        let text = self.text(&job.source, extra);
        let (chart, bytes) = match &job.figures {
            Some(figures) => drawn(&text, &bytes, figures)?,
            None => (text.into_bytes(), bytes),
        };
        let mut links = relation::read(&extra.text(&part_for(&job.source))?.unwrap_or_default());
        // How the gallery of Word calls the look: no other chart may share it.
        links.retain(|link| !matches!(link.name(), "chartStyle" | "chartColorStyle"));
        for link in &mut links {
            let Some(target) = link.part(&job.source) else { continue };
            let own = link.name() == "package" && target == book;
            let target = if own { extra.put("embeddings/bieu-do", "xlsx", SHEET_TYPE, bytes.clone())? } else { target };
            link.target = format!("/{target}");
        }
        extra.put_as(&part_for(&name), relation::list(&links).into_bytes());
        extra.put_as(&name, chart);
        Ok(())
    }
}

fn failed(message: String) -> InsertError {
    InsertError::new(message, "sửa dữ liệu, hoặc bảng số của biểu đồ trong mẫu (bấm phải vào biểu đồ, Edit Data)")
}

/// Returns the chart and its workbook with these figures in both.
fn drawn(chart: &str, book: &[u8], figures: &Figures) -> Result<(Vec<u8>, Vec<u8>), InsertError> {
    let mut workbook = Workbook::open(book).map_err(|error| failed(error.to_string()))?;
    let old = ranges(chart);
    let names = workbook.names().map_err(|error| failed(error.to_string()))?;
    let sheet = old.first().map(|range| range.sheet.clone()).or_else(|| names.first().cloned()).unwrap_or_default();
    let old: Vec<Range> = old.into_iter().filter(|range| range.sheet == sheet).collect();
    let corner = (
        old.iter().map(|range| range.first.0).min().unwrap_or(1),
        old.iter().map(|range| range.first.1).min().unwrap_or(1),
    );
    let end = (
        old.iter().map(|range| range.last.0).max().unwrap_or(1),
        old.iter().map(|range| range.last.1).max().unwrap_or(1),
    );
    let block = Block { sheet: sheet.clone(), corner, count: figures.labels.len() };
    let (chart, names) = series::fill(chart, figures, &block).map_err(failed)?;
    let mut cells = workbook.sheet(&sheet).map_err(|error| failed(error.to_string()))?;
    let styles: BTreeMap<_, _> = cells.cells.iter().map(|(at, cell)| (*at, cell.style.clone())).collect();
    cells.cells.retain(|at, _| !((corner.0..=end.0).contains(&at.0) && (corner.1..=end.1).contains(&at.1)));
    let mut put = |row: usize, column: usize, datum: figures::Datum| {
        let place =
            |row: usize| (corner.0 + u32::try_from(row).unwrap_or(0), corner.1 + u32::try_from(column).unwrap_or(0));
        let style = styles.get(&place(row)).or_else(|| styles.get(&place(row.min(1)))).cloned().flatten();
        cells.cells.insert(place(row), Cell { style, value: Value::Datum(datum) });
    };
    for (at, label) in figures.labels.iter().enumerate() {
        put(at + 1, 0, label.clone());
    }
    for (column, one) in figures.series.iter().enumerate() {
        put(0, column + 1, figures::Datum::Text(names[column].clone()));
        for (at, value) in one.values.iter().enumerate() {
            put(at + 1, column + 1, value.clone());
        }
    }
    workbook.put(&cells).map_err(|error| failed(error.to_string()))?;
    let bytes = workbook.finish().map_err(|error| failed(error.to_string()))?;
    Ok((chart.into_bytes(), bytes))
}

/// Returns the ranges that a chart names.
fn ranges(chart: &str) -> Vec<Range> {
    let Ok(tree) = Tree::read(chart) else { return Vec::new() };
    let all = (0..tree.len()).filter(|id| tree.name(*id) == "c:f");
    all.filter_map(|id| Range::read(&plain(&tree.source[tree.get(id).inner()]))).collect()
}

#[cfg(test)]
mod tests;
