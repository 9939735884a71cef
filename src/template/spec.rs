//! Tables and charts that a template declares in a block `bang` or `bieu_do`: YAML, filled from the facts row by row.

use std::io::{self, Write};

use tera::Context;

use super::fault::Fault;
use super::said::NO_LIST;
use super::slip::sharpen;
use super::{Engine, code, escape};
use crate::diag::{Diagnostic, Place, Report};
use crate::document::{Align, Cell, Cells, Chart, Column, Inline, RowKind, Series, Table, Width};
use crate::record::define::{choice, record};
use crate::record::field::{Field, Int, Reader, Text};
use crate::source::{Sources, decode, tree};
use crate::viet;

choice! {
    /// How a column stands.
    AlignChoice {
        /// Left.
        Left = "trai" "trái",
        /// Centre.
        Center = "giua" "giữa",
        /// Right.
        Right = "phai" "phải",
    }
}

record! {
    /// A column of a table.
    "cột" ColumnSpec {
        /// The heading.
        title: Text = "ten" "tiêu đề cột",
        /// What its cells say: a Tera expression on `dong`, the row.
        value: Text = "gia_tri" "biểu thức, dùng biến dong: dong.ten, dong.han | ngay",
        /// Its share of the width.
        width: Option<Int> = "rong" "bề rộng so với các cột khác",
        /// How it stands.
        align: Option<AlignChoice> = "can" "trai, giua hoặc phai",
    }
}

record! {
    /// A table.
    "bảng" TableSpec {
        /// What it goes through: a Tera expression.
        rows: Text = "nguon" "danh sách để lập các hàng, ví dụ nhiem_vu",
        /// What parts its rows into groups.
        group: Option<Text> = "nhom" "biểu thức tên nhóm; hàng đầu mỗi nhóm có một hàng tiêu đề",
        /// Its columns.
        columns: Vec<ColumnSpec> = "cot" "các cột",
        /// A last row, a cell for each column.
        total: Vec<Text> = "tong" "hàng cuối, mỗi cột một biểu thức",
    }
}

record! {
    /// A series of a chart.
    "chuỗi" SeriesSpec {
        /// The name.
        name: Text = "ten" "tên trong chú giải",
        /// The values: a Tera expression on `dong`.
        value: Text = "gia_tri" "biểu thức ra số nguyên",
    }
}

record! {
    /// A chart.
    "biểu đồ" ChartSpec {
        /// The title.
        title: Text = "tieu_de" "tiêu đề biểu đồ",
        /// What it goes through.
        rows: Text = "nguon" "danh sách để lập các thanh",
        /// The categories.
        category: Text = "nhan" "biểu thức tên từng thanh",
        /// The series.
        series: Vec<SeriesSpec> = "chuoi" "các chuỗi số liệu",
    }
}

/// Word opens no table with more columns.
const MOST_COLUMNS: usize = 63;

/// What to do about too many of them.
pub const FEWER_COLUMNS: &str = "tách thành nhiều bảng, hoặc bớt cột";

/// Says that a table has more columns than Word opens, if it does.
pub fn too_many_columns(count: usize) -> Option<String> {
    (count > MOST_COLUMNS).then(|| format!("bảng có {count} cột, Word chỉ mở được bảng nhiều nhất {MOST_COLUMNS} cột"))
}

/// Ends a cell and a row in rendered text; records cannot hold these characters.
const CELL: u8 = 0x1f;
const ROW: u8 = 0x1e;

/// Makes the tables and charts of one document.
pub struct Tables<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// The document's facts.
    pub context: &'a Context,
    /// The template.
    pub template: &'a str,
}

impl Tables<'_> {
    /// Returns the template's name as messages show it.
    pub fn shown(&self) -> String {
        self.engine.shown(self.template)
    }

    /// Makes a table of its declaration, or reports why it cannot.
    pub fn table(&self, text: &str, report: &mut Report) -> Option<Table> {
        let spec: TableSpec = self.read(text, report)?;
        if let Some(message) = too_many_columns(spec.columns.len()) {
            report.push(Diagnostic::error(&code::SPEC, message).in_file(self.place_of(text).0).hint(FEWER_COLUMNS));
            return None;
        }
        let group = spec.group.as_ref().map_or("\"\"", |group| &group.text);
        let values = std::iter::once(group).chain(spec.columns.iter().map(|column| column.value.text.as_str()));
        let mut sink = CellSink::new();
        self.rows(&spec.rows.text, values, &mut sink).map_err(|misfit| self.report(misfit, text, report)).ok()?;
        let mut cells = sink.cells;
        if cells.rows().next().is_none() {
            report.push(empty("bảng", &spec.rows.text, self.place(text, &spec.rows.text)));
            return None;
        }
        self.total(&spec, &mut cells).map_err(|misfit| self.report(misfit, text, report)).ok()?;
        let columns = spec.columns.iter().map(|column| Column {
            title: vec![Inline::plain(column.title.text.clone())],
            width: column
                .width
                .and_then(|width| u32::try_from(width.value).ok())
                .map(|width| Width::Share(width.max(1))),
            align: match column.align {
                Some(AlignChoice::Center) => Align::Center,
                Some(AlignChoice::Right) => Align::Right,
                Some(AlignChoice::Left) | None => Align::Left,
            },
        });
        Some(Table { columns: columns.collect(), cells })
    }

    fn total(&self, spec: &TableSpec, cells: &mut Cells) -> Result<(), Misfit> {
        for cell in &spec.total {
            let rendered = self.engine.render_text(&format!("{{{{ {} }}}}", cell.text), self.context);
            let text = rendered.map_err(|fault| Misfit { fault, expression: cell.text.clone() })?;
            cells.cell(&viet::bind::bind(&text));
        }
        if !spec.total.is_empty() {
            (spec.total.len()..spec.columns.len()).for_each(|_| cells.cell(""));
            cells.end_row(RowKind::Total);
        }
        Ok(())
    }

    /// Makes a chart of its declaration, or reports why it cannot.
    pub fn chart(&self, text: &str, report: &mut Report) -> Option<Chart> {
        let spec: ChartSpec = self.read(text, report)?;
        let series = spec.series.iter().map(|series| series.value.text.as_str());
        let values = std::iter::once("\"\"").chain([spec.category.text.as_str()]).chain(series);
        let mut sink = CellSink::new();
        self.rows(&spec.rows.text, values, &mut sink).map_err(|misfit| self.report(misfit, text, report)).ok()?;
        let rows: Vec<Vec<_>> = sink.cells.rows().map(|(_, row)| row.map(Cell::text).collect()).collect();
        if rows.is_empty() {
            report.push(empty("biểu đồ", &spec.rows.text, self.place(text, &spec.rows.text)));
            return None;
        }
        let series = spec.series.iter().enumerate().map(|(index, series)| Series {
            name: series.name.text.clone(),
            values: rows.iter().map(|row| row.get(index + 1).and_then(|cell| cell.parse().ok()).unwrap_or(0)).collect(),
        });
        Some(Chart {
            title: viet::bind::bind(&spec.title.text).into_owned(),
            categories: rows.iter().map(|row| row.first().map_or_else(String::new, ToString::to_string)).collect(),
            series: series.collect(),
        })
    }

    /// Renders every row in one go; the text goes straight into the cells.
    fn rows<'v>(
        &self,
        rows: &'v str,
        values: impl Iterator<Item = &'v str>,
        sink: &mut CellSink,
    ) -> Result<(), Misfit> {
        let mut template = format!("{{% for dong in {rows} %}}");
        let mut starts = vec![(0, rows)];
        for value in values {
            starts.push((template.len(), value));
            template.push_str("{{ ");
            template.push_str(value);
            template.push_str(" }}\u{1f}");
        }
        template.push_str("\u{1e}{% endfor %}");
        self.engine.render_text_to(&template, self.context, sink).map_err(|fault| {
            let before = starts.iter().rev().find(|(start, _)| *start <= fault.range.start);
            Misfit { expression: before.map_or(rows, |(_, value)| value).to_owned(), fault }
        })
    }

    /// Reads a declaration; its faults are placed in the template, or in the block where that was filled in itself.
    fn read<T: Field>(&self, text: &str, report: &mut Report) -> Option<T> {
        let mut sources = Sources::new();
        let mut faults = Report::new();
        let (name, lines) = self.place_of(text);
        // Empty lines stand for what the template has before the block.
        let padded = "\n".repeat(lines) + text;
        let file = decode(&name, padded.into_bytes(), &mut sources, &mut faults);
        let node = file.and_then(|file| tree::parse(file, &sources, &mut faults));
        let spec = node.and_then(|node| T::read(&node, &mut Reader { sources: &sources, report: &mut faults }));
        for diagnostic in faults.into_detached(&sources) {
            report.push(readable(diagnostic));
        }
        spec.map(|mut spec| {
            spec.each_text(&mut |text| text.text = escape::restore(&text.text));
            spec
        })
    }

    /// Returns the name by which messages call the block, and how many lines of that file stand before it.
    fn place_of(&self, text: &str) -> (String, usize) {
        let template = self.engine.text(self.template);
        match template.find(text) {
            Some(at) if !text.is_empty() => (self.shown(), template[..at].matches('\n').count()),
            _ => (format!("{} (khối)", self.shown()), 0),
        }
    }

    /// Returns where an expression stands in a block.
    fn place(&self, text: &str, expression: &str) -> Place {
        let text = escape::restore(text);
        let (file, before) = self.place_of(&text);
        // A whole value first: `dong.ten` is also the start of `dong.ten_don_vi`.
        let whole = text.find(&format!(": {expression}\n")).map(|at| at + 2);
        let at = whole.or_else(|| text.find(expression)).unwrap_or(0);
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        Place::At {
            file,
            line: before + 1 + text[..at].matches('\n').count(),
            column: 1 + text[start..at].chars().count(),
            excerpt: text[start..].lines().next().unwrap_or_default().to_owned(),
            width: expression.chars().count().max(1),
        }
    }

    fn report(&self, misfit: Misfit, text: &str, report: &mut Report) {
        let Misfit { fault, expression } = misfit;
        let mut fault = sharpen(fault, &format!("{{{{ {expression} }}}}"));
        if fault.message == NO_LIST {
            fault.message = format!("{NO_LIST} “{expression}”");
        }
        // In a declaration an expression stands without the signs of a tag.
        fault.hint = fault.hint.replace("{{ ", "").replace(" }}", "");
        let message = format!("bảng hoặc biểu đồ: {}", fault.message);
        let place = self.place(text, &expression);
        report.push(Diagnostic::error(&code::SPEC, message).place(place).hint(fault.hint));
    }
}

/// Returns a finding as it is read: with the characters of values that have waited.
fn readable(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.message = escape::restore(&diagnostic.message);
    diagnostic.hints = diagnostic.hints.iter().map(|hint| escape::restore(hint)).collect();
    if let Place::At { excerpt, .. } = &mut diagnostic.place {
        *excerpt = escape::restore(excerpt);
    }
    diagnostic
}

/// Returns the finding that a table or chart has nothing to show. It is not printed: headings of columns over nothing say
/// less than a sentence would.
fn empty(what: &str, rows: &str, place: Place) -> Diagnostic {
    let message = format!("danh sách “{rows}” không có dòng nào nên {what} này không được in");
    let hint = format!(
        "đặt {what} cùng đề mục và câu dẫn của nó giữa {{% if {rows} | length > 0 %}} và {{% endif %}}; sau {{% else %}} ghi câu thay thế, ví dụ: Không có."
    );
    Diagnostic::warning(&code::EMPTY, message).place(place).hint(hint)
}

/// A fault and the expression of the declaration that has it.
struct Misfit {
    fault: Fault,
    expression: String,
}

/// Takes rendered rows apart while they are written.
struct CellSink {
    cells: Cells,
    bytes: Vec<u8>,
    group: String,
    at_group: bool,
}

impl CellSink {
    fn new() -> Self {
        Self { cells: Cells::default(), bytes: Vec::new(), group: String::new(), at_group: true }
    }

    fn end_cell(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        let text = String::from_utf8_lossy(&bytes);
        if !self.at_group {
            self.cells.cell(&viet::bind::bind(text.trim()));
        } else if text != self.group {
            self.group = text.trim().to_owned();
            self.cells.cell(&self.group);
            self.cells.end_row(RowKind::Group);
        }
        self.at_group = false;
        self.bytes = bytes;
        self.bytes.clear();
    }
}

impl Write for CellSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == CELL || *byte == ROW) {
            match part.split_last() {
                Some((&CELL, text)) => {
                    self.bytes.extend_from_slice(text);
                    self.end_cell();
                }
                Some((&ROW, _)) => {
                    self.cells.end_row(RowKind::Plain);
                    self.at_group = true;
                }
                _ => self.bytes.extend_from_slice(part),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
