//! The YAML tree with places, scalars as text: what they mean is for the records to say.

use std::sync::Arc;

use super::build::build;
use super::{FileId, Sources, Span, slip};
use crate::diag::Report;

/// A value and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Its bytes in the raw text; zero bytes wide behind `:` or `-` for a value that is left out.
    /// What an alias repeats keeps the place where it was written.
    pub span: Span,
}

/// What YAML knows of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Left out, `~` or `null`, without quotes.
    Null,
    /// A text; numbers, dates and yes or no are still texts here.
    Scalar(Scalar),
    /// A list.
    Seq(Vec<Node>),
    /// Keys and values in the order of the file, each key once.
    Map(Vec<Entry>),
}

/// A text and how it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scalar {
    /// The text, composed (NFC), otherwise as written: `08` stays `08`.
    pub text: Box<str>,
    /// How it was written.
    pub style: Style,
}

/// How a text was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// Behind `|` or `>`.
    Block,
}

/// A key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// The text, composed (NFC); keys that are the same share it.
    pub text: Arc<str>,
    /// How it was written.
    pub style: Style,
}

/// A key and its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

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
