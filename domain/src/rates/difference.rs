//! What two rates differ by.

use super::{Confidence, Count, Interval, wilson};

/// The interval of `one` − `other`, two independent counts, after Newcombe: from the Wilson intervals of both,
/// without correction for continuity. Lies within −1 to 1; if it holds 0, no difference is shown.
#[must_use]
pub fn newcombe(one: Count, other: Count, confidence: Confidence) -> Interval {
    let (first, second) = (wilson(one, confidence), wilson(other, confidence));
    let difference = one.share() - other.share();
    let down = (one.share() - first.lower).hypot(second.upper - other.share());
    let up = (first.upper - one.share()).hypot(other.share() - second.lower);
    Interval { lower: difference - down, upper: difference + up }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_example_of_newcombes() {
        // Newcombe (1998), Statistics in Medicine 17, 873–890, example (a), method 10.
        let interval = newcombe(Count::new(56, 70).unwrap(), Count::new(48, 80).unwrap(), Confidence::USUAL);
        assert!(
            (interval.lower - 0.0524).abs() < 5e-5 && (interval.upper - 0.3339).abs() < 5e-5,
            "{interval:?}"
        );
    }
}
