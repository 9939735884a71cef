//! The `thidua` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(thidua::cli::run(std::env::args_os()))
}
