//! `thidua sao-y`, `trich-sao`, `sao-luc`: copies of issued documents, numbered, registered and archived.

use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::issue::{fail, office};
use super::typed::{allowed, flag, option, sub, word, year};
use super::{Align, Args, Table, say};
use crate::copies::Form;
use crate::office::Failure;
use crate::office::copy::{Done, Request, copy, outline};
use crate::source::Sources;

/// Returns name, alias, meaning and examples of the command that makes copies of a form.
const fn words(form: Form) -> [&'static str; 4] {
    match form {
        Form::Whole => [
            "sao-y",
            "copy",
            "Sao y văn bản đã phát hành, số sao riêng (cũng gõ được: copy)",
            "thidua sao-y 05/KH-STC --nguoi-ky nguyen-thu-ha --quyen-han TL \\\n      --thay \"Giám đốc\" --noi-nhan \"Sở Nội vụ\"",
        ],
        Form::Excerpt => [
            "trich-sao",
            "extract",
            "Trích sao một phần văn bản đã phát hành (cũng gõ được: extract)",
            "thidua trich-sao 05/KH-STC\n  thidua trich-sao 05/KH-STC --phan II --nguoi-ky ho-trong-luat \\\n      --noi-nhan \"Sở Nội vụ\"",
        ],
        Form::Again => [
            "sao-luc",
            "copy-again",
            "Sao lục từ một bản sao y (cũng gõ được: copy-again)",
            "thidua sao-luc 01/SY-STC --nguoi-ky ho-trong-luat \\\n      --noi-nhan \"Các phòng thuộc Sở\"",
        ],
    }
}

fn command(form: Form) -> Definition {
    let [name, alias, about, example] = words(form);
    let document = Arg::new("document").value_name("SỐ").required(true).value_parser(word).help_heading("Tham số");
    let what = match form {
        Form::Again => "Số, ký hiệu của bản sao y, như 01/SY-STC",
        _ => "Số, ký hiệu như 05/KH-STC, hoặc mã văn bản trong tệp dữ liệu",
    };
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    let many = |arg: Arg| arg.action(ArgAction::Append);
    let command = sub(name, about)
        .alias(alias)
        .after_help(format!("Ví dụ:\n  {example}"))
        .arg(document.help(what))
        .arg(option("year", "nam", "NĂM", "Năm của số văn bản [mặc định: năm mới nhất có số ấy]").value_parser(year))
        .arg(
            text("signer", "nguoi-ky", "MÃ", "Mã người ký bản sao, trong tệp loại nguoi")
                .required(form != Form::Excerpt),
        )
        .arg(text("authority", "quyen-han", "CHỮ", "TM, KT, TL, TUQ hoặc Q; người đứng đầu ký thì bỏ"))
        .arg(text("principal", "thay", "CHỨC VỤ", "Ký thay ai, ví dụ \"Giám đốc\"; dùng cùng --quyen-han"))
        .arg(text("post", "chuc-vu", "CHỨC VỤ", "Chức vụ khi ký, nếu khác chức vụ trong tệp dữ liệu"))
        .arg(many(text("recipients", "noi-nhan", "NƠI", "Nơi nhận bản sao; nhiều nơi thì lặp lại")))
        .arg(text("filed", "luu", "CHỮ", "Dòng Lưu của bản sao [mặc định: VT]"))
        .arg(text("date", "ngay", "NGÀY", "Ngày sao [mặc định: hôm nay]"))
        .arg(
            option("number", "so", "SỐ", "Lấy số này thay cho số bản sao tiếp theo (cần --ly-do\nnếu nhảy số)")
                .value_parser(value_parser!(u32).range(1..=999_999)),
        )
        .arg(text("reason", "ly-do", "CHỮ", "Lý do lấy số hoặc ngày không theo thứ tự"))
        .arg(flag("dry", "thu", "Chỉ cho xem sẽ làm gì, không thay đổi gì"))
        .arg(allowed());
    if form != Form::Excerpt {
        return command.override_usage(format!("thidua {name} <SỐ> --nguoi-ky <MÃ> [TÙY CHỌN]"));
    }
    let listed = text("paragraphs", "doan", "SỐ ĐOẠN", "Các đoạn cần trích, như 3-5,8");
    let named = text(
        "parts",
        "phan",
        "CHỮ",
        "Phần cần trích, theo chữ đầu đề mục, như \"II\" hoặc\n\"Điều 2\"; nhiều phần thì lặp lại",
    );
    command
        .override_usage("thidua trich-sao <SỐ> [--doan <SỐ ĐOẠN>] [--phan <CHỮ>] [TÙY CHỌN]")
        .arg(many(listed).value_delimiter(','))
        .arg(many(named))
}

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 3] {
    Form::ALL.map(command)
}

/// Reads what was typed after one of the three names.
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Request> {
    let form = match name {
        "sao-y" => Form::Whole,
        "trich-sao" => Form::Excerpt,
        "sao-luc" => Form::Again,
        _ => return None,
    };
    let text = |id: &str| found.get_one::<String>(id).cloned();
    let list = |id: &str| found.try_get_many::<String>(id).ok().flatten().into_iter().flatten().cloned().collect();
    Some(Request {
        form,
        document: text("document")?,
        year: found.get_one("year").copied(),
        signer: text("signer"),
        authority: text("authority"),
        principal: text("principal"),
        post: text("post"),
        recipients: list("recipients"),
        filed: text("filed").unwrap_or_else(|| "VT".to_owned()),
        date: text("date"),
        number: found.get_one("number").copied(),
        reason: text("reason"),
        paragraphs: list("paragraphs"),
        parts: list("parts"),
        dry: found.get_flag("dry"),
    })
}

/// Copies and tells; returns the exit code.
pub fn run(args: &Args, request: &Request) -> u8 {
    let listing = request.form == Form::Excerpt && request.paragraphs.is_empty() && request.parts.is_empty();
    let done =
        if listing { list(args, request) } else { copy(&office(args), request).map(|done| tell(args, request, &done)) };
    done.map_or_else(|failure| fail(args, failure, &Sources::new()), |()| 0)
}

/// Shows what may be chosen for an excerpt.
fn list(args: &Args, request: &Request) -> Result<(), Failure> {
    let (source, lines) = outline(&office(args), request)?;
    if args.json {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| json!({ "doan": line.number, "de_muc": line.heading, "noi_dung": line.text }))
            .collect();
        say::data(&json!({ "van_ban": source.printed(), "cac_doan": lines }).to_string());
        return Ok(());
    }
    let mut table = Table::new(&[("Đoạn", Align::Right), ("Nội dung", Align::Left)]);
    for line in lines {
        let shown: String = line.text.replace('\n', " | ").chars().take(90).collect();
        table.row([line.number.to_string(), if line.heading { shown } else { format!("  {shown}") }]);
    }
    say::data(table.to_string().trim_end());
    say::speech("chọn đoạn cần trích bằng --doan 3-5,8 hoặc --phan \"II\", và người ký bằng --nguoi-ky");
    Ok(())
}

fn tell(args: &Args, request: &Request, done: &Done) {
    let Done { entry, source } = done;
    let place = format!("{}/{}.docx", entry.series.folder(), entry.stem());
    if args.json {
        return say::data(&json!({ "tep": place, "thu": request.dry, "van_ban": entry }).to_string());
    }
    let of = format!(
        "{} số {} của {} {}",
        entry.kind_name.to_lowercase(),
        entry.printed(),
        source.kind_name.to_lowercase(),
        source.printed()
    );
    if request.dry {
        say::data(&format!("sẽ làm {of}, ghi vào {place}"));
        return say::speech("mới chỉ xem thử: chưa số nào bị cấp, chưa tệp nào được ghi");
    }
    say::data(&format!("đã làm {of}\n{place}"));
}
