//! When so many minutes are over, and how that came about.

use super::interval::{Interval, to_the_minute};
use super::pace::days;
use super::pauses::{merged, standstills};
use super::walk::Walk;
use super::{DayKind, OutOfSight, Pace, Pause, WorkTime};
use crate::time::{DAY, Timestamp};
use jiff::civil::Date;
use std::fmt;

/// How a deadline came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The end of the last minute; `None` while a pause without an end stops the clock before it.
    pub deadline: Option<Timestamp>,
    /// Minutes that are left when that pause begins; 0 if there is a deadline.
    pub left: i64,
    /// The time in which the clock ran, in order.
    pub stretches: Vec<Stretch>,
    /// The days on which time passed and the clock did not run at all, in order.
    pub skipped: Vec<Skipped>,
    /// Years that were walked through by the holidays of the law, since theirs haven't been announced.
    pub unknown_years: Vec<i16>,
}

/// A time in which a clock ran: `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first minute.
    pub from: Timestamp,
    /// The end of the last minute.
    pub to: Timestamp,
    /// How many they are.
    pub minutes: i64,
}

/// A day on which a clock did not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The day on a calendar in China.
    pub date: Date,
    /// Why.
    pub reason: SkipReason,
}

/// Why a clock did not run on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// A Saturday or Sunday.
    Weekend,
    /// A holiday and its name.
    Holiday(String),
    /// It stood still for all the time that would have counted.
    Paused,
    /// Only time outside the working hours was left of the day.
    OffHours,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Weekend => "周末",
            Self::Holiday(name) => name,
            Self::Paused => "暂停",
            Self::OffHours => "不在上班时间",
        })
    }
}

/// When `minutes` that count are over, counted from the minute of `start`, and how that came about.
///
/// Pauses may come in any order and lie over each other. Paused time is counted at the clock's own
/// pace; once `pause_limit` minutes of it are used up, the clock runs in spite of them.
///
/// # Errors
/// [`OutOfSight`].
pub fn explain(
    start: Timestamp,
    minutes: u32,
    time: WorkTime<'_>,
    pace: Pace,
    pauses: &[Pause],
    pause_limit: Option<u32>,
) -> Result<Explanation, OutOfSight> {
    let start = to_the_minute(start);
    let stills = standstills(start, time, pace, pauses, pause_limit);
    let walk = Walk { time, pace, stills: &stills };
    let mut left = i64::from(minutes);
    let mut stretches = Vec::new();
    let deadline = walk.end(start, &mut left, &mut |ran| {
        stretches.push(Stretch { from: ran.from, to: ran.to, minutes: ran.minutes() });
    })?;
    let passed = deadline.or_else(|| walk.stopped_at()).and_then(|end| Interval::new(start, end));
    Ok(Explanation {
        deadline,
        left,
        skipped: passed.map_or_else(Vec::new, |passed| walk.skipped(passed, &stretches)),
        unknown_years: passed.map_or_else(Vec::new, |passed| walk.unknown_years(passed).collect()),
        stretches,
    })
}

/// The minutes from one moment to another that count and are not paused; negative if `to` is earlier.
///
/// The pauses are taken as they are: those of a clock with a limit come from
/// [`within_limit`](super::within_limit). Of more than twenty years the first twenty are counted.
#[must_use]
pub fn counted(from: Timestamp, to: Timestamp, time: WorkTime<'_>, pace: Pace, pauses: &[Pause]) -> i64 {
    Walk { time, pace, stills: &merged(pauses) }.minutes(from, to)
}

impl Walk<'_> {
    fn skipped(self, passed: Interval, stretches: &[Stretch]) -> Vec<Skipped> {
        let mut stretches = stretches.iter().peekable();
        let mut skipped = Vec::new();
        for (date, midnight) in days(passed) {
            let end = midnight.plus(DAY);
            while stretches.next_if(|ran| ran.to <= midnight).is_some() {}
            if stretches.peek().is_none_or(|ran| ran.from >= end) {
                let day = Interval { from: midnight, to: end };
                let reason = self.reason(date, midnight, day.within(passed).unwrap_or(day));
                skipped.push(Skipped { date, reason });
            }
        }
        skipped
    }

    /// Why nothing of a day counted, of which `passed` went by.
    fn reason(self, date: Date, midnight: Timestamp, passed: Interval) -> SkipReason {
        if self.pace == Pace::WallClock {
            return SkipReason::Paused;
        }
        match self.time.calendar.day(date) {
            DayKind::Weekend => SkipReason::Weekend,
            DayKind::Holiday(name) => SkipReason::Holiday(name.to_owned()),
            DayKind::Working | DayKind::Moved(_) => {
                let hours = self.time.hours_on(midnight).any(|hours| hours.within(passed).is_some());
                if hours { SkipReason::Paused } else { SkipReason::OffHours }
            }
        }
    }
}
