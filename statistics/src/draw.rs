//! Numbers of the beta distribution, made of random numbers that come in.

/// A number of the beta distribution. `uniform` gives numbers from 0 to 1, each as likely as the other.
pub(super) fn beta(a: f64, b: f64, uniform: &mut dyn FnMut() -> f64) -> f64 {
    let (one, other) = (gamma(a, uniform), gamma(b, uniform));
    one / (one + other)
}

/// A number of the gamma distribution, after Marsaglia and Tsang (2000).
fn gamma(shape: f64, uniform: &mut dyn FnMut() -> f64) -> f64 {
    if shape < 1.0 {
        let power = positive(uniform).powf(1.0 / shape);
        return gamma(shape + 1.0, uniform) * power;
    }
    let most = shape - 1.0 / 3.0;
    let step = 1.0 / (9.0 * most).sqrt();
    loop {
        let normal = normal(uniform);
        let cube = (1.0 + step * normal).powi(3);
        if cube > 0.0 {
            let drawn = positive(uniform);
            // Nearly all are taken without a logarithm: this is never more than what the logarithms allow.
            let enough = || normal * normal / 2.0 + most - most * cube + most * cube.ln();
            if drawn < 1.0 - 0.0331 * normal.powi(4) || drawn.ln() < enough() {
                return most * cube;
            }
        }
    }
}

/// A standard normal number, after Box and Muller.
fn normal(uniform: &mut dyn FnMut() -> f64) -> f64 {
    let radius = (-2.0 * positive(uniform).ln()).sqrt();
    radius * (std::f64::consts::TAU * uniform()).cos()
}

/// A random number that has a logarithm.
fn positive(uniform: &mut dyn FnMut() -> f64) -> f64 {
    uniform().max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    #[test]
    fn mean_and_variance_are_those_of_the_distribution() {
        let mut source = StdRng::seed_from_u64(24);
        for (a, b) in [(0.4, 2.0), (3.0, 1.0), (95.0, 5.0)] {
            let drawn: Vec<_> = (0..20_000).map(|_| beta(a, b, &mut || source.random())).collect();
            let mean = drawn.iter().sum::<f64>() / 20_000.0;
            let variance = drawn.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / 20_000.0;
            let (known, sum) = (a / (a + b), a + b);
            let known_variance = known * (1.0 - known) / (sum + 1.0);
            assert!((mean - known).abs() < 4.0 * (known_variance / 20_000.0).sqrt(), "{a} {b}: {mean}");
            assert!((variance / known_variance - 1.0).abs() < 0.05, "{a} {b}: {variance}");
        }
    }
}
