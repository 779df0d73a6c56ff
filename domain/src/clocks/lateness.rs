//! What can be said to the resident of an order that is late.

use super::order_clocks::newest_told;
use super::{ClockKind, DeadlineStatus, EscalationLevel, OrderClock};
use crate::orders::Event;
use crate::time::Timestamp;

/// That an order is late, and who knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lateness {
    /// What is late: of several clocks the one that ran out first.
    pub clock: ClockKind,
    /// Until when it was promised.
    pub deadline: Timestamp,
    /// The highest level that was told of any of its clocks; `None` if nobody was yet.
    pub told: Option<EscalationLevel>,
    /// When the next level is told if nothing happens before; `None` if there is none.
    pub next: Option<Timestamp>,
}

/// The lateness of an order at `now`, by its clocks and events; `None` if no running clock is late.
#[must_use]
pub fn lateness(clocks: &[OrderClock], events: &[Event], now: Timestamp) -> Option<Lateness> {
    let late =
        |clock: &&OrderClock| matches!(clock.status, DeadlineStatus::Running(due) if now > due.deadline);
    let deadline = |clock: &OrderClock| match clock.status {
        DeadlineStatus::Running(due) => Some((due.deadline, clock.run.kind)),
        _ => None,
    };
    let late: Vec<_> = clocks.iter().filter(late).collect();
    let (deadline, clock) = late.iter().filter_map(|clock| deadline(clock)).min()?;
    let told = late.iter().filter_map(|clock| newest_told(events, clock.run.kind)).map(|(level, _)| level);
    let next = late.iter().filter_map(|clock| clock.next_due).filter(|next| *next > now);
    Some(Lateness {
        clock,
        deadline,
        // A warning is no word of lateness: it goes to whoever has it in hand, before.
        told: told.filter(|level| *level > EscalationLevel::Warning).max(),
        next: next.min(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::TimeLimits;
    use crate::clocks::{Calendar, EscalationDelays, ServiceLevel, WorkingHours, order_clocks};
    use crate::orders::{Actor, EventKind};

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    fn event(time: &str, kind: EventKind) -> Event {
        Event { at: at(time), actor: Actor::system(), kind }
    }

    fn of(events: &[Event], now: &str) -> Option<Lateness> {
        let limits = TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 };
        let hours = WorkingHours::default();
        let service_level = ServiceLevel { limits, urgent: false, pause_minutes: 480, hours, window: None };
        let delays = EscalationDelays::default();
        let clocks = order_clocks(&service_level, &Calendar::default(), &delays, events, at(now)).unwrap();
        lateness(&clocks, events, at(now))
    }

    #[test]
    fn says_what_ran_out_first_who_was_told_and_when_the_next_is() {
        let told = |clock, level| EventKind::Escalated { clock, level };
        let mut events = vec![event("24T09:00", EventKind::Placed { by_telephone: false, recurrence: None })];
        assert_eq!(of(&events, "24T10:00"), None, "to the minute");
        events.push(event("24T09:48", told(ClockKind::Accepted, EscalationLevel::Warning)));
        let late = of(&events, "24T10:05").unwrap();
        assert_eq!((late.clock, late.deadline), (ClockKind::Accepted, at("24T10:00")));
        assert_eq!(late.told, None, "a warning came before");
        events.push(event("24T10:05", told(ClockKind::Accepted, EscalationLevel::Grid)));
        let late = of(&events, "24T10:06").unwrap();
        assert_eq!((late.told, late.next), (Some(EscalationLevel::Grid), Some(at("24T11:00"))));
        events.push(event("24T11:00", told(ClockKind::Accepted, EscalationLevel::CommunityLead)));
        events.push(event("24T11:01", told(ClockKind::FirstReply, EscalationLevel::Grid)));
        let late = of(&events, "24T11:30").unwrap();
        assert_eq!((late.clock, late.told), (ClockKind::Accepted, Some(EscalationLevel::CommunityLead)));
        events.push(event("24T11:40", EventKind::Claimed { arrival_code: "1234".into() }));
        assert_eq!(of(&events, "24T11:45"), None, "somebody has it now, and the visit has time");
    }
}
