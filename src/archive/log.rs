//! The log: every deed in a line that holds the digest of the line before, and what the lines make of the register.
//!
//! A line is one JSON object. Its last key `bam` is the SHA-256 of the object without that key; `truoc` is the `bam`
//! of the line before. A line that is changed, lost, added or moved breaks the chain from there on.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::entry::{Entries, Entry, EntryId, FileRef, State, Tie, TieKind};
use super::{Actor, Digest};

/// The name of its text file.
pub const NAME: &str = "nhat-ky.jsonl";

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "viec")]
pub enum Deed {
    /// A document was issued.
    #[serde(rename = "phat_hanh")]
    Issued {
        /// The document.
        #[serde(rename = "van_ban")]
        entry: Entry,
        /// Why its number or date is out of turn, where it is.
        #[serde(rename = "ly_do", default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A document made elsewhere was registered.
    #[serde(rename = "dang_ky")]
    Registered {
        /// The document.
        #[serde(rename = "van_ban")]
        entry: Entry,
        /// Why its number or date is out of turn, where it is.
        #[serde(rename = "ly_do", default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A number was given up before a document had it.
    #[serde(rename = "huy_so")]
    Cancelled {
        /// What stands in the register for it.
        #[serde(rename = "van_ban")]
        entry: Entry,
        /// Why.
        #[serde(rename = "ly_do")]
        reason: String,
    },
    /// A document was recalled.
    #[serde(rename = "thu_hoi")]
    Recalled {
        /// The document.
        #[serde(rename = "stt_vb")]
        id: EntryId,
        /// Why.
        #[serde(rename = "ly_do")]
        reason: String,
    },
    /// Two documents were tied.
    #[serde(rename = "lien_ket")]
    Tied {
        /// The later one, which replaces, corrects or copies.
        #[serde(rename = "stt_vb")]
        id: EntryId,
        /// How.
        #[serde(rename = "quan_he")]
        kind: TieKind,
        /// The earlier one.
        #[serde(rename = "voi")]
        with: EntryId,
        /// Why.
        #[serde(rename = "ly_do")]
        reason: String,
    },
    /// A file was taken in.
    #[serde(rename = "nhan_tep")]
    Received {
        /// The document.
        #[serde(rename = "stt_vb")]
        id: EntryId,
        /// The file.
        #[serde(rename = "tep")]
        file: FileRef,
    },
    /// The archive was backed up, as it was after so many lines.
    #[serde(rename = "sao_luu")]
    BackedUp {
        /// Where, as it was typed.
        #[serde(rename = "noi_luu")]
        to: String,
        /// How many lines the backup has.
        #[serde(rename = "so_muc")]
        lines: u64,
        /// The digest of the last of them.
        #[serde(rename = "bam_cuoi")]
        tip: Digest,
    },
    /// The archive was put back from a backup, as it was after so many lines.
    #[serde(rename = "phuc_hoi")]
    Restored {
        /// From where, as it was typed.
        #[serde(rename = "tu_ban")]
        from: String,
        /// How many lines the backup had.
        #[serde(rename = "so_muc")]
        lines: u64,
        /// The digest of the last of them.
        #[serde(rename = "bam_cuoi")]
        tip: Digest,
        /// Where the archive that was there before lies now.
        #[serde(rename = "ban_cu", default, skip_serializing_if = "Option::is_none")]
        aside: Option<String>,
    },
    /// A hồ sơ was exported.
    #[serde(rename = "xuat_ho_so")]
    Exported {
        /// Its number and symbol.
        #[serde(rename = "ho_so")]
        dossier: String,
        /// Its documents.
        #[serde(rename = "van_ban")]
        documents: Vec<EntryId>,
        /// The exported file.
        #[serde(rename = "sha256")]
        file: Digest,
    },
    /// Someone has looked at the clock and says that it is right, whatever the lines before say.
    #[serde(rename = "xac_nhan_gio")]
    ClockConfirmed {
        /// The time of the last line before, where there is one.
        #[serde(rename = "gio_truoc", default, skip_serializing_if = "Option::is_none")]
        last: Option<NaiveDateTime>,
        /// Why.
        #[serde(rename = "ly_do")]
        reason: String,
    },
    /// Numbers that had been given and were lost to the register are taken into it again, in the lines that follow.
    #[serde(rename = "nhan_so")]
    Regained {
        /// What knew of them.
        #[serde(rename = "theo")]
        from: Vec<String>,
        /// Why.
        #[serde(rename = "ly_do")]
        reason: String,
    },
    /// A lock left by a process that had died was freed.
    #[serde(rename = "go_khoa")]
    Freed {
        /// Who held it, since when and for what.
        #[serde(rename = "cua")]
        holder: String,
    },
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its place, from 1.
    #[serde(rename = "stt")]
    pub index: u64,
    /// Who did it, when, where and with which program.
    #[serde(flatten)]
    pub actor: Actor,
    /// What was done.
    #[serde(flatten)]
    pub deed: Deed,
    /// The digest of the line before.
    #[serde(rename = "truoc")]
    pub previous: Digest,
}

/// The end of a log: the place and the digest of its last line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// How many lines there are.
    pub count: u64,
    /// The digest of the last; [`Digest::ZERO`] where there is none.
    pub digest: Digest,
}

impl Tip {
    /// The end of an empty log.
    pub const EMPTY: Self = Self { count: 0, digest: Digest::ZERO };

    /// Makes the next line.
    pub const fn next(self, actor: Actor, deed: Deed) -> Line {
        Line { index: self.count + 1, actor, deed, previous: self.digest }
    }
}

const SEAL: &str = ",\"bam\":\"";

impl Line {
    /// Returns the line as it stands in the log, with its digest, and the end of the log after it.
    pub fn sealed(&self) -> (String, Tip) {
        let body = serde_json::to_string(self).expect("a line holds only what JSON can");
        let digest = Digest::of(body.as_bytes());
        let text = format!("{}{SEAL}{digest}\"}}", &body[..body.len() - 1]);
        (text, Tip { count: self.index, digest })
    }

    /// Returns the digest that a line says it has.
    pub fn digest_of(text: &str) -> Option<Digest> {
        text.rsplit_once(SEAL)?.1.strip_suffix("\"}").and_then(Digest::parse)
    }

    /// Reads a line that must follow `before`.
    pub fn open(text: &str, before: Tip) -> Result<(Self, Tip), ChainFault> {
        let (line, digest) = Self::read(text)?;
        let tip = line.follow(digest, before)?;
        Ok((line, tip))
    }

    /// Checks that the line stands behind `before`, and returns the end of the log after it.
    pub fn follow(&self, digest: Digest, before: Tip) -> Result<Tip, ChainFault> {
        if self.index != before.count + 1 || self.previous != before.digest {
            return Err(ChainFault::OutOfPlace { found: self.index, wanted: before.count + 1 });
        }
        Ok(Tip { count: self.index, digest })
    }

    /// Reads a line by itself, with its digest.
    pub fn read(text: &str) -> Result<(Self, Digest), ChainFault> {
        let digest = Self::digest_of(text).ok_or(ChainFault::Torn)?;
        let body = text.rsplit_once(SEAL).map_or("", |(body, _)| body);
        let body = format!("{body}}}");
        if Digest::of(body.as_bytes()) != digest {
            return Err(ChainFault::Changed);
        }
        if let Ok(usual) = serde_json::from_str::<Usual>(&body) {
            return Ok((usual.line(), digest));
        }
        let line: Self = serde_json::from_str(&body).map_err(|cause| ChainFault::Unknown(cause.to_string()))?;
        Ok((line, digest))
    }
}

/// A line as nearly all are. Which deed a line tells of is known only at its key `viec`, so serde holds all values back
/// until then and copies them; where there is one deed to think of, they are read once, in half the time.
#[derive(Deserialize)]
struct Usual {
    #[serde(rename = "stt")]
    index: u64,
    #[serde(rename = "luc")]
    at: NaiveDateTime,
    #[serde(rename = "ai")]
    who: String,
    #[serde(rename = "may")]
    machine: String,
    #[serde(rename = "chuong_trinh")]
    program: String,
    #[serde(rename = "viec")]
    deed: UsualDeed,
    #[serde(rename = "van_ban")]
    entry: Entry,
    #[serde(rename = "ly_do", default)]
    reason: Option<String>,
    #[serde(rename = "truoc")]
    previous: Digest,
}

#[derive(Deserialize)]
enum UsualDeed {
    #[serde(rename = "phat_hanh")]
    Issued,
    #[serde(rename = "dang_ky")]
    Registered,
}

impl Usual {
    fn line(self) -> Line {
        let Self { index, at, who, machine, program, deed, entry, reason, previous } = self;
        let deed = match deed {
            UsualDeed::Issued => Deed::Issued { entry, reason },
            UsualDeed::Registered => Deed::Registered { entry, reason },
        };
        Line { index, actor: Actor { at, who, machine, program }, deed, previous }
    }
}

/// What is wrong with a line of the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// It is not a whole line.
    #[error("dòng bị cụt hoặc không đọc được")]
    Torn,
    /// Its content is not the one it was sealed with.
    #[error("nội dung đã bị sửa sau khi ghi")]
    Changed,
    /// It does not follow the line before it.
    #[error("không nối tiếp dòng trước: gặp mục {found}, chờ mục {wanted}")]
    OutOfPlace {
        /// The place it says it has.
        found: u64,
        /// The place it stands at.
        wanted: u64,
    },
    /// It holds what this program does not know.
    #[error("có nội dung chương trình này không hiểu ({0})")]
    Unknown(String),
    /// It speaks of a document or number that cannot be.
    #[error("trái với các dòng trước: {0}")]
    Impossible(String),
}

impl Deed {
    /// Returns the documents one must know to do it; a new document must come after the last.
    pub fn concerns(&self) -> Vec<EntryId> {
        match self {
            Self::Issued { entry, .. } | Self::Registered { entry, .. } | Self::Cancelled { entry, .. } => {
                vec![entry.id.saturating_sub(1)]
            }
            Self::Recalled { id, .. } | Self::Received { id, .. } => vec![*id],
            Self::Tied { id, with, .. } => vec![*id, *with],
            Self::Exported { documents, .. } => documents.clone(),
            Self::Freed { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::ClockConfirmed { .. }
            | Self::Regained { .. } => Vec::new(),
        }
    }

    /// Returns the files that are published with it, and the document they are of.
    pub fn files(&self) -> Option<(EntryId, &[FileRef])> {
        match self {
            Self::Issued { entry, .. } | Self::Registered { entry, .. } => Some((entry.id, &entry.files)),
            Self::Received { id, file } => Some((*id, std::slice::from_ref(file))),
            _ => None,
        }
    }

    /// Returns the document that the deed is about: the later one of a tie.
    pub const fn subject(&self) -> Option<EntryId> {
        match self {
            Self::Issued { entry, .. } | Self::Registered { entry, .. } | Self::Cancelled { entry, .. } => {
                Some(entry.id)
            }
            Self::Recalled { id, .. } | Self::Received { id, .. } | Self::Tied { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// Does the deed to the register and returns the documents that are changed.
    pub fn apply(&self, entries: &mut Entries) -> Result<Vec<EntryId>, ChainFault> {
        match self {
            Self::Issued { entry, .. } | Self::Registered { entry, .. } | Self::Cancelled { entry, .. } => {
                add(entries, entry)
            }
            Self::Recalled { id, reason } => {
                let entry = find(entries, *id)?;
                entry.state = State::Recalled;
                entry.remarks.push(format!("Thu hồi: {reason}"));
                Ok(vec![*id])
            }
            Self::Tied { id, kind, with, .. } => tie(entries, *id, *kind, *with),
            Self::Received { id, file } => {
                find(entries, *id)?.files.push(file.clone());
                Ok(vec![*id])
            }
            Self::Freed { .. }
            | Self::BackedUp { .. }
            | Self::Restored { .. }
            | Self::ClockConfirmed { .. }
            | Self::Regained { .. } => Ok(Vec::new()),
            Self::Exported { documents, .. } => {
                documents.iter().try_for_each(|id| find(entries, *id).map(drop))?;
                Ok(Vec::new())
            }
        }
    }
}

/// Says what stands in the register once these deeds are done.
pub fn said(deeds: &[Deed]) -> String {
    match deeds {
        [Deed::Registered { .. }, _, ..] => format!("đã ghi {} văn bản vào sổ", deeds.len()),
        [Deed::Issued { entry, .. }, ..] => format!("đã cấp số {} và ghi vào sổ", entry.printed()),
        [Deed::Registered { entry, .. }] => format!("đã ghi số {} vào sổ", entry.printed()),
        [Deed::Cancelled { entry, .. }, ..] => format!("đã hủy số {} trong sổ", entry.printed()),
        [Deed::Recalled { .. }, ..] => "đã ghi việc thu hồi vào sổ".to_owned(),
        [Deed::Tied { kind: TieKind::Corrects, .. }, ..] => "đã ghi việc đính chính vào sổ".to_owned(),
        [Deed::Tied { .. }, ..] => "đã ghi việc thay thế vào sổ".to_owned(),
        [Deed::Received { file, .. }, ..] => format!("đã nhận tệp {} vào kho và sổ", file.name),
        [Deed::BackedUp { .. }, ..] => "đã ghi việc sao lưu vào nhật ký".to_owned(),
        [Deed::Restored { .. }, ..] => "đã ghi việc phục hồi vào nhật ký".to_owned(),
        [Deed::Exported { dossier, .. }, ..] => format!("đã ghi việc xuất hồ sơ {dossier} vào nhật ký"),
        [Deed::Freed { .. }, ..] => "đã ghi việc gỡ khóa vào nhật ký".to_owned(),
        [Deed::ClockConfirmed { .. }, ..] => "đã ghi việc xác nhận giờ máy vào nhật ký".to_owned(),
        [Deed::Regained { .. }, ..] => format!("đã ghi {} số vào sổ", deeds.len() - 1),
        [] => "không có gì phải ghi".to_owned(),
    }
}

fn add(entries: &mut Entries, entry: &Entry) -> Result<Vec<EntryId>, ChainFault> {
    let next = entries.last_key_value().map_or(1, |(last, _)| last + 1);
    if entry.id != next {
        return Err(ChainFault::Impossible(format!("văn bản thứ {} đứng ở chỗ thứ {next}", entry.id)));
    }
    entries.insert(entry.id, entry.clone());
    Ok(vec![entry.id])
}

fn find(entries: &mut Entries, id: EntryId) -> Result<&mut Entry, ChainFault> {
    entries.get_mut(&id).ok_or_else(|| ChainFault::Impossible(format!("không có văn bản thứ {id} trong sổ")))
}

fn tie(entries: &mut Entries, id: EntryId, kind: TieKind, with: EntryId) -> Result<Vec<EntryId>, ChainFault> {
    let back = match kind {
        TieKind::Replaces => TieKind::ReplacedBy,
        TieKind::Corrects => TieKind::CorrectedBy,
        TieKind::Recalls => TieKind::RecalledBy,
        TieKind::Amends => TieKind::AmendedBy,
        TieKind::CopyOf => TieKind::CopiedAs,
        TieKind::ReplacedBy | TieKind::CorrectedBy | TieKind::RecalledBy | TieKind::AmendedBy | TieKind::CopiedAs => {
            return Err(ChainFault::Impossible("mối liên quan ghi ngược chiều".to_owned()));
        }
    };
    find(entries, with)?;
    find(entries, id)?.ties.push(Tie { kind, with });
    let earlier = find(entries, with)?;
    earlier.ties.push(Tie { kind: back, with: id });
    match kind {
        TieKind::Replaces => earlier.state = State::Replaced,
        TieKind::Recalls => earlier.state = State::Recalled,
        _ => {}
    }
    Ok(vec![id, with])
}

#[cfg(test)]
mod tests {
    use super::super::samples::{actor, entry};
    use super::*;

    fn two() -> [String; 2] {
        let issue = |id, number| Deed::Issued { entry: entry(id, number), reason: None };
        let (first, tip) = Tip::EMPTY.next(actor(), issue(1, 1)).sealed();
        let (second, _) = tip.next(actor(), issue(2, 2)).sealed();
        [first, second]
    }

    fn read(lines: &[&str]) -> Result<Tip, ChainFault> {
        lines.iter().try_fold(Tip::EMPTY, |tip, line| Line::open(line, tip).map(|(_, tip)| tip))
    }

    #[test]
    fn lines_read_back_as_they_were_written() {
        let [first, second] = two();
        assert_eq!(read(&[&first, &second]).map(|tip| tip.count), Ok(2));
        assert!(first.ends_with("\"}") && first.contains("\"so\":1"), "{first}");
    }

    #[test]
    fn lines_of_every_deed_read_back_the_same() {
        let (entry, reason, id) = (entry(1, 1), Some("ký muộn".to_owned()), 1);
        let digest = Digest::of(b"x");
        let file = FileRef {
            part: super::super::Part::Signed,
            name: crate::filename::FileName::parse("05.pdf").unwrap(),
            digest,
            length: 7,
        };
        let text = || "vì “thế”".to_owned();
        for deed in [
            Deed::Issued { entry: entry.clone(), reason: None },
            Deed::Issued { entry: entry.clone(), reason: reason.clone() },
            Deed::Registered { entry: entry.clone(), reason },
            Deed::Cancelled { entry, reason: text() },
            Deed::Recalled { id, reason: text() },
            Deed::Tied { id, kind: TieKind::Corrects, with: 2, reason: text() },
            Deed::Received { id, file },
            Deed::BackedUp { to: text(), lines: 9, tip: digest },
            Deed::Restored { from: text(), lines: 9, tip: digest, aside: None },
            Deed::Exported { dossier: text(), documents: vec![1, 2], file: digest },
            Deed::Freed { holder: text() },
            Deed::ClockConfirmed { last: Some(actor().at), reason: text() },
            Deed::Regained { from: vec![text()], reason: text() },
        ] {
            let line = Tip::EMPTY.next(actor(), deed);
            assert_eq!(Line::read(&line.sealed().0).map(|(read, _)| read), Ok(line));
        }
    }

    #[test]
    fn a_lost_a_doubled_and_a_moved_line_do_not_follow() {
        let [first, second] = two();
        for wrong in [vec![&second], vec![&first, &first], vec![&second, &first]] {
            let wrong: Vec<&str> = wrong.into_iter().map(String::as_str).collect();
            assert!(matches!(read(&wrong), Err(ChainFault::OutOfPlace { .. })));
        }
    }

    #[test]
    fn every_changed_character_is_found() {
        let [first, _] = two();
        for at in (0..first.len()).filter(|at| first.is_char_boundary(*at) && first.is_char_boundary(at + 1)) {
            let other = if &first[at..=at] == "0" { "1" } else { "0" };
            let changed = format!("{}{other}{}", &first[..at], &first[at + 1..]);
            assert!(read(&[&changed]).is_err(), "{changed}");
        }
    }

    #[test]
    fn a_document_that_replaces_another_is_tied_to_it_both_ways() {
        let mut entries = Entries::new();
        for id in [1, 2] {
            Deed::Issued { entry: entry(id, id), reason: None }.apply(&mut entries).unwrap();
        }
        let deed = Deed::Tied { id: 2, kind: TieKind::Replaces, with: 1, reason: "sai số liệu".to_owned() };
        assert_eq!(deed.apply(&mut entries), Ok(vec![2, 1]));
        assert_eq!(entries[&1].state, State::Replaced);
        assert_eq!(entries[&1].ties, [Tie { kind: TieKind::ReplacedBy, with: 2 }]);
        assert_eq!(entries[&2].ties, [Tie { kind: TieKind::Replaces, with: 1 }]);
    }

    #[test]
    fn a_deed_on_a_document_that_is_not_there_is_impossible() {
        let deed = Deed::Recalled { id: 7, reason: "nhầm".to_owned() };
        assert!(matches!(deed.apply(&mut Entries::new()), Err(ChainFault::Impossible(_))));
    }
}
