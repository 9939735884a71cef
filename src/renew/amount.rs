//! Amounts of the new year: coefficients and base salaries from the table of all years.

use super::place::{is_flow, key};
use crate::record::rates::{Amount, Table, figure};
use crate::source::edit::{self, Edit};
use crate::source::tree::{Node, Style, Value};
use crate::viet::date::{parse, short};
use crate::viet::number;

/// Returns the changes that give each award of a list its coefficient of a year, and what is worth a look.
pub fn factors(list: &Node, table: &Table, from: i32, to: i32) -> (Vec<Edit>, Vec<String>) {
    let (mut edits, mut notes) = (Vec::new(), Vec::new());
    let Value::Seq(items) = &list.value else { return (edits, notes) };
    for item in items {
        let Some(id) = key(item, "ma") else { continue };
        let (Some(old), Some(new)) = (table.factor_of_year(id, from), table.factor_of_year(id, to)) else { continue };
        if old.from.day == new.from.day {
            continue;
        }
        let now = figure(&new.factor);
        if let Some((at, text)) = plain(item, "he_so").filter(|(_, text)| *text != now) {
            let source = &new.source.text;
            notes.push(format!("hệ số của “{}” ({id}) đổi từ {text} thành {now} theo {source}", new.name.text));
            edits.push(Edit { range: at, text: now });
        }
        if let Some((at, _)) = plain(item, "nguon") {
            edits.push(Edit { range: at, text: edit::scalar(&new.source.text, false) });
        }
    }
    (edits, notes)
}

/// Returns the change that adds the base salaries up to the end of a year to a list, and what is worth a look.
pub fn salaries(list: &Node, text: &str, table: &Table, to: i32) -> (Vec<Edit>, Vec<String>) {
    let Value::Seq(items) = &list.value else { return (Vec::new(), Vec::new()) };
    let newest = items.iter().filter_map(|item| parse(key(item, "tu")?).ok()).max();
    let (Some(newest), Some(tail), false) = (newest, items.last(), is_flow(list, text)) else {
        return (Vec::new(), Vec::new());
    };
    let range = tail.span.range();
    let before = text.get(..range.start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let indent: String = before.get(line..).unwrap_or("").chars().take_while(|c| *c == ' ').collect();
    let rest = text.get(range.end..).unwrap_or("");
    let end = range.end + rest.find('\n').unwrap_or(rest.len());
    let new: Vec<&Amount> = table.salaries_of_year(to).filter(|row| row.from.day > newest).collect();
    let added: String = new.iter().map(|row| item(row, &indent)).collect();
    let note = |row: &&Amount| {
        let amount = number::grouped(row.amount.value.into());
        format!("thêm lương cơ sở {amount} đồng từ {} theo {}", short(row.from.day), row.source.text)
    };
    let notes = new.iter().map(note).collect();
    let edits = if added.is_empty() { Vec::new() } else { vec![Edit { range: end..end, text: added }] };
    (edits, notes)
}

fn item(row: &Amount, indent: &str) -> String {
    let (from, amount) = (short(row.from.day), row.amount.value);
    let source = edit::scalar(&row.source.text, false);
    format!("\n{indent}- tu: {from}\n{indent}  muc: {amount}\n{indent}  nguon: {source}")
}

/// Returns where a scalar of one line stands, and its text.
fn plain<'n>(item: &'n Node, name: &str) -> Option<(std::ops::Range<usize>, &'n str)> {
    let Value::Map(entries) = &item.value else { return None };
    let node = &entries.iter().find(|entry| &*entry.key.text == name)?.value;
    let Value::Scalar(scalar) = &node.value else { return None };
    let in_block = scalar.style == Style::Block;
    (!in_block).then(|| (node.span.range(), scalar.text.trim()))
}
