//! What commands are described with: options, flags, values as they are typed, and the reason to stop.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command as Definition, value_parser};

/// The shape of every help page.
pub(super) const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}\n";

/// The reason to end before any work: help, version or a fault in what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What to print, in Vietnamese, with its last line break.
    pub text: String,
    /// Print to stdout; else to stderr.
    pub to_stdout: bool,
    /// 0 for help and version that were asked for, else 2.
    pub exit_code: u8,
}

pub(super) fn sub(name: &'static str, about: &'static str) -> Definition {
    Definition::new(name).about(about).help_template(TEMPLATE).disable_help_flag(true).disable_version_flag(true)
}

pub(super) fn option(id: &'static str, long: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(long).value_name(value).help(help).help_heading("Tùy chọn")
}

pub(super) fn flag(id: &'static str, long: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(long).action(ArgAction::SetTrue).help(help).help_heading("Tùy chọn")
}

/// Folders in which files may lie that records and data name.
pub(super) fn allowed() -> Arg {
    let help = "Cho đọc tệp mà các tệp dữ liệu nhắc đến (ảnh, văn bản\nchèn, mẫu) cả trong thư mục này; lặp lại được";
    option("allowed", "cho-doc", "THƯ MỤC", help).action(ArgAction::Append).value_parser(value_parser!(PathBuf))
}

/// The years that can be meant; others are slips of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

pub(super) fn year(text: &str) -> Result<i32, String> {
    let typed = text.trim();
    let number = typed.parse::<i32>().ok().filter(|_| typed.len() == 4);
    number
        .filter(|number| YEARS.contains(number))
        .ok_or_else(|| format!("phải là năm bốn chữ số, từ {} đến {}", YEARS.start(), YEARS.end()))
}

pub(super) fn word(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("không được để trống".to_owned()),
        typed => Ok(typed.to_owned()),
    }
}
