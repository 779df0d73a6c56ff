//! A promise held against what was found.

use super::{Found, Indicator};
use crate::figures::Month;
use statistics::{Target, Verdict};

/// An indicator in some months: what was promised, and what was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise {
    /// Of what.
    pub indicator: Indicator,
    /// The target in the last of the months; `None` where nothing is promised.
    pub target: Option<Target>,
    /// What was found; `None` if there is nothing to find it in, or if it isn't told.
    pub found: Option<Found>,
    /// Whether something was found of so few that it isn't told.
    pub held_back: bool,
}

impl Promise {
    /// What was found of an indicator, held against its target in the last month of a report.
    #[must_use]
    pub fn new(indicator: Indicator, last: Month, found: Option<Found>) -> Self {
        Self { indicator, target: indicator.target(last), found, held_back: false }
    }

    /// The promise without what was found.
    #[must_use]
    pub fn without_finding(self) -> Self {
        Self { held_back: self.found.is_some(), found: None, ..self }
    }

    /// What is to be said, and in which words; `None` where nothing was promised or nothing found.
    #[must_use]
    pub fn verdict(&self) -> Option<(Verdict, &'static str)> {
        let (found, target) = (self.found?, self.target?);
        Some((found.verdict(target), found.verdict_words(target)))
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
            Promise::new(Indicator::ActiveCommunities, month.parse().unwrap(), found).verdict().unwrap()
        };
        assert_eq!(said("2024-12"), (Verdict::Proven, "已证实"));
        assert_eq!(said("2025-01"), (Verdict::Missed, "未达到"));
        let nothing = Promise::new(Indicator::GridAwareness, "2025-01".parse().unwrap(), None);
        assert_eq!(nothing.verdict(), None);
    }
}
