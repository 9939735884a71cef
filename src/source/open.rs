//! Opening files that a stranger may have named or put there: regular files of a size that fits, below known folders.
//!
//! A name in a record or in data may lead anywhere: up the tree, over a link, to another computer (on Windows that alone
//! would log in there), or to what is no file at all and never ends. All such names are opened here.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// Largest file that somebody named and that is read whole, in bytes.
pub const MOST: u64 = 256 * 1024 * 1024;

/// Why a file is not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none.
    #[error("không có tệp này")]
    Missing,
    /// It lies where nothing may be read without being asked.
    #[error("tệp nằm ngoài các thư mục được đọc")]
    Outside,
    /// A link leads there.
    #[error("liên kết dẫn tới tệp nằm ngoài các thư mục được đọc")]
    Link,
    /// It is a folder, a device, a pipe, a socket.
    #[error("không phải tệp thường mà là {0}")]
    Other(&'static str),
    /// It is too large: its bytes, and the most.
    #[error("tệp nặng {} MB, nhiều nhất là {} MB", .0.div_ceil(1024 * 1024), .1 / 1024 / 1024)]
    Large(u64, u64),
    /// The system refuses.
    #[error("{}", world(.0))]
    World(io::Error),
}

impl OpenError {
    /// Says what to do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Missing => "kiểm tra lại tên và thư mục của tệp",
            Self::Outside => "chép tệp vào thư mục làm việc; hoặc cho đọc thư mục chứa tệp bằng --cho-doc THƯ-MỤC",
            Self::Link => {
                "chép tệp hoặc thư mục thật vào chỗ của liên kết; hoặc cho đọc nơi nó dẫn tới bằng --cho-doc THƯ-MỤC"
            }
            Self::Other(_) => "chỉ đọc tệp thường; chép nội dung ra một tệp rồi dùng tệp ấy",
            Self::Large(..) => "thu nhỏ hoặc tách tệp ra",
            Self::World(_) => "kiểm tra quyền đọc tệp",
        }
    }
}

fn world(error: &io::Error) -> String {
    if error.kind() == ErrorKind::PermissionDenied {
        return "không có quyền đọc tệp này".to_owned();
    }
    error.to_string()
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound { Self::Missing } else { Self::World(error) }
    }
}

impl From<OpenError> for io::Error {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::World(error) => error,
            OpenError::Missing => Self::new(ErrorKind::NotFound, error),
            error => Self::other(error),
        }
    }
}

/// Reads a file that the clerk has typed, wherever it lies.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, OpenError> {
    // On systems that cannot open without waiting, what is no file is never opened.
    if !cfg!(target_os = "linux") {
        regular(&std::fs::metadata(path)?)?;
    }
    let file = open(path)?;
    let about = file.metadata()?;
    regular(&about)?;
    if about.len() > most {
        return Err(OpenError::Large(about.len(), most));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(OpenError::Large(bytes.len() as u64, most)) } else { Ok(bytes) }
}

/// Opens without waiting for whoever may be at the other end.
#[cfg(target_os = "linux")]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(target_os = "linux"))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn regular(about: &std::fs::Metadata) -> Result<(), OpenError> {
    match about.file_type() {
        kind if kind.is_file() => Ok(()),
        kind if kind.is_dir() => Err(OpenError::Other("thư mục")),
        _ => Err(OpenError::Other("thiết bị hoặc ống dẫn của hệ thống")),
    }
}

/// Folders below which files are read that records and data name.
#[derive(Clone, Debug)]
pub struct Reach {
    base: PathBuf,
    folders: Vec<PathBuf>,
}

impl Reach {
    /// This folder; names are taken from it.
    pub fn of(base: impl Into<PathBuf>) -> Self {
        let base = base.into();
        Self { folders: vec![base.clone()], base }
    }

    /// Further folders.
    #[must_use]
    pub fn and(mut self, folders: impl IntoIterator<Item = impl Into<PathBuf>>) -> Self {
        self.folders.extend(folders.into_iter().map(Into::into));
        self
    }

    /// Returns the folder from which names are taken.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Reads a file of at most so many bytes.
    ///
    /// A name that leads out is refused as it is written, before anything is touched; then where links lead is looked at.
    pub fn read(&self, name: &str, most: u64) -> Result<Vec<u8>, OpenError> {
        if name.starts_with("\\\\") || name.starts_with("//") {
            return Err(OpenError::Outside);
        }
        let path = lexical(&self.base.join(name))?;
        let written = |folder: &PathBuf| lexical(folder).is_ok_and(|folder| path.starts_with(folder));
        let real = |folder: &PathBuf| folder.canonicalize().is_ok_and(|folder| path.starts_with(folder));
        if !self.folders.iter().any(|folder| written(folder) || real(folder)) {
            return Err(OpenError::Outside);
        }
        let path = path.canonicalize()?;
        let real = |folder: &PathBuf| folder.canonicalize().is_ok_and(|folder| path.starts_with(folder));
        if !self.folders.iter().any(real) {
            return Err(OpenError::Link);
        }
        read(&path, most)
    }
}

/// Returns a path from the root of the disk, its `..` resolved as they are written.
fn lexical(path: &Path) -> io::Result<PathBuf> {
    let mut out = PathBuf::new();
    for step in std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path })?.components() {
        match step {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            step => out.push(step),
        }
    }
    Ok(out)
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
