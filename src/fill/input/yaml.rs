//! YAML, read as the records of a year are: `so: 08` stays text, every fault has its place.

use tera::{Context, Value};

use crate::diag::Report;
use crate::record::field::Shown;
use crate::source::{Sources, decode, tree};

/// Reads a YAML file.
pub fn read(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<Context> {
    let before = report.errors();
    let file = decode(name, bytes, sources, report)?;
    let node = tree::parse(file, sources, report)?;
    if report.errors() > before {
        return None;
    }
    let context = super::context(Value::from_serializable(&Shown(&node)));
    if context.is_none() {
        report.push(super::shapeless(name));
    }
    context
}
