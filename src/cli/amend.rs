//! `thidua thu-hoi`, `thay-the`, `dinh-chinh`, `sua-doi`, `huy-so`: what is done after a document was issued.

use clap::{Arg, ArgAction, ArgMatches, Command as Definition};
use serde_json::json;

use super::issue::{fail, office};
use super::typed::{allowed, option, sub, word, year};
use super::{Args, say};
use crate::archive::entry::TieKind;
use crate::office::amend::{Deed, Request, amend};
use crate::office::correction::{Correction, Mistake};
use crate::source::Sources;

fn command(name: &'static str, alias: &'static str, about: &'static str, what: &'static str) -> Definition {
    let document = Arg::new("document").value_name("SỐ").required(true).value_parser(word);
    let reason = option("reason", "ly-do", "CHỮ", "Lý do, ghi vào sổ và nhật ký").required(true).value_parser(word);
    let made = sub(name, about)
        .alias(alias)
        .arg(document.help_heading("Tham số").help(what))
        .arg(option("year", "nam", "NĂM", "Năm của số văn bản [mặc định: năm mới nhất có số ấy]").value_parser(year))
        .arg(reason);
    // A number that no document has needs no records.
    if name == "huy-so" { made } else { made.arg(allowed()) }
}

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 5] {
    const WHAT: &str = "Số, ký hiệu như 05/KH-STC, hoặc mã văn bản trong tệp dữ liệu";
    let by = |help| option("by", "bang", "SỐ", help).value_parser(word).conflicts_with("write");
    let write = |help| option("write", "soan", "MÃ", help).value_parser(word).required_unless_present("by");
    let each =
        |id, long, help| option(id, long, "CHỮ", help).value_parser(word).action(ArgAction::Append).requires("write");
    [
        command("thu-hoi", "recall", "Thu hồi văn bản đã phát hành: giữ nguyên, không dùng lại số", WHAT)
            .override_usage("thidua thu-hoi <SỐ> [--soan <MÃ> | --bang <SỐ MỚI>] --ly-do <CHỮ>")
            .arg(option("write", "soan", "MÃ", "Viết tệp dữ liệu của thông báo thu hồi mang mã này").value_parser(word))
            .arg(by("Văn bản thu hồi, đã phát hành"))
            .after_help(
                "Ví dụ:\n  thidua thu-hoi 05/KH-STC --soan thu-hoi-kh --ly-do \"ban hành nhầm\"\n  \
                 thidua thu-hoi 05/KH-STC --bang 09/TB-STC --ly-do \"ban hành nhầm\"\n  \
                 thidua thu-hoi 05/KH-STC --ly-do \"theo Công văn số 12/UBND-VX\"",
            ),
        command("sua-doi", "amend", "Ghi nhận văn bản được sửa đổi, bổ sung; văn bản vẫn còn hiệu lực", WHAT)
            .override_usage("thidua sua-doi <SỐ> (--soan <MÃ> | --bang <SỐ MỚI>) --ly-do <CHỮ>")
            .arg(write("Viết tệp dữ liệu của văn bản sửa đổi mang mã này"))
            .arg(each("right", "moi", "Nội dung mới; nhiều chỗ thì lặp từng cặp\n--tai --moi"))
            .arg(each("place", "tai", "Sửa ở đâu, ứng với --moi, ví dụ “khoản 2 Điều 1”"))
            .arg(by("Văn bản sửa đổi, bổ sung, đã phát hành"))
            .after_help(
                "Ví dụ:\n  thidua sua-doi 08/QĐ-STC --soan sua-doi-qd --ly-do \"tăng mức thưởng\" \\\n    \
                 --tai \"Điều 2\" --moi \"Mức tiền thưởng là 500.000 đồng\"\n  \
                 thidua sua-doi 08/QĐ-STC --bang 12/QĐ-STC --ly-do \"tăng mức thưởng\"",
            ),
        command("thay-the", "replace", "Ghi nhận văn bản sai nội dung được văn bản khác thay thế", WHAT)
            .override_usage("thidua thay-the <SỐ> (--soan <MÃ> | --bang <SỐ MỚI>) --ly-do <CHỮ>")
            .arg(write("Viết tệp dữ liệu của văn bản mới mang mã này,\nchép từ tệp cũ"))
            .arg(by("Văn bản mới, đã phát hành"))
            .after_help(
                "Ví dụ:\n  thidua thay-the 05/KH-STC --soan ke-hoach-moi --ly-do \"sai chỉ tiêu\"\n  \
                 thidua thay-the 05/KH-STC --bang 09/KH-STC --ly-do \"sai chỉ tiêu\"",
            ),
        command("dinh-chinh", "correct", "Ghi nhận công văn đính chính văn bản sai thể thức", WHAT)
            .override_usage("thidua dinh-chinh <SỐ> (--soan <MÃ> | --bang <SỐ MỚI>) --ly-do <CHỮ>")
            .arg(write("Viết tệp dữ liệu của công văn đính chính mang mã này"))
            .arg(each("wrong", "sai", "Chữ đã in sai; nhiều chỗ thì lặp từng cặp\n--sai --dung"))
            .arg(each("right", "dung", "Chữ đúng, ứng với --sai"))
            .arg(each("place", "tai", "Sai ở đâu, ứng với --sai, ví dụ “mục II trang 2”"))
            .arg(by("Công văn đính chính, đã phát hành"))
            .after_help(
                "Ví dụ:\n  thidua dinh-chinh 05/KH-STC --soan dinh-chinh-kh --ly-do \"lỗi đánh máy\" \\\n    \
                 --tai \"mục II\" --sai \"quý VI\" --dung \"quý IV\"\n  \
                 thidua dinh-chinh 05/KH-STC --bang 10/STC-VP --ly-do \"sai ký hiệu\"",
            ),
        command("huy-so", "cancel", "Hủy một số chưa có văn bản; số ấy không dùng lại", "Số, ký hiệu như 06/KH-STC")
            .override_usage("thidua huy-so <SỐ> --ly-do <CHỮ> [--day-so <TÊN>]")
            .arg(
                option("series", "day-so", "TÊN", "Dãy số, khi ký hiệu không nói lên: mat của\nvăn bản mật, van-phong.chung của đơn vị có mã\nvan-phong").value_parser(word),
            )
            .after_help(
                "Ví dụ:\n  thidua huy-so 06/KH-STC --ly-do \"văn bản không ban hành nữa\"\n  \
                 thidua huy-so 02/BC-STC --day-so mat --ly-do \"văn bản không ban hành nữa\"",
            ),
    ]
}

/// Reads what was typed after one of the five names.
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Request> {
    let text = |id: &str| found.get_one::<String>(id).cloned().unwrap_or_default();
    let soan = |kind, mistakes| Deed::Write(kind, Correction { id: text("write"), mistakes });
    let deed = match name {
        "thu-hoi" if found.contains_id("write") => soan(TieKind::Recalls, Vec::new()),
        "thu-hoi" if found.contains_id("by") => Deed::RecallBy(text("by")),
        "thu-hoi" => Deed::Recall,
        "sua-doi" if found.contains_id("write") => soan(TieKind::Amends, mistakes(found, false)),
        "sua-doi" => Deed::Amend(text("by")),
        "thay-the" if found.contains_id("write") => soan(TieKind::Replaces, Vec::new()),
        "thay-the" => Deed::Replace(text("by")),
        "dinh-chinh" if found.contains_id("write") => soan(TieKind::Corrects, mistakes(found, true)),
        "dinh-chinh" => Deed::Correct(text("by")),
        "huy-so" => Deed::Cancel(found.get_one("series").cloned()),
        _ => return None,
    };
    Some(Request { deed, document: text("document"), year: found.get_one("year").copied(), reason: text("reason") })
}

/// Pairs what was typed; what has no partner pairs with nothing, and is found when the record is to be written.
fn mistakes(found: &ArgMatches, paired: bool) -> Vec<Mistake> {
    let all = |id: &str| found.get_many::<String>(id).into_iter().flatten().cloned().collect::<Vec<_>>();
    let wrong = if paired { all("wrong") } else { Vec::new() };
    let (right, place) = (all("right"), all("place"));
    let count = wrong.len().max(right.len()).max(place.len());
    let at = |list: &[String], index: usize| list.get(index).cloned();
    let pair = |index| Mistake {
        place: at(&place, index),
        wrong: at(&wrong, index).unwrap_or_default(),
        right: at(&right, index).unwrap_or_default(),
    };
    (0..count).map(pair).collect()
}

/// Does it and tells; returns the exit code.
pub fn run(args: &Args, request: &Request) -> u8 {
    match amend(&office(args), request) {
        Ok((entry, said)) => {
            if args.json {
                say::data(&json!({ "van_ban": entry }).to_string());
            } else {
                say::data(&said);
            }
            0
        }
        Err(failure) => fail(args, failure, &Sources::new()),
    }
}
