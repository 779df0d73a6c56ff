//! What is known of an indicator, by how it came to be known.

use super::Finding;
use crate::surveys::Tally;
use statistics::{Estimate, Interval, Target, TargetStatus, percent, shown, span};

/// How the figure of an indicator comes to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Residents who rated of their own accord.
    Ratings,
    /// All that there are, counted one by one.
    Census,
    /// Households that were drawn, and asked this in a survey wave.
    Survey {
        /// The code of the question, or of what follows from several.
        question: &'static str,
    },
}

/// What was found, by how it came to be known: what may be said of it differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// By ratings.
    Ratings(Finding),
    /// By counting all.
    Census(Finding),
    /// By a survey.
    Survey(Surveyed),
}

/// What the households of a wave said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surveyed {
    /// The share of all households, estimated from those that answered.
    pub estimate: Estimate,
    /// What became of those that were drawn.
    pub tally: Tally,
}

impl Found {
    /// The share, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        match self {
            Self::Ratings(found) | Self::Census(found) => found.count.share(),
            Self::Survey(found) => found.estimate.value,
        }
    }

    /// Where the truth may lie; `None` if too few answered to say.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Ratings(found) | Self::Census(found) => Some(found.interval),
            Self::Survey(found) => found.estimate.interval,
        }
    }

    /// Of how many it was made.
    #[must_use]
    pub fn n(&self) -> u32 {
        match self {
            Self::Ratings(found) | Self::Census(found) => found.count.n(),
            Self::Survey(found) => found.estimate.answered,
        }
    }

    /// What is to be said of a target.
    #[must_use]
    pub fn target_status(&self, target: Target) -> TargetStatus {
        match self {
            Self::Ratings(found) | Self::Census(found) => found.target_status(target),
            Self::Survey(found) => found.estimate.target_status(target),
        }
    }

    /// The verdict in words: of ratings nothing is ever «已证实».
    #[must_use]
    pub fn status_words(&self, target: Target) -> &'static str {
        let status = self.target_status(target);
        match self {
            Self::Ratings(_) => status.words_of_ratings(),
            Self::Census(_) | Self::Survey(_) => status.words(),
        }
    }

    /// «95.3%», or «24/24，至少 86.2%» where all of a part said yes; without the count where answers have weights.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Ratings(found) | Self::Census(found) => found.words(),
            Self::Survey(found) => {
                let share = found.estimate.value;
                found.estimate.interval.map_or_else(|| percent(share), |interval| shown(share, interval))
            }
        }
    }

    /// «91.2%–97.9%», or why there is nothing of the kind.
    #[must_use]
    pub fn reach_words(&self) -> String {
        match self.interval() {
            None => "答的太少，说不出".to_owned(),
            Some(Interval { lower, upper }) if lower >= upper => "全数统计".to_owned(),
            Some(interval) => span(interval),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_rate_proves_nothing_where_nobody_was_drawn() {
        let target = Target::of_percent(95);
        let ratings = Found::Ratings(Finding::of_answers(990, 1000, 1200).unwrap());
        assert_eq!(
            (ratings.target_status(target), ratings.status_words(target)),
            (TargetStatus::Proven, "评价里达到")
        );
        let census = Found::Census(Finding::census(990, 1000).unwrap());
        assert_eq!((census.status_words(target), census.reach_words().as_str()), ("已证实", "全数统计"));
        assert_eq!(census.status_words(Target::of_percent(100)), "未达到");
    }

    #[test]
    fn of_a_survey_with_one_answer_only_the_share_is_known() {
        let estimate = Estimate {
            value: 0.8,
            standard_error: None,
            interval: None,
            answered: 1,
            design_effect: None,
            effective_n: None,
            degrees: 0,
        };
        let found = Found::Survey(Surveyed { estimate, tally: Tally::default() });
        assert_eq!((found.words().as_str(), found.reach_words().as_str()), ("80.0%", "答的太少，说不出"));
        assert_eq!((found.n(), found.status_words(Target::of_percent(80))), (1, "尚不能证实"));
    }
}
