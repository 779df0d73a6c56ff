//! How many households to ask.

use super::{Confidence, quantile};
use thiserror::Error;

/// The most answers that are planned.
const LIMIT: u32 = 50_000;

/// A share that is to be known with some precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    /// What it may be; ½ asks for most.
    pub expected: f64,
    /// How far the interval shall reach to each side.
    pub reach: f64,
    /// How sure.
    pub confidence: Confidence,
    /// By how much the variance of the draw differs from that of a simple one; 1 for that.
    pub design_effect: f64,
    /// How many households there are, if few enough to matter.
    pub population: Option<u32>,
}

/// A target that is to be proven.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proof {
    /// The share that is promised.
    pub target: f64,
    /// What it is in truth, or is hoped to be: more than the target.
    pub truth: f64,
    /// How likely the proof shall come about, if that is the truth.
    pub power: f64,
    /// How sure.
    pub confidence: Confidence,
}

/// Why there is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SampleSizeError {
    /// A number is out of range.
    #[error("比例、精度和把握都要在 0 和 1 之间，设计效应要大于 0")]
    Range,
    /// Who is no better than the target can't prove it.
    #[error("估计的实际比例要比目标高，不然多少份都证实不了")]
    NoMargin,
    /// So many are never asked.
    #[error("要 {LIMIT} 份以上，做不到；请把目标和实际比例之间的差放大，或把要求放低")]
    TooMany,
}

impl SampleSizeError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Range => "sample_size.range",
            Self::NoMargin => "sample_size.no_margin",
            Self::TooMany => "sample_size.too_many",
        }
    }
}

impl Precision {
    /// How many answers that takes, by the normal interval, with the correction for a finite population.
    ///
    /// # Errors
    /// [`SampleSizeError::Range`], [`SampleSizeError::TooMany`].
    pub fn n(self) -> Result<u32, SampleSizeError> {
        let shares = [self.expected, self.reach].iter().all(|share| *share > 0.0 && *share < 1.0);
        let effect = self.design_effect > 0.0 && self.design_effect.is_finite();
        if !(shares && effect) || self.population == Some(0) {
            return Err(SampleSizeError::Range);
        }
        let deviations = self.confidence.normal() / self.reach;
        let endless = self.design_effect * deviations * deviations * self.expected * (1.0 - self.expected);
        let needed = match self.population.map(f64::from) {
            None => endless,
            Some(all) => (endless / (1.0 + (endless - 1.0) / all)).min(all),
        };
        whole(needed.ceil()).ok_or(SampleSizeError::TooMany)
    }
}

impl Proof {
    /// How many answers that takes under the interval of Clopper and Pearson: so many, or any number above, prove
    /// the target with at least the wanted power. Exact sums of the binomial distribution, of endlessly many
    /// households; in a small population fewer do.
    ///
    /// # Errors
    /// [`SampleSizeError`].
    pub fn n(self) -> Result<u32, SampleSizeError> {
        let shares = [self.target, self.truth, self.power];
        if !shares.iter().all(|share| *share > 0.0 && *share <= 1.0) || self.power >= 1.0 {
            return Err(SampleSizeError::Range);
        }
        if self.truth <= self.target {
            return Err(SampleSizeError::NoMargin);
        }
        // The power goes up like a saw: one answer more may need one success more. What is wanted lies behind the
        // last tooth that falls short.
        let (mut needed, mut short) = (0, 0);
        for n in 1.. {
            needed = self.successes(n, needed);
            if needed > n || at_least(needed, n, self.truth) < self.power {
                short = n;
            } else if n > 2 * short + 50 {
                break;
            }
            if short >= LIMIT {
                return Err(SampleSizeError::TooMany);
            }
        }
        Ok(short + 1)
    }

    /// How many of n must say yes, given that no fewer than `from` do: the lower end of the interval reaches the
    /// target exactly if so many or more are no likelier than the tail where the truth is the target.
    fn successes(self, n: u32, from: u32) -> u32 {
        let mut needed = from;
        while needed <= n && at_least(needed, n, self.target) > self.confidence.tail() {
            needed += 1;
        }
        needed
    }
}

/// The probability of so many or more of n.
fn at_least(successes: u32, n: u32, share: f64) -> f64 {
    if successes == 0 {
        return 1.0;
    }
    quantile::below(f64::from(successes), f64::from(n - successes) + 1.0, share)
}

/// A whole number within the limit.
fn whole(number: f64) -> Option<u32> {
    format!("{number:.0}").parse().ok().filter(|whole| *whole <= LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUGH: Precision = Precision {
        expected: 0.5,
        reach: 0.05,
        confidence: Confidence::USUAL,
        design_effect: 1.0,
        population: None,
    };

    const PROOF: Proof = Proof { target: 0.95, truth: 0.98, power: 0.8, confidence: Confidence::USUAL };

    #[test]
    fn the_numbers_of_the_textbooks() {
        assert_eq!(ROUGH.n(), Ok(385));
        assert_eq!(Precision { population: Some(1000), ..ROUGH }.n(), Ok(278));
        assert_eq!(Precision { population: Some(20), ..ROUGH }.n(), Ok(20));
        assert_eq!(Precision { design_effect: 1.5, ..ROUGH }.n(), Ok(577));
        assert_eq!(Precision { reach: 1e-5, ..ROUGH }.n(), Err(SampleSizeError::TooMany));
        assert_eq!(Precision { reach: 0.0, ..ROUGH }.n(), Err(SampleSizeError::Range));
    }

    #[test]
    fn seventy_two_without_a_miss_prove_ninety_five() {
        // 0.95^72 = 0.0249.
        assert_eq!(PROOF.successes(71, 0), 72);
        assert_eq!(PROOF.successes(72, 0), 72);
    }

    #[test]
    fn what_can_not_be_proven_is_said() {
        assert_eq!(Proof { truth: 0.95, ..PROOF }.n(), Err(SampleSizeError::NoMargin));
        assert_eq!(Proof { truth: 0.9501, ..PROOF }.n(), Err(SampleSizeError::TooMany));
        assert_eq!(Proof { power: 1.0, ..PROOF }.n(), Err(SampleSizeError::Range));
        assert_eq!(Proof { target: 1.0, truth: 1.0, ..PROOF }.n(), Err(SampleSizeError::NoMargin));
    }
}
