//! How often somebody comes, and on which days.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumDiscriminants, EnumIter, EnumString, IntoStaticStr};
use thiserror::Error;

/// Weekdays, 1 for Monday; at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<u8>", into = "BTreeSet<u8>")]
pub struct Weekdays(BTreeSet<u8>);

/// How often somebody comes, and on which days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(rename_all = "snake_case", tag = "every")]
#[strum_discriminants(name(Rhythm))]
#[strum_discriminants(derive(EnumString, EnumIter, IntoStaticStr))]
#[strum_discriminants(strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "How often, without the days: what a form asks first.")]
pub enum Pattern {
    /// 每周
    Week {
        /// On these days.
        weekdays: Weekdays,
    },
    /// 每两周
    TwoWeeks {
        /// On these days of every other week.
        weekdays: Weekdays,
    },
    /// 每月
    Month {
        /// On this day, 1 to 31; in a month that is too short on its last.
        day: u8,
    },
}

/// Why a pattern can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PatternError {
    /// No weekday, or none that there is.
    #[error("至少选一个星期几")]
    Weekdays,
    /// No day of a month.
    #[error("请填 1 到 31 之间的数")]
    MonthDay,
}

impl Rhythm {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Week => "每周",
            Self::TwoWeeks => "每两周",
            Self::Month => "每月",
        }
    }

    /// The pattern of this rhythm; of the days only those that it needs are looked at.
    ///
    /// # Errors
    /// [`PatternError`] if just these are wrong.
    pub fn on(self, weekdays: BTreeSet<u8>, month_day: u8) -> Result<Pattern, PatternError> {
        Ok(match self {
            Self::Week => Pattern::Week { weekdays: weekdays.try_into()? },
            Self::TwoWeeks => Pattern::TwoWeeks { weekdays: weekdays.try_into()? },
            Self::Month if (1..=31).contains(&month_day) => Pattern::Month { day: month_day },
            Self::Month => return Err(PatternError::MonthDay),
        })
    }
}

impl TryFrom<BTreeSet<u8>> for Weekdays {
    type Error = PatternError;

    fn try_from(days: BTreeSet<u8>) -> Result<Self, PatternError> {
        let exist = days.iter().all(|day| (1..=7).contains(day));
        if exist && !days.is_empty() { Ok(Self(days)) } else { Err(PatternError::Weekdays) }
    }
}

impl From<Weekdays> for BTreeSet<u8> {
    fn from(weekdays: Weekdays) -> Self {
        weekdays.0
    }
}

impl Weekdays {
    /// Whether the day is one of them.
    #[must_use]
    pub fn has(&self, date: Date) -> bool {
        u8::try_from(date.weekday().to_monday_one_offset()).is_ok_and(|day| self.0.contains(&day))
    }

    /// «周二、周五».
    fn words(&self) -> String {
        self.0.iter().map(|day| weekday_name(*day)).collect::<Vec<_>>().join("、")
    }
}

/// «周一» for 1 to «周日» for 7; empty for any other number.
#[must_use]
pub fn weekday_name(day: u8) -> &'static str {
    match day {
        1 => "周一",
        2 => "周二",
        3 => "周三",
        4 => "周四",
        5 => "周五",
        6 => "周六",
        7 => "周日",
        _ => "",
    }
}

impl Pattern {
    /// Whether a day is on the pattern, where the week of `since` is the first of every two.
    #[must_use]
    pub fn has(&self, date: Date, since: Date) -> bool {
        match self {
            Self::Week { weekdays } => weekdays.has(date),
            Self::TwoWeeks { weekdays } => {
                weekdays.has(date) && (monday(date) - monday(since)).get_days() % 14 == 0
            }
            Self::Month { day } => u8::try_from(date.day())
                .is_ok_and(|of_month| of_month == *day || of_month < *day && date == date.last_of_month()),
        }
    }

    /// Whether the rhythm of two weeks begins with the week of this day, if the first day is this one.
    pub(super) fn begins(&self, date: Date) -> bool {
        match self {
            Self::Week { weekdays } | Self::TwoWeeks { weekdays } => weekdays.has(date),
            Self::Month { .. } => true,
        }
    }

    /// The first day on the pattern that is later than both `day` and `today`, where the week of `day`
    /// was the first: what follows an order of that day.
    #[must_use]
    pub fn following(&self, day: Date, today: Date) -> Option<Date> {
        let from = day.max(today).saturating_add(1.day());
        from.series(1.day()).take(62).find(|date| self.has(*date, day))
    }

    /// «每周二、周五», «每两周的周二», «每月 31 号（没有 31 号的月份，在月底）».
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Week { weekdays } => format!("每{}", weekdays.words()),
            Self::TwoWeeks { weekdays } => format!("每两周的{}", weekdays.words()),
            Self::Month { day: day @ 29.. } => format!("每月 {day} 号（没有 {day} 号的月份，在月底）"),
            Self::Month { day } => format!("每月 {day} 号"),
        }
    }
}

/// The Monday of a day's week.
fn monday(date: Date) -> Date {
    date.saturating_sub(Span::new().days(date.weekday().to_monday_zero_offset()))
}
