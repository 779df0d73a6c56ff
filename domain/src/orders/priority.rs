//! What stands first in a list of work, and how near a deadline is.

use crate::time::{HOUR, Timestamp};
use strum::{EnumIter, IntoEnumIterator};

/// Where an order stands in a list of work; what is smaller comes first. Of one rank the urgent come first, then those whose
/// deadline is nearest, so that what is longest late is above what is late since a moment, then the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Priority {
    /// What the list itself puts before the rest.
    pub rank: i64,
    /// False for what is urgent.
    pub unhurried: bool,
    /// The nearest running deadline; [`Priority::NO_DEADLINE`] if none runs.
    pub deadline: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
}

impl Priority {
    /// Behind every deadline.
    pub const NO_DEADLINE: Timestamp = Timestamp(i64::MAX);
}

/// How near the nearest deadline of an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum Nearness {
    /// It has passed.
    Late,
    /// Somebody should begin to hurry: less than an hour is left.
    Soon,
    /// There is time.
    Later,
}

impl Nearness {
    /// How near a deadline is at `now`.
    #[must_use]
    pub fn of(deadline: Timestamp, now: Timestamp) -> Self {
        let holds = |nearness: &Self| {
            let (from, to) = nearness.deadlines(now);
            from <= deadline && deadline <= to
        };
        Self::iter().find(holds).unwrap_or(Self::Later)
    }

    /// The first and the last deadline that is as near as that at `now`.
    #[must_use]
    pub fn deadlines(self, now: Timestamp) -> (Timestamp, Timestamp) {
        match self {
            Self::Late => (Timestamp(i64::MIN), now.plus(-1)),
            Self::Soon => (now, now.plus(HOUR - 1)),
            Self::Later => (now.plus(HOUR), Priority::NO_DEADLINE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    #[test]
    fn urgent_comes_first_and_then_what_is_longest_late() {
        let of =
            |rank, unhurried, deadline, placed| Priority { rank, unhurried, deadline, placed_at: at(placed) };
        let sorted = [
            of(0, true, Priority::NO_DEADLINE, "24T11:00"),
            of(1, false, at("24T10:00"), "24T09:00"),
            of(1, false, at("24T12:00"), "24T08:00"),
            of(1, true, at("22T10:00"), "21T09:00"),
            of(1, true, at("24T12:00"), "24T08:00"),
            of(1, true, at("24T12:00"), "24T08:01"),
            of(1, true, Priority::NO_DEADLINE, "20T08:00"),
        ];
        assert!(sorted.is_sorted(), "an older order with time is no more pressing than a new one without");
    }

    #[test]
    fn every_deadline_is_near_in_one_way() {
        let now = at("24T10:00");
        for (deadline, nearness) in [
            (at("20T10:00"), Nearness::Late),
            (now.plus(-1), Nearness::Late),
            (now, Nearness::Soon),
            (at("24T10:59:59"), Nearness::Soon),
            (at("24T11:00"), Nearness::Later),
            (Priority::NO_DEADLINE, Nearness::Later),
        ] {
            assert_eq!(Nearness::of(deadline, now), nearness, "{deadline:?}");
        }
    }
}
