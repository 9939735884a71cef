//! What a tree is made of.

use std::sync::Arc;

use super::Span;

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
