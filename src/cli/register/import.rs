//! `thidua so nhap`: takes over an existing register from Excel or CSV.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use crate::cli::issue::office;
use crate::cli::typed::{allowed, flag, option, sub, word, year};
use crate::cli::{Args, say};
use crate::diag;
use crate::office::Failure;
use crate::office::register::{Import, Imported, import as take_over};

/// Returns what may be typed.
pub fn definition() -> Definition {
    let file = Arg::new("file").value_name("TỆP").required(true).value_parser(value_parser!(PathBuf));
    let numbering = clap::builder::PossibleValuesParser::new(["chung", "theo_loai"]);
    sub("nhap", "Nhập sổ đang có từ Excel hoặc CSV")
        .override_usage("thidua so nhap <TỆP> [TÙY CHỌN]")
        .after_help(
            "Ví dụ:\n  thidua so nhap so-2019.xlsx --thu\n  thidua so nhap so-2019.xlsx\n  \
             thidua so nhap so-2018.csv --danh-so theo_loai --bo-qua-loi",
        )
        .arg(file.help_heading("Tham số").help("Sổ cũ, .xlsx hoặc .csv, có hàng tên cột như trong sổ"))
        .arg(
            option("sheets", "trang-tinh", "TÊN", "Chỉ trang tính này; nhiều trang thì lặp lại\n[mặc định: mọi trang]")
                .action(ArgAction::Append)
                .value_parser(word),
        )
        .arg(option("year", "nam", "NĂM", "Năm của những ngày chỉ ghi ngày và tháng").value_parser(year))
        .arg(
            option("numbering", "danh-so", "CÁCH", "Sổ cũ đánh số chung hay theo_loai\n[mặc định: như tệp co_quan]")
                .hide_possible_values(true)
                .value_parser(numbering),
        )
        .arg(flag("secret", "mat", "Đây là sổ văn bản mật"))
        .arg(flag("skip", "bo-qua-loi", "Nhập những hàng hiểu được, bỏ qua những hàng có lỗi"))
        .arg(flag("dry", "thu", "Chỉ báo sẽ nhập gì, không thay đổi gì"))
        .arg(allowed())
}

/// Reads what was typed.
pub fn read(found: &ArgMatches) -> Option<Import> {
    Some(Import {
        file: found.get_one("file").cloned()?,
        sheets: found.get_many("sheets").into_iter().flatten().cloned().collect(),
        year: found.get_one("year").copied(),
        numbering: found.get_one("numbering").cloned(),
        secret: found.get_flag("secret"),
        skip: found.get_flag("skip"),
        dry: found.get_flag("dry"),
    })
}

/// Takes over and tells; exit code 1 if a row was or would be left out.
pub fn run(args: &Args, import: &Import) -> Result<u8, Failure> {
    let done = take_over(&office(args), import)?;
    let Imported { sources, report, fit, left_out, count } = &done;
    if args.json {
        let found = diag::json::to_json(report, sources);
        let count = count.unwrap_or_default();
        say::data(&json!({ "da_nhap": count, "bo_qua": left_out, "phat_hien": found }).to_string());
    } else {
        say::report(args, report, sources);
        if let Some(fit) = fit {
            say::data(&match (count, import.dry) {
                (None, _) => format!("chưa nhập gì: {left_out} hàng chưa nhập được, {fit} hàng nhập được"),
                (Some(_), true) => format!("sẽ nhập {fit} văn bản, bỏ qua {left_out} hàng; chưa có gì thay đổi"),
                (Some(count), false) => format!("đã nhập {count} văn bản vào sổ, bỏ qua {left_out} hàng"),
            });
        }
    }
    Ok(u8::from(fit.is_none() || *left_out > 0))
}
