//! Registering a document made elsewhere, so that the register is the office's one register.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::{Failure, Known, Office, kind};
use crate::archive::entry::Exchange;
use crate::archive::readback::{Making, Mark, Page};
use crate::archive::{self, Draft, Entry, Origin, Outside, Part, Series, Signatory, Wanted};
use crate::diag::{Diagnostic, Report};
use crate::filename::of_disk;
use crate::ledger::code;
use crate::office::series;
use crate::pipeline::stamped::Desk;
use crate::record::paper::{Secrecy, Urgency};
use crate::standard::Kind;

/// The document as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Add {
    /// The kind: its id, name or abbreviation.
    pub kind: Option<String>,
    /// What follows the slash.
    pub symbol: Option<String>,
    /// The number.
    pub number: Option<u32>,
    /// The date, as typed.
    pub date: Option<String>,
    /// The subject.
    pub subject: String,
    /// Who signed.
    pub signer: Option<String>,
    /// As what.
    pub post: Option<String>,
    /// Who gets a copy.
    pub recipients: Vec<String>,
    /// Who keeps the file copy.
    pub filed: Option<String>,
    /// How many copies.
    pub copies: Option<u32>,
    /// The id of the unit that issues it in its own name.
    pub issuer: Option<String>,
    /// Urgency, by its id.
    pub urgency: Option<String>,
    /// Secrecy, by its id.
    pub secrecy: Option<String>,
    /// A note for column 10.
    pub remark: Option<String>,
    /// Why number or date are out of turn.
    pub reason: Option<String>,
    /// Its Word or PDF file.
    pub file: Option<PathBuf>,
    /// Only show.
    pub dry: bool,
}

/// A document that was registered.
pub struct Added {
    /// As it stands in the register.
    pub entry: Entry,
    /// What its file lacks.
    pub report: Report,
}

/// Registers a document.
pub fn add(office: &Office, add: &Add) -> Result<Added, Failure> {
    let date = office.day_typed(add.date.as_deref())?;
    let desk = office.desk_near(Some(date.year()))?;
    let (kind, draft, series) = add.document(&desk, date)?;
    let wanted = Wanted { series, number: add.number, date, reason: add.reason.clone() };
    let content = add.file.as_deref().map(|path| office.take(path)).transpose()?;
    let outside = content.as_deref().map(|content| add.outside(content)).transpose()?;
    let entry = if add.dry {
        let known = Known::open(office)?;
        let number = archive::choose(known.register(), &wanted, office.today())?;
        if add.number.is_none() {
            archive::heed(&office.place, known.register(), &wanted.series, number)?;
        }
        draft.entry(known.register().count()? + 1, &wanted, number)
    } else {
        let work = "ghi sổ văn bản làm ngoài";
        let mut archive = if add.number.is_some() { office.begin_outside(work) } else { office.begin(work) }?;
        archive.reserve_outside(wanted)?.register(draft, outside)?
    };
    let place = desk.records().office.as_ref().map_or("", |office| office.place.text.as_str());
    let report = match outside.filter(|outside| outside.part == Part::Document) {
        Some(outside) => seen(outside.content, &entry, kind, place, add),
        None => Report::new(),
    };
    Ok(Added { entry, report })
}

impl Add {
    fn document(&self, desk: &Desk, date: NaiveDate) -> Result<(&'static Kind, Draft, Series), Failure> {
        let refused = |message: &str, hint: &str| Failure::world(message, hint);
        let Some(office) = &desk.records().office else {
            let hint = "khai tên và chữ viết tắt của cơ quan trong tệp dữ liệu, hoặc chạy `thidua khoi-tao`";
            return Err(refused("data/ không có tệp `loai: co_quan`", hint));
        };
        let kind = match (&self.kind, &self.symbol) {
            (Some(typed), _) => kind(typed)?,
            (None, Some(symbol)) => of_symbol(symbol),
            (None, None) => return Err(refused("chưa biết loại văn bản", "thêm --loai, hoặc --ky-hieu như KH-STC")),
        };
        let unit = self.issuer.as_ref().map(|id| {
            let unit = desk.records().unit(id);
            unit.ok_or_else(|| {
                refused(&format!("tệp dữ liệu không có đơn vị “{id}”"), "ghi mã đơn vị trong tệp don_vi")
            })
        });
        let unit = unit.transpose()?;
        let levels = [Secrecy::Secret, Secrecy::Top, Secrecy::Utmost];
        let secrecy = self.secrecy.as_deref().and_then(|id| levels.into_iter().find(|level| level.id() == id));
        let series = series(desk, date.year(), kind.id, self.issuer.as_deref(), secrecy);
        let levels = [Urgency::Express, Urgency::Top, Urgency::Urgent];
        let urgency = self.urgency.as_deref().and_then(|id| levels.into_iter().find(|level| level.id() == id));
        let exchange = Exchange {
            priority: desk.codes().priority(urgency),
            due: None,
            addressees: Vec::new(),
            codes: desk.codes().agencies(&self.recipients),
        };
        let draft = Draft {
            symbol: self.symbol.clone().unwrap_or_else(|| kind.symbol(&office.symbol.text, None)),
            kind: kind.id.to_owned(),
            kind_name: kind.name.to_owned(),
            subject: self.subject.clone(),
            issuer: unit.map_or(&office.name, |unit| unit.name_on(date)).text.clone(),
            signer: Signatory {
                post: self.post.clone().unwrap_or_default(),
                name: self.signer.clone().unwrap_or_default(),
            },
            recipients: self.recipients.clone(),
            filed: self.filed.clone().unwrap_or_default(),
            copies: self.copies,
            urgency: urgency.map(|level| level.words().to_owned()),
            secrecy: secrecy.map(|level| level.words().to_owned()),
            exchange,
            remarks: self.remark.iter().cloned().collect(),
            origin: Origin::Outside,
        };
        Ok((kind, draft, series))
    }

    fn outside<'a>(&'a self, content: &'a [u8]) -> Result<Outside<'a>, Failure> {
        let path = self.file.as_deref().unwrap_or(Path::new(""));
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_lowercase().as_str() {
            "docx" if content.starts_with(b"PK") => Ok(Outside { part: Part::Document, ending: "docx", content }),
            "pdf" if content.starts_with(b"%PDF-") => Ok(Outside { part: Part::Signed, ending: "pdf", content }),
            _ => {
                let text = format!("`{}` không phải là tệp .docx hoặc .pdf", of_disk(path));
                Err(Failure::world(text, "lưu lại thành .docx, hoặc quét thành .pdf"))
            }
        }
    }
}

/// Returns the kind that a symbol begins with; one without an abbreviation is that of a letter.
fn of_symbol(symbol: &str) -> &'static Kind {
    let short = symbol.split('-').next();
    let kind = Kind::ALL.iter().find(|kind| kind.abbreviation.is_some() && kind.abbreviation == short);
    kind.or_else(|| Kind::find("cong_van")).unwrap_or(&Kind::ALL[0])
}

/// Returns what the file of the document lacks of its number and date; it is kept as it is.
fn seen(content: &[u8], entry: &Entry, kind: &Kind, place: &str, add: &Add) -> Report {
    let name = add.file.as_deref().map(of_disk).unwrap_or_default();
    let mark = Mark { number: entry.number, symbol: &entry.symbol, date: entry.date, dated: kind.form.dated };
    let found = match Page::read(content) {
        Ok(page) => page.bears(&mark, place, Making::ByHand),
        Err(unreadable) => vec![unreadable],
    };
    let warn = |found: Diagnostic| {
        let hint = "mở tệp xem lại số và ngày; tệp được lưu nguyên như vậy";
        Diagnostic::warning(&code::OUTSIDE, found.message).in_file(&name).hint(hint)
    };
    found.into_iter().map(warn).collect()
}
