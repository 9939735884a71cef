//! Days on which nobody works: weekends, and the public holidays of `data/ngay-le.yaml`.

use std::collections::HashMap;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{RenewError, data_file, read_tree};
use crate::diag::Report;
use crate::record::define::record;
use crate::record::field::{Date, Field, Int, Reader, Text};
use crate::source::Sources;

const BUILT_IN: &str = include_str!("../../data/ngay-le.yaml");

record! {
    /// A holiday on the same day of every year.
    "ngày lễ hằng năm" Yearly {
        /// The day of the month.
        day: Int = "ngay" "ngày",
        /// The month.
        month: Int = "thang" "tháng",
        /// The name.
        name: Text = "ten" "tên ngày lễ",
        /// The first year it is free.
        since: Option<Int> = "tu_nam" "năm đầu tiên được nghỉ",
    }
}

record! {
    /// Days that are free in one year.
    "kỳ nghỉ" Break {
        /// The first day.
        from: Date = "tu" "ngày đầu",
        /// The last day, where there are several.
        to: Option<Date> = "den" "ngày cuối",
        /// The name.
        name: Text = "ten" "tên kỳ nghỉ",
    }
}

record! {
    /// The holidays.
    "lịch nghỉ" Holidays {
        /// The same every year.
        yearly: Vec<Yearly> = "hang_nam" "ngày dương lịch năm nào cũng nghỉ",
        /// Different each year.
        breaks: Vec<Break> = "tung_nam" "kỳ nghỉ mỗi năm một khác",
    }
}

/// The holidays of all years.
#[derive(Debug, Default)]
pub struct Calendar {
    yearly: Vec<Yearly>,
    breaks: HashMap<NaiveDate, String>,
}

impl Calendar {
    /// Reads the file of the working folder, else the one in the program; faults go to the report.
    ///
    /// # Errors
    ///
    /// A file that is there but cannot be read.
    pub fn load(root: &Path, sources: &mut Sources, report: &mut Report) -> Result<Self, RenewError> {
        let path = data_file(root, "ngay-le.yaml");
        let Some(node) = read_tree(&path, "data/ngay-le.yaml", BUILT_IN, sources, report)? else {
            return Ok(Self::default());
        };
        let read = Holidays::read(&node, &mut Reader { sources, report });
        Ok(read.map(Self::of).unwrap_or_default())
    }

    fn of(holidays: Holidays) -> Self {
        let mut breaks = HashMap::new();
        for one in holidays.breaks {
            let last = one.to.map_or(one.from.day, |to| to.day);
            // A slip in the year must not give a break of centuries.
            let days = one.from.day.iter_days().take_while(|day| *day <= last).take(31);
            breaks.extend(days.map(|day| (day, one.name.text.clone())));
        }
        Self { yearly: holidays.yearly, breaks }
    }

    /// Returns why nobody works on a day, or `None` on a working day.
    pub fn off(&self, day: NaiveDate) -> Option<String> {
        match day.weekday() {
            Weekday::Sat => return Some("thứ Bảy".to_owned()),
            Weekday::Sun => return Some("Chủ nhật".to_owned()),
            _ => {}
        }
        let own = self.breaks.get(&day).cloned().or_else(|| self.yearly_on(day).map(str::to_owned));
        own.or_else(|| self.made_up(day))
    }

    /// Returns the last working day up to a day.
    pub fn working_day(&self, day: NaiveDate) -> NaiveDate {
        let back = std::iter::successors(Some(day), |day| day.checked_sub_days(Days::new(1)));
        back.take(60).find(|day| self.off(*day).is_none()).unwrap_or(day)
    }

    /// Says that the holidays of a year are not in the file, where they are not.
    pub fn unknown(&self, year: i32) -> Option<String> {
        let known = self.breaks.keys().any(|day| day.year() == year);
        let note = format!("chưa có ngày nghỉ Tết năm {year} trong data/ngay-le.yaml: xem lại các hạn nhiệm vụ");
        (!known).then_some(note)
    }

    fn yearly_on(&self, day: NaiveDate) -> Option<&str> {
        let same = |one: &&Yearly| {
            one.day.value == i64::from(day.day())
                && one.month.value == i64::from(day.month())
                && one.since.is_none_or(|since| since.value <= i64::from(day.year()))
        };
        self.yearly.iter().find(same).map(|one| one.name.text.as_str())
    }

    /// Returns the yearly holiday of the days before that fell on a weekend and is made up for on this day.
    fn made_up(&self, day: NaiveDate) -> Option<String> {
        let mut owed: Vec<String> = Vec::new();
        let first = day.checked_sub_days(Days::new(10))?;
        for earlier in first.iter_days().take_while(|earlier| *earlier <= day) {
            let weekend = matches!(earlier.weekday(), Weekday::Sat | Weekday::Sun);
            let holiday = self.yearly_on(earlier);
            match (weekend, holiday) {
                (true, Some(name)) => owed.push(format!("nghỉ bù {name}")),
                (false, None) if !self.breaks.contains_key(&earlier) && !owed.is_empty() => {
                    let paid = owed.remove(0);
                    if earlier == day {
                        return Some(paid);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let read = Calendar::load(Path::new("/nowhere"), &mut sources, &mut report).expect("it is built in");
        assert!(report.is_empty());
        read
    }

    fn day(text: &str) -> NaiveDate {
        crate::viet::date::parse(text).expect("a date")
    }

    #[test]
    fn weekends_holidays_and_the_days_that_make_up_for_them_are_free() {
        let calendar = calendar();
        let why = |text: &str| calendar.off(day(text)).unwrap_or_else(|| "làm việc".to_owned());
        assert_eq!(why("28/02/2021"), "Chủ nhật");
        assert_eq!(why("12/02/2021"), "Tết Nguyên đán");
        assert_eq!(why("30/4/2021"), "Ngày Chiến thắng");
        // 1 May 2021 was a Saturday.
        assert_eq!(why("03/5/2021"), "nghỉ bù Ngày Quốc tế lao động");
        assert_eq!(why("04/5/2021"), "làm việc");
        // 30 April and 1 May 2022 were a weekend: two days are made up for.
        assert_eq!(why("02/5/2022"), "nghỉ bù Ngày Chiến thắng");
        assert_eq!(why("03/5/2022"), "nghỉ bù Ngày Quốc tế lao động");
        assert_eq!(why("24/11/2025"), "làm việc");
        assert_eq!(why("24/11/2026"), "Ngày Văn hóa Việt Nam");
    }

    #[test]
    fn a_deadline_goes_back_to_the_last_working_day() {
        let calendar = calendar();
        assert_eq!(calendar.working_day(day("28/02/2021")), day("26/02/2021"));
        // New Year's Eve of the lunar year 2022 was 31 January.
        assert_eq!(calendar.working_day(day("02/02/2022")), day("28/01/2022"));
        assert_eq!(calendar.working_day(day("15/3/2021")), day("15/3/2021"));
    }

    #[test]
    fn a_year_without_its_holidays_is_said_to_be_unknown() {
        assert_eq!(calendar().unknown(2021), None);
        assert!(calendar().unknown(2090).is_some_and(|note| note.contains("Tết năm 2090")));
    }
}
