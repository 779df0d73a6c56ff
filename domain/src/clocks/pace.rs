//! Which time counts: the hours of working days, or all of it.

use super::interval::Interval;
use super::{Calendar, WorkingHours};
use crate::time::{DAY, MINUTE, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How far a clock looks ahead, in milliseconds: twenty years. Behind it nothing counts any more, so
/// that a calendar of holidays alone has an end.
pub(super) const HORIZON: i64 = 20 * 366 * DAY;

/// What minutes a clock counts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Pace {
    /// Those within working hours.
    Working,
    /// All of them, day and night.
    WallClock,
}

/// When a community works: the country's days and its own hours.
#[derive(Clone, Copy, Debug)]
pub struct WorkTime<'a> {
    /// Which days are worked.
    pub calendar: &'a Calendar,
    /// The hours of a day that is worked.
    pub hours: &'a WorkingHours,
}

impl<'a> WorkTime<'a> {
    /// The hours of a day, worked or not.
    pub(super) fn hours_on(self, midnight: Timestamp) -> impl Iterator<Item = Interval> + 'a {
        let moment = move |minutes: u16| midnight.plus(i64::from(minutes) * MINUTE);
        self.hours.spans().iter().filter_map(move |span| Interval::new(moment(span.from), moment(span.to)))
    }

    /// The time that counts from a moment on, in order, up to the [`HORIZON`].
    pub(super) fn counted_from(self, start: Timestamp, pace: Pace) -> impl Iterator<Item = Interval> + 'a {
        let ahead = Interval::new(start, start.plus(HORIZON));
        let all = ahead.filter(|_| pace == Pace::WallClock);
        let hours = ahead.filter(|_| pace == Pace::Working).into_iter().flat_map(move |ahead| {
            days(ahead)
                .filter(move |(date, _)| self.calendar.is_working(*date))
                .flat_map(move |(_, midnight)| self.hours_on(midnight))
                .filter_map(move |hours| hours.within(ahead))
        });
        all.into_iter().chain(hours)
    }
}

/// The days that an interval touches, each with its first moment.
pub(super) fn days(interval: Interval) -> impl Iterator<Item = (Date, Timestamp)> {
    std::iter::successors(Some(interval.from.date()), |date| date.tomorrow().ok())
        .map(|date| (date, Timestamp::from_civil(date.at(0, 0, 0, 0))))
        .take_while(move |(_, midnight)| *midnight < interval.to)
}
