//! Writes a working folder with 200 plans of three pages, to measure `thidua lap` on.
//!
//! `cargo run --release --example ke_hoach_200 -- THƯ_MỤC [SỐ_KẾ_HOẠCH]`
#![allow(clippy::print_stderr, reason = "an example speaks for itself")]

#[path = "../benches/made/base.rs"]
mod base;
#[path = "../benches/made/plans.rs"]
mod plans;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let Some(folder) = args.next().map(PathBuf::from) else {
        eprintln!("cách dùng: ke_hoach_200 THƯ_MỤC [SỐ_KẾ_HOẠCH]");
        return ExitCode::from(2);
    };
    let count = args.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(200);
    match plans::write(&folder, count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("không ghi được vào {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
