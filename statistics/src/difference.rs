//! What two rates differ by.

use super::{Confidence, Count, Interval, wilson};

/// The interval of `one` − `other`, two independent counts, after Newcombe: from the Wilson intervals of both,
/// without correction for continuity. Lies within −1 to 1; if it holds 0, no difference is shown.
#[must_use]
pub fn newcombe(one: Count, other: Count, confidence: Confidence) -> Interval {
    difference((one.share(), wilson(one, confidence)), (other.share(), wilson(other, confidence)))
}

/// The interval of `one` − `other`, two independent shares that have an interval each, however they came by it:
/// as Newcombe does, from how far each may lie from what was found (Zou and Donner's MOVER).
#[must_use]
pub fn difference(one: (f64, Interval), other: (f64, Interval)) -> Interval {
    let ((one, first), (other, second)) = (one, other);
    let down = (one - first.lower).hypot(second.upper - other);
    let up = (first.upper - one).hypot(other - second.lower);
    Interval { lower: one - other - down, upper: one - other + up }
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
