//! The seal of the register's file: the SHA-256 of each of its blocks as of the last step.
//!
//! What the register says is guarded by the log. The seal guards the rest of the file, bytes that SQLite itself does
//! not look at, so that no damage at all goes unseen. After a step only the blocks that it has written are hashed: the
//! time that issuing takes does not grow with the register, and damage to any other block is not blessed by the way.
//!
//! The file begins with [`MAGIC`]; then follow the digests, 32 bytes each, of the blocks in their order. It is written
//! in place, while the note of the step stands: after a death the whole of it is made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, ErrorKind, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::DiskError;
use super::{Digest, log};
use crate::output;

/// The seal's file name.
pub const NAME: &str = "so.niem-phong";

/// How a seal begins; the length of the log's text follows.
const MAGIC: &[u8; 24] = b"thidua niem phong so v2\n";

/// The first 32 bytes of a seal that does not know the length of the log's text yet.
const MAGIC_1: &[u8; 32] = b"thidua niem phong so.sqlite v1\r\n";

/// How many bytes come before the digests.
const HEAD: usize = 32;

/// The bytes that one digest is of: a page of SQLite.
pub const BLOCK: usize = 4096;

/// How many bytes are read at once.
const CHUNK: usize = 1 << 20;

fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// Hands the digests of the register's blocks on, in their order, a chunk at a time; false from `take` ends it.
fn digests(folder: &Path, mut take: impl FnMut(&[u8]) -> io::Result<bool>) -> Result<(), DiskError> {
    let register = folder.join(super::REGISTER);
    let mut read = || {
        let mut file = File::open(&register)?;
        let mut chunk = Vec::with_capacity(CHUNK);
        loop {
            chunk.clear();
            (&mut file).take(CHUNK as u64).read_to_end(&mut chunk)?;
            let hashed: Vec<[u8; 32]> = chunk.par_chunks(BLOCK).map(|block| Digest::of(block).bytes()).collect();
            if chunk.is_empty() || !take(hashed.as_flattened())? {
                return Ok(());
            }
        }
    };
    read().map_err(|cause| DiskError::of(&register, cause))
}

/// Seals the whole of the register's file, and the length of the log's text, as they are now.
pub fn put(folder: &Path) -> Result<(), DiskError> {
    let mut seal = head(folder)?.to_vec();
    digests(folder, |hashed| {
        seal.extend_from_slice(hashed);
        Ok(true)
    })?;
    output::write_with(&path(folder), |file| file.write_all(&seal)).map_err(DiskError::from)
}

fn head(folder: &Path) -> Result<[u8; HEAD], DiskError> {
    let text = folder.join(log::NAME);
    let length = match fs::metadata(&text) {
        Ok(found) => found.len(),
        Err(cause) if cause.kind() == ErrorKind::NotFound => 0,
        Err(cause) => return Err(DiskError::of(&text, cause)),
    };
    let mut head = [0; HEAD];
    head[..MAGIC.len()].copy_from_slice(MAGIC);
    head[MAGIC.len()..].copy_from_slice(&length.to_le_bytes());
    Ok(head)
}

/// Opens the seal to change it; none where it is lost, for it is not made anew.
fn open(folder: &Path) -> Result<Option<File>, DiskError> {
    let at = path(folder);
    match OpenOptions::new().read(true).write(true).open(&at) {
        Ok(seal) => Ok(Some(seal)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(DiskError::of(&at, cause)),
    }
}

/// Seals blocks, counted from 1, as they will be in a file of so many blocks.
pub fn renew(folder: &Path, blocks: &BTreeMap<u64, Digest>, length: u64) -> Result<(), DiskError> {
    let Some(mut seal) = open(folder)? else { return Ok(()) };
    let mut renew = || {
        for (number, digest) in blocks.range(..=length) {
            seal.seek(SeekFrom::Start(number * 32))?;
            seal.write_all(&digest.bytes())?;
        }
        seal.set_len(HEAD as u64 + length * 32)?;
        seal.sync_all()
    };
    renew().map_err(|cause| DiskError::of(&path(folder), cause))
}

/// Notes how long the log's text is now.
pub fn measure(folder: &Path) -> Result<(), DiskError> {
    let Some(mut seal) = open(folder)? else { return Ok(()) };
    let head = head(folder)?;
    seal.write_all(&head).and_then(|()| seal.sync_all()).map_err(|cause| DiskError::of(&path(folder), cause))
}

/// What the seal says of the length of the log's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// It is so long.
    Known(u64),
    /// The seal is of an earlier version, which did not say.
    Untold,
    /// There is no seal.
    Missing,
    /// There is a file of its name, which is none.
    Broken,
}

/// Returns how long the log's text was after the last step.
pub fn length(folder: &Path) -> Result<Length, DiskError> {
    let mut head = [0; HEAD];
    match File::open(path(folder)).and_then(|mut seal| seal.read_exact(&mut head)) {
        Ok(()) if &head == MAGIC_1 => Ok(Length::Untold),
        Ok(()) => {
            let (magic, length) = head.split_at(MAGIC.len());
            let length = <[u8; 8]>::try_from(length).ok().filter(|_| magic == MAGIC);
            Ok(length.map_or(Length::Broken, |length| Length::Known(u64::from_le_bytes(length))))
        }
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Length::Missing),
        Err(cause) if cause.kind() == ErrorKind::UnexpectedEof => Ok(Length::Broken),
        Err(cause) => Err(DiskError::of(&path(folder), cause)),
    }
}

/// Returns the first of these blocks of the register's file that is not as it was sealed; a lost seal says of none.
///
/// On Unix closing the handle gives up the lock that SQLite itself holds on the file; the archive's own lock stands.
pub fn broken(folder: &Path, blocks: impl IntoIterator<Item = u64>) -> Result<Option<u64>, DiskError> {
    let Some(mut seal) = open_to_read(folder)? else { return Ok(None) };
    let at = folder.join(super::REGISTER);
    let look = || {
        let mut register = File::open(&at)?;
        let length = register.metadata()?.len().div_ceil(BLOCK as u64);
        if seal.metadata()?.len() != HEAD as u64 + length * 32 {
            return Ok(Some(length));
        }
        let (mut block, mut said) = (Vec::with_capacity(BLOCK), [0; 32]);
        for number in blocks.into_iter().filter(|number| (1..=length).contains(number)) {
            block.clear();
            register.seek(SeekFrom::Start((number - 1) * BLOCK as u64))?;
            (&mut register).take(BLOCK as u64).read_to_end(&mut block)?;
            seal.seek(SeekFrom::Start(number * 32))?;
            seal.read_exact(&mut said)?;
            if Digest::of(&block).bytes() != said {
                return Ok(Some(number));
            }
        }
        Ok(None)
    };
    look().map_err(|cause| DiskError::of(&at, cause))
}

fn open_to_read(folder: &Path) -> Result<Option<File>, DiskError> {
    match File::open(path(folder)) {
        Ok(seal) => Ok(Some(seal)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(DiskError::of(&path(folder), cause)),
    }
}

/// What the seal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// The file is as it was left.
    Whole,
    /// The file is not as it was left.
    Broken,
    /// There is no seal.
    Missing,
}

/// Compares the register's file with its seal.
pub fn check(folder: &Path) -> Result<Seal, DiskError> {
    check_but(folder, &BTreeSet::new())
}

/// Compares the register's file with its seal, but for these blocks: they stand in the write-ahead log that a death has
/// left, and may have been taken from it or not.
pub fn check_but(folder: &Path, open: &BTreeSet<u64>) -> Result<Seal, DiskError> {
    let fault = |cause| DiskError::of(&path(folder), cause);
    match open_to_read(folder)? {
        Some(seal) => {
            let length = seal.metadata().map_err(fault)?.len();
            let register = fs::metadata(folder.join(super::REGISTER)).map_err(fault)?.len();
            let fits = !open.is_empty() || length == (1 + register.div_ceil(BLOCK as u64)) * 32;
            Ok(if fits && agrees(folder, BufReader::new(seal), open)? { Seal::Whole } else { Seal::Broken })
        }
        None => Ok(Seal::Missing),
    }
}

fn agrees(folder: &Path, mut seal: impl Read, open: &BTreeSet<u64>) -> Result<bool, DiskError> {
    let mut head = [0; HEAD];
    let mut whole = seal.read_exact(&mut head).is_ok() && (head.starts_with(MAGIC) || &head == MAGIC_1);
    let mut number = 0;
    digests(folder, |hashed| {
        for digest in hashed.chunks(32) {
            let mut said = [0; 32];
            number += 1;
            let same = seal.read_exact(&mut said).is_ok() && said == digest;
            whole = whole && (same || open.contains(&number));
        }
        Ok(whole)
    })?;
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::super::REGISTER;
    use super::*;

    fn sealed(content: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(REGISTER), content).unwrap();
        put(folder.path()).unwrap();
        folder
    }

    fn content() -> Vec<u8> {
        (0..5 * BLOCK).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    fn change(folder: &Path, place: usize) {
        let mut content = fs::read(folder.join(REGISTER)).unwrap();
        content[place] ^= 1;
        fs::write(folder.join(REGISTER), content).unwrap();
    }

    #[test]
    fn a_change_in_any_block_breaks_the_seal() {
        for place in [0, BLOCK - 1, BLOCK, 3 * BLOCK + 7, 5 * BLOCK - 1] {
            let folder = sealed(&content());
            assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
            change(folder.path(), place);
            assert_eq!(check(folder.path()).unwrap(), Seal::Broken, "{place}");
        }
    }

    fn blocks(folder: &Path, numbers: &[usize]) -> BTreeMap<u64, Digest> {
        let content = fs::read(folder.join(REGISTER)).unwrap();
        let digest = |number: usize| Digest::of(content.chunks(BLOCK).nth(number - 1).unwrap());
        numbers.iter().map(|number| (*number as u64, digest(*number))).collect()
    }

    #[test]
    fn blocks_that_were_written_are_sealed_again_and_others_are_not() {
        let folder = sealed(&content());
        change(folder.path(), 2 * BLOCK);
        renew(folder.path(), &blocks(folder.path(), &[3]), 5).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
        change(folder.path(), 4 * BLOCK);
        renew(folder.path(), &blocks(folder.path(), &[3]), 5).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Broken, "damage elsewhere is not blessed");
        assert_eq!(broken(folder.path(), 1..=4).unwrap(), None);
        assert_eq!(broken(folder.path(), [2, 5]).unwrap(), Some(5));
        assert_eq!(broken(folder.path(), [0, 6, 99]).unwrap(), None, "blocks that are new");
    }

    #[test]
    fn blocks_that_a_death_has_left_open_need_not_be_as_sealed_but_all_others() {
        let folder = sealed(&content());
        change(folder.path(), 2 * BLOCK);
        let check = |open: &[u64]| check_but(folder.path(), &open.iter().copied().collect()).unwrap();
        assert_eq!((check(&[3]), check(&[2, 4])), (Seal::Whole, Seal::Broken));
        fs::write(folder.path().join(REGISTER), [content(), vec![7; BLOCK]].concat()).unwrap();
        assert_eq!((check(&[6]), check(&[3])), (Seal::Whole, Seal::Broken), "a block that is new");
    }

    #[test]
    fn a_file_that_grows_and_shrinks_is_sealed_in_its_new_length() {
        let folder = sealed(&content());
        let longer = [content(), vec![7; 2 * BLOCK]].concat();
        fs::write(folder.path().join(REGISTER), &longer).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Broken);
        assert_eq!(broken(folder.path(), [1]).unwrap(), Some(7), "a file of another length");
        renew(folder.path(), &blocks(folder.path(), &[6, 7]), 7).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
        fs::write(folder.path().join(REGISTER), &longer[..2 * BLOCK]).unwrap();
        renew(folder.path(), &BTreeMap::new(), 2).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
    }

    #[test]
    fn the_length_of_the_text_is_noted_and_an_earlier_seal_does_not_know_it() {
        let folder = sealed(&content());
        assert_eq!(length(folder.path()).unwrap(), Length::Known(0));
        fs::write(folder.path().join(log::NAME), "mot\n").unwrap();
        measure(folder.path()).unwrap();
        assert_eq!(length(folder.path()).unwrap(), Length::Known(4));
        let mut seal = fs::read(path(folder.path())).unwrap();
        seal[..HEAD].copy_from_slice(MAGIC_1);
        fs::write(path(folder.path()), &seal).unwrap();
        assert_eq!((length(folder.path()).unwrap(), check(folder.path()).unwrap()), (Length::Untold, Seal::Whole));
        measure(folder.path()).unwrap();
        assert_eq!((length(folder.path()).unwrap(), check(folder.path()).unwrap()), (Length::Known(4), Seal::Whole));
        seal[3] ^= 1;
        fs::write(path(folder.path()), &seal).unwrap();
        assert_eq!((length(folder.path()).unwrap(), check(folder.path()).unwrap()), (Length::Broken, Seal::Broken));
    }

    #[test]
    fn a_lost_seal_stays_lost_and_a_cut_or_longer_one_is_broken() {
        let folder = sealed(&content());
        let seal = fs::read(path(folder.path())).unwrap();
        for wrong in [&seal[..seal.len() - 32], &seal[..40], &[][..], &[&seal[..], &[0; 32]].concat()] {
            fs::write(path(folder.path()), wrong).unwrap();
            assert_eq!(check(folder.path()).unwrap(), Seal::Broken);
        }
        fs::remove_file(path(folder.path())).unwrap();
        renew(folder.path(), &BTreeMap::new(), 5).unwrap();
        measure(folder.path()).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Missing);
        assert_eq!(broken(folder.path(), [1]).unwrap(), None);
    }
}
