//! A quarter on a calendar in China.

use super::Month;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// How each quarter is called.
const NAMES: [&str; 4] = ["一", "二", "三", "四"];

/// A quarter of a year on a calendar in China, written `2026-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Its first month.
    first: Month,
}

/// It is no quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("季度要写成 2026-3 这样")]
pub struct QuarterError;

impl Quarter {
    /// The quarter that a month belongs to.
    #[must_use]
    pub fn of(month: Month) -> Self {
        Self { first: month.quarter() }
    }

    /// The four quarters of the same year.
    pub fn of_year(self) -> impl Iterator<Item = Self> {
        let begin = 1 - i32::try_from(self.number()).unwrap_or(1);
        (0..4).map(move |place| self.plus(begin + place))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.first_day().year()
    }

    /// Which of the year, 1 to 4.
    #[must_use]
    pub fn number(self) -> usize {
        usize::try_from((self.first.first_day().month() - 1) / 3 + 1).unwrap_or(1)
    }

    /// The first month.
    #[must_use]
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    #[must_use]
    pub fn last(self) -> Month {
        self.first.plus(2)
    }

    /// The quarter so many later, or earlier if it is negative.
    #[must_use]
    pub fn plus(self, quarters: i32) -> Self {
        Self::of(self.first.plus(quarters.saturating_mul(3)))
    }

    /// «2026 年第三季度».
    #[must_use]
    pub fn words(self) -> String {
        format!("{} 年{}", self.year(), self.short_words())
    }

    /// «第三季度».
    #[must_use]
    pub fn short_words(self) -> String {
        format!("第{}季度", NAMES.get(self.number() - 1).copied().unwrap_or_default())
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{}", self.year(), self.number())
    }
}

impl FromStr for Quarter {
    type Err = QuarterError;

    fn from_str(text: &str) -> Result<Self, QuarterError> {
        let (year, number) = text.split_once('-').ok_or(QuarterError)?;
        let year: i16 = year.parse().map_err(|_| QuarterError)?;
        let number: i8 = number.parse().ok().filter(|number| (1..=4).contains(number)).ok_or(QuarterError)?;
        let day = Date::new(year, number * 3, 1).map_err(|_| QuarterError)?;
        let quarter = Self::of(Month::of_day(day));
        (quarter.to_string() == text).then_some(quarter).ok_or(QuarterError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_go_on_over_the_years() {
        let third: Quarter = "2026-3".parse().unwrap();
        assert_eq!(
            (third.first().to_string(), third.last().to_string()),
            ("2026-07".into(), "2026-09".into())
        );
        assert_eq!((third.words().as_str(), third.number()), ("2026 年第三季度", 3));
        assert_eq!(
            (third.plus(2).to_string(), third.plus(-3).to_string()),
            ("2027-1".into(), "2025-4".into())
        );
        let year: Vec<_> = third.of_year().map(|quarter| quarter.to_string()).collect();
        assert_eq!(year, ["2026-1", "2026-2", "2026-3", "2026-4"]);
        assert_eq!(Quarter::of("2026-11".parse().unwrap()), third.plus(1));
        for nonsense in ["", "2026", "2026-0", "2026-5", "2026-03", "26-3", "2026-3-1", "-3"] {
            assert_eq!(nonsense.parse::<Quarter>(), Err(QuarterError), "{nonsense}");
        }
    }
}
