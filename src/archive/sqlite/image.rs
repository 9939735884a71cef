//! The register as it is with the write-ahead log that a death has left beside it, in memory: whoever only looks writes
//! nothing, also where the disk is full or the folder may not be written to.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek as _, SeekFrom};
use std::path::Path;

use super::log_of;
use crate::archive::wal::{self, Committed};

/// A register of so many bytes has a million documents; a larger one is not taken into memory.
const LARGEST: u64 = 2 << 30;

/// The pages of the register one after another, each where it was written last.
pub struct Image {
    register: File,
    log: Option<(File, Committed)>,
    size: u64,
    count: u64,
    /// The page that is being read, and how much of it was.
    page: Vec<u8>,
    read: usize,
    next: u64,
}

impl Image {
    /// Opens the register with its log; none where no step lies in a log.
    pub fn with_log(register: &Path) -> io::Result<Option<Self>> {
        let path = log_of(register);
        let Some(log) = wal::committed(&path)? else { return Ok(None) };
        let (file, size, count) = (File::open(register)?, u64::from(log.size), u64::from(log.count));
        if count * size > LARGEST {
            return Err(io::Error::other("sổ quá lớn để xem khi còn việc dở dang: chạy `thidua luu mo-khoa` trước"));
        }
        // Every page stands in one of the two: else the log is none of SQLite's, and would have us fill the memory.
        if count > file.metadata()?.len().div_ceil(size) + log.pages.len() as u64 {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(Some(Self::of(file, size, count, Some((File::open(path)?, log)))))
    }

    /// Opens the register as it lies there.
    pub fn without_log(register: &Path) -> io::Result<Self> {
        let file = File::open(register)?;
        let (size, length) = (4096, file.metadata()?.len());
        Ok(Self::of(file, size, length.div_ceil(size), None))
    }

    fn of(register: File, size: u64, count: u64, log: Option<(File, Committed)>) -> Self {
        Self { register, log, size, count, page: Vec::new(), read: 0, next: 1 }
    }

    /// Returns how many bytes it has.
    pub fn length(&self) -> u64 {
        self.size * self.count
    }

    fn turn(&mut self) -> io::Result<()> {
        let own = u32::try_from(self.next).ok();
        let logged = self.log.as_mut().and_then(|(log, pages)| Some((log, *pages.pages.get(&own?)?)));
        let (file, at) = logged.unwrap_or((&mut self.register, (self.next - 1) * self.size));
        self.page.clear();
        file.seek(SeekFrom::Start(at))?;
        file.take(self.size).read_to_end(&mut self.page)?;
        self.page.resize(usize::try_from(self.size).map_err(|_| ErrorKind::InvalidData)?, 0);
        if self.next == 1 {
            // In memory there is no log: these two bytes would make SQLite look for one.
            self.page[18..20].fill(1);
        }
        (self.read, self.next) = (0, self.next + 1);
        Ok(())
    }
}

impl Read for Image {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.page.len() {
            if self.next > self.count {
                return Ok(0);
            }
            self.turn()?;
        }
        let read = (&self.page[self.read..]).read(buffer)?;
        self.read += read;
        Ok(read)
    }
}
