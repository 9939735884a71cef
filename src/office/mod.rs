//! What an office does: it issues, corrects, copies, registers and keeps documents.
//!
//! Each function takes a request and gives a value or a [`Failure`]. Nothing is printed here, and the clock is not read:
//! who works, when and where is in the [`Office`].

pub mod amend;
pub mod copy;
pub mod correction;
pub mod dossier;
mod fault;
pub mod issue;
pub mod keep;
pub mod known;
pub mod register;
mod series;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::archive::sqlite::SqliteRegister;
use crate::archive::{Actor, Archive, ArchiveError, Digest, Patience, Place, Reading, Register, entry::Provenance};
use crate::filename::{native, of_disk};
use crate::pipeline::stamped::Desk;
use crate::record;
use crate::record::paper::Paper;
use crate::source::open::{self, MOST, OpenError};
use crate::viet::date::{DateFault, meant, parse, short};

pub use fault::{Failure, Fault};
pub use series::{numbering, series, series_named, series_of};

/// How long to wait for a colleague's command, seconds.
pub const PATIENCE: Patience = Patience::seconds(20);

/// Where the office works, and who is at work.
pub struct Office<'a> {
    /// The working folder, and where the machine remembers its archives.
    pub place: Place,
    /// Folders besides the working folder in which documents may name files.
    pub allowed: &'a [PathBuf],
    /// Who works, when and on which machine.
    pub actor: Actor,
    /// Who is told what is to be heeded while the work goes on.
    pub told: Box<dyn Fn(&Fault) + 'a>,
}

impl Office<'_> {
    /// Returns the working folder.
    pub fn folder(&self) -> &Path {
        &self.place.root
    }

    /// Returns the day on which the work is done.
    pub fn today(&self) -> NaiveDate {
        self.actor.at.date()
    }

    /// Returns the years that have records.
    pub fn years(&self) -> Vec<i32> {
        record::years(&self.folder().join("data")).unwrap_or_default()
    }

    /// Reads the records of a year, of the newest where none is named.
    pub fn desk(&self, year: Option<i32>) -> Result<Desk, Failure> {
        Ok(Desk::open(self.folder(), self.allowed, year)?)
    }

    /// Reads the records of a year, of the newest where it has none.
    pub fn desk_near(&self, year: Option<i32>) -> Result<Desk, Failure> {
        let years = self.years();
        self.desk(year.filter(|year| years.contains(year)).or(years.last().copied()))
    }

    /// Opens the archive for a change, and begins it where there is none.
    pub fn begin(&self, work: &str) -> Result<Archive, Failure> {
        Ok(self.freed(Archive::open(self.place.clone(), self.actor.clone(), work, PATIENCE, false)?))
    }

    /// Opens the archive to register documents that have their numbers already.
    pub fn begin_outside(&self, work: &str) -> Result<Archive, Failure> {
        Ok(self.freed(Archive::open_outside(self.place.clone(), self.actor.clone(), work, PATIENCE)?))
    }

    /// Opens the archive for a change where there is one.
    pub fn resume(&self, work: &str) -> Result<Archive, Failure> {
        Ok(self.freed(Archive::open_existing(self.place.clone(), self.actor.clone(), work, PATIENCE)?))
    }

    /// Opens the archive only to read it; what a death has left is left as it is.
    pub fn look(&self) -> Result<Reading, ArchiveError> {
        let reading = Reading::open(self.folder(), PATIENCE)?;
        if let Some(left) = &reading.unfinished {
            self.heed(format!("sổ còn việc dở dang, lệnh ghi tiếp theo sẽ dọn: {left}"));
        }
        Ok(reading)
    }

    /// Tells what is to be heeded, where nothing can be done about it.
    fn heed(&self, message: String) {
        (self.told)(&message.into());
    }

    /// Tells what a death has left, and what else is odd about the archive.
    fn freed(&self, archive: Archive) -> Archive {
        if let Some(left) = archive.freed() {
            self.heed(format!("đã gỡ khóa bị bỏ lại và dọn việc dở dang: {left}"));
        }
        for path in archive.kept() {
            let hint = "bản có giá trị là bản trong kho; xem tệp ấy từ đâu ra rồi dời đi chỗ khác";
            let message = format!("{} khác với bản trong kho nên giữ nguyên, không ghi đè", native(path));
            (self.told)(&Fault::new(message, hint));
        }
        if let Ok(Some(other)) = archive.copy_elsewhere() {
            let (folder, told) = (of_disk(other.folder()), other.told());
            let hint = "một sổ chỉ để một nơi cấp số: bản chép để tập dùng thì đừng gửi văn bản của nó đi";
            let message = format!("lưu trữ này còn một bản ở {folder} đã ghi tiếp khác với ở đây ({told})");
            (self.told)(&Fault::new(message, hint));
        }
        archive
    }

    /// Reads a file of the clerk's.
    pub fn take(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        open::read(&self.folder().join(path), MOST).map_err(|cause| {
            let why = match cause {
                OpenError::World(cause) if cause.kind() == std::io::ErrorKind::PermissionDenied => {
                    "không có quyền đọc".to_owned()
                }
                cause => cause.to_string(),
            };
            let message = format!("không đọc được `{}`: {why}", of_disk(path));
            Fault::new(message, "kiểm tra đường dẫn, tính từ thư mục làm việc")
        })
    }

    /// Returns the day that was typed behind `--ngay`, today where none was.
    pub fn day_typed(&self, typed: Option<&str>) -> Result<NaiveDate, Fault> {
        typed.map_or_else(|| Ok(self.today()), |typed| day("--ngay", typed))
    }
}

/// Reads a day that was typed behind an option.
pub fn day(option: &str, text: &str) -> Result<NaiveDate, Fault> {
    parse(text).map_err(|fault| {
        let hint = match meant(text) {
            None if matches!(fault, DateFault::NoSuchDay { .. }) => "chọn ngày khác".to_owned(),
            Some(day) => format!("gõ {option} {}", short(day)),
            None => "viết như 14/06/2020 hoặc 2020-06-14".to_owned(),
        };
        match fault {
            DateFault::NotADate { .. } => Fault::new(format!("{option} {fault}"), hint),
            fault => Fault::new(format!("{option} “{text}”: {fault}"), hint),
        }
    })
}

/// Returns from what a document is made.
pub fn provenance(desk: &Desk, paper: &Paper) -> Provenance {
    let records = desk.sources.files().filter(|(_, file)| !record::BESIDE.contains(&file.name()));
    let parts = records.flat_map(|(_, file)| [file.name().as_bytes(), file.text().as_bytes()]);
    Provenance {
        year: desk.year,
        id: paper.id.text.clone(),
        records: Digest::of_parts(parts),
        template_name: paper.template.text.clone(),
        template: Digest::of(&desk.template(paper)),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// The register as it is, or an empty one where nothing has been issued yet.
pub enum Known {
    /// There is one.
    Begun(Box<Reading>),
    /// There is none.
    Empty(SqliteRegister),
}

impl Known {
    /// Opens it to look.
    pub fn open(office: &Office) -> Result<Self, Failure> {
        match office.look() {
            Ok(reading) => Ok(Self::Begun(Box::new(reading))),
            Err(ArchiveError::NoRegister) => Ok(Self::Empty(SqliteRegister::in_memory()?)),
            Err(other) => Err(other.into()),
        }
    }

    /// Returns it.
    pub fn register(&self) -> &dyn Register {
        match self {
            Self::Begun(reading) => &reading.register,
            Self::Empty(register) => register,
        }
    }
}
