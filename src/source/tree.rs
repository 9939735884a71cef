//! The YAML tree with places, scalars as text: what they mean is for the records to say.

use super::build::build;
pub use super::node::{Entry, Key, Node, Scalar, Style, Value};
use super::{FileId, Sources, slip};
use crate::diag::Report;

/// Reads the one document of a file; an empty file is a [`Value::Null`].
///
/// `None` after a fault that makes the rest unreadable. Other faults (a key given twice, a tag, a
/// second document) are reported and left out, and the rest is returned. What is read, but hardly as it was meant, is
/// told too.
pub fn parse(file: FileId, sources: &Sources, report: &mut Report) -> Option<Node> {
    let text = sources.get(file).text();
    match build(file, text, report) {
        Ok(node) => {
            slip::check(&node, text, report);
            Some(node)
        }
        Err(fault) => {
            report.push(*fault);
            None
        }
    }
}

#[cfg(test)]
mod tests;
