//! The series of numbers that an office keeps.

use super::Failure;
use crate::archive::{Numbering, SecretNumbering, Series};
use crate::copies::Form;
use crate::diag::nearest;
use crate::pipeline::stamped::Desk;
use crate::record::office::{NumberingChoice, SecretNumberingChoice};
use crate::record::paper::Secrecy;
use crate::standard::Kind;
use crate::viet;

/// Returns how the office counts its documents.
pub fn numbering(desk: &Desk) -> Numbering {
    match desk.records().office.as_ref().and_then(|office| office.numbering) {
        Some(NumberingChoice::ByKind) => Numbering::ByKind,
        Some(NumberingChoice::One) | None => Numbering::One,
    }
}

/// Returns the series of a document, as the office's record wants it.
pub fn series(desk: &Desk, year: i32, kind: &str, issuer: Option<&str>, secrecy: Option<Secrecy>) -> Series {
    let Some(level) = secrecy else { return Series::of(year, numbering(desk), kind, issuer, false) };
    let office = desk.records().office.as_ref();
    let numbering = match office.and_then(|office| office.secret_numbering) {
        Some(SecretNumberingChoice::ByLevel) => SecretNumbering::ByLevel,
        Some(SecretNumberingChoice::One) | None => SecretNumbering::One,
    };
    Series::secret(year, numbering, level.id(), issuer)
}

/// Returns the series of this name, as `phat-hanh` shows it: `chung`, `mat`, `van-phong.chung`.
pub fn series_named(desk: &Desk, year: i32, name: &str) -> Result<Series, Failure> {
    let units = desk.records().units.iter().map(|unit| Some(unit.id.text.as_str()));
    let issuers: Vec<Option<&str>> = std::iter::once(None).chain(units).collect();
    let levels = [Secrecy::Secret, Secrecy::Top, Secrecy::Utmost].map(Some);
    let of = |issuer: Option<&str>| {
        let open = Kind::ALL.iter().map(move |kind| series(desk, year, kind.id, issuer, None));
        open.chain(levels.map(|level| series(desk, year, "", issuer, level))).collect::<Vec<_>>()
    };
    let all: Vec<Series> = issuers.into_iter().flat_map(of).chain([Series::of_copies(year)]).collect();
    if let Some(found) = all.iter().find(|series| series.name == name.trim()) {
        return Ok(found.clone());
    }
    let hint = match nearest(name, all.iter().map(|series| series.name.as_str())) {
        Some(near) => format!("có phải là “{near}”?"),
        None => "xem tên dãy số ở cột Dãy số khi phát hành, như chung, mat, van-phong.chung".to_owned(),
    };
    Err(Failure::world(format!("cơ quan không có dãy số “{name}”"), hint))
}

/// Returns the series that a symbol belongs to: `KH-STC`, or `STC-VP` of a letter.
pub fn series_of(symbol: &str, agency: &str, year: i32, numbering: Numbering) -> Option<Series> {
    let symbol = &*viet::text::without_lookalikes(symbol);
    if Form::ALL.iter().any(|form| symbol == format!("{}-{agency}", form.abbreviation())) {
        return Some(Series::of_copies(year));
    }
    // Agencies that issue together stand after the one that keeps the number: `KH-STC-SNV`.
    let own = |symbol: &str| symbol == agency || symbol.starts_with(&format!("{agency}-"));
    let kind = Kind::ALL.iter().find(|kind| {
        let short = kind.abbreviation.map(|short| format!("{short}-"));
        short.and_then(|short| symbol.strip_prefix(&short)).is_some_and(own)
    });
    let letter = || own(symbol);
    let kind = kind.map(|kind| kind.id).or_else(|| letter().then_some("cong_van"))?;
    Some(Series::of(year, numbering, kind, None, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_of_several_agencies_belongs_to_the_series_of_the_one_that_keeps_the_number() {
        let series = |symbol: &str| series_of(symbol, "STC", 2020, Numbering::ByKind);
        let of = |kind: &str| Some(Series::of(2020, Numbering::ByKind, kind, None, false));
        assert_eq!(series("KH-STC"), of("ke_hoach"));
        assert_eq!(series("KH-STC-SNV"), of("ke_hoach"));
        assert_eq!(series("STC-SNV-VP"), of("cong_van"));
        assert_eq!(series("KH-SNV-STC"), None, "who leads comes first and gives the number");
        assert_eq!(series("KH-STCX"), None);
    }
}
