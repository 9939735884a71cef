//! Keeping the archive: signed files, a document made again, locks, clocks, lost numbers, backups.

use std::path::Path;

use chrono::NaiveDateTime;

use super::{Failure, Fault, Known, Office, PATIENCE, copy, known, provenance, series};
use crate::archive::backup::{BackedUp, BackupError, Restored, back_up, restore};
use crate::archive::entry::Origin;
use crate::archive::regain::{Belongs, Losses, losses};
use crate::archive::{Archive, Digest, Entry, FOLDER, Part, Series, find};
use crate::copies::Form;
use crate::filename::of_disk;
use crate::pipeline::issued::{Force, Standing};
use crate::pipeline::stamped::Desk;
use crate::standard::Kind;
use crate::viet::text::strip_marks;

/// Takes in the signed file of a document.
pub fn receive(office: &Office, document: &str, year: Option<i32>, file: &Path) -> Result<Entry, Failure> {
    let content = office.take(file)?;
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if ending == "pdf" && !content.starts_with(b"%PDF-") {
        let text = format!("`{}` không phải là tệp PDF", of_disk(file));
        return Err(Failure::world(text, "quét hoặc xuất lại thành PDF"));
    }
    if ending.is_empty() || ["docx", "xml"].contains(&ending.as_str()) {
        let text = format!("`{}` không phải là bản quét hay tệp đã ký số", of_disk(file));
        return Err(Failure::world(text, "chọn tệp .pdf"));
    }
    let mut archive = office.resume("nhận bản ký")?;
    let entry = find(archive.register(), document, year)?;
    Ok(archive.receive(entry.id, &content, &ending)?)
}

/// Frees a lock that was left, and does what is undone; returns what that was.
pub fn unlock(office: &Office) -> Result<Option<String>, Failure> {
    let archive = Archive::unlock(office.place.clone(), office.actor.clone(), PATIENCE)?;
    Ok(archive.freed().map(ToString::to_string))
}

/// Whether a document that was made again is the one that was kept.
pub struct Rebuilt {
    /// The document.
    pub entry: Entry,
    /// Whether every byte is the same.
    pub same: bool,
    /// What has changed since.
    pub changed: Vec<&'static str>,
}

/// Makes a document again from records and template as they are now, a copy from the file that was copied, and compares
/// it with the one that was kept.
pub fn rebuild(office: &Office, document: &str, year: Option<i32>) -> Result<Rebuilt, Failure> {
    let reading = office.look()?;
    let entry = find(&reading.register, document, year)?;
    let kept: Vec<Digest> =
        entry.files.iter().filter(|file| file.part == Part::Document).map(|file| file.digest).collect();
    let from = match &entry.origin {
        Origin::Records(from) => from,
        Origin::Copy(copied) => {
            let Some(made) = copy::again(&entry, copied, &reading.store)? else {
                return Err(not_rebuilt(&entry, "là bản sao làm trước khi sổ ghi đủ cách làm"));
            };
            let changed = copied.program != env!("CARGO_PKG_VERSION");
            let (same, changed) = (kept == [Digest::of(&made)], reasons([(changed, PROGRAM)]));
            return Ok(Rebuilt { entry, same, changed });
        }
        Origin::Edited(_) => return Err(not_rebuilt(&entry, "phát hành từ tệp sửa tay")),
        Origin::Outside | Origin::None => return Err(not_rebuilt(&entry, "không do chương trình lập")),
    };
    let desk = office.desk(Some(from.year))?;
    let mut issued = known::of(&reading.register, desk.year, entry.id)?;
    issued.insert(from.id.clone(), Standing { force: Force::Held, ..known::standing(&reading.register, &entry)? });
    let (page, report) = desk.make(&from.id, &issued)?;
    let (Some(page), Some(paper)) = (page, desk.paper(&from.id)?) else {
        // What is told is told without the files in which it was found.
        return Err(Failure::Findings(report.into_detached(&desk.sources).into_iter().collect()));
    };
    let made: Vec<Digest> = page.files.iter().map(|file| Digest::of(&file.bytes)).collect();
    let same = made == kept;
    let now = provenance(&desk, paper);
    let changed = reasons([
        (now.records != from.records, "dữ liệu của năm đã sửa"),
        (now.template != from.template, "mẫu đã sửa"),
        (now.program != from.program, PROGRAM),
    ]);
    Ok(Rebuilt { entry, same, changed })
}

const PROGRAM: &str = "chương trình đã đổi phiên bản";

fn reasons<const N: usize>(all: [(bool, &'static str); N]) -> Vec<&'static str> {
    all.into_iter().filter(|(changed, _)| *changed).map(|(_, what)| what).collect()
}

fn not_rebuilt(entry: &Entry, why: &str) -> Failure {
    let text = format!("số {} {why}, không dựng lại được", entry.printed());
    Failure::world(text, "bản lưu ở kho vẫn kiểm được bằng `thidua luu xac-minh`")
}

/// Writes into the log that the clock is right; returns when the line before was written.
pub fn confirm_clock(office: &Office, reason: &str) -> Result<Option<NaiveDateTime>, Failure> {
    Ok(Archive::confirm_clock(office.place.clone(), office.actor.clone(), PATIENCE, reason)?)
}

/// Takes numbers back that the register has lost, or only says which; also publishes what is missing below `output/`.
pub fn regain(office: &Office, reason: Option<&str>, dry: bool) -> Result<Losses, Failure> {
    let desk = office.desk(None)?;
    let find = |year: i32, symbol: &str, issuer: &str| belongs(&desk, year, symbol, issuer);
    if dry {
        let known = Known::open(office)?;
        return Ok(losses(&office.place, &office.folder().join(FOLDER), known.register(), &find)?);
    }
    let mut archive = Archive::open_to_regain(office.place.clone(), office.actor.clone(), PATIENCE)?;
    let done = archive.regain(reason.unwrap_or_default(), &find)?;
    archive.publish_missing()?;
    Ok(done)
}

/// Returns series, kind and symbol of a document by the symbol that is printed, or the one in the name of its file.
fn belongs(desk: &Desk, year: i32, symbol: &str, issuer: &str) -> Belongs {
    let office = desk.records().office.as_ref();
    let agency = office.map_or("", |office| office.symbol.text.as_str());
    let plain = |text: &str| strip_marks(text);
    let form = Form::ALL.iter().find(|form| plain(symbol) == plain(&format!("{}-{agency}", form.abbreviation())));
    if let Some(form) = form {
        let symbol = format!("{}-{agency}", form.abbreviation());
        return Belongs { series: Series::of_copies(year), kind: form.id().to_owned(), symbol };
    }
    let first = symbol.split('-').next().map(plain).unwrap_or_default();
    let kind = Kind::ALL.iter().find(|kind| kind.abbreviation.is_some_and(|short| plain(short) == first));
    let kind = kind.or_else(|| Kind::find("cong_van")).unwrap_or(&Kind::ALL[0]);
    let whole = kind.symbol(agency, None);
    let symbol = if plain(&whole) == plain(symbol) { whole } else { symbol.to_owned() };
    let unit = desk.records().units.iter().find(|unit| !issuer.is_empty() && unit.name.text == issuer);
    let series = series(desk, year, kind.id, unit.map(|unit| unit.id.text.as_str()), None);
    Belongs { series, kind: kind.id.to_owned(), symbol }
}

/// Copies the archive to another drive.
pub fn save(office: &Office, to: &Path) -> Result<BackedUp, Failure> {
    back_up(office.folder(), to, office.actor.clone(), PATIENCE).map_err(damaged)
}

/// Puts the archive back from a backup; returns how many files of it were published again besides.
pub fn bring(office: &Office, from: &Path, overwrite: bool) -> Result<(Restored, usize), Failure> {
    let done = restore(office.folder(), from, office.actor.clone(), PATIENCE, overwrite).map_err(damaged)?;
    let published = office.resume("phục hồi").and_then(|archive| {
        let published = archive.publish_missing()?;
        if let Err(missing) = archive.missing() {
            (office.told)(&Fault::new(format!("bản sao lưu chưa có hết: {missing}"), missing.advice()));
        }
        Ok(published)
    });
    match published {
        Ok(published) => Ok((done, published)),
        Err(failure) => Err(unpublished(failure, &done)),
    }
}

/// Says what could not be done before its findings are shown.
fn damaged(error: BackupError) -> Failure {
    let fault = Fault::new(format!("{error}, nên không làm gì thêm"), error.advice());
    match error {
        BackupError::Damaged { found, .. } => Failure::Damaged { fault, report: found.report },
        other => other.into(),
    }
}

/// Says that the archive is back, but not all that is published of it.
fn unpublished(failure: Failure, done: &Restored) -> Failure {
    let (Failure::World(fault) | Failure::Unfinished(_, fault) | Failure::Unclear(fault)) = failure else {
        return failure;
    };
    let why = fault.message.split('\n').next().unwrap_or_default();
    let kept = done.aside.as_ref().map(|aside| format!(" (lưu trữ trước đó ở {aside})")).unwrap_or_default();
    let hint = "gỡ trở ngại rồi chạy lại `thidua luu phuc-hoi NƠI-LƯU --ghi-de` để xuất nốt";
    let text = format!("đã phục hồi lưu trữ{kept}, nhưng chưa xuất lại hết tệp: {why}");
    Failure::Unfinished(None, Fault::new(text, hint))
}
