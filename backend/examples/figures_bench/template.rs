//! An order to stamp: how it stands after its events, and what it comes to.

use crate::Failure;
use crate::dice::Dice;
use crate::fixtures::OrderFixture;
use crate::weeks::first_monday;
use domain::catalogue::Service;
use domain::clocks::{Calendar, EscalationDelays, OrderClock, ServiceLevel, WorkingHours, order_clocks};
use domain::counters::{ClockState, Counts, clock_counts, counted};
use domain::orders::{Event, EventKind, State, replay};
use domain::time::{DAY, HOUR, Timestamp};

/// How many different orders a week has.
const PLACES: usize = 2_000;

/// What somebody ordered in the first week, and all that happened to it.
pub struct Template {
    pub service: Service,
    pub service_level: ServiceLevel,
    pub events: Vec<Event>,
}

/// As much of a template as has happened at a moment.
pub struct Kept<'a> {
    pub of: &'a Template,
    pub events: &'a [Event],
    pub state: State,
    pub clocks: Vec<OrderClock>,
    pub counts: Counts,
}

/// The orders of one week, in the order in which they are placed.
pub fn invent(dice: &Dice, services: &[Service]) -> Result<Vec<Template>, Failure> {
    let mut moments: Vec<_> = (0..PLACES)
        .map(|_| {
            let day = i64::try_from(dice.below(7)).unwrap_or(0) * DAY;
            let second = i64::try_from(dice.below(14 * 3600)).unwrap_or(0) * 1000;
            first_monday().plus(day + 7 * HOUR + second)
        })
        .collect();
    moments.sort_unstable();
    let template = |at| {
        let service = dice.pick(services).ok_or("no services")?.clone();
        let service_level = ServiceLevel::of(&service, WorkingHours::default(), None);
        let events = OrderFixture::live(dice, &service, &service_level, at)?;
        Ok(Template { service, service_level, events })
    };
    moments.into_iter().map(template).collect()
}

impl Template {
    pub fn placed_at(&self) -> Timestamp {
        self.events.first().map_or(Timestamp(0), |event| event.at)
    }

    pub fn ended_at(&self) -> Timestamp {
        self.events.last().map_or(Timestamp(0), |event| event.at)
    }

    /// As it stands at a moment; `None` before it is placed.
    pub fn at(&self, now: Timestamp) -> Result<Option<Kept<'_>>, Failure> {
        let happened = self.events.iter().take_while(|event| event.at <= now).count();
        let events = self.events.get(..happened).unwrap_or_default();
        let Some(state) = replay(events)? else { return Ok(None) };
        let mut counts = counted(events);
        let mut clocks = Vec::new();
        // Each round by itself, as the application counts them.
        let reopened = |event: &Event| matches!(event.kind, EventKind::Reopened { .. });
        let ends = events.iter().enumerate().filter(|(_, event)| reopened(event)).map(|(place, _)| place);
        for end in ends.chain([events.len()]) {
            clocks = self.clocks(events.get(..end).unwrap_or_default())?;
            clocks.iter().for_each(|clock| counts += clock_counts(&ClockState::from(clock)));
        }
        Ok(Some(Kept { of: self, events, state, clocks, counts }))
    }

    fn clocks(&self, events: &[Event]) -> Result<Vec<OrderClock>, Failure> {
        let at = events.last().map_or(Timestamp(0), |event| event.at);
        let (calendar, delays) = (Calendar::default(), EscalationDelays::default());
        Ok(order_clocks(&self.service_level, &calendar, &delays, events, at)?)
    }
}

impl Kept<'_> {
    /// How many of its events are of a kind.
    pub fn count(&self, of: impl Fn(&EventKind) -> bool) -> i64 {
        i64::try_from(self.events.iter().filter(|event| of(&event.kind)).count()).unwrap_or(i64::MAX)
    }
}
