//! A number for each thing that is counted.

use super::Measure;
use std::ops::{AddAssign, SubAssign};
use strum::{EnumCount, IntoEnumIterator};

/// A number for each [`Measure`]; negative only as a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts([i64; Measure::COUNT]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; Measure::COUNT])
    }
}

impl Counts {
    /// The number of a measure.
    #[must_use]
    pub fn of(&self, measure: Measure) -> i64 {
        self.0.get(measure as usize).copied().unwrap_or(0)
    }

    /// Adds to the number of a measure.
    pub fn add(&mut self, measure: Measure, count: i64) {
        if let Some(number) = self.0.get_mut(measure as usize) {
            *number += count;
        }
    }

    /// Each measure with its number, in the order of [`Measure`].
    pub fn iter(&self) -> impl Iterator<Item = (Measure, i64)> + '_ {
        Measure::iter().zip(self.0)
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|number| *number == 0)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(number, other)| *number += other);
    }
}

impl SubAssign for Counts {
    fn sub_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(number, other)| *number -= other);
    }
}

impl FromIterator<(Measure, i64)> for Counts {
    fn from_iter<I: IntoIterator<Item = (Measure, i64)>>(numbers: I) -> Self {
        let mut counts = Self::default();
        numbers.into_iter().for_each(|(measure, number)| counts.add(measure, number));
        counts
    }
}
