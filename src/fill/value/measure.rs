//! Measures as clerks write them: millimetres for pictures, points for type.

use crate::units::Length;

/// The widest thing that may be put on a page, in millimetres.
const WIDEST: i64 = 1_000;

/// Reads a length in millimetres (`30`, `30,5`) or with its unit (`3 cm`), from 1 mm to 1 m.
///
/// The error is a message in Vietnamese that begins with `what`.
pub fn length(what: &str, text: &str) -> Result<Length, String> {
    let plain = text.trim().replace(',', ".").replace(' ', "");
    let wrong = || format!("{what} ghi “{text}”, phải là số milimét như 30 hoặc 30,5");
    let length = Length::parse(&plain, Length::mm(1).as_emu()).ok_or_else(wrong)?;
    if length < Length::mm(1) || length > Length::mm(WIDEST) {
        return Err(format!("{what} ghi “{text}”, phải từ 1 mm đến {WIDEST} mm"));
    }
    Ok(length)
}

/// Reads a size of type in points (`14`, `13,5`), from 1 to 200, and returns it in half-points.
pub fn points(text: &str) -> Result<u32, String> {
    let plain = text.trim().replace(',', ".");
    let doubled = match plain.split_once('.') {
        None => plain.parse::<u32>().ok().and_then(|points| points.checked_mul(2)),
        Some((whole, half @ ("0" | "5"))) => {
            whole.parse::<u32>().ok().and_then(|points| points.checked_mul(2)?.checked_add(u32::from(half == "5")))
        }
        Some(_) => None,
    };
    let allowed = doubled.filter(|size| (2..=400).contains(size));
    allowed.ok_or_else(|| format!("cỡ chữ ghi “{text}”, phải từ 1 đến 200, lẻ nhất là nửa như 13,5"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_is_millimetres_and_a_comma_is_a_decimal_comma() {
        assert_eq!(length("rong", "30"), Ok(Length::mm(30)));
        assert_eq!(length("rong", "30,5"), Ok(Length::tenth_mm(305)));
        assert_eq!(length("rong", "3 cm"), Ok(Length::mm(30)));
    }

    #[test]
    fn a_length_out_of_bounds_or_no_length_is_refused() {
        assert_eq!(length("rong", "0,9"), Err("rong ghi “0,9”, phải từ 1 mm đến 1000 mm".to_owned()));
        assert!(length("rong", "1").is_ok() && length("rong", "1000").is_ok() && length("rong", "1000,1").is_err());
        assert_eq!(length("cao", "to"), Err("cao ghi “to”, phải là số milimét như 30 hoặc 30,5".to_owned()));
    }

    #[test]
    fn a_size_of_type_is_whole_or_half_points() {
        assert_eq!((points("14"), points("13,5"), points("13.5")), (Ok(28), Ok(27), Ok(27)));
        assert!(points("0").is_err() && points("13,2").is_err() && points("201").is_err());
    }
}
