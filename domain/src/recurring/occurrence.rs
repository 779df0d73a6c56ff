//! The days of a recurrence, and what the calendar makes of each.

use super::{OnHoliday, Recurrence};
use crate::clocks::{Calendar, DayKind};
use jiff::ToSpan;
use jiff::civil::Date;

/// One day of a recurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The day.
    pub date: Date,
    /// What becomes of it.
    pub fate: Fate,
}

/// What the calendar makes of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Somebody comes.
    Due,
    /// Somebody comes, though it is this holiday.
    Kept(String),
    /// Nobody comes, for it is this holiday.
    Skipped(String),
    /// There is no calendar of that year yet.
    NotKnown,
}

impl Fate {
    /// Why the day is not like the others, as the resident reads it.
    #[must_use]
    pub fn reason(&self, date: Date) -> Option<String> {
        match self {
            Self::Due => None,
            Self::Kept(holiday) => Some(format!("{holiday}放假，照常来")),
            Self::Skipped(holiday) => Some(format!("{holiday}放假，这次不来")),
            Self::NotKnown => Some(format!("{} 年的放假安排还没公布，到时候再定", date.year())),
        }
    }
}

/// The days of a recurrence from `from` to `until`, both included, each with what becomes of it.
#[must_use]
pub fn occurrences(recurrence: &Recurrence, calendar: &Calendar, from: Date, until: Date) -> Vec<Occurrence> {
    let days = recurrence.dates(from).take_while(|date| *date <= until);
    days.map(|date| Occurrence { date, fate: fate(recurrence, calendar, date) }).collect()
}

/// What the calendar makes of one day.
pub(super) fn fate(recurrence: &Recurrence, calendar: &Calendar, date: Date) -> Fate {
    match (holiday(calendar, date), recurrence.on_holiday) {
        (Some(name), OnHoliday::Skip) => Fate::Skipped(name.to_owned()),
        (Some(name), OnHoliday::Keep) => Fate::Kept(name.to_owned()),
        (None, OnHoliday::Skip) if !calendar.knows(date.year()) => Fate::NotKnown,
        (None, _) => Fate::Due,
    }
}

/// The holiday that a day belongs to. The calendar names the working days that are off; a weekend that
/// adjoins them is part of the same holiday, as the State Council's announcements count it. A weekend
/// day that is worked instead is an ordinary day.
fn holiday(calendar: &Calendar, date: Date) -> Option<&str> {
    match calendar.day(date) {
        DayKind::Holiday(name) => Some(name),
        DayKind::Working | DayKind::Moved(_) => None,
        DayKind::Weekend => [-1, 1].into_iter().find_map(|step| {
            let mut beyond = date;
            while calendar.day(beyond) == DayKind::Weekend {
                beyond = beyond.checked_add(step.days()).ok()?;
            }
            match calendar.day(beyond) {
                DayKind::Holiday(name) => Some(name),
                _ => None,
            }
        }),
    }
}
