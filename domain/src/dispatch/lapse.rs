//! Jobs that somebody accepted and let run late, and what comes of it.

use crate::time::{DAY, Timestamp};

/// How many lapses within [`WITHIN`] suspend somebody.
pub const LAPSES: usize = 3;
/// Within how long, in milliseconds: a month of 30 days.
pub const WITHIN: i64 = 30 * DAY;
/// For how long nobody may claim after that, in milliseconds: a week.
pub const SUSPENSION: i64 = 7 * DAY;

/// Until when somebody with these lapses may claim nothing, seen from `now`; `None` if they may. The
/// lapses may come in any order.
#[must_use]
pub fn suspended_until(lapses: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
    let mut lapses: Vec<_> = lapses.iter().filter(|lapse| **lapse <= now).copied().collect();
    lapses.sort_unstable();
    lapses
        .windows(LAPSES)
        .filter_map(|some| Some((*some.first()?, *some.last()?)))
        .filter(|(first, last)| last.since(*first) <= WITHIN)
        .map(|(_, last)| last.plus(SUSPENSION))
        .max()
        .filter(|until| *until > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_within_a_month_cost_a_week() {
        let on = |day: i64| Timestamp(day * DAY);
        assert_eq!(suspended_until(&[], on(0)), None);
        assert_eq!(suspended_until(&[on(1), on(2)], on(3)), None);
        assert_eq!(suspended_until(&[on(20), on(1), on(31)], on(31)), Some(on(38)));
        assert_eq!(suspended_until(&[on(1), on(20), on(31)], on(38)), None, "over");
        assert_eq!(suspended_until(&[on(1), on(20), on(32)], on(32)), None, "not within a month");
        assert_eq!(suspended_until(&[on(1), on(2), on(3), on(5)], on(6)), Some(on(12)), "the newest counts");
        assert_eq!(suspended_until(&[on(1), on(2), on(9)], on(6)), None, "one is yet to come");
    }
}
