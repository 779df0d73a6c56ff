//! How often a message is tried, and when again.

use super::{HOLD, MessageKind, quiet_until};
use crate::time::{DAY, MINUTE, Timestamp};

/// The wait after each try that failed, in milliseconds.
const WAITS: [i64; 4] = [MINUTE, 5 * MINUTE, 25 * MINUTE, 120 * MINUTE];

/// How many times a message is tried before it is given up.
pub const TRIES: i64 = 5;

/// How old a message may grow, in milliseconds: what it tells of is over by then, and stands in the notifications.
pub const LIFETIME: i64 = DAY;

/// When a new message is due: after [`HOLD`], or in the morning.
#[must_use]
pub fn first_try(kind: MessageKind, now: Timestamp) -> Timestamp {
    by_day(kind, now.plus(HOLD))
}

/// That moment, or the morning after it.
fn by_day(kind: MessageKind, at: Timestamp) -> Timestamp {
    quiet_until(kind, at).unwrap_or(at)
}

/// When a message is due again whose `tries`th try failed at `now`; `None` if it is given up.
#[must_use]
pub fn next_try(kind: MessageKind, tries: i64, now: Timestamp) -> Option<Timestamp> {
    let failed = usize::try_from(tries).ok()?.checked_sub(1)?;
    WAITS.get(failed).map(|wait| by_day(kind, now.plus(*wait)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn waits_grow_until_it_is_given_up() {
        let noon: Timestamp = "2026-11-24T12:00".parse().unwrap();
        let waits: Vec<_> = (1..=TRIES)
            .map(|tries| next_try(MessageKind::Work, tries, noon).map(|next| next.since(noon) / MINUTE))
            .collect();
        assert_eq!(waits, [Some(1), Some(5), Some(25), Some(120), None]);
    }

    #[test]
    fn a_try_that_would_fall_into_the_night_waits_for_the_morning() {
        let late: Timestamp = "2026-11-24T21:50".parse().unwrap();
        let morning: Timestamp = "2026-11-25T07:00".parse().unwrap();
        assert_eq!(next_try(MessageKind::Progress, 3, late), Some(morning));
        assert_eq!(next_try(MessageKind::Escalation, 3, late), Some(late.plus(25 * MINUTE)));
    }

    proptest! {
        #[test]
        fn every_message_comes_to_an_end(tries in any::<i64>(), moment in 0i64..4_000_000_000_000) {
            let now = Timestamp(moment);
            let next = next_try(MessageKind::Progress, tries, now);
            prop_assert_eq!(next.is_some(), (1..TRIES).contains(&tries));
            prop_assert!(next.is_none_or(|next| next > now));
        }
    }
}
