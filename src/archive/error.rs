//! Why the archive cannot do its work, in the clerk's language.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::log::ChainFault;
use super::note::Note;
use super::register::RegisterError;
use super::{Digest, Entry, Series};
use crate::filename::{NoName, of_disk};
use crate::output::{OutputError, Reason};
use crate::viet::date::short;

/// The disk refuses.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// Writing a whole file.
    #[error(transparent)]
    Output(OutputError),
    /// No room left.
    #[error("ổ đĩa đã đầy, chưa ghi được `{}`", of_disk(.0))]
    Full(PathBuf),
    /// Not allowed.
    #[error("không có quyền đọc hoặc ghi `{}`", of_disk(.0))]
    Denied(PathBuf),
    /// Something else stands where a file should be.
    #[error("`{}` không phải là tệp", of_disk(.0))]
    NoFile(PathBuf),
    /// Anything else.
    #[error("không đọc hoặc ghi được `{}` ({})", of_disk(path), Reason(cause))]
    Other {
        /// Where.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl DiskError {
    /// Gives an error of the system its meaning.
    pub fn of(path: &Path, cause: io::Error) -> Self {
        match cause.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied(path.to_owned()),
            _ => Self::Other { path: path.to_owned(), cause },
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::Output(error) => error.advice(),
            Self::Full(_) => "xóa bớt tệp cho ổ đĩa có chỗ trống rồi chạy lại",
            Self::Denied(_) => "xin quyền đọc và ghi trong thư mục làm việc rồi chạy lại",
            Self::NoFile(_) => "dời thư mục hoặc vật ấy đi, rồi chạy lại",
            Self::Other { .. } => "kiểm tra ổ đĩa và đường dẫn, rồi chạy lại",
        }
    }
}

/// The archive has its place: advice to write elsewhere would not help.
impl From<OutputError> for DiskError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::DiskFull(path) => Self::Full(path),
            OutputError::NotWritable(path) => Self::Denied(path),
            other => Self::Output(other),
        }
    }
}

/// Why the store cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such content.
    #[error("kho không có tệp {0}")]
    Missing(Digest),
    /// The content has another digest than its name says.
    #[error("tệp {0} trong kho đã bị thay đổi")]
    Changed(Digest),
    /// The disk refuses.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Why the archive cannot do its work; nothing has been changed, unless the error says so itself.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Nothing has been issued here yet.
    #[error("thư mục này chưa có sổ: chưa văn bản nào được phát hành")]
    NoRegister,
    /// The register's file is gone, but not what belongs to it.
    #[error("mất tệp sổ `{}`, trong khi kho hoặc nhật ký vẫn còn", of_disk(.0))]
    LostRegister(PathBuf),
    /// There is no archive, but one that was being put back or was moved aside.
    #[error("không có lưu trữ ở chỗ của nó, trong khi còn một lưu trữ ở `{}`", of_disk(.0))]
    Aside(PathBuf),
    /// Someone else is at work.
    #[error("sổ đang được dùng: {0}")]
    Held(Note),
    /// A lock of another machine, and no way to know whether it still works.
    #[error("sổ còn khóa của máy khác: {0}")]
    HeldElsewhere(Note),
    /// The drive knows no locks.
    #[error("ổ đĩa chứa `{}` không giữ được khóa tệp, hai người cùng cấp số sẽ trùng nhau", of_disk(.0))]
    NoLocks(PathBuf),
    /// The register is older than its log.
    #[error("sổ cũ hơn nhật ký: sổ có {register} mục, nhật ký có {journal} mục")]
    Older {
        /// Lines in the register.
        register: u64,
        /// Lines in the text file.
        journal: u64,
    },
    /// Register and text file tell different stories.
    #[error("nhật ký `nhat-ky.jsonl` không khớp với sổ")]
    Mismatch,
    /// The step counts, but not all that follows it is done; the next step does the rest.
    #[error("{said}, nhưng chưa làm xong phần sau đó: {cause}")]
    Unfinished {
        /// What stands in the register now.
        said: String,
        /// The document of which the step is.
        entry: Option<Box<Entry>>,
        /// What stood in the way.
        cause: Box<Self>,
    },
    /// The disk failed at the very moment, and the register cannot be opened to look.
    #[error("chưa rõ lệnh này đã được ghi vào sổ hay chưa: {0}")]
    Unclear(Box<Self>),
    /// The clock is behind the last line of the log.
    #[error("đồng hồ máy chạy lùi: mục cuối của nhật ký ghi lúc {last}, đồng hồ máy đang chỉ {now}")]
    ClockBack {
        /// When the last line was written.
        last: String,
        /// What the clock says.
        now: String,
    },
    /// The clock is far from all that is known.
    #[error("đồng hồ máy đang chỉ {now}, cách xa những gì đã biết: {known}")]
    ClockFar {
        /// What the clock says.
        now: String,
        /// What else is known of the time.
        known: String,
    },
    /// Something knows of numbers that the register does not have.
    #[error("sổ không có những số đã cấp trước đây: {}", .0.join("; "))]
    Elsewhere(Vec<String>),
    /// This machine remembers a log that the register has not been at.
    #[error("sổ không phải là sổ mà máy này đã ghi lần trước. Máy này nhớ: {remembered}; sổ ở đây {here}")]
    Remembered {
        /// How far it had come.
        remembered: String,
        /// How far the register has come.
        here: String,
    },
    /// Where a file is to be published stands one that says something else.
    #[error("`{0}` đã có sẵn và khác với tệp sắp ghi, chương trình không ghi đè tệp đã phát hành")]
    Occupied(String),
    /// The number or date cannot be given.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The log.
    #[error("mục {at} của nhật ký {fault}")]
    Chain {
        /// Which line.
        at: u64,
        /// What is wrong with it.
        fault: ChainFault,
    },
}

/// Why a number or date cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The document has been issued.
    #[error("văn bản “{id}” đã phát hành ngày {}, số {printed}", short(*.date))]
    Issued {
        /// The id in the records.
        id: String,
        /// Number and symbol.
        printed: String,
        /// The date it bears.
        date: NaiveDate,
    },
    /// The number is given.
    #[error("số {number} (dãy {series}) đã cấp cho {owner}")]
    Taken {
        /// The number.
        number: u32,
        /// The series.
        series: Series,
        /// Who has it.
        owner: String,
    },
    /// The number is not the next one.
    #[error("số {number} không phải là số tiếp theo: dãy {series} đã đến số {last}, số tiếp theo là {}", last + 1)]
    OutOfTurn {
        /// The number.
        number: u32,
        /// The series.
        series: Series,
        /// The last number given.
        last: u32,
    },
    /// The date is before the one of a smaller number.
    #[error("ngày {} lùi trước ngày {} của số {printed}", short(*.date), short(*.other))]
    DateBack {
        /// The date.
        date: NaiveDate,
        /// The date of the other.
        other: NaiveDate,
        /// Number and symbol of the other.
        printed: String,
    },
    /// The date is after the one of a larger number.
    #[error("ngày {} sau ngày {} của số {printed}", short(*.date), short(*.other))]
    DateAhead {
        /// The date.
        date: NaiveDate,
        /// The date of the other.
        other: NaiveDate,
        /// Number and symbol of the other.
        printed: String,
    },
    /// The date has not come yet.
    #[error("ngày {} chưa đến (hôm nay là {})", short(*.date), short(*.today))]
    Future {
        /// The date.
        date: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// There are no more numbers.
    #[error("dãy {0} đã hết số")]
    Exhausted(Series),
    /// No such document.
    #[error("trong sổ không có văn bản {0}")]
    Unknown(String),
    /// What is wanted cannot be done to a document in this state.
    #[error("văn bản số {printed} {state}, không {wanted} được")]
    State {
        /// Number and symbol.
        printed: String,
        /// What has become of it.
        state: &'static str,
        /// What is wanted.
        wanted: &'static str,
    },
    /// A file cannot be called so.
    #[error("tên tệp {0}")]
    Name(#[from] NoName),
    /// The file has been taken in already.
    #[error("văn bản số {printed} đã có bản ký này (SHA-256 {digest})")]
    SameFile {
        /// Number and symbol.
        printed: String,
        /// The content.
        digest: Digest,
    },
}

impl Refusal {
    /// Returns what the clerk can do.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Issued { .. } => {
                "xem `thidua so`; văn bản sai thì dùng `thay-the` (sai nội dung) hoặc `dinh-chinh` (sai thể thức)"
            }
            Self::Taken { .. } => "bỏ --so để lấy số tiếp theo, hoặc xem các số còn trống bằng `thidua so --thieu`",
            Self::OutOfTurn { .. } => {
                "bỏ --so để lấy số tiếp theo; nếu đúng là phải lấy số này thì ghi lý do: --ly-do \"…\""
            }
            Self::DateBack { .. } | Self::DateAhead { .. } => {
                "sửa --ngay cho đúng thứ tự; nếu đúng là phải ghi ngày này thì ghi lý do: --ly-do \"…\""
            }
            Self::Future { .. } => "sửa --ngay; văn bản được cấp số sau khi ký, không ghi ngày chưa đến",
            Self::Exhausted(_) => "kiểm tra lại số đã ghi bằng --so",
            Self::Unknown(_) => {
                "xem các văn bản đã đăng ký bằng `thidua so`; viết số như 05/KH-STC, thêm --nam nếu cần"
            }
            Self::State { .. } => "xem tình trạng văn bản bằng `thidua so`",
            Self::Name(_) => "sửa tên, ký hiệu ấy trong tệp dữ liệu hoặc đổi tên tệp rồi chạy lại",
            Self::SameFile { .. } => "không cần làm gì thêm",
        }
    }
}

const UNFINISHED: &str = "đừng chạy lại lệnh này; giải phóng ổ đĩa hoặc xin quyền ghi, rồi chạy `thidua luu mo-khoa` \
                          để chương trình làm nốt";

impl ArchiveError {
    /// Returns one sentence that tells the clerk what to do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NoRegister => "phát hành văn bản đầu tiên bằng `thidua phat-hanh MÃ`",
            Self::LostRegister(_) => {
                "đừng phát hành tiếp: lấy lại tệp sổ từ bản sao lưu, nếu không số đã cấp có thể bị cấp lần nữa"
            }
            Self::Aside(_) => {
                "đừng phát hành tiếp: đổi tên thư mục ấy về lại data/luu-vt, hoặc phục hồi bằng `thidua luu phuc-hoi NƠI-LƯU`; thư mục ấy là của cơ quan khác thì dời ra ngoài thư mục làm việc"
            }
            Self::Held(_) => "đợi người ấy làm xong rồi chạy lại",
            Self::HeldElsewhere(_) => {
                "hỏi người ấy: nếu máy đang chạy thì đợi xong; nếu máy đã tắt giữa chừng thì chạy `thidua luu mo-khoa`"
            }
            Self::NoLocks(_) => "chuyển thư mục làm việc sang ổ đĩa trên máy, hoặc ổ mạng có hỗ trợ khóa tệp",
            Self::Older { .. } => {
                "có thể sổ vừa bị thay bằng bản cũ: đừng phát hành tiếp, chạy `thidua luu xac-minh` rồi lấy lại bản mới nhất"
            }
            Self::Mismatch | Self::Chain { .. } => {
                "đừng phát hành tiếp: chạy `thidua luu xac-minh` để biết sai ở đâu, rồi lấy lại bản sao lưu"
            }
            Self::Unfinished { .. } => UNFINISHED,
            Self::Unclear(_) => "xem `thidua so` trước khi làm lại: nếu việc đã có trong sổ thì đừng làm lần nữa",
            Self::ClockBack { .. } | Self::ClockFar { .. } => {
                "xem lại ngày, năm của máy, chỉnh cho đúng rồi chạy lại. Nếu giờ máy bây giờ là đúng: `thidua luu xac-nhan-gio --ly-do \"…\"`, lý do ghi vào nhật ký, rồi chạy lại"
            }
            Self::Elsewhere(_) | Self::Remembered { .. } => {
                "đừng cấp số tiếp: có thể sổ bị xóa, bị đổi chỗ hoặc bị thay bằng bản cũ. Còn sổ đúng thì đặt lại vào data/luu-vt, hoặc `thidua luu phuc-hoi NƠI-LƯU`; không còn thì `thidua luu nhan-so --ly-do \"…\"` đưa các số ấy vào lại sổ rồi mới cấp số tiếp. Tệp nào không phải văn bản đã phát hành thì dời ra chỗ khác"
            }
            Self::Occupied(_) => {
                "mở tệp ấy xem: là văn bản đã phát hành mà sổ không có thì `thidua luu nhan-so --ly-do \"…\"`; không phải thì dời ra chỗ khác, rồi chạy lại"
            }
            Self::Refused(refusal) => refusal.advice(),
            Self::Register(error) => error.advice(),
            Self::Store(StoreError::Disk(error)) | Self::Disk(error) => error.advice(),
            Self::Store(_) => "chạy `thidua luu xac-minh`, rồi lấy lại tệp từ bản sao lưu",
        }
    }
}

/// Puts a folder's entries on the disk, so that a new file in it survives a power cut.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> Result<(), DiskError> {
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(|cause| DiskError::of(folder, cause))
}

/// Windows keeps a folder's entries itself.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> Result<(), DiskError> {
    Ok(())
}
