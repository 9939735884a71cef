//! `thidua thu-hoi`, `thay-the`, `dinh-chinh`, `sua-doi`, `huy-so`: what is done after a document was issued.

use clap::{Arg, ArgAction, ArgMatches, Command as Definition};
use serde_json::json;

use super::args::{allowed, option, sub, word, year};
use super::correction::{self, Correction, Mistake};
use super::issue::{self, Failure};
use super::{Args, clock, say};
use crate::archive::entry::TieKind;
use crate::archive::{Archive, ArchiveError, Entry, Refusal, Wanted, find};

/// What is to be done to which document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amend {
    /// What.
    pub deed: Deed,
    /// Number and symbol, or the id of the record.
    pub document: String,
    /// The year of the number.
    pub year: Option<i32>,
    /// Why.
    pub reason: String,
}

/// What may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// `thu-hoi`.
    Recall,
    /// `thay-the`: this document takes its place.
    Replace(String),
    /// `dinh-chinh`: this letter corrects it.
    Correct(String),
    /// `thu-hoi`: this document says that it is recalled.
    RecallBy(String),
    /// `sua-doi`: this document amends it.
    Amend(String),
    /// `--soan`: the record of such a document is to be written.
    Write(TieKind, Correction),
    /// `huy-so`, in this series where the symbol does not say it.
    Cancel(Option<String>),
}

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
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Amend> {
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
    Some(Amend { deed, document: text("document"), year: found.get_one("year").copied(), reason: text("reason") })
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
pub fn run(args: &Args, amend: &Amend) -> u8 {
    match try_run(args, amend) {
        Ok((entry, said)) => {
            if args.json {
                say::data(&json!({ "van_ban": entry }).to_string());
            } else {
                say::data(&said);
            }
            0
        }
        Err(failure) => issue::fail(args, failure, None),
    }
}

fn try_run(args: &Args, amend: &Amend) -> Result<(Entry, String), Failure> {
    let work = match &amend.deed {
        Deed::Write(kind, wanted) => return write(args, amend, *kind, wanted),
        Deed::Recall => "thu hồi văn bản",
        Deed::Replace(_) => "ghi văn bản thay thế",
        Deed::Correct(_) => "ghi văn bản đính chính",
        Deed::RecallBy(_) => "ghi văn bản thu hồi",
        Deed::Amend(_) => "ghi văn bản sửa đổi, bổ sung",
        Deed::Cancel(_) => "hủy số",
    };
    let mut archive = issue::resume(args, clock::actor(), work)?;
    let archive = &mut archive;
    let reason = &amend.reason;
    match &amend.deed {
        Deed::Recall => {
            let id = find(archive.register(), &amend.document, amend.year)?.id;
            let entry = archive.recall(id, reason)?;
            let said =
                format!("đã thu hồi {} {}; văn bản và số được giữ nguyên trong sổ", entry.kind_name, entry.printed());
            Ok((entry, said))
        }
        Deed::Replace(by) => tie(archive, amend, by, TieKind::Replaces),
        Deed::Correct(by) => tie(archive, amend, by, TieKind::Corrects),
        Deed::RecallBy(by) => tie(archive, amend, by, TieKind::Recalls),
        Deed::Amend(by) => tie(archive, amend, by, TieKind::Amends),
        Deed::Cancel(_) | Deed::Write(..) => cancel(args, archive, amend),
    }
}

fn write(args: &Args, amend: &Amend, kind: TieKind, wanted: &Correction) -> Result<(Entry, String), Failure> {
    let fails = |text: String, hint: &str| Err(Failure::World(format!("{text}\n  gợi ý: {hint}")));
    if kind == TieKind::Corrects && wanted.mistakes.is_empty() {
        return fails("chưa ghi chỗ sai".to_owned(), "thêm --sai \"chữ đã in\" --dung \"chữ đúng\", mỗi chỗ một cặp");
    }
    if kind == TieKind::Amends && wanted.mistakes.is_empty() {
        return fails(
            "chưa ghi nội dung sửa đổi, bổ sung".to_owned(),
            "thêm --tai \"sửa ở đâu\" --moi \"nội dung mới\"",
        );
    }
    if kind == TieKind::Amends && wanted.mistakes.iter().any(|change| change.right.is_empty()) {
        return fails("--tai nhiều hơn --moi".to_owned(), "mỗi --tai kèm một --moi");
    }
    let unpaired = |mistake: &Mistake| mistake.wrong.is_empty() || mistake.right.is_empty();
    if kind == TieKind::Corrects && wanted.mistakes.iter().any(unpaired) {
        return fails(
            "--sai và --dung không đi từng cặp".to_owned(),
            "mỗi --sai kèm một --dung; --tai không nhiều hơn --sai",
        );
    }
    if wanted.id.contains(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')) {
        let text = format!("mã “{}” không dùng làm tên tệp được", wanted.id);
        return fails(text, "viết chữ thường không dấu, số, dấu gạch nối, ví dụ dinh-chinh-kh");
    }
    let named = (kind, amend.document.as_str(), amend.year);
    let (old, name) = correction::write(args, wanted, named, &amend.reason)?;
    let next = format!(
        "xem lại, `thidua lap`, ký, rồi `thidua phat-hanh {}`: khi ấy chương trình ghi mối liên quan",
        wanted.id
    );
    let said = format!("đã viết {name}, {} {} {}\n{next}", kind.words(), old.kind_name, old.printed());
    Ok((old, said))
}

fn tie(archive: &mut Archive, amend: &Amend, by: &str, kind: TieKind) -> Result<(Entry, String), Failure> {
    let old = find(archive.register(), &amend.document, amend.year)?;
    let new = find(archive.register(), by, None)?;
    if kind == TieKind::Corrects && new.kind != "cong_van" {
        let message = format!("{} là {}, không phải công văn", new.printed(), new.kind_name.to_lowercase());
        let hint =
            "sai thể thức, kỹ thuật thì đính chính bằng công văn (khoản 3 Điều 18); sai nội dung thì dùng `thay-the`";
        return Err(Failure::World(format!("{message}\n  gợi ý: {hint}")));
    }
    let entry = archive.tie(new.id, kind, old.id, &amend.reason)?;
    let said = format!("đã ghi: {} {} {}", new.printed(), kind.words(), entry.printed());
    Ok((entry, said))
}

fn cancel(args: &Args, archive: &mut Archive, amend: &Amend) -> Result<(Entry, String), Failure> {
    let wrong = || {
        let text = format!("“{}” không phải là số, ký hiệu", amend.document);
        Failure::World(format!("{text}\n  gợi ý: viết như 06/KH-STC"))
    };
    let (number, symbol) = amend.document.split_once('/').ok_or_else(wrong)?;
    let number: u32 = number.trim().parse().map_err(|_| wrong())?;
    let desk = crate::pipeline::stamped::Desk::open(&args.folder, &args.allowed, amend.year)?;
    let office = desk.records().office.as_ref();
    let issuer = office.map(|office| office.name.text.clone()).unwrap_or_default();
    let agency = office.map(|office| office.symbol.text.as_str()).unwrap_or_default();
    let year = amend.year.unwrap_or(desk.year);
    let series = match &amend.deed {
        Deed::Cancel(Some(name)) => issue::series_named(&desk, year, name)?,
        _ => issue::series_of(symbol.trim(), agency, year, issue::numbering(&desk)).ok_or_else(|| {
            let hint = format!("ký hiệu có chữ viết tắt của cơ quan, như KH-{agency}; không thì thêm --day-so");
            Failure::World(format!("không biết “{}” thuộc dãy số nào\n  gợi ý: {hint}", symbol.trim()))
        })?,
    };
    // A cancelled number has the day of the number before it, so that dates stay in order.
    let beside = archive.register().neighbours(&series, number).map_err(ArchiveError::from)?;
    if let Some(taken) = beside.at {
        let owner = format!("{} “{}”", taken.printed(), taken.subject);
        return Err(Refusal::Taken { number, series, owner }.into());
    }
    let last = archive.register().neighbours(&series, u32::MAX).map_err(ArchiveError::from)?.before;
    let filling = last.is_some_and(|last| number < last.number);
    let date = beside.before.map_or_else(|| archive.today(), |before| before.date);
    let reason = filling.then(|| amend.reason.clone());
    let reserved =
        archive.reserve(Wanted { series, number: Some(number), date, reason }).map_err(|error| match error {
            ArchiveError::Refused(refusal @ Refusal::OutOfTurn { .. }) => Failure::World(format!(
                "{refusal}\n  gợi ý: kiểm tra lại số; hủy nhiều số thì hủy lần lượt từ số tiếp theo"
            )),
            other => other.into(),
        })?;
    let entry = reserved.cancel(symbol.trim(), &issuer, &amend.reason)?;
    let said = format!("đã hủy số {}; số này không dùng lại", entry.printed());
    Ok((entry, said))
}
