//! Reading the bytes of a record's file, and why that may fail.

use std::path::Path;

use crate::filename::native;
use crate::source::open::{MOST, OpenError, Reach};

/// Why a year's records cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no `data` folder.
    #[error(
        "không có thư mục “{0}”\n  gợi ý: chạy lệnh trong thư mục làm việc (thư mục có data/), hoặc chỉ rõ bằng -C THƯ-MỤC"
    )]
    NoData(String),
    /// The folder holds no year.
    #[error("thư mục “{folder}” chưa có năm nào\n  gợi ý: {hint}")]
    NoYears {
        /// The folder.
        folder: String,
        /// What to do.
        hint: String,
    },
    /// The year has no folder.
    #[error("không có dữ liệu năm {year} trong “{folder}”\n  gợi ý: {hint}")]
    NoYear {
        /// The year asked for.
        year: i32,
        /// The data folder.
        folder: String,
        /// What to do.
        hint: String,
    },
    /// The year's folder has no YAML file.
    #[error("thư mục “{folder}” không có tệp .yaml nào\n  gợi ý: {hint}")]
    EmptyYear {
        /// The folder.
        folder: String,
        /// What to do.
        hint: String,
    },
    /// A file or folder cannot be read.
    #[error("không đọc được “{path}”: {cause}\n  gợi ý: {}", cause.hint())]
    Unreadable {
        /// The path.
        path: String,
        /// Why.
        cause: OpenError,
    },
}

/// Says that a file or folder cannot be read.
pub(super) fn unreadable(path: &Path, cause: impl Into<OpenError>) -> LoadError {
    LoadError::Unreadable { path: native(&shown(path)), cause: cause.into() }
}

/// Returns a path as records and machines have it: `/` on every system, without a leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// Reads a file below the working folder.
pub(super) fn read_bytes(reach: &Reach, path: &Path) -> Result<Vec<u8>, LoadError> {
    let name = path.strip_prefix(reach.base()).unwrap_or(path).to_string_lossy();
    reach.read(&name, MOST).map_err(|error| unreadable(path, error))
}
