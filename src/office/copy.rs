//! Copies of issued documents, numbered, registered and archived.

use std::ops::RangeInclusive;

use chrono::Datelike;

use super::{Failure, Office};
use crate::archive::entry::{Copied, CopyMaking, Entry, Origin, Signatory};
use crate::archive::gate::{Checked, gate_copy};
use crate::archive::{self, Draft, Part, Series, Store, Wanted, find, printed};
use crate::copies::{self, Block, Form, Line, Selection};
use crate::diag::nearest;
use crate::pipeline::stamped::Desk;
use crate::record::office::TypeSetChoice;
use crate::record::paper::Authority;
use crate::viet;

/// What a copy was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The form.
    pub form: Form,
    /// Number and symbol of the document, or the id of its record.
    pub document: String,
    /// The year of the document's number; the newest year that has it when absent.
    pub year: Option<i32>,
    /// Id of who signs the copy.
    pub signer: Option<String>,
    /// With what authority.
    pub authority: Option<String>,
    /// In whose place, by the post.
    pub principal: Option<String>,
    /// The title, where it is not the person's post.
    pub post: Option<String>,
    /// Who gets the copy.
    pub recipients: Vec<String>,
    /// What follows `Lưu: `.
    pub filed: String,
    /// The day of the copy, as typed; today when absent.
    pub date: Option<String>,
    /// The number; the next one of the copies when absent.
    pub number: Option<u32>,
    /// Why number or date are out of turn.
    pub reason: Option<String>,
    /// Numbers of paragraphs, as typed.
    pub paragraphs: Vec<String>,
    /// How parts begin.
    pub parts: Vec<String>,
    /// Whether only to show what would be done.
    pub dry: bool,
}

/// A copy that was made, and what was copied.
pub struct Done {
    /// The copy, as it stands in the register.
    pub entry: Entry,
    /// The document.
    pub source: Entry,
}

/// Makes a copy.
pub fn copy(office: &Office, request: &Request) -> Result<Done, Failure> {
    let day = office.day_typed(request.date.as_deref())?;
    // The office as it is in the year of the copy; where that year has no records yet, as it was last.
    let desk = office.desk(Some(day.year()).filter(|year| office.years().contains(year)))?;
    Task { office, request, desk }.run()
}

/// Returns the document of which an excerpt is to be made, and the paragraphs that may be chosen.
pub fn outline(office: &Office, request: &Request) -> Result<(Entry, Vec<Line>), Failure> {
    let reading = office.look()?;
    let source = find(&reading.register, &request.document, request.year)?;
    let lines = copies::outline(&base(request.form, &source, &reading.store)?)?;
    Ok((source, lines))
}

/// Returns the Word file that is copied, or says why there is none.
fn base(form: Form, source: &Entry, store: &dyn Store) -> Result<Vec<u8>, Failure> {
    let copied = Form::ALL.iter().find(|form| form.id() == source.kind);
    let printed = source.printed();
    if let Some(level) = &source.secrecy {
        let text = format!("văn bản số {printed} có độ {}, không sao bằng lệnh này", level.to_lowercase());
        return Err(Failure::world(&text, "sao, chụp tài liệu mật theo đúng pháp luật về bảo vệ bí mật nhà nước"));
    }
    match (form, copied) {
        (Form::Again, Some(Form::Whole)) | (Form::Whole | Form::Excerpt, None) => {}
        (Form::Again, _) => {
            let text = format!("số {printed} không phải là bản sao y; sao lục chỉ sao từ bản sao y (khoản 11 Điều 3)");
            return Err(Failure::world(&text, "sao từ bản gốc, bản chính thì dùng `thidua sao-y`"));
        }
        (_, Some(other)) => {
            let text = format!("số {printed} đã là {}, không sao tiếp được", other.name().to_lowercase());
            return Err(Failure::world(&text, "sao từ bản gốc, hoặc sao lục từ bản sao y bằng `thidua sao-luc`"));
        }
    }
    let several = source.files.iter().filter(|file| file.part == Part::Document).count();
    if several > 1 {
        let text = format!("văn bản số {printed} có {several} tệp Word, mỗi người hoặc đơn vị một tệp");
        return Err(Failure::world(&text, "in tệp cần sao, photocopy rồi đóng dấu sao như trước nay"));
    }
    let Some(file) = source.file(Part::Document) else {
        let text = match source.file(Part::Signed) {
            Some(_) => format!("văn bản số {printed} chỉ có bản quét hoặc tệp ký số, không có tệp Word"),
            None => format!("văn bản số {printed} không có tệp nào trong kho"),
        };
        return Err(Failure::world(&text, "chụp (photocopy) bản giấy rồi đóng dấu sao như trước nay"));
    };
    Ok(store.get(file.digest)?)
}

/// The making of one copy.
struct Task<'a> {
    office: &'a Office<'a>,
    request: &'a Request,
    desk: Desk,
}

impl Task<'_> {
    fn run(&self) -> Result<Done, Failure> {
        let request = self.request;
        let selection = Selection { paragraphs: ranges(&request.paragraphs)?, parts: request.parts.clone() };
        if request.recipients.is_empty() {
            return Err(Failure::world(
                "bản sao chưa có nơi nhận",
                "thêm --noi-nhan \"Sở Nội vụ\"; nhiều nơi thì lặp lại",
            ));
        }
        if request.dry {
            return self.show(&selection);
        }
        let mut archive = self.office.resume(&format!("sao {}", request.document))?;
        let source = find(archive.register(), &request.document, request.year)?;
        let base = base(request.form, &source, archive.store())?;
        let wanted = self.wanted(&source)?;
        let number = archive::choose(archive.register(), &wanted, self.office.today())?;
        let (block, copy) = self.page(&base, &selection, &wanted, number)?;
        let reserved = archive.reserve(Wanted { number: Some(number), ..wanted })?;
        let entry = reserved.commit_copy(self.draft(&block, &source), &copy, source.id)?;
        Ok(Done { entry, source })
    }

    fn show(&self, selection: &Selection) -> Result<Done, Failure> {
        let reading = self.office.look()?;
        let source = find(&reading.register, &self.request.document, self.request.year)?;
        let base = base(self.request.form, &source, &reading.store)?;
        let wanted = self.wanted(&source)?;
        let number = archive::choose(&reading.register, &wanted, self.office.today())?;
        archive::heed(&self.office.place, &reading.register, &wanted.series, number)?;
        let (block, _) = self.page(&base, selection, &wanted, number)?;
        Ok(Done { entry: self.draft(&block, &source).entry(0, &wanted, number), source })
    }

    fn wanted(&self, source: &Entry) -> Result<Wanted, Failure> {
        let date = self.office.day_typed(self.request.date.as_deref())?;
        if date < source.date {
            let (copied, issued) = (viet::date::short(date), viet::date::short(source.date));
            let text = format!("ngày sao {copied} trước ngày {issued} của văn bản số {}", source.printed());
            return Err(Failure::world(&text, "sửa --ngay"));
        }
        let (number, reason) = (self.request.number, self.request.reason.clone());
        Ok(Wanted { series: Series::of_copies(date.year()), number, date, reason })
    }

    fn symbol(&self) -> String {
        let agency = self.desk.records().office.as_ref().map_or("", |office| &office.symbol.text);
        format!("{}-{agency}", self.request.form.abbreviation())
    }

    /// Makes the copy, and takes it through the gate.
    fn page(
        &self,
        base: &[u8],
        selection: &Selection,
        wanted: &Wanted,
        number: u32,
    ) -> Result<(Block, Checked), Failure> {
        let block = self.block(wanted, number)?;
        let (text, bytes) = made(base, selection, &block)?;
        let checked = gate_copy(bytes, &text, &below(&block)).map_err(Failure::Findings)?;
        Ok((block, checked))
    }

    fn block(&self, wanted: &Wanted, number: u32) -> Result<Block, Failure> {
        let (Some(office), Some(id)) = (&self.desk.records().office, &self.request.signer) else {
            return Err(Failure::world("chưa biết ai ký bản sao", "thêm --nguoi-ky MÃ, mã có trong tệp loại nguoi"));
        };
        let Some(person) = self.desk.records().person(id) else {
            let near = nearest(id, self.desk.records().people.iter().map(|person| person.id.text.as_str()));
            let hint = near
                .map_or_else(|| "xem các mã trong tệp loại nguoi".to_owned(), |near| format!("có phải là “{near}”?"));
            return Err(Failure::world(format!("không có người nào mã “{id}”"), &hint));
        };
        let authority = self.request.authority.as_deref().map(authority).transpose()?;
        let principal = self.request.principal.as_deref().unwrap_or_default();
        let needs = authority.is_some_and(|authority| authority != Authority::Q);
        if needs == principal.is_empty() {
            return Err(Failure::world(
                "--quyen-han TM, KT, TL, TUQ và --thay phải đi cùng nhau",
                "ví dụ --quyen-han TL --thay \"Giám đốc\"",
            ));
        }
        let post = self.request.post.as_deref().unwrap_or(&person.post_on(wanted.date).text);
        let small = office.form.as_ref().and_then(|form| form.type_set) == Some(TypeSetChoice::Small);
        Ok(Block {
            form: self.request.form,
            agency: viet::text::upper(&office.name.text),
            number: printed(number, &self.symbol()),
            place: office.place.text.clone(),
            date: wanted.date,
            titles: Authority::titles(authority, principal, post),
            signer: person.name.text.clone(),
            recipients: self.request.recipients.clone(),
            filed: self.request.filed.clone(),
            large: !small,
        })
    }

    fn draft(&self, block: &Block, source: &Entry) -> Draft {
        let request = self.request;
        let office = self.desk.records().office.as_ref().map(|office| office.name.text.clone());
        let file = source.file(Part::Document).map_or(archive::Digest::ZERO, |file| file.digest);
        let part = (request.form == Form::Excerpt).then(|| part(request));
        let of = format!("{} số {} ngày {}", source.kind_name, source.printed(), viet::date::short(source.date));
        let making = CopyMaking {
            titles: block.titles.clone(),
            place: block.place.clone(),
            large: block.large,
            paragraphs: request.paragraphs.clone(),
            parts: request.parts.clone(),
        };
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let copied = Copied { of: source.id, file, part, making: Some(making), program };
        Draft {
            symbol: self.symbol(),
            kind: request.form.id().to_owned(),
            kind_name: request.form.name().to_owned(),
            subject: format!("{of} {}", viet::text::after_kind(&source.subject)),
            issuer: office.unwrap_or_default(),
            signer: Signatory { post: block.titles.join(" "), name: block.signer.clone() },
            recipients: block.recipients.clone(),
            filed: block.filed.clone(),
            remarks: copied.part.iter().map(|part| format!("Trích {part}")).collect(),
            origin: Origin::Copy(copied),
            ..Draft::default()
        }
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
pub fn again(entry: &Entry, copied: &Copied, store: &dyn Store) -> Result<Option<Vec<u8>>, Failure> {
    let form = Form::ALL.into_iter().find(|form| form.id() == entry.kind);
    let (Some(form), Some(making)) = (form, &copied.making) else { return Ok(None) };
    let base = store.get(copied.file)?;
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

fn authority(typed: &str) -> Result<Authority, Failure> {
    let all = [Authority::Tm, Authority::Kt, Authority::Tl, Authority::Tuq, Authority::Q];
    let wanted = typed.trim_end_matches('.').to_uppercase();
    let found = all.into_iter().find(|authority| authority.id() == wanted);
    found.ok_or_else(|| Failure::world(format!("--quyen-han “{typed}” không có"), "ghi TM, KT, TL, TUQ hoặc Q"))
}

/// Reads `3-5` and `8`.
fn ranges(typed: &[String]) -> Result<Vec<RangeInclusive<usize>>, Failure> {
    let read = |text: &String| {
        let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
        let (from, to): (usize, usize) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        // Nobody has so many paragraphs; a slip must not count to the end of the numbers.
        (from >= 1 && from <= to && to < 100_000).then_some(from..=to)
    };
    let read =
        |text| read(text).ok_or_else(|| Failure::world(format!("--doan “{text}” không đọc được"), "ghi như 3-5,8"));
    typed.iter().map(read).collect()
}

/// Returns what was chosen, for the register.
fn part(request: &Request) -> String {
    let paragraphs = (!request.paragraphs.is_empty()).then(|| format!("đoạn {}", request.paragraphs.join(", ")));
    let parts = request.parts.iter().map(|part| format!("“{part}”"));
    paragraphs.into_iter().chain(parts).collect::<Vec<_>>().join(", ")
}

/// Returns what must stand below the text that was copied.
fn below(block: &Block) -> Vec<String> {
    let mut meant = vec![block.form.heading().to_owned(), block.agency.clone(), format!("Số: {}", block.number)];
    meant.push(format!("{}, {}", block.place, viet::date::long(block.date)));
    meant.extend(block.titles.iter().chain([&block.signer]).cloned());
    meant.extend(block.recipients.iter().map(|name| format!("- {name};")));
    meant
}
