//! `thidua luu`: verifying the archive, taking in signed files, freeing a lock; the rest of it stands beside.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::issue::{fail, office};
use super::say::answer;
use super::typed::{allowed, option, sub, word, year};
use super::{Args, backup, dossier, regain, say};
use crate::archive::backup::inspect;
use crate::archive::verify::{Verified, verify};
use crate::diag;
use crate::office::keep::{Rebuilt, rebuild, receive, unlock};
use crate::office::{Failure, PATIENCE};
use crate::source::Sources;
use crate::viet::number::grouped;

/// What `luu` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// `xac-minh`: the archive, or a backup.
    Verify {
        /// The backup.
        backup: Option<PathBuf>,
    },
    /// `nhan`: this document's signed file.
    Receive {
        /// Number and symbol, or the id of the record.
        document: String,
        /// The year of the number.
        year: Option<i32>,
        /// The file.
        file: PathBuf,
    },
    /// `dung-lai`: this document.
    Rebuild {
        /// Number and symbol, or the id of the record.
        document: String,
        /// The year of the number.
        year: Option<i32>,
    },
    /// `mo-khoa`.
    Unlock,
    /// `xac-nhan-gio`: why the clock is right.
    ConfirmClock(String),
    /// `nhan-so`.
    Regain {
        /// Why.
        reason: Option<String>,
        /// Only show.
        dry: bool,
    },
    /// `ho-so`, `het-han`, `xuat`.
    Dossier(dossier::Wish),
    /// `sao-luu`: to this folder.
    BackUp(PathBuf),
    /// `phuc-hoi`.
    Restore {
        /// The backup.
        from: PathBuf,
        /// Also where the archive is newer.
        overwrite: bool,
    },
}

const WHICH: &str = "Số, ký hiệu như 05/KH-STC, hoặc mã văn bản trong tệp dữ liệu";

fn number_year() -> Arg {
    option("year", "nam", "NĂM", "Năm của số văn bản [mặc định: năm mới nhất có số ấy]").value_parser(year)
}

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let document = Arg::new("document").value_name("SỐ").required(true).value_parser(word).help_heading("Tham số");
    let file = Arg::new("file").value_name("TỆP").required(true).value_parser(value_parser!(PathBuf));
    let verify = sub("xac-minh", "Kiểm tra mọi tệp, mọi số và nhật ký còn nguyên vẹn (cũng gõ được: verify)")
        .alias("verify")
        .override_usage("thidua luu xac-minh [--ban-sao-luu <NƠI LƯU>]")
        .arg(
            option("backup", "ban-sao-luu", "NƠI LƯU", "Kiểm tra bản sao lưu ở thư mục này, không phải\nlưu trữ")
                .value_parser(value_parser!(PathBuf)),
        );
    let receive = sub("nhan", "Nhận bản đã ký (bản quét hoặc tệp ký số) của văn bản đã phát hành")
        .alias("receive")
        .override_usage("thidua luu nhan <SỐ> <TỆP>")
        .arg(document.clone().help(WHICH))
        .arg(file.help_heading("Tham số").help("Tệp .pdf (hoặc tệp đã ký số khác)"))
        .arg(number_year())
        .after_help("Ví dụ:\n  thidua luu nhan 05/KH-STC quet/ke-hoach.pdf");
    let rebuild = sub("dung-lai", "Dựng lại văn bản đã phát hành và so với bản lưu (cũng gõ được: rebuild)")
        .alias("rebuild")
        .override_usage("thidua luu dung-lai <SỐ>")
        .arg(document.help(WHICH))
        .arg(number_year())
        .arg(allowed());
    let unlock = sub("mo-khoa", "Làm nốt việc dở dang, gỡ khóa bị bỏ lại\n(khóa của máy khác thì hỏi người ấy trước)")
        .alias("unlock")
        .override_usage("thidua luu mo-khoa");
    sub("luu", "Lưu trữ: xác minh, bản ký, hồ sơ, sao lưu (cũng gõ được: archive)")
        .alias("archive")
        .override_usage("thidua luu <VIỆC>")
        .subcommand_help_heading("Việc")
        .disable_help_subcommand(true)
        .arg_required_else_help(true)
        .subcommands([verify, receive, rebuild, unlock])
        .subcommands(regain::definitions())
        .subcommands(dossier::definitions())
        .subcommands(backup::definitions())
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Option<Keep> {
    match found.subcommand()? {
        ("xac-minh", found) => Some(Keep::Verify { backup: found.get_one("backup").cloned() }),
        ("nhan", found) => Some(Keep::Receive {
            document: found.get_one::<String>("document")?.clone(),
            year: found.get_one("year").copied(),
            file: found.get_one::<PathBuf>("file")?.clone(),
        }),
        ("dung-lai", found) => Some(Keep::Rebuild {
            document: found.get_one::<String>("document")?.clone(),
            year: found.get_one("year").copied(),
        }),
        ("mo-khoa", _) => Some(Keep::Unlock),
        ("xac-nhan-gio", found) => Some(Keep::ConfirmClock(found.get_one::<String>("reason")?.clone())),
        ("nhan-so", found) => {
            Some(Keep::Regain { reason: found.get_one("reason").cloned(), dry: found.get_flag("dry") })
        }
        ("sao-luu", found) => Some(Keep::BackUp(found.get_one::<PathBuf>("folder_of_backup")?.clone())),
        ("phuc-hoi", found) => Some(Keep::Restore {
            from: found.get_one::<PathBuf>("folder_of_backup")?.clone(),
            overwrite: found.get_flag("overwrite"),
        }),
        (name, found) => dossier::read(name, found).map(Keep::Dossier),
    }
}

/// Does it and tells; returns the exit code.
pub fn run(args: &Args, keep: &Keep) -> u8 {
    let done = match keep {
        Keep::Verify { backup } => check(args, backup.as_deref()),
        Keep::Receive { document, year, file } => receive(&office(args), document, *year, file).map(|entry| {
            let name = entry.files.last().map(|file| file.name.to_string()).unwrap_or_default();
            let told = format!("đã nhận bản ký của số {}, lưu và xuất thành {name}", entry.printed());
            answer(args, &json!({ "van_ban": entry }), &told)
        }),
        Keep::Rebuild { document, year } => rebuild(&office(args), document, *year).map(|done| rebuilt(args, &done)),
        Keep::Unlock => unlock(&office(args)).map(|left| unlocked(args, left.as_deref())),
        Keep::ConfirmClock(reason) => regain::confirm_clock(args, reason),
        Keep::Regain { reason, dry } => regain::run(args, reason.as_deref(), *dry),
        Keep::Dossier(wish) => dossier::run(args, wish),
        Keep::BackUp(to) => backup::save(args, to),
        Keep::Restore { from, overwrite } => backup::bring(args, from, *overwrite),
    };
    done.unwrap_or_else(|failure| fail(args, failure, &Sources::new()))
}

fn check(args: &Args, backup: Option<&std::path::Path>) -> Result<u8, Failure> {
    let done = match backup {
        Some(backup) => inspect(&args.folder.join(backup))?,
        None => verify(&args.folder, PATIENCE)?,
    };
    let Verified { report, documents, files, lines, tip, .. } = &done;
    let failed = report.has_errors();
    if args.json {
        let tip = tip.map(|tip| tip.to_string());
        let found = diag::json::to_json(report, &Sources::new());
        let value = json!({ "nguyen_ven": !failed, "van_ban": documents, "tep": files, "nhat_ky": lines,
            "bam_cuoi": tip, "phat_hien": found });
        say::data(&value.to_string());
        return Ok(u8::from(failed));
    }
    say::report(args, report, &Sources::new());
    let count = |count: usize| grouped(i128::try_from(count).unwrap_or(i128::MAX));
    let (documents, files, lines) = (count(*documents), count(*files), grouped(i128::from(*lines)));
    let outcome = match (failed, backup) {
        (true, None) => "LƯU TRỮ CÓ CHỖ HỎNG",
        (true, Some(_)) => "BẢN SAO LƯU CÓ CHỖ HỎNG",
        (false, None) => "lưu trữ nguyên vẹn",
        (false, Some(_)) => "bản sao lưu nguyên vẹn",
    };
    say::data(&format!("{outcome}: {documents} văn bản, {files} tệp, {lines} mục nhật ký"));
    if let Some(tip) = tip.filter(|_| !failed) {
        say::data(&format!("mã băm mục cuối (ghi ra giấy để đối chiếu về sau): {tip}"));
    }
    Ok(u8::from(failed))
}

fn unlocked(args: &Args, left: Option<&str>) -> u8 {
    let told = match left {
        Some(left) => format!("đã gỡ khóa và dọn việc dở dang: {left}"),
        None => "không có khóa nào bị bỏ lại".to_owned(),
    };
    answer(args, &json!({ "go_khoa": left }), &told)
}

/// Tells whether what was made again is what was kept, and if not why; returns the exit code.
fn rebuilt(args: &Args, done: &Rebuilt) -> u8 {
    let Rebuilt { entry, same, changed } = done;
    let told = match (same, changed.is_empty()) {
        (true, _) => format!("số {}: dựng lại giống hệt bản lưu, từng byte", entry.printed()),
        (false, true) => format!("số {}: dựng lại KHÁC bản lưu, không rõ vì sao", entry.printed()),
        (false, false) => {
            format!("số {}: dựng lại KHÁC bản lưu; từ khi phát hành {}", entry.printed(), changed.join(", "))
        }
    };
    answer(args, &json!({ "giong_het": same, "da_doi": changed, "van_ban": entry }), &told);
    u8::from(!same)
}
