//! `thidua phat-hanh`: number, date, register, archive and the published file, in one step.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::args::{flag, option, sub, word, year};
use super::{Align, Args, Table, clock, say};
use crate::archive::entry::{Entry, Origin, Provenance, Signatory, State};
use crate::archive::readback::{Mark, Page as Seen};
use crate::archive::{
    self, Archive, ArchiveError, Digest, Draft, Numbering, Patience, Refusal, SecretNumbering, Series, Wanted, code,
};
use crate::diag::{Diagnostic, Report};
use crate::layout::package::{FingerprintState, fingerprint_state};
use crate::pipeline::stamped::{Desk, Page, Stamps};
use crate::record::office::{NumberingChoice, SecretNumberingChoice};
use crate::record::paper::{Paper, Secrecy};
use crate::standard::{Form, Kind};
use crate::template::Stamp;
use crate::viet;

/// How long to wait for a colleague's command, seconds.
pub(super) const PATIENCE: Patience = Patience::seconds(20);

/// What `phat-hanh` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Ids of the documents.
    pub documents: Vec<String>,
    /// The year of the records.
    pub year: Option<i32>,
    /// The date, as typed.
    pub date: Option<String>,
    /// The number.
    pub number: Option<u32>,
    /// Why number or date are out of turn.
    pub reason: Option<String>,
    /// Only show.
    pub dry: bool,
    /// The edited file to take in.
    pub file: Option<PathBuf>,
}

/// Returns what may be typed.
pub(super) fn definition() -> Definition {
    let documents = Arg::new("documents").value_name("MÃ").required(true).action(ArgAction::Append).value_parser(word);
    sub("phat-hanh", "Cấp số, vào sổ, lưu, xuất văn bản đã ký (cũng gõ được: issue)")
        .alias("issue")
        .override_usage("thidua phat-hanh <MÃ>… [TÙY CHỌN]")
        .after_help(
            "Ví dụ:\n  thidua phat-hanh ke-hoach --ngay 20/02/2020\n  thidua phat-hanh ke-hoach --thu\n  \
             thidua phat-hanh cong-van --tu-tep output/2020/cong-van.docx",
        )
        .arg(documents.help_heading("Tham số").help("Mã văn bản trong hồ sơ; nhiều mã thì cách nhau bằng dấu cách"))
        .arg(option("year", "nam", "NĂM", "Năm của hồ sơ [mặc định: năm mới nhất trong data/]").value_parser(year))
        .arg(option("date", "ngay", "NGÀY", "Ngày ghi trên văn bản [mặc định: hôm nay]").value_parser(word))
        .arg(
            option("number", "so", "SỐ", "Lấy số này thay cho số tiếp theo (cần --ly-do nếu nhảy số)")
                .value_parser(value_parser!(u32).range(1..=999_999)),
        )
        .arg(
            option("reason", "ly-do", "CHỮ", "Lý do lấy số hoặc ngày không theo thứ tự, ghi vào sổ").value_parser(word),
        )
        .arg(flag("dry", "thu", "Chỉ cho xem sẽ làm gì, không thay đổi gì"))
        .arg(
            option(
                "file",
                "tu-tep",
                "TỆP",
                "Lấy tệp Word đã sửa tay này làm bản phát hành;\nsố và ngày phải ghi sẵn trong tệp",
            )
            .value_parser(value_parser!(PathBuf)),
        )
}

/// Reads what was typed.
pub(super) fn read(found: &ArgMatches) -> Issue {
    Issue {
        documents: found.get_many("documents").into_iter().flatten().cloned().collect(),
        year: found.get_one("year").copied(),
        date: found.get_one("date").cloned(),
        number: found.get_one("number").copied(),
        reason: found.get_one("reason").cloned(),
        dry: found.get_flag("dry"),
        file: found.get_one("file").cloned(),
    }
}

/// Why a document was not issued.
pub(super) enum Failure {
    /// Something is wrong with what was given.
    Findings(Report),
    /// It could not be done; a message with its advice.
    World(String),
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        Self::World(format!("{error}\n  gợi ý: {}", error.advice()))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        ArchiveError::from(refusal).into()
    }
}

impl From<crate::pipeline::PipelineError> for Failure {
    fn from(error: crate::pipeline::PipelineError) -> Self {
        Self::World(error.to_string())
    }
}

/// Issues and tells; returns the exit code.
pub fn run(args: &Args, issue: &Issue) -> u8 {
    let opened = Desk::open(&args.folder, issue.year).map_err(Failure::from);
    let desk = match opened.and_then(|desk| asked(issue, &desk).map(|()| desk)) {
        Ok(desk) => desk,
        Err(failure) => return fail(args, failure, None),
    };
    let mut done = Vec::new();
    for id in &issue.documents {
        let task = Task { args, issue, desk: &desk, id };
        match task.run() {
            Ok(entry) => done.push((id, entry)),
            Err(failure) => {
                tell(args, issue, &done);
                return fail(args, failure, Some(&desk));
            }
        }
    }
    tell(args, issue, &done);
    0
}

/// Refuses what cannot be meant, before anything is done.
fn asked(issue: &Issue, desk: &Desk) -> Result<(), Failure> {
    if issue.documents.len() > 1 && (issue.number.is_some() || issue.file.is_some()) {
        let text = "--so và --tu-tep chỉ dùng khi phát hành một văn bản\n  gợi ý: phát hành từng văn bản một";
        return Err(Failure::World(text.to_owned()));
    }
    issue.documents.iter().try_for_each(|id| desk.paper(id).map(drop).map_err(Failure::from))
}

pub(super) fn fail(args: &Args, failure: Failure, desk: Option<&Desk>) -> u8 {
    match (failure, desk) {
        (Failure::Findings(report), Some(desk)) => {
            say::report(args, &report, &desk.sources);
            1
        }
        (Failure::Findings(report), None) => {
            say::report(args, &report, &crate::source::Sources::new());
            1
        }
        (Failure::World(message), _) => {
            say::failure(args, &message);
            2
        }
    }
}

/// The issuing of one document.
struct Task<'a> {
    args: &'a Args,
    issue: &'a Issue,
    desk: &'a Desk,
    id: &'a str,
}

impl Task<'_> {
    fn run(&self) -> Result<Entry, Failure> {
        let Some(paper) = self.desk.paper(self.id)? else {
            let (_, report) = self.desk.make(self.id, &Stamps::new())?;
            return Err(Failure::Findings(report));
        };
        if Desk::is_filled(paper) {
            let message = format!("“{}” điền từ mẫu Word, chưa phát hành bằng lệnh này được", self.id);
            return Err(refuse(message, None, "dùng mẫu .tera cho văn bản này, hoặc cấp số và lưu như trước nay"));
        }
        self.check_draft()?;
        let actor = clock::actor();
        let root = &self.args.folder;
        if self.issue.dry {
            return self.show(paper, &actor);
        }
        let work = format!("phát hành {}", self.id);
        let mut archive = Archive::open(root, actor.clone(), &work, PATIENCE, false)?;
        if let Some(left) = archive.freed() {
            say::warning(self.args, &format!("đã gỡ khóa bị bỏ lại và dọn việc dở dang: {left}"));
        }
        let mut stamps = stamps(archive.register(), self.desk, archive::EntryId::MAX)?;
        self.check_new(archive.register())?;
        let reserved = archive.reserve(self.wanted(paper, actor.at.date())?)?;
        stamps.insert(self.id.to_owned(), Stamp { number: Some(reserved.number()), date: Some(reserved.date()) });
        let (page, bytes, recipients) = self.page(&stamps, reserved.number(), reserved.date())?;
        let draft = self.draft(paper, &page, &recipients);
        let folder = published(reserved.date().year());
        Ok(reserved.commit(draft, &bytes, &folder)?)
    }

    /// Shows what would be done.
    fn show(&self, paper: &Paper, actor: &archive::Actor) -> Result<Entry, Failure> {
        let wanted = self.wanted(paper, actor.at.date())?;
        let reading = match archive::Reading::open(&self.args.folder, actor.clone(), PATIENCE) {
            Ok(reading) => Some(reading),
            Err(ArchiveError::NoRegister) => None,
            Err(other) => return Err(other.into()),
        };
        let empty = archive::sqlite::SqliteRegister::in_memory().map_err(ArchiveError::from)?;
        let register = reading.as_ref().map_or(&empty, |reading| &reading.register);
        self.check_new(register)?;
        let number = archive::choose(register, &wanted, actor.at.date())?;
        let mut stamps = stamps(register, self.desk, archive::EntryId::MAX)?;
        stamps.insert(self.id.to_owned(), Stamp { number: Some(number), date: Some(wanted.date) });
        let (page, _, recipients) = self.page(&stamps, number, wanted.date)?;
        let id = archive::Register::count(register).map_err(ArchiveError::from)? + 1;
        Ok(self.draft(paper, &page, &recipients).entry(id, &wanted, number))
    }

    /// A draft that was edited by hand is not what would be issued.
    fn check_draft(&self) -> Result<(), Failure> {
        let name = format!("output/{}/{}.docx", self.desk.year, self.id);
        let Ok(bytes) = std::fs::read(self.args.folder.join(&name)) else { return Ok(()) };
        if self.issue.file.is_some() || fingerprint_state(&bytes) == FingerprintState::Untouched {
            return Ok(());
        }
        let hint = format!(
            "phát hành chính tệp đã sửa: gõ số và ngày vào tệp, rồi thêm --tu-tep {name}; \
             hoặc đưa chỗ sửa vào hồ sơ, lập lại bằng `thidua lap --ghi-de`"
        );
        let message = format!("bản thảo của “{}” đã được sửa tay sau khi lập", self.id);
        Err(refuse(message, Some(name), &hint))
    }

    fn check_new(&self, register: &dyn archive::Register) -> Result<(), Failure> {
        let known = register.of_record(self.desk.year, self.id).map_err(ArchiveError::from)?;
        let Some(entry) = known.iter().rev().find(|entry| matches!(entry.state, State::Issued | State::Replaced))
        else {
            return Ok(());
        };
        Err(Refusal::Issued { id: self.id.to_owned(), printed: entry.printed(), date: entry.date }.into())
    }

    /// Returns number, date and series as the command line and the record want them.
    fn wanted(&self, paper: &Paper, today: NaiveDate) -> Result<Wanted, Failure> {
        let typed = self.issue.date.as_deref().map(day).transpose()?;
        let date = typed.or(paper.date.map(|date| date.day)).unwrap_or(today);
        if typed.is_none() && paper.date.is_none() && date.year() != self.desk.year {
            let message = format!("hôm nay {} không thuộc năm {} của hồ sơ", viet::date::short(date), self.desk.year);
            return Err(refuse(message, None, "ghi rõ ngày văn bản bằng --ngay, ví dụ --ngay 20/02/2020"));
        }
        let recorded = paper.number.and_then(|number| u32::try_from(number.value).ok());
        let differs = |message: String| refuse(message, None, "sửa hồ sơ hoặc sửa lệnh cho khớp nhau");
        if let (Some(typed), Some(recorded)) = (self.issue.number, recorded)
            && typed != recorded
        {
            return Err(differs(format!("--so {typed} khác với số {recorded} ghi trong hồ sơ của “{}”", self.id)));
        }
        if let (Some(typed), Some(recorded)) = (typed, paper.date)
            && typed != recorded.day
        {
            let (typed, recorded) = (viet::date::short(typed), viet::date::short(recorded.day));
            return Err(differs(format!("--ngay {typed} khác với ngày {recorded} ghi trong hồ sơ của “{}”", self.id)));
        }
        let issuer = paper.issuer.as_ref().map(|unit| unit.text.as_str());
        let series = series(self.desk, date.year(), &paper.kind.text, issuer, paper.secrecy);
        Ok(Wanted { series, number: self.issue.number.or(recorded), date, reason: self.issue.reason.clone() })
    }

    /// Makes the page, reads it back as a stranger, and returns what was meant, the file, and its recipients.
    fn page(&self, stamps: &Stamps, number: u32, date: NaiveDate) -> Result<(Page, Vec<u8>, Vec<String>), Failure> {
        let (page, report) = self.desk.make(self.id, stamps)?;
        let Some(page) = page else { return Err(Failure::Findings(report)) };
        let (bytes, name) = match &self.issue.file {
            Some(path) => (take(&self.args.folder, path)?, path.to_string_lossy().into_owned()),
            None => (page.bytes.clone(), format!("{} (dựng lại với số và ngày)", self.id)),
        };
        let symbol = page.document.head.number.symbol.clone();
        let mark = Mark { number, symbol: &symbol, date, dated: page.kind.form != Form::Minutes };
        let seen =
            Seen::read(&bytes).map_err(|found| Failure::Findings(std::iter::once(found.in_file(&name)).collect()))?;
        let mut found = seen.bears(&mark);
        if self.issue.file.is_none() {
            found.extend(seen.says(&page.document));
        }
        if !found.is_empty() {
            let hint = "mở tệp, sửa đúng số, ký hiệu và ngày, lưu lại rồi chạy lại lệnh này";
            let hinted = found.into_iter().map(|found| found.in_file(&name));
            let hinted = hinted.map(|found| if self.issue.file.is_some() { found.hint(hint) } else { found });
            return Err(Failure::Findings(hinted.collect()));
        }
        let recipients = match &self.issue.file {
            Some(_) => seen.recipients(),
            None => page.document.recipients.list.clone(),
        };
        Ok((page, bytes, recipients))
    }

    fn draft(&self, paper: &Paper, page: &Page, recipients: &[String]) -> Draft {
        let document = &page.document;
        let signer = document.signatures.last();
        let records = self.desk.records();
        let unit = paper.issuer.as_ref().and_then(|id| records.units.iter().find(|unit| unit.id.text == id.text));
        let office = records.office.as_ref().map(|office| &office.name.text);
        let provenance = provenance(self.desk, paper);
        Draft {
            symbol: document.head.number.symbol.clone(),
            kind: page.kind.id.to_owned(),
            kind_name: page.kind.name.to_owned(),
            subject: document.properties.subject.clone(),
            issuer: unit.map(|unit| &unit.name.text).or(office).cloned().unwrap_or_default(),
            signer: Signatory {
                post: signer.map(|signer| signer.titles.join(" ")).unwrap_or_default(),
                name: signer.map(|signer| signer.name.clone()).unwrap_or_default(),
            },
            recipients: recipients.iter().map(|name| name.replace('\u{a0}', " ")).collect(),
            filed: document.recipients.filed.clone(),
            copies: paper.copies.and_then(|copies| u32::try_from(copies.value).ok()),
            urgency: document.head.urgency.clone(),
            secrecy: paper.secrecy.map(|level| level.words().to_owned()),
            remarks: Vec::new(),
            origin: if self.issue.file.is_some() { Origin::Edited(provenance) } else { Origin::Records(provenance) },
        }
    }
}

/// Returns from what a document is made.
pub(super) fn provenance(desk: &Desk, paper: &Paper) -> Provenance {
    let parts = desk.sources.files().flat_map(|(_, file)| [file.name().as_bytes(), file.text().as_bytes()]);
    let template = &paper.template.text;
    Provenance {
        year: desk.year,
        id: paper.id.text.clone(),
        records: Digest::of_parts(parts),
        template_name: template.clone(),
        template: Digest::of(desk.template(template).as_bytes()),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// A finding about a document that cannot be issued as it stands.
fn refuse(message: String, file: Option<String>, hint: &str) -> Failure {
    let found = Diagnostic::error(&code::NOT_READY, message).hint(hint);
    let found = match file {
        Some(file) => found.in_file(file),
        None => found,
    };
    Failure::Findings(std::iter::once(found).collect())
}

/// Where documents dated in a year are published, below the working folder.
pub(super) fn published(year: i32) -> String {
    format!("output/{year}/phat-hanh")
}

pub(super) fn numbering(desk: &Desk) -> Numbering {
    match desk.records().office.as_ref().and_then(|office| office.numbering) {
        Some(NumberingChoice::ByKind) => Numbering::ByKind,
        Some(NumberingChoice::One) | None => Numbering::One,
    }
}

/// Returns the series of a document, as the office's record wants it.
pub(super) fn series(desk: &Desk, year: i32, kind: &str, issuer: Option<&str>, secrecy: Option<Secrecy>) -> Series {
    let Some(level) = secrecy else { return Series::of(year, numbering(desk), kind, issuer, false) };
    let office = desk.records().office.as_ref();
    let numbering = match office.and_then(|office| office.secret_numbering) {
        Some(SecretNumberingChoice::ByLevel) => SecretNumbering::ByLevel,
        Some(SecretNumberingChoice::One) | None => SecretNumbering::One,
    };
    Series::secret(year, numbering, level.id(), issuer)
}

/// Returns the series that a symbol belongs to: `KH-STC`, or `STC-VP` of a letter.
pub(super) fn series_of(symbol: &str, agency: &str, year: i32, numbering: Numbering) -> Option<Series> {
    let kind =
        Kind::ALL.iter().find(|kind| kind.abbreviation.is_some_and(|short| symbol == format!("{short}-{agency}")));
    let letter = || symbol == agency || symbol.starts_with(&format!("{agency}-"));
    let kind = kind.map(|kind| kind.id).or_else(|| letter().then_some("cong_van"))?;
    Some(Series::of(year, numbering, kind, None, false))
}

/// Returns the numbers and dates of the year's documents that were issued before the one with this place.
pub(super) fn stamps(
    register: &dyn archive::Register,
    desk: &Desk,
    before: archive::EntryId,
) -> Result<Stamps, ArchiveError> {
    let issued = register.issued(desk.year, before)?.into_iter();
    Ok(issued.map(|(id, number, date)| (id, Stamp { number: Some(number), date: Some(date) })).collect())
}

pub(super) fn day(text: &str) -> Result<NaiveDate, Failure> {
    viet::date::parse(text).map_err(|fault| {
        Failure::World(format!("--ngay “{text}”: {fault}\n  gợi ý: viết như 2020-06-14 hoặc 14/06/2020"))
    })
}

/// Reads a file of the clerk's.
pub(super) fn take(folder: &Path, path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    std::fs::read(folder.join(path)).map_err(|cause| {
        let why = match cause.kind() {
            std::io::ErrorKind::NotFound => "không có tệp này".to_owned(),
            std::io::ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
            _ => cause.to_string(),
        };
        Failure::World(format!(
            "không đọc được `{shown}`: {why}\n  gợi ý: kiểm tra đường dẫn, tính từ thư mục làm việc"
        ))
    })
}

fn tell(args: &Args, issue: &Issue, done: &[(&String, Entry)]) {
    let place = |entry: &Entry| format!("{}/{}.docx", published(entry.series.year), entry.stem());
    if args.json {
        let all: Vec<Value> = done
            .iter()
            .map(|(id, entry)| json!({ "ma": id, "tep": place(entry), "thu": issue.dry, "van_ban": entry }))
            .collect();
        return say::data(&json!({ "phat_hanh": all }).to_string());
    }
    if done.is_empty() {
        return;
    }
    let file = if issue.dry { "Sẽ ghi tệp" } else { "Tệp" };
    let mut table = Table::new(&[
        ("Mã", Align::Left),
        ("Số, ký hiệu", Align::Left),
        ("Ngày", Align::Left),
        ("Dãy số", Align::Left),
        ("Người ký", Align::Left),
        (file, Align::Left),
    ]);
    for (id, entry) in done {
        let (day, series) = (viet::date::short(entry.date), entry.series.to_string());
        table.row([(*id).clone(), entry.printed(), day, series, entry.signer.name.clone(), place(entry)]);
    }
    say::data(table.to_string().trim_end());
    if issue.dry {
        say::speech("mới chỉ xem thử: chưa số nào bị cấp, chưa tệp nào được ghi");
    }
}
