//! The smallest use of the library: one document of a working folder into a file.
//!
//! `cargo run --example mot_van_ban -- THƯ_MỤC MÃ TỆP.docx`, for example `. ke-hoach ke-hoach.docx`.
#![allow(clippy::print_stderr, reason = "an example speaks for itself")]

use std::error::Error;
use std::path::PathBuf;

use thidua::pipeline::{Wish, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, id, file] = args.as_slice() else {
        return Err("cách dùng: mot_van_ban THƯ_MỤC MÃ TỆP.docx".into());
    };

    let wish = Wish { ids: vec![id.clone()], ..Wish::default() };
    let run = generate(&PathBuf::from(folder), &wish, &|_| {})?;

    for finding in run.report.sorted(&run.sources) {
        eprintln!("{}", finding.message);
    }
    let made = run.made.first().ok_or("hồ sơ còn lỗi, chưa lập được văn bản")?;
    std::fs::write(file, &made.bytes)?;
    Ok(())
}
