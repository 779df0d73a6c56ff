//! Looking for somebody's orders by their name or number: on record, with a reason, and so many an hour.

use crate::rate_limit::{self, RateLimit};
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How many searches one person may make in an hour.
pub const PERSON_SEARCHES_AN_HOUR: usize = 20;
/// How many searches one person may make.
const LIMITS: [RateLimit; 2] = [(HOUR, PERSON_SEARCHES_AN_HOUR), (DAY, 60)];

/// For how long the person who searched may read what was found, in milliseconds.
pub const PERSON_SEARCH_LIFETIME: i64 = 10 * MINUTE;

/// Why somebody is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, EnumIter, IntoStaticStr)]
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
        }
    }
}

/// Milliseconds until somebody may search once more, given when they searched before, in any order; zero for now.
#[must_use]
pub fn wait_for_person_search(before: &[Timestamp], now: Timestamp) -> i64 {
    rate_limit::wait(&LIMITS, before.iter().copied(), now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_an_hour_sixty_a_day() {
        let now = Timestamp(1_000 * DAY);
        let every = |minutes: i64, number: i64| -> Vec<_> {
            (1..=number).map(|n| now.plus(-n * minutes * MINUTE)).collect()
        };
        assert_eq!(wait_for_person_search(&every(1, 19), now), 0);
        assert_eq!(wait_for_person_search(&every(1, 20), now), 40 * MINUTE);
        assert_eq!(wait_for_person_search(&every(20, 59), now), 0);
        assert_eq!(wait_for_person_search(&every(20, 60), now), 4 * HOUR);
    }
}
