//! When a hồ sơ is to be handed over, and when its period ends.

use chrono::{Datelike, Months, NaiveDate};

use crate::record::dossier::Period;

/// Hồ sơ kept for so many years or more must be handed over (điểm c khoản 3 Điều 31).
pub const HANDED_OVER_FROM: u32 = 5;

/// The days that matter once the work has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day to hand it over: a year after the end of the work (khoản 2 Điều 30 Nghị định 30/2020/NĐ-CP; Luật Lưu trữ
    /// số 33/2024/QH15 counts from the year the work ends, so this day is never later); none where it need not be.
    pub hand_over: Option<NaiveDate>,
    /// The last day of its period; none where it is kept for ever.
    pub until: Option<NaiveDate>,
}

/// Returns the days for work that ended on this day.
///
/// A period is counted to the end of the year: no reading of the law lets it end later, so nothing is called due early.
pub fn due(period: Period, ended: NaiveDate) -> Due {
    let (handed, years) = match period {
        Period::Forever => (true, None),
        Period::Years(years) => (years >= HANDED_OVER_FROM, Some(years)),
    };
    let until = |years: u32| NaiveDate::from_ymd_opt(ended.year() + i32::try_from(years).ok()?, 12, 31);
    Due { hand_over: ended.checked_add_months(Months::new(12)).filter(|_| handed), until: years.and_then(until) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_period_ends_with_its_last_year_and_for_ever_does_not_end() {
        assert_eq!(due(Period::Years(10), day(2020, 6, 30)).until, Some(day(2030, 12, 31)));
        assert_eq!(due(Period::Forever, day(2020, 6, 30)).until, None);
    }

    #[test]
    fn what_is_kept_five_years_or_more_is_handed_over_within_a_year() {
        assert_eq!(due(Period::Years(5), day(2020, 2, 29)).hand_over, Some(day(2021, 2, 28)));
        assert_eq!(due(Period::Forever, day(2020, 12, 31)).hand_over, Some(day(2021, 12, 31)));
        assert_eq!(due(Period::Years(4), day(2020, 12, 31)).hand_over, None);
    }
}
