//! An order as dispatch sees it.

use super::{Demand, Period, Preferences, Weights};
use crate::accounts::PersonId;
use crate::areas::AreaCode;
use crate::orders::{OrderNumber, TimeWindow};
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use serde::{Deserialize, Serialize};

/// The least working time, in milliseconds, that makes it worth setting out; less where the whole job takes less.
const LEAST_TIME: i64 = 30 * MINUTE;

/// An order that somebody is to be found for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The order; its community stands in it.
    pub number: OrderNumber,
    /// The estate that it hangs on.
    pub estate: AreaCode,
    /// The grid, if it is known.
    pub grid: Option<AreaCode>,
    /// What one has to be able to do.
    pub demand: Demand,
    /// Whether somebody comes to the home or its door.
    pub doorstep: bool,
    /// When the resident would like somebody to come.
    pub window: Option<TimeWindow>,
    /// Whether its limits run day and night.
    pub urgent: bool,
    /// Who the resident would like to come.
    pub preferences: Preferences,
    /// How long such a job usually takes, in minutes.
    pub minutes: u32,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Whose order it is: who placed it and who is served. Nobody serves themselves.
    pub own: Vec<PersonId>,
    /// Who gave it back already.
    pub declined_by: Vec<PersonId>,
}

impl Task {
    /// When somebody has to have time for it, seen from `now`: in the resident's window, or, where there is
    /// none or it is over, within the next days.
    #[must_use]
    pub fn period(&self, now: Timestamp, weights: &Weights) -> Period {
        match self.open_window(now) {
            Some(window) => Period { from: window.start().max(now), until: window.end() },
            None if self.urgent => {
                Period { from: now, until: now.plus(i64::from(weights.urgent_hours_ahead) * HOUR) }
            }
            None => Period { from: now, until: now.plus(i64::from(weights.days_ahead) * DAY) },
        }
    }

    /// The window, unless it is over or too little of it is left.
    #[must_use]
    pub fn open_window(&self, now: Timestamp) -> Option<TimeWindow> {
        self.window.filter(|window| window.end().since(now) >= self.least_time())
    }

    /// How much time at a stretch somebody has to have for it, in milliseconds.
    pub(super) fn least_time(&self) -> i64 {
        LEAST_TIME.min(i64::from(self.minutes) * MINUTE).max(MINUTE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{at, period, task};
    use super::*;

    #[test]
    fn a_window_that_is_over_binds_nobody() {
        let now = at("2026-11-24T17:10:00");
        let weights = Weights::default();
        let window = |text| Some(TimeWindow::stored(text).unwrap());
        let tomorrow = Task { window: window("2026-11-25.morning"), ..task(1) };
        assert_eq!(tomorrow.period(now, &weights), period("2026-11-25T09:00:00", "2026-11-25T12:00:00"));
        let nearly_over = Task { window: window("2026-11-24.afternoon"), ..task(1) };
        assert_eq!(nearly_over.open_window(now), None);
        assert_eq!(nearly_over.period(now, &weights), period("2026-11-24T17:10:00", "2026-12-01T17:10:00"));
        let urgent = Task { urgent: true, ..task(1) };
        assert_eq!(urgent.period(now, &weights).length(), DAY);
    }
}
