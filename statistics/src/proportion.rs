//! Intervals for a plain count: so many of so many.

use super::{Confidence, Interval, quantile};
use thiserror::Error;

/// From here on the incomplete beta function loses digits, and Wilson's interval is the same to a millionth.
const BETA_LIMIT: f64 = 500_000.0;

/// So many of so many, each drawn independently of the others. There is at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    successes: u32,
    n: u32,
}

/// It is no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CountError {
    /// Nobody answered.
    #[error("还没有回答，算不出比例")]
    Empty,
    /// More than there are.
    #[error("人数比总数还多，请核对")]
    TooMany,
}

impl CountError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "count.empty",
            Self::TooMany => "count.too_many",
        }
    }
}

impl Count {
    /// So many successes among n.
    ///
    /// # Errors
    /// [`CountError`] if n is 0 or less than the successes.
    pub fn new(successes: u32, n: u32) -> Result<Self, CountError> {
        if n == 0 {
            return Err(CountError::Empty);
        }
        if successes > n {
            return Err(CountError::TooMany);
        }
        Ok(Self { successes, n })
    }

    /// How many.
    #[must_use]
    pub fn successes(self) -> u32 {
        self.successes
    }

    /// Of how many.
    #[must_use]
    pub fn n(self) -> u32 {
        self.n
    }

    /// As a share.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.successes) / f64::from(self.n)
    }
}

/// Wilson's score interval: near the stated confidence on average, also with few answers and near 0 or 1.
///
/// This is what stands beside a rate on the screens.
#[must_use]
pub fn wilson(count: Count, confidence: Confidence) -> Interval {
    let interval = score(count.share(), f64::from(count.n), confidence);
    // At the ends the formula is exactly 0 or 1; rounding shall not hide it.
    Interval {
        lower: if count.successes == 0 { 0.0 } else { interval.lower },
        upper: if count.successes == count.n { 1.0 } else { interval.upper },
    }
}

fn score(share: f64, n: f64, confidence: Confidence) -> Interval {
    let z = confidence.normal();
    let square = z * z;
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    let reach = z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
    Interval::around(centre, reach).as_share()
}

/// The interval of Clopper and Pearson: never less sure than stated, and so a little wide.
///
/// This is what a proof is planned with ([`super::Proof`]). Beyond half a million it is Wilson's.
#[must_use]
pub fn clopper_pearson(count: Count, confidence: Confidence) -> Interval {
    beta_ends(f64::from(count.successes), f64::from(count.n - count.successes), confidence)
}

/// Clopper's and Pearson's ends for numbers that needn't be whole.
pub(super) fn beta_ends(successes: f64, failures: f64, confidence: Confidence) -> Interval {
    let n = successes + failures;
    if n > BETA_LIMIT {
        return score(successes / n, n, confidence);
    }
    let tail = confidence.tail();
    Interval {
        lower: if successes > 0.0 { quantile::beta(successes, failures + 1.0, tail) } else { 0.0 },
        upper: if failures > 0.0 { quantile::beta(successes + 1.0, failures, 1.0 - tail) } else { 1.0 },
    }
}

/// The interval of Agresti and Coull: what a pocket calculator can check, a little wider than Wilson's.
#[must_use]
pub fn agresti_coull(count: Count, confidence: Confidence) -> Interval {
    let z = confidence.normal();
    let n = f64::from(count.n) + z * z;
    let share = (f64::from(count.successes) + z * z / 2.0) / n;
    Interval::around(share, z * (share * (1.0 - share) / n).sqrt()).as_share()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_satisfied_is_a_lower_bound_and_no_proof_of_all() {
        let all = Count::new(20, 20).unwrap();
        for interval in [wilson, clopper_pearson, agresti_coull].map(|method| method(all, Confidence::USUAL))
        {
            assert!(interval.lower > 0.8 && interval.lower < 0.9, "{interval:?}");
            assert!(interval.upper >= 1.0, "{interval:?}");
        }
    }

    #[test]
    fn a_count_counts_somebody() {
        assert_eq!(Count::new(0, 0), Err(CountError::Empty));
        assert_eq!(Count::new(3, 2), Err(CountError::TooMany));
    }
}
