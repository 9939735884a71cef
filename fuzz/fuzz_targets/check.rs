//! Any bytes as a .docx, held against every rule: findings or a reason, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::check::{Options, check, html, json, sarif};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(checked) = check(bytes, &Options::default()) {
        let _ = json::file("tep.docx", &checked);
        let _ = html::page([("tep.docx".to_owned(), &checked)]);
        let _ = sarif::log([("tep.docx".to_owned(), &checked)]);
    }
});
