//! What may be typed after `thidua dien` and `thidua mau`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command as Definition, value_parser};

use super::usage;
use crate::cli::typed::{allowed, flag, option, sub, word};

pub(super) fn dien() -> Definition {
    let out = option(
        "out",
        "ra",
        "TỆP",
        "Tệp ghi ra; với --danh-sach là cách đặt tên,\nnhư 'output/{{ thu_tu }}-{{ ho_ten }}.docx'",
    );
    let list = option(
        "list",
        "danh-sach",
        "TÊN",
        "Mỗi mục của danh sách này thành một tệp;\ndanh sách của Excel, CSV tên là dong",
    );
    let data = path(
        "data",
        "du-lieu",
        "TỆP",
        "Dữ liệu: .yaml, .json, .xlsx hoặc .csv; điều chung\nở tệp khác danh sách thì ghi hai lần",
    );
    sub("dien", "Điền mẫu Word từ YAML, JSON, Excel hoặc CSV (cũng gõ được: fill)")
        .alias("fill")
        .override_usage("thidua dien --mau <MẪU> --du-lieu <TỆP> --ra <TỆP> [TÙY CHỌN]")
        .after_help(usage::DIEN_EXAMPLES)
        .arg(path("template", "mau", "MẪU", "Mẫu Word (.docx), hoặc tên một mẫu có sẵn").required(true))
        .arg(data.action(ArgAction::Append).required(true))
        .arg(sheets())
        .arg(list.value_parser(word))
        .arg(out.value_parser(word).required(true))
        .arg(flag("join", "gop", "Gộp các mục thành một tệp để in,\nmỗi mục một trang mới").requires("list"))
        .arg(flag(
            "fonts",
            "doi-phong",
            "Đổi phông bảng mã cũ của mẫu (như .VnTime)\nthành phông Unicode, cả chữ cũ của mẫu",
        ))
        .arg(flag("overwrite", "ghi-de", "Ghi đè cả tệp đã sửa tay\n[mặc định: giữ lại, bản mới ghi bên cạnh]"))
        .arg(flag("leave", "giu-tep-cu", "Để lại tệp cũ lần này không làm nữa\n[mặc định: bỏ, nếu chưa ai sửa]"))
        .arg(allowed())
}

pub(super) fn mau() -> Definition {
    sub("mau", "Xem, kiểm tra, xuất mẫu (cũng gõ được: template)")
        .alias("template")
        .override_usage("thidua mau <VIỆC> [TÙY CHỌN]")
        .subcommand_help_heading("Việc")
        .after_help(usage::MAU_EXAMPLES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands([bien(), kiem_tra(), xuat()])
}

fn bien() -> Definition {
    sub("bien", "Liệt kê mọi biến của một mẫu Word và chỗ dùng")
        .override_usage("thidua mau bien <MẪU> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua mau bien giay-khen.docx")
        .arg(template())
}

fn kiem_tra() -> Definition {
    sub("kiem-tra", "Báo mọi lỗi của một mẫu Word, không ghi gì (cũng gõ được: check)")
        .alias("check")
        .override_usage("thidua mau kiem-tra <MẪU> [TÙY CHỌN]")
        .after_help(usage::KIEM_TRA_EXAMPLES)
        .arg(template())
        .arg(path("data", "du-lieu", "TỆP", "Xem dữ liệu này có đủ cho mẫu không").action(ArgAction::Append))
        .arg(sheets().requires("data"))
        .arg(
            option("list", "danh-sach", "TÊN", "Mẫu dùng cho từng mục của danh sách này")
                .value_parser(word)
                .requires("data"),
        )
        .arg(path("comments", "chu-thich", "TỆP", "Ghi bản sao của mẫu, mỗi lỗi có lời bình luận tại chỗ"))
        .arg(allowed())
}

fn xuat() -> Definition {
    let names = Arg::new("names").value_name("TÊN").num_args(0..).value_parser(word);
    sub("xuat", "Ghi các mẫu có sẵn ra thư mục để sửa theo ý mình")
        .override_usage("thidua mau xuat [TÊN…] [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua mau xuat\n  thidua mau xuat giay-khen.docx --ra mau-cua-toi")
        .arg(names.help_heading("Tham số").help("Tên mẫu, như giay-khen.docx; không ghi thì xuất tất cả"))
        .arg(path("out", "ra", "THƯ MỤC", "Ghi vào thư mục này [mặc định: templates]"))
        .arg(flag("overwrite", "ghi-de", "Ghi đè tệp đang có [mặc định: giữ nguyên]"))
}

fn template() -> Arg {
    let template = Arg::new("template").value_name("MẪU").required(true).value_parser(value_parser!(PathBuf));
    template.help_heading("Tham số").help("Tệp .docx có các thẻ như {{ ho_ten }}")
}

fn sheets() -> Arg {
    option(
        "sheets",
        "trang-tinh",
        "TÊN",
        "Trang tính của tệp Excel; nhiều trang thì ghi\nnhiều lần [mặc định: trang đầu]",
    )
    .action(ArgAction::Append)
    .value_parser(word)
}

fn path(id: &'static str, long: &'static str, value: &'static str, help: &'static str) -> Arg {
    option(id, long, value, help).value_parser(value_parser!(PathBuf))
}
