//! `thidua luu ho-so`, `het-han`, `xuat`: hồ sơ, how long they are kept, and one of them in a file.

use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};
use clap::{Arg, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::args::{allowed, flag, option, sub, word, year};
use super::issue::{self, Failure, PATIENCE};
use super::{Align, Args, Table, clock, say};
use crate::archive::entry::State;
use crate::archive::verify::verify;
use crate::archive::{ArchiveError, Digest, Entry, FileCode, Part, Register, Store, code};
use crate::diag::{Diagnostic, Report, nearest};
use crate::dossier::{Dossier, Due, Item, due};
use crate::filename::of_disk;
use crate::output::{self, Access};
use crate::record::dossier::{Certainty, Dossier as Record, Period, Retention, cited};
use crate::record::{self, Records};
use crate::source::Sources;
use crate::source::open::Reach;
use crate::template::{Engine, resolve};
use crate::validate::{Scene, validate};
use crate::viet::date::short;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// `ho-so`: those of a year, of the newest when absent.
    List(Option<i32>),
    /// `het-han`: as of this day, as typed.
    Due(Option<String>),
    /// `xuat`.
    Export {
        /// Id, or number and symbol.
        dossier: String,
        /// The year of the records.
        year: Option<i32>,
        /// Where to write.
        out: Option<PathBuf>,
        /// Whether secret documents are exported too.
        secret: bool,
    },
}

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 3] {
    let of = Arg::new("year").value_name("NĂM").value_parser(year).help_heading("Tham số");
    let list = sub("ho-so", "Hồ sơ lưu của năm và thời hạn bảo quản (cũng gõ được: dossiers)")
        .alias("dossiers")
        .override_usage("thidua luu ho-so [NĂM]")
        .arg(of.help("Năm của dữ liệu [mặc định: năm mới nhất trong data/]"));
    let due = sub("het-han", "Hồ sơ hết hạn bảo quản, sắp đến hạn nộp lưu (cũng gõ được: due)")
        .alias("due")
        .override_usage("thidua luu het-han [--ngay <NGÀY>]")
        .after_help("Lệnh này chỉ liệt kê, không xóa gì.")
        .arg(option("date", "ngay", "NGÀY", "Tính đến ngày này [mặc định: hôm nay]").value_parser(word));
    let export = sub("xuat", "Xuất trọn một hồ sơ lưu thành tệp .zip (cũng gõ được: export)")
        .alias("export")
        .override_usage("thidua luu xuat --ho-so <MÃ> [TÙY CHỌN]")
        .after_help("Ví dụ:\n  thidua luu xuat --ho-so 01.TĐKT\n  thidua luu xuat --ho-so khen-thuong --nam 2020 --ra /media/usb/kt.zip")
        .arg(
            option("dossier", "ho-so", "MÃ", "Mã hồ sơ lưu, hoặc số và ký hiệu như 01.TĐKT")
                .required(true)
                .value_parser(word),
        )
        .arg(option("year", "nam", "NĂM", "Năm của dữ liệu [mặc định: năm mới nhất trong data/]").value_parser(year))
        .arg(
            option("out", "ra", "TỆP", "Ghi vào tệp này [mặc định: output/<năm>/ho-so/…]")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("secret", "mat", "Xuất cả văn bản mật [mặc định: bỏ ra và báo]"));
    [list, due, export].map(|command| command.arg(allowed()))
}

/// Reads what was typed after one of the three names.
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Wish> {
    match name {
        "ho-so" => Some(Wish::List(found.get_one("year").copied())),
        "het-han" => Some(Wish::Due(found.get_one("date").cloned())),
        "xuat" => Some(Wish::Export {
            dossier: found.get_one::<String>("dossier")?.clone(),
            year: found.get_one("year").copied(),
            out: found.get_one("out").cloned(),
            secret: found.get_flag("secret"),
        }),
        _ => None,
    }
}

/// Does it and tells.
pub(super) fn run(args: &Args, wish: &Wish) -> Result<u8, Failure> {
    match wish {
        Wish::List(year) => list(args, *year),
        Wish::Due(day) => due_by(args, day.as_deref()),
        Wish::Export { dossier, year, out, secret } => export(args, dossier, *year, out.as_deref(), *secret),
    }
}

fn world(text: &str, hint: &str) -> Failure {
    Failure::World(format!("{text}\n  gợi ý: {hint}"))
}

/// The records of a year, without a fault in them.
fn records(args: &Args, year: Option<i32>) -> Result<Records, Failure> {
    let load = |cause: record::LoadError| Failure::World(cause.to_string());
    let year = match year {
        Some(year) => year,
        None => *record::years(&args.folder.join("data")).map_err(load)?.last().unwrap_or(&0),
    };
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let reach = Reach::of(&args.folder).and(&args.allowed);
    let mut records = record::load(&reach, year, &mut sources, &mut report).map_err(load)?;
    let engine = Engine::load(&args.folder, &reach, &mut Report::new());
    resolve(&mut records, &engine, &sources, &mut report);
    // Questions of a new year may stay open, and templates are not used here.
    let templates: Vec<String> = records.papers.iter().map(|paper| paper.template.text.clone()).collect();
    let scene = Scene { sources: &sources, as_of: None, draft: true, ids: &[], templates: &templates };
    match validate(records, &scene, &mut report) {
        Some(valid) => Ok(valid.records().clone()),
        None => {
            say::report(args, &report, &sources);
            let text = format!("dữ liệu năm {year} có lỗi, xem ở trên");
            Err(world(&text, "sửa tệp dữ liệu rồi chạy lại"))
        }
    }
}

/// What is known of a hồ sơ from its record.
struct Kept<'r> {
    record: &'r Record,
    retention: &'r Retention,
    period: Period,
    due: Option<Due>,
}

fn kept(records: &Records) -> Vec<Kept<'_>> {
    let of = |record| -> Option<Kept<'_>> {
        let record: &Record = record;
        let retention = records.retention.iter().find(|one| one.id.text == record.retention.text)?;
        let period = retention.period()?;
        Some(Kept { record, retention, period, due: record.ended.map(|ended| due(period, ended.day)) })
    };
    records.dossiers.iter().filter_map(of).collect()
}

impl Kept<'_> {
    fn period(&self) -> String {
        match self.period {
            Period::Forever => "Vĩnh viễn".to_owned(),
            Period::Years(years) => format!("{years} năm"),
        }
    }

    fn unchecked(&self) -> bool {
        self.retention.certainty == Certainty::Unchecked
    }

    fn shown_period(&self) -> String {
        let doubt = if self.unchecked() { " (*)" } else { "" };
        format!("{}{doubt}", self.period())
    }

    fn json(&self, year: i32) -> Value {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        json!({ "nam": year, "ma": self.record.id.text, "ky_hieu": self.record.number.text,
            "tieu_de": self.record.title.text, "thoi_han": self.period(), "chua_kiem_chung": self.unchecked(),
            "nguon": self.retention.source.text, "ket_thuc": day(self.record.ended.map(|ended| ended.day)),
            "han_nop_luu": day(self.due.and_then(|due| due.hand_over)),
            "het_han": day(self.due.and_then(|due| due.until)) })
    }
}

const DOUBT: &str =
    "(*) thời hạn chưa đối chiếu với văn bản đang có hiệu lực: xem nguồn trong data/thoi-han-bao-quan.yaml";

fn list(args: &Args, year: Option<i32>) -> Result<u8, Failure> {
    let records = records(args, year)?;
    let all = kept(&records);
    if args.json {
        let all: Vec<Value> = all.iter().map(|one| one.json(records.year)).collect();
        say::data(&json!({ "ho_so": all }).to_string());
        return Ok(0);
    }
    if all.is_empty() {
        say::speech(&format!("năm {} chưa có hồ sơ lưu nào: thêm tệp có `loai: ho_so`", records.year));
        return Ok(0);
    }
    let mut table = Table::new(&[
        ("Số, ký hiệu", Align::Left),
        ("Tiêu đề", Align::Left),
        ("Thời hạn", Align::Left),
        ("Văn bản", Align::Right),
        ("Kết thúc", Align::Left),
        ("Hạn nộp lưu", Align::Left),
        ("Hết hạn", Align::Left),
    ]);
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), short);
    for one in &all {
        table.row([
            one.record.number.text.clone(),
            one.record.title.text.clone(),
            one.shown_period(),
            (one.record.documents.len() + one.record.others.len()).to_string(),
            one.record.ended.map_or_else(|| "chưa xong".to_owned(), |ended| short(ended.day)),
            day(one.due.and_then(|due| due.hand_over)),
            day(one.due.and_then(|due| due.until)),
        ]);
    }
    say::data(table.to_string().trim_end());
    if all.iter().any(Kept::unchecked) {
        say::speech(DOUBT);
    }
    Ok(0)
}

/// Lists what has ended or ends within a year, of all years there are.
fn due_by(args: &Args, day: Option<&str>) -> Result<u8, Failure> {
    let today = clock::actor().at.date();
    let day = day.map(issue::day).transpose()?.unwrap_or(today);
    let soon = day.checked_add_months(Months::new(12)).unwrap_or(day);
    let years = record::years(&args.folder.join("data")).map_err(|cause| Failure::World(cause.to_string()))?;
    let mut table = Table::new(&[
        ("Năm", Align::Left),
        ("Số, ký hiệu", Align::Left),
        ("Tiêu đề", Align::Left),
        ("Thời hạn", Align::Left),
        ("Việc", Align::Left),
        ("Ngày", Align::Left),
    ]);
    let (mut found, mut doubt) = (Vec::new(), false);
    for year in years {
        let records = records(args, Some(year))?;
        for one in kept(&records) {
            let Some(due) = one.due else { continue };
            for (what, at) in [("nộp lưu", due.hand_over), ("hết hạn bảo quản", due.until)] {
                let Some(at) = at.filter(|at| *at <= soon) else { continue };
                let past = at < day;
                let words = if past { format!("đã quá: {what}") } else { format!("sắp đến: {what}") };
                doubt |= one.unchecked();
                let (number, title) = (one.record.number.text.clone(), one.record.title.text.clone());
                table.row([year.to_string(), number, title, one.shown_period(), words, short(at)]);
                found.push(json!({ "viec": what, "ngay": at.to_string(), "da_qua": past, "ho_so": one.json(year) }));
            }
        }
    }
    if args.json {
        say::data(&json!({ "tinh_den": day.to_string(), "den_han": found }).to_string());
        return Ok(0);
    }
    if found.is_empty() {
        say::speech(&format!("đến {}, và trong một năm tới, chưa hồ sơ nào đến hạn", short(day)));
        return Ok(0);
    }
    say::data(table.to_string().trim_end());
    if doubt {
        say::speech(DOUBT);
    }
    say::speech(
        "chương trình chỉ liệt kê, không xóa gì; tiêu hủy tài liệu phải theo đúng thủ tục của pháp luật về lưu trữ",
    );
    Ok(0)
}

/// Returns the hồ sơ of this id, or number and symbol.
fn chosen<'k, 'r>(all: &'k [Kept<'r>], named: &str, year: i32) -> Result<&'k Kept<'r>, Failure> {
    let fits = |one: &&Kept| one.record.id.text == named || one.record.number.text == named;
    all.iter().find(fits).ok_or_else(|| {
        let known = all.iter().flat_map(|one| [one.record.id.text.as_str(), one.record.number.text.as_str()]);
        let hint = nearest(named, known).map_or_else(
            || format!("xem các hồ sơ bằng `thidua luu ho-so {year}`"),
            |near| format!("có phải là “{near}”?"),
        );
        world(&format!("năm {year} không có hồ sơ lưu “{named}”"), &hint)
    })
}

/// Takes the secret documents out, unless they are wanted; returns their numbers.
fn without_secrets(entries: &mut Vec<Entry>, wanted: bool) -> Result<Vec<String>, Failure> {
    let (secret, open): (Vec<Entry>, Vec<Entry>) = entries.iter().cloned().partition(Entry::is_secret);
    if wanted || secret.is_empty() {
        return Ok(Vec::new());
    }
    if open.is_empty() {
        let text = "hồ sơ này chỉ có văn bản mật, không xuất gì";
        return Err(world(text, "nếu được phép mang văn bản mật ra khỏi lưu trữ thì thêm --mat"));
    }
    *entries = open;
    Ok(secret.iter().map(Entry::printed).collect())
}

fn export(args: &Args, named: &str, year: Option<i32>, out: Option<&Path>, with_secrets: bool) -> Result<u8, Failure> {
    let records = records(args, year)?;
    let all = kept(&records);
    let chosen = chosen(&all, named, records.year)?;
    let checked = verify(&args.folder, PATIENCE)?;
    if checked.report.has_errors() {
        say::failure(args, "lưu trữ có chỗ hỏng, không xuất hồ sơ\n  gợi ý: sửa các chỗ dưới đây trước");
        return Err(Failure::Findings(checked.report));
    }
    let work = format!("xuất hồ sơ {}", chosen.record.number.text);
    let mut archive = issue::resume(args, clock::actor(), &work)?;
    let mut entries = documents(chosen.record, records.year, archive.register())?;
    let left_out = without_secrets(&mut entries, with_secrets)?;
    let access = entries.iter().find(|entry| entry.is_secret()).map_or(Access::All, Entry::access);
    let dossier = dossier(&records, chosen, entries, archive.store())?;
    let bytes = dossier.pack().map_err(|cause| Failure::World(cause.to_string()))?;
    let default = format!("output/{}/ho-so/{}.zip", records.year, dossier.name());
    let place = match out {
        Some(out) => Ok(args.folder.join(out)),
        None => output::below(&args.folder, &default),
    };
    let path = out.map_or_else(|| PathBuf::from(default), Path::to_owned);
    let written = place.and_then(|place| output::write_for(access, &place, |file| file.write_all(&bytes)));
    written.map_err(|error| Failure::World(format!("{error}\n  gợi ý: {}", error.advice())))?;
    let ids = dossier.items.iter().map(|item| item.entry.id).collect();
    let shown = of_disk(&path);
    let named = format!("{}/{}", records.year, dossier.code.notation);
    archive.exported(&named, ids, Digest::of(&bytes)).map_err(|error| unlogged(&shown, error))?;
    if args.json {
        let value = json!({ "tep": path.display().to_string(), "sha256": Digest::of(&bytes).to_string(),
            "van_ban": dossier.items.len(), "bo_van_ban_mat": left_out, "ho_so": chosen.json(records.year) });
        say::data(&value.to_string());
    } else {
        let (notation, count) = (&dossier.code.notation, dossier.items.len());
        say::data(&format!(
            "đã xuất hồ sơ {notation} gồm {count} văn bản, kèm mục lục, siêu dữ liệu và mã kiểm tra\n{shown}"
        ));
    }
    if !left_out.is_empty() {
        let (count, numbers) = (left_out.len(), left_out.join(", "));
        let hint = "nếu được phép mang văn bản mật ra khỏi lưu trữ thì thêm --mat";
        say::warning(args, &format!("đã bỏ {count} văn bản mật khỏi tệp xuất: {numbers}\n  gợi ý: {hint}"));
    }
    Ok(0)
}

/// Says that the file is there although its export could not be logged, or not to the end.
fn unlogged(shown: &str, error: ArchiveError) -> Failure {
    let whole = format!("đã ghi tệp {shown}, nhưng ");
    match error.into() {
        Failure::World(message) => Failure::World(whole + &message),
        Failure::Unclear(message) => Failure::Unclear(whole + &message),
        other => other,
    }
}

/// Returns the documents of a hồ sơ in the order of time; reports all that the register does not have.
fn documents(record: &Record, year: i32, register: &dyn Register) -> Result<Vec<Entry>, Failure> {
    let (mut found, mut report) = (Vec::new(), Report::new());
    let mut missing = |message: String, hint: &str| {
        report.push(Diagnostic::error(&code::NOT_READY, message).hint(hint));
    };
    for id in &record.documents {
        let mut all = register.of_record(year, &id.text).map_err(ArchiveError::from)?;
        all.retain(|entry| entry.state != State::Cancelled);
        if all.is_empty() {
            let hint = "phát hành trước, hoặc bỏ khỏi `van_ban` của hồ sơ";
            missing(format!("văn bản “{}” của hồ sơ {} chưa phát hành", id.text, record.number.text), hint);
        }
        found.extend(all);
    }
    for other in &record.others {
        let Some((number, symbol, own)) = cited(&other.text) else { continue };
        let all = register.printed(own.unwrap_or(year), number, symbol).map_err(ArchiveError::from)?;
        if all.is_empty() {
            let hint = "xem `thidua so`; văn bản của năm khác thì thêm “năm 2021” sau ký hiệu";
            missing(format!("trong sổ năm {} không có văn bản {number:02}/{symbol}", own.unwrap_or(year)), hint);
        }
        found.extend(all);
    }
    if report.has_errors() {
        return Err(Failure::Findings(report));
    }
    found.sort_by_key(|entry| (entry.date, entry.id));
    found.dedup_by_key(|entry| entry.id);
    if found.is_empty() {
        return Err(world(
            &format!("hồ sơ {} chưa có văn bản nào", record.number.text),
            "thêm vào `van_ban` của hồ sơ",
        ));
    }
    Ok(found)
}

fn dossier(records: &Records, kept: &Kept, entries: Vec<Entry>, store: &dyn Store) -> Result<Dossier, Failure> {
    let record = kept.record;
    let text = |text: &Option<record::field::Text>| text.as_ref().map(|text| text.text.clone()).unwrap_or_default();
    let office = records.office.as_ref();
    let mut items = Vec::new();
    for entry in entries {
        let (mut files, mut pages) = (Vec::new(), None);
        for file in &entry.files {
            let content = store.get(file.digest).map_err(ArchiveError::from)?;
            if file.part == Part::Signed {
                pages = output::pdf::page_count(&content).or(pages);
            }
            files.push((file.name.clone(), content));
        }
        items.push(Item { entry, files, pages });
    }
    let keeper = records.people.iter().find(|person| person.id.text == record.keeper.text);
    let code = FileCode {
        agency: office.and_then(|office| office.code.as_ref()).map(|code| code.text.clone()).unwrap_or_default(),
        year: records.year,
        notation: record.number.text.clone(),
    };
    Ok(Dossier {
        code,
        superior: office.and_then(|office| office.superior.as_ref()).map(|name| name.text.clone()),
        agency: office.map(|office| office.name.text.clone()).unwrap_or_default(),
        title: record.title.text.clone(),
        period: kept.period(),
        keeper: keeper.map(|person| person.name.text.clone()).unwrap_or_default(),
        begun: record.begun.map(|begun| begun.day),
        ended: record.ended.map(|ended| ended.day),
        rights: text(&record.rights),
        remark: text(&record.remark),
        items,
    })
}
