//! Moments, and how they are written for people in China.

use crate::typed::hyphenated;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use thiserror::Error;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
///
/// This is also how a moment stands in the database (BIGINT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Milliseconds in a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day of 24 hours. China has no summer time, so it is every day.
pub const DAY: i64 = 24 * HOUR;

/// A text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("时间要写成 2026-02-13T16:00 或 2026-02-13T16:00:00+08:00 这样")]
pub struct TimeError;

impl TimeError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        "time.unreadable"
    }
}

/// China has one time zone, UTC+08:00, without summer time since 1991.
const CHINA: Offset = Offset::constant(8);

impl Timestamp {
    /// This moment and so many milliseconds; stops at the end of time rather than overflow.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this moment; negative if `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Date and time of day on a clock in China.
    ///
    /// A moment outside the years that a calendar can show is moved to the nearest one it can.
    #[must_use]
    pub fn civil(self) -> DateTime {
        let limit = 253_370_764_800_000; // 9999-01-01: far from any real order
        let moment = jiff::Timestamp::from_millisecond(self.0.clamp(-62_135_596_800_000, limit))
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        CHINA.to_datetime(moment)
    }

    /// The day on a calendar in China.
    #[must_use]
    pub fn date(self) -> Date {
        self.civil().date()
    }

    /// The midnight in China with which its day began.
    #[must_use]
    pub fn day_start(self) -> Self {
        Self::from_civil(self.date().to_datetime(jiff::civil::Time::midnight()))
    }

    /// The moment at which a clock in China shows this date and time.
    #[must_use]
    pub fn from_civil(civil: DateTime) -> Self {
        TimeZone::fixed(CHINA)
            .to_timestamp(civil)
            .map_or(Self(i64::MAX), |moment| Self(moment.as_millisecond()))
    }

    /// As programs write it: «2026-02-13T16:00:00+08:00».
    #[must_use]
    pub fn rfc3339(self) -> String {
        format!("{}+08:00", self.civil())
    }

    /// «今天 14:05», «明天 9:00», «11月3日 9:00», «2025年11月3日 9:00», seen from `now`.
    #[must_use]
    pub fn words(self, now: Self) -> String {
        let civil = self.civil();
        format!("{} {}:{:02}", day_words(civil.date(), now.date()), civil.hour(), civil.minute())
    }

    /// Time of day alone: «14:05».
    #[must_use]
    pub fn clock_words(self) -> String {
        let civil = self.civil();
        format!("{}:{:02}", civil.hour(), civil.minute())
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    /// RFC 3339, or a date and a time of day on a clock in China: `2026-02-13T16:00`, `2026-02-13 16:00`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let text = hyphenated(text);
        let (date, time) = text.split_once(['T', 't', ' ']).ok_or(TimeError)?;
        if time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) {
            return format!("{date}T{time}").parse().map(Self::from_civil).map_err(|_| TimeError);
        }
        let moment: jiff::Timestamp = text.parse().map_err(|_| TimeError)?;
        Ok(Self(moment.as_millisecond()))
    }
}

/// A day as one says it: «今天», «昨天», «明天», «后天», «11月3日», with the year where it is another.
#[must_use]
pub fn day_words(day: Date, today: Date) -> String {
    match (day - today).get_days() {
        -1 => "昨天".to_owned(),
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        2 => "后天".to_owned(),
        _ if day.year() == today.year() => format!("{}月{}日", day.month(), day.day()),
        _ => date_words(day),
    }
}

/// A day by its date: «2025年11月3日».
#[must_use]
pub fn date_words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A length of time as one says it: «不到 1 分钟», «12 分钟», «3 小时», «2 天».
#[must_use]
pub fn length_words(milliseconds: i64) -> String {
    let minutes = milliseconds / MINUTE;
    match minutes {
        ..1 => "不到 1 分钟".to_owned(),
        1..60 => format!("{minutes} 分钟"),
        60..1440 => format!("{} 小时", minutes / 60),
        _ => format!("{} 天", minutes / 1440),
    }
}

/// How long something has waited: «刚刚», «等了 3 天».
#[must_use]
pub fn waited_words(milliseconds: i64) -> String {
    if milliseconds < MINUTE { "刚刚".to_owned() } else { format!("等了 {}", length_words(milliseconds)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_civil(text.parse().unwrap())
    }

    #[test]
    fn civil_time_is_chinas() {
        assert_eq!(Timestamp(0).civil().to_string(), "1970-01-01T08:00:00");
        assert_eq!(at("2026-11-24T09:30:00").0, 1_795_483_800_000);
    }

    #[test]
    fn reads_moments_with_and_without_an_offset() {
        let moment = at("2026-02-13T16:00:00");
        for text in [
            "2026-02-13T16:00",
            " 2026-02-13 16:00 ",
            "2026-02-13T16:00:00",
            "2026-02-13T16:00:00+08:00",
            "2026-02-13T16:00+08:00",
            "2026-02-13T08:00:00Z",
            "2026-02-13 09:00:00+01:00",
        ] {
            assert_eq!(text.parse(), Ok(moment), "{text}");
        }
        assert_eq!(moment.rfc3339(), "2026-02-13T16:00:00+08:00");
        assert_eq!(moment.rfc3339().parse(), Ok(moment));
        for text in [
            "",
            "2026-02-13",
            "16:00",
            "2026-02-30T16:00",
            "2026-02-13T25:00",
            "2026-02-13T16:00+99:00",
            "明天 16:00",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(TimeError), "{text}");
        }
    }

    #[test]
    fn words_name_the_day_from_where_one_stands() {
        let now = at("2026-11-24T23:59:00");
        assert_eq!(at("2026-11-24T09:05:00").words(now), "今天 9:05");
        assert_eq!(at("2026-11-25T00:00:00").words(now), "明天 0:00");
        assert_eq!(at("2026-11-26T14:00:00").words(now), "后天 14:00");
        assert_eq!(at("2026-11-23T14:00:00").words(now), "昨天 14:00");
        assert_eq!(at("2026-02-28T14:00:00").words(now), "2月28日 14:00");
        assert_eq!(at("2025-11-24T14:00:00").words(now), "2025年11月24日 14:00");
    }

    #[test]
    fn lengths_are_rounded_down() {
        assert_eq!(length_words(59_999), "不到 1 分钟");
        assert_eq!([59_999, 49 * HOUR].map(waited_words), ["刚刚", "等了 2 天"]);
        assert_eq!(length_words(59 * MINUTE), "59 分钟");
        assert_eq!(length_words(2 * HOUR + 59 * MINUTE), "2 小时");
        assert_eq!(length_words(49 * HOUR), "2 天");
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        assert_eq!(Timestamp(i64::MAX).civil().year(), 9999);
        assert_eq!(Timestamp(i64::MIN).civil().year(), 1);
        assert_eq!(Timestamp(i64::MAX).plus(1), Timestamp(i64::MAX));
    }
}
