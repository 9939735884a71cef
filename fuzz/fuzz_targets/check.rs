//! Any bytes as a .docx or as the text of one, held against every rule and mended: findings or a reason, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::check::{Options, check, html, json, sarif};
use thidua::mend::mend;

fuzz_target!(|bytes: &[u8]| {
    let bytes = &*thidua_fuzz::word_file(bytes);
    if let Ok(checked) = check(bytes, &Options::default()) {
        let _ = json::file("tep.docx", &checked);
        let _ = html::page([("tep.docx".to_owned(), &checked)], []);
        let _ = sarif::log([("tep.docx".to_owned(), &checked)]);
        for tracked in [false, true] {
            if let Ok(mended) = mend(bytes, &Options::default(), tracked) {
                check(&mended.bytes, &Options::default()).expect("what is mended can be read again");
            }
        }
    }
});
