//! Reading a .docx as a stranger would: package, XML, styles resolved as Word does, the view that rules see.
//!
//! Layers, each using only those before it: package and tree from [`ooxml`](crate::ooxml), [`props`] and [`para_props`] (what a file states), [`style`], [`table_style`] and [`number`] (what comes of it), then the walk over
//! the content ([`mod@read`], [`story`], [`inline`], [`field`], [`table`], [`drawing`]) that makes the [`view`].
//! [`place`] and [`mod@dump`] only look at the view.

pub mod chart;
pub mod drawing;
pub mod dump;
mod dump_table;
mod dump_text;
pub mod field;
pub mod format;
pub mod inline;
pub mod number;
pub mod numeral;
pub mod para_props;
pub mod place;
pub mod property;
pub mod props;
pub mod read;
pub mod story;
pub mod style;
pub mod table;
pub mod table_style;
pub mod theme;
pub mod view;
pub mod vml;
pub mod world;

pub use dump::dump;
pub use view::{DocxView, ReadError};
