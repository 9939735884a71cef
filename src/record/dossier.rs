//! `loai: ho_so`: which documents are kept together, and how long (Điều 28 to 30, Phụ lục V).

use super::LoadError;
use super::define::{choice, record};
use super::field::{Date, Field, Flag, Id, Int, Reader, Text};
use super::reading::read_bytes;
use crate::diag::Report;
use crate::source::open::Reach;
use crate::source::{Sources, decode, tree};

const BUILT_IN: &str = include_str!("../../data/thoi-han-bao-quan.yaml");

/// The retention periods, below the working folder.
pub const RETENTION: &str = "data/thoi-han-bao-quan.yaml";

record! {
    /// A hồ sơ.
    "hồ sơ lưu" Dossier {
        /// The id.
        id: Id = "ma" "mã hồ sơ lưu, để gọi khi xuất",
        /// Number and symbol in the office's list.
        number: Text = "ky_hieu" "số và ký hiệu hồ sơ theo danh mục hồ sơ của cơ quan, ví dụ 01.TĐKT",
        /// The title.
        title: Text = "tieu_de" "tiêu đề hồ sơ",
        /// How long it is kept.
        retention: Id = "thoi_han" "mã trong data/thoi-han-bao-quan.yaml, ví dụ thi-dua-nam",
        /// Who keeps it.
        keeper: Id = "nguoi_lap" "mã người lập hồ sơ",
        /// The first day of the work; that of the first document when absent.
        begun: Option<Date> = "bat_dau" "ngày bắt đầu công việc; bỏ trống thì lấy ngày văn bản đầu tiên",
        /// The day the work ended; absent while it goes on.
        ended: Option<Date> = "ket_thuc" "ngày công việc kết thúc; bỏ trống khi chưa xong",
        /// Documents with records of their own.
        documents: Vec<Id> = "van_ban" "mã các văn bản trong hồ sơ của năm; một văn bản có thể thuộc nhiều hồ sơ lưu",
        /// Documents that the register knows by their numbers only.
        others: Vec<Text> = "van_ban_khac" "số, ký hiệu văn bản khác có trong sổ, như 12/TB-STC; khác năm thì viết 12/TB-STC năm 2021",
        /// Who may use it.
        rights: Option<Text> = "che_do_su_dung" "chế độ sử dụng, nếu có hạn chế",
        /// Remarks.
        remark: Option<Text> = "ghi_chu" "ghi chú",
    }
}

choice! {
    /// Whether a period was compared with its source.
    Certainty {
        /// Compared.
        Checked = "da_kiem_chung" "đã đối chiếu với văn bản gốc",
        /// Not compared.
        Unchecked = "chua_kiem_chung" "chưa đối chiếu với văn bản gốc hoặc văn bản đang có hiệu lực",
    }
}

record! {
    /// How long a sort of hồ sơ is kept.
    "thời hạn bảo quản" Retention {
        /// The id.
        id: Id = "ma" "mã để hồ sơ lưu nhắc tới",
        /// What is kept so long.
        name: Text = "ten" "loại hồ sơ, tài liệu",
        /// How many years; absent where for ever.
        years: Option<Int> = "so_nam" "số năm; bỏ trống nếu vĩnh viễn",
        /// For ever.
        forever: Option<Flag> = "vinh_vien" "có: bảo quản vĩnh viễn",
        /// Where this is said.
        source: Text = "nguon" "văn bản quy định",
        /// Whether it was compared.
        certainty: Certainty = "tinh_trang" "da_kiem_chung hoặc chua_kiem_chung",
    }
}

record! {
    /// The table of periods.
    "bảng thời hạn bảo quản" Periods {
        /// The periods.
        periods: Vec<Retention> = "thoi_han" "các thời hạn",
    }
}

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// For ever.
    Forever,
    /// So many years after the one in which the work ended.
    Years(u32),
}

impl Retention {
    /// Returns the period; nothing where both or neither are said.
    pub fn period(&self) -> Option<Period> {
        match (&self.years, self.forever.as_ref().is_some_and(|forever| forever.0)) {
            (None, true) => Some(Period::Forever),
            (Some(years), false) => {
                u32::try_from(years.value).ok().filter(|years| (1..=200).contains(years)).map(Period::Years)
            }
            _ => None,
        }
    }
}

/// Reads the periods of the working folder, else those in the program; faults go to the report.
pub fn retention(reach: &Reach, sources: &mut Sources, report: &mut Report) -> Result<Vec<Retention>, LoadError> {
    let path = reach.base().join(RETENTION);
    let bytes = if path.exists() { read_bytes(reach, &path)? } else { BUILT_IN.as_bytes().to_vec() };
    let node = decode(RETENTION, bytes, sources, report).and_then(|file| tree::parse(file, sources, report));
    let read = node.and_then(|node| Periods::read(&node, &mut Reader { sources, report }));
    Ok(read.map(|table| table.periods).unwrap_or_default())
}

/// Reads `12/TB-STC` and `12/TB-STC năm 2021`: number, symbol and year, where it is said.
pub fn cited(text: &str) -> Option<(u32, &str, Option<i32>)> {
    let (printed, year) = match text.split_once(" năm ") {
        Some((printed, year)) => (printed, Some(year.trim().parse().ok().filter(|year| (2000..=2099).contains(year))?)),
        None => (text, None),
    };
    let (number, symbol) = printed.trim().split_once('/')?;
    let number = number.trim().parse().ok().filter(|number| *number > 0)?;
    (!symbol.trim().is_empty()).then_some((number, symbol.trim(), year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_cited_by_number_symbol_and_if_need_be_year() {
        assert_eq!(cited("12/TB-STC"), Some((12, "TB-STC", None)));
        assert_eq!(cited("05/KH-STC năm 2021"), Some((5, "KH-STC", Some(2021))));
        for wrong in ["TB-STC", "0/TB-STC", "12/", "12/TB-STC năm 21", "x/TB-STC"] {
            assert_eq!(cited(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_built_in_period_is_for_ever_or_so_many_years_and_says_where_from() {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let all = retention(&Reach::of("/nowhere"), &mut sources, &mut report).expect("it is built in");
        assert!(report.is_empty() && all.len() > 15, "{} periods", all.len());
        for one in all {
            assert!(one.period().is_some() && !one.source.text.is_empty(), "{}", one.id.text);
        }
    }
}
