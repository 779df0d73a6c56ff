//! The four clocks of one order, with everything that is to be said and done about each.

use super::{
    Calendar, ClockKind, ClockLimit, EscalationDelays, OutOfSight, Promise, Run, Step, Terms, Verdict,
    due_steps, next_due, runs, verdict,
};
use crate::orders::{Event, EventKind};
use crate::time::Timestamp;

/// One clock of an order at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderClock {
    /// Where it stands.
    pub run: Run,
    /// How long it may run.
    pub limit: ClockLimit,
    /// What is to be said of it.
    pub verdict: Verdict,
    /// Who is to be told now.
    pub due_steps: Vec<Step>,
    /// When somebody is to be told next.
    pub next_due: Option<Timestamp>,
}

/// The clocks of an order at `now`, which is not before the last of its events; in the order of
/// [`ClockKind`].
///
/// # Errors
/// [`OutOfSight`].
pub fn order_clocks(
    promise: &Promise,
    calendar: &Calendar,
    delays: &EscalationDelays,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<OrderClock>, OutOfSight> {
    let terms = promise.terms(calendar);
    let clock = |(run, terms): (Run, Terms<'_>)| {
        let told = told(events, run.kind);
        Ok(OrderClock {
            limit: terms.limit,
            verdict: verdict(&run, &terms, now)?,
            due_steps: due_steps(&run, &terms, delays, &told, now)?,
            next_due: next_due(&run, &terms, delays, &told, now)?,
            run,
        })
    };
    runs(events).into_iter().zip(terms).map(clock).collect()
}

/// Everything that is to be told now: of which clock, to whom.
#[must_use]
pub fn to_be_told(clocks: &[OrderClock]) -> Vec<(ClockKind, Step)> {
    let of = |clock: &OrderClock| {
        let kind = clock.run.kind;
        clock.due_steps.iter().map(move |step| (kind, *step)).collect::<Vec<_>>()
    };
    clocks.iter().flat_map(of).collect()
}

/// Who has been told of a clock in the present round.
fn told(events: &[Event], kind: ClockKind) -> Vec<Step> {
    let begins = |event: &&Event| matches!(event.kind, EventKind::Placed { .. } | EventKind::Reopened { .. });
    let round = events.iter().rev().take_while(|event| !begins(event));
    let step = |event: &Event| match event.kind {
        EventKind::Escalated { clock, step } if clock == kind => Some(step),
        _ => None,
    };
    round.filter_map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::PersonId;
    use crate::catalogue::TimeLimits;
    use crate::clocks::WorkingHours;
    use crate::orders::{Actor, Assignee, DispatchRule};

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    fn event(time: &str, kind: EventKind) -> Event {
        Event { at: at(time), actor: Actor::system(), kind }
    }

    fn clocks(events: &[Event], now: &str) -> Vec<OrderClock> {
        let promise = Promise {
            limits: TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 },
            urgent: false,
            pause_minutes: 480,
            hours: WorkingHours::default(),
            window: None,
        };
        let delays = EscalationDelays::default();
        order_clocks(&promise, &Calendar::default(), &delays, events, at(now)).unwrap()
    }

    #[test]
    fn each_level_is_told_once_a_round() {
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        assert_eq!(clocks(&events, "24T09:47")[0].due_steps, []);
        assert_eq!(clocks(&events, "24T09:00")[0].next_due, Some(at("24T09:48")));
        assert_eq!(clocks(&events, "24T09:48")[0].due_steps, [Step::Warning]);
        let told = |clock, step| event("24T10:00", EventKind::Escalated { clock, step });
        events.push(told(ClockKind::Accepted, Step::Warning));
        assert_eq!(clocks(&events, "24T10:00")[0].due_steps, [Step::Grid]);
        assert_eq!(clocks(&events, "24T10:36")[1].due_steps, [Step::Warning], "the other clock's own");
        events.push(told(ClockKind::Accepted, Step::Grid));
        assert_eq!(clocks(&events, "24T10:00")[0].next_due, Some(at("24T11:00")), "the lead after an hour");
        events.push(event("24T11:00", EventKind::Reopened { reason: "还漏".into() }));
        assert_eq!(clocks(&events, "24T11:48")[0].due_steps, [Step::Warning], "a new round begins anew");
    }

    #[test]
    fn handing_it_on_never_moves_a_deadline() {
        let to = || Assignee::Person { id: PersonId("a".into()), name: "甲".into() };
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        let deadlines = |events: &[Event]| -> Vec<_> {
            let of = |clock: OrderClock| match clock.verdict {
                Verdict::Running(due) => due.deadline,
                Verdict::Met { deadline, .. } => deadline,
                other => panic!("{other:?}"),
            };
            clocks(events, "24T17:00").into_iter().map(of).collect()
        };
        let promised = deadlines(&events);
        for kind in [
            EventKind::Dispatched { to: to(), rule: DispatchRule::ByHand },
            EventKind::Accepted { arrival_code: "1234".into() },
            EventKind::Transferred { to: to() },
            EventKind::Declined { reason: crate::orders::DeclineReason::NoTime, note: String::new() },
        ] {
            events.push(event("24T09:30", kind));
            assert_eq!(deadlines(&events), promised);
        }
        assert!(matches!(clocks(&events, "24T17:00")[0].verdict, Verdict::Running(_)), "nobody has it");
    }
}
