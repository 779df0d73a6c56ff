//! The four clocks of one order, with everything that is to be said and done about each.

use super::{
    Calendar, ClockKind, ClockLimit, DeadlineStatus, EscalationDelays, EscalationLevel, OutOfSight, Run,
    ServiceLevel, Terms, deadline_status, due_levels, next_due, pauses_until, runs,
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
    pub status: DeadlineStatus,
    /// Minutes behind the deadline at the clock's own pace, without its standstills; 0 while it is not late, and as long
    /// as none of them has counted, such as in the night after.
    pub late: i64,
    /// The levels whose time has come and that nobody was told of; the last of them is told.
    pub due_levels: Vec<EscalationLevel>,
    /// When somebody is to be told next.
    pub next_due: Option<Timestamp>,
}

/// The clocks of an order at `now`, which is not before the last of its events; in the order of
/// [`ClockKind`].
///
/// # Errors
/// [`OutOfSight`].
pub fn order_clocks(
    service_level: &ServiceLevel,
    calendar: &Calendar,
    delays: &EscalationDelays,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<OrderClock>, OutOfSight> {
    let terms = service_level.terms(calendar);
    let clock = |(run, terms): (Run, Terms<'_>)| {
        let told = match newest_told(events, run.kind) {
            // What was due as well at that moment was passed over, and is over.
            Some((level, at)) => [vec![level], due_levels(&run, &terms, delays, &[], at)?].concat(),
            None => Vec::new(),
        };
        let status = deadline_status(&run, &terms, now)?;
        Ok(OrderClock {
            limit: terms.limit,
            late: late(&run, &terms, &status, now),
            status,
            due_levels: due_levels(&run, &terms, delays, &told, now)?,
            next_due: next_due(&run, &terms, delays, &told, now)?,
            run,
        })
    };
    runs(events).into_iter().zip(terms).map(clock).collect()
}

/// Minutes behind the deadline, by now or by when the clock stopped.
fn late(run: &Run, terms: &Terms<'_>, status: &DeadlineStatus, now: Timestamp) -> i64 {
    let (deadline, until) = match *status {
        DeadlineStatus::Running(due) => (due.deadline, now),
        DeadlineStatus::Met { at, deadline, .. } | DeadlineStatus::Ended { at, deadline, .. } => {
            (deadline, at)
        }
        DeadlineStatus::StandingStill { .. } => return 0,
    };
    let pauses = run.pauses_by(until);
    let stills = terms.standstills(run.round_start, &pauses_until(&pauses, until));
    terms.behind(deadline, until, &stills)
}

/// Everything that is to be told now: of which clock, to whom. Of each clock only the newest level: after a time in
/// which nobody looked, a warning of what is long late would only be noise. `is_heard` says whether anybody hears of a
/// level; one that nobody does is passed over, unless there is no other.
#[must_use]
pub fn to_be_told(
    clocks: &[OrderClock],
    is_heard: impl Fn(EscalationLevel) -> bool,
) -> Vec<(ClockKind, EscalationLevel)> {
    let newest = |clock: &OrderClock| {
        let due = || clock.due_levels.iter().copied();
        Some((clock.run.kind, due().filter(|level| is_heard(*level)).max().or(due().max())?))
    };
    clocks.iter().filter_map(newest).collect()
}

/// Who was told last of a clock in the present round, and when.
pub(super) fn newest_told(events: &[Event], kind: ClockKind) -> Option<(EscalationLevel, Timestamp)> {
    let begins = |event: &&Event| matches!(event.kind, EventKind::Placed { .. } | EventKind::Reopened { .. });
    let round = events.iter().rev().take_while(|event| !begins(event));
    let level = |event: &Event| match event.kind {
        EventKind::Escalated { clock, level } if clock == kind => Some((level, event.at)),
        _ => None,
    };
    round.filter_map(level).max_by_key(|(level, _)| *level)
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
        let service_level = ServiceLevel {
            limits: TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 },
            urgent: false,
            pause_minutes: 480,
            hours: WorkingHours::default(),
            window: None,
        };
        let delays = EscalationDelays::default();
        order_clocks(&service_level, &Calendar::default(), &delays, events, at(now)).unwrap()
    }

    #[test]
    fn each_level_is_told_once_a_round() {
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        assert_eq!(clocks(&events, "24T09:47")[0].due_levels, []);
        assert_eq!(clocks(&events, "24T09:00")[0].next_due, Some(at("24T09:48")));
        assert_eq!(clocks(&events, "24T09:48")[0].due_levels, [EscalationLevel::Warning]);
        let told = |time, level| event(time, EventKind::Escalated { clock: ClockKind::Accepted, level });
        events.push(told("24T09:48", EscalationLevel::Warning));
        assert_eq!(clocks(&events, "24T10:00")[0].due_levels, [EscalationLevel::Grid]);
        assert_eq!(
            clocks(&events, "24T10:36")[1].due_levels,
            [EscalationLevel::Warning],
            "the other clock's own"
        );
        events.push(told("24T10:00", EscalationLevel::Grid));
        assert_eq!(clocks(&events, "24T10:00")[0].next_due, Some(at("24T11:00")), "the lead after an hour");
        events.push(event("24T11:00", EventKind::Reopened { reason: "还漏".into() }));
        assert_eq!(
            clocks(&events, "24T11:48")[0].due_levels,
            [EscalationLevel::Warning],
            "a new round begins anew"
        );
    }

    #[test]
    fn after_a_time_in_which_nobody_looked_only_the_newest_step_of_each_clock_is_told() {
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        let late = clocks(&events, "24T11:30");
        assert_eq!(
            late[0].due_levels,
            [EscalationLevel::Warning, EscalationLevel::Grid, EscalationLevel::CommunityLead]
        );
        assert_eq!(
            to_be_told(&late, |_| true),
            [
                (ClockKind::Accepted, EscalationLevel::CommunityLead),
                (ClockKind::FirstReply, EscalationLevel::Grid)
            ]
        );
        for (clock, level) in to_be_told(&late, |_| true) {
            events.push(event("24T11:30", EventKind::Escalated { clock, level }));
        }
        let after = clocks(&events, "24T11:30");
        assert_eq!(to_be_told(&after, |_| true), [], "what was passed over stays so");
        assert_eq!(after[0].next_due, Some(at("24T15:30")), "the office, as if all had been told");
        let office = clocks(&events, "24T15:30");
        assert_eq!(to_be_told(&office, |_| true)[0], (ClockKind::Accepted, EscalationLevel::Office));
        let nobody = |level| level == EscalationLevel::CommunityLead;
        assert_eq!(
            to_be_told(&late, |level| !nobody(level))[0],
            (ClockKind::Accepted, EscalationLevel::Grid),
            "who is there hears"
        );
        assert_eq!(to_be_told(&late, |_| false)[0], (ClockKind::Accepted, EscalationLevel::CommunityLead));

        let kind = EventKind::Escalated { clock: ClockKind::Accepted, level: EscalationLevel::Grid };
        let heard = [events[0].clone(), event("24T11:30", kind)];
        assert_eq!(
            clocks(&heard, "24T11:30")[0].due_levels,
            [],
            "a lead that isn't there is passed over for good"
        );
        assert_eq!(clocks(&heard, "24T15:30")[0].due_levels, [EscalationLevel::Office]);
    }

    #[test]
    fn it_is_late_by_its_own_pace_without_nights_and_pauses() {
        let placed = EventKind::Placed { by_telephone: false, recurrence: None };
        let events = [event("24T09:00", placed)];
        let late = |now: &str| clocks(&events, now)[0].late;
        assert_eq!([late("24T10:00"), late("24T10:30")], [0, 30]);
        let evening = late("24T17:30");
        assert_eq!([late("24T23:00"), late("25T09:00")], [evening, evening], "nobody works by night");
        assert_eq!(late("25T09:30"), evening + 30);
    }

    #[test]
    fn handing_it_on_never_moves_a_deadline() {
        let to = || Assignee::Person { id: PersonId("a".into()), name: "甲".into() };
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        let deadlines = |events: &[Event]| -> Vec<_> {
            let of = |clock: OrderClock| match clock.status {
                DeadlineStatus::Running(due) => due.deadline,
                DeadlineStatus::Met { deadline, .. } => deadline,
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
        assert!(matches!(clocks(&events, "24T17:00")[0].status, DeadlineStatus::Running(_)), "nobody has it");
    }
}
