//! Issuing: number, date, register, archive and the published file, in one step.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};

use super::{Failure, Fault, Known, Office, day, known, provenance, series};
use crate::archive::entry::{Entry, Exchange, Origin, Signatory, State, TieKind};
use crate::archive::gate::{Checked, Finished, gate};
use crate::archive::readback::{Making, Mark};
use crate::archive::{self, Draft, Refusal, Wanted, code};
use crate::check::{self, Options};
use crate::diag::Diagnostic;
use crate::ooxml::write::{FingerprintState, fingerprint_state};
use crate::output;
use crate::pipeline::is_word;
use crate::pipeline::issued::{Force, Issued, Standing};
use crate::pipeline::stamped::{Desk, Page, PageFile};
use crate::record::field::Int;
use crate::record::paper::Paper;
use crate::source::Sources;
use crate::standard::{Kind, Signing};
use crate::validate;
use crate::viet;

/// What is to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Ids of the documents.
    pub documents: Vec<String>,
    /// The year of the records; when absent that of the date, or of today, as far as it has records, else the newest.
    pub year: Option<i32>,
    /// The date, as typed; when absent that of the record, else today.
    pub date: Option<String>,
    /// The number; when absent that of the record, else the next one of its series.
    pub number: Option<u32>,
    /// Why number or date are out of turn.
    pub reason: Option<String>,
    /// Whether only to show what would be done.
    pub dry: bool,
    /// Make a PDF beside each published file too.
    pub pdf: bool,
    /// The Word file to issue in the place of the one that would be made.
    pub file: Option<PathBuf>,
}

/// A document that has been issued: its id, and what stands in the register.
pub type Done = (String, Entry);

/// What has come of a request.
pub struct Outcome {
    /// The documents that have been issued, as far as it went.
    pub done: Vec<Done>,
    /// Why it ended at the next one.
    pub stopped: Option<Failure>,
    /// The records, for excerpts.
    pub sources: Sources,
    /// Those whose layout is the office's own: filled from a Word template, or edited by hand.
    pub own_layout: Vec<String>,
}

/// Issues documents one after the other, up to the first that cannot be.
pub fn issue(office: &Office, request: &Request) -> Result<Outcome, Failure> {
    let desk = office.desk(year_meant(office, request))?;
    check(request, &desk)?;
    let (mut done, mut stopped) = (Vec::new(), None);
    for id in &request.documents {
        match (Task { office, request, desk: &desk, id }).run() {
            Ok(entry) => done.push((id.clone(), entry)),
            Err(failure) => {
                stopped = Some(failure);
                break;
            }
        }
    }
    if let (Some(Failure::World(fault)), false) = (&mut stopped, request.dry) {
        let known = known_of(office, desk.year, &request.documents[done.len()], &done, fault);
        fault.add(&known);
    }
    let is_own = |id: &String| request.file.is_some() || desk.paper(id).ok().flatten().is_some_and(is_word);
    let own_layout = request.documents.iter().filter(|id| is_own(id)).cloned().collect();
    Ok(Outcome { done, stopped, own_layout, sources: desk.sources })
}

/// Returns the year whose records are meant: as typed, else that of the day typed, else that of today, where it has
/// records: next year's may lie there already, as a draft. With none of these it is the newest.
fn year_meant(office: &Office, request: &Request) -> Option<i32> {
    let years = office.years();
    let typed = request.date.as_deref().and_then(|text| viet::date::parse(text).ok()).map(|day| day.year());
    let today = office.today().year();
    request.year.or_else(|| typed.into_iter().chain([today]).find(|year| years.contains(year)))
}

/// Refuses what cannot be meant, before anything is done.
fn check(request: &Request, desk: &Desk) -> Result<(), Failure> {
    if request.documents.len() > 1 && (request.number.is_some() || request.file.is_some()) {
        let text = "--so và --tu-tep chỉ dùng khi phát hành một văn bản";
        return Err(Failure::world(text, "phát hành từng văn bản một"));
    }
    request.documents.iter().try_for_each(|id| desk.paper(id).map(drop).map_err(Failure::from))
}

/// Says what the register knows of the document at which it stops: an earlier run may have given it a number and not
/// come to its end. Where the register cannot be read, this run at least has given none.
fn known_of(office: &Office, year: i32, here: &str, done: &[Done], said: &Fault) -> String {
    let issued = known::read(office.folder(), year);
    let standing = issued.as_ref().ok().and_then(|issued| issued.get(here)).filter(|standing| standing.is_final());
    match standing {
        Some(standing) if said.to_string().contains(&standing.printed) => String::new(),
        Some(standing) => format!("; trong sổ “{here}” đã có số {}", standing.printed),
        None if !done.is_empty() => String::new(),
        None if issued.is_ok() => "; chưa số nào bị cấp".to_owned(),
        None => "; lần chạy này chưa số nào bị cấp".to_owned(),
    }
}

/// The issuing of one document.
struct Task<'a> {
    office: &'a Office<'a>,
    request: &'a Request,
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
        if self.request.dry {
            return self.show(paper);
        }
        let mut archive = self.office.begin(&format!("phát hành {}", self.id))?;
        let mut issued = known::of(archive.register(), self.desk.year, archive::EntryId::MAX)?;
        self.check_new(archive.register())?;
        self.heed_grounds(paper, archive.register())?;
        let tie = self.tie(paper, archive.register())?;
        let reserved = archive.reserve(self.wanted(paper)?)?;
        issued.insert(self.id.to_owned(), given(reserved.number(), reserved.date()));
        let made = self.page(&issued, reserved.number(), reserved.date())?;
        let draft = self.draft(paper, reserved.date(), &made);
        let reserved = match tie {
            Some((kind, old)) => reserved.tying(kind, old.id, &draft.subject)?,
            None => reserved,
        };
        Ok(reserved.commit(draft, &made.files)?)
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
        for law in paper.grounds.iter().filter_map(|id| records.law(&id.text)) {
            let (Some(symbol), Some(date)) = (&law.symbol, law.date) else { continue };
            let Some((number, symbol)) = symbol.text.split_once('/') else { continue };
            let Ok(number) = number.trim().parse() else { continue };
            let known = register.printed(date.day.year(), number, symbol.trim())?;
            let gone = |entry: &&Entry| matches!(entry.state, State::Recalled | State::Replaced);
            if let Some(entry) = known.iter().filter(|entry| entry.date == date.day).find(gone) {
                let what = if entry.state == State::Recalled { "đã thu hồi" } else { "đã được thay thế" };
                let hint = "xem `thidua so`; thay căn cứ này bằng văn bản còn hiệu lực";
                let message = format!("căn cứ {} {} {what}", entry.kind_name, entry.printed());
                (self.office.told)(&Fault::new(message, hint));
            }
        }
        Ok(())
    }

    /// Shows what would be done.
    fn show(&self, paper: &Paper) -> Result<Entry, Failure> {
        let wanted = self.wanted(paper)?;
        let known = Known::open(self.office)?;
        let register = known.register();
        self.check_new(register)?;
        self.heed_grounds(paper, register)?;
        self.tie(paper, register)?;
        let number = archive::choose(register, &wanted, self.office.today())?;
        archive::heed(&self.office.place, register, &wanted.series, number)?;
        let mut issued = known::of(register, self.desk.year, archive::EntryId::MAX)?;
        issued.insert(self.id.to_owned(), given(number, wanted.date));
        let made = self.page(&issued, number, wanted.date)?;
        Ok(self.draft(paper, wanted.date, &made).entry(register.count()? + 1, &wanted, number))
    }

    /// A draft that was edited by hand is not what would be issued.
    fn check_draft(&self) -> Result<(), Failure> {
        let edited = |name: &String| {
            let draft = output::below(self.office.folder(), name).and_then(|path| output::read(&path));
            draft.ok().flatten().is_some_and(|bytes| fingerprint_state(&bytes) != FingerprintState::Untouched)
        };
        let Some(name) = self.drafts().into_iter().find(edited).filter(|_| self.request.file.is_none()) else {
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
        let items = std::fs::read_dir(self.office.folder().join(&one)).into_iter().flatten().filter_map(Result::ok);
        let mut names: Vec<String> = items.map(|item| item.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name.to_lowercase().ends_with(".docx") && !name.starts_with('~'));
        names.sort();
        let items = names.into_iter().map(|name| format!("{one}/{name}"));
        std::iter::once(format!("{one}.docx")).chain(items).collect()
    }

    fn check_new(&self, register: &dyn archive::Register) -> Result<(), Failure> {
        let known = register.of_record(self.desk.year, self.id)?;
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
    fn wanted(&self, paper: &Paper) -> Result<Wanted, Failure> {
        self.check_keeper(paper)?;
        let typed = self.request.date.as_deref().map(|text| day("--ngay", text)).transpose()?;
        let date = typed.or(paper.date.map(|date| date.day)).unwrap_or(self.office.today());
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
        if let (Some(typed), Some(recorded)) = (self.request.number, recorded)
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
        Ok(Wanted { series, number: self.request.number.or(recorded), date, reason: self.request.reason.clone() })
    }

    /// Makes the page, and takes every file of it through the gate.
    fn page(&self, issued: &Issued, number: u32, date: NaiveDate) -> Result<Ready, Failure> {
        let (page, report) = self.desk.make(self.id, issued)?;
        let Some(mut page) = page else { return Err(Failure::Findings(report)) };
        let files = match &self.request.file {
            Some(path) => vec![PageFile { item: None, bytes: self.office.take(path)? }],
            None => std::mem::take(&mut page.files),
        };
        let finished =
            files.into_iter().map(|file| Finished { shown: self.shown(&file), item: file.item, bytes: file.bytes });
        let symbol = page.document.head.number.symbol.clone();
        let mark = Mark { number, symbol: &symbol, date, dated: page.kind.form.dated };
        let house = self.desk.records().office.as_ref().map(validate::house::house).unwrap_or_default();
        for (off, rules) in house.silenced() {
            self.office.heed(check::house::silence(off, &rules));
        }
        let options = Options { house, ..Options::default() };
        let files = gate(finished.collect(), &mark, &page.document, self.making(&page), &options);
        let files = files.map_err(Failure::Findings)?;
        Ok(Ready { page, files })
    }

    fn making(&self, page: &Page) -> Making {
        match (&self.request.file, page.filled) {
            (Some(_), _) => Making::ByHand,
            (None, true) => Making::Filled,
            (None, false) => Making::LaidOut,
        }
    }

    /// What messages call a file.
    fn shown(&self, file: &PageFile) -> String {
        match (&self.request.file, &file.item) {
            (Some(path), _) => path.to_string_lossy().into_owned(),
            (None, Some(item)) => format!("{}/{item} (dựng lại với số và ngày)", self.id),
            (None, None) => format!("{} (dựng lại với số và ngày)", self.id),
        }
    }

    fn draft(&self, paper: &Paper, date: NaiveDate, made: &Ready) -> Draft {
        let Ready { page, files } = made;
        let document = &page.document;
        let each = u32::try_from(files.count()).ok().filter(|count| *count > 1);
        let count = |copies: Int| u32::try_from(copies.value).ok();
        let signer = document.signatures.iter().rfind(|signature| signature.own);
        let records = self.desk.records();
        let unit = paper.issuer.as_ref().and_then(|id| records.unit(&id.text));
        let office = records.office.as_ref().map(|office| &office.name.text);
        let provenance = provenance(self.desk, paper);
        let recipients: Vec<String> = files.recipients().iter().map(|name| name.replace('\u{a0}', " ")).collect();
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
            origin: if self.request.file.is_some() { Origin::Edited(provenance) } else { Origin::Records(provenance) },
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

/// A document that may be issued: what was meant, and its files.
struct Ready {
    page: Page,
    files: Checked,
}

/// A finding about a document that cannot be issued as it stands.
fn refuse(message: String, file: Option<String>, hint: &str) -> Failure {
    let found = Diagnostic::error(&code::NOT_READY, message).hint(hint);
    let found = match file {
        Some(file) => found.in_file(file),
        None => found,
    };
    found.into()
}

/// Returns how the document stands whose page is being made.
fn given(number: u32, date: NaiveDate) -> Standing {
    Standing { number, date, printed: String::new(), secret: false, force: Force::Held }
}
