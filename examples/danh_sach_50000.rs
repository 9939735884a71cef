//! Writes a working folder with one decision that commends 50,000 people, to measure `thidua lap` on.
//!
//! `cargo run --release --example danh_sach_50000 -- THƯ_MỤC [SỐ_NGƯỜI]`
#![allow(clippy::print_stderr, reason = "an example speaks for itself")]

#[path = "../benches/made/base.rs"]
mod base;
#[path = "../benches/made/list.rs"]
mod list;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let Some(folder) = args.next().map(PathBuf::from) else {
        eprintln!("cách dùng: danh_sach_50000 THƯ_MỤC [SỐ_NGƯỜI]");
        return ExitCode::from(2);
    };
    let count = args.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(50_000);
    match list::write(&folder, count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("không ghi được vào {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
