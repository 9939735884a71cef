//! A table in a dump: one line for the table, each row and each cell, the content indented below.

use crate::docx::dump::{Sheet, mm};
use crate::docx::format::{Alignment, Edges, is_drawn};
use crate::docx::view::{Cell, Row, RowHeight, Table, VerticalAlign, VerticalMerge, Width};
use crate::units::Length;

/// Writes a table.
pub fn table(table: &Table, sheet: &mut Sheet) {
    sheet.line(&heading(table));
    let partly = table.has_visible_borders() && !table.has_full_borders();
    sheet.indented(|sheet| {
        for (at, row) in table.rows.iter().enumerate() {
            sheet.line(&format!("hàng {}{}", at + 1, row_notes(row)));
            sheet.indented(|sheet| {
                for (at, cell) in row.cells.iter().enumerate() {
                    sheet.line(&format!("ô {}{}", at + 1, cell_notes(cell, partly)));
                    sheet.indented(|sheet| sheet.blocks(&cell.blocks));
                }
            });
        }
    });
}

fn heading(table: &Table) -> String {
    let columns: Vec<String> = table.grid.iter().map(|width| mm(*width)).collect();
    let mut parts = vec![format!("bảng {} cột {} mm", columns.len(), columns.join(" + "))];
    parts.extend(match table.width {
        Width::Auto => None,
        Width::Fixed(width) => Some(format!("rộng {width}")),
        Width::Percent(fiftieths) => Some(format!("rộng {}%", fiftieths / 50)),
    });
    parts.extend(match table.alignment {
        Alignment::Center => Some("giữa".to_owned()),
        Alignment::Right => Some("phải".to_owned()),
        _ => None,
    });
    if table.indent.on_ruler() != Length::ZERO {
        parts.push(format!("lùi {}", mm(table.indent)));
    }
    parts.push(borders(table).to_owned());
    parts.join(", ")
}

fn borders(table: &Table) -> &'static str {
    match (table.has_visible_borders(), table.has_full_borders()) {
        (false, _) => "không viền",
        (true, true) => "viền đủ",
        (true, false) => "viền một phần",
    }
}

fn row_notes(row: &Row) -> String {
    let mut notes = Vec::new();
    if row.is_header {
        notes.push("tiêu đề".to_owned());
    }
    if row.cant_split {
        notes.push("không tách".to_owned());
    }
    notes.extend(row.height.map(|height| match height {
        RowHeight::AtLeast(height) => format!("cao ít nhất {height}"),
        RowHeight::Exact(height) => format!("cao {height}"),
    }));
    in_brackets(&notes)
}

fn cell_notes(cell: &Cell, with_edges: bool) -> String {
    let mut notes = Vec::new();
    if cell.span > 1 {
        notes.push(format!("gộp {} cột", cell.span));
    }
    match cell.merge {
        VerticalMerge::None => {}
        VerticalMerge::Start => notes.push("gộp dọc".to_owned()),
        VerticalMerge::Continue => notes.push("gộp với ô trên".to_owned()),
    }
    match cell.v_align {
        VerticalAlign::Top => {}
        VerticalAlign::Center => notes.push("giữa theo chiều dọc".to_owned()),
        VerticalAlign::Bottom => notes.push("sát đáy".to_owned()),
    }
    notes.extend(cell.shading.map(|color| format!("nền {color}")));
    if with_edges && cell.borders.any_visible() {
        notes.push(format!("viền {}", edge_names(&cell.borders).join(" ")));
    }
    in_brackets(&notes)
}

fn edge_names(edges: &Edges) -> Vec<&'static str> {
    let all = [(edges.top, "trên"), (edges.bottom, "dưới"), (edges.left, "trái"), (edges.right, "phải")];
    all.into_iter().filter(|(edge, _)| is_drawn(*edge)).map(|(_, name)| name).collect()
}

fn in_brackets(notes: &[String]) -> String {
    if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) }
}
