//! Writes Word templates and data to measure `thidua dien` on, and the same in the languages of other programs.
//!
//! `cargo run --release --example mau_va_du_lieu -- THƯ_MỤC`
#![allow(clippy::print_stderr, reason = "an example speaks for itself")]

#[path = "../benches/made/base.rs"]
#[allow(dead_code, reason = "made for the other examples too")]
mod base;
#[path = "../benches/made/fill.rs"]
mod fill;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use fill::Language;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("cách dùng: mau_va_du_lieu THƯ_MỤC");
        return ExitCode::from(2);
    };
    match write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("không ghi được vào {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (language, name) in Language::ALL {
        fs::write(folder.join(format!("danh-sach-{name}.docx")), fill::list(language))?;
        fs::write(folder.join(format!("giay-khen-{name}.docx")), fill::certificate(language))?;
    }
    for rows in [10_000, 50_000] {
        fs::write(folder.join(format!("danh-sach-{rows}.json")), fill::list_data(rows).to_string())?;
    }
    fs::write(folder.join("giay-khen.json"), fill::certificate_data(1_000).to_string())
}
