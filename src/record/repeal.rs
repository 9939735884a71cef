//! `data/van-ban-het-hieu-luc.yaml`: legal documents that are often cited and no longer in force.

use super::LoadError;
use super::define::record;
use super::evidence::Evidence;
use super::field::{Date, Field, Reader, Text};
use super::reading::read_bytes;
use crate::diag::Report;
use crate::source::open::Reach;
use crate::source::{Sources, decode, tree};

const BUILT_IN: &str = include_str!("../../data/van-ban-het-hieu-luc.yaml");

/// The list, below the working folder.
pub const REPEALS: &str = "data/van-ban-het-hieu-luc.yaml";

record! {
    /// A legal document that is no longer in force.
    "văn bản hết hiệu lực" Repeal {
        /// The kind, as it is cited.
        kind: Text = "ten_loai" "tên loại, ví dụ Nghị định",
        /// Number and symbol.
        symbol: Option<Text> = "so_ky_hieu" "số, ký hiệu",
        /// The date it was signed.
        date: Option<Date> = "ngay" "ngày ký ban hành; luật phải có, vì căn cứ không ghi số luật",
        /// What it is about, as it follows the kind.
        subject: Option<Text> = "ten" "tên luật, như viết sau chữ Luật",
        /// The last day in force.
        until: Date = "hieu_luc_den" "ngày cuối cùng còn hiệu lực",
        /// What took its place.
        successor: Option<Text> = "thay_the_boi" "văn bản thay thế, viết như trong căn cứ",
        /// Where this is from.
        source: Text = "nguon" "nguồn",
        /// How sure it is.
        evidence: Evidence = "do_chac" "T, S, 1 hoặc U",
    }
}

record! {
    /// All of them.
    "danh sách văn bản hết hiệu lực" Repeals {
        /// The documents.
        all: Vec<Repeal> = "van_ban" "văn bản đã hết hiệu lực",
    }
}

/// Reads the list of the working folder, else the one in the program; faults go to the report.
///
/// # Errors
///
/// A file that is there but cannot be read.
pub fn repeals(reach: &Reach, sources: &mut Sources, report: &mut Report) -> Result<Vec<Repeal>, LoadError> {
    let path = reach.base().join(REPEALS);
    let bytes = if path.is_file() { read_bytes(reach, &path)? } else { BUILT_IN.as_bytes().to_vec() };
    let node = decode(REPEALS, bytes, sources, report).and_then(|file| tree::parse(file, sources, report));
    let list = node.and_then(|node| Repeals::read(&node, &mut Reader { sources, report }));
    Ok(list.map(|list| list.all).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_in_the_program_is_read_without_a_finding_and_every_law_has_its_day() {
        let mut report = Report::new();
        let all = repeals(&Reach::of("/nowhere"), &mut Sources::new(), &mut report).unwrap();
        assert!(!report.has_errors() && all.len() >= 10);
        assert!(all.iter().all(|one| one.symbol.is_some() || (one.date.is_some() && one.subject.is_some())));
    }
}
