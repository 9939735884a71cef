//! From a campaign year's YAML records to signed-ready Word files in the form of Nghị định 30/2020/NĐ-CP.

#![allow(rustdoc::private_intra_doc_links, reason = "the documentation is built with its private items")]
pub mod archive;
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
pub mod office;
pub mod output;
pub mod pipeline;
pub mod record;
pub mod renew;
pub mod source;
pub mod standard;
pub mod start;
pub mod template;
pub mod units;
pub mod validate;
pub mod viet;
