//! Series of numbers: which documents share one count from 01 within a year (Điều 15).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::filename::FileName;

/// How an office counts its documents; for administrative documents its head decides (điểm c khoản 1 Điều 15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// One series for all kinds.
    #[default]
    One,
    /// A series for each kind.
    ByKind,
}

/// How an office counts its secret documents; apart from the others in any case (khoản 2 Điều 15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecretNumbering {
    /// One series for all levels.
    #[default]
    One,
    /// A series for each level.
    ByLevel,
}

/// What secret series are called: one for all levels, or each after its level.
const SECRET: [&str; 3] = ["mat", "toi_mat", "tuyet_mat"];

/// One count from 01 on 1 January to 31 December.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Series {
    /// The year in which its documents are dated.
    #[serde(rename = "nam")]
    pub year: i32,
    /// What it counts: `chung`, the id of a kind, `mat`, another level of secrecy, `ban_sao`, or one of these after the
    /// issuing unit's id and a dot.
    #[serde(rename = "ten", deserialize_with = "name")]
    pub name: String,
}

/// Reads a name: secret documents are published in a folder of it.
fn name<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    FileName::deserialize(from).map(String::from)
}

impl Series {
    /// The series of a document of this kind, issued by the office or by a unit in its own name.
    ///
    /// Secret documents have one of their own (khoản 2 Điều 15); see also [`Series::secret`].
    pub fn of(year: i32, numbering: Numbering, kind: &str, issuer: Option<&str>, secret: bool) -> Self {
        let what = match (secret, numbering) {
            (true, _) => "mat",
            (false, Numbering::One) => "chung",
            (false, Numbering::ByKind) => kind,
        };
        Self::named(year, what, issuer)
    }

    /// The series of a secret document, named after its level where each level is counted on its own.
    pub fn secret(year: i32, numbering: SecretNumbering, level: &str, issuer: Option<&str>) -> Self {
        let what = match numbering {
            SecretNumbering::One => SECRET[0],
            SecretNumbering::ByLevel => level,
        };
        Self::named(year, what, issuer)
    }

    fn named(year: i32, what: &str, issuer: Option<&str>) -> Self {
        let name = issuer.map_or_else(|| what.to_owned(), |unit| format!("{unit}.{what}"));
        Self { year, name }
    }

    /// Returns where its documents are published, below the working folder; secret ones apart, for another document may
    /// have the same number and symbol.
    pub fn folder(&self) -> String {
        let folder = format!("output/{}/phat-hanh", self.year);
        if self.is_secret() { format!("{folder}/{}", self.name) } else { folder }
    }

    /// Tells whether it counts secret documents.
    pub fn is_secret(&self) -> bool {
        let what = self.name.rsplit_once('.').map_or(self.name.as_str(), |(_, what)| what);
        SECRET.contains(&what)
    }
}

impl Series {
    /// The series of all copies that an office makes, whatever their form (Phụ lục I, Phần II, Mục II, điểm c khoản 1).
    pub fn of_copies(year: i32) -> Self {
        Self { year, name: "ban_sao".to_owned() }
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} năm {}", self.name, self.year)
    }
}

/// Returns number and symbol as they are printed: `05/KH-STC`; numbers below 10 have a zero before them.
pub fn printed(number: u32, symbol: &str) -> String {
    format!("{number:02}/{symbol}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_series_holds_all_kinds_and_a_series_by_kind_only_its_own() {
        let one = |kind| Series::of(2020, Numbering::One, kind, None, false);
        let own = |kind| Series::of(2020, Numbering::ByKind, kind, None, false);
        assert_eq!(one("ke_hoach"), one("bao_cao"));
        assert_ne!(own("ke_hoach"), own("bao_cao"));
    }

    #[test]
    fn secret_documents_units_and_years_are_counted_apart() {
        let name = |year, issuer, secret| Series::of(year, Numbering::One, "bao_cao", issuer, secret);
        assert_eq!(name(2020, None, true).name, "mat");
        assert_eq!(name(2020, Some("van-phong"), false).name, "van-phong.chung");
        assert_ne!(name(2020, None, false), name(2021, None, false));
    }

    #[test]
    fn levels_of_secrecy_share_a_series_unless_each_is_counted_on_its_own() {
        let series = |numbering, level| Series::secret(2020, numbering, level, Some("van-phong"));
        assert_eq!(series(SecretNumbering::One, "toi_mat").name, "van-phong.mat");
        assert_eq!(series(SecretNumbering::ByLevel, "toi_mat").name, "van-phong.toi_mat");
        assert!(series(SecretNumbering::ByLevel, "tuyet_mat").is_secret());
        assert!(!Series::of(2020, Numbering::ByKind, "ke_hoach", Some("mat"), false).is_secret());
    }

    #[test]
    fn numbers_below_ten_have_a_zero_before_them() {
        assert_eq!(printed(5, "KH-STC"), "05/KH-STC");
        assert_eq!(printed(288, "KH-STC"), "288/KH-STC");
    }
}
