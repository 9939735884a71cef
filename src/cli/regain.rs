//! `thidua luu nhan-so`, `luu xac-nhan-gio`: what a person decides when the register or the clock has lost its way.

use clap::Command as Definition;
use serde_json::json;

use super::issue::office;
use super::say::answer;
use super::typed::{allowed, flag, option, sub, word};
use super::{Align, Args, Table, say};
use crate::archive::regain::Lost;
use crate::office::{Failure, Fault, keep};
use crate::viet::date::short;

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 2] {
    let reason = |help| option("reason", "ly-do", "CHỮ", help).value_parser(word);
    let numbers = sub("nhan-so", "Đưa lại vào sổ những số đã cấp mà sổ không còn (cũng gõ được: regain)")
        .alias("regain")
        .override_usage("thidua luu nhan-so (--ly-do <CHỮ> | --thu)")
        .after_help(
            "Ví dụ:\n  thidua luu nhan-so --thu\n  \
             thidua luu nhan-so --ly-do \"hỏng ổ đĩa, bản sao lưu chỉ đến 26\"",
        )
        .arg(reason("Vì sao sổ không còn những số ấy, ghi vào nhật ký").required_unless_present("dry"))
        .arg(flag("dry", "thu", "Chỉ cho xem những số nào, thấy ở đâu; không thay đổi gì"))
        .arg(allowed());
    let time = sub("xac-nhan-gio", "Ghi vào nhật ký rằng giờ của máy bây giờ là đúng (cũng gõ được: confirm-clock)")
        .alias("confirm-clock")
        .override_usage("thidua luu xac-nhan-gio --ly-do <CHỮ>")
        .after_help("Ví dụ:\n  thidua luu xac-nhan-gio --ly-do \"hôm qua máy chạy nhầm năm 2036, đã chỉnh lại\"")
        .arg(reason("Vì sao giờ trước đây khác, ghi vào nhật ký").required(true));
    [numbers, time]
}

fn tell(args: &Args, documents: &[Lost], memory: bool, dry: bool) {
    if args.json {
        let all: Vec<_> = documents.iter().map(|lost| json!({ "thay_o": lost.seen, "van_ban": lost.entry })).collect();
        return say::data(&json!({ "thu": dry, "nhan_so": all }).to_string());
    }
    if documents.is_empty() {
        return say::data(match (memory, dry) {
            (false, _) => "sổ không thiếu số nào đã cấp",
            (true, true) => "sổ không thiếu số nào, nhưng không nối tiếp nhật ký mà máy này nhớ",
            (true, false) => "sổ không thiếu số nào; đã ghi vào nhật ký là từ nay làm tiếp theo sổ này",
        });
    }
    let mut table = Table::new(&[
        ("Số, ký hiệu", Align::Left),
        ("Ngày", Align::Left),
        ("Dãy số", Align::Left),
        ("Trích yếu", Align::Left),
        ("Thấy ở", Align::Left),
    ]);
    for lost in documents {
        let entry = &lost.entry;
        let cells = [lost.printed(), short(entry.date), entry.series.to_string(), entry.subject.clone()];
        table.row(cells.into_iter().chain([lost.seen.clone()]));
    }
    say::data(table.to_string().trim_end());
    if dry {
        say::speech("mới chỉ xem thử: sổ chưa thay đổi; nhận vào bằng `thidua luu nhan-so --ly-do \"…\"`");
    } else {
        say::data(&format!("đã nhận lại {} số vào sổ; xem lại bằng `thidua so`", documents.len()));
    }
}

/// Writes into the log that the clock is right, and tells.
pub(super) fn confirm_clock(args: &Args, reason: &str) -> Result<u8, Failure> {
    let office = office(args);
    let (now, last) = (office.actor.at, keep::confirm_clock(&office, reason)?);
    let shown = |at: chrono::NaiveDateTime| at.format("%H:%M ngày %d/%m/%Y").to_string();
    let before = last.map(|last| format!("; mục trước đó ghi lúc {}", shown(last))).unwrap_or_default();
    let told = format!("đã ghi vào nhật ký: giờ máy {} là đúng{before}", shown(now));
    Ok(answer(args, &json!({ "gio": now, "gio_truoc": last, "ly_do": reason }), &told))
}

/// Takes numbers back and tells.
pub(super) fn run(args: &Args, reason: Option<&str>, dry: bool) -> Result<u8, Failure> {
    let done = keep::regain(&office(args), reason, dry)?;
    for lost in &done.doubled {
        let (printed, day, series) = (lost.printed(), short(lost.entry.date), &lost.entry.series);
        let hint = "hai văn bản mang một số: giữ cả hai tệp, báo người phụ trách; văn bản này chưa vào sổ";
        let message = format!("số {printed} ngày {day} (dãy {series}, thấy ở {}) trùng số đã có trong sổ", lost.seen);
        say::warning(args, &Fault::new(message, hint));
    }
    tell(args, &done.documents, done.memory.is_some(), dry);
    Ok(u8::from(!done.doubled.is_empty()))
}
