//! `thidua so nhap`: takes over an existing register from Excel or CSV.

use std::path::PathBuf;

use chrono::Datelike;
use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::{Failure, Known, desk};
use crate::archive::entry::Exchange;
use crate::archive::intake::{Past, clashes, irregular};
use crate::archive::{Draft, Numbering, Origin, Register, Series, Signatory};
use crate::cli::args::{allowed, flag, option, sub, word, year};
use crate::cli::issue;
use crate::cli::{Args, clock, say};
use crate::diag::{self, Diagnostic, Report};
use crate::fill::input::Input;
use crate::ledger::{self, Found, Row, code};
use crate::pipeline::stamped::Desk;
use crate::record::paper::Secrecy;
use crate::source::Sources;

/// What is to be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The file.
    pub file: PathBuf,
    /// The sheets; all when empty.
    pub sheets: Vec<String>,
    /// The year of dates that have none.
    pub year: Option<i32>,
    /// How it counted its documents, where that is not how the office does now.
    pub numbering: Option<String>,
    /// Whether its documents are secret.
    pub secret: bool,
    /// Leave out the rows that are not understood.
    pub skip: bool,
    /// Only report.
    pub dry: bool,
}

/// Returns what may be typed.
pub fn definition() -> Definition {
    let file = Arg::new("file").value_name("TỆP").required(true).value_parser(value_parser!(PathBuf));
    let numbering = clap::builder::PossibleValuesParser::new(["chung", "theo_loai"]);
    sub("nhap", "Nhập sổ đang có từ Excel hoặc CSV")
        .override_usage("thidua so nhap <TỆP> [TÙY CHỌN]")
        .after_help(
            "Ví dụ:\n  thidua so nhap so-2019.xlsx --thu\n  thidua so nhap so-2019.xlsx\n  \
             thidua so nhap so-2018.csv --danh-so theo_loai --bo-qua-loi",
        )
        .arg(file.help_heading("Tham số").help("Sổ cũ, .xlsx hoặc .csv, có hàng tên cột như trong sổ"))
        .arg(
            option("sheets", "trang-tinh", "TÊN", "Chỉ trang tính này; nhiều trang thì lặp lại\n[mặc định: mọi trang]")
                .action(ArgAction::Append)
                .value_parser(word),
        )
        .arg(option("year", "nam", "NĂM", "Năm của những ngày chỉ ghi ngày và tháng").value_parser(year))
        .arg(
            option("numbering", "danh-so", "CÁCH", "Sổ cũ đánh số chung hay theo_loai\n[mặc định: như tệp co_quan]")
                .hide_possible_values(true)
                .value_parser(numbering),
        )
        .arg(flag("secret", "mat", "Đây là sổ văn bản mật"))
        .arg(flag("skip", "bo-qua-loi", "Nhập những hàng hiểu được, bỏ qua những hàng có lỗi"))
        .arg(flag("dry", "thu", "Chỉ báo sẽ nhập gì, không thay đổi gì"))
        .arg(allowed())
}

/// Reads what was typed.
pub fn read(found: &ArgMatches) -> Option<Import> {
    Some(Import {
        file: found.get_one("file").cloned()?,
        sheets: found.get_many("sheets").into_iter().flatten().cloned().collect(),
        year: found.get_one("year").copied(),
        numbering: found.get_one("numbering").cloned(),
        secret: found.get_flag("secret"),
        skip: found.get_flag("skip"),
        dry: found.get_flag("dry"),
    })
}

/// Takes over and tells; exit code 1 if a row was or would be left out.
pub fn run(args: &Args, import: &Import) -> Result<u8, Failure> {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let desk = desk(args, import.year)?;
    let found = import.found(args, &desk, &mut sources, &mut report)?;
    let Some(Found { rows, bad }) = found else {
        tell(args, &report, &sources, 0, 0, "");
        return Ok(1);
    };
    let known = Known::open(args)?;
    let past = rows.into_iter().map(|row| import.past(&desk, row)).collect();
    let (past, clashing) = sift(known.register(), past, &mut report)?;
    drop(known);
    let left_out = bad + clashing;
    let stopped = left_out > 0 && !import.skip;
    let count = if stopped || import.dry { 0 } else { commit(args, past.clone())? };
    let said = match (stopped, import.dry) {
        (true, _) => format!("chưa nhập gì: {left_out} hàng chưa nhập được, {} hàng nhập được", past.len()),
        (false, true) => format!("sẽ nhập {} văn bản, bỏ qua {left_out} hàng; chưa có gì thay đổi", past.len()),
        (false, false) => format!("đã nhập {count} văn bản vào sổ, bỏ qua {left_out} hàng"),
    };
    tell(args, &report, &sources, count, left_out, &said);
    Ok(u8::from(left_out > 0))
}

fn commit(args: &Args, past: Vec<Past>) -> Result<u32, Failure> {
    let actor = clock::actor();
    let today = actor.at.date();
    let mut archive = issue::begin_outside(args, actor, "nhập sổ cũ")?;
    // Someone may have issued since the register was looked at.
    if let Some((_, why)) = clashes(archive.register(), &past, today)?.into_iter().next() {
        return Err(Failure::World(format!("{why}\n  gợi ý: sổ vừa có văn bản mới, chạy lại lệnh này")));
    }
    Ok(archive.take_over(past)?)
}

/// Takes out what clashes with the register or within the file, and tells what is out of turn.
fn sift(register: &dyn Register, past: Vec<Past>, report: &mut Report) -> Result<(Vec<Past>, usize), Failure> {
    let mut clashing = clashes(register, &past, clock::actor().at.date())?.into_iter().peekable();
    let (mut kept, mut count) = (Vec::with_capacity(past.len()), 0);
    for (at, one) in past.into_iter().enumerate() {
        match clashing.next_if(|(place, _)| *place == at) {
            Some((_, why)) => {
                count += 1;
                let hint = "sửa số trong tệp, hoặc thêm --bo-qua-loi để bỏ qua hàng này";
                report.push(Diagnostic::error(&code::TAKEN, why).in_file(one.from).hint(hint));
            }
            None => kept.push(one),
        }
    }
    for (at, what) in irregular(register, &kept)? {
        let told = Diagnostic::warning(&code::TURN, what).in_file(kept[at].from.clone());
        report.push(told.hint("sổ cũ nhập nguyên như vậy; nếu gõ nhầm thì sửa tệp trước khi nhập"));
    }
    Ok((kept, count))
}

impl Import {
    fn found(
        &self,
        args: &Args,
        desk: &Desk,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<Found>, Failure> {
        let bytes = issue::take(&args.folder, &self.file)?;
        let name = self.file.to_string_lossy();
        let agency = desk.records().office.as_ref().map(|office| office.symbol.text.clone());
        let input = Input { name: &name, bytes, sheets: &self.sheets };
        Ok(ledger::read(input, agency.as_deref(), self.year, sources, report))
    }

    fn past(&self, desk: &Desk, row: Row) -> Past {
        let year = row.date.year();
        let series = match (self.secret, self.numbering.as_deref()) {
            (true, _) => issue::series(desk, year, row.kind.id, None, Some(Secrecy::Secret)),
            (false, Some("theo_loai")) => Series::of(year, Numbering::ByKind, row.kind.id, None, false),
            (false, Some(_)) => Series::of(year, Numbering::One, row.kind.id, None, false),
            (false, None) => issue::series(desk, year, row.kind.id, None, None),
        };
        let issuer = desk.records().office.as_ref().map(|office| office.name.text.clone()).unwrap_or_default();
        let draft = Draft {
            symbol: row.symbol,
            kind: row.kind.id.to_owned(),
            kind_name: row.kind.name.to_owned(),
            subject: row.subject,
            issuer,
            signer: Signatory { post: row.post, name: row.signer },
            recipients: row.recipients,
            filed: row.filed,
            copies: row.copies,
            urgency: None,
            secrecy: self.secret.then(|| Secrecy::Secret.words().to_owned()),
            exchange: Exchange::default(),
            remarks: Some(row.remarks).filter(|remarks| !remarks.is_empty()).into_iter().collect(),
            origin: if row.cancelled { Origin::None } else { Origin::Outside },
        };
        Past { series, number: row.number, date: row.date, draft, cancelled: row.cancelled, from: row.place }
    }
}

fn tell(args: &Args, report: &Report, sources: &Sources, count: u32, left_out: usize, said: &str) {
    if args.json {
        let found = diag::json::to_json(report, sources);
        return say::data(&json!({ "da_nhap": count, "bo_qua": left_out, "phat_hien": found }).to_string());
    }
    say::report(args, report, sources);
    if !said.is_empty() {
        say::data(said);
    }
}
