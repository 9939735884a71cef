//! Whether the machine's clock can be believed: it is compared with the log, the records and the files beside it.
//!
//! A clock that is wrong once would stand in the log for good: everything later would seem to run backwards until that
//! day has come. So a step far from all that is known is questioned before, and a person may say, in a line of the log,
//! that the clock is right now. From that line on, times before it count no more.

use std::fs::Metadata;
use std::path::Path;

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveDateTime, Utc};
use serde::Deserialize;

use super::error::ArchiveError;
use super::log::{ChainFault, Deed};
use super::register::Register;

/// Two machines may differ by so much without one's clock being called wrong.
pub const SLACK: Duration = Duration::minutes(2);

/// How long an office may rest, by its files too, before the clock is doubted.
const REST: Duration = Duration::days(60);

/// How long an office may rest before the clock is doubted whatever its files say: they were written by this clock.
const LONG_REST: Duration = Duration::days(366);

/// So many of the last lines are looked at: a lock may have been freed while the clock was wrong.
const LINES: usize = 20;

/// So many files are looked at.
const FILES: usize = 2000;

/// What is known of the time without the clock.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// The latest line of the log.
    last: Option<NaiveDateTime>,
    /// The newest year that has records.
    records: Option<i32>,
    /// When the records' files were last written.
    files: Option<NaiveDateTime>,
}

/// Refuses a time that is before the log, or far from all that is known.
pub fn check(root: &Path, register: &dyn Register, now: NaiveDateTime) -> Result<(), ArchiveError> {
    let last = last(register)?;
    if let Some(last) = last.filter(|last| now + SLACK < *last) {
        return Err(ArchiveError::ClockBack { last: shown(last), now: shown(now) });
    }
    let mut known = Evidence { last, records: newest_year(root), files: None };
    if last.is_none_or(|last| now > last + REST) {
        known.files = known.records.and_then(|year| newest_file(root, year));
    }
    if known.fits(now) { Ok(()) } else { Err(ArchiveError::ClockFar { now: shown(now), known: known.told() }) }
}

impl Evidence {
    fn fits(&self, now: NaiveDateTime) -> bool {
        let year_over = |year| NaiveDate::from_ymd_opt(year, 12, 31).is_some_and(|end| now.date() - end > REST);
        let rested = |rest| self.files.is_none_or(|files| now > files + rest);
        let ahead = self.records.is_some_and(year_over)
            && match self.last {
                Some(last) => now > last + LONG_REST || (now > last + REST && rested(REST)),
                None => self.files.is_some() && rested(REST),
            };
        let behind = self.records.is_some_and(|year| year > now.year() + 1);
        !ahead && !behind
    }

    fn told(&self) -> String {
        let last = self.last.map(|last| format!("nhật ký ghi lần cuối lúc {}", shown(last)));
        let records = self.records.map(|year| format!("dữ liệu mới nhất là của năm {year}"));
        let files = self.files.map(|files| format!("tệp dữ liệu được ghi lần cuối lúc {}", shown(files)));
        [last, records, files].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

fn shown(at: NaiveDateTime) -> String {
    at.format("%H:%M ngày %d/%m/%Y").to_string()
}

/// Time and deed of a line.
#[derive(Deserialize)]
struct Seen {
    #[serde(rename = "luc")]
    at: NaiveDateTime,
    #[serde(rename = "viec")]
    deed: String,
}

/// Returns the latest time since the clock was last set right.
pub fn last(register: &dyn Register) -> Result<Option<NaiveDateTime>, ArchiveError> {
    let tip = register.tip()?;
    let mut latest: Option<NaiveDateTime> = None;
    for (text, at) in register.lines(tip.count.saturating_sub(LINES as u64), LINES)?.iter().rev().zip(0..) {
        let read = |cause: serde_json::Error| ArchiveError::Chain {
            at: tip.count - at,
            fault: ChainFault::Unknown(cause.to_string()),
        };
        let seen: Seen = serde_json::from_str(text).map_err(read)?;
        latest = latest.max(Some(seen.at));
        if ["xac_nhan_gio", "phuc_hoi"].contains(&seen.deed.as_str()) {
            break;
        }
    }
    Ok(latest)
}

/// What a line of the log does to the time that the next ones must not be before.
pub enum Step {
    /// It counts.
    Counted,
    /// It counts, and those before it do no more.
    Begun,
    /// It does not count.
    Free,
}

impl Deed {
    /// Returns what the deed does to the time of the log.
    pub const fn step(&self) -> Step {
        match self {
            Self::ClockConfirmed { .. } | Self::Restored { .. } => Step::Begun,
            Self::Freed { .. } => Step::Free,
            _ => Step::Counted,
        }
    }
}

fn newest_year(root: &Path) -> Option<i32> {
    let names = std::fs::read_dir(root.join("data")).ok()?.filter_map(Result::ok).map(|entry| entry.file_name());
    let year = |name: &str| name.parse().ok().filter(|year| name.len() == 4 && *year > 0);
    names.filter_map(|name| year(&name.to_string_lossy())).max()
}

/// Returns when the newest of a year's records came to be what it is, or where it is.
fn newest_file(root: &Path, year: i32) -> Option<NaiveDateTime> {
    let folder = root.join("data").join(year.to_string());
    let entries = walkdir::WalkDir::new(folder).into_iter().take(FILES).filter_map(Result::ok);
    let times = entries.filter_map(|entry| entry.metadata().ok()).flat_map(|found| times(&found));
    times.max().map(|time| time + Duration::hours(7))
}

/// Returns the times that a file bears, in UTC.
fn times(found: &Metadata) -> Vec<NaiveDateTime> {
    let all = [found.modified(), found.created()].into_iter().flatten();
    let mut all: Vec<NaiveDateTime> = all.map(|time| DateTime::<Utc>::from(time).naive_utc()).collect();
    // Copying may keep the other two, never this one.
    #[cfg(unix)]
    all.extend(DateTime::from_timestamp(std::os::unix::fs::MetadataExt::ctime(found), 0).map(|time| time.naive_utc()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i32, month: u32, day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(8, 0, 0).unwrap()
    }

    /// An office at work in November 2026.
    fn office() -> Evidence {
        Evidence { last: Some(at(2026, 11, 20)), records: Some(2026), files: Some(at(2026, 11, 25)) }
    }

    #[test]
    fn a_clock_ten_years_or_one_year_ahead_does_not_fit_and_a_new_year_does() {
        assert!(office().fits(at(2026, 11, 30)));
        assert!(office().fits(at(2027, 1, 4)));
        assert!(!office().fits(at(2027, 11, 30)));
        assert!(!office().fits(at(2036, 11, 30)));
        let first = Evidence { last: None, ..office() };
        assert!(first.fits(at(2026, 11, 30)) && first.fits(at(2027, 1, 4)));
        assert!(!first.fits(at(2036, 11, 30)));
    }

    #[test]
    fn files_written_by_a_wrong_clock_do_not_make_it_right() {
        let written = Evidence { files: Some(at(2036, 11, 29)), ..office() };
        assert!(!written.fits(at(2036, 11, 30)));
        let records_too = Evidence { records: Some(2036), ..written };
        assert!(records_too.fits(at(2036, 11, 30)), "an office that has rested for years and begins again");
    }

    #[test]
    fn old_records_that_were_brought_here_lately_may_be_issued() {
        let brought = Evidence { last: None, records: Some(2020), files: Some(at(2026, 11, 29)) };
        assert!(brought.fits(at(2026, 11, 30)));
        assert!(!Evidence { files: Some(at(2020, 3, 1)), ..brought }.fits(at(2026, 11, 30)));
    }

    #[test]
    fn a_clock_far_behind_the_records_does_not_fit() {
        let first = Evidence { last: None, ..office() };
        assert!(!first.fits(at(2015, 1, 1)) && !first.fits(at(2024, 11, 1)));
        assert!(Evidence { records: Some(2027), ..office() }.fits(at(2026, 11, 30)), "next year's records");
    }
}
