//! Vietnamese filters: dates, numbers, money in words, Roman numerals, letters of điểm, letter case.

use chrono::NaiveDate;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::budget;
use crate::viet;

/// The names of the filters, for hints and the guide.
pub const NAMES: &[&str] = &[
    "bang_chu",
    "chu_diem",
    "giu_lien",
    "hai_so",
    "hoa",
    "hoa_dau",
    "khong_dau",
    "la_ma",
    "liet_ke",
    "ngay",
    "ngay_dai",
    "ngay_thang",
    "phan_tram",
    "slug",
    "so",
    "thang_nam",
    "thuong_dau",
    "tien",
    "tien_chu",
];

/// Adds the filters to an engine.
pub fn register(tera: &mut Tera) {
    register_behind(tera, "");
}

/// Adds the filters to an engine, their names behind a prefix.
pub fn register_behind(tera: &mut Tera, prefix: &str) {
    let named = |name: &str| format!("{prefix}{name}");
    tera.register_filter(named("ngay"), |value: &str, _: Kwargs, _: &State| date(value).map(viet::date::short));
    tera.register_filter(named("ngay_dai"), |value: &str, _: Kwargs, _: &State| date(value).map(viet::date::long));
    tera.register_filter(named("ngay_thang"), |value: &str, _: Kwargs, _: &State| {
        date(value).map(viet::date::day_month)
    });
    tera.register_filter(named("thang_nam"), |value: &str, _: Kwargs, _: &State| {
        date(value).map(viet::date::month_year)
    });
    tera.register_filter(named("so"), number);
    tera.register_filter(named("phan_tram"), percent);
    tera.register_filter(named("bang_chu"), |value: Value, _: Kwargs, _: &State| {
        whole(&value).map(viet::words::in_words)
    });
    tera.register_filter(named("tien"), |value: Value, _: Kwargs, _: &State| {
        whole(&value).map(|amount| format!("{}\u{a0}đồng", viet::number::grouped(i128::from(amount))))
    });
    tera.register_filter(named("tien_chu"), |value: Value, _: Kwargs, _: &State| whole(&value).map(viet::words::dong));
    tera.register_filter(named("hai_so"), |value: Value, _: Kwargs, _: &State| {
        whole(&value).map(viet::number::two_digits)
    });
    tera.register_filter(named("la_ma"), |value: Value, _: Kwargs, _: &State| roman(whole(&value)?));
    tera.register_filter(named("chu_diem"), |value: Value, _: Kwargs, _: &State| letter(whole(&value)?));
    tera.register_filter(named("hoa"), |value: &str, _: Kwargs, _: &State| viet::text::upper(value));
    tera.register_filter(named("hoa_dau"), |value: &str, _: Kwargs, _: &State| viet::text::upper_first(value));
    tera.register_filter(named("thuong_dau"), |value: &str, _: Kwargs, _: &State| viet::text::lower_first(value));
    tera.register_filter(named("khong_dau"), |value: &str, _: Kwargs, _: &State| viet::text::strip_marks(value));
    tera.register_filter(named("giu_lien"), |value: &str, _: Kwargs, _: &State| {
        viet::hyphen::hold(&viet::bind::bind(value)).into_owned()
    });
    tera.register_filter(named("slug"), |value: &str, _: Kwargs, _: &State| viet::text::slug(value));
    tera.register_filter(named("liet_ke"), list);
}

fn date(text: &str) -> TeraResult<NaiveDate> {
    viet::date::parse(text.trim())
        .map_err(|_| Error::message(format!("“{text}” không phải là ngày như 06/02/2020 hoặc 2020-02-06")))
}

/// Returns a whole number that is not negative, from a number or from figures.
fn whole(value: &Value) -> TeraResult<u64> {
    let parsed = || match viet::number::parse(value.as_str()?)? {
        (number, 0) => u64::try_from(number).ok(),
        _ => None,
    };
    value.as_u64().or_else(parsed).ok_or_else(|| Error::message(format!("“{value}” không phải là số nguyên không âm")))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn number(value: Value, args: Kwargs, _: &State) -> TeraResult<String> {
    let places = args.get::<u32>("le")?;
    if let Some(number) = value.as_i128() {
        let digits = viet::number::grouped(number);
        let zeros =
            places.filter(|places| *places > 0).map(|places| format!(",{}", "0".repeat(places.min(6) as usize)));
        return Ok(digits + &zeros.unwrap_or_default());
    }
    let float = value.as_f64().and_then(|float| viet::number::float(float, places.unwrap_or(2).min(6)));
    let shown = float.or_else(|| {
        let (scaled, found) = viet::number::parse(value.as_str()?)?;
        Some(viet::number::decimal(scaled, found))
    });
    shown.ok_or_else(|| Error::message(format!("“{value}” không phải là số")))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn percent(value: Value, args: Kwargs, _: &State) -> TeraResult<String> {
    let total = whole(&args.must_get::<Value>("tren")?)?;
    let places = args.get::<u32>("le")?.unwrap_or(1).min(6);
    viet::number::percent(whole(&value)?, total, places)
        .ok_or_else(|| Error::message("không tính được phần trăm của 0: tham số “tren” bằng 0"))
}

fn roman(number: u64) -> TeraResult<String> {
    let roman = u32::try_from(number).ok().and_then(viet::roman::roman);
    roman.ok_or_else(|| Error::message(format!("số La Mã chỉ viết được từ 1 đến 3999, không viết được {number}")))
}

fn letter(number: u64) -> TeraResult<String> {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let letter = index.and_then(viet::diem::letter).map(String::from);
    letter.ok_or_else(|| Error::message(format!("chữ cái của điểm chỉ có từ 1 (a) đến 23 (y), không có {number}")))
}

fn list(value: &[Value], _: Kwargs, _: &State) -> TeraResult<String> {
    budget::listed(value, 2)?;
    let items: Vec<String> = value.iter().map(ToString::to_string).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    Ok(viet::text::join(&items))
}
