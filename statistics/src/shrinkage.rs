//! What areas have in common: their rates come from one beta distribution, and the counts tell from which.

use super::{Count, draw};
use statrs::function::beta::ln_beta;

/// How many strengths are tried.
const STRENGTHS: u32 = 32;

/// How many means are tried to each side, and how far they reach in standard errors.
const MEANS: i32 = 7;
const REACH: f64 = 3.5;

/// A beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Beta {
    a: f64,
    b: f64,
}

impl Beta {
    fn with(self, count: Count) -> Self {
        let failures = f64::from(count.n() - count.successes());
        Self { a: self.a + f64::from(count.successes()), b: self.b + failures }
    }

    fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// How well it explains counts, as a logarithm.
    fn explains(self, counts: &[Count]) -> f64 {
        let alone = ln_beta(self.a, self.b);
        let terms = counts.iter().map(|count| {
            let Self { a, b } = self.with(*count);
            ln_beta(a, b) - alone
        });
        terms.sum()
    }
}

/// The distributions that areas may have in common, each with its probability.
///
/// How much an area is drawn towards the others has no preferred value beforehand (the uniform shrinkage prior of
/// Christiansen and Morris, 1997), nor has the mean.
#[derive(Clone, Debug)]
pub(super) struct Common {
    candidates: Vec<(Beta, f64)>,
}

impl Common {
    /// As far as these counts tell; there is at least one.
    pub(super) fn of(counts: &[Count]) -> Self {
        let n = |count: &Count| f64::from(count.n());
        let (all, areas) = (counts.iter().map(n).sum::<f64>(), counts.iter().map(|_| 1.0).sum::<f64>());
        let successes: f64 = counts.iter().map(|count| f64::from(count.successes())).sum();
        // Half an answer to each side, so that all yes leaves room for a no.
        let share = (successes + 0.5) / (all + 1.0);
        let usual = areas / counts.iter().map(|count| 1.0 / n(count)).sum::<f64>();
        let mut candidates = Vec::new();
        for place in 0..STRENGTHS {
            // Closer together at both ends, where areas have next to nothing in common, or next to everything.
            let even = (f64::from(place) + 0.5) / f64::from(STRENGTHS);
            let (drawn, density) = (even * even * (3.0 - 2.0 * even), even * (1.0 - even));
            let strength = usual * drawn / (1.0 - drawn);
            let variance = (1.0 / all + 1.0 / (areas * (strength + 1.0))) / (share * (1.0 - share));
            let step = variance.sqrt().min(2.0) * REACH / f64::from(MEANS);
            for place in -MEANS..=MEANS {
                let odds = (share / (1.0 - share)) * (step * f64::from(place)).exp();
                let mean = odds / (1.0 + odds);
                let beta = Beta { a: strength * mean, b: strength * (1.0 - mean) };
                // On the scale of log odds a mean that is likely beforehand as any other has this density.
                candidates.push((beta, beta.explains(counts) + (density * step * mean * (1.0 - mean)).ln()));
            }
        }
        let best = candidates.iter().map(|(_, explains)| *explains).fold(f64::NEG_INFINITY, f64::max);
        let likely = |explains: f64| (explains - best).exp();
        let sum: f64 = candidates.iter().map(|(_, explains)| likely(*explains)).sum();
        let candidates = candidates.into_iter().map(|(beta, explains)| (beta, likely(explains) / sum));
        Self { candidates: candidates.collect() }
    }

    /// The rate of an area, drawn towards the others.
    pub(super) fn share(&self, count: Count) -> f64 {
        self.candidates.iter().map(|(beta, probability)| beta.with(count).mean() * probability).sum()
    }

    /// The rates of all areas as they may be.
    pub(super) fn draw(&self, counts: &[Count], uniform: &mut dyn FnMut() -> f64) -> Vec<f64> {
        let mut left = uniform();
        let reached = self.candidates.iter().find(|(_, probability)| {
            left -= probability;
            left <= 0.0
        });
        let Some((beta, _)) = reached.or(self.candidates.last()) else { return Vec::new() };
        let rate = |count: &Count| {
            let Beta { a, b } = beta.with(*count);
            draw::beta(a, b, uniform)
        };
        counts.iter().map(rate).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counts: &[(u32, u32)]) -> Vec<Count> {
        counts.iter().map(|(successes, n)| Count::new(*successes, *n).unwrap()).collect()
    }

    #[test]
    fn fewer_answers_are_drawn_further() {
        let counts = counts(&[(30, 30), (300, 300), (80, 100), (170, 200), (45, 50)]);
        let common = Common::of(&counts);
        let share = |place: usize| common.share(counts[place]);
        assert!(share(0) < share(1) && share(1) < 1.0);
        assert!(share(2) > 0.8 && share(2) < 0.88, "{}", share(2));
    }

    #[test]
    fn where_all_differ_each_stands_for_itself_and_where_none_does_all_stand_together() {
        let apart = counts(&[(10, 500), (250, 500), (490, 500), (120, 500), (380, 500)]);
        assert!((Common::of(&apart).share(apart[0]) - 0.02).abs() < 0.005);
        let alike = counts(&[(90, 100), (91, 100), (89, 100), (90, 100), (90, 100), (45, 50)]);
        assert!((Common::of(&alike).share(alike[1]) - 0.901).abs() < 0.002);
    }
}
