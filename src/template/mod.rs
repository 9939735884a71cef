//! Step 4: templates. The Tera engine with Vietnamese filters, what it is given, and what its text becomes.
//!
//! A template writes `CommonMark`; values are escaped on the way in, so that a name with `*` or `<` is only ever text.
//! [`compose()`] renders it and reads the result into a [`Document`](crate::document::Document).

mod budget;
mod capped;
mod citation;
mod code;
mod compose;
mod days;
mod engine;
mod escape;
mod facts;
mod fault;
mod filters;
mod guard;
mod keys;
mod label;
mod markup;
mod pictures;
mod resolve;
mod said;
mod sides;
mod slip;
mod spec;
mod tasks;
mod texts;

pub use budget::{advice as budget_advice, begin as begin_budget, register as register_budget};
pub use capped::Capped;
pub use code::{ALL as CODES, EACH, UNREADABLE, WIDE};
pub use compose::{Composed, Stamp, compose, framed, outlined};
pub use engine::{Engine, built_in, built_in_files, built_in_word};
pub use facts::{Facts, symbol};
pub use fault::Fault;
pub use filters::{NAMES as FILTERS, register as register_filters, register_behind as register_filters_behind};
pub use guard::{EVERYTHING, Guarded, guard, unknown_names};
pub use resolve::{misspelt, resolve};
pub use said::LOOK;
pub use tasks::Fact;
