//! When somebody works: the same hours each week.

use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// From a moment until before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first moment of it.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
}

/// A stretch of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shift {
    /// 1 for Monday to 7 for Sunday.
    pub weekday: u8,
    /// When it begins, in minutes after midnight.
    pub from: u16,
    /// When it ends, in minutes after midnight, at most 1440.
    pub until: u16,
}

/// Shifts that repeat each week; they don't overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Shift>", into = "Vec<Shift>")]
pub struct WorkingTimes(Vec<Shift>);

/// Why shifts can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WorkingTimesError {
    /// Not a day from 1 to 7.
    #[error("请选星期一到星期日中的一天")]
    Weekday,
    /// It ends before it begins, or after midnight.
    #[error("结束时间要比开始时间晚，最晚到 24:00")]
    Backwards,
    /// Two of one day overlap.
    #[error("同一天的两段时间重叠了，请合成一段")]
    Overlap,
}

impl WorkingTimesError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Weekday => "working_times.weekday",
            Self::Backwards => "working_times.backwards",
            Self::Overlap => "working_times.overlap",
        }
    }
}

impl Period {
    /// How long it is, in milliseconds; 0 where it ends before it begins.
    #[must_use]
    pub fn length(self) -> i64 {
        self.until.since(self.from).max(0)
    }

    /// Whether the two have a moment in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from.max(other.from) < self.until.min(other.until)
    }

    /// What is left of it without `other`: what lies before and what lies behind.
    pub(super) fn without(self, other: Self) -> impl Iterator<Item = Self> {
        let before = Self { from: self.from, until: self.until.min(other.from) };
        let behind = Self { from: self.from.max(other.until), until: self.until };
        // An empty `other` takes nothing away, and must not cut in two either.
        let parts =
            if self.overlaps(other) { [before, behind] } else { [self, Self { from: self.until, ..self }] };
        parts.into_iter().filter(|part| part.length() > 0)
    }
}

impl WorkingTimes {
    /// Takes shifts in any order.
    ///
    /// # Errors
    /// [`WorkingTimesError`] for the first that is wrong.
    pub fn new(mut shifts: Vec<Shift>) -> Result<Self, WorkingTimesError> {
        shifts.sort_unstable();
        for shift in &shifts {
            if !(1..=7).contains(&shift.weekday) {
                return Err(WorkingTimesError::Weekday);
            }
            if shift.from >= shift.until || shift.until > 1440 {
                return Err(WorkingTimesError::Backwards);
            }
        }
        let mut pairs = shifts.iter().zip(shifts.iter().skip(1));
        let overlap = |(one, next): (&Shift, &Shift)| one.weekday == next.weekday && next.from < one.until;
        if pairs.any(overlap) { Err(WorkingTimesError::Overlap) } else { Ok(Self(shifts)) }
    }

    /// The shifts, from Monday morning on.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.0
    }

    /// The working time within a period, soonest first.
    pub fn within(&self, period: Period) -> impl Iterator<Item = Period> {
        let civil = period.from.civil();
        let seconds = i64::from(civil.second()) * 1000 + i64::from(civil.millisecond());
        let time_of_day = i64::from(civil.hour()) * HOUR + i64::from(civil.minute()) * MINUTE + seconds;
        let midnight = period.from.plus(-time_of_day);
        let today = i64::from(civil.weekday().to_monday_zero_offset());
        let days = (period.length() + time_of_day + DAY - 1) / DAY;
        (0..days).flat_map(move |day| {
            let weekday = (today + day) % 7 + 1;
            let start = midnight.plus(day * DAY);
            let shifts = self.0.iter().filter(move |shift| i64::from(shift.weekday) == weekday);
            shifts.filter_map(move |shift| {
                let from = start.plus(i64::from(shift.from) * MINUTE).max(period.from);
                let until = start.plus(i64::from(shift.until) * MINUTE).min(period.until);
                (from < until).then_some(Period { from, until })
            })
        })
    }
}

impl TryFrom<Vec<Shift>> for WorkingTimes {
    type Error = WorkingTimesError;
    fn try_from(shifts: Vec<Shift>) -> Result<Self, WorkingTimesError> {
        Self::new(shifts)
    }
}

impl From<WorkingTimes> for Vec<Shift> {
    fn from(times: WorkingTimes) -> Self {
        times.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_civil(text.parse().unwrap())
    }

    fn period(from: &str, until: &str) -> Period {
        Period { from: at(from), until: at(until) }
    }

    fn shift(weekday: u8, from: u16, until: u16) -> Shift {
        Shift { weekday, from: from * 60, until: until * 60 }
    }

    #[test]
    fn refuses_what_is_no_week() {
        let wrong = |shifts: &[Shift]| WorkingTimes::new(shifts.to_vec()).unwrap_err();
        assert_eq!(wrong(&[shift(8, 9, 12)]), WorkingTimesError::Weekday);
        assert_eq!(wrong(&[shift(1, 12, 12)]), WorkingTimesError::Backwards);
        assert_eq!(wrong(&[shift(1, 12, 25)]), WorkingTimesError::Backwards);
        assert_eq!(wrong(&[shift(1, 11, 14), shift(1, 9, 12)]), WorkingTimesError::Overlap);
        assert!(WorkingTimes::new(vec![shift(1, 12, 14), shift(1, 9, 12), shift(2, 0, 24)]).is_ok());
    }

    #[test]
    fn the_week_is_chinas() {
        // 2026-11-24 is a Tuesday.
        let times = WorkingTimes::new(vec![shift(2, 9, 12), shift(2, 14, 17), shift(3, 9, 12)]).unwrap();
        let found: Vec<_> = times.within(period("2026-11-24T11:30:00", "2026-11-25T10:00:00")).collect();
        assert_eq!(
            found,
            [
                period("2026-11-24T11:30:00", "2026-11-24T12:00:00"),
                period("2026-11-24T14:00:00", "2026-11-24T17:00:00"),
                period("2026-11-25T09:00:00", "2026-11-25T10:00:00"),
            ]
        );
        assert_eq!(times.within(period("2026-11-25T12:00:00", "2026-12-01T08:59:00")).count(), 0);
        assert_eq!(times.within(period("2026-11-24T12:00:00", "2026-11-24T11:00:00")).count(), 0);
    }

    #[test]
    fn an_absence_cuts_a_shift() {
        let day = period("2026-11-24T09:00:00", "2026-11-24T12:00:00");
        let left = |from, until| day.without(period(from, until)).collect::<Vec<_>>();
        let [morning, noon] = ["2026-11-24T10:00:00", "2026-11-24T11:00:00"];
        assert_eq!(
            left(morning, noon),
            [period("2026-11-24T09:00:00", morning), period(noon, "2026-11-24T12:00:00")]
        );
        assert_eq!(left("2026-11-24T00:00:00", "2026-11-25T00:00:00"), []);
        assert_eq!(left("2026-11-25T00:00:00", "2026-11-26T00:00:00"), [day]);
        assert_eq!(left(morning, morning), [day]);
    }

    #[test]
    fn passes_through_json_checked() {
        let times = WorkingTimes::new(vec![shift(2, 9, 12)]).unwrap();
        let json = serde_json::to_string(&times).unwrap();
        assert_eq!(json, r#"[{"weekday":2,"from":540,"until":720}]"#);
        assert_eq!(serde_json::from_str::<WorkingTimes>(&json).unwrap(), times);
        let wrong =
            serde_json::from_str::<WorkingTimes>(r#"[{"weekday":0,"from":1,"until":2}]"#).unwrap_err();
        assert!(wrong.is_data(), "{wrong}");
    }
}
