//! Filling Word templates: a .docx in which a clerk has typed tags becomes a .docx with the data in their place.
//!
//! The line: [`usual`](crate::ooxml::usual) (one spelling for every package) → [`package`] (raw entries kept) → [`tree`](crate::ooxml::tree) (elements with their ranges) → [`paragraph`] (text of the runs
//! joined) → [`tag`] → [`scope`] (what each block repeats) → [`carve`] (changes of the source) → [`compile`] (one text
//! for the engine, XML as short markers) → [`render`] (markers become XML again) → package.

pub mod additions;
pub mod batch;
mod carve;
mod chart;
pub mod code;
pub mod comment;
mod compile;
mod contents;
mod edit;
mod engine;
mod expression;
mod fault;
mod fold;
pub mod font;
mod glue;
pub mod input;
mod insert;
pub mod inventory;
pub mod join;
mod keep;
mod left;
mod limits;
mod meaning;
mod package;
mod paragraph;
mod part;
mod place;
pub mod proof;
mod render;
mod room;
mod rules;
mod scope;
mod store;
mod survey;
mod tag;
mod template;
#[cfg(test)]
mod template_tests;
pub mod value;

pub use fault::Fault;
pub use left::is_left;
pub use place::Place;
pub use template::{Variable, WordTemplate};

use crate::source::open::Reach;

/// Reads the files that values name (pictures, sub-documents), relative to the data.
pub trait Files: Sync {
    /// Returns the bytes of a file that has at most so many.
    fn read(&self, path: &str, most: u64) -> std::io::Result<Vec<u8>>;
}

impl Files for Reach {
    fn read(&self, path: &str, most: u64) -> std::io::Result<Vec<u8>> {
        Ok(Self::read(self, path, most)?)
    }
}

/// No files: for templates whose values name none.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, path: &str, _most: u64) -> std::io::Result<Vec<u8>> {
        Err(std::io::Error::new(std::io::ErrorKind::NotFound, format!("không có tệp “{path}”")))
    }
}
