//! `thidua so them`: registers a document made elsewhere, so that the register is the office's one register.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::{Failure, Known, day, desk, kind, number};
use crate::archive::entry::Exchange;
use crate::archive::readback::{Making, Mark, Page};
use crate::archive::{self, Draft, Entry, Origin, Outside, Part, Series, Signatory, Wanted};
use crate::cli::args::{allowed, flag, option, sub, word};
use crate::cli::issue;
use crate::cli::{Args, clock, say};
use crate::diag::{Diagnostic, Report};
use crate::filename::of_disk;
use crate::ledger::code;
use crate::pipeline::stamped::Desk;
use crate::record::paper::{Secrecy, Urgency};
use crate::source::Sources;
use crate::standard::Kind;
use crate::viet::date::short;
use crate::viet::text::without_lookalikes;

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

/// Returns what may be typed.
pub fn definition() -> Definition {
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    let one_of = |id, long, value, help, values: &'static [(&'static str, &'static str)]| {
        let values = clap::builder::PossibleValuesParser::new(values.iter().map(|(id, _)| *id));
        option(id, long, value, help).hide_possible_values(true).value_parser(values)
    };
    sub("them", "Ghi vào sổ một văn bản làm ngoài thidua")
        .override_usage("thidua so them --loai <LOẠI> --trich-yeu <CHỮ> [TÙY CHỌN]")
        .after_help(
            "Ví dụ:\n  thidua so them --loai KH --trich-yeu \"Kiểm tra công vụ\" --ngay 05/03/2020\n  \
             thidua so them --ky-hieu STC-VP --trich-yeu \"Mời họp giao ban\" \\\n      \
             --noi-nhan \"Các phòng thuộc Sở\" --luu \"VT, VP\" --tep cong-van.pdf",
        )
        .arg(text("kind", "loai", "LOẠI", "ke_hoach, \"kế hoạch\" hoặc KH\n[mặc định: theo ký hiệu]"))
        .arg(text("symbol", "ky-hieu", "KÝ HIỆU", "Phần sau dấu gạch chéo, như STC-VP\n[mặc định: theo loại]"))
        .arg(text("subject", "trich-yeu", "CHỮ", "Trích yếu nội dung").required(true))
        .arg(number("number", "so", "Số đã ghi trên văn bản [mặc định: số tiếp theo]"))
        .arg(text("date", "ngay", "NGÀY", "Ngày của văn bản [mặc định: hôm nay]"))
        .arg(text("signer", "nguoi-ky", "TÊN", "Họ tên người ký"))
        .arg(text("post", "chuc-vu", "CHỨC VỤ", "Chức vụ người ký, như \"KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\""))
        .arg(
            text("recipients", "noi-nhan", "NƠI", "Nơi nhận văn bản; nhiều nơi thì lặp lại tùy chọn này")
                .action(ArgAction::Append),
        )
        .arg(text("filed", "luu", "CHỮ", "Đơn vị, người nhận bản lưu, như \"VT, VP\""))
        .arg(number("copies", "so-ban", "Số lượng bản"))
        .arg(text("issuer", "don-vi", "MÃ", "Đơn vị ban hành nhân danh mình (cần --ky-hieu)").requires("symbol"))
        .arg(one_of("urgency", "do-khan", "ĐỘ", "hoa_toc, thuong_khan hoặc khan", Urgency::VALUES))
        .arg(one_of("secrecy", "do-mat", "ĐỘ", "mat, toi_mat hoặc tuyet_mat; số lấy ở dãy riêng", Secrecy::VALUES))
        .arg(text("remark", "ghi-chu", "CHỮ", "Ghi chú"))
        .arg(text("reason", "ly-do", "CHỮ", "Lý do số hoặc ngày không theo thứ tự, ghi vào sổ"))
        .arg(
            option("file", "tep", "TỆP", "Tệp Word hoặc PDF của văn bản, để lưu kèm")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("dry", "thu", "Chỉ cho xem sẽ ghi gì, không thay đổi gì"))
        .arg(allowed())
}

/// Reads what was typed.
pub fn read(found: &ArgMatches) -> Add {
    let text = |id: &str| found.get_one::<String>(id).cloned();
    Add {
        kind: text("kind"),
        symbol: text("symbol").map(|symbol| without_lookalikes(&symbol).into_owned()),
        number: found.get_one("number").copied(),
        date: text("date"),
        subject: text("subject").unwrap_or_default(),
        signer: text("signer"),
        post: text("post"),
        recipients: found.get_many("recipients").into_iter().flatten().cloned().collect(),
        filed: text("filed"),
        copies: found.get_one("copies").copied(),
        issuer: text("issuer"),
        urgency: text("urgency"),
        secrecy: text("secrecy"),
        remark: text("remark"),
        reason: text("reason"),
        file: found.get_one("file").cloned(),
        dry: found.get_flag("dry"),
    }
}

/// Registers and tells; returns the exit code.
pub fn run(args: &Args, add: &Add) -> Result<u8, Failure> {
    let actor = clock::actor();
    let date = add.date.as_deref().map(|text| day(text, "--ngay")).transpose()?.unwrap_or(actor.at.date());
    let desk = desk(args, Some(date.year()))?;
    let (kind, draft, series) = add.document(&desk, date)?;
    let wanted = Wanted { series, number: add.number, date, reason: add.reason.clone() };
    let content = add.file.as_deref().map(|path| issue::take(&args.folder, path)).transpose()?;
    let outside = content.as_deref().map(|content| add.outside(content)).transpose()?;
    let entry = if add.dry {
        let known = Known::open(args)?;
        let number = archive::choose(known.register(), &wanted, actor.at.date())?;
        if add.number.is_none() {
            archive::heed(&clock::place(&args.folder), known.register(), &wanted.series, number)?;
        }
        draft.entry(known.register().count().map_err(archive::ArchiveError::from)? + 1, &wanted, number)
    } else {
        let begin = if add.number.is_some() { issue::begin_outside } else { issue::begin };
        let mut archive = begin(args, actor, "ghi sổ văn bản làm ngoài")?;
        archive.reserve_outside(wanted)?.register(draft, outside)?
    };
    let place = desk.records().office.as_ref().map_or("", |office| office.place.text.as_str());
    if let Some(outside) = outside.filter(|outside| outside.part == Part::Document) {
        say::report(args, &seen(outside.content, &entry, kind, place, add), &Sources::new());
    }
    tell(args, add, &entry);
    Ok(0)
}

impl Add {
    fn document(&self, desk: &Desk, date: NaiveDate) -> Result<(&'static Kind, Draft, Series), Failure> {
        let refused = |message: &str, hint: &str| Failure::World(format!("{message}\n  gợi ý: {hint}"));
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
        let series = issue::series(desk, date.year(), kind.id, self.issuer.as_deref(), secrecy);
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
        let path = self.file.as_deref().unwrap_or(std::path::Path::new(""));
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_lowercase().as_str() {
            "docx" if content.starts_with(b"PK") => Ok(Outside { part: Part::Document, ending: "docx", content }),
            "pdf" if content.starts_with(b"%PDF-") => Ok(Outside { part: Part::Signed, ending: "pdf", content }),
            _ => {
                let text = format!("`{}` không phải là tệp .docx hoặc .pdf", of_disk(path));
                Err(Failure::World(format!("{text}\n  gợi ý: lưu lại thành .docx, hoặc quét thành .pdf")))
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

fn tell(args: &Args, add: &Add, entry: &Entry) {
    let file = entry.files.first().map(|file| entry.place(file));
    if args.json {
        return say::data(&json!({ "thu": add.dry, "tep": file, "van_ban": entry }).to_string());
    }
    let done = if add.dry { "sẽ vào sổ" } else { "đã vào sổ" };
    let (kind, day, series) = (&entry.kind_name, short(entry.date), &entry.series);
    say::data(&format!("{done}: {kind} số {} ngày {day}, dãy {series}", entry.printed()));
    if let Some(file) = file {
        say::data(&format!("tệp: {file}"));
    }
    if add.dry {
        say::speech("mới chỉ xem thử: chưa số nào bị cấp, chưa tệp nào được ghi");
    }
}
