//! What was promised when an order was placed.

use super::{Calendar, Terms, WorkTime, WorkingHours, clock_limits};
use crate::catalogue::{Service, TimeLimits};
use serde::{Deserialize, Serialize};

/// By when the steps of one order are to be done: as the service and the community had it at the
/// moment of placing. Whatever they change later moves no deadline of this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The limits of the four clocks, in minutes.
    pub limits: TimeLimits,
    /// Whether they count day and night.
    pub urgent: bool,
    /// For how many minutes, at the clocks' own pace, the order may be paused in all.
    pub pause_minutes: u32,
    /// The community's hours.
    pub hours: WorkingHours,
}

impl Promise {
    /// What a service promises in a community with these hours.
    #[must_use]
    pub fn of(service: &Service, hours: WorkingHours) -> Self {
        let Service { limits, urgent, pause_minutes, .. } = *service;
        Self { limits, urgent, pause_minutes, hours }
    }

    /// What holds for each of the four clocks, in the order of [`ClockKind`](super::ClockKind).
    #[must_use]
    pub fn terms<'a>(&'a self, calendar: &'a Calendar) -> [Terms<'a>; 4] {
        let time = WorkTime { calendar, hours: &self.hours };
        let terms = |limit| Terms { limit, time, pause_limit: Some(self.pause_minutes) };
        clock_limits(self.limits, self.urgent).map(terms)
    }
}
