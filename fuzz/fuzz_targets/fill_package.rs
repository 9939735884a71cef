//! Any bytes as a Word template or as the text of one: findings, or a document that can be read again, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tera::Context;
use thidua::docx::{DocxView, dump};
use thidua::fill::{NoFiles, WordTemplate};

fuzz_target!(|bytes: &[u8]| {
    // A template may loop for as long as its budget lasts: that is known, and not what is looked for.
    if bytes.windows(5).any(|word| word == b"range") {
        return;
    }
    let bytes = &*thidua_fuzz::word_file(bytes);
    let Ok(template) = WordTemplate::compile("mau.docx", bytes.to_vec()) else { return };
    let _ = template.variables();
    let data = Context::new();
    let _ = template.missing(&data);
    let Ok(filled) = template.fill(&data, &NoFiles) else { return };
    if DocxView::read(bytes).is_ok() {
        let view = DocxView::read(&filled).expect("what could be read before can be read after");
        let _ = dump(&view);
    }
});
