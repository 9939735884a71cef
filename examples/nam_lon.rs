//! Writes a working folder with many documents over many tasks, to measure `thidua lap` on.
//!
//! `cargo run --release --example nam_lon -- THƯ_MỤC [SỐ_VĂN_BẢN] [SỐ_NHIỆM_VỤ] [mot-ngay]`
#![allow(clippy::print_stderr, reason = "an example speaks for itself")]

#[path = "../benches/made/base.rs"]
mod base;
#[path = "../benches/made/growth.rs"]
mod growth;

use std::path::PathBuf;
use std::process::ExitCode;

use growth::Days;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let Some(folder) = args.next().map(PathBuf::from) else {
        eprintln!("cách dùng: nam_lon THƯ_MỤC [SỐ_VĂN_BẢN] [SỐ_NHIỆM_VỤ] [mot-ngay]");
        return ExitCode::from(2);
    };
    let mut number = |usual| args.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(usual);
    let (papers, tasks) = (number(300), number(5_000));
    let days = if args.next().is_some() { Days::One } else { Days::Each };
    match growth::write(&folder, papers, tasks, days) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("không ghi được vào {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
