//! Chance from a seed.

use backend::entropy::Entropy;

/// Random numbers that are the same for the same seed.
pub struct Dice(Entropy);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Entropy::seeded(seed))
    }

    /// A number below that one; 0 if it is 0.
    pub fn below(&self, below: usize) -> usize {
        self.0.below(u32::try_from(below).unwrap_or(u32::MAX)) as usize
    }

    /// As many milliseconds as from so many to so many minutes are.
    pub fn minutes(&self, from: u32, to: u32) -> i64 {
        i64::from(from + self.0.below(to - from)) * domain::time::MINUTE
    }

    /// True in so many of a hundred cases.
    pub fn percent(&self, percent: u32) -> bool {
        self.0.below(100) < percent
    }

    /// One of them, each as often as the other.
    pub fn pick<'a, T>(&self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}
