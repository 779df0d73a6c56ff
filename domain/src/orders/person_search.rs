//! Looking for somebody's orders by their name or number: on record, with a reason, and so many an hour.

use crate::rate_limit::{self, RateLimit};
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// How many searches one person may make in an hour.
pub const PERSON_SEARCHES_AN_HOUR: usize = 20;
/// How many searches one person may make.
const LIMITS: [RateLimit; 2] = [(HOUR, PERSON_SEARCHES_AN_HOUR), (DAY, 60)];

/// How many callers one person may look up in an hour: an order by telephone takes a minute and a half at least.
pub const CALLERS_AN_HOUR: usize = 40;
/// How many callers one person may look up: in a day as many as they may place orders for.
const CALLER_LIMITS: [RateLimit; 2] = [(HOUR, CALLERS_AN_HOUR), (DAY, 200)];

/// For how long the person who searched may read what was found, in milliseconds.
pub const PERSON_SEARCH_LIFETIME: i64 = 10 * MINUTE;
/// For how long what is known of a caller may be read, in milliseconds: people talk.
pub const CALLER_LIFETIME: i64 = 30 * MINUTE;

/// Why somebody is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, EnumIter, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SearchReason {
    /// They are on the telephone.
    Call,
    /// They are at the counter.
    Visit,
    /// An order of theirs has to be dealt with.
    Order,
    /// A complaint, or something else that is being looked into.
    Inquiry,
    /// They are on the telephone, and order something.
    CallerOrders,
}

impl SearchReason {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "本人来电",
            Self::Visit => "本人来窗口",
            Self::Order => "办理工单",
            Self::Inquiry => "查投诉、核实情况",
            Self::CallerOrders => "来电点单",
        }
    }

    /// Those that one chooses among; of the last, ordering by telephone, the page itself is the reason.
    pub fn chosen() -> impl Iterator<Item = Self> {
        Self::iter().filter(|reason| *reason != Self::CallerOrders)
    }

    /// Whether searches for both reasons are counted together.
    #[must_use]
    pub fn counts_with(self, other: Self) -> bool {
        (self == Self::CallerOrders) == (other == Self::CallerOrders)
    }
}

/// Milliseconds until somebody may search once more for this reason, given when they searched before for those that count
/// with it, in any order; zero for now.
#[must_use]
pub fn wait_for_person_search(reason: SearchReason, before: &[Timestamp], now: Timestamp) -> i64 {
    let limits = if reason == SearchReason::CallerOrders { &CALLER_LIMITS } else { &LIMITS };
    rate_limit::wait(limits, before.iter().copied(), now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_an_hour_sixty_a_day_and_callers_on_their_own() {
        let now = Timestamp(1_000 * DAY);
        let every = |minutes: i64, number: i64| -> Vec<_> {
            (1..=number).map(|n| now.plus(-n * minutes * MINUTE)).collect()
        };
        let search = |before: &[Timestamp]| wait_for_person_search(SearchReason::Visit, before, now);
        assert_eq!(search(&every(1, 19)), 0);
        assert_eq!(search(&every(1, 20)), 40 * MINUTE);
        assert_eq!(search(&every(20, 59)), 0);
        assert_eq!(search(&every(20, 60)), 4 * HOUR);
        let caller = |before: &[Timestamp]| wait_for_person_search(SearchReason::CallerOrders, before, now);
        assert_eq!(caller(&every(1, 39)), 0);
        assert_eq!(caller(&every(1, 40)), 20 * MINUTE);
        assert_eq!(caller(&every(5, 200)), 440 * MINUTE);
        assert!(SearchReason::Call.counts_with(SearchReason::Order));
        assert!(!SearchReason::Call.counts_with(SearchReason::CallerOrders));
    }

    #[test]
    fn ordering_by_telephone_is_no_reason_that_one_chooses() {
        assert!(SearchReason::chosen().all(|reason| reason != SearchReason::CallerOrders));
    }
}
