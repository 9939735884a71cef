//! Which pages a step has written, read from SQLite's write-ahead log before it is taken into the register's file.
//!
//! The format is documented (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>): a header of 32 bytes, then
//! frames, each a header of 24 bytes and a page. A frame whose salt is not that of the header is of an earlier round.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read as _};
use std::path::Path;

const HEADER: usize = 32;
const FRAME: usize = 24;

/// Returns the blocks of so many bytes, counted from 1, in which the pages lie that the log holds.
pub fn blocks(log: &Path, block: usize) -> io::Result<BTreeSet<u64>> {
    let mut blocks = BTreeSet::new();
    let mut reader = match File::open(log) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(blocks),
        Err(cause) => return Err(cause),
    };
    let mut header = [0; HEADER];
    if !filled(&mut reader, &mut header)? {
        return Ok(blocks);
    }
    let (page, salt) = (u64::from(number(&header, 8)), &header[16..24]);
    let mut frame = [0; FRAME];
    while filled(&mut reader, &mut frame)? && &frame[8..16] == salt {
        let (first, block) = (u64::from(number(&frame, 0)).saturating_sub(1) * page, block as u64);
        blocks.extend(first / block..(first + page).div_ceil(block));
        reader.seek_relative(i64::try_from(page).unwrap_or(i64::MAX))?;
    }
    Ok(blocks.into_iter().map(|index| index + 1).collect())
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Fills the buffer; false where the file ends before.
fn filled(reader: &mut BufReader<File>, buffer: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(cause) => Err(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of these pages of 4,096 bytes.
    fn log(pages: &[u32], stale: &[u32]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut bytes = [&[0; 8][..], &4096u32.to_be_bytes(), &[0; 4], b"saltSALT", &[0; 8]].concat();
        for (pages, salt) in [(pages, b"saltSALT"), (stale, b"oldsOLDS")] {
            for page in pages {
                bytes.extend([&page.to_be_bytes()[..], &[0; 4], salt, &[0; 8], &[7; 4096]].concat());
            }
        }
        std::fs::write(file.path(), bytes).unwrap();
        file
    }

    #[test]
    fn the_pages_of_the_last_round_are_counted_each_once() {
        let log = log(&[3, 1, 3], &[9]);
        assert_eq!(blocks(log.path(), 4096).unwrap(), BTreeSet::from([1, 3]));
        assert_eq!(blocks(log.path(), 1024).unwrap(), (1..=4).chain(9..=12).collect());
        assert_eq!(blocks(log.path(), 8192).unwrap(), BTreeSet::from([1, 2]));
    }

    #[test]
    fn no_log_and_an_empty_one_hold_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(blocks(file.path(), 4096).unwrap(), BTreeSet::new());
        assert_eq!(blocks(Path::new("/khong-co"), 4096).unwrap(), BTreeSet::new());
    }
}
