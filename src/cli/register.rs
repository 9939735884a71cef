//! `thidua so`: the register of outgoing documents in the ten columns of Phụ lục IV, its gaps, its export.

mod add;
mod import;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::issue::{fail, office};
use super::typed::{allowed, flag, option, sub, word, year};
use super::{Align, Args, Table, say};
use crate::archive::register::Gap;
use crate::filename::of_disk;
use crate::office::register::{self, Add, Found, Import, Missing, SHOWN, STATES, View};
use crate::office::{Failure, Office};
use crate::source::Sources;

/// What `so` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To show or export.
    View(View),
    /// `them`: to register a document made elsewhere.
    Add(Add),
    /// `nhap`: to take over an existing register.
    Import(Import),
}

const EXAMPLES: &str = "\
Ví dụ:
  thidua so 2020
  thidua so --tim \"cai cach\" --loai ke_hoach
  thidua so 2020 --ra so-2020.docx --quyen 1
  thidua so them --loai KH --trich-yeu \"Kiểm tra công vụ\" --ngay 05/03/2020
  thidua so nhap so-2019.xlsx --thu";

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let year = Arg::new("year").value_name("NĂM").value_parser(year).help_heading("Tham số");
    sub("so", "Xem, tìm, xuất sổ đăng ký văn bản đi (cũng gõ được: register)")
        .alias("register")
        .override_usage(
            "thidua so [NĂM] [TÙY CHỌN]\n       thidua so them [TÙY CHỌN]\n       thidua so nhap <TỆP> [TÙY CHỌN]",
        )
        .after_help(EXAMPLES)
        .subcommand_help_heading("Việc khác")
        .disable_help_subcommand(true)
        .args_conflicts_with_subcommands(true)
        .subcommands([add::definition(), import::definition()])
        .arg(year.help("Năm của số văn bản [mặc định: mọi năm]"))
        .args(filters())
        .arg(flag("missing", "thieu", "Chỉ ra số còn thiếu và bản thảo chưa phát hành"))
        .arg(
            option("out", "ra", "TỆP", "Ghi ra tệp .docx (để in, đóng quyển), .xlsx, .csv\nhoặc .json")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(number("volume", "quyen", "Quyển số, in trên bìa"))
        .arg(allowed())
}

fn number(id: &'static str, long: &'static str, help: &'static str) -> Arg {
    option(id, long, "SỐ", help).value_parser(value_parser!(u32).range(1..=999_999))
}

fn filters() -> Vec<Arg> {
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    let states = clap::builder::PossibleValuesParser::new(STATES.map(|(typed, _)| typed));
    let state = "Chỉ văn bản: con-hieu-luc, thu-hoi, bi-thay-the, huy";
    vec![
        text("kind", "loai", "LOẠI", "Chỉ loại này: ke_hoach, \"kế hoạch\" hoặc KH"),
        text("from", "tu", "NGÀY", "Từ ngày này"),
        text("to", "den", "NGÀY", "Đến hết ngày này"),
        number("least", "tu-so", "Từ số này; phải ghi NĂM").requires("year"),
        number("most", "den-so", "Đến số này; phải ghi NĂM").requires("year"),
        text("signer", "nguoi-ky", "TÊN", "Người ký có tên này, gõ có dấu hay không đều được"),
        text(
            "text",
            "tim",
            "CHỮ",
            "Có các chữ này trong số, ký hiệu, loại, trích yếu,\nngười ký, nơi nhận, ghi chú; gõ có dấu hay không\nđều được, chữ cuối gõ dở cũng được",
        ),
        option("state", "tinh-trang", "KIỂU", state).hide_possible_values(true).value_parser(states),
        text("series", "day-so", "TÊN", "Chỉ dãy số này: chung, ke_hoach, mat, van-phong.chung"),
        flag("secret", "mat", "Chỉ văn bản mật [mặc định: chỉ văn bản không mật]").conflicts_with("series"),
    ]
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Option<Asked> {
    Some(match found.subcommand() {
        Some(("them", found)) => Asked::Add(add::read(found)),
        Some(("nhap", found)) => Asked::Import(import::read(found)?),
        _ => Asked::View(view(found)),
    })
}

fn view(found: &ArgMatches) -> View {
    let text = |id: &str| found.get_one::<String>(id).cloned();
    View {
        year: found.get_one("year").copied(),
        kind: text("kind"),
        from: text("from"),
        to: text("to"),
        numbers: (found.get_one("least").copied(), found.get_one("most").copied()),
        signer: text("signer"),
        text: text("text"),
        state: text("state"),
        series: text("series"),
        secret: found.get_flag("secret"),
        missing: found.get_flag("missing"),
        out: found.get_one("out").cloned(),
        volume: found.get_one("volume").copied(),
    }
}

/// Does it and tells; returns the exit code.
pub fn run(args: &Args, asked: &Asked) -> u8 {
    let done = match asked {
        Asked::View(view) if view.missing => missing(args, view.year),
        Asked::View(view) => show(args, view),
        Asked::Add(add) => add::run(args, add),
        Asked::Import(import) => import::run(args, import),
    };
    done.unwrap_or_else(|failure| fail(args, failure, &Sources::new()))
}

fn numbers(gap: &Gap) -> String {
    if gap.first == gap.last { gap.first.to_string() } else { format!("{} đến {}", gap.first, gap.last) }
}

fn show(args: &Args, view: &View) -> Result<u8, Failure> {
    let office = office(args);
    if let Some(out) = &view.out {
        let done = register::export(&office, view, out)?;
        if args.json {
            say::data(&json!({ "tep": out.display().to_string(), "so_van_ban": done.count }).to_string());
        } else {
            say::data(&format!("đã ghi {} văn bản vào {}", done.count, of_disk(out)));
        }
        if done.secrets {
            say::speech("văn bản mật không có trong tệp; xuất riêng bằng --mat");
        }
        return Ok(0);
    }
    if args.json {
        return print(&office, view);
    }
    let Found { rows, more, secrets } = register::search(&office, view)?;
    if rows.is_empty() {
        say::speech("không có văn bản nào như vậy trong sổ");
    } else {
        say::data(table(&rows).to_string().trim_end());
    }
    if more {
        say::speech(&format!("mới hiện {SHOWN} văn bản đầu; thêm điều kiện tìm, hoặc xuất hết bằng --ra so.xlsx"));
    }
    if secrets {
        say::speech("còn văn bản mật như vậy, không hiện ở đây; xem bằng --mat");
    }
    Ok(0)
}

/// Prints the documents that fit as JSON, one after another.
fn print(office: &Office, view: &View) -> Result<u8, Failure> {
    let mut begun = false;
    let mut open = || {
        if !std::mem::replace(&mut begun, true) {
            say::piece("{\"van_ban\":[");
        }
    };
    register::walk(office, view, |entry, first| {
        open();
        let text = serde_json::to_string(entry).expect("an entry holds only what JSON can");
        say::piece(&format!("{}{text}", if first { "" } else { "," }));
        Ok(())
    })?;
    open();
    say::data("]}");
    Ok(0)
}

fn table(rows: &[[String; 10]]) -> Table {
    let mut table = Table::new(&[
        ("Số, ký hiệu", Align::Left),
        ("Ngày", Align::Left),
        ("Tên loại và trích yếu", Align::Left),
        ("Người ký", Align::Left),
        ("Lưu", Align::Left),
        ("Ghi chú", Align::Left),
    ]);
    for cells in rows {
        table.row([0, 1, 2, 3, 5, 9].map(|column| cells[column].as_str()));
    }
    table
}

/// Shows numbers that were never given and drafts that were never issued; exit code 1 if there are any.
fn missing(args: &Args, year: Option<i32>) -> Result<u8, Failure> {
    let Missing { year, gaps, drafts } = register::missing(&office(args), year)?;
    let clean = gaps.is_empty() && drafts.is_empty();
    if args.json {
        let gaps: Vec<Value> =
            gaps.iter().map(|gap| json!({ "day_so": gap.series.to_string(), "so": numbers(gap) })).collect();
        say::data(&json!({ "so_thieu": gaps, "chua_phat_hanh": drafts }).to_string());
        return Ok(u8::from(!clean));
    }
    for gap in &gaps {
        say::data(&format!("dãy {}: thiếu số {}", gap.series, numbers(gap)));
    }
    if !drafts.is_empty() {
        say::data(&format!("chưa phát hành (năm {year}): {}", drafts.join(", ")));
    }
    if clean {
        say::data("không thiếu số nào, mọi văn bản trong tệp dữ liệu đã phát hành");
    }
    Ok(u8::from(!clean))
}
