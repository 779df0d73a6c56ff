//! The history of an order in plain words.

use crate::clocks::pause_lengths;
use crate::components::Happening;
use crate::verbatim::verbatim;
use domain::accounts::{PersonId, Role};
use domain::clocks::{ClockKind, EscalationLevel};
use domain::orders::{Acting, Assignee, Event, EventKind, FinishPhrase, escalation_words, event_words_to};
use domain::time::Timestamp;
use strum::IntoEnumIterator;

/// The history of an order as somebody reads it, newest first. What was told of one clock stands in one
/// line, as long as nobody has done anything in between.
#[must_use]
pub fn happenings(events: &[Event], reader: &PersonId, now: Timestamp) -> Vec<Happening> {
    let mut lines: Vec<(Timestamp, String)> = Vec::new();
    let mut told: Vec<(ClockKind, usize, Vec<EscalationLevel>)> = Vec::new();
    for (event, paused) in events.iter().zip(pause_lengths(events)) {
        if let EventKind::Escalated { clock, level } = event.kind {
            match told.iter_mut().find(|(kind, ..)| *kind == clock) {
                Some((_, place, levels)) => {
                    levels.push(level);
                    if let Some(line) = lines.get_mut(*place) {
                        *line = (event.at, escalation_words(clock, levels));
                    }
                }
                None => {
                    told.push((clock, lines.len(), vec![level]));
                    lines.push((event.at, escalation_words(clock, &[level])));
                }
            }
            continue;
        }
        told.clear();
        let words = event_words_to(&in_own_words(event), reader);
        lines.push((event.at, paused.map_or_else(|| words.clone(), |length| format!("{words}，{length}"))));
    }
    // What was told longer ago may stand in a line that was begun later.
    lines.sort_by_key(|(at, _)| *at);
    let line = |(at, words): (Timestamp, String)| Happening::new(at.words(now), words).datetime(at.rfc3339());
    lines.into_iter().rev().map(line).collect()
}

/// The event with everything in it that people are called or wrote kept as it is, whatever the reader's language.
fn in_own_words(event: &Event) -> Event {
    let mut event = event.clone();
    // What those read who may not see whose order it is.
    let is_named = event.actor.name != Role::Resident.name();
    if is_named && event.actor.acting != Acting::System {
        event.actor.name = verbatim(event.actor.name);
    }
    match &mut event.kind {
        // What was chosen by a tap is in the reader's language.
        EventKind::Finished { note, .. } if FinishPhrase::iter().any(|phrase| phrase.name() == note) => {}
        EventKind::Dispatched { to, .. } | EventKind::Transferred { to } => {
            let (Assignee::Person { name, .. } | Assignee::Team { name, .. }) = to;
            *name = verbatim(&name);
        }
        EventKind::Declined { note: words, .. }
        | EventKind::Arrived { without_code: Some(words) }
        | EventKind::Finished { note: words, .. }
        | EventKind::Reopened { reason: words }
        | EventKind::Refused { advice: words } => *words = verbatim(&words),
        EventKind::Rated { rating } => rating.sentence = verbatim(&rating.sentence),
        _ => {}
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::orders::Actor;

    #[test]
    fn a_phrase_is_read_in_every_language_and_a_note_as_it_was_written() {
        let finished = |note: &str| {
            let kind = EventKind::Finished { note: note.to_owned(), minutes: 20 };
            in_own_words(&Event { at: Timestamp(0), actor: Actor::system(), kind }).kind
        };
        let as_written = |note: &str| EventKind::Finished { note: note.to_owned(), minutes: 20 };
        assert_eq!(finished("修好了"), as_written("修好了"));
        assert_eq!(finished("修好了，换了垫圈"), as_written(&verbatim("修好了，换了垫圈")));
    }

    #[test]
    fn what_was_told_of_a_clock_is_one_line() {
        let at = |minute: u8| format!("2026-11-24T09:{minute:02}").parse::<Timestamp>().unwrap();
        let event = |minute: u8, kind| Event { at: at(minute), actor: Actor::system(), kind };
        let told = |minute, clock, level| event(minute, EventKind::Escalated { clock, level });
        let events = [
            event(0, EventKind::Placed { by_telephone: false, recurrence: None }),
            told(1, ClockKind::Accepted, EscalationLevel::Warning),
            told(2, ClockKind::FirstReply, EscalationLevel::Warning),
            told(3, ClockKind::Accepted, EscalationLevel::Grid),
            told(4, ClockKind::Accepted, EscalationLevel::CommunityLead),
            event(5, EventKind::Resumed),
            told(6, ClockKind::Accepted, EscalationLevel::Office),
        ];
        let happened = happenings(&events, &PersonId("reader".into()), at(30));
        let lines: Vec<_> = happened.iter().map(|line| (line.time.as_str(), line.words.as_str())).collect();
        assert_eq!(
            lines,
            [
                ("今天 9:06", "“接单”超时，已报办事处"),
                ("今天 9:05", "点点通继续办理"),
                ("今天 9:04", "“接单”超时，已报社区、社区书记"),
                ("今天 9:02", "“回音”的时间用了八成，已提醒负责的人"),
                ("今天 9:00", "点点通点了单"),
            ]
        );
    }
}
