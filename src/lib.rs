//! From a campaign year's YAML records to signed-ready Word files in the form of Nghị định 30/2020/NĐ-CP.
pub mod cli;
pub mod compute;
pub mod diag;
pub mod document;
pub mod docx;
pub mod fill;
pub mod layout;
pub mod output;
pub mod pipeline;
pub mod record;
pub mod renew;
pub mod source;
pub mod standard;
pub mod template;
pub mod units;
pub mod validate;
pub mod viet;
