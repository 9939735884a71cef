//! Which pages a step has written, read from SQLite's write-ahead log before it is taken into the register's file; and
//! what the register is with a log that a death has left, for those who may not write.
//!
//! The format is documented (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>): a header of 32 bytes, then
//! frames, each a header of 24 bytes and a page. A frame whose salt is not that of the header is of an earlier round.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::Digest;

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

/// The pages of the steps that a log has wholly: those that SQLite would take into the register's file.
#[derive(Debug, Default)]
pub struct Committed {
    /// Where each page stands in the log, by its number from 1.
    pub pages: BTreeMap<u32, u64>,
    /// How many pages the register has after them.
    pub count: u32,
    /// The bytes of a page.
    pub size: u32,
}

/// Reads which pages a log holds of steps that were committed; none where there is no log, or none was.
pub fn committed(log: &Path) -> io::Result<Option<Committed>> {
    let mut reader = match File::open(log) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(cause),
    };
    let mut header = [0; HEADER];
    if !filled(&mut reader, &mut header)? {
        return Ok(None);
    }
    let (magic, size) = (number(&header, 0), number(&header, 8));
    let mut sum = Sum { big: magic & 1 == 1, sums: (0, 0) };
    sum.add(&header[..24]);
    let known = magic | 1 == 0x377f_0683 && size.is_power_of_two() && (512..=65536).contains(&size);
    if !known || !sum.is(&header, 24) {
        return Ok(None);
    }
    let (mut whole, mut open) = (Committed { size, ..Committed::default() }, BTreeMap::new());
    let (mut frame, mut page, mut at) = ([0; FRAME], vec![0; size as usize], HEADER as u64);
    while filled(&mut reader, &mut frame)? && filled(&mut reader, &mut page)? {
        sum.add(&frame[..8]);
        sum.add(&page);
        if frame[8..16] != header[16..24] || !sum.is(&frame, 16) || number(&frame, 0) == 0 {
            break;
        }
        open.insert(number(&frame, 0), at + FRAME as u64);
        at += (FRAME + page.len()) as u64;
        // The last frame of a step says how many pages there are then.
        if number(&frame, 4) > 0 {
            whole.pages.append(&mut open);
            whole.count = number(&frame, 4);
        }
    }
    Ok((whole.count > 0).then_some(whole))
}

/// Returns the digests of the pages that are committed, by their number from 1.
pub fn digests(log: &Path, whole: &Committed) -> io::Result<BTreeMap<u64, Digest>> {
    let mut file = File::open(log)?;
    let mut page = vec![0; whole.size as usize];
    let mut digest = |(number, place): (&u32, &u64)| {
        file.seek(SeekFrom::Start(*place))?;
        file.read_exact(&mut page)?;
        Ok((u64::from(*number), Digest::of(&page)))
    };
    whole.pages.iter().map(&mut digest).collect()
}

/// The running checksum of a log, over words of the order of bytes of the machine that began it.
struct Sum {
    big: bool,
    sums: (u32, u32),
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for pair in bytes.chunks_exact(8) {
            let word = |at: usize| {
                let word = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
                if self.big { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
            };
            let (first, second) = (word(0), word(4));
            self.sums.0 = self.sums.0.wrapping_add(first).wrapping_add(self.sums.1);
            self.sums.1 = self.sums.1.wrapping_add(second).wrapping_add(self.sums.0);
        }
    }

    fn is(&self, bytes: &[u8], at: usize) -> bool {
        (number(bytes, at), number(bytes, at + 4)) == self.sums
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

    /// A log with sums, whose frames are these: page, length after a commit or 0, what fills the page.
    fn summed(frames: &[(u32, u32, u8)]) -> Vec<u8> {
        let mut sum = Sum { big: true, sums: (0, 0) };
        let mut bytes =
            [&0x377f_0683_u32.to_be_bytes()[..], &[0; 4], &4096u32.to_be_bytes(), &[0; 4], b"saltSALT"].concat();
        sum.add(&bytes);
        bytes.extend([sum.sums.0.to_be_bytes(), sum.sums.1.to_be_bytes()].concat());
        for (page, length, fill) in frames {
            let head = [page.to_be_bytes(), length.to_be_bytes()].concat();
            let page = [*fill; 4096];
            sum.add(&head);
            sum.add(&page);
            let sums = [sum.sums.0.to_be_bytes(), sum.sums.1.to_be_bytes()].concat();
            bytes.extend([&head[..], b"saltSALT", &sums, &page].concat());
        }
        bytes
    }

    fn said(bytes: &[u8]) -> Option<(BTreeMap<u64, Digest>, u32)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        committed(file.path()).unwrap().map(|whole| (digests(file.path(), &whole).unwrap(), whole.count))
    }

    #[test]
    fn a_page_is_committed_as_it_was_written_last_and_not_before_a_commit() {
        let of = |fill: u8| Digest::of(&[fill; 4096]);
        let found = said(&summed(&[(3, 0, 1), (1, 0, 2), (3, 5, 3), (9, 0, 4)]));
        assert_eq!(found, Some((BTreeMap::from([(1, of(2)), (3, of(3))]), 5)));
        assert_eq!(said(&summed(&[(3, 0, 1)])), None);
    }

    #[test]
    fn a_torn_frame_and_what_follows_it_say_nothing() {
        let mut bytes = summed(&[(3, 5, 1), (1, 6, 2), (4, 7, 3)]);
        bytes[HEADER + FRAME + 4096 + FRAME + 7] ^= 1;
        assert_eq!(said(&bytes), Some((BTreeMap::from([(3, Digest::of(&[1; 4096]))]), 5)));
        bytes[20] ^= 1;
        assert_eq!(said(&bytes), None, "frames of an earlier round");
    }

    #[test]
    fn no_log_and_an_empty_one_hold_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(blocks(file.path(), 4096).unwrap(), BTreeSet::new());
        assert_eq!(blocks(Path::new("/khong-co"), 4096).unwrap(), BTreeSet::new());
    }
}
