//! When somebody answers the telephone.

use super::{Calendar, WorkingHours};
use crate::time::{Timestamp, day_words};
use jiff::civil::Date;

/// The most days that are looked ahead; no holiday is as long.
const DAYS: usize = 31;

/// When somebody at the desk picks up the telephone: in the working hours of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// Now, and until this minute of the day.
    Until(u16),
    /// From this minute of this day on.
    From(Date, u16),
    /// Nobody knows: no day of the coming month is worked.
    Unknown,
}

impl Answering {
    /// When somebody answers, as one asks for it at `now`.
    #[must_use]
    pub fn at(now: Timestamp, hours: &WorkingHours, calendar: &Calendar) -> Self {
        let (today, time) = (now.date(), now.civil().time());
        let minute = u16::try_from(time.hour()).unwrap_or(0) * 60 + u16::try_from(time.minute()).unwrap_or(0);
        if calendar.is_working(today) {
            let mut spans = hours.spans().iter().filter(|span| minute < span.to);
            match spans.next() {
                Some(span) if span.from <= minute => return Self::Until(span.to),
                Some(span) => return Self::From(today, span.from),
                None => {}
            }
        }
        let mut days = today.series(jiff::Span::new().days(1)).skip(1).take(DAYS);
        match (days.find(|day| calendar.is_working(*day)), hours.spans().first()) {
            (Some(day), Some(span)) => Self::From(day, span.from),
            _ => Self::Unknown,
        }
    }

    /// «现在有人接，到 17:30», «今天 13:30 起有人接»; nothing where nobody knows.
    #[must_use]
    pub fn words(self, now: Timestamp) -> String {
        match self {
            Self::Until(minute) => format!("现在有人接，到 {}", clock(minute)),
            Self::From(day, minute) => format!("{} {} 起有人接", day_words(day, now.date()), clock(minute)),
            Self::Unknown => String::new(),
        }
    }
}

fn clock(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::{SpecialDay, SpecialKind};
    use jiff::civil::date;

    fn words(now: &str) -> String {
        let day = |date, kind| SpecialDay { date, kind, name: "国庆节".to_owned() };
        let calendar = Calendar::new([
            day(date(2026, 10, 1), SpecialKind::Holiday),
            day(date(2026, 10, 2), SpecialKind::Holiday),
            day(date(2026, 10, 10), SpecialKind::Workday),
        ]);
        let now = Timestamp::from_civil(now.parse().unwrap());
        Answering::at(now, &WorkingHours::default(), &calendar).words(now)
    }

    #[test]
    fn says_until_when_and_from_when() {
        assert_eq!(words("2026-09-30T08:59:59"), "今天 9:00 起有人接");
        assert_eq!(words("2026-09-30T09:00:00"), "现在有人接，到 12:00");
        assert_eq!(words("2026-09-30T12:00:00"), "今天 13:30 起有人接");
        assert_eq!(words("2026-09-30T17:29:59"), "现在有人接，到 17:30");
    }

    #[test]
    fn holidays_and_moved_days_are_those_of_the_calendar() {
        assert_eq!(words("2026-09-30T17:30:00"), "10月5日 9:00 起有人接");
        assert_eq!(words("2026-10-09T20:00:00"), "明天 9:00 起有人接", "a Saturday that is worked");
        assert_eq!(words("2026-10-10T10:00:00"), "现在有人接，到 12:00");
    }

    #[test]
    fn where_nobody_ever_works_nothing_is_said() {
        let days = (1..=31).flat_map(|day| [date(2026, 7, day), date(2026, 8, day)]);
        let day = |date| SpecialDay { date, kind: SpecialKind::Holiday, name: "长假".to_owned() };
        let calendar = Calendar::new(days.map(day));
        let now = Timestamp::from_civil("2026-07-10T10:00:00".parse().unwrap());
        let answering = Answering::at(now, &WorkingHours::default(), &calendar);
        assert_eq!((answering, answering.words(now)), (Answering::Unknown, String::new()));
    }
}
