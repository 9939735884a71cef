//! Any bytes as a record file: a finding or a tree, never a panic, and every place within the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::diag::{Report, text};
use thidua::source::{Sources, decode, tree};

fuzz_target!(|bytes: &[u8]| {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let file = decode("data/2020/a.yaml", bytes.to_vec(), &mut sources, &mut report);
    let node = file.and_then(|file| tree::parse(file, &sources, &mut report));
    assert!(node.is_some() || report.has_errors(), "nothing read and nothing said");
    let _ = text::render(&report, &sources, false);
});
