//! What weighs how much when a member is chosen.

use serde::{Deserialize, Serialize};

/// Weights in points: ten points weigh as much as one minute of a neighbour's way.
///
/// The defaults are ours. They are no result of a survey, and a community may see it otherwise: the way
/// is four minutes within a grid, seven within an estate, fifteen within the community; a job in hand weighs six
/// minutes, one taken within 30 days one minute, and an hour that a resident waits three minutes, for an urgent
/// order four times that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// The way within a grid.
    pub same_grid: u32,
    /// The way within an estate.
    pub same_estate: u32,
    /// The way within a community.
    pub same_community: u32,
    /// How much of the way counts where nobody comes to the door, in percent.
    pub without_doorstep_percent: u32,
    /// Being without a skill that is not required.
    pub without_skill: u32,
    /// Each job in hand: load.
    pub open_job: u32,
    /// Each job taken within 30 days: fairness.
    pub month_job: u32,
    /// Each hour until somebody has time, from now or from the beginning of the window.
    pub waiting_hour: u32,
    /// How many times that for an urgent order.
    pub urgent_factor: u32,
    /// How many days ahead somebody may have time.
    pub days_ahead: u32,
    /// How many hours ahead for an urgent order.
    pub urgent_hours_ahead: u32,
    /// Leaving an urgent order rather than another, where hands are too few.
    pub leaving_urgent: u32,
    /// Leaving an order for each hour that it has waited, at most for 30 days.
    pub leaving_hour: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            same_grid: 40,
            same_estate: 70,
            same_community: 150,
            without_doorstep_percent: 50,
            without_skill: 300,
            open_job: 60,
            month_job: 10,
            waiting_hour: 30,
            urgent_factor: 4,
            days_ahead: 7,
            urgent_hours_ahead: 24,
            // More than any wait of another order can reach.
            leaving_urgent: 50_000,
            leaving_hour: 60,
        }
    }
}
