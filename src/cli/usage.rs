//! Help and faults of the command line, said in Vietnamese.

use std::ffi::OsString;

use clap::{
    Command as Definition, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::typed::Stop;
use crate::viet::text::slug;

/// The end of the program's help page.
pub(super) const EXAMPLES: &str = "\
Ví dụ:
  thidua lap 2020                     lập mọi văn bản năm 2020
  thidua lap 2020 --van-ban ke-hoach  chỉ lập một văn bản
  thidua lap --tro-giup               xem cách dùng một lệnh";

/// The end of the help page of `lap`.
pub(super) const LAP_EXAMPLES: &str = "\
Ví dụ:
  thidua lap 2020
  thidua lap 2020 --van-ban ke-hoach,bao-cao-nam --pdf
  thidua lap 2020 --ngay 15/12/2020 --ra ban-thao
  thidua lap --theo-doi";

/// The end of the help page of `khoi-tao`.
pub(super) const INIT_EXAMPLES: &str = "\
Ví dụ:
  thidua khoi-tao                    hỏi từng điều rồi tạo
  thidua khoi-tao --vi-du            chép năm mẫu
  thidua -C thi-dua khoi-tao --nam 2026 --co-quan \"Sở Nội vụ\"";

/// The end of the help page of `nam-moi`.
pub(super) const NEW_YEAR_EXAMPLES: &str = "\
Ví dụ:
  thidua nam-moi 2021
  thidua nam-moi 2021 --tu 2019
  thidua nam-moi 2021 --tra-loi tra-loi.yaml";

/// The end of the help page of `so-sanh`.
pub(super) const COMPARE_EXAMPLES: &str = "\
Ví dụ:
  thidua so-sanh 2020 2021
  thidua so-sanh 2020 2021 --ra so-sanh
  thidua so-sanh 2020 2021 --van-ban ke-hoach --ra so-sanh.docx";

/// The end of the help page of `tro-giup`.
pub(super) const GUIDE_EXAMPLES: &str = "\
Ví dụ:
  thidua tro-giup             các chủ đề
  thidua tro-giup nam-moi     sang năm mới
  thidua tro-giup nhiem_vu    các khóa của một loại tệp dữ liệu";

/// The end of the help page of `hoan-thanh`.
pub(super) const COMPLETE_EXAMPLES: &str = "\
Ví dụ:
  thidua hoan-thanh bash > ~/.local/share/bash-completion/completions/thidua
  thidua hoan-thanh zsh > ~/.zfunc/_thidua
  thidua hoan-thanh fish > ~/.config/fish/completions/thidua.fish
  thidua hoan-thanh powershell | Out-String | Invoke-Expression";

/// The end of the help page of `dien`.
pub(super) const DIEN_EXAMPLES: &str = "\
Ví dụ:
  thidua mau xuat --ra mau-word     lấy mẫu và dữ liệu minh họa
  thidua dien --mau mau-word/giay-khen.docx --du-lieu mau-word/giay-khen.yaml \\
      --danh-sach ca_nhan --gop --ra output/in.docx
  thidua dien --mau giay-khen.docx --du-lieu chung.yaml --du-lieu ds.xlsx \\
      --danh-sach dong --ra 'output/{{ stt }}-{{ ho_ten | khong_dau }}.docx'

Ở ví dụ cuối, chung.yaml ghi điều mọi giấy khen đều có (so_quyet_dinh, ngay,
nguoi_ky…), ds.xlsx mỗi hàng một người (STT, Họ tên, Chức vụ, Thành tích…).";

/// The end of the help page of `mau`.
pub(super) const MAU_EXAMPLES: &str = "\
Ví dụ:
  thidua mau bien giay-khen.docx      xem mẫu cần những gì
  thidua mau kiem-tra giay-khen.docx  tìm mọi lỗi của mẫu
  thidua mau xuat --ra mau-co-san     lấy các mẫu có sẵn về sửa";

/// The end of the help page of `mau kiem-tra`.
pub(super) const KIEM_TRA_EXAMPLES: &str = "\
Ví dụ:
  thidua mau kiem-tra giay-khen.docx
  thidua mau kiem-tra giay-khen.docx --du-lieu chung.yaml --du-lieu ds.xlsx \\
      --danh-sach dong
  thidua mau kiem-tra giay-khen.docx --chu-thich loi.docx";

/// What people type who look for something that goes by another name here.
const MEANT: &[(&[&str], &str)] = &[
    (
        &["in", "in-ra", "print"],
        "chương trình không in ra giấy: lập bằng `thidua lap`, rồi mở tệp trong output/ bằng Word để in; cần PDF thì gõ `thidua lap --pdf`",
    ),
    (
        &["tao", "lam", "xuat", "chay", "run", "soan"],
        "để lập văn bản, gõ `thidua lap`; để tạo thư mục làm việc mới, gõ `thidua khoi-tao`",
    ),
    (
        &["kiem-tra", "check", "xem", "mo"],
        "để xem dữ liệu có lỗi không, gõ `thidua lap`: có lỗi thì không tệp nào bị ghi",
    ),
    (&["cap-so", "lay-so", "danh-so"], "để lấy số và phát hành, gõ `thidua phat-hanh MÃ-VĂN-BẢN`"),
];

/// Turns what clap says into what the clerk reads.
pub(super) fn stop(error: &Error, args: &[OsString], root: &Definition) -> Stop {
    match error.kind() {
        ErrorKind::DisplayHelp => asked(error.render().to_string()),
        ErrorKind::DisplayVersion => asked(format!("thidua {}\n", env!("CARGO_PKG_VERSION"))),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => refused(error.render().to_string()),
        ErrorKind::MissingSubcommand => without_command(root),
        _ => refused(Fault::new(error, args, root).text()),
    }
}

/// The answer when options were typed and no command.
pub(super) fn without_command(root: &Definition) -> Stop {
    let help = root.clone().render_help();
    refused(format!("lỗi: chưa gõ lệnh nào\n\n{help}"))
}

fn asked(text: String) -> Stop {
    Stop { text, to_stdout: true, exit_code: 0 }
}

fn refused(text: String) -> Stop {
    Stop { text, to_stdout: false, exit_code: 2 }
}

/// One fault in what was typed.
struct Fault<'a> {
    error: &'a Error,
    /// All that may be typed.
    root: &'a Definition,
    /// The command it was typed for, by its full name.
    command: Option<String>,
    /// What was typed behind the program's name.
    typed: Vec<String>,
}

impl<'a> Fault<'a> {
    fn new(error: &'a Error, args: &[OsString], root: &'a Definition) -> Self {
        let rough = root.clone().ignore_errors(true).try_get_matches_from(args).ok();
        let command = rough.and_then(|found| {
            let (name, inner) = found.subcommand()?;
            Some(inner.subcommand_name().map_or_else(|| name.to_owned(), |inner| format!("{name} {inner}")))
        });
        let typed = args.iter().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
        Self { error, root, command, typed }
    }

    fn text(&self) -> String {
        let (what, hint) = self.dashed().unwrap_or_else(|| (self.what(), self.hint()));
        let (hint, program) = (hint.map(|hint| format!("  gợi ý: {hint}\n")).unwrap_or_default(), self.program());
        format!("lỗi: {what}\n{hint}  xem cách dùng: gõ `{program} --tro-giup`\n")
    }

    /// An option behind a long dash, which Word and phones put in place of two hyphens.
    fn dashed(&self) -> Option<(String, Option<String>)> {
        let long = |arg: &&String| arg.starts_with(['–', '—', '−']) && arg.chars().count() > 1;
        let arg = self.typed.iter().find(long)?;
        let sign = arg.chars().next().unwrap_or('–');
        let meant = format!("--{}", arg.trim_start_matches(['–', '—', '−', '-']));
        let line: Vec<&str> =
            self.typed.iter().map(|other| if other == arg { &meant } else { other.as_str() }).collect();
        let what = format!("`{arg}` bắt đầu bằng dấu “{sign}”, tùy chọn phải bắt đầu bằng hai dấu gạch nối");
        Some((what, Some(format!("gõ `thidua {}`", line.join(" ")))))
    }

    /// What was typed so far that is right: `thidua` or `thidua lap`.
    fn program(&self) -> String {
        match &self.command {
            Some(command) => format!("thidua {command}"),
            None => "thidua".to_owned(),
        }
    }

    fn what(&self) -> String {
        let (arg, value) = (self.arg(), self.get(ContextKind::InvalidValue));
        match self.error.kind() {
            ErrorKind::UnknownArgument if arg.starts_with('-') => {
                format!("`{}` không có tùy chọn `{arg}`", self.program())
            }
            ErrorKind::UnknownArgument => format!("thừa `{arg}` sau `{}`", self.program()),
            ErrorKind::InvalidSubcommand => {
                format!("không có lệnh `{}`", self.get(ContextKind::InvalidSubcommand))
            }
            ErrorKind::MissingRequiredArgument => format!("`{}` còn thiếu {arg}", self.program()),
            ErrorKind::InvalidValue if value.is_empty() => format!("sau `{arg}` phải có giá trị"),
            ErrorKind::InvalidValue => format!("`{arg}` không nhận giá trị `{value}`"),
            ErrorKind::ValueValidation if value.trim().is_empty() => {
                format!("`{arg}` không được để trống")
            }
            ErrorKind::ValueValidation => {
                format!("giá trị `{value}` của `{arg}` không dùng được: {}", self.reason())
            }
            ErrorKind::TooManyValues => format!("`{arg}` không nhận thêm giá trị `{value}`"),
            ErrorKind::ArgumentConflict => self.conflict(&arg),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
                format!("`{arg}` chưa đủ hoặc thừa giá trị")
            }
            ErrorKind::NoEquals => format!("giữa `{arg}` và giá trị phải có dấu `=`"),
            ErrorKind::InvalidUtf8 => "có chữ không đọc được (không phải UTF-8)".to_owned(),
            _ => "không hiểu những gì đã gõ".to_owned(),
        }
    }

    fn conflict(&self, arg: &str) -> String {
        match self.get(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == arg => format!("`{arg}` ghi nhiều lần"),
            prior => format!("`{arg}` không dùng chung với `{prior}` được"),
        }
    }

    fn hint(&self) -> Option<String> {
        let arg = self.get(ContextKind::InvalidArg);
        match self.error.kind() {
            ErrorKind::UnknownArgument => Some(self.hint_option(&arg)),
            ErrorKind::InvalidSubcommand => Some(self.hint_command()),
            ErrorKind::InvalidValue => Some(self.hint_value()),
            ErrorKind::ValueValidation => self.hint_year(),
            ErrorKind::MissingRequiredArgument => {
                Some(format!("gõ `{} {arg}`, thay {arg} bằng giá trị cần dùng", self.program()))
            }
            ErrorKind::TooManyValues => Some(format!("chỉ gõ `{arg}`")),
            ErrorKind::ArgumentConflict => Some("chỉ giữ lại một".to_owned()),
            _ => None,
        }
    }

    fn hint_option(&self, arg: &str) -> String {
        let near = self.get(ContextKind::SuggestedArg);
        let owner = owner(self.root, arg.trim_start_matches('-'));
        let bare = slug(arg);
        match (self.command.as_deref(), owner) {
            (None, _) if arg.starts_with('-') && commands(self.root, None).contains(&bare) => {
                format!("lệnh không có dấu gạch ở đầu: gõ `thidua {bare}`")
            }
            _ if !near.is_empty() => format!("có phải `{near}`?"),
            (None, Some(command)) => {
                format!("tùy chọn này đứng sau lệnh: gõ `thidua {command} {arg}`")
            }
            (command, _) if arg.starts_with('-') => options(self.root, command),
            (Some("lap"), _) => "mỗi lần lập một năm; tên thư mục có dấu cách phải đặt trong dấu \" \"".to_owned(),
            _ => format!("bỏ `{arg}` đi, hoặc đặt trong dấu \" \" nếu có dấu cách"),
        }
    }

    fn hint_command(&self) -> String {
        let typed = self.get(ContextKind::InvalidSubcommand);
        let near = self.first(ContextKind::SuggestedSubcommand);
        if typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("để lập văn bản của năm, gõ `thidua lap {typed}`")
        } else if let Some(joined) = self.joined(&typed) {
            format!("tên lệnh viết liền bằng gạch nối: gõ `thidua {joined}`")
        } else if let Some((_, advice)) = MEANT.iter().find(|(words, _)| words.contains(&slug(&typed).as_str())) {
            (*advice).to_owned()
        } else if near.is_empty() {
            format!("các lệnh có: {}", commands(self.root, self.command.as_deref()).join(", "))
        } else {
            format!("có phải `{near}`? gõ `{} {near}`", self.program())
        }
    }

    /// A command of several words that were typed apart, with what follows: `phat hanh ke-hoach`.
    fn joined(&self, typed: &str) -> Option<String> {
        let at = self.typed.iter().position(|arg| arg == typed)?;
        let all = commands(self.root, None);
        (2..=3).rev().find_map(|count| {
            let name = slug(&self.typed.get(at..at + count)?.join("-"));
            let line = [std::slice::from_ref(&name), &self.typed[at + count..]].concat().join(" ");
            all.contains(&name).then_some(line)
        })
    }

    fn hint_value(&self) -> String {
        let (near, valid) = (self.get(ContextKind::SuggestedValue), self.get(ContextKind::ValidValue));
        match (near.is_empty(), valid.is_empty()) {
            (false, _) => format!("có phải `{near}`? các giá trị được dùng: {valid}"),
            (true, false) => format!("các giá trị được dùng: {valid}"),
            (true, true) => "gõ giá trị ngay sau tùy chọn này".to_owned(),
        }
    }

    /// A year of two figures, or with words around it, shows what was meant.
    fn hint_year(&self) -> Option<String> {
        if !self.get(ContextKind::InvalidArg).starts_with("[NĂM]") {
            return None;
        }
        let typed = self.get(ContextKind::InvalidValue);
        let figures: String = typed.chars().filter(char::is_ascii_digit).collect();
        if figures.is_empty() && typed.chars().any(char::is_alphabetic) && self.program() == "thidua lap" {
            let id = slug(typed.trim_end_matches(".yaml").trim_end_matches(".docx"));
            return Some(format!("để lập riêng một văn bản, gõ `thidua lap --van-ban {id}`"));
        }
        match figures.len() {
            2 => Some(format!("gõ `{} 20{figures}`", self.program())),
            4 if figures.starts_with("20") => Some(format!("gõ `{} {figures}`", self.program())),
            _ => Some(format!("gõ năm như `{} 2020`", self.program())),
        }
    }

    /// The words of our own value parsers.
    fn reason(&self) -> String {
        std::error::Error::source(self.error).map_or_else(|| "giá trị không dùng được".to_owned(), ToString::to_string)
    }

    /// The option or the name of the value, the brackets of `[NĂM]` left out.
    fn arg(&self) -> String {
        let arg = self.get(ContextKind::InvalidArg);
        let bare = arg.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        bare.map_or_else(|| arg.clone(), str::to_owned)
    }

    /// The first of several suggestions.
    fn first(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::Strings(texts)) => texts.first().cloned().unwrap_or_default(),
            _ => self.get(kind),
        }
    }

    fn get(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            _ => String::new(),
        }
    }
}

/// Returns the command that has this option.
fn owner(root: &Definition, option: &str) -> Option<String> {
    let mut commands = root.get_subcommands();
    let owner = commands.find(|command| command.get_arguments().any(|arg| arg.get_long() == Some(option)));
    owner.map(|command| command.get_name().to_owned())
}

/// Returns a command by its full name, such as `mau xuat`.
fn find<'d>(root: &'d Definition, command: &str) -> Option<&'d Definition> {
    command.split(' ').try_fold(root, |found, name| found.find_subcommand(name))
}

/// Lists the options that may follow, first those of the command.
fn options(root: &Definition, command: Option<&str>) -> String {
    let own = command.and_then(|name| find(root, name));
    let all = own.into_iter().chain([root]).flat_map(Definition::get_arguments);
    let names: Vec<String> = all.filter_map(|arg| Some(format!("--{}", arg.get_long()?))).collect();
    format!("các tùy chọn có: {}", names.join(", "))
}

/// Lists what may follow the program's name, or a command that has further ones.
fn commands(root: &Definition, command: Option<&str>) -> Vec<String> {
    let above = command.and_then(|name| find(root, name)).filter(|found| found.has_subcommands()).unwrap_or(root);
    above.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[cfg(test)]
#[path = "usage_tests.rs"]
mod tests;
