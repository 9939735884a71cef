//! A register of very many documents made elsewhere, with its log, as `so them` would leave it.

use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use thidua::archive::entry::{Entry, Origin, Signatory, State};
use thidua::archive::journal::Journal;
use thidua::archive::log::{Deed, Tip};
use thidua::archive::register::{Register, Step};
use thidua::archive::sqlite::SqliteRegister;
use thidua::archive::{Actor, FOLDER, REGISTER, Series, seal};

/// How many documents one step registers.
const STEP: u32 = 5_000;

/// How many documents one year has.
pub const YEARLY: u32 = 50_000;

const KINDS: &[(&str, &str, &str)] = &[
    ("cong_van", "Công văn", "STC-VP"),
    ("quyet_dinh", "Quyết định", "QĐ-STC"),
    ("bao_cao", "Báo cáo", "BC-STC"),
    ("ke_hoach", "Kế hoạch", "KH-STC"),
];
const SUBJECTS: &[&str] = &[
    "về việc đôn đốc thực hiện nhiệm vụ cải cách hành chính",
    "Kết quả thực hiện phong trào thi đua quý",
    "về việc thẩm định dự toán kinh phí sửa chữa trụ sở",
    "Kiểm tra công tác quản lý, sử dụng tài sản công",
    "về việc cử công chức tham gia lớp bồi dưỡng nghiệp vụ",
];
const SIGNERS: &[&str] = &["Nguyễn Văn An", "Trần Thị Bình", "Lê Quốc Cường"];

/// Writes a register of so many documents below the folder; the newest is of 2019.
pub fn write(root: &Path, count: u32) -> io::Result<()> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    let mut register = SqliteRegister::create(&folder.join(REGISTER)).map_err(io::Error::other)?;
    let mut tip = Tip::EMPTY;
    for first in (1..=count).step_by(STEP as usize) {
        let last = count.min(first + STEP - 1);
        let step = step(tip, first..=last, count);
        register.append(&step).map_err(io::Error::other)?;
        register.rest().map_err(io::Error::other)?;
        Journal::of(&folder).append(&step.lines).map_err(io::Error::other)?;
        tip = step.after;
    }
    drop(register);
    seal::put(&folder).map_err(io::Error::other)
}

fn step(before: Tip, ids: std::ops::RangeInclusive<u32>, count: u32) -> Step {
    let (mut lines, mut after) = (Vec::new(), before);
    let changed: Vec<Entry> = ids.map(|id| entry(id, count)).collect();
    for entry in &changed {
        let at = entry.date.and_hms_opt(8, 0, 0).unwrap_or_default();
        let actor = Actor { at, who: "vanthu".to_owned(), machine: "may-1".to_owned(), program: "0".to_owned() };
        let (line, tip) = after.next(actor, Deed::Registered { entry: entry.clone(), reason: None }).sealed();
        lines.push(line);
        after = tip;
    }
    Step { before, lines, after, changed }
}

fn entry(id: u32, count: u32) -> Entry {
    let pick = |length: usize| (id as usize * 7 + id as usize / 13) % length;
    let (kind, kind_name, symbol) = KINDS[pick(KINDS.len())];
    let (number, years) = ((id - 1) % YEARLY + 1, (count - 1) / YEARLY);
    let year = 2019 - i32::try_from(years).unwrap_or(0) + i32::try_from((id - 1) / YEARLY).unwrap_or(0);
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    Entry {
        id,
        series: Series { year, name: "chung".to_owned() },
        number,
        symbol: symbol.to_owned(),
        date: first + Days::new(u64::from(number) * 365 / u64::from(YEARLY + 1)),
        kind: kind.to_owned(),
        kind_name: kind_name.to_owned(),
        subject: format!("{} (vụ việc số {id})", SUBJECTS[pick(SUBJECTS.len())]),
        issuer: "Sở Tài chính".to_owned(),
        signer: Signatory { post: "GIÁM ĐỐC".to_owned(), name: SIGNERS[pick(SIGNERS.len())].to_owned() },
        recipients: vec!["UBND tỉnh".to_owned(), "Các phòng thuộc Sở".to_owned()],
        filed: "VT, VP".to_owned(),
        copies: None,
        urgency: None,
        secrecy: None,
        remarks: Vec::new(),
        state: State::Issued,
        origin: Origin::Outside,
        files: Vec::new(),
        ties: Vec::new(),
    }
}
