//! The record of a document that corrects or replaces an issued one, written for the clerk to look over.

use std::path::Path;

use super::Args;
use super::issue::{self, Failure};
use crate::archive::entry::TieKind;
use crate::archive::{Entry, find, tied};
use crate::output;
use crate::pipeline::stamped::Desk;
use crate::record::paper::{Paper, Signer};
use crate::source::edit::{Edit, apply, scalar};
use crate::viet::date::{long, short};
use crate::viet::text::after_kind;

/// What is wrong in the issued document, and what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub place: Option<String>,
    /// What was printed.
    pub wrong: String,
    /// What it should be.
    pub right: String,
}

/// The record that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The id of the new document.
    pub id: String,
    /// What it corrects; nothing where it replaces.
    pub mistakes: Vec<Mistake>,
}

/// Writes the record of a new document that corrects or replaces the one named; returns the old one and the path.
pub(super) fn write(
    args: &Args,
    wanted: &Correction,
    (kind, named, year): (TieKind, &str, Option<i32>),
    reason: &str,
) -> Result<(Entry, String), Failure> {
    let reading = issue::look(args)?;
    let old = find(&reading.register, named, year)?;
    let old = tied(&reading.register, &reference(&old), kind)?;
    drop(reading);
    let from = old.origin.provenance();
    let desk = Desk::open(&args.folder, from.map(|from| from.year))?;
    let paper = from.and_then(|from| desk.records().papers.iter().find(|paper| paper.id.text == from.id));
    if desk.records().papers.iter().any(|paper| paper.id.text == wanted.id) {
        let text = format!("năm {} đã có văn bản mã “{}”", desk.year, wanted.id);
        return Err(Failure::World(format!("{text}\n  gợi ý: chọn mã khác sau --soan")));
    }
    let text = match (kind, paper) {
        (TieKind::Replaces, Some(paper)) => copy(&desk, paper, &old, &wanted.id, reason),
        (TieKind::Replaces, None) => None,
        _ => Some(letter(&desk, paper, &old, wanted, reason)),
    };
    let Some(text) = text else {
        let text = format!("số {} không lập từ hồ sơ còn trong data/, không chép làm văn bản mới được", old.printed());
        let hint = format!("tự soạn hồ sơ văn bản mới, trong đó ghi `thay_the: {}`", reference(&old));
        return Err(Failure::World(format!("{text}\n  gợi ý: {hint}")));
    };
    let name = format!("data/{}/van-ban/{}.yaml", desk.year, wanted.id);
    let path = output::below(&args.folder, &name);
    let path = path.map_err(|error| Failure::World(format!("{error}\n  gợi ý: {}", error.advice())))?;
    place(&path, &name, &text)?;
    Ok((old, name))
}

/// Writes the record where no file is.
fn place(path: &Path, name: &str, text: &str) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::World(format!("đã có tệp {name}\n  gợi ý: chọn mã khác sau --soan")));
    }
    let written = output::write_with(path, |file| file.write_all(text.as_bytes()));
    written.map_err(|error| Failure::World(format!("{error}\n  gợi ý: {}", error.advice())))
}

/// Returns how a record names an issued document: its year is told by its day.
fn reference(old: &Entry) -> String {
    format!("{} ngày {}", old.printed(), short(old.date))
}

/// Returns the subject as it follows the name of the document.
fn subject(old: &Entry) -> String {
    let subject = after_kind(&old.subject);
    let bare = old.kind != "cong_van" || subject.starts_with("về ");
    if bare { subject } else { format!("về việc {subject}") }
}

/// The record of a letter that corrects errors of form.
fn letter(desk: &Desk, paper: Option<&Paper>, old: &Entry, wanted: &Correction, reason: &str) -> String {
    let mut lines = vec![
        "# yaml-language-server: $schema=../../thidua.schema.json".to_owned(),
        "#".to_owned(),
        format!("# Công văn đính chính {} {}. Xem lại nơi gửi, người ký, các chỗ sai", old.kind_name, old.printed()),
        "# rồi `thidua lap`; ký xong thì `thidua phat-hanh`: máy tự ghi mối liên quan.".to_owned(),
        String::new(),
        "loai: van_ban".to_owned(),
        format!("ma: {}", scalar(&wanted.id, false)),
        "ten_loai: cong_van".to_owned(),
        "mau: dinh-chinh.tera".to_owned(),
        format!("trich_yeu: {}", scalar(&format!("đính chính {} số {}", old.kind_name, old.printed()), false)),
        format!("dinh_chinh: {}", scalar(&reference(old), false)),
        "so:".to_owned(),
        "ngay:".to_owned(),
    ];
    let unit = |key: &str, id: &crate::record::field::Id| format!("{key}: {}", id.text);
    lines.extend(paper.and_then(|paper| paper.unit.as_ref()).map(|id| unit("don_vi_soan_thao", id)));
    lines.extend(paper.and_then(|paper| paper.issuer.as_ref()).map(|id| unit("don_vi_ban_hanh", id)));
    lines.extend(receivers(paper, old));
    lines.extend(signer(desk, paper));
    let filed = paper.map(|paper| paper.filed.iter().map(|text| scalar(&text.text, true)).collect::<Vec<_>>());
    let filed = filed.filter(|filed| !filed.is_empty()).unwrap_or_else(|| vec!["VT".to_owned()]);
    lines.push(format!("luu: [{}]", filed.join(", ")));
    lines.extend(content(old, wanted, reason));
    lines.join("\n") + "\n"
}

/// Whoever got the document gets the correction.
fn receivers(paper: Option<&Paper>, old: &Entry) -> Vec<String> {
    let list = |key: &str, names: &[String]| {
        let items = names.iter().map(|name| format!("  - {}", scalar(name, false)));
        std::iter::once(format!("{key}:")).chain(items).collect::<Vec<_>>()
    };
    let (above, others): (Vec<String>, Vec<String>) =
        old.recipients.iter().cloned().partition(|name| name == "Như trên");
    let addressed = paper.map(|paper| paper.addressees.iter().map(|text| text.text.clone()).collect::<Vec<_>>());
    let addressed = addressed.filter(|addressed| !addressed.is_empty() && !above.is_empty());
    match addressed {
        Some(addressed) if others.is_empty() => list("kinh_gui", &addressed),
        Some(addressed) => [list("kinh_gui", &addressed), list("noi_nhan", &others)].concat(),
        None if others.is_empty() => {
            list("kinh_gui", &[format!("Các cơ quan, đơn vị đã nhận {} số {}", old.kind_name, old.printed())])
        }
        None => list("kinh_gui", &others),
    }
}

/// Who signed the document signs the correction; else the first of the people, for the clerk to look at.
fn signer(desk: &Desk, paper: Option<&Paper>) -> Vec<String> {
    let mut lines = vec!["nguoi_ky:".to_owned()];
    let Some(Signer { person, authority, principal, post, .. }) = paper.and_then(|paper| paper.signers.0.last()) else {
        let first = desk.records().people.first().map_or("", |person| person.id.text.as_str());
        lines.push(format!("  nguoi: {first}   # xem lại người ký"));
        return lines;
    };
    lines.push(format!("  nguoi: {}", person.text));
    lines.extend(authority.map(|authority| format!("  quyen_han: {}", authority.id())));
    lines.extend(principal.as_ref().map(|text| format!("  thay: {}", scalar(&text.text, false))));
    lines.extend(post.as_ref().map(|text| format!("  chuc_vu: {}", scalar(&text.text, false))));
    lines
}

fn content(old: &Entry, wanted: &Correction, reason: &str) -> Vec<String> {
    // In double quotes as JSON writes them, so that `05` stays what was typed.
    let field = |indent: &str, key: &str, text: &str| format!("{indent}{key}: {}", serde_json::Value::from(text));
    let mut lines = vec!["du_lieu:".to_owned(), "  van_ban:".to_owned()];
    lines.push(field("    ", "ten_loai", &old.kind_name));
    lines.push(field("    ", "so_ky_hieu", &old.printed()));
    lines.push(field("    ", "ngay", &long(old.date)));
    lines.push(field("    ", "co_quan", &old.issuer));
    lines.push(field("    ", "trich_yeu", &subject(old)));
    lines.push(field("  ", "ly_do", reason.trim_end_matches(['.', ';', ' '])));
    lines.push("  sai_sot:".to_owned());
    for mistake in &wanted.mistakes {
        let mut marks = ["    - ", "      ", "      "].into_iter();
        let parts = [("cho", mistake.place.as_ref()), ("da_in", Some(&mistake.wrong)), ("dung", Some(&mistake.right))];
        for (key, text) in parts.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            lines.push(field(marks.next().unwrap_or("      "), key, text));
        }
    }
    let end = format!("{} thông báo để các cơ quan, đơn vị, cá nhân biết, thực hiện.", old.issuer);
    lines.push(field("  ", "ket_thuc", &end));
    lines
}

/// The record of the document itself again, under a new id and without number and date; none if its file holds more.
fn copy(desk: &Desk, paper: &Paper, old: &Entry, id: &str, reason: &str) -> Option<String> {
    let file = paper.id.span.file;
    let text = desk.sources.get(file).text();
    if desk.records().papers.iter().filter(|other| other.id.span.file == file).count() > 1 {
        return None;
    }
    // The new key goes on a line of its own below the id, so the id must begin one.
    if text[..paper.id.span.range().start].rsplit('\n').next().is_none_or(|line| line.trim_end() != "ma:") {
        return None;
    }
    let named = scalar(&reference(old), false);
    let mut edits =
        vec![Edit { range: paper.id.span.range(), text: format!("{}\nthay_the: {named}", scalar(id, false)) }];
    let spans = [
        paper.number.map(|number| number.span),
        paper.date.map(|date| date.span),
        paper.replaces.as_ref().map(|text| text.span),
    ];
    edits.extend(spans.into_iter().flatten().map(|span| Edit { range: span.range(), text: String::new() }));
    let why = reason.replace(['\n', '\r'], " ");
    let head = format!(
        "# Thay {} số {}: {why}.\n# Sửa chỗ sai; trong văn bản nên có câu “thay thế {} số {} {}”.\n",
        old.kind_name,
        old.printed(),
        old.kind_name,
        old.printed(),
        long(old.date)
    );
    Some(head + &apply(text, edits))
}
