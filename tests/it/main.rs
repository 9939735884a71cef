//! All integration tests in one binary, so that they link once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod archive;
mod bad;
mod changes;
mod check;
mod cli;
mod compare;
mod determinism;
mod dien;
mod docx;
mod edited;
mod examples;
mod expressions;
mod facts;
mod fill;
mod finish;
mod golden;
mod help;
mod hostile;
mod house;
mod input;
mod kinds;
mod markdown;
mod measures;
mod mistakes;
mod new_year;
mod office;
mod pdf;
mod plan;
mod proof;
mod stale;
mod start;
mod watch;
mod workspace;
