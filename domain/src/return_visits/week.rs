//! A week on a calendar in China.

use crate::time::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A week on a calendar in China, from Monday to Sunday; written as the date of its Monday, `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(Date);

/// It is no week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("一周要写成周一的日期，例如 2026-11-23")]
pub struct WeekError;

impl Week {
    /// The week of a moment.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self::of_day(at.date())
    }

    /// The week of a day.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        let since_monday = i64::from(day.weekday().to_monday_zero_offset());
        Self(day.saturating_sub(since_monday.days()))
    }

    /// The week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1.week()))
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> Date {
        self.0
    }

    /// When it begins.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        Timestamp::from_civil(self.0.to_datetime(Time::midnight()))
    }

    /// The first moment after it.
    #[must_use]
    pub fn ends(self) -> Timestamp {
        Timestamp::from_civil(self.0.saturating_add(1.week()).to_datetime(Time::midnight()))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Week {
    type Err = WeekError;

    fn from_str(text: &str) -> Result<Self, WeekError> {
        let day: Date = text.parse().map_err(|_| WeekError)?;
        let week = Self::of_day(day);
        (week.0 == day).then_some(week).ok_or(WeekError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_goes_from_monday_to_sunday_in_china() {
        let sunday: Timestamp = "2026-11-29T23:59".parse().unwrap();
        let week = Week::of(sunday);
        assert_eq!(week.to_string(), "2026-11-23");
        assert_eq!((week.begins(), week.ends()), ("2026-11-23T00:00".parse().unwrap(), sunday.plus(60_000)));
        assert_eq!(Week::of(sunday.plus(60_000)).before(), week);
        assert_eq!("2026-11-23".parse(), Ok(week));
        for nonsense in ["", "2026-11", "2026-11-24", "2026-13-01"] {
            assert_eq!(nonsense.parse::<Week>(), Err(WeekError), "{nonsense}");
        }
    }
}
