//! The seal of the register's file: the SHA-256 of each of its blocks as of the last step.
//!
//! What the register says is guarded by the log. The seal guards the rest of the file, bytes that SQLite itself does
//! not look at, so that no damage at all goes unseen. After a step only the blocks that it has written are hashed: the
//! time that issuing takes does not grow with the register, and damage to any other block is not blessed by the way.
//!
//! The file begins with [`MAGIC`]; then follow the digests, 32 bytes each, of the blocks in their order. It is written
//! in place, while the note of the step stands: after a death the whole of it is made anew.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, ErrorKind, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Digest;
use super::error::DiskError;
use crate::output;

/// The seal's file name.
pub const NAME: &str = "so.niem-phong";

/// The first 32 bytes of a seal.
const MAGIC: &[u8; 32] = b"thidua niem phong so.sqlite v1\r\n";

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

/// Seals the whole of the register's file as it is now.
pub fn put(folder: &Path) -> Result<(), DiskError> {
    let mut seal = MAGIC.to_vec();
    digests(folder, |hashed| {
        seal.extend_from_slice(hashed);
        Ok(true)
    })?;
    output::write_with(&path(folder), |file| file.write_all(&seal)).map_err(DiskError::Output)
}

/// Seals the blocks that a step has written, counted from 1; a seal that is lost is not made anew.
///
/// On Unix closing the handle gives up the lock that SQLite itself holds on the file; the archive's own lock stands.
pub fn renew(folder: &Path, blocks: &BTreeSet<u64>) -> Result<(), DiskError> {
    let at = path(folder);
    let mut seal = match OpenOptions::new().write(true).open(&at) {
        Ok(seal) => seal,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(DiskError::of(&at, cause)),
    };
    let mut renew = || {
        let mut register = File::open(folder.join(super::REGISTER))?;
        let length = register.metadata()?.len();
        let mut block = Vec::with_capacity(BLOCK);
        for number in blocks.iter().filter(|number| (**number - 1) * (BLOCK as u64) < length) {
            block.clear();
            register.seek(SeekFrom::Start((number - 1) * BLOCK as u64))?;
            (&mut register).take(BLOCK as u64).read_to_end(&mut block)?;
            seal.seek(SeekFrom::Start(number * 32))?;
            seal.write_all(&Digest::of(&block).bytes())?;
        }
        seal.set_len((1 + length.div_ceil(BLOCK as u64)) * 32)?;
        seal.sync_all()
    };
    renew().map_err(|cause| DiskError::of(&at, cause))
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
    let fault = |cause| DiskError::of(&path(folder), cause);
    match File::open(path(folder)) {
        Ok(seal) => {
            let length = seal.metadata().map_err(fault)?.len();
            let register = fs::metadata(folder.join(super::REGISTER)).map_err(fault)?.len();
            let fits = length == (1 + register.div_ceil(BLOCK as u64)) * 32;
            Ok(if fits && agrees(folder, BufReader::new(seal))? { Seal::Whole } else { Seal::Broken })
        }
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Seal::Missing),
        Err(cause) => Err(fault(cause)),
    }
}

fn agrees(folder: &Path, mut seal: impl Read) -> Result<bool, DiskError> {
    let mut magic = [0; 32];
    let mut whole = seal.read_exact(&mut magic).is_ok() && &magic == MAGIC;
    let mut said = Vec::new();
    digests(folder, |hashed| {
        said.resize(hashed.len(), 0);
        whole = whole && seal.read_exact(&mut said).is_ok() && said == hashed;
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

    #[test]
    fn blocks_that_were_written_are_sealed_again_and_others_are_not() {
        let folder = sealed(&content());
        change(folder.path(), 2 * BLOCK);
        renew(folder.path(), &BTreeSet::from([3])).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
        change(folder.path(), 4 * BLOCK);
        renew(folder.path(), &BTreeSet::from([3])).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Broken, "damage elsewhere is not blessed");
    }

    #[test]
    fn a_file_that_grows_and_shrinks_is_sealed_in_its_new_length() {
        let folder = sealed(&content());
        let longer = [content(), vec![7; 2 * BLOCK]].concat();
        fs::write(folder.path().join(REGISTER), &longer).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Broken);
        renew(folder.path(), &BTreeSet::from([6, 7])).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
        fs::write(folder.path().join(REGISTER), &longer[..2 * BLOCK]).unwrap();
        renew(folder.path(), &BTreeSet::from([6])).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Whole);
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
        renew(folder.path(), &BTreeSet::from([1])).unwrap();
        assert_eq!(check(folder.path()).unwrap(), Seal::Missing);
    }
}
