//! How many of a week's orders are asked after.

use statistics::{Confidence, Precision};

/// How far the interval of one week in one community shall reach to each side.
pub const REACH: f64 = 0.1;
/// No fewer than these are drawn, where there are so many: of one or two nothing can be seen.
pub const LEAST: u32 = 5;

/// What satisfaction is thought to be when the size is planned; the promise is 95 %.
const EXPECTED: f64 = 0.9;

/// How many of so many orders are drawn, so that the interval at 95 % reaches as far as [`REACH`] to each side.
#[must_use]
pub fn sample_size(orders: u32) -> u32 {
    let precision = Precision {
        expected: EXPECTED,
        reach: REACH,
        confidence: Confidence::USUAL,
        design_effect: 1.0,
        population: Some(orders),
    };
    // Out of range is a week without orders alone.
    precision.n().unwrap_or(0).max(LEAST).min(orders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_weeks_are_asked_whole_and_large_ones_by_a_few() {
        let sizes = [0, 1, 5, 6, 20, 100, 1_000, 50_000].map(sample_size);
        assert_eq!(sizes, [0, 1, 5, 6, 13, 26, 34, 35]);
    }
}
