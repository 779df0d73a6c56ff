//! When a clock stands still, and for how long it may.

use super::interval::{FOREVER, Interval, later, to_the_minute};
use super::{Pace, WorkTime};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A time in which an order stands still, for a reason that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Since when.
    pub from: Timestamp,
    /// Until when; `None` while it lasts.
    pub to: Option<Timestamp>,
}

impl From<Interval> for Pause {
    fn from(interval: Interval) -> Self {
        Self { from: interval.from, to: Some(interval.to).filter(|to| *to != FOREVER) }
    }
}

/// The pauses that stop a clock which runs from `start` and may stand still for `limit` minutes in all,
/// counted at its own pace. In order and apart; once the limit is used up, the clock runs in spite of
/// any pause. `None` is no limit.
#[must_use]
pub fn within_limit(
    start: Timestamp,
    time: WorkTime<'_>,
    pace: Pace,
    pauses: &[Pause],
    limit: Option<u32>,
) -> Vec<Pause> {
    standstills(start, time, pace, pauses, limit).into_iter().map(Pause::from).collect()
}

/// The same as intervals.
pub(super) fn standstills(
    start: Timestamp,
    time: WorkTime<'_>,
    pace: Pace,
    pauses: &[Pause],
    limit: Option<u32>,
) -> Vec<Interval> {
    let pauses = merged(pauses);
    let Some(limit) = limit else { return pauses };
    match used_up(start, time, pace, &pauses, i64::from(limit)) {
        Some(end) => pauses.iter().filter_map(|pause| Interval::new(pause.from, pause.to.min(end))).collect(),
        None => pauses,
    }
}

/// When so many minutes of standing still are used up; `None` if they never are.
fn used_up(
    start: Timestamp,
    time: WorkTime<'_>,
    pace: Pace,
    pauses: &[Interval],
    limit: i64,
) -> Option<Timestamp> {
    let (first, last) = (pauses.first()?, pauses.last()?);
    if limit == 0 {
        return Some(first.from);
    }
    let start = to_the_minute(start).max(first.from);
    let mut left = limit;
    time.counted_from(start, pace)
        .take_while(|counted| counted.from < last.to)
        .flat_map(|counted| pauses.iter().filter_map(move |pause| pause.within(counted)))
        .find_map(|still| {
            let end = later(still.from, left);
            left -= still.minutes();
            (left <= 0).then_some(end)
        })
}

/// Pauses in whole minutes, in order; those that meet are one.
pub(super) fn merged(pauses: &[Pause]) -> Vec<Interval> {
    let mut pauses: Vec<Interval> = pauses
        .iter()
        .filter_map(|pause| Interval::new(to_the_minute(pause.from), pause.to.map_or(FOREVER, to_the_minute)))
        .collect();
    pauses.sort_unstable_by_key(|pause| pause.from);
    let mut apart: Vec<Interval> = Vec::with_capacity(pauses.len());
    for pause in pauses {
        match apart.last_mut() {
            Some(last) if pause.from <= last.to => last.to = last.to.max(pause.to),
            _ => apart.push(pause),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::{Calendar, WorkingHours};

    fn pause(from: &str, to: &str) -> Pause {
        Pause { from: at(from), to: Some(at(to)) }
    }

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    fn limited(pauses: &[Pause], limit: u32) -> Vec<Pause> {
        let (calendar, hours) = (Calendar::default(), WorkingHours::default());
        let time = WorkTime { calendar: &calendar, hours: &hours };
        within_limit(at("24T09:00"), time, Pace::Working, pauses, Some(limit))
    }

    #[test]
    fn pauses_that_meet_are_one() {
        let pauses =
            [pause("24T11:00", "24T12:00"), pause("24T09:30:59", "24T10:00"), pause("24T10:00", "24T11:10")];
        assert_eq!(limited(&pauses, 1000), [pause("24T09:30", "24T12:00")]);
        assert_eq!(limited(&[pause("24T10:00:10", "24T10:00:50")], 1000), [], "within a minute");
        let open = Pause { from: at("24T10:00"), to: None };
        assert_eq!(limited(&[open, pause("24T11:00", "24T12:00")], 1_000_000_000), [open]);
    }

    #[test]
    fn the_limit_ends_them() {
        let pauses =
            [pause("24T09:00", "24T09:30"), pause("24T11:30", "24T14:30"), pause("25T09:00", "25T10:00")];
        assert_eq!(limited(&pauses, 0), []);
        assert_eq!(limited(&pauses, 30), pauses[..1]);
        assert_eq!(limited(&pauses, 60), [pauses[0], pause("24T11:30", "24T12:00")]);
        assert_eq!(limited(&pauses, 61), [pauses[0], pause("24T11:30", "24T13:31")]);
        assert_eq!(limited(&pauses, 180), pauses);
        let open = [Pause { from: at("24T09:00"), to: None }];
        assert_eq!(limited(&open, 420), [pause("24T09:00", "24T17:30")]);
    }

    #[test]
    fn what_was_paused_before_the_start_uses_nothing_up() {
        assert_eq!(limited(&[pause("23T09:00", "24T09:10")], 20), [pause("23T09:00", "24T09:10")]);
    }
}
