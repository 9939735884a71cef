//! `thidua hoan-thanh`, `thidua trang-man`: completion for shells, and the manual page.

use clap::Command as Definition;
use clap_complete::Shell;
use roff::{Inline, Roff, bold, roman};

use super::args::definition;
use super::say;

/// Prints what makes a shell complete commands and options; returns the exit code.
pub fn complete(shell: Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "thidua", &mut script);
    say::data(String::from_utf8_lossy(&script).trim_end());
    0
}

/// Prints the manual page; returns the exit code.
pub fn page() -> u8 {
    say::data(manual().trim_end());
    0
}

/// Returns the manual page of all commands, with Vietnamese headings, which ready-made generators do not have.
fn manual() -> String {
    let program = definition();
    let mut page = Roff::new();
    let version = format!("thidua {}", env!("CARGO_PKG_VERSION"));
    page.control("TH", ["THIDUA", "1", "", version.as_str(), "Hướng dẫn sử dụng"]);
    page.control("SH", ["TÊN"]);
    page.text([roman(format!("thidua - {}", about(&program)))]);
    page.control("SH", ["CÁCH DÙNG"]);
    page.text([bold("thidua"), roman(" <LỆNH> [TÙY CHỌN]")]);
    page.control("SH", ["LỆNH"]);
    for command in program.get_subcommands() {
        self::command(&mut page, &format!("thidua {}", command.get_name()), command);
    }
    page.control("SH", ["TÙY CHỌN CHUNG"]);
    options(&mut page, &program);
    page.control("SH", ["MÃ KẾT THÚC"]);
    for (code, meaning) in [
        ("0", "xong, có thể có cảnh báo"),
        ("1", "tệp dữ liệu, mẫu có lỗi, hoặc tệp sửa tay được giữ lại"),
        ("2", "không làm được: gõ sai, thiếu thư mục, đĩa đầy, tệp đang mở"),
    ] {
        item(&mut page, vec![bold(code)], meaning);
    }
    page.control("SH", ["XEM THÊM"]);
    page.text([
        bold("thidua tro-giup"),
        roman(" liệt kê các chương của hướng dẫn; "),
        bold("thidua"),
        roman(" "),
        bold("<LỆNH> --tro-giup"),
        roman(" in cách dùng một lệnh."),
    ]);
    page.render()
}

fn about(command: &Definition) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// Writes a command with its options and examples; further ones below it follow.
fn command(page: &mut Roff, name: &str, command: &Definition) {
    page.control("SS", [name]);
    page.text([roman(about(command))]);
    options(page, command);
    if let Some(examples) = command.get_after_help() {
        page.control("PP", []);
        page.control("nf", []);
        for line in examples.to_string().lines() {
            page.text([roman(line.trim_end())]);
        }
        page.control("fi", []);
    }
    for inner in command.get_subcommands() {
        self::command(page, &format!("{name} {}", inner.get_name()), inner);
    }
}

fn options(page: &mut Roff, command: &Definition) {
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let mut names: Vec<Inline> = Vec::new();
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        for name in [short, long].into_iter().flatten() {
            if !names.is_empty() {
                names.push(roman(", "));
            }
            names.push(bold(name));
        }
        let takes = arg.get_action().takes_values();
        for value in arg.get_value_names().unwrap_or_default().iter().filter(|_| takes) {
            names.push(roman(if names.is_empty() { value.to_string() } else { format!(" {value}") }));
        }
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        item(page, names, &help.replace('\n', " "));
    }
}

fn item(page: &mut Roff, names: Vec<Inline>, text: &str) {
    page.control("TP", []);
    page.text(names);
    page.text([roman(text)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_is_in_the_manual() {
        let page = manual().replace("\\-", "-");
        for command in definition().get_subcommands() {
            assert!(page.contains(&format!("thidua {}", command.get_name())), "{}", command.get_name());
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(page.contains(&format!("--{option}")), "{} --{option}", command.get_name());
            }
        }
        for heading in ["TÊN", "CÁCH DÙNG", "MÃ KẾT THÚC"] {
            assert!(page.contains(heading), "{page}");
        }
    }

    #[test]
    fn every_shell_gets_the_names_of_all_commands() {
        use clap::ValueEnum;
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut definition(), "thidua", &mut script);
            let script = String::from_utf8(script).expect("it is text");
            for command in definition().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
        }
    }
}
