//! Urging what is late: when, and how often.

use super::{Acting, Event, EventKind, OrderError};
use crate::clocks::{ClockKind, OrderClock, lateness};
use crate::time::{HOUR, MINUTE, Timestamp};

/// How long after one nudge the next one may follow, in milliseconds, for each of the two sides: residents, and those
/// who answer for the order.
pub const NUDGE_INTERVAL: i64 = HOUR;

/// What somebody may urge for at `now`: of the clocks that are late the one that ran out first.
///
/// # Errors
/// [`OrderError::NotLate`] if no clock is, [`OrderError::NudgedLately`] if their side did so within [`NUDGE_INTERVAL`].
pub fn may_nudge(
    acting: &Acting,
    clocks: &[OrderClock],
    events: &[Event],
    now: Timestamp,
) -> Result<ClockKind, OrderError> {
    let late = lateness(clocks, events, now).ok_or(OrderError::NotLate)?;
    match next_nudge(acting, events, now) {
        Some(next) => {
            let wait = next.since(now);
            Err(OrderError::NudgedLately(wait / MINUTE + i64::from(wait % MINUTE > 0)))
        }
        None => Ok(late.clock),
    }
}

/// When the side of whoever acts may urge again; `None` if it may at `now`.
#[must_use]
pub fn next_nudge(acting: &Acting, events: &[Event], now: Timestamp) -> Option<Timestamp> {
    let is_residents = |acting: &Acting| *acting == Acting::Resident;
    let by_the_same_side = |event: &&Event| {
        matches!(event.kind, EventKind::Nudged { .. })
            && is_residents(&event.actor.acting) == is_residents(acting)
    };
    let last = events.iter().rev().find(by_the_same_side)?;
    Some(last.at.plus(NUDGE_INTERVAL)).filter(|next| *next > now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::TimeLimits;
    use crate::clocks::{Calendar, EscalationDelays, ServiceLevel, WorkingHours, order_clocks};
    use crate::orders::Actor;

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-24T{time}").parse().unwrap())
    }

    fn event(time: &str, acting: Acting, kind: EventKind) -> Event {
        Event { at: at(time), actor: Actor { acting, ..Actor::system() }, kind }
    }

    fn of(acting: &Acting, events: &[Event], now: &str) -> Result<ClockKind, OrderError> {
        let limits = TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 };
        let hours = WorkingHours::default();
        let service_level = ServiceLevel { limits, urgent: false, pause_minutes: 480, hours, window: None };
        let delays = EscalationDelays::default();
        let clocks = order_clocks(&service_level, &Calendar::default(), &delays, events, at(now)).unwrap();
        may_nudge(acting, &clocks, events, at(now))
    }

    #[test]
    fn what_is_late_is_urged_for_once_an_hour_by_each_side() {
        let nudged = EventKind::Nudged { clock: ClockKind::Accepted };
        let placed = EventKind::Placed { by_telephone: false, recurrence: None };
        let mut events = vec![event("09:00", Acting::Resident, placed)];
        assert_eq!(of(&Acting::Resident, &events, "10:00"), Err(OrderError::NotLate), "to the minute");
        assert_eq!(of(&Acting::Resident, &events, "10:05"), Ok(ClockKind::Accepted));
        events.push(event("10:05", Acting::Resident, nudged.clone()));
        assert_eq!(of(&Acting::Resident, &events, "10:06"), Err(OrderError::NudgedLately(59)));
        assert_eq!(of(&Acting::Observer, &events, "10:06"), Ok(ClockKind::Accepted), "the other side");
        events.push(event("10:07", Acting::Observer, nudged));
        assert_eq!(of(&Acting::CommunityLead, &events, "10:08"), Err(OrderError::NudgedLately(59)));
        assert_eq!(of(&Acting::Resident, &events, "11:05"), Ok(ClockKind::Accepted), "after an hour");
        assert_eq!(next_nudge(&Acting::Resident, &events, at("10:30")), Some(at("11:05")));
        assert_eq!(next_nudge(&Acting::Resident, &events, at("11:05")), None);
    }
}
