//! A month on a calendar in China.

use crate::time::Timestamp;
use crate::typed::hyphenated;
use jiff::civil::{Date, date};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A month on a calendar in China, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// It is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("月份要写成 2026-11 这样")]
pub struct MonthError;

impl Month {
    /// The month of a moment.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self::of_day(at.date())
    }

    /// The month of a day.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        date(self.year, self.month, 1)
    }

    /// The month so many months later, or earlier if it is negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self::at(self.count().saturating_add(months))
    }

    /// The first month of its quarter.
    #[must_use]
    pub fn quarter(self) -> Self {
        Self { month: (self.month - 1) / 3 * 3 + 1, ..self }
    }

    /// The months from this one to another, both included; none if that is earlier.
    pub fn to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.count()..=last.count()).map(Self::at)
    }

    /// Months since the beginning of the year 0.
    fn count(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month of a [`Month::count`], the first or last of all if there is none.
    fn at(count: i32) -> Self {
        let count = count.clamp(0, 9999 * 12 + 11);
        let year = i16::try_from(count.div_euclid(12)).unwrap_or(i16::MAX);
        Self { year, month: i8::try_from(count.rem_euclid(12) + 1).unwrap_or(1) }
    }

    /// «2026年11月».
    #[must_use]
    pub fn words(self) -> String {
        format!("{}年{}月", self.year, self.month)
    }

    /// «11月», with the year where it begins one.
    #[must_use]
    pub fn short_words(self) -> String {
        if self.month == 1 { self.words() } else { format!("{}月", self.month) }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let text = hyphenated(text);
        let day: Date = format!("{text}-01").parse().map_err(|_| MonthError)?;
        let month = Self::of_day(day);
        (month.to_string() == text).then_some(month).ok_or(MonthError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_go_on_over_the_years() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!(november.plus(2).to_string(), "2027-01");
        assert_eq!(november.plus(-11).to_string(), "2025-12");
        assert_eq!((november.quarter(), november.plus(2).quarter()), (november.plus(-1), november.plus(2)));
        let names: Vec<_> = november.to(november.plus(2)).map(Month::short_words).collect();
        assert_eq!(names, ["11月", "12月", "2027年1月"]);
        assert_eq!(november.to(november.plus(-1)).count(), 0);
        let last: Month = "9999-12".parse().unwrap();
        assert_eq!((last.plus(1), last.plus(-1).to(last).count()), (last, 2), "time comes to an end");
        for nonsense in ["", "2026", "2026-13", "2026-1", "2026-11-24"] {
            assert_eq!(nonsense.parse::<Month>(), Err(MonthError), "{nonsense}");
        }
    }

    #[test]
    fn a_month_ends_at_midnight_in_china() {
        let last: Timestamp = "2026-11-30T23:59".parse().unwrap();
        assert_eq!(Month::of(last).to_string(), "2026-11");
        assert_eq!(Month::of(last.plus(60_000)).to_string(), "2026-12");
    }
}
