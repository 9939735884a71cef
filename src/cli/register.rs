//! `thidua so`: the register of outgoing documents in the ten columns of Phụ lục IV, its gaps, its export.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::args::{flag, option, sub, word, year};
use super::issue::{self, Failure, PATIENCE};
use super::{Align, Args, Table, clock, say};
use crate::archive::entry::{Entry, Part, State};
use crate::archive::{ArchiveError, Query, Reading, Register};
use crate::output;
use crate::pipeline::stamped::Desk;
use crate::standard::Kind;
use crate::viet::date::short;

/// No terminal shows more; exports have all.
const SHOWN: usize = 1000;

/// The ten columns of the register (Phụ lục IV, Mục I).
const COLUMNS: [&str; 10] = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
];

/// What `so` was asked for.
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
    /// A part of the signer's name.
    pub signer: Option<String>,
    /// Words to look for.
    pub text: Option<String>,
    /// Show what is missing.
    pub missing: bool,
    /// Where to write.
    pub out: Option<PathBuf>,
}

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let year = Arg::new("year").value_name("NĂM").value_parser(year).help_heading("Tham số");
    sub("so", "Xem, tìm, xuất sổ đăng ký văn bản đi (cũng gõ được: register)")
        .alias("register")
        .override_usage("thidua so [NĂM] [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua so 2020\n  thidua so --tim \"cai cach\" --loai ke_hoach\n  thidua so 2020 --ra so-2020.csv")
        .arg(year.help("Năm của số văn bản [mặc định: mọi năm]"))
        .arg(option("kind", "loai", "LOẠI", "Chỉ loại này: ke_hoach, \"kế hoạch\" hoặc KH").value_parser(word))
        .arg(option("from", "tu", "NGÀY", "Từ ngày này").value_parser(word))
        .arg(option("to", "den", "NGÀY", "Đến hết ngày này").value_parser(word))
        .arg(option("signer", "nguoi-ky", "TÊN", "Người ký có tên này, gõ có dấu hay không đều được").value_parser(word))
        .arg(
            option("text", "tim", "CHỮ", "Có các chữ này trong số, ký hiệu, trích yếu,\nngười ký, nơi nhận, ghi chú; gõ có dấu hay không\nđều được")
                .value_parser(word),
        )
        .arg(flag("missing", "thieu", "Chỉ ra số còn thiếu và bản thảo chưa phát hành"))
        .arg(option("out", "ra", "TỆP", "Ghi ra tệp .csv hoặc .json").value_parser(value_parser!(PathBuf)))
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> View {
    let text = |id: &str| found.get_one::<String>(id).cloned();
    View {
        year: found.get_one("year").copied(),
        kind: text("kind"),
        from: text("from"),
        to: text("to"),
        signer: text("signer"),
        text: text("text"),
        missing: found.get_flag("missing"),
        out: found.get_one("out").cloned(),
    }
}

/// Shows or exports; returns the exit code.
pub fn run(args: &Args, view: &View) -> u8 {
    let done = if view.missing { missing(args, view) } else { show(args, view) };
    done.unwrap_or_else(|failure| issue::fail(args, failure, None))
}

fn show(args: &Args, view: &View) -> Result<u8, Failure> {
    let query = query(view)?;
    let reading = Reading::open(&args.folder, clock::actor(), PATIENCE)?;
    let most = if view.out.is_some() || args.json { usize::MAX } else { SHOWN };
    let found = reading.register.search(&query, most).map_err(ArchiveError::from)?;
    if let Some(out) = &view.out {
        return export(args, &reading.register, &found, out);
    }
    if args.json {
        say::data(&json!({ "van_ban": found }).to_string());
        return Ok(0);
    }
    if found.is_empty() {
        say::speech("không có văn bản nào như vậy trong sổ");
        return Ok(0);
    }
    say::data(table(&reading.register, &found)?.to_string().trim_end());
    if found.len() == SHOWN {
        say::speech(&format!("mới hiện {SHOWN} văn bản đầu; thêm điều kiện tìm, hoặc xuất hết bằng --ra so.csv"));
    }
    Ok(0)
}

fn query(view: &View) -> Result<Query, Failure> {
    let day = |text: &Option<String>, option: &str| -> Result<Option<NaiveDate>, Failure> {
        let parsed = text.as_deref().map(crate::viet::date::parse).transpose();
        parsed
            .map_err(|fault| Failure::World(format!("{option}: {fault}\n  gợi ý: viết như 2020-06-14 hoặc 14/06/2020")))
    };
    Ok(Query {
        year: view.year,
        kind: view.kind.as_deref().map(kind).transpose()?,
        from: day(&view.from, "--tu")?,
        to: day(&view.to, "--den")?,
        signer: view.signer.clone(),
        text: view.text.clone(),
    })
}

/// Returns the id of the kind that was typed as id, name or abbreviation.
fn kind(typed: &str) -> Result<String, Failure> {
    let folded = |text: &str| crate::viet::text::strip_marks(text).to_lowercase().replace([' ', '-'], "_");
    let wanted = folded(typed);
    let fits = |kind: &&Kind| kind.id == wanted || folded(kind.name) == wanted || kind.abbreviation == Some(typed);
    let found = Kind::ALL.iter().find(fits).map(|kind| kind.id.to_owned());
    found.ok_or_else(|| {
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
        let cells = cells(register, entry)?;
        table.row([0, 1, 2, 3, 5, 9].map(|column| cells[column].as_str()));
    }
    Ok(table)
}

/// Returns the ten columns of a document; the day of sending and the receipt are written by hand.
fn cells(register: &dyn Register, entry: &Entry) -> Result<[String; 10], Failure> {
    let title = format!("{} {}", entry.kind_name, crate::viet::text::lower_first(&entry.subject));
    let copies = entry.copies.map(|copies| copies.to_string()).unwrap_or_default();
    Ok([
        entry.printed(),
        short(entry.date),
        title.trim().to_owned(),
        entry.signer.name.clone(),
        entry.recipients.join("; "),
        entry.filed.clone(),
        copies,
        String::new(),
        String::new(),
        remarks(register, entry)?,
    ])
}

fn remarks(register: &dyn Register, entry: &Entry) -> Result<String, Failure> {
    let mut all = entry.remarks.clone();
    for tie in &entry.ties {
        let other = register.entries(tie.with - 1, 1).map_err(ArchiveError::from)?.pop();
        all.extend(other.map(|other| format!("{} {}", tie.kind.words(), other.printed())));
    }
    if entry.file(Part::Signed).is_some() {
        all.push("có bản ký".to_owned());
    }
    Ok(all.join("; "))
}

fn export(args: &Args, register: &dyn Register, found: &[Entry], out: &Path) -> Result<u8, Failure> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let text = match ending.as_str() {
        "csv" => csv(register, found)?,
        "json" => format!("{:#}\n", json!({ "van_ban": found })),
        _ => {
            let text =
                format!("không ghi được sổ ra `{}`\n  gợi ý: đặt tên tệp kết thúc bằng .csv hoặc .json", out.display());
            return Err(Failure::World(text));
        }
    };
    let path = args.folder.join(out);
    output::write_with(&path, |file| file.write_all(text.as_bytes()))
        .map_err(|error| Failure::World(format!("{error}\n  gợi ý: {}", error.advice())))?;
    let (shown, count) = (out.display().to_string(), found.len());
    let told = format!("đã ghi {count} văn bản vào {shown}");
    if args.json {
        say::data(&json!({ "tep": shown, "so_van_ban": count }).to_string());
    } else {
        say::data(&told);
    }
    Ok(0)
}

/// Returns the register as Excel opens it: a byte order mark first, cells that look like formulas kept as text.
fn csv(register: &dyn Register, found: &[Entry]) -> Result<String, Failure> {
    let mut text = String::from("\u{feff}");
    text.push_str(&line(&COLUMNS));
    for entry in found {
        text.push_str(&line(&cells(register, entry)?.each_ref().map(String::as_str)));
    }
    Ok(text)
}

fn line(cells: &[&str]) -> String {
    let quoted = cells.iter().map(|cell| {
        let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}

/// Shows numbers that were never given and drafts that were never issued; exit code 1 if there are any.
fn missing(args: &Args, view: &View) -> Result<u8, Failure> {
    let desk = Desk::open(&args.folder, view.year)?;
    let all = match Reading::open(&args.folder, clock::actor(), PATIENCE) {
        Ok(reading) => {
            let query = Query { year: view.year, ..Query::default() };
            reading.register.search(&query, usize::MAX).map_err(ArchiveError::from)?
        }
        Err(ArchiveError::NoRegister) => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    let gaps = gaps(&all);
    let issued = |id: &str| {
        let of = |entry: &&Entry| entry.origin.provenance().is_some_and(|from| from.year == desk.year && from.id == id);
        all.iter().find(of).is_some_and(|entry| entry.state != State::Cancelled)
    };
    let papers = desk.records().papers.iter().map(|paper| paper.id.text.clone());
    let drafts: Vec<String> = papers.filter(|id| !issued(id)).collect();
    let clean = gaps.is_empty() && drafts.is_empty();
    if args.json {
        say::data(&json!({ "so_thieu": gaps, "chua_phat_hanh": drafts }).to_string());
        return Ok(u8::from(!clean));
    }
    for gap in &gaps {
        let text = |key: &str| gap.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        say::data(&format!("dãy {}: thiếu số {}", text("day_so"), text("so")));
    }
    if !drafts.is_empty() {
        say::data(&format!("chưa phát hành (năm {}): {}", desk.year, drafts.join(", ")));
    }
    if clean {
        say::data("không thiếu số nào, mọi văn bản trong hồ sơ đã phát hành");
    }
    Ok(u8::from(!clean))
}

/// Returns the numbers that lack in each series, from 1 to its last.
fn gaps(all: &[Entry]) -> Vec<Value> {
    let mut series: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for entry in all {
        series.entry(entry.series.to_string()).or_default().push(entry.number);
    }
    let mut gaps = Vec::new();
    for (name, mut numbers) in series {
        numbers.sort_unstable();
        let starts = std::iter::once(0).chain(numbers.iter().copied());
        for (before, number) in starts.zip(&numbers) {
            match number - before {
                ..=1 => {}
                2 => gaps.push(json!({ "day_so": name, "so": format!("{}", before + 1) })),
                _ => gaps.push(json!({ "day_so": name, "so": format!("{} đến {}", before + 1, number - 1) })),
            }
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_quotes_or_a_formula_stays_text() {
        assert_eq!(line(&["a\"b", "=1+1", "", "x, y"]), "\"a\"\"b\",\"'=1+1\",\"\",\"x, y\"\r\n");
    }

    #[test]
    fn a_kind_may_be_typed_as_id_name_or_abbreviation() {
        for typed in ["ke_hoach", "Kế hoạch", "ke hoach", "KH"] {
            assert!(matches!(kind(typed), Ok(id) if id == "ke_hoach"), "{typed}");
        }
        assert!(kind("ke_hoac").is_err());
    }
}
