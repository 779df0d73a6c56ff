//! Up to three calls, and what they came to.

use crate::orders::Satisfaction;
use crate::time::{DAY, HOUR, Timestamp};

/// How often somebody is called before they count as not reached.
pub const TRIES: usize = 3;
/// How long after the draw somebody may be called, in milliseconds: later nobody remembers the service, and the
/// number isn't shown any more.
pub const OPEN_FOR: i64 = 14 * DAY;
/// Where nobody answered, it is not tried again within this time, in milliseconds.
const PAUSE: i64 = 3 * HOUR;

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody answered, and said how satisfied they are.
    Reached(Satisfaction),
    /// Somebody answered and would not say.
    Refused,
    /// Nobody answered.
    NoAnswer,
}

/// A call that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// When.
    pub at: Timestamp,
    /// What it came to.
    pub outcome: Outcome,
}

/// Why nobody calls any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// They said how satisfied they are.
    Reached,
    /// They would not say.
    Refused,
    /// Three calls found nobody.
    NotReached,
    /// The two weeks have passed.
    TooLate,
}

/// Whether and when somebody is called next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextCall {
    /// Now.
    Now,
    /// Nobody answered a moment ago: not before this one.
    From(Timestamp),
    /// Nobody calls any more.
    Over(Over),
}

impl Outcome {
    /// As it is stored: a word, and the level.
    #[must_use]
    pub fn code(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Reached(level) => ("reached", Some(level.into())),
            Self::Refused => ("refused", None),
            Self::NoAnswer => ("no_answer", None),
        }
    }

    /// From what [`Outcome::code`] says, or a form sent; `None` if it is neither, or if the level is missing.
    #[must_use]
    pub fn parse(outcome: &str, level: &str) -> Option<Self> {
        match outcome {
            "reached" => level.parse().ok().map(Self::Reached),
            "refused" => Some(Self::Refused),
            "no_answer" => Some(Self::NoAnswer),
            _ => None,
        }
    }

    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reached(level) => level.name(),
            Self::Refused => "不愿说",
            Self::NoAnswer => "没人接",
        }
    }

    /// How satisfied they are, if they said so.
    #[must_use]
    pub fn level(self) -> Option<Satisfaction> {
        match self {
            Self::Reached(level) => Some(level),
            Self::Refused | Self::NoAnswer => None,
        }
    }
}

/// Whether and when somebody drawn at `drawn_at` is called next, seen from `now`. The calls may come in any order.
#[must_use]
pub fn next_call(calls: &[Call], drawn_at: Timestamp, now: Timestamp) -> NextCall {
    let came_to = |wanted: fn(Outcome) -> bool| calls.iter().any(|call| wanted(call.outcome));
    if came_to(|outcome| outcome.level().is_some()) {
        return NextCall::Over(Over::Reached);
    }
    if came_to(|outcome| outcome == Outcome::Refused) {
        return NextCall::Over(Over::Refused);
    }
    if calls.len() >= TRIES {
        return NextCall::Over(Over::NotReached);
    }
    if now.since(drawn_at) >= OPEN_FOR {
        return NextCall::Over(Over::TooLate);
    }
    let again = calls.iter().map(|call| call.at.plus(PAUSE)).max();
    again.filter(|again| now < *again).map_or(NextCall::Now, NextCall::From)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONDAY: Timestamp = Timestamp(1_795_483_800_000);

    fn call(hours: i64, outcome: Outcome) -> Call {
        Call { at: MONDAY.plus(hours * HOUR), outcome }
    }

    #[test]
    fn three_calls_find_nobody_and_that_is_that() {
        let calls = [0, 5, 24].map(|hours| call(hours, Outcome::NoAnswer));
        let next = |count: usize, hours| next_call(&calls[..count], MONDAY, MONDAY.plus(hours * HOUR));
        assert_eq!(next(0, 0), NextCall::Now);
        assert_eq!(next(1, 2), NextCall::From(MONDAY.plus(3 * HOUR)), "not again at once");
        assert_eq!(next(1, 3), NextCall::Now);
        assert_eq!(next(3, 25), NextCall::Over(Over::NotReached));
        assert_eq!(next(1, 14 * 24), NextCall::Over(Over::TooLate));
    }

    #[test]
    fn who_answered_is_left_alone() {
        let reached = [call(0, Outcome::NoAnswer), call(9, Outcome::Reached(Satisfaction::Dissatisfied))];
        let later = MONDAY.plus(30 * DAY);
        assert_eq!(next_call(&reached, MONDAY, later), NextCall::Over(Over::Reached));
        assert_eq!(next_call(&[call(0, Outcome::Refused)], MONDAY, MONDAY), NextCall::Over(Over::Refused));
    }

    #[test]
    fn reached_without_a_level_is_nothing() {
        let all = [Outcome::Reached(Satisfaction::Satisfied), Outcome::Refused, Outcome::NoAnswer];
        for outcome in all {
            let (word, level) = outcome.code();
            assert_eq!(Outcome::parse(word, level.unwrap_or_default()), Some(outcome));
        }
        assert_eq!(Outcome::parse("reached", ""), None);
        assert_eq!(Outcome::parse("", "satisfied"), None);
    }
}
