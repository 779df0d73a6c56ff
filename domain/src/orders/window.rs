//! When the resident would like somebody to come.

use crate::time::{MINUTE, Timestamp, day_words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};
use thiserror::Error;

/// How many days ahead one may ask for.
const DAYS_AHEAD: i32 = 30;
/// A part of a day is offered as long as this much of it is left, in milliseconds.
const LEAST_LEFT: i64 = 30 * MINUTE;

/// A part of a day, as communities divide it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Daypart {
    /// 上午, 9:00–12:00
    Morning,
    /// 下午, 14:00–17:30
    Afternoon,
    /// 晚上, 18:00–20:00
    Evening,
}

impl Daypart {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Morning => "上午",
            Self::Afternoon => "下午",
            Self::Evening => "晚上",
        }
    }

    /// From when to when: «9:00–12:00».
    #[must_use]
    pub fn hours(self) -> &'static str {
        match self {
            Self::Morning => "9:00–12:00",
            Self::Afternoon => "14:00–17:30",
            Self::Evening => "18:00–20:00",
        }
    }

    /// Beginning and end in minutes after midnight.
    #[must_use]
    pub fn minutes(self) -> (u16, u16) {
        match self {
            Self::Morning => (9 * 60, 12 * 60),
            Self::Afternoon => (14 * 60, 17 * 60 + 30),
            Self::Evening => (18 * 60, 20 * 60),
        }
    }

    /// Beginning and end as hour and minute.
    fn bounds(self) -> [(i8, i8); 2] {
        match self {
            Self::Morning => [(9, 0), (12, 0)],
            Self::Afternoon => [(14, 0), (17, 30)],
            Self::Evening => [(18, 0), (20, 0)],
        }
    }
}

/// A part of a day that the resident prefers. Its text, «2026-11-24.afternoon», is its name in forms and tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWindow {
    /// The day, in China.
    pub day: Date,
    /// Which part of it.
    pub part: Daypart,
}

/// Why a window cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WindowError {
    /// Not a day and a part of it.
    #[error("请选一个日期和时段")]
    Malformed,
    /// It is over.
    #[error("这个时间已经过了，请另选一个")]
    Past,
    /// More than thirty days ahead.
    #[error("最多可以约到 {DAYS_AHEAD} 天以后")]
    TooFar,
}

impl TimeWindow {
    /// As a form sends it, seen from `now`.
    ///
    /// # Errors
    /// [`WindowError`] if it is malformed, over, or too far ahead.
    pub fn parse(text: &str, now: Timestamp) -> Result<Self, WindowError> {
        let window = Self::stored(text)?;
        if window.end() <= now {
            return Err(WindowError::Past);
        }
        if (window.day - now.date()).get_days() > DAYS_AHEAD {
            return Err(WindowError::TooFar);
        }
        Ok(window)
    }

    /// As it stands in a table: it may be over by now.
    ///
    /// # Errors
    /// [`WindowError::Malformed`].
    pub fn stored(text: &str) -> Result<Self, WindowError> {
        let (day, part) = text.split_once('.').ok_or(WindowError::Malformed)?;
        // `Date` also takes longer forms, with a time or a zone, which a form never sends.
        let day = if day.len() == 10 { day.parse() } else { return Err(WindowError::Malformed) };
        let part = part.parse().map_err(|_| WindowError::Malformed)?;
        Ok(Self { day: day.map_err(|_| WindowError::Malformed)?, part })
    }

    /// When it begins.
    #[must_use]
    pub fn start(self) -> Timestamp {
        self.at(self.part.bounds()[0])
    }

    /// When it ends.
    #[must_use]
    pub fn end(self) -> Timestamp {
        self.at(self.part.bounds()[1])
    }

    fn at(self, (hour, minute): (i8, i8)) -> Timestamp {
        Timestamp::from_civil(self.day.at(hour, minute, 0, 0))
    }

    /// «今天下午», seen from `now`.
    #[must_use]
    pub fn day_words(self, now: Timestamp) -> String {
        day_words(self.day, now.date()) + self.part.name()
    }

    /// «今天下午 14:00–17:30», seen from `now`.
    #[must_use]
    pub fn words(self, now: Timestamp) -> String {
        format!("{} {}", self.day_words(now), self.part.hours())
    }
}

impl fmt::Display for TimeWindow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.day, <&str>::from(self.part))
    }
}

/// The next windows, soonest first, that can still be offered at `now`.
pub fn offered_windows(now: Timestamp) -> impl Iterator<Item = TimeWindow> {
    let today = now.date();
    (0..=DAYS_AHEAD)
        .filter_map(move |days| today.checked_add(jiff::Span::new().days(days)).ok())
        .flat_map(|day| Daypart::iter().map(move |part| TimeWindow { day, part }))
        .filter(move |window| window.end().since(now) >= LEAST_LEFT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_civil(text.parse().unwrap())
    }

    #[test]
    fn offers_what_is_still_to_come() {
        let words = |now: &str| {
            let now = at(now);
            offered_windows(now).take(3).map(|window| window.words(now)).collect::<Vec<_>>()
        };
        assert_eq!(
            words("2026-11-24T08:00:00"),
            ["今天上午 9:00–12:00", "今天下午 14:00–17:30", "今天晚上 18:00–20:00"]
        );
        assert_eq!(
            words("2026-11-24T17:01:00"),
            ["今天晚上 18:00–20:00", "明天上午 9:00–12:00", "明天下午 14:00–17:30"]
        );
        assert_eq!(words("2026-12-31T23:00:00")[0], "明天上午 9:00–12:00");
    }

    #[test]
    fn reads_what_it_writes_and_refuses_the_rest() {
        let now = at("2026-11-24T13:00:00");
        for window in offered_windows(now) {
            assert_eq!(TimeWindow::parse(&window.to_string(), now), Ok(window));
        }
        assert_eq!(TimeWindow::parse("2026-11-24.morning", now), Err(WindowError::Past));
        assert_eq!(TimeWindow::parse("2026-12-25.morning", now), Err(WindowError::TooFar));
        for text in [
            "",
            "today.morning",
            "2026-02-30.morning",
            "2026-11-25",
            "2026-11-25.night",
            "2026-11-25T09:00:00.morning",
        ] {
            assert_eq!(TimeWindow::parse(text, now), Err(WindowError::Malformed), "{text}");
        }
    }
}
