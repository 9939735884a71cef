//! From a campaign year's YAML records to signed-ready Word files in the form of Nghị định 30/2020/NĐ-CP.
//!
//! 1. [`record::load()`] reads the records of a year, [`template::Engine::load`] the templates.
//! 2. [`template::resolve()`] fills in the expressions that the year answers.
//! 3. [`validate::validate`] tells all that is wrong, and alone makes [`validate::ValidRecords`].
//! 4. [`template::Facts`] are what templates see; [`compute`] does the arithmetic as of a day.
//! 5. [`template::compose()`] renders a document's template and reads it into a [`document::Document`].
//! 6. [`layout::Layout::lay_out`] makes the Word file of it; [`fill`] fills a Word template instead.
//! 7. [`pipeline::generate`] is the line from 1 to 6; it writes nothing.
//! 8. [`output::write()`] writes a file whole or not at all.
//! 9. [`office`] issues: it reads the file back at [`archive::gate`], gives the number and registers it in [`archive`].
//! 10. [`cli`] says what may be typed, calls, and tells.

#![allow(rustdoc::private_intra_doc_links, reason = "the documentation is built with its private items")]
pub mod archive;
pub mod check;
pub mod cli;
pub mod compare;
pub mod compute;
pub mod copies;
pub mod diag;
pub mod document;
pub mod docx;
pub mod dossier;
pub mod filename;
pub mod fill;
pub mod image;
pub mod layout;
pub mod ledger;
pub mod mend;
pub mod metrics;
pub mod office;
pub mod ooxml;
pub mod output;
pub mod pdf;
pub mod pipeline;
pub mod record;
pub mod renew;
pub mod source;
pub mod standard;
pub mod start;
pub mod template;
pub mod text;
pub mod typeset;
pub mod units;
pub mod validate;
pub mod viet;
