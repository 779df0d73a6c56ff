//! What one order comes to.

use super::{Counts, Measure};
use crate::orders::{Acting, Event, EventKind};

/// What the events of one order come to; the clocks are counted apart, by
/// [`clock_counts`](super::clock_counts).
#[must_use]
pub fn counted(events: &[Event]) -> Counts {
    let mut counts = Counts::default();
    let mut furthest = 0;
    let mut by_property = false;
    for event in events {
        furthest = furthest.max(stage(&event.kind));
        match &event.kind {
            EventKind::Cancelled { .. } => counts.add(Measure::Cancelled, 1),
            EventKind::Refused { .. } => counts.add(Measure::Refused, 1),
            EventKind::Declined { .. } => counts.add(Measure::Declines, 1),
            EventKind::Reopened { .. } => counts.add(Measure::Reopenings, 1),
            EventKind::Finished { .. } => {
                by_property = matches!(event.actor.acting, Acting::Property { .. });
                counts.add(Measure::Completions, 1);
                counts.add(Measure::PropertyCompletions, i64::from(by_property));
            }
            EventKind::Rated { rating } => {
                counts.add(Measure::of_level(rating.level, false), 1);
                counts.add(Measure::of_level(rating.level, true), i64::from(by_property));
            }
            _ => {}
        }
    }
    Measure::STAGES.iter().take(furthest).for_each(|stage| counts.add(*stage, 1));
    counts
}

/// How many of [`Measure::STAGES`] an order has passed that came to this event.
fn stage(kind: &EventKind) -> usize {
    match kind {
        EventKind::Rated { .. } => 6,
        EventKind::Finished { .. } => 5,
        EventKind::Arrived { .. } => 4,
        EventKind::Accepted { .. } | EventKind::Claimed { .. } => 3,
        EventKind::Dispatched { .. } | EventKind::Transferred { .. } => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{PersonId, TeamId};
    use crate::orders::{Actor, Assignee, CancelReason, DispatchRule, Rating, Satisfaction};
    use crate::time::Timestamp;

    fn event(kind: EventKind) -> Event {
        Event { at: Timestamp(0), actor: Actor::system(), kind }
    }

    fn finished(acting: Acting) -> Event {
        let actor = Actor { person: Some(PersonId("p".into())), name: "顾师傅".into(), acting };
        Event { at: Timestamp(0), actor, kind: EventKind::Finished { note: "好了".into(), minutes: 20 } }
    }

    fn rated(level: Satisfaction) -> Event {
        event(EventKind::Rated { rating: Rating { level, sentence: String::new() } })
    }

    fn dispatched() -> Event {
        let to = Assignee::Person { id: PersonId("p".into()), name: "李建国".into() };
        event(EventKind::Dispatched { to, rule: DispatchRule::ByHand })
    }

    fn stages(counts: &Counts) -> [i64; 6] {
        Measure::STAGES.map(|stage| counts.of(stage))
    }

    #[test]
    fn an_order_is_lost_where_it_came_to_at_most() {
        let placed = event(EventKind::Placed { by_telephone: false, recurrence: None });
        let cancelled = event(EventKind::Cancelled { reason: CancelReason::Solved });
        let counts = counted(&[placed.clone(), dispatched(), cancelled]);
        assert_eq!((stages(&counts), counts.of(Measure::Cancelled)), ([1, 1, 0, 0, 0, 0], 1));
        // A claim is a dispatch and a yes at once.
        let claimed = event(EventKind::Claimed { arrival_code: "1234".into() });
        assert_eq!(stages(&counted(&[placed, claimed])), [1, 1, 1, 0, 0, 0]);
    }

    #[test]
    fn each_completion_is_heard_and_a_second_one_takes_nothing_back() {
        let property = Acting::Property { team: TeamId("t".into()) };
        let events = [
            event(EventKind::Placed { by_telephone: false, recurrence: None }),
            finished(property),
            rated(Satisfaction::VeryDissatisfied),
            event(EventKind::Reopened { reason: "还漏".into() }),
            finished(Acting::Member),
            rated(Satisfaction::VerySatisfied),
        ];
        let counts = counted(&events);
        assert_eq!(stages(&counts), [1; 6], "one order");
        for (measure, number) in [
            (Measure::Completions, 2),
            (Measure::Reopenings, 1),
            (Measure::VeryDissatisfied, 1),
            (Measure::VerySatisfied, 1),
            (Measure::PropertyCompletions, 1),
            (Measure::PropertyVeryDissatisfied, 1),
            (Measure::PropertyVerySatisfied, 0),
        ] {
            assert_eq!(counts.of(measure), number, "{measure:?}");
        }
    }

    #[test]
    fn counts_only_grow_with_events() {
        let events = [
            event(EventKind::Placed { by_telephone: false, recurrence: None }),
            dispatched(),
            finished(Acting::Member),
            rated(Satisfaction::Satisfied),
        ];
        for known in 0..events.len() {
            let mut added = counted(&events[..=known]);
            added -= counted(&events[..known]);
            assert!(added.iter().all(|(_, number)| number >= 0), "{added:?}");
            assert!(!added.is_zero());
        }
    }
}
