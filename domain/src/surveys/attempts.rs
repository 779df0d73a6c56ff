//! Up to three tries to find a household at home, at different times.

use super::Slot;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How often a household is tried before it counts as not reached.
pub const TRIES: usize = 3;

/// What a visit came to.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// Somebody answered.
    Reached,
    /// Somebody was in and would not answer.
    Refused,
    /// Nobody was in.
    NobodyIn,
    /// There is no such dwelling, or nobody lives in it.
    NoSuchDwelling,
}

impl Outcome {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reached => "答了",
            Self::Refused => "不愿答",
            Self::NobodyIn => "没人在家",
            Self::NoSuchDwelling => "没这户或没人住",
        }
    }
}

/// A visit that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// What it came to.
    pub outcome: Outcome,
}

/// Why nobody goes there any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The household answered.
    Answered,
    /// It would not.
    Refused,
    /// Three tries found nobody.
    NotReached,
    /// There is no such dwelling.
    NoSuchDwelling,
}

/// Whether and when a household is visited next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextVisit {
    /// Now may somebody go there.
    Now,
    /// At this time of day somebody was there already: not before that moment.
    From(Timestamp),
    /// Nobody goes there any more.
    Over(Over),
}

/// Whether and when a household is visited next, seen from `now`. The attempts may come in any order.
#[must_use]
pub fn next_visit(attempts: &[Attempt], answered: bool, now: Timestamp) -> NextVisit {
    let came_to = |outcome| attempts.iter().any(|attempt| attempt.outcome == outcome);
    let over = if answered || came_to(Outcome::Reached) {
        Some(Over::Answered)
    } else if came_to(Outcome::NoSuchDwelling) {
        Some(Over::NoSuchDwelling)
    } else if came_to(Outcome::Refused) {
        Some(Over::Refused)
    } else if attempts.len() >= TRIES {
        Some(Over::NotReached)
    } else {
        None
    };
    if let Some(over) = over {
        return NextVisit::Over(over);
    }
    let taken: Vec<_> = attempts.iter().map(|attempt| Slot::of(attempt.at)).collect();
    if !taken.contains(&Slot::of(now)) {
        return NextVisit::Now;
    }
    // Fewer tries than slots: there is always one left.
    Slot::next_without(&taken, now).map_or(NextVisit::Now, NextVisit::From)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody(text: &str) -> Attempt {
        Attempt { at: text.parse().unwrap(), outcome: Outcome::NobodyIn }
    }

    #[test]
    fn three_tries_at_three_times_of_day() {
        let now: Timestamp = "2026-11-24T10:00".parse().unwrap();
        let next = |attempts: &[Attempt]| next_visit(attempts, false, now);
        assert_eq!(next(&[]), NextVisit::Now);
        let morning = nobody("2026-11-23T09:15");
        let noon = "2026-11-24T12:00".parse().unwrap();
        assert_eq!(next(&[morning]), NextVisit::From(noon), "somebody was there of a morning");
        let evening = nobody("2026-11-23T19:00");
        assert_eq!(next(&[evening]), NextVisit::Now);
        let third = nobody("2026-11-22T10:00");
        assert_eq!(next(&[morning, evening, third]), NextVisit::Over(Over::NotReached));
    }

    #[test]
    fn who_answered_or_refused_is_left_alone() {
        let now = Timestamp(0);
        let came_to = |outcome| next_visit(&[Attempt { at: now, outcome }], false, now);
        assert_eq!(came_to(Outcome::Reached), NextVisit::Over(Over::Answered));
        assert_eq!(came_to(Outcome::Refused), NextVisit::Over(Over::Refused));
        assert_eq!(came_to(Outcome::NoSuchDwelling), NextVisit::Over(Over::NoSuchDwelling));
        assert_eq!(next_visit(&[], true, now), NextVisit::Over(Over::Answered), "by the link");
    }
}
