//! The record of a document that corrects, replaces, recalls or amends an issued one, written for the clerk to look over.
//!
//! What is written builds: whatever the old record does not tell is taken from the year's records, with a remark to look at.

use std::path::Path;

use super::{Failure, Office};
use crate::archive::entry::TieKind;
use crate::archive::{Entry, find, tied};
use crate::output;
use crate::pipeline::stamped::Desk;
use crate::record::field::Text;
use crate::record::paper::{Paper, Signer};
use crate::source::edit::{Edit, apply, scalar};
use crate::standard::{Kind, Presence, Signing, SubjectPlace};
use crate::viet::date::{long, short};
use crate::viet::text::{after_kind, listed, upper_first};

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
    /// What it corrects or amends; nothing where it replaces or recalls.
    pub mistakes: Vec<Mistake>,
}

/// Writes the record of a new document that corrects or replaces the one named; returns the old one and the path.
pub(super) fn write(
    office: &Office,
    wanted: &Correction,
    (kind, named, year): (TieKind, &str, Option<i32>),
    reason: &str,
) -> Result<(Entry, String), Failure> {
    let reading = office.look()?;
    let old = find(&reading.register, named, year)?;
    let old = tied(&reading.register, &reference(&old), kind)?;
    drop(reading);
    let from = old.origin.provenance();
    let desk = office.desk(from.map(|from| from.year))?;
    let paper = from.and_then(|from| desk.records().paper(&from.id));
    if desk.records().paper(&wanted.id).is_some() {
        let text = format!("năm {} đã có văn bản mã “{}”", desk.year, wanted.id);
        return Err(Failure::world(text, "chọn mã khác sau --soan"));
    }
    let text = match (kind, paper) {
        (TieKind::Replaces, Some(paper)) => copy(&desk, paper, &old, &wanted.id, reason),
        (TieKind::Replaces, None) => None,
        _ => Some(Writing { desk: &desk, paper, old: &old, kind, wanted }.record(reason)),
    };
    let Some(text) = text else {
        let text =
            format!("số {} không lập từ tệp dữ liệu còn trong data/, không chép làm văn bản mới được", old.printed());
        let hint = format!("tự soạn tệp dữ liệu của văn bản mới, trong đó ghi `thay_the: {}`", reference(&old));
        return Err(Failure::world(text, hint));
    };
    let name = format!("data/{}/van-ban/{}.yaml", desk.year, wanted.id);
    place(&output::below(office.folder(), &name)?, &name, &text)?;
    Ok((old, name))
}

/// Writes the record where no file is.
fn place(path: &Path, name: &str, text: &str) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::world(format!("đã có tệp {name}"), "chọn mã khác sau --soan"));
    }
    Ok(output::write_with(path, |file| file.write_all(text.as_bytes()))?)
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

/// A record that is being written.
struct Writing<'a> {
    desk: &'a Desk,
    /// The record of the old document, where it is still there.
    paper: Option<&'a Paper>,
    old: &'a Entry,
    kind: TieKind,
    wanted: &'a Correction,
}

impl Writing<'_> {
    fn record(&self, reason: &str) -> String {
        let (old, name) = (self.old, format!("{} {}", self.old.kind_name, self.old.printed()));
        let mut lines = vec![
            "# yaml-language-server: $schema=../../thidua.schema.json".to_owned(),
            "#".to_owned(),
            format!("# {} {name}. Xem lại nơi gửi, người ký, nội dung", self.title()),
            "# rồi `thidua lap`; ký xong thì `thidua phat-hanh`: chương trình tự ghi mối liên quan.".to_owned(),
            String::new(),
            "loai: van_ban".to_owned(),
            format!("ma: {}", scalar(&self.wanted.id, false)),
            format!("ten_loai: {}", self.form().id),
            format!("mau: {}", self.template()),
            format!("{}: {}", self.subject_key(), scalar(&self.subject(), false)),
            format!("{}: {}", self.key(), scalar(&reference(old), false)),
            "so:".to_owned(),
            "ngay:".to_owned(),
        ];
        lines.extend(self.units());
        lines.extend(self.receivers());
        lines.extend(self.grounds());
        lines.extend(self.signer());
        lines.extend(self.sides());
        lines.push(self.filed());
        lines.extend(self.content(reason));
        lines.join("\n") + "\n"
    }

    /// What a form without a subject has for the register.
    fn subject_key(&self) -> &'static str {
        if self.form().form.subject == SubjectPlace::Nowhere { "tom_tat" } else { "trich_yeu" }
    }

    /// Who made a document together amends it together; a letter or a notice is of the office alone.
    fn sides(&self) -> Vec<String> {
        let paper = self.paper.filter(|_| self.kind == TieKind::Amends);
        let mut lines = Vec::new();
        for side in paper.iter().flat_map(|paper| &paper.sides) {
            let text = |key: &str, text: &Text| Some((key.to_owned(), scalar(&text.text, false)));
            let maybe = |key: &str, found: &Option<Text>| found.as_ref().and_then(|found| text(key, found));
            let keys = [
                text("co_quan", &side.agency),
                maybe("chu_quan", &side.superior),
                maybe("viet_tat", &side.symbol),
                side.leads().then(|| ("chu_tri".to_owned(), "có".to_owned())),
                maybe("tham_quyen", &side.decides),
                text("ho_ten", &side.name),
                text("chuc_vu", &side.post),
                side.authority.map(|authority| ("quyen_han".to_owned(), authority.id().to_owned())),
                maybe("thay", &side.principal),
            ];
            let marks = std::iter::once("  - ").chain(std::iter::repeat("    "));
            let keys = keys.into_iter().flatten();
            lines.extend(marks.zip(keys).map(|(mark, (key, value))| format!("{mark}{key}: {value}")));
        }
        if !lines.is_empty() {
            lines.insert(0, "cac_ben:".to_owned());
        }
        lines
    }

    /// Returns the agencies that issued the document.
    fn issuers(&self) -> String {
        let joint = self
            .paper
            .filter(|paper| Kind::find(&paper.kind.text).is_some_and(|kind| kind.form.signing != Signing::Sides));
        let others = joint.iter().flat_map(|paper| &paper.sides).map(|side| side.agency.text.as_str());
        listed(&std::iter::once(self.old.issuer.as_str()).chain(others).collect::<Vec<_>>())
    }

    const fn key(&self) -> &'static str {
        match self.kind {
            TieKind::Corrects => "dinh_chinh",
            TieKind::Recalls => "thu_hoi",
            TieKind::Amends => "sua_doi",
            _ => "thay_the",
        }
    }

    const fn template(&self) -> &'static str {
        match self.kind {
            TieKind::Corrects => "dinh-chinh.tera",
            TieKind::Recalls => "thu-hoi.tera",
            _ => "sua-doi.tera",
        }
    }

    const fn title(&self) -> &'static str {
        match self.kind {
            TieKind::Corrects => "Công văn đính chính",
            TieKind::Recalls => "Thông báo thu hồi",
            _ => "Văn bản sửa đổi, bổ sung",
        }
    }

    /// Returns the kind of the new document: a letter corrects, a notice recalls, the like amends (Điều 18).
    fn form(&self) -> &'static Kind {
        let id = match self.kind {
            TieKind::Corrects => "cong_van",
            TieKind::Recalls => "thong_bao",
            _ => &self.old.kind,
        };
        Kind::find(id).or_else(|| Kind::find("thong_bao")).expect("a notice is a kind of document")
    }

    fn subject(&self) -> String {
        let name = format!("{} số {}", self.old.kind_name, self.old.printed());
        let words = self.kind.words();
        let form = self.form().form;
        if form.is_letter() {
            format!("{words} {name}")
        } else if form.order.is_some() {
            format!("Về việc {words} {name}")
        } else {
            format!("{} {name}", upper_first(words))
        }
    }

    /// A letter needs a drafting unit for its symbol: that of the old document, else the first there is.
    fn units(&self) -> Vec<String> {
        let drafting = self.paper.and_then(|paper| paper.unit.as_ref()).map(|id| id.text.clone());
        let issuing = self.paper.and_then(|paper| paper.issuer.as_ref()).map(|id| id.text.clone());
        let first = || self.desk.records().units.first().map(|unit| format!("{}   # xem lại", unit.id.text));
        let drafting = drafting.or_else(|| issuing.clone()).or_else(first);
        let line = |key: &str, id: String| format!("{key}: {id}");
        let drafting = drafting.map(|id| line("don_vi_soan_thao", id));
        drafting.into_iter().chain(issuing.map(|id| line("don_vi_ban_hanh", id))).collect()
    }

    /// Whoever got the document gets the new one.
    fn receivers(&self) -> Vec<String> {
        let list = |key: &str, names: &[String]| {
            let items = names.iter().map(|name| format!("  - {}", scalar(name, false)));
            std::iter::once(format!("{key}:")).chain(items).collect::<Vec<_>>()
        };
        let old = self.old;
        let mut others: Vec<String> = old.recipients.iter().filter(|name| *name != "Như trên").cloned().collect();
        let mut addressed = old.exchange.addressees.clone();
        if addressed.is_empty() && others.len() < old.recipients.len() {
            let named = self.paper.map(|paper| paper.addressees.iter().map(|text| text.text.clone()).collect());
            addressed = named.unwrap_or_default();
        }
        if addressed.is_empty() && others.is_empty() {
            others.push(format!("Các cơ quan, đơn vị đã nhận {} số {}", old.kind_name, old.printed()));
        }
        if self.form().form.addressees != Presence::Required {
            return list("noi_nhan", &[addressed, others].concat());
        }
        match (addressed.is_empty(), others.is_empty()) {
            (true, _) => list("kinh_gui", &others),
            (false, true) => list("kinh_gui", &addressed),
            (false, false) => [list("kinh_gui", &addressed), list("noi_nhan", &others)].concat(),
        }
    }

    /// A decision rests on what the old one rested on.
    fn grounds(&self) -> Vec<String> {
        if self.form().form.order.is_none() {
            return Vec::new();
        }
        let old = self.paper.map(|paper| paper.grounds.iter().map(|id| id.text.clone()).collect::<Vec<_>>());
        let old = old.filter(|ids| !ids.is_empty());
        let (ids, remark) = match old {
            Some(ids) => (ids, ""),
            None => {
                let first = self.desk.records().laws.first().map(|law| law.id.text.clone());
                (first.into_iter().collect(), "   # xem lại căn cứ")
            }
        };
        if ids.is_empty() { Vec::new() } else { vec![format!("can_cu: [{}]{remark}", ids.join(", "))] }
    }

    /// Who signed the document signs the new one, if still there; else the first of the people, to look at.
    fn signer(&self) -> Vec<String> {
        let people = &self.desk.records().people;
        let here = |id: &str| self.desk.records().person(id).is_some_and(|person| person.left.is_none());
        let mut lines = vec!["nguoi_ky:".to_owned()];
        let old = self.paper.and_then(|paper| paper.signers.0.last()).filter(|signer| here(&signer.person.text));
        let Some(Signer { person, authority, principal, post, .. }) = old else {
            let same = people.iter().find(|person| person.name.text == self.old.signer.name && person.left.is_none());
            let any = same.or_else(|| people.iter().find(|person| person.left.is_none()));
            let id = any.map_or("", |person| person.id.text.as_str());
            lines.push(format!("  nguoi: {id}   # xem lại người ký"));
            return lines;
        };
        lines.push(format!("  nguoi: {}", person.text));
        lines.extend(authority.map(|authority| format!("  quyen_han: {}", authority.id())));
        lines.extend(principal.as_ref().map(|text| format!("  thay: {}", scalar(&text.text, false))));
        lines.extend(post.as_ref().map(|text| format!("  chuc_vu: {}", scalar(&text.text, false))));
        lines
    }

    fn filed(&self) -> String {
        let filed = self.paper.map(|paper| paper.filed.iter().map(|text| text.text.clone()).collect::<Vec<_>>());
        let mut filed = filed.unwrap_or_default();
        if !filed.iter().any(|place| place == "VT") {
            filed.insert(0, "VT".to_owned());
        }
        let filed: Vec<String> = filed.iter().map(|place| scalar(place, true)).collect();
        format!("luu: [{}]", filed.join(", "))
    }

    fn content(&self, reason: &str) -> Vec<String> {
        let old = self.old;
        // In double quotes as JSON writes them, so that `05` stays what was typed.
        let field = |indent: &str, key: &str, text: &str| format!("{indent}{key}: {}", serde_json::Value::from(text));
        let mut lines = vec!["du_lieu:".to_owned(), "  van_ban:".to_owned()];
        lines.push(field("    ", "ten_loai", &old.kind_name));
        lines.push(field("    ", "so_ky_hieu", &old.printed()));
        lines.push(field("    ", "ngay", &long(old.date)));
        lines.push(field("    ", "co_quan", &self.issuers()));
        lines.push(field("    ", "trich_yeu", &subject(old)));
        lines.push(field("  ", "ly_do", reason.trim_end_matches(['.', ';', ' '])));
        let amends = self.kind == TieKind::Amends;
        lines.extend(match self.kind {
            TieKind::Corrects => Some("  sai_sot:".to_owned()),
            TieKind::Amends => Some("  noi_dung:".to_owned()),
            _ => None,
        });
        for mistake in &self.wanted.mistakes {
            let mut marks = ["    - ", "      ", "      "].into_iter();
            let wrong = Some(&mistake.wrong).filter(|_| !amends);
            let right = if amends { "moi" } else { "dung" };
            let parts = [("cho", mistake.place.as_ref()), ("da_in", wrong), (right, Some(&mistake.right))];
            for (key, text) in parts.into_iter().filter_map(|(key, text)| Some((key, text?))) {
                lines.push(field(marks.next().unwrap_or("      "), key, text));
            }
        }
        let end = if amends && self.form().form.order.is_some() {
            format!("Các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành {} này.", self.form().name)
        } else {
            format!("{} thông báo để các cơ quan, đơn vị, cá nhân biết, thực hiện.", self.issuers())
        };
        lines.push(field("  ", "ket_thuc", &end));
        lines
    }
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
    let others = paper.concerns().into_iter().filter(|(key, _)| *key != "thay_the");
    edits.extend(others.map(|(_, text)| Edit { range: text.span.range(), text: String::new() }));
    let spans = [
        paper.number.map(|number| number.span),
        paper.date.map(|date| date.span),
        paper.replaces.as_ref().map(|text| text.span),
    ];
    edits.extend(spans.into_iter().flatten().map(|span| Edit { range: span.range(), text: String::new() }));
    let why = reason.replace(['\n', '\r'], " ");
    let head = format!(
        "# Thay {} số {}: {why}.\n# Sửa chỗ sai. Câu “… này thay thế {} số …” ở cuối văn bản do chương trình đặt.\n",
        old.kind_name,
        old.printed(),
        old.kind_name
    );
    Some(head + &apply(text, edits))
}
