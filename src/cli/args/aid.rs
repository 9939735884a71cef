//! What may be typed to be helped: chapters of the guide, completion in a shell, the manual page.

use clap::builder::EnumValueParser;
use clap::{Arg, Command as Definition};
use clap_complete::Shell;

use super::usage;
use crate::cli::typed::{sub, word};

pub(super) fn tro_giup() -> Definition {
    let topic = Arg::new("topic").value_name("CHỦ ĐỀ").value_parser(word).num_args(0..);
    sub("tro-giup", "Xem hướng dẫn theo chủ đề, có ví dụ; hoặc tìm chữ")
        .alias("help")
        .override_usage("thidua tro-giup [CHỦ ĐỀ] [TÙY CHỌN]")
        .after_help(usage::GUIDE_EXAMPLES)
        .arg(topic.help_heading("Tham số").help("Chủ đề, hoặc chữ cần tìm [không ghi: liệt kê các chủ đề]"))
}

pub(super) fn hoan_thanh() -> Definition {
    let shell = Arg::new("shell").value_name("VỎ LỆNH").required(true).hide_possible_values(true);
    let shell = shell.value_parser(EnumValueParser::<Shell>::new());
    sub("hoan-thanh", "In đoạn lệnh để cửa sổ lệnh tự điền tiếp tên lệnh, tùy chọn")
        .aliases(["completions", "goi-y-lenh"])
        .override_usage("thidua hoan-thanh <VỎ LỆNH> [TÙY CHỌN]")
        .after_help(usage::COMPLETE_EXAMPLES)
        .arg(shell.help_heading("Tham số").help("bash, zsh, fish, powershell hoặc elvish"))
}

pub(super) fn trang_man() -> Definition {
    sub("trang-man", "In trang hướng dẫn cho lệnh man của Linux, macOS")
        .alias("man")
        .override_usage("thidua trang-man [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua trang-man > thidua.1\n  man ./thidua.1")
}
