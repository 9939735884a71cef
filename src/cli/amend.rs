//! `thidua thu-hoi`, `thay-the`, `dinh-chinh`, `huy-so`: what is done after a document was issued.

use clap::{Arg, ArgMatches, Command as Definition};
use serde_json::json;

use super::args::{option, sub, word, year};
use super::issue::{self, Failure, PATIENCE};
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
    /// `huy-so`.
    Cancel,
}

fn command(name: &'static str, alias: &'static str, about: &'static str, what: &'static str) -> Definition {
    let document = Arg::new("document").value_name("SỐ").required(true).value_parser(word);
    let reason = option("reason", "ly-do", "CHỮ", "Lý do, ghi vào sổ và nhật ký").required(true).value_parser(word);
    sub(name, about)
        .alias(alias)
        .arg(document.help_heading("Tham số").help(what))
        .arg(option("year", "nam", "NĂM", "Năm của số văn bản [mặc định: năm mới nhất có số ấy]").value_parser(year))
        .arg(reason)
}

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 4] {
    const WHAT: &str = "Số, ký hiệu như 05/KH-STC, hoặc mã văn bản trong hồ sơ";
    let by = |help| option("by", "bang", "SỐ", help).required(true).value_parser(word);
    [
        command("thu-hoi", "recall", "Thu hồi văn bản đã phát hành: giữ nguyên, không dùng lại số", WHAT)
            .override_usage("thidua thu-hoi <SỐ> --ly-do <CHỮ>")
            .after_help("Ví dụ:\n  thidua thu-hoi 05/KH-STC --ly-do \"theo Công văn số 12/UBND-VX\""),
        command("thay-the", "replace", "Ghi nhận văn bản sai nội dung được văn bản khác thay thế", WHAT)
            .override_usage("thidua thay-the <SỐ> --bang <SỐ MỚI> --ly-do <CHỮ>")
            .arg(by("Văn bản mới, đã phát hành"))
            .after_help("Ví dụ:\n  thidua thay-the 05/KH-STC --bang 09/KH-STC --ly-do \"sai chỉ tiêu\""),
        command("dinh-chinh", "correct", "Ghi nhận công văn đính chính văn bản sai thể thức", WHAT)
            .override_usage("thidua dinh-chinh <SỐ> --bang <SỐ CÔNG VĂN> --ly-do <CHỮ>")
            .arg(by("Công văn đính chính, đã phát hành"))
            .after_help("Ví dụ:\n  thidua dinh-chinh 05/KH-STC --bang 10/STC-VP --ly-do \"sai ký hiệu\""),
        command("huy-so", "cancel", "Hủy một số chưa có văn bản; số ấy không dùng lại", "Số, ký hiệu như 06/KH-STC")
            .override_usage("thidua huy-so <SỐ> --ly-do <CHỮ>")
            .after_help("Ví dụ:\n  thidua huy-so 06/KH-STC --ly-do \"văn bản không ban hành nữa\""),
    ]
}

/// Reads what was typed after one of the four names.
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Amend> {
    let text = |id: &str| found.get_one::<String>(id).cloned().unwrap_or_default();
    let deed = match name {
        "thu-hoi" => Deed::Recall,
        "thay-the" => Deed::Replace(text("by")),
        "dinh-chinh" => Deed::Correct(text("by")),
        "huy-so" => Deed::Cancel,
        _ => return None,
    };
    Some(Amend { deed, document: text("document"), year: found.get_one("year").copied(), reason: text("reason") })
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
    let work = match amend.deed {
        Deed::Recall => "thu hồi văn bản",
        Deed::Replace(_) => "ghi văn bản thay thế",
        Deed::Correct(_) => "ghi văn bản đính chính",
        Deed::Cancel => "hủy số",
    };
    let mut archive = Archive::open_existing(&args.folder, clock::actor(), work, PATIENCE)?;
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
        Deed::Cancel => cancel(args, archive, amend),
    }
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
    let desk = crate::pipeline::stamped::Desk::open(&args.folder, amend.year)?;
    let office = desk.records().office.as_ref();
    let issuer = office.map(|office| office.name.text.clone()).unwrap_or_default();
    let agency = office.map(|office| office.symbol.text.as_str()).unwrap_or_default();
    let year = amend.year.unwrap_or(desk.year);
    let series = issue::series_of(symbol.trim(), agency, year, issue::numbering(&desk)).ok_or_else(|| {
        let hint = format!("ký hiệu có chữ viết tắt của cơ quan, như KH-{agency}");
        Failure::World(format!("không biết “{}” thuộc dãy số nào\n  gợi ý: {hint}", symbol.trim()))
    })?;
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
    let reserved = archive.reserve(Wanted { series, number: Some(number), date, reason })?;
    let entry = reserved.cancel(symbol.trim(), &issuer, &amend.reason)?;
    let said = format!("đã hủy số {}; số này không dùng lại", entry.printed());
    Ok((entry, said))
}
