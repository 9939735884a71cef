//! What becomes of an issued document: it is recalled, replaced, corrected or amended; or a number is cancelled.

use super::correction::{self, Correction, Mistake};
use super::{Failure, Office, numbering, series_named, series_of};
use crate::archive::entry::TieKind;
use crate::archive::{Archive, ArchiveError, Entry, Refusal, Wanted, find};

/// What is to be done to which document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What.
    pub deed: Deed,
    /// Number and symbol, or the id of the record.
    pub document: String,
    /// The year of the number; the newest year that has it when absent.
    pub year: Option<i32>,
    /// Why, for register and log.
    pub reason: String,
}

/// What may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// `thu-hoi`.
    Recall,
    /// `thay-the`: this document takes its place.
    Replace(String),
    /// `dinh-chinh`: this letter corrects it.
    Correct(String),
    /// `thu-hoi`: this document says that it is recalled.
    RecallBy(String),
    /// `sua-doi`: this document amends it.
    Amend(String),
    /// `--soan`: the record of such a document is to be written.
    Write(TieKind, Correction),
    /// `huy-so`, in this series where the symbol does not say it.
    Cancel(Option<String>),
}

/// Does it; returns the document that it concerns, and what is to be said.
pub fn amend(office: &Office, request: &Request) -> Result<(Entry, String), Failure> {
    let work = match &request.deed {
        Deed::Write(kind, wanted) => return write(office, request, *kind, wanted),
        Deed::Recall => "thu hồi văn bản",
        Deed::Replace(_) => "ghi văn bản thay thế",
        Deed::Correct(_) => "ghi văn bản đính chính",
        Deed::RecallBy(_) => "ghi văn bản thu hồi",
        Deed::Amend(_) => "ghi văn bản sửa đổi, bổ sung",
        Deed::Cancel(_) => "hủy số",
    };
    let mut archive = office.resume(work)?;
    let archive = &mut archive;
    let reason = &request.reason;
    match &request.deed {
        Deed::Recall => {
            let id = find(archive.register(), &request.document, request.year)?.id;
            let entry = archive.recall(id, reason)?;
            let said =
                format!("đã thu hồi {} {}; văn bản và số được giữ nguyên trong sổ", entry.kind_name, entry.printed());
            Ok((entry, said))
        }
        Deed::Replace(by) => tie(archive, request, by, TieKind::Replaces),
        Deed::Correct(by) => tie(archive, request, by, TieKind::Corrects),
        Deed::RecallBy(by) => tie(archive, request, by, TieKind::Recalls),
        Deed::Amend(by) => tie(archive, request, by, TieKind::Amends),
        Deed::Cancel(_) | Deed::Write(..) => cancel(office, archive, request),
    }
}

fn write(office: &Office, request: &Request, kind: TieKind, wanted: &Correction) -> Result<(Entry, String), Failure> {
    let fails = |text: &str, hint: &str| Err(Failure::world(text, hint));
    if kind == TieKind::Corrects && wanted.mistakes.is_empty() {
        return fails("chưa ghi chỗ sai", "thêm --sai \"chữ đã in\" --dung \"chữ đúng\", mỗi chỗ một cặp");
    }
    if kind == TieKind::Amends && wanted.mistakes.is_empty() {
        return fails("chưa ghi nội dung sửa đổi, bổ sung", "thêm --tai \"sửa ở đâu\" --moi \"nội dung mới\"");
    }
    if kind == TieKind::Amends && wanted.mistakes.iter().any(|change| change.right.is_empty()) {
        return fails("--tai nhiều hơn --moi", "mỗi --tai kèm một --moi");
    }
    let unpaired = |mistake: &Mistake| mistake.wrong.is_empty() || mistake.right.is_empty();
    if kind == TieKind::Corrects && wanted.mistakes.iter().any(unpaired) {
        return fails("--sai và --dung không đi từng cặp", "mỗi --sai kèm một --dung; --tai không nhiều hơn --sai");
    }
    if wanted.id.contains(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')) {
        let text = format!("mã “{}” không dùng làm tên tệp được", wanted.id);
        return fails(&text, "viết chữ thường không dấu, số, dấu gạch nối, ví dụ dinh-chinh-kh");
    }
    let named = (kind, request.document.as_str(), request.year);
    let (old, name) = correction::write(office, wanted, named, &request.reason)?;
    let next = format!(
        "xem lại, `thidua lap`, ký, rồi `thidua phat-hanh {}`: khi ấy chương trình ghi mối liên quan",
        wanted.id
    );
    let said = format!("đã viết {name}, {} {} {}\n{next}", kind.words(), old.kind_name, old.printed());
    Ok((old, said))
}

fn tie(archive: &mut Archive, request: &Request, by: &str, kind: TieKind) -> Result<(Entry, String), Failure> {
    let old = find(archive.register(), &request.document, request.year)?;
    let new = find(archive.register(), by, None)?;
    if kind == TieKind::Corrects && new.kind != "cong_van" {
        let message = format!("{} là {}, không phải công văn", new.printed(), new.kind_name.to_lowercase());
        let hint =
            "sai thể thức, kỹ thuật thì đính chính bằng công văn (khoản 3 Điều 18); sai nội dung thì dùng `thay-the`";
        return Err(Failure::world(message, hint));
    }
    let entry = archive.tie(new.id, kind, old.id, &request.reason)?;
    let said = format!("đã ghi: {} {} {}", new.printed(), kind.words(), entry.printed());
    Ok((entry, said))
}

fn cancel(office: &Office, archive: &mut Archive, request: &Request) -> Result<(Entry, String), Failure> {
    let wrong = || {
        let text = format!("“{}” không phải là số, ký hiệu", request.document);
        Failure::world(text, "viết như 06/KH-STC")
    };
    let (number, symbol) = request.document.split_once('/').ok_or_else(wrong)?;
    let number: u32 = number.trim().parse().map_err(|_| wrong())?;
    let desk = office.desk(request.year)?;
    let agency = desk.records().office.as_ref();
    let issuer = agency.map(|office| office.name.text.clone()).unwrap_or_default();
    let agency = agency.map(|office| office.symbol.text.as_str()).unwrap_or_default();
    let year = request.year.unwrap_or(desk.year);
    let series = match &request.deed {
        Deed::Cancel(Some(name)) => series_named(&desk, year, name)?,
        _ => series_of(symbol.trim(), agency, year, numbering(&desk)).ok_or_else(|| {
            let hint = format!("ký hiệu có chữ viết tắt của cơ quan, như KH-{agency}; không thì thêm --day-so");
            Failure::world(format!("không biết “{}” thuộc dãy số nào", symbol.trim()), hint)
        })?,
    };
    // A cancelled number has the day of the number before it, so that dates stay in order.
    let beside = archive.register().neighbours(&series, number)?;
    if let Some(taken) = beside.at {
        let owner = format!("{} “{}”", taken.printed(), taken.subject);
        return Err(Refusal::Taken { number, series, owner }.into());
    }
    let last = archive.register().neighbours(&series, u32::MAX)?.before;
    let filling = last.is_some_and(|last| number < last.number);
    let date = beside.before.map_or_else(|| archive.today(), |before| before.date);
    let reason = filling.then(|| request.reason.clone());
    let reserved =
        archive.reserve(Wanted { series, number: Some(number), date, reason }).map_err(|error| match error {
            ArchiveError::Refused(refusal @ Refusal::OutOfTurn { .. }) => {
                Failure::world(refusal, "kiểm tra lại số; hủy nhiều số thì hủy lần lượt từ số tiếp theo")
            }
            other => other.into(),
        })?;
    let entry = reserved.cancel(symbol.trim(), &issuer, &request.reason)?;
    let said = format!("đã hủy số {}; số này không dùng lại", entry.printed());
    Ok((entry, said))
}
