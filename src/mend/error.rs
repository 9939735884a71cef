//! Why a file could not be mended.

use crate::docx::view::ReadError;
use crate::ooxml::package::PackageError;
use crate::ooxml::tree::TreeError;
use crate::ooxml::write::PackageError as WriteError;

/// Why a file could not be mended.
#[derive(Debug, thiserror::Error)]
pub enum MendError {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its package is not as it should be.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A part of it is not XML.
    #[error("không đọc được phần “{0}” của tệp: {1}")]
    Tree(String, TreeError),
    /// It could not be put together again.
    #[error("không ghép lại được tệp: {0}")]
    Write(String),
}

impl From<WriteError> for MendError {
    fn from(error: WriteError) -> Self {
        Self::unwritten(error)
    }
}

impl MendError {
    /// What could not be put together again.
    pub(super) fn unwritten(error: impl std::fmt::Display) -> Self {
        Self::Write(error.to_string())
    }
}
