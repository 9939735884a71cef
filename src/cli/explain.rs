//! `thidua giai-thich`: what a code means.

use super::{Args, say};
use crate::diag::{self, Code, nearest};
use crate::{record, template};

/// Every code of the program, in order of their groups.
fn codes() -> Vec<&'static Code> {
    let groups = [diag::code::ALL, record::code::ALL, template::CODES];
    groups.into_iter().flatten().copied().collect()
}

/// Explains a code; returns the exit code.
pub fn run(args: &Args, code: &str) -> u8 {
    let codes = codes();
    let wanted = code.to_uppercase();
    if let Some(found) = codes.iter().find(|code| code.id == wanted) {
        say::data(&format!("{}: {}", found.id, found.title));
        return 0;
    }
    let hint = match nearest(&wanted, codes.iter().map(|code| code.id)) {
        Some(near) => format!("có phải là “{near}”?"),
        None => format!("các mã: {}", codes.iter().map(|code| code.id).collect::<Vec<_>>().join(", ")),
    };
    say::failure(args, &format!("không có mã “{code}”\n  gợi ý: {hint}"));
    2
}
