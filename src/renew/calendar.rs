//! Days on which nobody works: weekends, and the public holidays of `data/ngay-le.yaml`.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{RenewError, data_file, read_tree};
use crate::diag::Report;
use crate::record::define::record;
use crate::record::evidence::Evidence;
use crate::record::field::{Date, Field, Flag, Int, Reader, Text};
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
        /// Whether a weekend is made up for; it is when absent.
        made_up: Option<Flag> = "nghi_bu" "không: trùng cuối tuần thì không nghỉ bù",
        /// Where this is from.
        source: Option<Text> = "nguon" "văn bản quy định",
        /// How sure it is.
        evidence: Option<Evidence> = "do_chac" "T, S, 1 hoặc U",
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
        /// Where this is from.
        source: Option<Text> = "nguon" "thông báo của năm",
        /// How sure it is.
        evidence: Option<Evidence> = "do_chac" "T, S, 1 hoặc U",
    }
}

record! {
    /// A Saturday or Sunday on which people work in exchange for another day.
    "ngày làm bù" Worked {
        /// The day.
        day: Date = "ngay" "ngày thứ Bảy, Chủ nhật phải làm việc",
        /// What for.
        name: Text = "ten" "làm bù cho ngày nào",
        /// Where this is from.
        source: Option<Text> = "nguon" "thông báo của năm",
        /// How sure it is.
        evidence: Option<Evidence> = "do_chac" "T, S, 1 hoặc U",
    }
}

record! {
    /// The holidays.
    "lịch nghỉ" Holidays {
        /// The same every year.
        yearly: Vec<Yearly> = "hang_nam" "ngày dương lịch năm nào cũng nghỉ",
        /// Different each year.
        breaks: Vec<Break> = "tung_nam" "kỳ nghỉ mỗi năm một khác",
        /// Weekends that are worked.
        worked: Vec<Worked> = "lam_bu" "thứ Bảy, Chủ nhật phải làm việc",
    }
}

/// The holidays of all years.
#[derive(Debug, Default)]
pub struct Calendar {
    yearly: Vec<Yearly>,
    breaks: HashMap<NaiveDate, String>,
    worked: HashSet<NaiveDate>,
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
        let worked = holidays.worked.iter().map(|one| one.day.day).collect();
        Self { yearly: holidays.yearly, breaks, worked }
    }

    /// Returns why nobody works on a day, or `None` on a working day, a weekend that is worked included.
    pub fn off(&self, day: NaiveDate) -> Option<String> {
        match day.weekday() {
            _ if self.worked.contains(&day) => return None,
            Weekday::Sat => return Some("thứ Bảy".to_owned()),
            Weekday::Sun => return Some("Chủ nhật".to_owned()),
            _ => {}
        }
        let own = self.breaks.get(&day).cloned().or_else(|| self.yearly_on(day).map(|one| one.name.text.clone()));
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

    fn yearly_on(&self, day: NaiveDate) -> Option<&Yearly> {
        let same = |one: &&Yearly| {
            one.day.value == i64::from(day.day())
                && one.month.value == i64::from(day.month())
                && one.since.is_none_or(|since| since.value <= i64::from(day.year()))
        };
        self.yearly.iter().find(same)
    }

    /// Returns the yearly holiday of the days before that fell on a weekend and is made up for on this day.
    fn made_up(&self, day: NaiveDate) -> Option<String> {
        let mut owed: Vec<String> = Vec::new();
        let first = day.checked_sub_days(Days::new(10))?;
        for earlier in first.iter_days().take_while(|earlier| *earlier <= day) {
            let weekend = matches!(earlier.weekday(), Weekday::Sat | Weekday::Sun);
            let holiday = self.yearly_on(earlier);
            match (weekend, holiday) {
                (true, Some(one)) if one.made_up.as_ref().is_none_or(|made_up| made_up.0) => {
                    owed.push(format!("nghỉ bù {}", one.name.text));
                }
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
        assert_eq!(why("02/01/2026"), "Nghỉ hoán đổi Tết Dương lịch");
    }

    #[test]
    fn a_deadline_goes_back_to_the_last_working_day() {
        let calendar = calendar();
        assert_eq!(calendar.working_day(day("28/02/2021")), day("26/02/2021"));
        // New Year's Eve of the lunar year 2022 was 31 January.
        assert_eq!(calendar.working_day(day("02/02/2022")), day("28/01/2022"));
        assert_eq!(calendar.working_day(day("15/3/2021")), day("15/3/2021"));
    }

    /// Returns the weekdays of a year on which nobody works, as `day/month`.
    fn weekdays_off(calendar: &Calendar, year: i32) -> Vec<String> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
        let days = first.iter_days().take_while(|day| day.year() == year);
        let weekdays = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
        let off = weekdays.filter(|day| calendar.off(*day).is_some());
        off.map(|day| format!("{}/{}", day.day(), day.month())).collect()
    }

    #[test]
    fn the_days_off_from_2021_to_2027_are_those_that_were_announced() {
        let calendar = calendar();
        let announced = [
            (2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9"),
            (2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9"),
            (2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9"),
            (2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9"),
            (2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9"),
            (2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11"),
            (2027, "1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11"),
        ];
        for (year, days) in announced {
            assert_eq!(weekdays_off(&calendar, year).join(" "), days, "{year}");
        }
    }

    #[test]
    fn a_saturday_that_is_worked_is_a_working_day_and_a_deadline_may_fall_on_it() {
        let calendar = calendar();
        for worked in ["04/5/2024", "26/4/2025", "10/01/2026", "22/8/2026"] {
            assert_eq!(calendar.off(day(worked)), None, "{worked}");
        }
        assert_eq!(calendar.working_day(day("22/8/2026")), day("22/8/2026"));
        assert_eq!(calendar.working_day(day("11/01/2026")), day("10/01/2026"));
        assert_eq!(calendar.off(day("17/01/2026")).as_deref(), Some("thứ Bảy"));
    }

    #[test]
    fn the_day_of_culture_is_not_made_up_for() {
        // 24 November 2029 is a Saturday.
        assert_eq!(calendar().off(day("26/11/2029")), None);
    }

    #[test]
    fn every_row_of_the_calendar_says_where_it_is_from_and_how_sure_it_is() {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let (path, name) = (Path::new("/nowhere"), "data/ngay-le.yaml");
        let node = read_tree(path, name, BUILT_IN, &mut sources, &mut report).expect("it is built in");
        let read = Holidays::read(&node.expect("YAML"), &mut Reader { sources: &sources, report: &mut report });
        let all = read.expect("holidays");
        let yearly = all.yearly.iter().map(|one| (&one.name, &one.source, one.evidence));
        let breaks = all.breaks.iter().map(|one| (&one.name, &one.source, one.evidence));
        let worked = all.worked.iter().map(|one| (&one.name, &one.source, one.evidence));
        for (name, source, evidence) in yearly.chain(breaks).chain(worked) {
            assert!(source.is_some() && evidence.is_some(), "{}", name.text);
        }
    }

    #[test]
    fn a_year_without_its_holidays_is_said_to_be_unknown() {
        assert_eq!(calendar().unknown(2021), None);
        assert!(calendar().unknown(2090).is_some_and(|note| note.contains("Tết năm 2090")));
    }
}
