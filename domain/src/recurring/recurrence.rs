//! A wish that comes again: the days, the part of the day, from when and until when.

use super::Pattern;
use crate::orders::Daypart;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How many days ahead it is looked for a day on the pattern; the longest gap is two months.
const SIGHT: usize = 400;

/// What becomes of a day that is a public holiday.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OnHoliday {
    /// Nobody comes.
    #[default]
    Skip,
    /// Somebody comes all the same: whoever lives alone is alone on holidays too.
    Keep,
}

impl OnHoliday {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Skip => "放假就不来",
            Self::Keep => "放假也照常来",
        }
    }
}

/// What somebody wants again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// How often, and on which days.
    pub pattern: Pattern,
    /// In which part of the day.
    pub part: Daypart,
    /// No day before this one. The first day of the pattern from here on begins the first of every two weeks.
    pub first: Date,
    /// No day after this one; `None` for until it is stopped.
    pub last: Option<Date>,
    /// What becomes of holidays.
    pub on_holiday: OnHoliday,
}

impl Recurrence {
    /// Whether the day is one of its days, whatever the calendar says.
    #[must_use]
    pub fn has(&self, date: Date) -> bool {
        let within = self.first <= date && self.last.is_none_or(|last| date <= last);
        within && self.pattern.has(date, self.beginning())
    }

    /// Its days from `from` on, as far as one can see: more than a year.
    pub fn dates(&self, from: Date) -> impl Iterator<Item = Date> {
        let since = self.beginning();
        let until = self.last.unwrap_or(Date::MAX);
        let days = self.first.max(from).series(1.day()).take(SIGHT);
        days.take_while(move |date| *date <= until).filter(move |date| self.pattern.has(*date, since))
    }

    /// Whether there will be no more of it after this day.
    #[must_use]
    pub fn is_over_after(&self, date: Date) -> bool {
        self.dates(date.saturating_add(1.day())).next().is_none()
    }

    /// The day whose week is the first of every two.
    fn beginning(&self) -> Date {
        let mut week = self.first.series(1.day()).take(7);
        week.find(|date| self.pattern.begins(*date)).unwrap_or(self.first)
    }

    /// «每周二下午».
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}{}", self.pattern.words(), self.part.name())
    }
}
