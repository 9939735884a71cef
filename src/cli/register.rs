//! `thidua so`: the register of outgoing documents in the ten columns of Phụ lục IV, its gaps, its export.

mod add;
mod export;
mod import;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::args::{allowed, flag, option, sub, word, year};
use super::issue::{self, Failure};
use super::{Align, Args, Table, say};
use crate::archive::entry::State;
use crate::archive::register::Gap;
use crate::archive::sqlite::SqliteRegister;
use crate::archive::{ArchiveError, Entry, Query, Reading, Register, Which};
use crate::ledger;
use crate::pipeline::stamped::Desk;
use crate::standard::Kind;

pub use add::Add;
pub use import::Import;

/// No terminal shows more; exports have all.
const SHOWN: usize = 1000;

/// What `so` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To show or export.
    View(View),
    /// `them`: to register a document made elsewhere.
    Add(Add),
    /// `nhap`: to take over an existing register.
    Import(Import),
}

/// What is to be shown or exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The year.
    pub year: Option<i32>,
    /// The kind: its id, name or abbreviation.
    pub kind: Option<String>,
    /// The first day, as typed.
    pub from: Option<String>,
    /// The last day, as typed.
    pub to: Option<String>,
    /// The smallest and the largest number.
    pub numbers: (Option<u32>, Option<u32>),
    /// Words of the signer's name.
    pub signer: Option<String>,
    /// Words to look for.
    pub text: Option<String>,
    /// What has become of it.
    pub state: Option<String>,
    /// The series.
    pub series: Option<String>,
    /// Only secret documents; else only the others.
    pub secret: bool,
    /// Show what is missing.
    pub missing: bool,
    /// Where to write.
    pub out: Option<PathBuf>,
    /// The volume, for the cover.
    pub volume: Option<u32>,
}

const EXAMPLES: &str = "\
Ví dụ:
  thidua so 2020
  thidua so --tim \"cai cach\" --loai ke_hoach
  thidua so 2020 --ra so-2020.docx --quyen 1
  thidua so them --loai KH --trich-yeu \"Kiểm tra công vụ\" --ngay 05/03/2020
  thidua so nhap so-2019.xlsx --thu";

/// The states, as they are typed.
const STATES: [(&str, State); 4] = [
    ("con-hieu-luc", State::Issued),
    ("thu-hoi", State::Recalled),
    ("bi-thay-the", State::Replaced),
    ("huy", State::Cancelled),
];

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let year = Arg::new("year").value_name("NĂM").value_parser(year).help_heading("Tham số");
    sub("so", "Xem, tìm, xuất sổ đăng ký văn bản đi (cũng gõ được: register)")
        .alias("register")
        .override_usage(
            "thidua so [NĂM] [TÙY CHỌN]\n       thidua so them [TÙY CHỌN]\n       thidua so nhap <TỆP> [TÙY CHỌN]",
        )
        .after_help(EXAMPLES)
        .subcommand_help_heading("Việc khác")
        .disable_help_subcommand(true)
        .args_conflicts_with_subcommands(true)
        .subcommands([add::definition(), import::definition()])
        .arg(year.help("Năm của số văn bản [mặc định: mọi năm]"))
        .args(filters())
        .arg(flag("missing", "thieu", "Chỉ ra số còn thiếu và bản thảo chưa phát hành"))
        .arg(
            option("out", "ra", "TỆP", "Ghi ra tệp .docx (để in, đóng quyển), .xlsx, .csv\nhoặc .json")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(number("volume", "quyen", "Quyển số, in trên bìa"))
        .arg(allowed())
}

fn number(id: &'static str, long: &'static str, help: &'static str) -> Arg {
    option(id, long, "SỐ", help).value_parser(value_parser!(u32).range(1..=999_999))
}

fn filters() -> Vec<Arg> {
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    let states = clap::builder::PossibleValuesParser::new(STATES.map(|(typed, _)| typed));
    let state = "Chỉ văn bản: con-hieu-luc, thu-hoi, bi-thay-the, huy";
    vec![
        text("kind", "loai", "LOẠI", "Chỉ loại này: ke_hoach, \"kế hoạch\" hoặc KH"),
        text("from", "tu", "NGÀY", "Từ ngày này"),
        text("to", "den", "NGÀY", "Đến hết ngày này"),
        number("least", "tu-so", "Từ số này; phải ghi NĂM").requires("year"),
        number("most", "den-so", "Đến số này; phải ghi NĂM").requires("year"),
        text("signer", "nguoi-ky", "TÊN", "Người ký có tên này, gõ có dấu hay không đều được"),
        text(
            "text",
            "tim",
            "CHỮ",
            "Có các chữ này trong số, ký hiệu, loại, trích yếu,\nngười ký, nơi nhận, ghi chú; gõ có dấu hay không\nđều được, chữ cuối gõ dở cũng được",
        ),
        option("state", "tinh-trang", "KIỂU", state).hide_possible_values(true).value_parser(states),
        text("series", "day-so", "TÊN", "Chỉ dãy số này: chung, ke_hoach, mat, van-phong.chung"),
        flag("secret", "mat", "Chỉ văn bản mật [mặc định: chỉ văn bản không mật]").conflicts_with("series"),
    ]
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Option<Asked> {
    Some(match found.subcommand() {
        Some(("them", found)) => Asked::Add(add::read(found)),
        Some(("nhap", found)) => Asked::Import(import::read(found)?),
        _ => Asked::View(view(found)),
    })
}

fn view(found: &ArgMatches) -> View {
    let text = |id: &str| found.get_one::<String>(id).cloned();
    View {
        year: found.get_one("year").copied(),
        kind: text("kind"),
        from: text("from"),
        to: text("to"),
        numbers: (found.get_one("least").copied(), found.get_one("most").copied()),
        signer: text("signer"),
        text: text("text"),
        state: text("state"),
        series: text("series"),
        secret: found.get_flag("secret"),
        missing: found.get_flag("missing"),
        out: found.get_one("out").cloned(),
        volume: found.get_one("volume").copied(),
    }
}

/// Does it and tells; returns the exit code.
pub fn run(args: &Args, asked: &Asked) -> u8 {
    let done = match asked {
        Asked::View(view) if view.missing => missing(args, view),
        Asked::View(view) => show(args, view),
        Asked::Add(add) => add::run(args, add),
        Asked::Import(import) => import::run(args, import),
    };
    done.unwrap_or_else(|failure| issue::fail(args, failure, None))
}

fn show(args: &Args, view: &View) -> Result<u8, Failure> {
    let query = query(view)?;
    let reading = issue::look(args)?;
    if let Some(out) = &view.out {
        return export::run(args, view, &reading.register, &query, out);
    }
    if args.json {
        export::print(&reading.register, &query)?;
        return Ok(0);
    }
    let mut found = reading.register.search(&query, SHOWN + 1).map_err(ArchiveError::from)?;
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    if found.is_empty() {
        say::speech("không có văn bản nào như vậy trong sổ");
    } else {
        say::data(table(&reading.register, &found)?.to_string().trim_end());
    }
    if more {
        say::speech(&format!("mới hiện {SHOWN} văn bản đầu; thêm điều kiện tìm, hoặc xuất hết bằng --ra so.xlsx"));
    }
    if query.series == Which::Open && secret(&reading.register, &query)? {
        say::speech("còn văn bản mật như vậy, không hiện ở đây; xem bằng --mat");
    }
    Ok(0)
}

/// Tells whether secret documents fit too.
fn secret(register: &dyn Register, query: &Query) -> Result<bool, Failure> {
    let query = Query { series: Which::Secret, ..query.clone() };
    Ok(!register.search(&query, 1).map_err(ArchiveError::from)?.is_empty())
}

fn query(view: &View) -> Result<Query, Failure> {
    let day = |text: &Option<String>, option: &str| -> Result<Option<NaiveDate>, Failure> {
        text.as_deref().map(|text| day(text, option)).transpose()
    };
    let state = view.state.as_deref().and_then(|typed| STATES.iter().find(|(name, _)| *name == typed));
    let series = match &view.series {
        Some(name) => Which::Named(name.clone()),
        None if view.secret => Which::Secret,
        None => Which::Open,
    };
    Ok(Query {
        year: view.year,
        kind: view.kind.as_deref().map(kind).transpose()?.map(|kind| kind.id.to_owned()),
        from: day(&view.from, "--tu")?,
        to: day(&view.to, "--den")?,
        signer: view.signer.clone(),
        text: view.text.clone(),
        series,
        least: view.numbers.0,
        most: view.numbers.1,
        state: state.map(|(_, state)| *state),
    })
}

fn day(text: &str, option: &str) -> Result<NaiveDate, Failure> {
    super::clock::day(option, text).map_err(Failure::World)
}

/// Returns the kind that was typed as id, name or abbreviation.
fn kind(typed: &str) -> Result<&'static Kind, Failure> {
    let folded = |text: &str| crate::viet::text::strip_marks(text).to_lowercase().replace([' ', '-'], "_");
    let wanted = folded(typed);
    let short = crate::viet::text::without_lookalikes(typed);
    let fits = |kind: &&Kind| kind.id == wanted || folded(kind.name) == wanted || kind.abbreviation == Some(&*short);
    Kind::ALL.iter().find(fits).ok_or_else(|| {
        let near = crate::diag::nearest(&wanted, Kind::ALL.iter().map(|kind| kind.id));
        let hint = near.map_or("xem các loại ở Điều 7 Nghị định 30/2020/NĐ-CP, như ke_hoach, bao_cao", |near| near);
        Failure::World(format!("không có loại văn bản “{typed}”\n  gợi ý: {hint}"))
    })
}

fn table(register: &dyn Register, found: &[Entry]) -> Result<Table, Failure> {
    let mut table = Table::new(&[
        ("Số, ký hiệu", Align::Left),
        ("Ngày", Align::Left),
        ("Tên loại và trích yếu", Align::Left),
        ("Người ký", Align::Left),
        ("Lưu", Align::Left),
        ("Ghi chú", Align::Left),
    ]);
    for entry in found {
        let cells = ledger::cells(register, entry).map_err(ArchiveError::from)?;
        table.row([0, 1, 2, 3, 5, 9].map(|column| cells[column].as_str()));
    }
    Ok(table)
}

/// The register as it is, or an empty one where nothing has been issued yet.
pub(super) enum Known {
    Begun(Box<Reading>),
    Empty(SqliteRegister),
}

impl Known {
    pub(super) fn open(args: &Args) -> Result<Self, Failure> {
        match issue::look(args) {
            Ok(reading) => Ok(Self::Begun(Box::new(reading))),
            Err(ArchiveError::NoRegister) => Ok(Self::Empty(SqliteRegister::in_memory().map_err(ArchiveError::from)?)),
            Err(other) => Err(other.into()),
        }
    }

    pub(super) fn register(&self) -> &dyn Register {
        match self {
            Self::Begun(reading) => &reading.register,
            Self::Empty(register) => register,
        }
    }
}

/// Returns the records of a year, of the newest where it has none.
fn desk(args: &Args, year: Option<i32>) -> Result<Desk, Failure> {
    let years = crate::record::years(&args.folder.join("data")).unwrap_or_default();
    let year = year.filter(|year| years.contains(year)).or(years.last().copied());
    Ok(Desk::open(&args.folder, &args.allowed, year)?)
}

/// Shows numbers that were never given and drafts that were never issued; exit code 1 if there are any.
fn missing(args: &Args, view: &View) -> Result<u8, Failure> {
    let desk = Desk::open(&args.folder, &args.allowed, view.year)?;
    let known = Known::open(args)?;
    let gaps = known.register().gaps(view.year).map_err(ArchiveError::from)?;
    let mut drafts = Vec::new();
    for paper in &desk.records().papers {
        let issued = known.register().of_record(desk.year, &paper.id.text).map_err(ArchiveError::from)?;
        if issued.iter().all(|entry| entry.state == State::Cancelled) {
            drafts.push(paper.id.text.clone());
        }
    }
    let clean = gaps.is_empty() && drafts.is_empty();
    if args.json {
        let gaps: Vec<Value> =
            gaps.iter().map(|gap| json!({ "day_so": gap.series.to_string(), "so": numbers(gap) })).collect();
        say::data(&json!({ "so_thieu": gaps, "chua_phat_hanh": drafts }).to_string());
        return Ok(u8::from(!clean));
    }
    for gap in &gaps {
        say::data(&format!("dãy {}: thiếu số {}", gap.series, numbers(gap)));
    }
    if !drafts.is_empty() {
        say::data(&format!("chưa phát hành (năm {}): {}", desk.year, drafts.join(", ")));
    }
    if clean {
        say::data("không thiếu số nào, mọi văn bản trong tệp dữ liệu đã phát hành");
    }
    Ok(u8::from(!clean))
}

fn numbers(gap: &Gap) -> String {
    if gap.first == gap.last { gap.first.to_string() } else { format!("{} đến {}", gap.first, gap.last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_may_be_typed_as_id_name_or_abbreviation() {
        for typed in ["ke_hoach", "Kế hoạch", "ke hoach", "KH"] {
            assert!(matches!(kind(typed), Ok(kind) if kind.id == "ke_hoach"), "{typed}");
        }
        assert!(kind("ke_hoac").is_err());
    }
}
