//! `data/linh-vuc-cchc.yaml`: the fields of administrative reform, by period.

use super::LoadError;
use super::define::record;
use super::evidence::Evidence;
use super::field::{Field, Id, Int, Reader, Text};
use super::reading::read_bytes;
use crate::diag::Report;
use crate::source::edit::scalar;
use crate::source::open::Reach;
use crate::source::{Sources, decode, tree};

const BUILT_IN: &str = include_str!("../../data/linh-vuc-cchc.yaml");

/// The fields, below the working folder.
pub const REFORM: &str = "data/linh-vuc-cchc.yaml";

record! {
    /// A field of a period.
    "lĩnh vực của giai đoạn" Domain {
        /// The id, the same in every period.
        id: Id = "ma" "mã lĩnh vực",
        /// The name.
        name: Text = "ten" "tên lĩnh vực",
    }
}

record! {
    /// The fields of a period.
    "giai đoạn cải cách hành chính" Era {
        /// The first year.
        from: Int = "tu_nam" "năm đầu",
        /// The last year.
        to: Int = "den_nam" "năm cuối",
        /// Where they are from.
        source: Text = "nguon" "văn bản quy định",
        /// How sure they are.
        evidence: Evidence = "do_chac" "T, S, 1 hoặc U",
        /// The fields, in the order of reports.
        domains: Vec<Domain> = "linh_vuc" "các lĩnh vực",
    }
}

record! {
    /// All periods.
    "bảng lĩnh vực cải cách hành chính" Eras {
        /// The periods.
        all: Vec<Era> = "giai_doan" "các giai đoạn",
    }
}

/// Reads the fields of the working folder, else those in the program; faults go to the report.
///
/// # Errors
///
/// A file that is there but cannot be read.
pub fn reform(reach: &Reach, sources: &mut Sources, report: &mut Report) -> Result<Option<Eras>, LoadError> {
    let path = reach.base().join(REFORM);
    let bytes = if path.is_file() { read_bytes(reach, &path)? } else { BUILT_IN.as_bytes().to_vec() };
    Ok(read(bytes, sources, report))
}

/// Returns the fields in the program; none only if the file were broken, which a test refuses.
pub fn built_in() -> Option<Eras> {
    read(BUILT_IN.as_bytes().to_vec(), &mut Sources::new(), &mut Report::new())
}

fn read(bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<Eras> {
    let node = decode(REFORM, bytes, sources, report).and_then(|file| tree::parse(file, sources, report));
    node.and_then(|node| Eras::read(&node, &mut Reader { sources, report }))
}

impl Eras {
    /// Returns the period of a year: the last one where the table ends before.
    pub fn of_year(&self, year: i32) -> Option<&Era> {
        self.all.iter().rfind(|era| era.from.value <= i64::from(year))
    }

    /// Returns the name that a field has from a year on, where an earlier year is of another period and named it
    /// otherwise.
    pub fn renamed(&self, id: &str, from: i32, to: i32) -> Option<&str> {
        let name = |era: &'_ Era| era.domains.iter().position(|one| one.id.text == id);
        let (old, new) = (self.of_year(from)?, self.of_year(to)?);
        let (was, is) = (&old.domains.get(name(old)?)?.name.text, &new.domains.get(name(new)?)?.name.text);
        (old.from.value != new.from.value && was != is).then_some(is)
    }

    /// Returns the file of a new office's year, in YAML.
    pub fn file_of_year(&self, year: i32) -> Option<String> {
        let era = self.of_year(year)?;
        let domain = |one: &Domain| format!("  - ma: {}\n    ten: {}\n", one.id.text, scalar(&one.name.text, false));
        let domains: String = era.domains.iter().map(domain).collect();
        Some(format!("{HEAD}#\n# Nguồn: {}.\n\nloai: linh_vuc\ndanh_sach:\n{domains}", era.source.text))
    }
}

const HEAD: &str = "# yaml-language-server: $schema=../thidua.schema.json
#
# Các lĩnh vực công tác; mỗi nhiệm vụ thuộc một lĩnh vực. Thứ tự ở đây là thứ tự
# các mục trong báo cáo; lĩnh vực ĐẦU TIÊN thành mục I, các lĩnh vực sau thành
# 2, 3, … của mục II. Phong trào không về cải cách hành chính thì đổi theo nội dung
# thi đua của cơ quan.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn eras() -> Eras {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let read = reform(&Reach::of("/nowhere"), &mut sources, &mut report).expect("it is built in");
        assert!(report.is_empty());
        read.expect("periods")
    }

    #[test]
    fn from_2021_on_there_are_the_six_fields_after_guidance() {
        let eras = eras();
        let names = |year| {
            let era = eras.of_year(year).expect("a period");
            era.domains.iter().map(|one| one.name.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            names(2021)[1..],
            [
                "Cải cách thể chế",
                "Cải cách thủ tục hành chính",
                "Cải cách tổ chức bộ máy hành chính nhà nước",
                "Cải cách chế độ công vụ",
                "Cải cách tài chính công",
                "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
            ]
        );
        assert!(names(2020).contains(&"Hiện đại hóa hành chính".to_owned()));
        assert_eq!(names(2026), names(2021));
    }

    #[test]
    fn a_field_is_renamed_between_periods_only() {
        let eras = eras();
        assert_eq!(eras.renamed("doi-ngu", 2020, 2021), Some("Cải cách chế độ công vụ"));
        assert_eq!(eras.renamed("doi-ngu", 2021, 2022), None);
        assert_eq!(eras.renamed("the-che", 2020, 2021), None);
        assert_eq!(eras.renamed("cua-minh", 2020, 2021), None);
    }

    #[test]
    fn every_period_says_where_it_is_from() {
        assert!(eras().all.iter().all(|era| !era.source.text.is_empty() && !era.domains.is_empty()));
    }
}
