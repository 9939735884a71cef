//! `thidua luu ho-so`, `het-han`, `xuat`: hồ sơ, how long they are kept, and one of them in a file.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::issue::office;
use super::typed::{allowed, flag, option, sub, word, year};
use super::{Align, Args, Table, say};
use crate::filename::of_disk;
use crate::office::dossier::{self, Export, Kept};
use crate::office::{Failure, Fault};
use crate::viet::date::short;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// `ho-so`: those of a year, of the newest when absent.
    List(Option<i32>),
    /// `het-han`: as of this day, as typed.
    Due(Option<String>),
    /// `xuat`.
    Export(Export),
}

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 3] {
    let of = Arg::new("year").value_name("NĂM").value_parser(year).help_heading("Tham số");
    let list = sub("ho-so", "Hồ sơ lưu của năm và thời hạn bảo quản (cũng gõ được: dossiers)")
        .alias("dossiers")
        .override_usage("thidua luu ho-so [NĂM]")
        .arg(of.help("Năm của dữ liệu [mặc định: năm mới nhất trong data/]"));
    let due = sub("het-han", "Hồ sơ hết hạn bảo quản, sắp đến hạn nộp lưu (cũng gõ được: due)")
        .alias("due")
        .override_usage("thidua luu het-han [--ngay <NGÀY>]")
        .after_help("Lệnh này chỉ liệt kê, không xóa gì.")
        .arg(option("date", "ngay", "NGÀY", "Tính đến ngày này [mặc định: hôm nay]").value_parser(word));
    let export = sub("xuat", "Xuất trọn một hồ sơ lưu thành tệp .zip (cũng gõ được: export)")
        .alias("export")
        .override_usage("thidua luu xuat --ho-so <MÃ> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua luu xuat --ho-so 01.TĐKT\n  thidua luu xuat --ho-so khen-thuong --nam 2020 --ra /media/usb/kt.zip")
        .arg(
            option("dossier", "ho-so", "MÃ", "Mã hồ sơ lưu, hoặc số và ký hiệu như 01.TĐKT")
                .required(true)
                .value_parser(word),
        )
        .arg(option("year", "nam", "NĂM", "Năm của dữ liệu [mặc định: năm mới nhất trong data/]").value_parser(year))
        .arg(
            option("out", "ra", "TỆP", "Ghi vào tệp này [mặc định: output/<năm>/ho-so/…]")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("secret", "mat", "Xuất cả văn bản mật [mặc định: bỏ ra và báo]"));
    [list, due, export].map(|command| command.arg(allowed()))
}

/// Reads what was typed after one of the three names.
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Wish> {
    match name {
        "ho-so" => Some(Wish::List(found.get_one("year").copied())),
        "het-han" => Some(Wish::Due(found.get_one("date").cloned())),
        "xuat" => Some(Wish::Export(Export {
            dossier: found.get_one::<String>("dossier")?.clone(),
            year: found.get_one("year").copied(),
            out: found.get_one("out").cloned(),
            secret: found.get_flag("secret"),
        })),
        _ => None,
    }
}

/// Does it and tells.
pub(super) fn run(args: &Args, wish: &Wish) -> Result<u8, Failure> {
    match wish {
        Wish::List(year) => list(args, *year)?,
        Wish::Due(day) => due_by(args, day.as_deref())?,
        Wish::Export(wanted) => export(args, wanted)?,
    }
    Ok(0)
}

fn shown_period(one: &Kept) -> String {
    let doubt = if one.unchecked() { " (*)" } else { "" };
    format!("{}{doubt}", one.period())
}

fn to_json(one: &Kept, year: i32) -> Value {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    json!({ "nam": year, "ma": one.record.id.text, "ky_hieu": one.record.number.text,
        "tieu_de": one.record.title.text, "thoi_han": one.period(), "chua_kiem_chung": one.unchecked(),
        "nguon": one.retention.source.text, "ket_thuc": day(one.record.ended.map(|ended| ended.day)),
        "han_nop_luu": day(one.due.and_then(|due| due.hand_over)),
        "het_han": day(one.due.and_then(|due| due.until)) })
}

const DOUBT: &str =
    "(*) thời hạn chưa đối chiếu với văn bản đang có hiệu lực: xem nguồn trong data/thoi-han-bao-quan.yaml";

fn list(args: &Args, year: Option<i32>) -> Result<(), Failure> {
    let (year, all) = dossier::list(&office(args), year)?;
    if args.json {
        let all: Vec<Value> = all.iter().map(|one| to_json(one, year)).collect();
        say::data(&json!({ "ho_so": all }).to_string());
        return Ok(());
    }
    if all.is_empty() {
        say::speech(&format!("năm {year} chưa có hồ sơ lưu nào: thêm tệp có `loai: ho_so`"));
        return Ok(());
    }
    let mut table = Table::new(&[
        ("Số, ký hiệu", Align::Left),
        ("Tiêu đề", Align::Left),
        ("Thời hạn", Align::Left),
        ("Văn bản", Align::Right),
        ("Kết thúc", Align::Left),
        ("Hạn nộp lưu", Align::Left),
        ("Hết hạn", Align::Left),
    ]);
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), short);
    for one in &all {
        table.row([
            one.record.number.text.clone(),
            one.record.title.text.clone(),
            shown_period(one),
            (one.record.documents.len() + one.record.others.len()).to_string(),
            one.record.ended.map_or_else(|| "chưa xong".to_owned(), |ended| short(ended.day)),
            day(one.due.and_then(|due| due.hand_over)),
            day(one.due.and_then(|due| due.until)),
        ]);
    }
    say::data(table.to_string().trim_end());
    if all.iter().any(Kept::unchecked) {
        say::speech(DOUBT);
    }
    Ok(())
}

/// Lists what has ended or ends within a year, of all years there are.
fn due_by(args: &Args, typed: Option<&str>) -> Result<(), Failure> {
    let (day, found) = dossier::deadlines(&office(args), typed)?;
    if args.json {
        let all = found.iter().map(|one| {
            json!({ "viec": one.what, "ngay": one.day.to_string(), "da_qua": one.past,
                "ho_so": to_json(&one.dossier, one.year) })
        });
        say::data(&json!({ "tinh_den": day.to_string(), "den_han": all.collect::<Vec<_>>() }).to_string());
        return Ok(());
    }
    if found.is_empty() {
        say::speech(&format!("đến {}, và trong một năm tới, chưa hồ sơ nào đến hạn", short(day)));
        return Ok(());
    }
    let mut table = Table::new(&[
        ("Năm", Align::Left),
        ("Số, ký hiệu", Align::Left),
        ("Tiêu đề", Align::Left),
        ("Thời hạn", Align::Left),
        ("Việc", Align::Left),
        ("Ngày", Align::Left),
    ]);
    for one in &found {
        let words = if one.past { "đã quá" } else { "sắp đến" };
        let record = &one.dossier.record;
        let (number, title) = (record.number.text.clone(), record.title.text.clone());
        let what = format!("{words}: {}", one.what);
        table.row([one.year.to_string(), number, title, shown_period(&one.dossier), what, short(one.day)]);
    }
    say::data(table.to_string().trim_end());
    if found.iter().any(|one| one.dossier.unchecked()) {
        say::speech(DOUBT);
    }
    say::speech(
        "chương trình chỉ liệt kê, không xóa gì; tiêu hủy tài liệu phải theo đúng thủ tục của pháp luật về lưu trữ",
    );
    Ok(())
}

fn export(args: &Args, wanted: &Export) -> Result<(), Failure> {
    let done = dossier::export(&office(args), wanted)?;
    if args.json {
        let value = json!({ "tep": done.path.display().to_string(), "sha256": done.digest.to_string(),
            "van_ban": done.count, "bo_van_ban_mat": done.left_out, "ho_so": to_json(&done.dossier, done.year) });
        say::data(&value.to_string());
    } else {
        let (notation, count, shown) = (&done.notation, done.count, of_disk(&done.path));
        say::data(&format!(
            "đã xuất hồ sơ {notation} gồm {count} văn bản, kèm mục lục, siêu dữ liệu và mã kiểm tra\n{shown}"
        ));
    }
    if !done.left_out.is_empty() {
        let (count, numbers) = (done.left_out.len(), done.left_out.join(", "));
        let hint = "nếu được phép mang văn bản mật ra khỏi lưu trữ thì thêm --mat";
        say::warning(args, &Fault::new(format!("đã bỏ {count} văn bản mật khỏi tệp xuất: {numbers}"), hint));
    }
    Ok(())
}
