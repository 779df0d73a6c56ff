//! Chance from a seed.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Random numbers that are the same for the same seed and name.
pub struct Dice(StdRng);

impl Dice {
    /// Each community has its own, so that one does not change what happens in another.
    pub fn new(seed: u64, name: &str) -> Self {
        let name = name.bytes().fold(seed, |sum, byte| sum.wrapping_mul(1_000_003) ^ u64::from(byte));
        Self(StdRng::seed_from_u64(name))
    }

    /// Evenly from `low` to before `high`; `low` where there is nothing between.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if low < high { self.0.random_range(low..high) } else { low }
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: i64) -> bool {
        self.between(0, 100) < percent
    }

    /// One of them, each as often as the other.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let place = if from.is_empty() { 0 } else { self.0.random_range(0..from.len()) };
        from.get(place)
    }

    /// One of them, each as often as its weight says.
    pub fn weighed<'a, T>(&mut self, from: &'a [(T, i64)]) -> Option<&'a T> {
        let mut rest = self.between(0, from.iter().map(|(_, weight)| weight).sum());
        let chosen = from.iter().find(|(_, weight)| {
            rest -= weight;
            rest < 0
        });
        chosen.map(|(one, _)| one)
    }
}
