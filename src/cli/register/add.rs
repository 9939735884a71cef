//! `thidua so them`: registers a document made elsewhere, so that the register is the office's one register.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::number;
use crate::archive::Entry;
use crate::cli::issue::office;
use crate::cli::typed::{allowed, flag, option, sub, word};
use crate::cli::{Args, say};
use crate::office::Failure;
use crate::office::register::{Add, Added, add as register};
use crate::record::paper::{Secrecy, Urgency};
use crate::source::Sources;
use crate::viet::date::short;
use crate::viet::text::without_lookalikes;

/// Returns what may be typed.
pub fn definition() -> Definition {
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    let one_of = |id, long, value, help, values: &'static [(&'static str, &'static str)]| {
        let values = clap::builder::PossibleValuesParser::new(values.iter().map(|(id, _)| *id));
        option(id, long, value, help).hide_possible_values(true).value_parser(values)
    };
    sub("them", "Ghi vào sổ một văn bản làm ngoài thidua")
        .override_usage("thidua so them --loai <LOẠI> --trich-yeu <CHỮ> [TÙY CHỌN]")
        .after_help(
            "Ví dụ:\n  thidua so them --loai KH --trich-yeu \"Kiểm tra công vụ\" --ngay 05/03/2020\n  \
             thidua so them --ky-hieu STC-VP --trich-yeu \"Mời họp giao ban\" \\\n      \
             --noi-nhan \"Các phòng thuộc Sở\" --luu \"VT, VP\" --tep cong-van.pdf",
        )
        .arg(text("kind", "loai", "LOẠI", "ke_hoach, \"kế hoạch\" hoặc KH\n[mặc định: theo ký hiệu]"))
        .arg(text("symbol", "ky-hieu", "KÝ HIỆU", "Phần sau dấu gạch chéo, như STC-VP\n[mặc định: theo loại]"))
        .arg(text("subject", "trich-yeu", "CHỮ", "Trích yếu nội dung").required(true))
        .arg(number("number", "so", "Số đã ghi trên văn bản [mặc định: số tiếp theo]"))
        .arg(text("date", "ngay", "NGÀY", "Ngày của văn bản [mặc định: hôm nay]"))
        .arg(text("signer", "nguoi-ky", "TÊN", "Họ tên người ký"))
        .arg(text("post", "chuc-vu", "CHỨC VỤ", "Chức vụ người ký, như \"KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\""))
        .arg(
            text("recipients", "noi-nhan", "NƠI", "Nơi nhận văn bản; nhiều nơi thì lặp lại tùy chọn này")
                .action(ArgAction::Append),
        )
        .arg(text("filed", "luu", "CHỮ", "Đơn vị, người nhận bản lưu, như \"VT, VP\""))
        .arg(number("copies", "so-ban", "Số lượng bản"))
        .arg(text("issuer", "don-vi", "MÃ", "Đơn vị ban hành nhân danh mình (cần --ky-hieu)").requires("symbol"))
        .arg(one_of("urgency", "do-khan", "ĐỘ", "hoa_toc, thuong_khan hoặc khan", Urgency::VALUES))
        .arg(one_of("secrecy", "do-mat", "ĐỘ", "mat, toi_mat hoặc tuyet_mat; số lấy ở dãy riêng", Secrecy::VALUES))
        .arg(text("remark", "ghi-chu", "CHỮ", "Ghi chú"))
        .arg(text("reason", "ly-do", "CHỮ", "Lý do số hoặc ngày không theo thứ tự, ghi vào sổ"))
        .arg(
            option("file", "tep", "TỆP", "Tệp Word hoặc PDF của văn bản, để lưu kèm")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("dry", "thu", "Chỉ cho xem sẽ ghi gì, không thay đổi gì"))
        .arg(allowed())
}

/// Reads what was typed.
pub fn read(found: &ArgMatches) -> Add {
    let text = |id: &str| found.get_one::<String>(id).cloned();
    Add {
        kind: text("kind"),
        symbol: text("symbol").map(|symbol| without_lookalikes(&symbol).into_owned()),
        number: found.get_one("number").copied(),
        date: text("date"),
        subject: text("subject").unwrap_or_default(),
        signer: text("signer"),
        post: text("post"),
        recipients: found.get_many("recipients").into_iter().flatten().cloned().collect(),
        filed: text("filed"),
        copies: found.get_one("copies").copied(),
        issuer: text("issuer"),
        urgency: text("urgency"),
        secrecy: text("secrecy"),
        remark: text("remark"),
        reason: text("reason"),
        file: found.get_one("file").cloned(),
        dry: found.get_flag("dry"),
    }
}

/// Registers and tells; returns the exit code.
pub fn run(args: &Args, add: &Add) -> Result<u8, Failure> {
    let Added { entry, report } = register(&office(args), add)?;
    say::report(args, &report, &Sources::new());
    tell(args, add, &entry);
    Ok(0)
}

fn tell(args: &Args, add: &Add, entry: &Entry) {
    let file = entry.files.first().map(|file| entry.place(file));
    if args.json {
        return say::data(&json!({ "thu": add.dry, "tep": file, "van_ban": entry }).to_string());
    }
    let done = if add.dry { "sẽ vào sổ" } else { "đã vào sổ" };
    let (kind, day, series) = (&entry.kind_name, short(entry.date), &entry.series);
    say::data(&format!("{done}: {kind} số {} ngày {day}, dãy {series}", entry.printed()));
    if let Some(file) = file {
        say::data(&format!("tệp: {file}"));
    }
    if add.dry {
        say::speech("mới chỉ xem thử: chưa số nào bị cấp, chưa tệp nào được ghi");
    }
}
