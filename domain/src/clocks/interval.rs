//! Stretches of time in whole minutes, and what two of them have in common.

use crate::time::{MINUTE, Timestamp};

/// The end of what has no end.
pub(super) const FOREVER: Timestamp = Timestamp(i64::MAX);

/// The beginning of the minute in which a moment lies.
pub(super) fn to_the_minute(moment: Timestamp) -> Timestamp {
    Timestamp(moment.0.saturating_sub(moment.0.rem_euclid(MINUTE)))
}

/// A moment so many minutes later.
pub(super) fn later(moment: Timestamp, minutes: i64) -> Timestamp {
    moment.plus(minutes.saturating_mul(MINUTE))
}

/// The time `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

impl Interval {
    /// The interval, unless it is empty.
    pub(super) fn new(from: Timestamp, to: Timestamp) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    pub(super) fn minutes(self) -> i64 {
        self.to.since(self.from) / MINUTE
    }

    pub(super) fn contains(self, moment: Timestamp) -> bool {
        (self.from..self.to).contains(&moment)
    }

    /// What both have in common.
    pub(super) fn within(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// What is left of this one without those, which are in order and apart.
    pub(super) fn without(self, others: &[Self]) -> Vec<Self> {
        let mut left = Vec::with_capacity(1);
        let mut from = self.from;
        for other in others.iter().filter(|other| other.within(self).is_some()) {
            left.extend(Self::new(from, other.from));
            from = from.max(other.to);
        }
        left.extend(Self::new(from, self.to));
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(from: i64, to: i64) -> Interval {
        Interval::new(Timestamp(from * MINUTE), Timestamp(to * MINUTE)).unwrap()
    }

    #[test]
    fn a_moment_is_the_minute_it_lies_in() {
        assert_eq!(to_the_minute(Timestamp(119_999)), Timestamp(60_000));
        assert_eq!(to_the_minute(Timestamp(-1)), Timestamp(-60_000));
        assert_eq!(to_the_minute(Timestamp(60_000)), Timestamp(60_000));
    }

    #[test]
    fn cuts_out_what_lies_within() {
        let day = interval(10, 20);
        assert_eq!(day.without(&[]), [day]);
        assert_eq!(day.without(&[interval(0, 10), interval(20, 30)]), [day]);
        assert_eq!(day.without(&[interval(12, 14), interval(18, 22)]), [interval(10, 12), interval(14, 18)]);
        assert_eq!(day.without(&[interval(5, 11)]), [interval(11, 20)]);
        assert_eq!(day.without(&[interval(5, 25)]), []);
    }
}
