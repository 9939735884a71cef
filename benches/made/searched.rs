//! A made-up register of as many documents as wanted, over twenty years: names, subjects and numbers are drawn by lot.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use thidua::archive::entry::{Entry, Origin, Signatory, State};
use thidua::archive::log::Deed;
use thidua::archive::register::{Register, Step};
use thidua::archive::sqlite::SqliteRegister;
use thidua::archive::{Actor, Series};
use thidua::standard::Kind;

use super::base::Dice;

/// How many documents are appended at once.
const BATCH: u32 = 10_000;

const YEARS: i32 = 20;

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

/// Returns a register of this size, made once and kept with what is built.
pub fn made(count: u32) -> SqliteRegister {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("so-{count}-2.sqlite"));
    if !path.exists() {
        let part = path.with_extension("part");
        let _ = std::fs::remove_file(&part);
        make(&part, count);
        std::fs::rename(&part, &path).expect("the register has just been made");
    }
    SqliteRegister::open_to_read(&path).expect("the register is whole")
}

fn make(path: &Path, count: u32) {
    let mut register = SqliteRegister::create(path).expect("there is room for a register");
    let (mut dice, mut id) = (Dice::new(4), 0);
    while id < count {
        let entries: Vec<Entry> = (id + 1..=count.min(id + BATCH)).map(|id| entry(id, count, &mut dice)).collect();
        id += BATCH;
        let before = register.tip().expect("the register is whole");
        let (mut lines, mut after) = (Vec::new(), before);
        for entry in &entries {
            let (line, tip) = after.next(actor(), Deed::Registered { entry: entry.clone(), reason: None }).sealed();
            lines.push(line);
            after = tip;
        }
        register.append(&Step { before, lines, after, changed: entries }).expect("the numbers are new");
        register.rest().expect("nobody else has the file");
    }
}

fn actor() -> Actor {
    let at = NaiveDate::from_ymd_opt(2026, 1, 1).and_then(|day| day.and_hms_opt(8, 0, 0)).unwrap_or_default();
    Actor { at, who: "minh họa".to_owned(), machine: "may-1".to_owned(), program: "0".to_owned() }
}

fn entry(id: u32, count: u32, dice: &mut Dice) -> Entry {
    let per_year = count.div_ceil(YEARS.unsigned_abs());
    let (year, number) = (2006 + ((id - 1) / per_year).cast_signed(), (id - 1) % per_year + 1);
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id).collect();
    let kind = Kind::find(dice.pick(&kinds)).expect("the kind is one of them");
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let day = u64::from(number - 1) * 365 / u64::from(per_year);
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
        remarks: Vec::new(),
        state: State::Issued,
        origin: Origin::Outside,
        files: Vec::new(),
        ties: Vec::new(),
    }
}
