//! Any bytes as a .docx or as the text of one: a view or a reason, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thidua::docx::{DocxView, dump};

fuzz_target!(|bytes: &[u8]| {
    let bytes = &*thidua_fuzz::word_file(bytes);
    if let Ok(view) = DocxView::read(bytes) {
        let _ = dump(&view);
    }
});
