//! The result of an indicator: its target, and what was found.

use super::{Found, Indicator};
use crate::counters::Month;
use statistics::{Target, TargetStatus};

/// An indicator in some months, with its target and what was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndicatorResult {
    /// Of what.
    pub indicator: Indicator,
    /// The target in the last of the months; `None` where the plan sets none.
    pub target: Option<Target>,
    /// What was found; `None` if there is nothing to find it in, or if it isn't told.
    pub found: Option<Found>,
    /// Whether something was found of so few that it isn't told.
    pub held_back: bool,
}

impl IndicatorResult {
    /// What was found of an indicator, held against its target in the last month of a report.
    #[must_use]
    pub fn new(indicator: Indicator, last: Month, found: Option<Found>) -> Self {
        Self { indicator, target: indicator.target(last), found, held_back: false }
    }

    /// The result without what was found.
    #[must_use]
    pub fn without_finding(self) -> Self {
        Self { held_back: self.found.is_some(), found: None, ..self }
    }

    /// What is to be said, and in which words; `None` where there is no target or nothing was found.
    #[must_use]
    pub fn target_status(&self) -> Option<(TargetStatus, &'static str)> {
        let (found, target) = (self.found?, self.target?);
        Some((found.target_status(target), found.status_words(target)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Finding;
    use super::*;

    #[test]
    fn what_was_enough_for_the_first_years_is_not_for_the_last() {
        let found = Finding::census(51, 63).map(Found::Census);
        let said = |month: &str| {
            IndicatorResult::new(Indicator::ActiveCommunities, month.parse().unwrap(), found)
                .target_status()
                .unwrap()
        };
        assert_eq!(said("2024-12"), (TargetStatus::Proven, "已证实"));
        assert_eq!(said("2025-01"), (TargetStatus::Missed, "未达到"));
        let nothing = IndicatorResult::new(Indicator::GridAwareness, "2025-01".parse().unwrap(), None);
        assert_eq!(nothing.target_status(), None);
    }
}
