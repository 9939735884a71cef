//! `thidua phat-hanh`: number, date, register, archive and the published file, in one step.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::{Value, json};

use super::args::{allowed, flag, option, sub, word, year};
use super::{Align, Args, Table, clock, known, say};
use crate::archive::entry::{Entry, Exchange, Origin, Part, Provenance, Signatory, State, TieKind};
use crate::archive::readback::{Making, Mark, Page as Seen};
use crate::archive::{
    self, Archive, ArchiveError, Digest, Draft, Numbering, Patience, Refusal, SecretNumbering, Series, Wanted, code,
};
use crate::diag::{self, Diagnostic, Report};
use crate::filename::{native, of_disk};
use crate::layout::package::{FingerprintState, fingerprint_state};
use crate::output;
use crate::pipeline::issued::{Force, Issued, Standing};
use crate::pipeline::stamped::{Desk, Page, PageFile};
use crate::record::field::Int;
use crate::record::office::{NumberingChoice, SecretNumberingChoice};
use crate::record::paper::{Paper, Secrecy};
use crate::source::open::{self, MOST, OpenError};
use crate::standard::{Kind, Signing};
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
        .arg(
            documents
                .help_heading("Tham số")
                .help("Mã văn bản trong tệp dữ liệu; nhiều mã thì cách nhau bằng dấu cách"),
        )
        .arg(
            option(
                "year",
                "nam",
                "NĂM",
                "Năm của dữ liệu [mặc định: năm của --ngay hoặc\nhôm nay nếu data/ có; không thì năm mới nhất]",
            )
            .value_parser(year),
        )
        .arg(option("date", "ngay", "NGÀY", "Ngày ghi trên văn bản [mặc định: hôm nay]").value_parser(word))
        .arg(
            option("number", "so", "SỐ", "Lấy số này thay cho số tiếp theo\n(cần --ly-do nếu nhảy số)")
                .value_parser(value_parser!(u32).range(1..=999_999)),
        )
        .arg(
            option("reason", "ly-do", "CHỮ", "Lý do lấy số hoặc ngày không theo thứ tự, ghi vào sổ").value_parser(word),
        )
        .arg(allowed())
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
    /// It could not be done, and nothing was; a message with its advice.
    World(String),
    /// It stands in the register, but what follows could not all be done: the document, a message with its advice.
    Unfinished(Option<Box<Entry>>, String),
    /// Nobody can tell whether it stands in the register; a message with its advice.
    Unclear(String),
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        let message = format!("{error}\n  gợi ý: {}", error.advice());
        match error {
            ArchiveError::Unfinished { entry, .. } => Self::Unfinished(entry, message),
            ArchiveError::Unclear(_) => Self::Unclear(message),
            _ => Self::World(message),
        }
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

/// Returns the year whose records are meant: as typed, else that of the day typed, else that of today, where it has
/// records: next year's may lie there already, as a draft. With none of these it is the newest.
fn year_meant(args: &Args, issue: &Issue) -> Option<i32> {
    let years = crate::record::years(&args.folder.join("data")).unwrap_or_default();
    let typed = issue.date.as_deref().and_then(|text| viet::date::parse(text).ok()).map(|day| day.year());
    let today = clock::actor().at.date().year();
    issue.year.or_else(|| typed.into_iter().chain([today]).find(|year| years.contains(year)))
}

/// Issues and tells; returns the exit code.
pub fn run(args: &Args, issue: &Issue) -> u8 {
    let opened = Desk::open(&args.folder, &args.allowed, year_meant(args, issue)).map_err(Failure::from);
    let desk = match opened.and_then(|desk| asked(issue, &desk).map(|()| desk)) {
        Ok(desk) => desk,
        Err(failure) => return fail(args, failure, None),
    };
    let mut done = Vec::new();
    for id in &issue.documents {
        let task = Task { args, issue, desk: &desk, id };
        match task.run() {
            Ok(entry) => done.push((id, entry)),
            Err(failure) => return stop(args, issue, &done, failure, &desk),
        }
    }
    if args.json {
        say::data(&json!({ "phat_hanh": listed(issue, &done) }).to_string());
    } else {
        tell(issue, &done);
    }
    0
}

/// Tells what has been done, why it ends there and what is left; returns the exit code.
fn stop(args: &Args, issue: &Issue, done: &[(&String, Entry)], failure: Failure, desk: &Desk) -> u8 {
    let (here, rest) = (&issue.documents[done.len()], &issue.documents[done.len() + 1..]);
    let failure = match failure {
        Failure::World(message) if !issue.dry => {
            let known = known_of(args, desk.year, here, done, &message);
            Failure::World(message + &known)
        }
        other => other,
    };
    // What has become of the document at which it stops.
    let (issued, open) = (matches!(failure, Failure::Unfinished(..)), matches!(failure, Failure::Unclear(_)));
    let left = if issued || open { rest } else { &issue.documents[done.len()..] };
    if args.json {
        let code = u8::from(!matches!(failure, Failure::Findings(_))) + 1;
        say::data(&stopped(issue, done, failure, desk, left).to_string());
        return code;
    }
    tell(issue, done);
    let code = fail(args, failure, Some(desk));
    if issue.documents.len() > 1 && !issue.dry {
        let done = match done.len() {
            0 if issued || open => String::new(),
            0 => "chưa phát hành văn bản nào; ".to_owned(),
            count => format!("đã phát hành trọn vẹn {count} văn bản kê ở trên; "),
        };
        let here = match (issued, open) {
            (true, _) => format!("“{here}” đã cấp số nhưng chưa làm xong"),
            (_, true) => format!("chưa rõ “{here}” đã cấp số hay chưa"),
            _ => format!("dừng ở “{here}”"),
        };
        let left = if left.is_empty() { "không còn văn bản nào".to_owned() } else { left.join(", ") };
        say::speech(&format!("{done}{here}; chưa phát hành: {left}"));
    }
    code
}

/// What has been done and what has not, for machines.
fn stopped(issue: &Issue, done: &[(&String, Entry)], failure: Failure, desk: &Desk, left: &[String]) -> Value {
    let here = &issue.documents[done.len()];
    let mut told = json!({ "phat_hanh": listed(issue, done), "chua_phat_hanh": left });
    match failure {
        Failure::Findings(report) => told["phat_hien"] = diag::json::to_json(&report, &desk.sources),
        Failure::World(message) => told["loi"] = message.into(),
        Failure::Unclear(message) => (told["loi"], told["chua_ro"]) = (message.into(), json!([here])),
        Failure::Unfinished(entry, message) => {
            let mut all = listed(issue, done);
            for mut one in entry.map(|entry| listed(issue, &[(here, *entry)])).into_iter().flatten() {
                one["con_thieu"] = message.clone().into();
                all.push(one);
            }
            (told["loi"], told["phat_hanh"]) = (message.into(), all.into());
        }
    }
    told
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
        (Failure::Unfinished(entry, message), _) => {
            say::failed(args, &message, json!({ "da_ghi_so": true, "van_ban": entry }));
            2
        }
        (Failure::Unclear(message), _) => {
            say::failed(args, &message, json!({ "da_ghi_so": null }));
            2
        }
    }
}

/// Says what the register knows of the document at which it stops: an earlier run may have given it a number and not
/// come to its end. Where the register cannot be read, this run at least has given none.
fn known_of(args: &Args, year: i32, here: &str, done: &[(&String, Entry)], said: &str) -> String {
    let issued = known::read(args, year);
    let standing = issued.as_ref().ok().and_then(|issued| issued.get(here)).filter(|standing| standing.is_final());
    match standing {
        Some(standing) if said.contains(&standing.printed) => String::new(),
        Some(standing) => format!("; trong sổ “{here}” đã có số {}", standing.printed),
        None if !done.is_empty() => String::new(),
        None if issued.is_ok() => "; chưa số nào bị cấp".to_owned(),
        None => "; lần chạy này chưa số nào bị cấp".to_owned(),
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
            let (_, report) = self.desk.make(self.id, &Issued::new())?;
            return Err(Failure::Findings(report));
        };
        self.check_draft()?;
        let actor = clock::actor();
        if self.issue.dry {
            return self.show(paper, &actor);
        }
        let work = format!("phát hành {}", self.id);
        let mut archive = begin(self.args, actor.clone(), &work)?;
        let mut issued = known::of(archive.register(), self.desk.year, archive::EntryId::MAX)?;
        self.check_new(archive.register())?;
        self.heed_grounds(paper, archive.register())?;
        let tie = self.tie(paper, archive.register())?;
        let reserved = archive.reserve(self.wanted(paper, actor.at.date())?)?;
        issued.insert(self.id.to_owned(), given(reserved.number(), reserved.date()));
        let made = self.page(&issued, reserved.number(), reserved.date())?;
        let draft = self.draft(paper, reserved.date(), &made);
        let reserved = match tie {
            Some((kind, old)) => reserved.tying(kind, old.id, &draft.subject)?,
            None => reserved,
        };
        let files: Vec<_> = made.files.iter().map(|file| (file.item.clone(), file.bytes.as_slice())).collect();
        Ok(reserved.commit_all(draft, &files)?)
    }

    /// Returns the issued document that the record says this one corrects, replaces, recalls or amends.
    fn tie(&self, paper: &Paper, register: &dyn archive::Register) -> Result<Option<(TieKind, Entry)>, Failure> {
        let (key, named) = match paper.concerns()[..] {
            [] => return Ok(None),
            [only] => only,
            [(one, _), (other, _), ..] => {
                let message = format!("tệp dữ liệu của “{}” ghi cả `{one}` lẫn `{other}`", self.id);
                let hint =
                    "giữ một: sai thể thức thì dinh_chinh; sai nội dung thì thay_the hoặc sua_doi; bỏ hẳn thì thu_hoi";
                return Err(refuse(message, None, hint));
            }
        };
        let kind = match key {
            "dinh_chinh" => TieKind::Corrects,
            "thay_the" => TieKind::Replaces,
            "thu_hoi" => TieKind::Recalls,
            _ => TieKind::Amends,
        };
        if kind == TieKind::Corrects && paper.kind.text != "cong_van" {
            let message = format!("“{}” ghi `dinh_chinh` mà không phải là công văn", self.id);
            let hint = "đính chính bằng công văn (khoản 3 Điều 18): ghi `ten_loai: cong_van`, hoặc dùng `thay_the`";
            return Err(refuse(message, None, hint));
        }
        Ok(Some((kind, archive::tied(register, &named.text, kind)?)))
    }

    /// Warns of grounds that are documents of this office which have been recalled or replaced.
    fn heed_grounds(&self, paper: &Paper, register: &dyn archive::Register) -> Result<(), Failure> {
        let records = self.desk.records();
        for law in paper.grounds.iter().filter_map(|id| records.laws.iter().find(|law| law.id.text == id.text)) {
            let (Some(symbol), Some(date)) = (&law.symbol, law.date) else { continue };
            let Some((number, symbol)) = symbol.text.split_once('/') else { continue };
            let Ok(number) = number.trim().parse() else { continue };
            let known = register.printed(date.day.year(), number, symbol.trim()).map_err(ArchiveError::from)?;
            let gone = |entry: &&Entry| matches!(entry.state, State::Recalled | State::Replaced);
            if let Some(entry) = known.iter().filter(|entry| entry.date == date.day).find(gone) {
                let what = if entry.state == State::Recalled { "đã thu hồi" } else { "đã được thay thế" };
                let hint = "xem `thidua so`; thay căn cứ này bằng văn bản còn hiệu lực";
                let message = format!("căn cứ {} {} {what}\n  gợi ý: {hint}", entry.kind_name, entry.printed());
                say::warning(self.args, &message);
            }
        }
        Ok(())
    }

    /// Shows what would be done.
    fn show(&self, paper: &Paper, actor: &archive::Actor) -> Result<Entry, Failure> {
        let wanted = self.wanted(paper, actor.at.date())?;
        let reading = match look(self.args) {
            Ok(reading) => Some(reading),
            Err(ArchiveError::NoRegister) => None,
            Err(other) => return Err(other.into()),
        };
        let empty = archive::sqlite::SqliteRegister::in_memory().map_err(ArchiveError::from)?;
        let register = reading.as_ref().map_or(&empty, |reading| &reading.register);
        self.check_new(register)?;
        self.heed_grounds(paper, register)?;
        self.tie(paper, register)?;
        let number = archive::choose(register, &wanted, actor.at.date())?;
        archive::heed(&clock::place(&self.args.folder), register, &wanted.series, number)?;
        let mut issued = known::of(register, self.desk.year, archive::EntryId::MAX)?;
        issued.insert(self.id.to_owned(), given(number, wanted.date));
        let made = self.page(&issued, number, wanted.date)?;
        let id = archive::Register::count(register).map_err(ArchiveError::from)? + 1;
        Ok(self.draft(paper, wanted.date, &made).entry(id, &wanted, number))
    }

    /// A draft that was edited by hand is not what would be issued.
    fn check_draft(&self) -> Result<(), Failure> {
        let edited = |name: &String| {
            let draft = output::below(&self.args.folder, name).and_then(|path| output::read(&path));
            draft.ok().flatten().is_some_and(|bytes| fingerprint_state(&bytes) != FingerprintState::Untouched)
        };
        let Some(name) = self.drafts().into_iter().find(edited).filter(|_| self.issue.file.is_none()) else {
            return Ok(());
        };
        let hint = format!(
            "phát hành chính tệp đã sửa: gõ số và ngày vào tệp, rồi thêm --tu-tep {name}; \
             hoặc đưa chỗ sửa vào tệp dữ liệu, lập lại bằng `thidua lap --ghi-de`"
        );
        let message = format!("bản thảo của “{}” đã được sửa tay sau khi lập", self.id);
        Err(refuse(message, Some(name), &hint))
    }

    /// Where drafts of the document may lie, below the working folder: one file, or one per item.
    fn drafts(&self) -> Vec<String> {
        let one = format!("output/{}/{}", self.desk.year, self.id);
        let items = std::fs::read_dir(self.args.folder.join(&one)).into_iter().flatten().filter_map(Result::ok);
        let mut names: Vec<String> = items.map(|item| item.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name.to_lowercase().ends_with(".docx") && !name.starts_with('~'));
        names.sort();
        let items = names.into_iter().map(|name| format!("{one}/{name}"));
        std::iter::once(format!("{one}.docx")).chain(items).collect()
    }

    fn check_new(&self, register: &dyn archive::Register) -> Result<(), Failure> {
        let known = register.of_record(self.desk.year, self.id).map_err(ArchiveError::from)?;
        let Some(entry) = known.iter().rev().find(|entry| matches!(entry.state, State::Issued | State::Replaced))
        else {
            return Ok(());
        };
        Err(Refusal::Issued { id: self.id.to_owned(), printed: entry.printed(), date: entry.date }.into())
    }

    /// Refuses a document whose number another agency gives.
    fn check_keeper(&self, paper: &Paper) -> Result<(), Failure> {
        let Some(leader) = paper.leader() else { return Ok(()) };
        let message = format!("số của “{}” do {} cấp: bên ấy chủ trì (`chu_tri: có`)", self.id, leader.agency.text);
        let hint = "gửi dự thảo cho bên chủ trì phát hành; có số rồi thì ghi `so`, `ngay` vào tệp dữ liệu để lập bản của \
                    mình; cơ quan mình giữ sổ thì bỏ dòng `chu_tri`";
        Err(refuse(message, None, hint))
    }

    /// Returns number, date and series as the command line and the record want them.
    fn wanted(&self, paper: &Paper, today: NaiveDate) -> Result<Wanted, Failure> {
        self.check_keeper(paper)?;
        let typed = self.issue.date.as_deref().map(day).transpose()?;
        let date = typed.or(paper.date.map(|date| date.day)).unwrap_or(today);
        if typed.is_none() && paper.date.is_none() && date.year() != self.desk.year {
            let year = self.desk.year;
            let message = format!("hôm nay {} không thuộc năm {year} của dữ liệu", viet::date::short(date));
            let hint = format!(
                "văn bản của năm khác thì thêm --nam, ví dụ --nam {}; của năm {year} thì ghi ngày bằng --ngay, ví dụ --ngay 20/02/{year}",
                year - 1
            );
            return Err(refuse(message, None, &hint));
        }
        let recorded = paper.number.and_then(|number| u32::try_from(number.value).ok());
        let differs = |message: String| refuse(message, None, "sửa tệp dữ liệu hoặc sửa lệnh cho khớp nhau");
        if let (Some(typed), Some(recorded)) = (self.issue.number, recorded)
            && typed != recorded
        {
            return Err(differs(format!(
                "--so {typed} khác với số {recorded} ghi trong tệp dữ liệu của “{}”",
                self.id
            )));
        }
        if let (Some(typed), Some(recorded)) = (typed, paper.date)
            && typed != recorded.day
        {
            let (typed, recorded) = (viet::date::short(typed), viet::date::short(recorded.day));
            return Err(differs(format!(
                "--ngay {typed} khác với ngày {recorded} ghi trong tệp dữ liệu của “{}”",
                self.id
            )));
        }
        let issuer = paper.issuer.as_ref().map(|unit| unit.text.as_str());
        let series = series(self.desk, date.year(), &paper.kind.text, issuer, paper.secrecy);
        Ok(Wanted { series, number: self.issue.number.or(recorded), date, reason: self.issue.reason.clone() })
    }

    /// Makes the page, and reads every file of it back as a stranger.
    fn page(&self, issued: &Issued, number: u32, date: NaiveDate) -> Result<Ready, Failure> {
        let (page, report) = self.desk.make(self.id, issued)?;
        let Some(mut page) = page else { return Err(Failure::Findings(report)) };
        let files = match &self.issue.file {
            Some(path) => vec![PageFile { item: None, bytes: take(&self.args.folder, path)? }],
            None => std::mem::take(&mut page.files),
        };
        let symbol = page.document.head.number.symbol.clone();
        let mark = Mark { number, symbol: &symbol, date, dated: page.kind.form.dated };
        let mut recipients = page.document.recipients.list.clone();
        let mut faults = Report::new();
        for file in &files {
            let name = self.shown(file);
            match Seen::read(&file.bytes) {
                Ok(seen) => {
                    let found = seen.compare(&mark, &page.document, self.making(&page));
                    faults.extend(found.into_iter().map(|found| found.in_file(&name)));
                    if self.issue.file.is_some() {
                        recipients = seen.recipients();
                    }
                }
                Err(found) => faults.push(found.in_file(&name)),
            }
        }
        if faults.has_errors() {
            return Err(Failure::Findings(once_for_all(&faults, files.len())));
        }
        Ok(Ready { page, files, recipients })
    }

    fn making(&self, page: &Page) -> Making {
        match (&self.issue.file, page.filled) {
            (Some(_), _) => Making::ByHand,
            (None, true) => Making::Filled,
            (None, false) => Making::LaidOut,
        }
    }

    /// What messages call a file.
    fn shown(&self, file: &PageFile) -> String {
        match (&self.issue.file, &file.item) {
            (Some(path), _) => path.to_string_lossy().into_owned(),
            (None, Some(item)) => format!("{}/{item} (dựng lại với số và ngày)", self.id),
            (None, None) => format!("{} (dựng lại với số và ngày)", self.id),
        }
    }

    fn draft(&self, paper: &Paper, date: NaiveDate, made: &Ready) -> Draft {
        let Ready { page, files, recipients } = made;
        let document = &page.document;
        let each = u32::try_from(files.len()).ok().filter(|count| *count > 1);
        let count = |copies: Int| u32::try_from(copies.value).ok();
        let signer = document.signatures.iter().rfind(|signature| signature.own);
        let records = self.desk.records();
        let unit = paper.issuer.as_ref().and_then(|id| records.unit(&id.text));
        let office = records.office.as_ref().map(|office| &office.name.text);
        let provenance = provenance(self.desk, paper);
        let recipients: Vec<String> = recipients.iter().map(|name| name.replace('\u{a0}', " ")).collect();
        let addressees: Vec<String> = document.addressees.list.iter().map(|name| name.replace('\u{a0}', " ")).collect();
        let exchange = Exchange {
            priority: self.desk.codes().priority(paper.urgency),
            due: paper.due.map(|due| due.day),
            codes: self.desk.codes().agencies(&[recipients.as_slice(), &addressees].concat()),
            addressees,
        };
        Draft {
            symbol: document.head.number.symbol.clone(),
            kind: page.kind.id.to_owned(),
            kind_name: page.kind.name.to_owned(),
            subject: document.properties.subject.clone(),
            issuer: unit.map(|unit| &unit.name_on(date).text).or(office).cloned().unwrap_or_default(),
            signer: Signatory {
                post: signer.map(|signer| signer.titles.join(" ")).unwrap_or_default(),
                name: signer.map(|signer| signer.name.clone()).unwrap_or_default(),
            },
            recipients,
            filed: document.recipients.filed.clone(),
            copies: [paper.issued, paper.copies].into_iter().flatten().find_map(count).or(each),
            urgency: document.head.urgency.clone(),
            secrecy: paper.secrecy.map(|level| level.words().to_owned()),
            remarks: together(paper),
            exchange,
            origin: if self.issue.file.is_some() { Origin::Edited(provenance) } else { Origin::Records(provenance) },
        }
    }
}

/// Returns who else issues or signs a document, for the register.
fn together(paper: &Paper) -> Vec<String> {
    let joint = Kind::find(&paper.kind.text).is_some_and(|kind| kind.form.signing != Signing::Sides);
    let words = if joint { "Ban hành cùng" } else { "Ký với" };
    let side = |side: &crate::record::paper::Side| format!("{words} {} ({})", side.agency.text, side.name.text);
    paper.sides.iter().map(side).collect()
}

/// A document that may be issued: what was meant, its files, and who gets it.
struct Ready {
    page: Page,
    files: Vec<PageFile>,
    recipients: Vec<String>,
}

/// Opens the archive for a change, and begins it where there is none; tells what a death has left.
pub(super) fn begin(args: &Args, actor: archive::Actor, work: &str) -> Result<Archive, Failure> {
    Ok(freed(args, Archive::open(clock::place(&args.folder), actor, work, PATIENCE, false)?))
}

/// Opens the archive to register documents that have their numbers already; tells what a death has left.
pub(super) fn begin_outside(args: &Args, actor: archive::Actor, work: &str) -> Result<Archive, Failure> {
    Ok(freed(args, Archive::open_outside(clock::place(&args.folder), actor, work, PATIENCE)?))
}

/// Opens the archive for a change where there is one; tells what a death has left.
pub(super) fn resume(args: &Args, actor: archive::Actor, work: &str) -> Result<Archive, Failure> {
    Ok(freed(args, Archive::open_existing(clock::place(&args.folder), actor, work, PATIENCE)?))
}

/// Opens the archive only to read it; tells what a death has left, which is left as it is.
pub(super) fn look(args: &Args) -> Result<archive::Reading, ArchiveError> {
    let reading = archive::Reading::open(&args.folder, PATIENCE)?;
    if let Some(left) = &reading.unfinished {
        say::warning(args, &format!("sổ còn việc dở dang, lệnh ghi tiếp theo sẽ dọn: {left}"));
    }
    Ok(reading)
}

fn freed(args: &Args, archive: Archive) -> Archive {
    if let Some(left) = archive.freed() {
        say::warning(args, &format!("đã gỡ khóa bị bỏ lại và dọn việc dở dang: {left}"));
    }
    for path in archive.kept() {
        let hint = "bản có giá trị là bản trong kho; xem tệp ấy từ đâu ra rồi dời đi chỗ khác";
        say::warning(
            args,
            &format!("{} khác với bản trong kho nên giữ nguyên, không ghi đè\n  gợi ý: {hint}", native(path)),
        );
    }
    if let Ok(Some(other)) = archive.copy_elsewhere() {
        let (folder, told) = (of_disk(other.folder()), other.told());
        let hint = "một sổ chỉ để một nơi cấp số: bản chép để tập dùng thì đừng gửi văn bản của nó đi";
        say::warning(
            args,
            &format!("lưu trữ này còn một bản ở {folder} đã ghi tiếp khác với ở đây ({told})\n  gợi ý: {hint}"),
        );
    }
    archive
}

/// Returns from what a document is made.
pub(super) fn provenance(desk: &Desk, paper: &Paper) -> Provenance {
    let records = desk.sources.files().filter(|(_, file)| !crate::record::BESIDE.contains(&file.name()));
    let parts = records.flat_map(|(_, file)| [file.name().as_bytes(), file.text().as_bytes()]);
    Provenance {
        year: desk.year,
        id: paper.id.text.clone(),
        records: Digest::of_parts(parts),
        template_name: paper.template.text.clone(),
        template: Digest::of(&desk.template(paper)),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Tells once what is wrong with many files alike: they come of one template.
fn once_for_all(faults: &Report, files: usize) -> Report {
    let mut all: Vec<(Diagnostic, usize)> = Vec::new();
    for fault in faults.iter() {
        match all.iter_mut().find(|(first, _)| first.code == fault.code && first.message == fault.message) {
            Some((_, count)) => *count += 1,
            None => all.push((fault.clone(), 1)),
        }
    }
    let told = all.into_iter().map(|(fault, count)| match count {
        1 => fault,
        _ => fault.hint(format!("{count} trong {files} tệp của văn bản này đều như vậy: sửa mẫu một lần")),
    });
    told.collect()
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

/// Returns the series of this name, as `phat-hanh` shows it: `chung`, `mat`, `van-phong.chung`.
pub(super) fn series_named(desk: &Desk, year: i32, name: &str) -> Result<Series, Failure> {
    let units = desk.records().units.iter().map(|unit| Some(unit.id.text.as_str()));
    let issuers: Vec<Option<&str>> = std::iter::once(None).chain(units).collect();
    let levels = [Secrecy::Secret, Secrecy::Top, Secrecy::Utmost].map(Some);
    let of = |issuer: Option<&str>| {
        let open = Kind::ALL.iter().map(move |kind| series(desk, year, kind.id, issuer, None));
        open.chain(levels.map(|level| series(desk, year, "", issuer, level))).collect::<Vec<_>>()
    };
    let all: Vec<Series> = issuers.into_iter().flat_map(of).chain([Series::of_copies(year)]).collect();
    if let Some(found) = all.iter().find(|series| series.name == name.trim()) {
        return Ok(found.clone());
    }
    let hint = match diag::nearest(name, all.iter().map(|series| series.name.as_str())) {
        Some(near) => format!("có phải là “{near}”?"),
        None => "xem tên dãy số ở cột Dãy số khi phát hành, như chung, mat, van-phong.chung".to_owned(),
    };
    Err(Failure::World(format!("cơ quan không có dãy số “{name}”\n  gợi ý: {hint}")))
}

/// Returns the series that a symbol belongs to: `KH-STC`, or `STC-VP` of a letter.
pub(super) fn series_of(symbol: &str, agency: &str, year: i32, numbering: Numbering) -> Option<Series> {
    let symbol = &*viet::text::without_lookalikes(symbol);
    if crate::copies::Form::ALL.iter().any(|form| symbol == format!("{}-{agency}", form.abbreviation())) {
        return Some(Series::of_copies(year));
    }
    // Agencies that issue together stand after the one that keeps the number: `KH-STC-SNV`.
    let own = |symbol: &str| symbol == agency || symbol.starts_with(&format!("{agency}-"));
    let kind = Kind::ALL.iter().find(|kind| {
        let short = kind.abbreviation.map(|short| format!("{short}-"));
        short.and_then(|short| symbol.strip_prefix(&short)).is_some_and(own)
    });
    let letter = || own(symbol);
    let kind = kind.map(|kind| kind.id).or_else(|| letter().then_some("cong_van"))?;
    Some(Series::of(year, numbering, kind, None, false))
}

/// Returns how the document stands whose page is being made.
pub(super) fn given(number: u32, date: NaiveDate) -> Standing {
    Standing { number, date, printed: String::new(), secret: false, force: Force::Held }
}

pub(super) fn day(text: &str) -> Result<NaiveDate, Failure> {
    clock::day("--ngay", text).map_err(Failure::World)
}

/// Reads a file of the clerk's.
pub(super) fn take(folder: &Path, path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = of_disk(path);
    open::read(&folder.join(path), MOST).map_err(|cause| {
        let why = match cause {
            OpenError::World(cause) if cause.kind() == std::io::ErrorKind::PermissionDenied => {
                "không có quyền đọc".to_owned()
            }
            cause => cause.to_string(),
        };
        Failure::World(format!(
            "không đọc được `{shown}`: {why}\n  gợi ý: kiểm tra đường dẫn, tính từ thư mục làm việc"
        ))
    })
}

fn place(entry: &Entry) -> String {
    let folder = entry.series.folder();
    let mut files = entry.files.iter().filter(|file| file.part == Part::Document);
    match files.clone().count() {
        0 => format!("{folder}/{}.docx", entry.stem()),
        1 => files.next().map(|file| entry.place(file)).unwrap_or_default(),
        count => format!("{folder}/{}-….docx ({count} tệp)", entry.stem()),
    }
}

/// What was done, for machines.
fn listed(issue: &Issue, done: &[(&String, Entry)]) -> Vec<Value> {
    let file = |(id, entry): &(&String, Entry)| {
        let files = entry.files.iter().filter(|file| file.part == Part::Document);
        let mut files: Vec<String> = files.map(|file| entry.place(file)).collect();
        if files.is_empty() {
            files.push(place(entry));
        }
        json!({ "ma": id, "tep": files[0], "cac_tep": files, "thu": issue.dry, "van_ban": entry })
    };
    done.iter().map(file).collect()
}

fn tell(issue: &Issue, done: &[(&String, Entry)]) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_of_several_agencies_belongs_to_the_series_of_the_one_that_keeps_the_number() {
        let series = |symbol: &str| series_of(symbol, "STC", 2020, Numbering::ByKind);
        let of = |kind: &str| Some(Series::of(2020, Numbering::ByKind, kind, None, false));
        assert_eq!(series("KH-STC"), of("ke_hoach"));
        assert_eq!(series("KH-STC-SNV"), of("ke_hoach"));
        assert_eq!(series("STC-SNV-VP"), of("cong_van"));
        assert_eq!(series("KH-SNV-STC"), None, "who leads comes first and gives the number");
        assert_eq!(series("KH-STCX"), None);
    }
}
