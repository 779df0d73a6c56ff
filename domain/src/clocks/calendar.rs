//! Which days are worked.

use super::{SpecialDay, SpecialKind, statutory_holidays};
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The years for which the law stands in where the yearly announcement is missing.
const BY_LAW: RangeInclusive<i16> = 2023..=2060;

/// The days on which China's calendar differs from Monday to Friday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Date, SpecialDay>,
    /// The holidays that the law names, of years that aren't [known](Calendar::knows).
    by_law: BTreeMap<Date, SpecialDay>,
    known: BTreeSet<i16>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new([])
    }
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
        let days: BTreeMap<_, _> = days.into_iter().map(|day| (day.date, day)).collect();
        let years: BTreeSet<_> = days.keys().map(|date| date.year()).collect();
        let known: BTreeSet<_> = years.into_iter().filter(|year| is_whole(&days, *year)).collect();
        let unknown = BY_LAW.filter(|year| !known.contains(year));
        let by_law = unknown.flat_map(statutory_holidays).map(|day| (day.date, day)).collect();
        Self { days, by_law, known }
    }

    /// The days that it was made of, by date.
    pub fn days(&self) -> impl Iterator<Item = &SpecialDay> {
        self.days.values()
    }

    /// What a day is. In a year that it doesn't [know](Self::knows), Monday to Friday are worked but for the holidays
    /// that the law names; days moved for a longer holiday are missing.
    #[must_use]
    pub fn day(&self, date: Date) -> DayKind<'_> {
        let weekend = is_weekend(date);
        match self.days.get(&date).or_else(|| self.by_law.get(&date)) {
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

    /// Whether the announcement for a year has been imported: each holiday that the law names and that falls on a working
    /// day is among the days. What the calendar says of any other year is an estimate, and whoever shows it must say so.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.known.contains(&year)
    }

    /// Whether any of the days is of that year.
    #[must_use]
    pub fn mentions(&self, year: i16) -> bool {
        self.days.keys().any(|date| date.year() == year)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Whether no holiday of a year is missing, as far as the law tells.
fn is_whole(days: &BTreeMap<Date, SpecialDay>, year: i16) -> bool {
    let is_off = |date: &Date| days.get(date).is_some_and(|day| day.kind == SpecialKind::Holiday);
    let on_working_days =
        statutory_holidays(year).into_iter().map(|day| day.date).filter(|date| !is_weekend(*date));
    on_working_days.into_iter().all(|date| is_off(&date))
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
    fn a_year_is_known_once_every_holiday_of_the_law_is_there() {
        let by_law = |year| statutory_holidays(year);
        assert!(Calendar::new(by_law(2027)).knows(2027));
        assert!(!Calendar::new(by_law(2027).into_iter().take(1)).knows(2027), "one day makes no year");
        assert!(!Calendar::new(by_law(2027).into_iter().skip(1)).knows(2027));
        assert!(!Calendar::new(by_law(2027)).knows(2028));
        assert!(!calendar().knows(2026) && calendar().mentions(2026) && !calendar().mentions(2027));
        assert!(!Calendar::default().knows(2026));
    }

    #[test]
    fn in_a_year_without_an_announcement_the_law_holds() {
        let none = Calendar::default();
        assert_eq!(none.day(date(2027, 2, 8)), DayKind::Holiday("春节"), "正月初三");
        assert_eq!(none.day(date(2027, 2, 9)), DayKind::Working);
        assert_eq!(none.day(date(2027, 10, 2)), DayKind::Holiday("国庆节"), "a Saturday");
        let first =
            SpecialDay { date: date(2027, 1, 1), kind: SpecialKind::Holiday, name: "元旦".to_owned() };
        assert_eq!(
            Calendar::new([first]).day(date(2027, 2, 8)),
            DayKind::Holiday("春节"),
            "one day imported"
        );
        let told = Calendar::new(statutory_holidays(2027).into_iter().chain([SpecialDay {
            date: date(2027, 2, 9),
            kind: SpecialKind::Holiday,
            name: "春节".to_owned(),
        }]));
        assert_eq!(told.day(date(2027, 2, 9)), DayKind::Holiday("春节"));
    }
}
