//! The seal of the register's file: its SHA-256 as of the last step, in the form `sha256sum -c` reads.
//!
//! What the register says is guarded by the log. The seal guards the rest of the file, bytes that SQLite itself does
//! not look at, so that no damage at all goes unseen.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Digest;
use super::error::DiskError;
use crate::output;

/// The seal's file name.
pub const NAME: &str = "so.sqlite.sha256";

fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

fn text(folder: &Path) -> Result<String, DiskError> {
    let register = folder.join(super::REGISTER);
    let digest = File::open(&register).and_then(Digest::of_reader).map_err(|cause| DiskError::of(&register, cause))?;
    Ok(format!("{}  {}\n", digest.0, super::REGISTER))
}

/// Seals the register's file as it is now.
pub fn put(folder: &Path) -> Result<(), DiskError> {
    let text = text(folder)?;
    output::write_with(&path(folder), |file| file.write_all(text.as_bytes())).map_err(DiskError::Output)
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
    match fs::read(path(folder)) {
        Ok(seal) if seal == text(folder)?.as_bytes() => Ok(Seal::Whole),
        Ok(_) => Ok(Seal::Broken),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Seal::Missing),
        Err(cause) => Err(DiskError::of(&path(folder), cause)),
    }
}
