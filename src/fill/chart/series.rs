//! The series of a chart part: those of the template keep their look, further ones derive theirs.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::figures::{Datum, Figures, Series};
use super::range::Block;
use crate::fill::contents::plain;
use crate::fill::edit::Edits;
use crate::ooxml::tree::{Id, Tree};

/// Kinds of charts that show labels and a number for each.
const KINDS: [&str; 11] = [
    "c:barChart",
    "c:bar3DChart",
    "c:lineChart",
    "c:line3DChart",
    "c:pieChart",
    "c:pie3DChart",
    "c:doughnutChart",
    "c:ofPieChart",
    "c:areaChart",
    "c:area3DChart",
    "c:radarChart",
];

/// Colours for series whose template has a fixed one; they stay apart in print.
const COLOURS: [&str; 8] = ["1F4E79", "C55A11", "7F7F7F", "BF9000", "2E75B6", "548235", "7030A0", "9E480E"];

/// Returns the series of a chart in their order; says in Vietnamese why it cannot be filled.
pub fn all(tree: &Tree<'_>) -> Result<Vec<Id>, String> {
    let plots = (0..tree.len()).filter(|id| tree.name(tree.get(*id).parent) == "c:plotArea");
    let kinds: Vec<Id> = plots.filter(|id| tree.name(*id).ends_with("Chart")).collect();
    if let Some(other) = kinds.iter().find(|id| !KINDS.contains(&tree.name(**id))) {
        let name = match tree.name(*other) {
            "c:scatterChart" => "phân tán (XY)",
            "c:bubbleChart" => "bong bóng",
            "c:stockChart" => "chứng khoán",
            "c:surfaceChart" | "c:surface3DChart" => "bề mặt",
            name => name.trim_start_matches("c:"),
        };
        return Err(format!(
            "biểu đồ kiểu {name} không điền được bằng bieu_do; dùng biểu đồ cột, thanh, đường, miền, tròn, vành khuyên hoặc ra-đa"
        ));
    }
    let series = kinds
        .into_iter()
        .flat_map(|kind| tree.children(kind).filter(|id| tree.name(*id) == "c:ser").collect::<Vec<_>>());
    let series: Vec<Id> = series.collect();
    if series.is_empty() {
        Err("biểu đồ trong mẫu chưa có dãy số nào để lấy kiểu; chèn biểu đồ có ít nhất một dãy".to_owned())
    } else {
        Ok(series)
    }
}

/// Puts figures into a chart part; `block` is where they stand in its workbook. Returns the part and the names of series.
pub fn fill(xml: &str, figures: &Figures, block: &Block) -> Result<(String, Vec<String>), String> {
    let tree = Tree::read(xml).map_err(|error| error.to_string())?;
    let old = all(&tree)?;
    let names: Vec<String> =
        figures.series.iter().enumerate().map(|(at, one)| name(&tree, old.get(at).copied(), one)).collect();
    let mut edits = Edits::default();
    let mut more = String::new();
    for (at, one) in figures.series.iter().enumerate() {
        let new = New { tree: &tree, figures, one, at, name: &names[at], block, known: old.len() };
        match old.get(at) {
            Some(id) => {
                edits.skip(tree.get(*id).whole());
                edits.xml(tree.get(*id).open.start, new.written(*id, false));
            }
            None => more.push_str(&new.written(old[old.len() - 1], true)),
        }
    }
    edits.xml(tree.get(old[old.len() - 1]).close.end, more);
    for surplus in old.iter().skip(figures.series.len()) {
        edits.skip(tree.get(*surplus).whole());
        emptied(&tree, *surplus, &old[..figures.series.len().min(old.len())], &mut edits);
    }
    if let Some(title) = &figures.title {
        self::title(&tree, title, &mut edits);
    }
    Ok((edits.written(xml), names))
}

/// A kind of chart that has lost all its series goes too.
fn emptied(tree: &Tree<'_>, surplus: Id, kept: &[Id], edits: &mut Edits) {
    let plot = tree.get(surplus).parent;
    if !kept.iter().any(|id| tree.get(*id).parent == plot) {
        edits.drop(tree.get(plot).whole());
    }
}

/// A series keeps the name that the template gives it; what Word calls it by itself is none.
fn name(tree: &Tree<'_>, old: Option<Id>, one: &Series) -> String {
    if let Some(given) = &one.name {
        return given.clone();
    }
    let old = old.and_then(|id| tree.child(id, "c:tx")).map(|id| words(tree, id)).unwrap_or_default();
    let own = old.trim().to_lowercase();
    let counted = ["series", "chuỗi", "loạt", "dãy", "系列", "série", "reihe"]
        .iter()
        .any(|word| own.strip_prefix(word).is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit())));
    if own.is_empty() || counted { one.field.clone() } else { old }
}

fn words(tree: &Tree<'_>, id: Id) -> String {
    let texts = tree.inside(id).filter(|at| tree.name(*at) == "c:v");
    texts.map(|at| plain(&tree.source[tree.get(at).inner()])).collect::<Vec<_>>().join(" ")
}

/// A series about to be written.
struct New<'n, 's> {
    tree: &'n Tree<'s>,
    figures: &'n Figures,
    one: &'n Series,
    at: usize,
    name: &'n str,
    block: &'n Block,
    /// How many series the template has.
    known: usize,
}

impl New<'_, '_> {
    /// Returns the series in the look of one of the template; a further one takes another colour.
    fn written(&self, model: Id, further: bool) -> String {
        let tree = self.tree;
        let mut out = tree.source[tree.get(model).open.clone()].to_owned();
        let mut placed = false;
        for child in tree.children(model) {
            let name = tree.name(child);
            if matches!(name, "c:smooth" | "c:shape" | "c:extLst") && !placed {
                placed = true;
                out.push_str(&self.data(model));
            }
            match name {
                "c:idx" | "c:order" if further => {
                    let _ = write!(out, "<{name} val=\"{}\"/>", self.number(name));
                }
                "c:tx" | "c:cat" | "c:val" => {}
                "c:dPt" | "c:extLst" | "c:trendline" | "c:errBars" if further => {}
                "c:dPt" if self.is_beyond(child) => {}
                "c:dLbls" => out.push_str(&self.labels(child)),
                "c:spPr" | "c:marker" if further => out.push_str(&self.coloured(child)),
                _ => out.push_str(&tree.source[tree.get(child).whole()]),
            }
            if name == "c:order" {
                let _ = write!(
                    out,
                    "<c:tx><c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
                    escape(self.block.name(self.at)),
                    escape(self.name)
                );
            }
        }
        if !placed {
            out.push_str(&self.data(model));
        }
        out + "</c:ser>"
    }

    /// Returns a number that no series of the template has.
    fn number(&self, name: &str) -> usize {
        let tree = self.tree;
        let of_series =
            (0..tree.len()).filter(|id| tree.name(*id) == name && tree.name(tree.get(*id).parent) == "c:ser");
        let taken = of_series.filter_map(|id| tree.source[tree.attribute(id, "val")?].parse::<usize>().ok());
        taken.max().unwrap_or(0) + 1 + self.at - self.known
    }

    /// Tells whether a point's look belongs to a point that is not there.
    fn is_beyond(&self, point: Id) -> bool {
        let index = self.tree.child(point, "c:idx").and_then(|id| self.tree.attribute(id, "val"));
        let index = index.and_then(|range| self.tree.source[range].parse::<usize>().ok());
        index.is_some_and(|index| index >= self.figures.labels.len())
    }

    fn labels(&self, labels: Id) -> String {
        let (tree, range) = (self.tree, self.tree.get(labels).whole());
        let mut edits = Edits::default();
        for label in tree.children(labels).filter(|id| tree.name(*id) == "c:dLbl" && self.is_beyond(*id)) {
            let whole = tree.get(label).whole();
            edits.skip(whole.start - range.start..whole.end - range.start);
        }
        edits.written(&tree.source[range])
    }

    /// Returns a look in the colour of a further series: the next of the theme, or one that is not used yet.
    fn coloured(&self, look: Id) -> String {
        let xml = &self.tree.source[self.tree.get(look).whole()];
        let by = self.at + 1 - self.known;
        let accent = (1..=6).find(|number| xml.contains(&format!("\"accent{number}\"")));
        if let Some(accent) = accent {
            let new = (accent + by - 1) % 6 + 1;
            return xml.replace(&format!("\"accent{accent}\""), &format!("\"accent{new}\""));
        }
        let Some(fixed) = xml.split_once("<a:srgbClr val=\"").and_then(|(_, rest)| rest.get(..6)) else {
            return xml.to_owned();
        };
        let free: Vec<&str> = COLOURS.into_iter().filter(|colour| !self.tree.source.contains(colour)).collect();
        let new = free.get((by - 1) % free.len().max(1)).copied().unwrap_or(COLOURS[self.at % COLOURS.len()]);
        xml.replace(&format!("\"{fixed}\""), &format!("\"{new}\""))
    }

    fn data(&self, model: Id) -> String {
        let (labels, values) = (&self.figures.labels, &self.one.values);
        let numeric = labels.iter().all(|label| matches!(label, Datum::Number(_)));
        let numbered =
            numeric && self.tree.child(model, "c:cat").and_then(|id| self.tree.child(id, "c:numRef")).is_some();
        let categories = if numbered {
            numbers(&self.block.labels(), labels, &self.code(model, "c:cat"))
        } else {
            texts(&self.block.labels(), labels)
        };
        let code = self.code(model, "c:val");
        let code = if self.one.percent && !code.contains('%') { "0.##%".to_owned() } else { code };
        format!("<c:cat>{categories}</c:cat><c:val>{}</c:val>", numbers(&self.block.values(self.at), values, &code))
    }

    /// Returns the format of the numbers of the template, as it is written.
    fn code(&self, model: Id, name: &str) -> String {
        let tree = self.tree;
        let code = tree.child(model, name).and_then(|id| tree.inside(id).find(|id| tree.name(*id) == "c:formatCode"));
        code.map_or_else(|| "General".to_owned(), |id| tree.source[tree.get(id).inner()].to_owned())
    }
}

/// Returns a reference to words, with what stands there.
pub fn texts(range: &str, all: &[Datum]) -> String {
    let mut out = format!("<c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"{}\"/>", escape(range), all.len());
    points(&mut out, all);
    out + "</c:strCache></c:strRef>"
}

/// Returns a reference to numbers, with what stands there; `code` is their format as XML has it.
pub fn numbers(range: &str, all: &[Datum], code: &str) -> String {
    let mut out = format!(
        "<c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>{code}</c:formatCode><c:ptCount val=\"{}\"/>",
        escape(range),
        all.len()
    );
    points(&mut out, all);
    out + "</c:numCache></c:numRef>"
}

fn points(out: &mut String, all: &[Datum]) {
    for (at, one) in all.iter().enumerate().filter(|(_, one)| **one != Datum::Gap) {
        // Writing to a String cannot fail.
        let _ = write!(out, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", escape(one.text()));
    }
}

/// Gives a chart its title: in the look of the one it has.
fn title(tree: &Tree<'_>, text: &str, edits: &mut Edits) {
    let Some(chart) = (0..tree.len()).find(|id| tree.name(*id) == "c:chart") else { return };
    let words = format!(
        "<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"vi-VN\"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx>",
        escape(text)
    );
    let old = tree.child(chart, "c:title");
    // Both may stand right behind the opening tag, where what is put in first comes first: the title.
    if old.is_none() {
        edits.xml(tree.get(chart).open.end, format!("<c:title>{words}<c:overlay val=\"0\"/></c:title>"));
    }
    if let Some(deleted) = tree.child(chart, "c:autoTitleDeleted") {
        edits.skip(tree.get(deleted).whole());
        edits.xml(tree.get(deleted).open.start, "<c:autoTitleDeleted val=\"0\"/>");
    }
    let Some(old) = old else { return };
    let mut letters = tree.inside(old).filter(|id| tree.name(*id) == "a:t");
    if let Some(first) = letters.next() {
        let inner = tree.get(first).inner();
        edits.skip(inner.clone());
        edits.xml(inner.start, escape(text).into_owned());
        letters.for_each(|id| edits.skip(tree.get(id).inner()));
        return;
    }
    if let Some(own) = tree.child(old, "c:tx") {
        edits.skip(tree.get(own).whole());
    }
    edits.xml(tree.get(old).open.end, words);
}
