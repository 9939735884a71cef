//! The model of an official document: types only.
//!
//! A [`Document`] is complete: the layout needs nothing else to make the page, and the number and date are part of it.
//! Terms that have no English twin are listed in [`component`].

mod book;
pub mod component;
mod picture;
mod table;
mod text;

pub use book::Book;
pub use component::{
    Addressees, Agency, Annex, DateLine, Document, Head, Number, Properties, Recipients, Signature, Title,
};
pub use picture::{Image, Picture};
pub use table::{Align, Cell, Cells, Chart, Column, RowKind, Series, Table, Width};
pub use text::{Block, Inline, Note, Role, plain};
