//! Files as the clerk wrote them: opening them within reach, decoding, YAML to a tree.

mod budget;
mod build;
mod decode;
pub mod edit;
mod fault;
mod hunt;
mod node;
pub mod open;
mod parser;
mod slip;
pub mod tree;

pub use crate::text::{FileId, SourceFile, Sources, Span, letters};
pub use decode::{MAX_BYTES, decode};
pub use slip::bulleted;
