//! Looking at a number of an order from its community's desk: with a reason, on record, for a while, and so many an hour.

use super::State;
use crate::rate_limit::{self, RateLimit};
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How many looks one person may take in an hour.
pub const NUMBER_LOOKS_AN_HOUR: usize = 30;
/// How many looks one person may take.
const LIMITS: [RateLimit; 2] = [(HOUR, NUMBER_LOOKS_AN_HOUR), (DAY, 150)];

/// For how long a number stands on the page of whoever looked at it, in milliseconds.
pub const NUMBER_LOOK_LIFETIME: i64 = 30 * MINUTE;

/// For how long after an order is over its resident may still be called, in milliseconds.
const AFTERWARDS: i64 = 7 * DAY;

/// Why somebody looks at a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum LookReason {
    /// What it is about isn't clear.
    Question,
    /// It takes too long.
    Progress,
    /// Where it is isn't clear.
    Address,
    /// When somebody may come.
    Appointment,
}

impl LookReason {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "问情况",
            Self::Progress => "催进度",
            Self::Address => "核地址",
            Self::Appointment => "约时间",
        }
    }

    /// Whether it is also a reason to call whoever serves an order: of the address they know no more.
    #[must_use]
    pub fn is_of_helpers(self) -> bool {
        self != Self::Address
    }
}

/// Whether a desk may still have to call about an order in this state, which has changed last at `changed_at`.
#[must_use]
pub fn may_have_to_call(state: &State, changed_at: Timestamp, now: Timestamp) -> bool {
    !state.kind().is_over() || now.since(changed_at) < AFTERWARDS
}

/// Milliseconds until somebody may look at one more number, given when they looked before, in any order; zero for now.
#[must_use]
pub fn wait_for_number_look(before: &[Timestamp], now: Timestamp) -> i64 {
    rate_limit::wait(&LIMITS, before.iter().copied(), now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_an_hour() {
        let now = Timestamp(1_000 * DAY);
        let looks = |number: i64| (1..=number).map(|n| now.plus(-n * MINUTE)).collect::<Vec<_>>();
        assert_eq!(wait_for_number_look(&looks(29), now), 0);
        assert_eq!(wait_for_number_look(&looks(30), now), 30 * MINUTE);
    }

    #[test]
    fn a_week_after_it_is_over_nobody_has_to_be_called() {
        let now = Timestamp(1_000 * DAY);
        assert!(may_have_to_call(&State::Placed, now.plus(-90 * DAY), now));
        assert!(may_have_to_call(&State::Refused, now.plus(-7 * DAY + 1), now));
        assert!(!may_have_to_call(&State::Cancelled, now.plus(-7 * DAY), now));
    }
}
