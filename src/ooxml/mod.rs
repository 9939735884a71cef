//! The package format of Office and its XML: the ground floor for whoever reads, changes or writes a Word file.
//!
//! Reading: [`package`] (parts under limits), [`relation`] and [`types`] (what parts lead to, and what they are), [`xml`]
//! and [`namespace`] (a tree of what a part says). Changing: [`usual`] (one spelling for every package), [`entry`]
//! (entries copied as they lie), [`tree`] (elements with their ranges in the text), [`fragment`] (children and attributes
//! of a piece of XML), [`mod@order`] (where the schema wants a child), [`body`] (a document's text piece by piece),
//! [`comments`] (what is to be told, beside what it is about). Writing: [`mod@write`] (fixed order and time,
//! fingerprint), [`wellformed`] (nothing but XML leaves the program).

pub mod body;
pub mod comments;
pub mod entry;
pub mod fragment;
pub mod namespace;
pub mod order;
pub mod package;
pub mod relation;
pub mod tree;
pub mod types;
pub mod usual;
pub mod wellformed;
pub mod write;
pub mod xml;
mod xml_build;
