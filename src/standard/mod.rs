//! The decree as data: page, type sizes, kinds of document and their abbreviations, clauses.
//!
//! Everything here is read off Nghị định 30/2020/NĐ-CP and its Phụ lục I and III. The layout draws from it and the
//! checker compares with it; golden tests write the same numbers as literals, so that a wrong constant here cannot
//! agree with itself.

mod clause;
mod form;
mod kind;
mod measure;

pub use clause::Clause;
pub use form::{Form, Presence, Signing, SubjectPlace};
pub use kind::Kind;
pub use measure::{Margins, Range, Sizes, Standard, TypeSet, UrgencyMark};
