//! The service level of an order: by when each of its steps is due.

use super::{Calendar, ClockKind, Due, Terms, WorkTime, WorkingHours, clock_limits, explain};
use crate::catalogue::{Service, TimeLimits};
use crate::orders::TimeWindow;
use serde::{Deserialize, Serialize};

/// By when the steps of one order are to be done: as the service and the community had it at the
/// moment of placing. Whatever they change later moves no deadline of this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLevel {
    /// The limits of the four clocks, in minutes.
    pub limits: TimeLimits,
    /// Whether they count day and night.
    pub urgent: bool,
    /// For how many minutes, at the clocks' own pace, the order may be paused in all.
    pub pause_minutes: u32,
    /// The community's hours.
    pub hours: WorkingHours,
    /// When the resident asked for somebody to come. Nobody is late before it is over.
    #[serde(default)]
    pub window: Option<TimeWindow>,
}

impl ServiceLevel {
    /// What a service promises in a community with these hours, to a resident who asked for a time.
    #[must_use]
    pub fn of(service: &Service, hours: WorkingHours, window: Option<TimeWindow>) -> Self {
        let Service { limits, urgent, pause_minutes, .. } = *service;
        Self { limits, urgent, pause_minutes, hours, window }
    }

    /// What holds for each of the four clocks, in the order of [`ClockKind`].
    #[must_use]
    pub fn terms<'a>(&'a self, calendar: &'a Calendar) -> [Terms<'a>; 4] {
        let time = WorkTime { calendar, hours: &self.hours };
        clock_limits(self.limits, self.urgent).map(|limit| Terms {
            limit,
            time,
            pause_limit: Some(self.pause_minutes),
            no_earlier: self.agreed(limit.kind, time),
        })
    }

    /// What the resident's time makes of a clock: somebody is there by its end, and the work is done as
    /// long after it as the limits leave between arriving and finishing.
    fn agreed(&self, kind: ClockKind, time: WorkTime<'_>) -> Option<Due> {
        let window = self.window?;
        match kind {
            ClockKind::Accepted | ClockKind::FirstReply => None,
            ClockKind::OnSite => {
                Some(Due { warn_at: window.start(), deadline: window.end(), estimated: false })
            }
            ClockKind::Finished => {
                let pace = clock_limits(self.limits, self.urgent)[3].pace;
                let minutes = self.limits.finish.saturating_sub(self.limits.onsite);
                let way = explain(window.end(), minutes, time, pace, &[], None).ok()?;
                let estimated = !way.unknown_years.is_empty();
                way.deadline.map(|deadline| Due { warn_at: window.end(), deadline, estimated })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
    }

    fn due(window: Option<&str>) -> Vec<Due> {
        let service_level = ServiceLevel {
            limits: TimeLimits { accept: 60, first_reply: 120, onsite: 240, finish: 480 },
            urgent: false,
            pause_minutes: 480,
            hours: WorkingHours::default(),
            window: window.map(|window| TimeWindow::stored(window).unwrap()),
        };
        let calendar = Calendar::default();
        let terms = service_level.terms(&calendar);
        terms.iter().map(|terms| terms.due(at("24T09:00"), &[]).unwrap().unwrap()).collect()
    }

    #[test]
    fn nobody_is_late_before_the_time_that_the_resident_asked_for() {
        let plain = due(None);
        let agreed = due(Some("2026-11-27.morning"));
        assert_eq!(agreed[..2], plain[..2], "accepting and answering don't wait for it");
        let by =
            |warn_at, deadline, estimated| Due { warn_at: at(warn_at), deadline: at(deadline), estimated };
        assert_eq!(agreed[2], by("27T09:00", "27T12:00", false));
        assert_eq!(agreed[3], by("27T12:00", "27T17:30", true), "nobody announced any holidays here");
        assert_eq!(due(Some("2026-11-24.morning")), plain, "a time within the limit changes nothing");
    }
}
