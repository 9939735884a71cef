//! Next year's records from this year's: each file is edited where a value must change and nowhere else, so that
//! comments, order and layout stay as the clerk wrote them.
//!
//! What becomes of a value is said by the tables in [`rules`], one [`rules::Way`] per key of every record; a test
//! compares them with the definitions of the records, so that a new key cannot be forgotten.
//!
//! | Kind of value | In the new year |
//! |---|---|
//! | ids, names, amounts, form, authority to sign | kept |
//! | deadlines | moved by a year, and back to a working day; the remark `# dời từ 28/02 (Chủ nhật)` keeps the day meant |
//! | first and last days of periods | moved by a year |
//! | letters of correction, documents that replace, recall or amend others | left out |
//! | number and date of a document, values published this year, progress | blank |
//! | this year's index values | become last year's; one that is not there is asked for |
//! | text | years become `{{ nam }}`, terms and anniversaries move on, places get their new names, the rest is kept |
//! | dates and citations of this year within a text | asked for |
//! | the plan or programme of the year among the laws | number and date asked for |
//! | grounds that will have expired | their successor; without one, asked for |
//! | base salaries and coefficients of awards | those of the table of all years |
//! | fields of administrative reform | asked for where the new year is of another period |
//! | signers who have left, those commended | asked for |
//!
//! What cannot be known stands in the file as a question, `?? … ??` ([`crate::viet::question`]), which `lap` refuses.
//! Answers may come from a file of paths and values ([`answer`]).

pub mod answer;
pub mod calendar;

mod amount;
mod ground;
pub mod place;
pub mod rename;
pub mod rules;
mod walk;
mod wording;

use std::path::{Path, PathBuf};

use crate::diag::Report;
use crate::record::{self, LoadError};
use crate::source::edit::{self, Edit};
use crate::source::open::{self, MOST, Reach};
use crate::source::{FileId, Sources, decode, tree};

use answer::Answers;
use calendar::Calendar;
use rename::Renames;

/// What is to be rolled over.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// The working folder.
    pub root: &'a Path,
    /// The year to start from; the newest before `to` when absent.
    pub from: Option<i32>,
    /// The year to make.
    pub to: i32,
    /// A file of answers.
    pub answers: Option<&'a Path>,
    /// Folders outside the working folder into which links may lead.
    pub allowed: &'a [PathBuf],
}

/// A question that is still open in the new year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// By what an answer names it: `phap_ly.kh-cchc-tinh.so_ky_hieu`.
    pub key: String,
    /// What is asked.
    pub text: String,
    /// The new file, below the working folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// A new year.
#[derive(Clone, Debug, Default)]
pub struct Renewed {
    /// The year it was made from.
    pub from: i32,
    /// Path below the working folder, and text, of each file.
    pub files: Vec<(String, String)>,
    /// What is still open.
    pub open: Vec<Open>,
    /// What was changed that is worth a look, each once.
    pub notes: Vec<String>,
}

/// Why a year cannot be rolled over.
#[derive(Debug, thiserror::Error)]
pub enum RenewError {
    /// The records cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// There is no year before the one wanted.
    #[error(
        "không có năm nào trước {to} trong data/ để làm theo\n  gợi ý: các năm đang có: {known}; năm đầu tiên thì dùng `thidua khoi-tao`"
    )]
    NoYearBefore {
        /// The year wanted.
        to: i32,
        /// The years there are.
        known: String,
    },
    /// The year to start from is not before the one wanted.
    #[error("năm mới {to} phải sau năm làm theo {from}\n  gợi ý: đổi năm, hoặc đổi --tu")]
    NotLater {
        /// The year to start from.
        from: i32,
        /// The year wanted.
        to: i32,
    },
    /// A file cannot be read.
    #[error("không đọc được “{path}”: {cause}\n  gợi ý: kiểm tra tên tệp và quyền đọc")]
    Unreadable {
        /// The path.
        path: String,
        /// What the system says.
        cause: String,
    },
}

/// Makes the records of a new year; faults in files go to the report, and with an error nothing is given.
pub fn renew(wish: &Wish, sources: &mut Sources, report: &mut Report) -> Result<Option<Renewed>, RenewError> {
    let from = year_before(wish)?;
    let calendar = Calendar::load(wish.root, sources, report)?;
    let renames = Renames::load(wish.root, sources, report)?;
    let first = sources.files().count();
    let reach = Reach::of(wish.root).and(wish.allowed);
    let records = record::load(&reach, from, sources, report)?;
    // Tables are read with the records, but are no year's.
    let files = sources.files().skip(first).filter(|(_, file)| !record::BESIDE.contains(&file.name()));
    let files: Vec<FileId> = files.map(|(id, _)| id).collect();
    let tables = walk::Tables {
        rates: record::rates::rates(&reach, sources, report)?,
        reform: record::reform::reform(&reach, sources, report)?,
    };
    let answers = wish.answers.map(|path| Answers::load(path, sources, report)).transpose()?.unwrap_or_default();
    if report.has_errors() {
        return Ok(None);
    }
    let renames = renames.for_office(&records);
    let mut roller = walk::Roller {
        records: &records,
        to: wish.to,
        calendar: &calendar,
        renames: &renames,
        tables: &tables,
        left: Vec::new(),
    };
    roller.left = files.iter().filter_map(|file| walk::Roller::id_left_out(*file, sources)).collect();
    let mut renewed = Renewed { from, ..Renewed::default() };
    for file in files {
        let name = sources.get(file).name();
        if let Some(why) = walk::Roller::left_out(file, sources) {
            renewed.notes.push(format!("{name}: {why}, không chép sang"));
            continue;
        }
        let name = new_name(name, from, wish.to);
        let (text, notes) = roller.roll(file, sources, report);
        renewed.notes.extend(notes);
        renewed.notes.extend(old_comments(&name, &text, from));
        renewed.files.push((name, text));
    }
    renewed.notes.extend(calendar.unknown(wish.to));
    let mut seen = std::collections::HashSet::new();
    renewed.notes.retain(|note| seen.insert(note.clone()));
    answers.fill(&mut renewed, sources, report);
    Ok((!report.has_errors()).then_some(renewed))
}

fn year_before(wish: &Wish) -> Result<i32, RenewError> {
    let known = record::years(&wish.root.join("data"))?;
    let from = match wish.from {
        Some(from) if from >= wish.to => return Err(RenewError::NotLater { from, to: wish.to }),
        Some(from) => from,
        None => match known.iter().rfind(|year| **year < wish.to) {
            Some(from) => *from,
            None => {
                let known = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                return Err(RenewError::NoYearBefore { to: wish.to, known });
            }
        },
    };
    Ok(from)
}

/// Returns the name in the new year of a file: the folder changes, and a year within the name.
fn new_name(name: &str, from: i32, to: i32) -> String {
    moved_name(name, from, to).unwrap_or_else(|| name.to_owned())
}

/// Returns a name with the year in it moved on; `None` where it is not in it.
fn moved_name(name: &str, from: i32, to: i32) -> Option<String> {
    let figures = to.to_string();
    let edits: Vec<Edit> = figures_of(name, from).map(|range| Edit { range, text: figures.clone() }).collect();
    (!edits.is_empty()).then(|| edit::apply(name, edits))
}

/// Returns where the figures of a year stand with no others at them.
fn figures_of(text: &str, year: i32) -> impl Iterator<Item = std::ops::Range<usize>> {
    let figures = year.to_string();
    let digit = |c: char| c.is_ascii_digit();
    let alone = move |at: &usize| !text[..*at].ends_with(digit) && !text[at + 4..].starts_with(digit);
    let found: Vec<usize> = text.match_indices(&figures).map(|(at, _)| at).collect();
    found.into_iter().filter(alone).map(|at| at..at + 4)
}

/// Says which comments still speak of the old year: they are the clerk's own, and stay as they are.
fn old_comments(name: &str, text: &str, from: i32) -> Option<String> {
    let speaks = |line: &str| {
        let remark = line.find(" #").map(|at| at + 1).or(line.trim_start().starts_with('#').then_some(0));
        let remark = remark.and_then(|at| line.get(at..)).unwrap_or("");
        !remark.contains("yaml-language-server") && figures_of(remark, from).next().is_some()
    };
    let lines: Vec<String> =
        text.lines().zip(1..).filter(|(line, _)| speaks(line)).map(|(_, number)| number.to_string()).collect();
    let (more, shown) = (lines.len() > 5, lines.iter().take(5).cloned().collect::<Vec<_>>().join(", "));
    let end = if more { ", …" } else { "" };
    (!lines.is_empty()).then(|| format!("{name}: ghi chú sau dấu # còn nói năm {from}, dòng {shown}{end}"))
}

/// Reads a YAML file that need not be there; `None` after a fault.
fn read_tree(
    path: &Path,
    shown: &str,
    built_in: &str,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<tree::Node>, RenewError> {
    let bytes = if path.is_file() { read(path)? } else { built_in.as_bytes().to_vec() };
    let file = decode(shown, bytes, sources, report);
    Ok(file.and_then(|file| tree::parse(file, sources, report)))
}

fn read(path: &Path) -> Result<Vec<u8>, RenewError> {
    let unreadable = |cause: std::io::Error| RenewError::Unreadable {
        path: path.to_string_lossy().replace('\\', "/"),
        cause: cause.to_string(),
    };
    open::read(path, MOST).map_err(|error| unreadable(error.into()))
}

/// Returns where the data file of this name lies.
fn data_file(root: &Path, name: &str) -> PathBuf {
    root.join("data").join(name)
}

/// Tells whether somebody has left before the first day of a year.
fn has_left(person: &record::people::Person, year: i32) -> bool {
    use chrono::Datelike;
    person.left.is_some_and(|left| left.day.year() < year)
}

#[cfg(test)]
mod tests;
