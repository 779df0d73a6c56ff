//! Targets, and whether an interval reaches them.

use super::{Interval, percent};
use std::fmt;
use thiserror::Error;

/// The share that is promised: more than 0, at most 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Target(f64);

/// It is no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("目标要大于 0，最多 100%")]
pub struct TargetError;

impl TargetError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        "target.range"
    }
}

impl Target {
    /// Takes a share, 0.95 for 95 %.
    ///
    /// # Errors
    /// [`TargetError`] if it is not more than 0, or more than 1.
    pub fn new(share: f64) -> Result<Self, TargetError> {
        if share > 0.0 && share <= 1.0 { Ok(Self(share)) } else { Err(TargetError) }
    }

    /// A target in whole percent, at least 1 and at most 100.
    #[must_use]
    pub fn of_percent(percent: u8) -> Self {
        Self(f64::from(percent.clamp(1, 100)) / 100.0)
    }

    /// As a share.
    #[must_use]
    pub fn share(self) -> f64 {
        self.0
    }

    /// «95%», «99.5%».
    #[must_use]
    pub fn words(self) -> String {
        percent(self.0).replace(".0%", "%")
    }

    /// What is to be reached: «≥ 95%», or «100%», above which there is nothing.
    #[must_use]
    pub fn aim(self) -> String {
        if self.share() < 1.0 { format!("≥ {}", self.words()) } else { self.words() }
    }
}

/// The status of a target, judged by the interval of an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetStatus {
    /// Even the lower end reaches it.
    Proven,
    /// The truth may lie on either side.
    NotProven,
    /// Even the upper end stays below.
    Missed,
}

impl TargetStatus {
    /// As it stands on the screens.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Proven => "已证实",
            Self::NotProven => "尚不能证实",
            Self::Missed => "未达到",
        }
    }

    /// As it stands where people answered of their own accord: nobody was drawn, so nothing is proven of those who
    /// said nothing.
    #[must_use]
    pub fn words_of_ratings(self) -> &'static str {
        match self {
            Self::Proven => "评价里达到",
            Self::NotProven => "还说不定",
            Self::Missed => "评价里没达到",
        }
    }
}

impl fmt::Display for TargetStatus {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words())
    }
}

/// The status of a target, judged by the interval of an estimate.
///
/// A target of 100 % is proven by nothing but everybody asked and everybody content: the lower end of a sample's
/// interval stays below 1, however many there are.
#[must_use]
pub fn target_status(interval: Interval, target: Target) -> TargetStatus {
    if interval.lower >= target.0 {
        TargetStatus::Proven
    } else if interval.upper < target.0 {
        TargetStatus::Missed
    } else {
        TargetStatus::NotProven
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Confidence, Count, wilson};
    use super::*;

    fn of(successes: u32, n: u32, target: f64) -> TargetStatus {
        target_status(
            wilson(Count::new(successes, n).unwrap(), Confidence::USUAL),
            Target::new(target).unwrap(),
        )
    }

    #[test]
    fn ninety_five_of_a_hundred_is_the_target_met_but_no_proof() {
        assert_eq!(of(95, 100, 0.95), TargetStatus::NotProven);
        assert_eq!(of(980, 1000, 0.95), TargetStatus::Proven);
        assert_eq!(of(85, 100, 0.95), TargetStatus::Missed);
        assert_eq!(of(85, 100, 0.95).to_string(), "未达到");
    }

    #[test]
    fn above_all_of_them_there_is_nothing_to_aim_at() {
        let aim = |percent| Target::of_percent(percent).aim();
        assert_eq!((aim(95), aim(100)), ("≥ 95%".into(), "100%".into()));
    }

    #[test]
    fn all_of_them_is_proven_by_all_of_them_only() {
        assert_eq!(of(u32::MAX, u32::MAX, 1.0), TargetStatus::NotProven);
        assert_eq!(of(999, 1000, 1.0), TargetStatus::Missed);
        assert_eq!(target_status(Interval::exactly(1.0), Target::new(1.0).unwrap()), TargetStatus::Proven);
        let words = [0.95, 0.995, 1.0].map(|share| Target::new(share).unwrap().words());
        assert_eq!(words, ["95%", "99.5%", "100%"]);
        assert!([0.0, -0.5, 1.01, f64::NAN].iter().all(|share| Target::new(*share) == Err(TargetError)));
    }
}
