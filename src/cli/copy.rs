//! `thidua sao-y`, `trich-sao`, `sao-luc`: copies of issued documents, numbered, registered and archived.

use std::ops::RangeInclusive;

use chrono::Datelike;
use clap::{Arg, ArgAction, ArgMatches, Command as Definition, value_parser};
use serde_json::json;

use super::args::{allowed, flag, option, sub, word, year};
use super::issue::{self, Failure};
use super::{Align, Args, Table, clock, say};
use crate::archive::entry::{Copied, CopyMaking, Entry, Exchange, Origin, Signatory};
use crate::archive::readback::Page;
use crate::archive::{self, ArchiveError, Draft, Part, Series, Store, Wanted, find, printed};
use crate::copies::{self, Block, CopyError, Form, Selection};
use crate::diag::Report;
use crate::pipeline::stamped::Desk;
use crate::record::office::TypeSetChoice;
use crate::record::paper::Authority;
use crate::viet;

/// What a copy was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copying {
    /// The form.
    pub form: Form,
    /// Number and symbol of the document, or the id of its record.
    pub document: String,
    /// The year of the number.
    pub year: Option<i32>,
    /// Id of the signer.
    pub signer: Option<String>,
    /// With what authority.
    pub authority: Option<String>,
    /// In whose place.
    pub principal: Option<String>,
    /// The title, where it is not the person's post.
    pub post: Option<String>,
    /// Who gets the copy.
    pub recipients: Vec<String>,
    /// What follows `Lưu: `.
    pub filed: String,
    /// The day, as typed.
    pub date: Option<String>,
    /// The number.
    pub number: Option<u32>,
    /// Why number or date are out of turn.
    pub reason: Option<String>,
    /// Numbers of paragraphs, as typed.
    pub paragraphs: Vec<String>,
    /// How parts begin.
    pub parts: Vec<String>,
    /// Only show.
    pub dry: bool,
}

/// Returns name, alias, meaning and examples of the command that makes copies of a form.
const fn words(form: Form) -> [&'static str; 4] {
    match form {
        Form::Whole => [
            "sao-y",
            "copy",
            "Sao y văn bản đã phát hành, số sao riêng (cũng gõ được: copy)",
            "thidua sao-y 05/KH-STC --nguoi-ky nguyen-thu-ha --quyen-han TL \\\n      --thay \"Giám đốc\" --noi-nhan \"Sở Nội vụ\"",
        ],
        Form::Excerpt => [
            "trich-sao",
            "extract",
            "Trích sao một phần văn bản đã phát hành (cũng gõ được: extract)",
            "thidua trich-sao 05/KH-STC\n  thidua trich-sao 05/KH-STC --phan II --nguoi-ky ho-trong-luat \\\n      --noi-nhan \"Sở Nội vụ\"",
        ],
        Form::Again => [
            "sao-luc",
            "copy-again",
            "Sao lục từ một bản sao y (cũng gõ được: copy-again)",
            "thidua sao-luc 01/SY-STC --nguoi-ky ho-trong-luat \\\n      --noi-nhan \"Các phòng thuộc Sở\"",
        ],
    }
}

fn command(form: Form) -> Definition {
    let [name, alias, about, example] = words(form);
    let document = Arg::new("document").value_name("SỐ").required(true).value_parser(word).help_heading("Tham số");
    let what = match form {
        Form::Again => "Số, ký hiệu của bản sao y, như 01/SY-STC",
        _ => "Số, ký hiệu như 05/KH-STC, hoặc mã văn bản trong tệp dữ liệu",
    };
    let text = |id, long, value, help| option(id, long, value, help).value_parser(word);
    let many = |arg: Arg| arg.action(ArgAction::Append);
    let command = sub(name, about)
        .alias(alias)
        .after_help(format!("Ví dụ:\n  {example}"))
        .arg(document.help(what))
        .arg(option("year", "nam", "NĂM", "Năm của số văn bản [mặc định: năm mới nhất có số ấy]").value_parser(year))
        .arg(
            text("signer", "nguoi-ky", "MÃ", "Mã người ký bản sao, trong tệp loại nguoi")
                .required(form != Form::Excerpt),
        )
        .arg(text("authority", "quyen-han", "CHỮ", "TM, KT, TL, TUQ hoặc Q; người đứng đầu ký thì bỏ"))
        .arg(text("principal", "thay", "CHỨC VỤ", "Ký thay ai, ví dụ \"Giám đốc\"; dùng cùng --quyen-han"))
        .arg(text("post", "chuc-vu", "CHỨC VỤ", "Chức vụ khi ký, nếu khác chức vụ trong tệp dữ liệu"))
        .arg(many(text("recipients", "noi-nhan", "NƠI", "Nơi nhận bản sao; nhiều nơi thì lặp lại")))
        .arg(text("filed", "luu", "CHỮ", "Dòng Lưu của bản sao [mặc định: VT]"))
        .arg(text("date", "ngay", "NGÀY", "Ngày sao [mặc định: hôm nay]"))
        .arg(
            option("number", "so", "SỐ", "Lấy số này thay cho số bản sao tiếp theo (cần --ly-do\nnếu nhảy số)")
                .value_parser(value_parser!(u32).range(1..=999_999)),
        )
        .arg(text("reason", "ly-do", "CHỮ", "Lý do lấy số hoặc ngày không theo thứ tự"))
        .arg(flag("dry", "thu", "Chỉ cho xem sẽ làm gì, không thay đổi gì"))
        .arg(allowed());
    if form != Form::Excerpt {
        return command.override_usage(format!("thidua {name} <SỐ> --nguoi-ky <MÃ> [TÙY CHỌN]"));
    }
    let listed = text("paragraphs", "doan", "SỐ ĐOẠN", "Các đoạn cần trích, như 3-5,8");
    let named = text(
        "parts",
        "phan",
        "CHỮ",
        "Phần cần trích, theo chữ đầu đề mục, như \"II\" hoặc\n\"Điều 2\"; nhiều phần thì lặp lại",
    );
    command
        .override_usage("thidua trich-sao <SỐ> [--doan <SỐ ĐOẠN>] [--phan <CHỮ>] [TÙY CHỌN]")
        .arg(many(listed).value_delimiter(','))
        .arg(many(named))
}

/// Returns what may be typed.
pub(super) fn definitions() -> [Definition; 3] {
    Form::ALL.map(command)
}

/// Reads what was typed after one of the three names.
pub(super) fn read(name: &str, found: &ArgMatches) -> Option<Copying> {
    let form = match name {
        "sao-y" => Form::Whole,
        "trich-sao" => Form::Excerpt,
        "sao-luc" => Form::Again,
        _ => return None,
    };
    let text = |id: &str| found.get_one::<String>(id).cloned();
    let list = |id: &str| found.try_get_many::<String>(id).ok().flatten().into_iter().flatten().cloned().collect();
    Some(Copying {
        form,
        document: text("document")?,
        year: found.get_one("year").copied(),
        signer: text("signer"),
        authority: text("authority"),
        principal: text("principal"),
        post: text("post"),
        recipients: list("recipients"),
        filed: text("filed").unwrap_or_else(|| "VT".to_owned()),
        date: text("date"),
        number: found.get_one("number").copied(),
        reason: text("reason"),
        paragraphs: list("paragraphs"),
        parts: list("parts"),
        dry: found.get_flag("dry"),
    })
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        Self::World(format!("{error}\n  gợi ý: {}", error.advice()))
    }
}

fn world(text: &str, hint: &str) -> Failure {
    Failure::World(format!("{text}\n  gợi ý: {hint}"))
}

/// Copies and tells; returns the exit code.
pub fn run(args: &Args, copying: &Copying) -> u8 {
    let listing = copying.form == Form::Excerpt && copying.paragraphs.is_empty() && copying.parts.is_empty();
    let done = if listing { list(args, copying) } else { Task::new(args, copying).and_then(|task| task.run()) };
    done.unwrap_or_else(|failure| issue::fail(args, failure, None))
}

/// Shows what may be chosen for an excerpt.
fn list(args: &Args, copying: &Copying) -> Result<u8, Failure> {
    let reading = issue::look(args)?;
    let source = find(&reading.register, &copying.document, copying.year)?;
    let lines = copies::outline(&base(copying.form, &source, &reading.store)?)?;
    if args.json {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| json!({ "doan": line.number, "de_muc": line.heading, "noi_dung": line.text }))
            .collect();
        say::data(&json!({ "van_ban": source.printed(), "cac_doan": lines }).to_string());
        return Ok(0);
    }
    let mut table = Table::new(&[("Đoạn", Align::Right), ("Nội dung", Align::Left)]);
    for line in lines {
        let shown: String = line.text.replace('\n', " | ").chars().take(90).collect();
        table.row([line.number.to_string(), if line.heading { shown } else { format!("  {shown}") }]);
    }
    say::data(table.to_string().trim_end());
    say::speech("chọn đoạn cần trích bằng --doan 3-5,8 hoặc --phan \"II\", và người ký bằng --nguoi-ky");
    Ok(0)
}

/// Returns the Word file that is copied, or says why there is none.
fn base(form: Form, source: &Entry, store: &dyn Store) -> Result<Vec<u8>, Failure> {
    let copied = Form::ALL.iter().find(|form| form.id() == source.kind);
    let printed = source.printed();
    if let Some(level) = &source.secrecy {
        let text = format!("văn bản số {printed} có độ {}, không sao bằng lệnh này", level.to_lowercase());
        return Err(world(&text, "sao, chụp tài liệu mật theo đúng pháp luật về bảo vệ bí mật nhà nước"));
    }
    match (form, copied) {
        (Form::Again, Some(Form::Whole)) | (Form::Whole | Form::Excerpt, None) => {}
        (Form::Again, _) => {
            let text = format!("số {printed} không phải là bản sao y; sao lục chỉ sao từ bản sao y (khoản 11 Điều 3)");
            return Err(world(&text, "sao từ bản gốc, bản chính thì dùng `thidua sao-y`"));
        }
        (_, Some(other)) => {
            let text = format!("số {printed} đã là {}, không sao tiếp được", other.name().to_lowercase());
            return Err(world(&text, "sao từ bản gốc, hoặc sao lục từ bản sao y bằng `thidua sao-luc`"));
        }
    }
    let several = source.files.iter().filter(|file| file.part == Part::Document).count();
    if several > 1 {
        let text = format!("văn bản số {printed} có {several} tệp Word, mỗi người hoặc đơn vị một tệp");
        return Err(world(&text, "in tệp cần sao, photocopy rồi đóng dấu sao như trước nay"));
    }
    let Some(file) = source.file(Part::Document) else {
        let text = match source.file(Part::Signed) {
            Some(_) => format!("văn bản số {printed} chỉ có bản quét hoặc tệp ký số, không có tệp Word"),
            None => format!("văn bản số {printed} không có tệp nào trong kho"),
        };
        return Err(world(&text, "chụp (photocopy) bản giấy rồi đóng dấu sao như trước nay"));
    };
    Ok(store.get(file.digest).map_err(ArchiveError::from)?)
}

/// The making of one copy.
struct Task<'a> {
    args: &'a Args,
    copying: &'a Copying,
    desk: Desk,
    actor: archive::Actor,
}

impl<'a> Task<'a> {
    fn new(args: &'a Args, copying: &'a Copying) -> Result<Self, Failure> {
        let actor = clock::actor();
        let day = copying.date.as_deref().map(issue::day).transpose()?.unwrap_or(actor.at.date());
        // The office as it is in the year of the copy; where that year has no records yet, as it was last.
        let years = crate::record::years(&args.folder.join("data")).unwrap_or_default();
        let desk = Desk::open(&args.folder, &args.allowed, years.contains(&day.year()).then_some(day.year()))?;
        Ok(Self { args, copying, desk, actor })
    }

    fn run(&self) -> Result<u8, Failure> {
        let copying = self.copying;
        let selection = Selection { paragraphs: ranges(&copying.paragraphs)?, parts: copying.parts.clone() };
        if copying.recipients.is_empty() {
            return Err(world("bản sao chưa có nơi nhận", "thêm --noi-nhan \"Sở Nội vụ\"; nhiều nơi thì lặp lại"));
        }
        if copying.dry {
            return self.show(&selection);
        }
        let work = format!("sao {}", copying.document);
        let mut archive = issue::resume(self.args, self.actor.clone(), &work)?;
        let source = find(archive.register(), &copying.document, copying.year)?;
        let base = base(copying.form, &source, archive.store())?;
        let wanted = self.wanted(&source)?;
        let number = archive::choose(archive.register(), &wanted, self.actor.at.date())?;
        let (block, bytes) = self.page(&base, &selection, &wanted, number)?;
        let reserved = archive.reserve(Wanted { number: Some(number), ..wanted })?;
        let entry = reserved.commit_copy_all(self.draft(&block, &source), &bytes, source.id)?;
        self.tell(&entry, &source);
        Ok(0)
    }

    fn show(&self, selection: &Selection) -> Result<u8, Failure> {
        let reading = issue::look(self.args)?;
        let source = find(&reading.register, &self.copying.document, self.copying.year)?;
        let base = base(self.copying.form, &source, &reading.store)?;
        let wanted = self.wanted(&source)?;
        let number = archive::choose(&reading.register, &wanted, self.actor.at.date())?;
        archive::heed(&clock::place(&self.args.folder), &reading.register, &wanted.series, number)?;
        let (block, _) = self.page(&base, selection, &wanted, number)?;
        self.tell(&self.draft(&block, &source).entry(0, &wanted, number), &source);
        Ok(0)
    }

    fn wanted(&self, source: &Entry) -> Result<Wanted, Failure> {
        let date = self.copying.date.as_deref().map(issue::day).transpose()?.unwrap_or(self.actor.at.date());
        if date < source.date {
            let (copied, issued) = (viet::date::short(date), viet::date::short(source.date));
            let text = format!("ngày sao {copied} trước ngày {issued} của văn bản số {}", source.printed());
            return Err(world(&text, "sửa --ngay"));
        }
        let (number, reason) = (self.copying.number, self.copying.reason.clone());
        Ok(Wanted { series: Series::of_copies(date.year()), number, date, reason })
    }

    fn symbol(&self) -> String {
        let agency = self.desk.records().office.as_ref().map_or("", |office| &office.symbol.text);
        format!("{}-{agency}", self.copying.form.abbreviation())
    }

    /// Makes the copy and reads it back as a stranger.
    fn page(
        &self,
        base: &[u8],
        selection: &Selection,
        wanted: &Wanted,
        number: u32,
    ) -> Result<(Block, Vec<u8>), Failure> {
        let block = self.block(wanted, number)?;
        let (text, bytes) = made(base, selection, &block)?;
        let report = read_back(&text, &bytes, &block);
        if report.has_errors() { Err(Failure::Findings(report)) } else { Ok((block, bytes)) }
    }

    fn block(&self, wanted: &Wanted, number: u32) -> Result<Block, Failure> {
        let (Some(office), Some(id)) = (&self.desk.records().office, &self.copying.signer) else {
            return Err(world("chưa biết ai ký bản sao", "thêm --nguoi-ky MÃ, mã có trong tệp loại nguoi"));
        };
        let people = &self.desk.records().people;
        let Some(person) = people.iter().find(|person| person.id.text == *id) else {
            let near = crate::diag::nearest(id, people.iter().map(|person| person.id.text.as_str()));
            let hint = near
                .map_or_else(|| "xem các mã trong tệp loại nguoi".to_owned(), |near| format!("có phải là “{near}”?"));
            return Err(world(&format!("không có người nào mã “{id}”"), &hint));
        };
        let authority = self.copying.authority.as_deref().map(authority).transpose()?;
        let principal = self.copying.principal.as_deref().unwrap_or_default();
        let needs = authority.is_some_and(|authority| authority != Authority::Q);
        if needs == principal.is_empty() {
            return Err(world(
                "--quyen-han TM, KT, TL, TUQ và --thay phải đi cùng nhau",
                "ví dụ --quyen-han TL --thay \"Giám đốc\"",
            ));
        }
        let post = self.copying.post.as_deref().unwrap_or(&person.post_on(wanted.date).text);
        let small = office.form.as_ref().and_then(|form| form.type_set) == Some(TypeSetChoice::Small);
        Ok(Block {
            form: self.copying.form,
            agency: viet::text::upper(&office.name.text),
            number: printed(number, &self.symbol()),
            place: office.place.text.clone(),
            date: wanted.date,
            titles: Authority::titles(authority, principal, post),
            signer: person.name.text.clone(),
            recipients: self.copying.recipients.clone(),
            filed: self.copying.filed.clone(),
            large: !small,
        })
    }

    fn draft(&self, block: &Block, source: &Entry) -> Draft {
        let copying = self.copying;
        let office = self.desk.records().office.as_ref().map(|office| office.name.text.clone());
        let file = source.file(Part::Document).map_or(archive::Digest::ZERO, |file| file.digest);
        let part = (copying.form == Form::Excerpt).then(|| part(copying));
        let of = format!("{} số {} ngày {}", source.kind_name, source.printed(), viet::date::short(source.date));
        let making = CopyMaking {
            titles: block.titles.clone(),
            place: block.place.clone(),
            large: block.large,
            paragraphs: copying.paragraphs.clone(),
            parts: copying.parts.clone(),
        };
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let copied = Copied { of: source.id, file, part, making: Some(making), program };
        Draft {
            symbol: self.symbol(),
            kind: copying.form.id().to_owned(),
            kind_name: copying.form.name().to_owned(),
            subject: format!("{of} {}", viet::text::after_kind(&source.subject)),
            issuer: office.unwrap_or_default(),
            signer: Signatory { post: block.titles.join(" "), name: block.signer.clone() },
            recipients: block.recipients.clone(),
            filed: block.filed.clone(),
            copies: None,
            urgency: None,
            secrecy: None,
            exchange: Exchange::default(),
            remarks: copied.part.iter().map(|part| format!("Trích {part}")).collect(),
            origin: Origin::Copy(copied),
        }
    }

    fn tell(&self, entry: &Entry, source: &Entry) {
        let place = format!("{}/{}.docx", entry.series.folder(), entry.stem());
        if self.args.json {
            return say::data(&json!({ "tep": place, "thu": self.copying.dry, "van_ban": entry }).to_string());
        }
        let of = format!(
            "{} số {} của {} {}",
            entry.kind_name.to_lowercase(),
            entry.printed(),
            source.kind_name.to_lowercase(),
            source.printed()
        );
        if self.copying.dry {
            say::data(&format!("sẽ làm {of}, ghi vào {place}"));
            return say::speech("mới chỉ xem thử: chưa số nào bị cấp, chưa tệp nào được ghi");
        }
        say::data(&format!("đã làm {of}\n{place}"));
    }
}

/// Returns the text that is copied, and the copy.
fn made(base: &[u8], selection: &Selection, block: &Block) -> Result<(Vec<u8>, Vec<u8>), Failure> {
    let text = match block.form {
        Form::Excerpt => copies::excerpt(base, selection)?,
        Form::Whole | Form::Again => base.to_vec(),
    };
    let bytes = copies::append(&text, block)?;
    Ok((text, bytes))
}

/// Makes a copy again from the file it was made of; nothing where the register does not say all that it was made with.
pub(super) fn again(entry: &Entry, copied: &Copied, store: &dyn Store) -> Result<Option<Vec<u8>>, Failure> {
    let form = Form::ALL.into_iter().find(|form| form.id() == entry.kind);
    let (Some(form), Some(making)) = (form, &copied.making) else { return Ok(None) };
    let base = store.get(copied.file).map_err(ArchiveError::from)?;
    let selection = Selection { paragraphs: ranges(&making.paragraphs)?, parts: making.parts.clone() };
    let block = Block {
        form,
        agency: viet::text::upper(&entry.issuer),
        number: entry.printed(),
        place: making.place.clone(),
        date: entry.date,
        titles: making.titles.clone(),
        signer: entry.signer.name.clone(),
        recipients: entry.recipients.clone(),
        filed: entry.filed.clone(),
        large: making.large,
    };
    made(&base, &selection, &block).map(|(_, bytes)| Some(bytes))
}

/// Compares the finished copy with the text that was copied and with what was meant to stand below it.
fn read_back(text: &[u8], copy: &[u8], block: &Block) -> Report {
    let pages = Page::read(text).and_then(|text| Page::read(copy).map(|copy| (text, copy)));
    let (text, copy) = match pages {
        Ok(pages) => pages,
        Err(found) => return std::iter::once(found).collect(),
    };
    let mut meant = vec![block.form.heading().to_owned(), block.agency.clone(), format!("Số: {}", block.number)];
    meant.push(format!("{}, {}", block.place, viet::date::long(block.date)));
    meant.extend(block.titles.iter().chain([&block.signer]).cloned());
    meant.extend(block.recipients.iter().map(|name| format!("- {name};")));
    copy.follows(&text, &meant).into_iter().collect()
}

fn authority(typed: &str) -> Result<Authority, Failure> {
    let all = [Authority::Tm, Authority::Kt, Authority::Tl, Authority::Tuq, Authority::Q];
    let wanted = typed.trim_end_matches('.').to_uppercase();
    let found = all.into_iter().find(|authority| authority.id() == wanted);
    found.ok_or_else(|| world(&format!("--quyen-han “{typed}” không có"), "ghi TM, KT, TL, TUQ hoặc Q"))
}

/// Reads `3-5` and `8`.
fn ranges(typed: &[String]) -> Result<Vec<RangeInclusive<usize>>, Failure> {
    let read = |text: &String| {
        let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
        let (from, to): (usize, usize) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        // Nobody has so many paragraphs; a slip must not count to the end of the numbers.
        (from >= 1 && from <= to && to < 100_000).then_some(from..=to)
    };
    let read = |text| read(text).ok_or_else(|| world(&format!("--doan “{text}” không đọc được"), "ghi như 3-5,8"));
    typed.iter().map(read).collect()
}

/// Returns what was chosen, for the register.
fn part(copying: &Copying) -> String {
    let paragraphs = (!copying.paragraphs.is_empty()).then(|| format!("đoạn {}", copying.paragraphs.join(", ")));
    let parts = copying.parts.iter().map(|part| format!("“{part}”"));
    paragraphs.into_iter().chain(parts).collect::<Vec<_>>().join(", ")
}
