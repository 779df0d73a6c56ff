//! Quantiles of the normal, Student's and the beta distribution.
//!
//! The crate statrs has the functions: the inverse of erfc is as exact as floating point, and so is the incomplete
//! beta function. Its inverse of the latter stops early and can run for ever where numbers get small, so the
//! inverse is sought here: Newton's steps within a bracket that only shrinks.

use statrs::function::beta::{checked_beta_reg, ln_beta};
use statrs::function::erf::erfc_inv;

/// Steps of the search; halving alone has found every floating-point number between 0 and 1 that matters by then.
const STEPS: usize = 200;

/// What a standard normal number exceeds with probability `tail`.
pub(super) fn normal(tail: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(2.0 * tail)
}

/// From so many degrees of freedom on Student's quantile is reckoned from the normal one.
const MANY: f64 = 5000.0;

/// What a number of Student's distribution exceeds with probability `tail`, which is less than ½. There is at least
/// one degree of freedom.
pub(super) fn student(degrees: f64, tail: f64) -> f64 {
    if degrees > MANY {
        // Abramowitz and Stegun, 26.7.5.
        let z = normal(tail);
        let terms = [
            (z.powi(3) + z) / 4.0,
            (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
            (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
        ];
        return terms.iter().rev().fold(0.0, |sum, term| (sum + term) / degrees) + z;
    }
    // With t² = degrees · (1 − x) / x the two tails are I_x(degrees/2, ½). Of x and 1 − x the smaller one is sought:
    // it has all its digits.
    if degrees < 30.0 {
        let x = beta(degrees / 2.0, 0.5, 2.0 * tail);
        (degrees * (1.0 - x) / x).sqrt()
    } else {
        let rest = beta(0.5, degrees / 2.0, 1.0 - 2.0 * tail);
        (degrees * rest / (1.0 - rest)).sqrt()
    }
}

/// Below what a number of the beta distribution stays with probability `probability`.
pub(super) fn beta(a: f64, b: f64, probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let ln_beta = ln_beta(a, b);
    let mut x = a / (a + b);
    for _ in 0..STEPS {
        let off = below(a, b, x) - probability;
        if off == 0.0 {
            return x;
        }
        if off > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = ((a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - ln_beta).exp();
        let newton = x - off / density;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        if (next - x).abs() <= f64::EPSILON * x {
            return next;
        }
        x = next;
    }
    x
}

/// The probability that a number of the beta distribution stays below `x`.
pub(super) fn below(a: f64, b: f64, x: f64) -> f64 {
    // It fails only for parameters that are none; those are checked where they come in.
    checked_beta_reg(a, b, x.clamp(0.0, 1.0)).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tables_say() {
        let close = |one: f64, other: f64| assert!((one / other - 1.0).abs() < 1e-14, "{one} {other}");
        close(normal(0.025), 1.959_963_984_540_054);
        close(normal(0.005), 2.575_829_303_548_900_4);
        close(student(1.0, 0.025), 12.706_204_736_174_705);
        close(student(2.0, 0.025), 0.95 / 0.048_75_f64.sqrt());
        close(student(14.0, 0.025), 2.144_786_687_917_804);
        close(beta(1.0, 3.0, 0.875), 0.5);
    }

    #[test]
    fn what_is_sought_is_found() {
        for (a, b) in [(0.2, 3.0), (0.5, 0.5), (1.0, 1.0), (3.0, 0.7), (12.0, 700.0), (4e4, 2e3)] {
            for probability in [1e-9, 0.025, 0.5, 0.975] {
                let x = beta(a, b, probability);
                assert!((0.0..=1.0).contains(&x));
                assert!((below(a, b, x) - probability).abs() < 1e-10, "{a} {b} {probability}: {x}");
            }
        }
    }
}
