//! Writes a register of 1,000,000 documents below a working folder, to measure `thidua phat-hanh`, `so` and
//! `luu xac-minh` on.
//!
//! `cargo run --release --example so_lon -- THƯ_MỤC [SỐ_VĂN_BẢN]`
#![allow(clippy::print_stderr, reason = "an example speaks for itself")]

#[path = "../benches/made/base.rs"]
#[allow(dead_code, reason = "shared by benches")]
mod base;
#[path = "../benches/made/register.rs"]
mod register;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let Some(folder) = args.next().map(PathBuf::from) else {
        eprintln!("cách dùng: so_lon THƯ_MỤC [SỐ_VĂN_BẢN]");
        return ExitCode::from(2);
    };
    let count = args.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(1_000_000);
    match register::write(&folder, count, 2019) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("không ghi được vào {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
