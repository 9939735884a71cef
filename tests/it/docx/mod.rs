//! The independent reader of .docx files.

mod content;
mod file;
mod golden;
mod robust;
mod style;
