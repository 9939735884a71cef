//! What may go wrong while a file is written, said in the clerk's language.

use std::{
    fmt,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::filename::{NoName, of_disk};

/// A file could not be written; whatever stood there before is still whole.
///
/// The message says what happened and where, [`OutputError::advice`] what to do about it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The folder refuses new files, or its disk is read-only.
    #[error("không có quyền ghi vào thư mục `{}`", of_disk(.0))]
    NotWritable(PathBuf),
    /// No room left on the disk, or the user's quota is used up.
    #[error("ổ đĩa đã đầy, chưa ghi được `{}`", of_disk(.0))]
    DiskFull(PathBuf),
    /// Another program holds the file; seen on Windows only.
    #[error("không thay được `{}`: tệp đang mở trong Word? hãy đóng rồi chạy lại", of_disk(.0))]
    InUse(PathBuf),
    /// A folder has the name the file should get.
    #[error("`{}` là một thư mục, không ghi đè thành tệp được", of_disk(.0))]
    IsFolder(PathBuf),
    /// Something else than a file has the name.
    #[error("`{}` không phải là tệp thường (là ống dẫn hoặc thiết bị), không đọc và không ghi đè", of_disk(.0))]
    NoFile(PathBuf),
    /// A part of the path that should be a folder is a file.
    #[error("không tạo được thư mục cho `{}`: trên đường dẫn có một tệp trùng tên thư mục", of_disk(.0))]
    FolderIsFile(PathBuf),
    /// The system allows no name this long, or not these characters.
    #[error("tên tệp quá dài hoặc có ký tự không dùng được: `{}`", of_disk(.0))]
    BadName(PathBuf),
    /// A link stands on the way, so the file would lie elsewhere.
    #[error("`{}` là liên kết dẫn sang chỗ khác, không ghi hoặc đọc qua đó", of_disk(.0))]
    Link(PathBuf),
    /// A part of the path is not the name of a file or folder.
    #[error("tên tệp {0}")]
    NoName(NoName),
    /// The file that stands there cannot be read, so nobody knows whether it was edited.
    #[error("không đọc được tệp đang có `{}` nên không ghi đè ({})", of_disk(path), Reason(cause))]
    Unreadable {
        /// The file that stands there.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Every name beside an edited file is taken by another edited file.
    #[error("cạnh `{}` đã có quá nhiều bản `.moi` được sửa tay", of_disk(.0))]
    TooManyEdited(PathBuf),
    /// Anything else, with the system's code or the producer's own words.
    #[error("không ghi được `{}` ({})", of_disk(path), Reason(cause))]
    Other {
        /// The file that was to be written.
        path: PathBuf,
        /// What the system or the producer said.
        cause: io::Error,
    },
}

impl OutputError {
    /// Returns one sentence that tells the clerk what to do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotWritable(_) => "chọn thư mục khác bằng `--ra`, hoặc xin quyền ghi vào thư mục này",
            Self::DiskFull(_) => "xóa bớt tệp hoặc ghi sang ổ đĩa khác bằng `--ra`, rồi chạy lại",
            Self::InUse(_) => {
                "đóng tệp trong Word và khung xem trước của Windows; nếu vẫn lỗi, bỏ thuộc tính chỉ đọc của tệp"
            }
            Self::NoFile(_) => "xóa hoặc dời vật ấy đi, rồi chạy lại",
            Self::IsFolder(_) => "đổi tên hoặc dời thư mục ấy đi, rồi chạy lại",
            Self::FolderIsFile(_) => "đổi tên hoặc dời tệp ấy đi, rồi chạy lại",
            Self::BadName(_) => "đặt mã văn bản hoặc tên thư mục ngắn hơn, không dùng : * ? \" < > |",
            Self::Link(_) => {
                "nếu không rõ liên kết ấy từ đâu thì đừng dùng thư mục này; nếu chính mình đặt thì thay bằng thư mục, tệp thật"
            }
            Self::NoName(_) => "đổi tên, mã hoặc ký hiệu ấy rồi chạy lại",
            Self::Unreadable { .. } => "mở thử tệp ấy; nếu không cần nữa thì xóa đi, rồi chạy lại",
            Self::TooManyEdited(_) => "giữ lại bản cần dùng, xóa các bản `.moi` còn lại",
            Self::Other { .. } => "kiểm tra ổ đĩa và đường dẫn, rồi chạy lại",
        }
    }
}

/// The moment at which the system refused; the same code means different things then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Reading what stands at the path.
    Read,
    /// Making the folders above it.
    Folder,
    /// Filling the temporary file.
    Fill,
    /// Putting the temporary file in its place.
    Replace,
}

/// Gives an error of the system its meaning for the clerk.
pub(super) fn explain(step: Step, path: &Path, cause: io::Error) -> OutputError {
    explain_on(cfg!(windows), step, path, cause)
}

// The codes of Windows are tested on every system, hence the flag.
fn explain_on(windows: bool, step: Step, path: &Path, cause: io::Error) -> OutputError {
    // 32 and 33: sharing and lock violation; 206 and 123: name too long, name not allowed.
    let code = cause.raw_os_error().filter(|_| windows);
    let own = path.to_path_buf();
    match (cause.kind(), code) {
        (_, Some(32 | 33)) => OutputError::InUse(own),
        (_, Some(206 | 123)) | (ErrorKind::InvalidFilename, _) => OutputError::BadName(own),
        (ErrorKind::PermissionDenied, _) if windows && step == Step::Replace => OutputError::InUse(own),
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => OutputError::DiskFull(own),
        (ErrorKind::IsADirectory, _) => OutputError::IsFolder(own),
        (ErrorKind::NotADirectory, _) => OutputError::FolderIsFile(own),
        (ErrorKind::AlreadyExists, _) if step == Step::Folder => OutputError::FolderIsFile(own),
        (ErrorKind::ReadOnlyFilesystem, _) => OutputError::NotWritable(folder(path)),
        (ErrorKind::PermissionDenied, _) if step != Step::Read => OutputError::NotWritable(folder(path)),
        _ if step == Step::Read => OutputError::Unreadable { path: own, cause },
        _ => OutputError::Other { path: own, cause },
    }
}

/// Returns the folder a file lies in; `.` for a bare name.
pub(super) fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// An error of the system without its English words: its code, or the producer's own text.
pub struct Reason<'a>(pub &'a io::Error);

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.kind(), self.0.raw_os_error(), self.0.get_ref()) {
            (ErrorKind::PermissionDenied, ..) => f.write_str("không có quyền truy cập"),
            (_, Some(code), _) => write!(f, "mã lỗi hệ điều hành {code}"),
            (_, None, Some(own)) => write!(f, "{own}"),
            (kind, None, None) => write!(f, "loại lỗi {kind:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(windows: bool, step: Step, cause: io::Error) -> String {
        explain_on(windows, step, Path::new("output/2020/bao-cao.docx"), cause).to_string()
    }

    #[test]
    fn a_sharing_violation_on_windows_asks_to_close_word() {
        for code in [32, 33] {
            assert_eq!(
                on(true, Step::Replace, io::Error::from_raw_os_error(code)),
                "không thay được `output/2020/bao-cao.docx`: \
                 tệp đang mở trong Word? hãy đóng rồi chạy lại"
            );
        }
        let denied = io::Error::from(ErrorKind::PermissionDenied);
        assert!(on(true, Step::Replace, denied).contains("Word"));
    }

    #[test]
    fn the_same_code_elsewhere_is_not_about_word() {
        assert!(!on(false, Step::Replace, io::Error::from_raw_os_error(32)).contains("Word"));
    }

    #[test]
    fn a_refused_folder_is_named() {
        for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
            assert_eq!(on(false, Step::Fill, kind.into()), "không có quyền ghi vào thư mục `output/2020`");
        }
    }

    #[test]
    fn a_full_disk_and_a_used_up_quota_read_the_same() {
        for kind in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded] {
            assert_eq!(on(false, Step::Fill, kind.into()), "ổ đĩa đã đầy, chưa ghi được `output/2020/bao-cao.docx`");
        }
    }

    #[test]
    fn an_unreadable_file_is_left_alone_and_said_so() {
        assert_eq!(
            on(false, Step::Read, ErrorKind::PermissionDenied.into()),
            "không đọc được tệp đang có `output/2020/bao-cao.docx` nên không ghi đè \
             (không có quyền truy cập)"
        );
    }

    #[test]
    fn no_english_of_the_system_shows() {
        let text = on(false, Step::Fill, io::Error::from_raw_os_error(5));
        assert_eq!(text, "không ghi được `output/2020/bao-cao.docx` (mã lỗi hệ điều hành 5)");
        let own = io::Error::other("mẫu hỏng");
        assert!(on(false, Step::Fill, own).ends_with("(mẫu hỏng)"));
    }
}
