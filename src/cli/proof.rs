//! What `mau kiem-tra` says of a template besides its faults: parts, tags, names, and what is left as it is.

use std::path::Path;

use serde_json::{Value, json};
use tera::Context;

use super::{Align, Table, say};
use crate::fill::WordTemplate;
use crate::fill::batch::Batch;
use crate::fill::inventory::Held;
use crate::fill::proof::{Named, Reach, names};
use crate::viet::number::grouped;

/// So many items of a list are looked at for the table of names; what any of them lacks is a fault besides.
const ITEMS: usize = 1_000;
/// So many tags and names are told one by one.
const MOST: usize = 200;

/// What is known of a template before anything is filled.
#[derive(Default)]
pub struct Proof {
    parts: Vec<Held>,
    left: Vec<String>,
    reaches: Vec<Reach>,
    names: Option<Vec<Named>>,
}

impl Proof {
    /// Looks at a template, and at data if there are any.
    pub fn of(template: &WordTemplate, data: Option<&Context>, list: Option<&str>) -> Result<Self, String> {
        let (parts, left) = template.inventory().map_err(|error| error.to_string())?;
        let each = |data| match list.map(|list| Batch::of(data, list)) {
            None => Some(names(&template.variables(), [data])),
            Some(Ok(batch)) => {
                Some(names(&template.variables(), (0..batch.len().min(ITEMS)).map(|item| batch.data(item))))
            }
            // What is wrong with the list is told as a fault.
            Some(Err(_)) => None,
        };
        let names = data.and_then(each);
        Ok(Self { parts, left, reaches: template.reaches(), names })
    }

    /// Puts it into what machines are told.
    pub fn tell_machines(&self, told: &mut Value) {
        let parts = self.parts.iter().map(|one| json!({ "phan": one.part, "la": one.what, "the": one.tags }));
        let reaches = self.reaches.iter().map(|one| json!({ "the": one.tag, "cho": one.place, "pham_vi": one.scope }));
        told["phan"] = parts.collect();
        told["the"] = reaches.collect();
        told["giu_nguyen"] = json!(self.left);
        if let Some(names) = &self.names {
            let names =
                names.iter().map(|one| json!({ "bien": one.path, "trong_du_lieu": one.found, "thieu": one.lacking }));
            told["bien"] = names.collect();
        }
    }

    /// Prints it.
    pub fn tell(&self) {
        if self.parts.is_empty() {
            return;
        }
        let mut table = Table::new(&[("Phần", Align::Left), ("Là", Align::Left), ("Thẻ", Align::Right)]);
        // Every part has its relationships, and all have their types: none of it is anything to a clerk but its tags.
        let relations = |part: &str| Path::new(part).extension().is_some_and(|end| end == "rels");
        let plumbing = |part: &str| relations(part) || part == "[Content_Types].xml";
        for one in self.parts.iter().filter(|one| one.tags.is_some() || !plumbing(&one.part)) {
            table.row([one.part.clone(), one.what.clone(), one.tags.map(|tags| tags.to_string()).unwrap_or_default()]);
        }
        show(&table, 0);
        if !self.reaches.is_empty() {
            let mut table = Table::new(&[("Thẻ", Align::Left), ("Ở", Align::Left), ("Phạm vi", Align::Left)]);
            for one in self.reaches.iter().take(MOST) {
                table.row([one.tag.clone(), one.place.clone(), one.scope.clone()]);
            }
            show(&table, self.reaches.len().saturating_sub(MOST));
        }
        if let Some(names) = self.names.as_ref().filter(|names| !names.is_empty()) {
            let mut table = Table::new(&[("Biến", Align::Left), ("Trong dữ liệu", Align::Left)]);
            for one in names.iter().take(MOST) {
                table.row([one.path.clone(), one.found.clone()]);
            }
            show(&table, names.len().saturating_sub(MOST));
        }
        for line in &self.left {
            say::data(&format!("giữ nguyên: {line}"));
        }
    }
}

/// Prints a table, and how many rows it has been spared.
fn show(table: &Table, more: usize) {
    say::data(table.to_string().trim_end());
    if more > 0 {
        say::data(&format!("và {} dòng nữa; xem hết bằng --json", grouped(i128::try_from(more).unwrap_or(i128::MAX))));
    }
    say::data("");
}
