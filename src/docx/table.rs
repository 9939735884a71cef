//! Tables: grid, rows and cells, with the edges that are really drawn.

use std::collections::HashMap;
use std::sync::Arc;

use crate::docx::format::{Border, Color, Edges, is_drawn};
use crate::docx::props::{alignment, child_switch, edges, shading};
use crate::docx::story::{Story, flow};
use crate::docx::table_style::{CellLook, Places, Position, TableLook, TableStyle, indent};
use crate::docx::view::{Cell, Padding, Row, RowHeight, Table, VerticalAlign, VerticalMerge, Width};
use crate::ooxml::xml::Element;
use crate::units::Length;

/// Most columns a table is taken to have; Word allows 63.
const MAX_COLUMNS: usize = 1_024;

/// What the innermost table gives to the paragraphs in the current cell.
pub struct Surroundings {
    /// From the style of the table.
    pub look: Arc<CellLook>,
}

/// The parts of a table that its cells need to know.
struct Frame<'s> {
    style: Option<&'s TableStyle>,
    look: TableLook,
    borders: Edges,
    padding: Padding,
    rows: usize,
    columns: usize,
    looks: HashMap<(Places, u8), Arc<CellLook>>,
}

impl Story<'_, '_> {
    /// Reads a table.
    pub fn table(&mut self, element: Element<'_>) -> Table {
        let properties = element.w_child("tblPr");
        let style = properties.and_then(|p| p.child_val("tblStyle"));
        let style = self.world.styles.table(style);
        let grid = grid(element);
        let rows: Vec<Element<'_>> = flow(element).into_iter().filter(|row| is_row(*row)).collect();
        let look = properties.and_then(|p| p.w_child("tblLook")).map(TableLook::parse);
        let direct = properties.and_then(|p| p.w_child("tblBorders")).map(edges).unwrap_or_default();
        let mut frame = Frame {
            style: style.as_deref(),
            look: look.unwrap_or_default(),
            borders: direct,
            padding: padding(properties.and_then(|p| p.w_child("tblCellMar")), Padding::default()),
            rows: rows.len(),
            columns: grid.len(),
            looks: HashMap::new(),
        };
        let mut borders = style.as_ref().map(|s| s.table_borders()).unwrap_or_default();
        borders.overlay(&direct);
        let rows = rows.into_iter().enumerate().map(|(at, row)| self.row(row, at, &mut frame)).collect();
        let own_alignment = properties.and_then(|p| p.child_val("jc")).and_then(alignment);
        let own_indent = properties.and_then(|p| p.w_child("tblInd")).and_then(indent);
        let mut table = Table {
            grid,
            width: width(properties.and_then(|p| p.w_child("tblW"))),
            alignment: own_alignment.or(style.as_ref().and_then(|s| s.alignment)).unwrap_or_default(),
            indent: own_indent.or(style.as_ref().and_then(|s| s.indent)).unwrap_or_default(),
            borders,
            rows,
            is_fixed: properties.and_then(|p| p.w_child("tblLayout")?.w_attr("type")) == Some("fixed"),
        };
        share_edges(&mut table);
        table
    }

    fn row(&mut self, element: Element<'_>, at: usize, frame: &mut Frame<'_>) -> Row {
        let properties = element.w_child("trPr");
        let switch = |name| properties.and_then(|p| child_switch(p, name)).unwrap_or(false);
        let count = |name| properties.and_then(|p| p.child_val(name)?.parse::<usize>().ok());
        let exception = element.w_child("tblPrEx").and_then(|p| p.w_child("tblBorders")).map(edges);
        let mut column = count("gridBefore").unwrap_or(0).min(MAX_COLUMNS);
        let mut cells = Vec::new();
        for cell in flow(element).into_iter().filter(|cell| cell.w() == "tc") {
            let span = span(cell);
            let position = Position { row: at, rows: frame.rows, column, end: column + span, columns: frame.columns };
            cells.push(self.cell(cell, position, exception, frame));
            column += span;
        }
        Row {
            cells,
            is_header: switch("tblHeader"),
            cant_split: switch("cantSplit"),
            height: properties.and_then(|p| p.w_child("trHeight")).and_then(height),
        }
    }

    fn cell(&mut self, element: Element<'_>, at: Position, row: Option<Edges>, frame: &mut Frame<'_>) -> Cell {
        let properties = element.w_child("tcPr");
        let look = frame.look_at(at);
        self.tables.push(Surroundings { look: look.clone() });
        let blocks = self.blocks(element);
        self.tables.pop();
        let own = properties.and_then(|p| p.w_child("tcBorders")).map(edges).unwrap_or_default();
        let own_shading = properties.and_then(|p| p.w_child("shd")).map(shading);
        Cell {
            span: u32::try_from(at.end - at.column).unwrap_or(1),
            merge: merge(properties),
            width: width(properties.and_then(|p| p.w_child("tcW"))),
            v_align: v_align(properties.and_then(|p| p.child_val("vAlign"))),
            borders: frame.edges_at(at, &look, row, &own),
            shading: own_shading.or(look.shading).flatten().filter(|color| *color != Color::Auto),
            padding: padding(properties.and_then(|p| p.w_child("tcMar")), frame.padding),
            blocks,
        }
    }
}

/// Reads `w:tblCellMar` or `w:tcMar`; what it does not say is as before.
fn padding(margins: Option<Element<'_>>, before: Padding) -> Padding {
    let side = |names: &[&str], before: Length| {
        let stated = names.iter().find_map(|name| margins?.w_child(name)?.w_attr("w").and_then(Length::parse_twips));
        stated.unwrap_or(before)
    };
    Padding {
        top: side(&["top"], before.top),
        left: side(&["left", "start"], before.left),
        bottom: side(&["bottom"], before.bottom),
        right: side(&["right", "end"], before.right),
    }
}

impl Frame<'_> {
    fn look_at(&mut self, at: Position) -> Arc<CellLook> {
        let Some(style) = self.style else {
            return Arc::default();
        };
        let places = style.places(self.look, at);
        let key = (places, at.touches());
        self.looks.entry(key).or_insert_with(|| Arc::new(style.look(places, at))).clone()
    }

    /// Edges of the style, then of the table, then of the row, then of the cell, each over the one before.
    fn edges_at(&self, at: Position, look: &CellLook, row: Option<Edges>, own: &Edges) -> Edges {
        let mut whole = look.table_borders;
        whole.overlay(&self.borders);
        whole.overlay(&row.unwrap_or_default());
        let choose = |is_outer: bool, outer: Option<Border>, inner| if is_outer { outer } else { inner };
        let mut edges = Edges {
            top: choose(at.row == 0, whole.top, whole.inside_h),
            left: choose(at.column == 0, whole.left, whole.inside_v),
            bottom: choose(at.row + 1 == at.rows, whole.bottom, whole.inside_h),
            right: choose(at.end >= self.columns, whole.right, whole.inside_v),
            inside_h: None,
            inside_v: None,
        };
        edges.overlay(&Edges { inside_h: None, inside_v: None, ..look.borders });
        edges.overlay(&Edges { inside_h: None, inside_v: None, ..*own });
        edges
    }
}

/// Two cells that touch have one edge between them: what one of them draws is seen on both.
fn share_edges(table: &mut Table) {
    for row in &mut table.rows {
        for at in 1..row.cells.len() {
            let (left, right) = row.cells.split_at_mut(at);
            if let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) {
                share(&mut left.borders.right, &mut right.borders.left);
            }
        }
    }
    for at in 1..table.rows.len() {
        let (above, below) = table.rows.split_at_mut(at);
        if let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) {
            share_between_rows(above, below);
        }
    }
}

fn share_between_rows(above: &mut Row, below: &mut Row) {
    let same_grid =
        above.cells.len() == below.cells.len() && above.cells.iter().zip(&below.cells).all(|(a, b)| a.span == b.span);
    if !same_grid {
        return;
    }
    for (upper, lower) in above.cells.iter_mut().zip(&mut below.cells) {
        if lower.merge != VerticalMerge::Continue {
            share(&mut upper.borders.bottom, &mut lower.borders.top);
        }
    }
}

fn share(one: &mut Option<Border>, other: &mut Option<Border>) {
    match (is_drawn(*one), is_drawn(*other)) {
        (true, false) => *other = *one,
        (false, true) => *one = *other,
        _ => {}
    }
}

fn is_row(element: Element<'_>) -> bool {
    let properties = element.w_child("trPr");
    element.w() == "tr" && properties.and_then(|p| p.w_child("del")).is_none()
}

fn grid(element: Element<'_>) -> Vec<Length> {
    let columns = element.w_child("tblGrid").into_iter().flat_map(Element::children);
    let columns = columns.filter(|c| c.w() == "gridCol").take(MAX_COLUMNS);
    columns.map(|c| c.w_attr("w").and_then(Length::parse_twips).unwrap_or_default()).collect()
}

fn span(cell: Element<'_>) -> usize {
    let span = cell.w_child("tcPr").and_then(|p| p.child_val("gridSpan")?.trim().parse().ok());
    span.unwrap_or(1).clamp(1, MAX_COLUMNS)
}

fn merge(properties: Option<Element<'_>>) -> VerticalMerge {
    match properties.and_then(|p| p.w_child("vMerge")).map(Element::val) {
        None => VerticalMerge::None,
        Some(Some("restart")) => VerticalMerge::Start,
        Some(_) => VerticalMerge::Continue,
    }
}

fn v_align(name: Option<&str>) -> VerticalAlign {
    match name {
        Some("center" | "both") => VerticalAlign::Center,
        Some("bottom") => VerticalAlign::Bottom,
        _ => VerticalAlign::Top,
    }
}

fn width(element: Option<Element<'_>>) -> Width {
    let Some(element) = element else {
        return Width::Auto;
    };
    let value = element.w_attr("w").unwrap_or_default().trim();
    if let Some(percent) = value.strip_suffix('%') {
        return Length::parse(percent, 50).map_or(Width::Auto, |fiftieths| Width::Percent(fiftieths.as_emu()));
    }
    match element.w_attr("type") {
        Some("pct") => value.parse().map_or(Width::Auto, Width::Percent),
        Some("auto" | "nil") => Width::Auto,
        _ => Length::parse_twips(value).map_or(Width::Auto, Width::Fixed),
    }
}

fn height(element: Element<'_>) -> Option<RowHeight> {
    let value = Length::parse_twips(element.val()?)?;
    match element.w_attr("hRule") {
        Some("exact") => Some(RowHeight::Exact(value)),
        Some("auto") => None,
        _ => Some(RowHeight::AtLeast(value)),
    }
}
