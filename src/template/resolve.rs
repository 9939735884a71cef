//! Expressions in texts of records are filled in once, right after the records are read: whoever uses a text afterwards,
//! a document, a list on the screen, the register or a file for machines, has it as it is meant.
//!
//! What only a document knows (its figures, other documents' numbers) is left as it is written, and is filled in where
//! the document is composed; so are texts with a fault, which is told there.

use chrono::NaiveDate;
use tera::Context;

use super::facts::given;
use super::slip::bare;
use super::texts::{Texts, has_expression};
use super::{Engine, code};
use crate::diag::{Diagnostic, Report};
use crate::record::field::{Field as _, Text};
use crate::record::paper::Paper;
use crate::record::{Expression, Records};
use crate::source::tree::{Node, Value};
use crate::source::{Sources, Span};

/// Fills in the expressions of all texts, as far as the year knows what they ask for; what is meant as one and would be
/// printed as it is written goes to the report.
pub fn resolve(records: &mut Records, engine: &Engine, sources: &Sources, report: &mut Report) {
    records.expressions = written(records, sources, report).into();
    if records.expressions.is_empty() {
        return;
    }
    // Faults are not told here, so no place is looked for.
    let texts = Texts { engine, sources, written: &[] };
    let last = NaiveDate::from_ymd_opt(records.year, 12, 31).unwrap_or_default();
    let year = given(records, sources, last);
    records.dossiers.each_text(&mut |text| fill(&texts, text, &year));
    // Names that change within the year are those of a document's day, which only the document knows.
    let context = of_any_day(records, given(records, sources, last));
    records.each_text_of_year(&mut |text| fill(&texts, text, &context));
    records.open_tasks = has_open_tasks(records);
    let context = of_any_day(records, given(records, sources, last));
    for paper in &mut records.papers {
        resolve_paper(&texts, paper, &context);
    }
}

/// Tells which expressions are no expressions at all; what names they use is known only where all records are valid.
pub fn misspelt(written: &[Expression], engine: &Engine, sources: &Sources, report: &mut Report) {
    let texts = Texts { engine, sources, written };
    let mut found = Report::new();
    for expression in written {
        texts.fill(&expression.text, &Context::new(), &mut found);
    }
    report.extend(found.iter().filter(|found| found.code == &code::SYNTAX).cloned());
}

/// Returns the texts that hold expressions, also those that only a template reads.
fn written(records: &mut Records, sources: &Sources, report: &mut Report) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut see = |text: &str, span: Span| {
        if has_expression(text) {
            found.push(Expression { text: text.to_owned(), span });
        }
        if text.contains(['{', '[', '«', '<', '%', '｛']) {
            tell_bare(span, sources, report);
        }
    };
    records.each_text(&mut |text| see(&text.text, text.span));
    let free = records.papers.iter().map(|paper| &paper.extra).chain(records.campaign.iter().map(|one| &one.extra));
    free.filter_map(|free| free.node()).for_each(|node| collect(node, &mut see));
    found
}

fn collect(node: &Node, see: &mut impl FnMut(&str, Span)) {
    match &node.value {
        Value::Scalar(scalar) => see(&scalar.text, node.span),
        Value::Seq(items) => items.iter().for_each(|item| collect(item, see)),
        Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.value, see)),
        Value::Null => {}
    }
}

/// Reports what stands in a text as if it were an expression, and is none.
fn tell_bare(span: Span, sources: &Sources, report: &mut Report) {
    let raw = sources.slice(span);
    for (range, better) in bare(raw) {
        let message = format!("“{}” sẽ được in nguyên như vậy: thẻ có hai dấu ngoặc nhọn mỗi bên", &raw[range.clone()]);
        let start = span.start as usize;
        let place = Span::new(span.file, start + range.start, start + range.end);
        report.push(Diagnostic::error(&code::SYNTAX, message).at(place).hint(format!("viết {better}")));
    }
}

fn has_open_tasks(records: &mut Records) -> bool {
    let mut any = false;
    let see = &mut |text: &mut Text| any |= has_expression(&text.text);
    records.tasks.each_text(see);
    records.areas.each_text(see);
    records.units.each_text(see);
    any
}

/// Leaves out what is not the same on all days of the year.
fn of_any_day(records: &Records, mut context: Context) -> Context {
    if !records.turning_days().is_empty() {
        context.remove("don_vi");
        context.remove("nguoi");
    }
    context
}

fn resolve_paper(texts: &Texts, paper: &mut Paper, year: &Context) {
    let mut any = false;
    paper.texts(&mut |text| any |= has_expression(&text.text));
    if !any {
        return;
    }
    let mut context = year.clone();
    if let Some(period) = &paper.period {
        context.insert("ky", period);
    }
    if paper.extra.node().is_some() {
        context.insert("du_lieu", &paper.extra);
    }
    paper.texts(&mut |text| fill(texts, text, &context));
}

fn fill(texts: &Texts, text: &mut Text, context: &Context) {
    if !has_expression(&text.text) {
        return;
    }
    let mut faults = Report::new();
    let filled = texts.fill(&text.text, context, &mut faults);
    if faults.is_empty() {
        filled.trim().clone_into(&mut text.text);
    }
}
