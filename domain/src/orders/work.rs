//! How long somebody has been at work, and what they say of it by one tap.

use super::{Event, EventKind, NOTE_LIMIT};
use crate::time::{HOUR, MINUTE, Timestamp};

/// The longest work that is assumed without being told, in milliseconds: after that somebody forgot to say that it was done.
pub const ASSUMED_WORK_LIMIT: i64 = 8 * HOUR;

/// The most characters beside a [`super::FinishPhrase`]: both together are one note.
pub const FINISH_NOTE_LIMIT: usize = NOTE_LIMIT - 10;

/// The moment since which the work would have gone on if it had not been paused; `None` where nobody has arrived since the
/// order was placed or reopened.
#[must_use]
pub fn worked_since(events: &[Event], now: Timestamp) -> Option<Timestamp> {
    let begins = |event: &Event| matches!(event.kind, EventKind::Arrived { .. } | EventKind::Reopened { .. });
    let place = events.iter().rposition(begins)?;
    let (arrived, after) = events.get(place..)?.split_first()?;
    if matches!(arrived.kind, EventKind::Reopened { .. }) {
        return None;
    }
    let (mut since, mut paused) = (arrived.at, None);
    for event in after {
        match event.kind {
            EventKind::Paused { .. } => paused = Some(event.at),
            EventKind::Resumed => {
                since = paused.take().map_or(since, |from| since.plus(event.at.since(from)))
            }
            _ => {}
        }
    }
    Some(paused.map_or(since, |from| since.plus(now.since(from))))
}

/// Minutes of work until `now`, begun ones in full; `None` if nobody has arrived, or so long ago that it can't be assumed.
#[must_use]
pub fn minutes_worked(events: &[Event], now: Timestamp) -> Option<u32> {
    let length = now.since(worked_since(events, now)?);
    if length > ASSUMED_WORK_LIMIT {
        return None;
    }
    u32::try_from((length + MINUTE - 1) / MINUTE).ok().map(|minutes| minutes.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::{Actor, FinishPhrase, PauseReason};
    use strum::IntoEnumIterator;

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-24T{time}").parse().unwrap())
    }

    fn event(time: &str, kind: EventKind) -> Event {
        Event { at: at(time), actor: Actor::system(), kind }
    }

    #[test]
    fn a_phrase_and_the_longest_note_are_no_longer_than_a_note() {
        let longest = FinishPhrase::iter().map(|phrase| phrase.name().chars().count()).max();
        assert!(longest.is_some_and(|phrase| phrase + 1 + FINISH_NOTE_LIMIT <= NOTE_LIMIT), "{longest:?}");
    }

    #[test]
    fn work_counts_from_the_arrival_without_its_pauses() {
        let mut events = vec![event("09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        assert_eq!(minutes_worked(&events, at("09:30")), None, "nobody is there");
        events.push(event("09:40", EventKind::Arrived { without_code: None }));
        assert_eq!(minutes_worked(&events, at("09:40")), Some(1));
        assert_eq!(minutes_worked(&events, at("10:04:30")), Some(25));
        events.push(event("10:10", EventKind::Paused { reason: PauseReason::WaitingForParts }));
        assert_eq!(minutes_worked(&events, at("15:00")), Some(30));
        events.push(event("15:00", EventKind::Resumed));
        assert_eq!(minutes_worked(&events, at("15:05")), Some(35));
        assert_eq!(worked_since(&events, at("15:05")), Some(at("14:30")));
        assert_eq!(minutes_worked(&events, at("22:30")), Some(480));
        assert_eq!(minutes_worked(&events, at("22:31")), None, "somebody forgot");
        events.push(event("15:10", EventKind::Reopened { reason: "还漏".into() }));
        assert_eq!(minutes_worked(&events, at("15:20")), None, "another visit");
    }
}
