//! Converting documents to PDF with LibreOffice, run once for all of them.

mod office;
mod pages;

use std::{
    collections::HashMap,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::TempDir;
use thiserror::Error;

use super::{OutputError, printed};
use crate::filename::of_disk;

/// Returns the number of pages of a PDF; none when it does not say so in the clear.
pub fn page_count(pdf: &[u8]) -> Option<usize> {
    pages::count(pdf)
}

/// A PDF that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// Where it lies.
    pub path: PathBuf,
    /// How many pages it has; `None` when the file does not say so in the clear.
    pub pages: Option<usize>,
}

/// The documents could not be converted; no PDF was written, unless the disk failed midway.
///
/// The message says what happened, [`PdfError::advice`] what to do about it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PdfError {
    /// No LibreOffice on this machine.
    #[error("máy này chưa cài LibreOffice nên không chuyển sang PDF được")]
    NotInstalled,
    /// `THIDUA_SOFFICE` names something that is not a file.
    #[error("biến THIDUA_SOFFICE trỏ tới `{}`, ở đó không có chương trình", of_disk(.0))]
    WrongProgram(PathBuf),
    /// LibreOffice is there but does not start.
    #[error("không chạy được LibreOffice `{}`", of_disk(.0))]
    NotStarted(PathBuf),
    /// LibreOffice ended without a PDF for these files.
    #[error("LibreOffice không chuyển được {}{}", list(files), said(output))]
    Failed {
        /// The documents without a PDF.
        files: Vec<PathBuf>,
        /// What LibreOffice wrote, for the curious; may be empty.
        output: String,
    },
    /// LibreOffice did not end in time and was stopped.
    #[error("LibreOffice chạy quá {} giây chưa xong nên đã dừng", .0.as_secs())]
    TimedOut(Duration),
    /// Two documents would give the same PDF.
    #[error("hai văn bản `{}` và `{}` cho ra cùng một tệp PDF", of_disk(.0), of_disk(.1))]
    SameName(PathBuf, PathBuf),
    /// A document cannot be read, or there is no room for its copy.
    #[error("không đọc được `{}` để chuyển sang PDF", of_disk(.0))]
    Unreadable(PathBuf),
    /// No temporary folder could be made.
    #[error("không tạo được thư mục tạm để chuyển sang PDF")]
    NoTemporary,
    /// A finished PDF could not be put in its place.
    #[error(transparent)]
    Output(#[from] OutputError),
}

impl PdfError {
    /// Returns what the clerk can do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotInstalled | Self::NotStarted(_) => {
                "cài LibreOffice (miễn phí, https://vi.libreoffice.org) rồi chạy lại; hoặc mở tệp \
                 .docx bằng Word, chọn Tệp > Lưu dưới dạng (File > Save As), kiểu PDF"
            }
            Self::WrongProgram(_) => {
                "sửa biến THIDUA_SOFFICE thành đường dẫn tới soffice (Windows: soffice.exe), \
                 hoặc bỏ biến ấy đi"
            }
            Self::Failed { .. } => {
                "mở thử tệp bằng LibreOffice hoặc Word xem có hỏng không; nếu mở được, lưu PDF \
                 từ đó"
            }
            Self::TimedOut(_) => {
                "đóng các cửa sổ LibreOffice đang mở rồi chạy lại, hoặc chuyển ít văn bản hơn \
                 bằng `--van-ban`"
            }
            Self::SameName(..) => "đổi tên một trong hai văn bản, hoặc chuyển từng văn bản",
            Self::Unreadable(_) => "đóng tệp trong Word, xem ổ đĩa còn chỗ không, rồi chạy lại",
            Self::NoTemporary => "xem ổ đĩa hệ thống còn chỗ không, rồi chạy lại",
            Self::Output(error) => error.advice(),
        }
    }
}

fn list(files: &[PathBuf]) -> String {
    let names: Vec<String> = files.iter().map(|file| format!("`{}`", of_disk(file))).collect();
    names.join(", ")
}

fn said(output: &str) -> String {
    match output.trim() {
        "" => String::new(),
        text => format!(" (LibreOffice báo: {})", text.lines().last().unwrap_or(text)),
    }
}

/// Converts documents to `<out_dir>/<stem>.pdf`, in the order given; an existing PDF is replaced if it was made so, and one
/// that was signed or scanned stays, see [`printed::write`]. `is_secret` tells by its place whose PDF is its owner's only.
///
/// LibreOffice runs once, without a window, with a profile of its own, so that one the clerk has
/// open is not disturbed. It is stopped after 120 seconds and 10 more for each document.
///
/// # Errors
///
/// Any [`PdfError`]. When one document fails, none is written.
pub fn convert(files: &[PathBuf], out_dir: &Path, is_secret: &dyn Fn(usize) -> bool) -> Result<Vec<Pdf>, PdfError> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let targets = targets(files, out_dir)?;
    let program = office::find()?;
    let desk = tempfile::tempdir().map_err(|_| PdfError::NoTemporary)?;
    let names = lay_out(files, &desk)?;
    let output = office::run(&program, desk.path(), &names, time_for(files.len()))?;
    let made = collect(files, &names, &desk, output)?;
    let each = targets.into_iter().zip(made).enumerate();
    each.map(|(at, (path, bytes))| {
        let path = printed::write(&path, &bytes, is_secret(at))?;
        Ok(Pdf { path, pages: pages::count(&bytes) })
    })
    .collect()
}

fn time_for(files: usize) -> Duration {
    let more = u64::try_from(files).unwrap_or(u64::MAX).saturating_mul(10);
    Duration::from_secs(more.saturating_add(120))
}

/// Names the PDFs, refusing two of the same name; capitals do not tell names apart on Windows.
fn targets(files: &[PathBuf], out_dir: &Path) -> Result<Vec<PathBuf>, PdfError> {
    let mut seen: HashMap<String, &PathBuf> = HashMap::new();
    let mut targets = Vec::with_capacity(files.len());
    for file in files {
        let mut name = file.file_stem().map_or_else(OsString::new, OsString::from);
        name.push(".pdf");
        if let Some(other) = seen.insert(name.to_string_lossy().to_lowercase(), file) {
            return Err(PdfError::SameName(other.clone(), file.clone()));
        }
        targets.push(out_dir.join(name));
    }
    Ok(targets)
}

/// Copies the documents under plain names, and returns these.
///
/// LibreOffice cannot open names with diacritics where the locale is `C`, leaves lock files beside
/// what it opens, and takes a name that begins with `-` for an option.
fn lay_out(files: &[PathBuf], desk: &TempDir) -> Result<Vec<String>, PdfError> {
    let mut names = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let name = format!("{index:05}.{}", plain_extension(file));
        fs::copy(file, desk.path().join(&name)).map_err(|_| PdfError::Unreadable(file.clone()))?;
        names.push(name);
    }
    Ok(names)
}

fn plain_extension(file: &Path) -> &str {
    file.extension()
        .and_then(OsStr::to_str)
        .filter(|text| text.chars().all(|c| c.is_ascii_alphanumeric()))
        .unwrap_or("docx")
}

/// Reads what LibreOffice made, all of it or an error.
fn collect(files: &[PathBuf], names: &[String], desk: &TempDir, output: String) -> Result<Vec<Vec<u8>>, PdfError> {
    let read = |name: &String| -> io::Result<Vec<u8>> {
        let made = desk.path().join(office::OUT).join(name);
        let bytes = fs::read(made.with_extension("pdf"))?;
        bytes.starts_with(b"%PDF-").then_some(bytes).ok_or(io::ErrorKind::InvalidData.into())
    };
    let mut made = Vec::with_capacity(files.len());
    let mut missing = Vec::new();
    for (file, name) in files.iter().zip(names) {
        match read(name) {
            Ok(bytes) => made.push(bytes),
            Err(_) => missing.push(file.clone()),
        }
    }
    if missing.is_empty() {
        return Ok(made);
    }
    Err(PdfError::Failed { files: missing, output })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_convert_needs_no_libreoffice() {
        assert_eq!(convert(&[], Path::new("out"), &|_| false).unwrap(), []);
    }

    #[test]
    fn two_documents_of_one_name_are_refused_whatever_their_capitals() {
        let files = [PathBuf::from("a/Kế hoạch.docx"), PathBuf::from("b/KẾ HOẠCH.docx")];
        assert_eq!(
            convert(&files, Path::new("out"), &|_| false).unwrap_err().to_string(),
            "hai văn bản `a/Kế hoạch.docx` và `b/KẾ HOẠCH.docx` cho ra cùng một tệp PDF"
        );
    }

    #[test]
    fn a_failure_names_the_documents_and_the_last_words_of_libreoffice() {
        let error = PdfError::Failed {
            files: vec!["a.docx".into(), "b.docx".into()],
            output: "Warning: x\nsource file could not be loaded\n".into(),
        };
        assert_eq!(
            error.to_string(),
            "LibreOffice không chuyển được `a.docx`, `b.docx` \
             (LibreOffice báo: source file could not be loaded)"
        );
    }

    #[test]
    fn the_time_allowed_grows_with_the_number_of_documents() {
        assert_eq!(time_for(1).as_secs(), 130);
        assert_eq!(time_for(20).as_secs(), 320);
    }

    /// Makes a document of 120 lines, as LibreOffice itself writes them.
    fn real_document(desk: &Path) -> Option<PathBuf> {
        let program = office::find().ok()?;
        fs::write(desk.join("long.txt"), "Kế hoạch thi đua\n".repeat(120)).unwrap();
        let names = ["long.txt".to_owned()];
        office::run_to("docx", &program, desk, &names, time_for(1)).unwrap();
        Some(desk.join(office::OUT).join("long.docx"))
    }

    #[test]
    fn real_documents_become_pdf_with_their_pages_counted() {
        let desk = tempfile::tempdir().unwrap();
        let Some(document) = real_document(desk.path()) else {
            // Without LibreOffice there is nothing to test here; CI has it.
            return;
        };
        let folder = desk.path().join("Thi đua 100% năm #1");
        fs::create_dir(&folder).unwrap();
        let files = [folder.join("-Kế hoạch số 1.docx"), folder.join("Báo cáo.docx")];
        for file in &files {
            fs::copy(&document, file).unwrap();
        }
        let made = convert(&files, &folder.join("pdf"), &|_| false).unwrap();
        let names: Vec<_> = made.iter().map(|pdf| pdf.path.file_name().unwrap()).collect();
        assert_eq!(names, ["-Kế hoạch số 1.pdf", "Báo cáo.pdf"]);
        assert!(made.iter().all(|pdf| pdf.pages.is_some_and(|pages| pages >= 2)), "{made:?}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);

        let missing = [files[0].clone(), folder.join("mất.docx")];
        let error = convert(&missing, &folder.join("x"), &|_| false).unwrap_err();
        assert!(matches!(error, PdfError::Unreadable(_)), "{error}");
        assert!(!folder.join("x").exists());
    }
}
