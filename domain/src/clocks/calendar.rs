//! Which days are worked.

use super::{SpecialDay, SpecialKind};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// The days on which China's calendar differs from Monday to Friday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Date, SpecialDay>,
}

/// What a day is to those who work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday.
    Working,
    /// 调休上班: a Saturday or Sunday that is worked, and for which holiday.
    Moved(&'a str),
    /// A Saturday or Sunday.
    Weekend,
    /// A holiday and its name.
    Holiday(&'a str),
}

impl DayKind<'_> {
    /// Whether people work on such a day.
    #[must_use]
    pub fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::Moved(_))
    }
}

impl Calendar {
    /// A calendar of these days; of two for the same date the later counts.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = SpecialDay>) -> Self {
        Self { days: days.into_iter().map(|day| (day.date, day)).collect() }
    }

    /// The days that it was made of, by date.
    pub fn days(&self) -> impl Iterator<Item = &SpecialDay> {
        self.days.values()
    }

    /// What a day is. In a year that it doesn't [know](Self::knows), Monday to Friday are worked.
    #[must_use]
    pub fn day(&self, date: Date) -> DayKind<'_> {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self.days.get(&date) {
            Some(day) if day.kind == SpecialKind::Holiday => DayKind::Holiday(&day.name),
            Some(day) if weekend => DayKind::Moved(&day.name),
            Some(_) => DayKind::Working,
            None if weekend => DayKind::Weekend,
            None => DayKind::Working,
        }
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_working(&self, date: Date) -> bool {
        self.day(date).is_working()
    }

    /// Whether there is data for a year: at least one day. What the calendar says of any other year is
    /// a guess, and whoever shows it must say so.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.days.keys().any(|date| date.year() == year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn calendar() -> Calendar {
        let day = |date, kind, name: &str| SpecialDay { date, kind, name: name.to_owned() };
        Calendar::new([
            day(date(2026, 2, 16), SpecialKind::Holiday, "春节"),
            day(date(2026, 2, 14), SpecialKind::Workday, "春节调休上班"),
            day(date(2026, 2, 21), SpecialKind::Holiday, "春节"),
            day(date(2026, 2, 25), SpecialKind::Workday, "多写的一行"),
        ])
    }

    #[test]
    fn a_day_is_what_the_data_says_or_else_its_weekday() {
        let calendar = calendar();
        assert_eq!(calendar.day(date(2026, 2, 13)), DayKind::Working);
        assert_eq!(calendar.day(date(2026, 2, 14)), DayKind::Moved("春节调休上班"));
        assert_eq!(calendar.day(date(2026, 2, 15)), DayKind::Weekend);
        assert_eq!(calendar.day(date(2026, 2, 16)), DayKind::Holiday("春节"));
        assert_eq!(
            [13, 14, 15, 16].map(|day| calendar.is_working(date(2026, 2, day))),
            [true, true, false, false]
        );
    }

    #[test]
    fn a_row_that_changes_nothing_does_no_harm() {
        let calendar = calendar();
        assert_eq!(calendar.day(date(2026, 2, 21)), DayKind::Holiday("春节"), "a Saturday all the same");
        assert_eq!(calendar.day(date(2026, 2, 25)), DayKind::Working, "a Wednesday all the same");
    }

    #[test]
    fn a_year_without_a_row_is_unknown() {
        assert!(calendar().knows(2026));
        assert!(!calendar().knows(2027));
        assert!(!Calendar::default().knows(2026));
    }
}
