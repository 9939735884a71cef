//! A register of very many documents made elsewhere, with its log, as `so them` would leave it: names, subjects and
//! kinds are drawn by lot.

use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use thidua::archive::entry::{Entry, Exchange, Origin, Signatory, State};
use thidua::archive::journal::Journal;
use thidua::archive::log::{Deed, Tip};
use thidua::archive::register::{Register, Step};
use thidua::archive::sqlite::SqliteRegister;
use thidua::archive::{Actor, FOLDER, REGISTER, Series, seal};
use thidua::standard::Kind;

use super::base::Dice;

/// How many documents one step registers.
const STEP: u32 = 5_000;

/// How many documents one year has.
const YEARLY: u32 = 50_000;

const SIGNERS: &[&str] = &[
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Hoàng Cường",
    "Phạm Minh Dũng",
    "Hoàng Thị Én",
    "Đỗ Quốc Giang",
    "Vũ Thị Hạnh",
    "Bùi Đức Khiêm",
    "Đặng Thu Lan",
    "Ngô Xuân Minh",
    "Dương Thị Nga",
    "Lý Văn Phúc",
];

const WORDS: &[&str] = &[
    "thi đua",
    "khen thưởng",
    "cải cách hành chính",
    "ngân sách",
    "quý I",
    "quý II",
    "6 tháng đầu năm",
    "kiểm tra",
    "thanh tra",
    "đấu thầu",
    "mua sắm tài sản",
    "biên chế",
    "đào tạo",
    "chuyển đổi số",
    "phòng chống thiên tai",
    "nông thôn mới",
    "giải ngân vốn đầu tư công",
    "quyết toán",
    "hội nghị",
    "triển khai Nghị quyết",
    "tiếp công dân",
    "giá đất",
    "thuế",
    "nợ công",
    "bảo hiểm y tế",
    "an toàn giao thông",
];

/// Writes a register of so many documents below the folder; the newest are of the year given.
pub fn write(root: &Path, count: u32, newest: i32) -> io::Result<()> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    let mut register = SqliteRegister::create(&folder.join(REGISTER)).map_err(io::Error::other)?;
    let (mut tip, mut dice) = (Tip::EMPTY, Dice::new(4));
    let first_year = newest - (count.saturating_sub(1) / YEARLY).cast_signed();
    for first in (1..=count).step_by(STEP as usize) {
        let last = count.min(first + STEP - 1);
        let entries = (first..=last).map(|id| entry(id, first_year, &mut dice)).collect();
        let step = step(tip, entries);
        register.append(&step).map_err(io::Error::other)?;
        register.rest().map_err(io::Error::other)?;
        Journal::of(&folder).append(&step.lines).map_err(io::Error::other)?;
        tip = step.after;
    }
    drop(register);
    seal::put(&folder).map_err(io::Error::other)
}

fn step(before: Tip, changed: Vec<Entry>) -> Step {
    let (mut lines, mut after) = (Vec::new(), before);
    for entry in &changed {
        let at = entry.date.and_hms_opt(8, 0, 0).unwrap_or_default();
        let actor = Actor { at, who: "vanthu".to_owned(), machine: "may-1".to_owned(), program: "0".to_owned() };
        let (line, tip) = after.next(actor, Deed::Registered { entry: entry.clone(), reason: None }).sealed();
        lines.push(line);
        after = tip;
    }
    Step { before, lines, after, changed }
}

fn entry(id: u32, first_year: i32, dice: &mut Dice) -> Entry {
    let (year, number) = (first_year + ((id - 1) / YEARLY).cast_signed(), (id - 1) % YEARLY + 1);
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id).collect();
    let kind = Kind::find(dice.pick(&kinds)).expect("the kind is one of them");
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let day = u64::from(number - 1) * 365 / u64::from(YEARLY);
    let subject = [dice.pick(WORDS), dice.pick(WORDS), dice.pick(WORDS)].join(", ");
    Entry {
        id,
        series: Series { year, name: "chung".to_owned() },
        number,
        symbol: kind.symbol("STC", Some("VP")),
        date: first.checked_add_days(Days::new(day)).unwrap_or(first),
        kind: kind.id.to_owned(),
        kind_name: kind.name.to_owned(),
        subject: format!("Về {subject} năm {year}"),
        issuer: "Sở Tài chính".to_owned(),
        signer: Signatory { post: "GIÁM ĐỐC".to_owned(), name: dice.pick(SIGNERS).to_owned() },
        recipients: vec!["Như trên".to_owned(), "Các phòng thuộc Sở".to_owned()],
        filed: "VT, VP".to_owned(),
        copies: Some(5),
        urgency: None,
        secrecy: None,
        exchange: Exchange::default(),
        remarks: Vec::new(),
        state: State::Issued,
        origin: Origin::Outside,
        files: Vec::new(),
        ties: Vec::new(),
    }
}
