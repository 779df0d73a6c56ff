//! Points of a quarter or a month.

use super::part::{EXTRA, EXTRA_DONE, HEARD_ENOUGH, LEAST_RATED, Part, WHOLE};
use super::tally::Tally;
use crate::return_visits::{Comparison, ReturnRate};
use std::cmp::Reverse;
use strum::IntoEnumIterator;

/// What one part came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartScore {
    /// Which part.
    pub part: Part,
    /// Its points; `None` where there is nothing to tell by.
    pub points: Option<i64>,
    /// How many were good.
    pub good: i64,
    /// Of how many.
    pub all: i64,
    /// By how much the application's own rate exceeds that of the return visits, where that is the part.
    pub gap: Option<Comparison>,
}

/// What all parts came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Each part, in the order of [`Part`].
    pub parts: Vec<PartScore>,
    /// Points of a hundred; `None` where fewer than [`LEAST_RATED`] rated.
    pub points: Option<i64>,
}

/// Scores what was counted. Where return visits tell nothing, the other parts are stretched to a hundred.
#[must_use]
pub fn score(tally: &Tally, visits: Option<&ReturnRate>) -> Score {
    let parts: Vec<_> = Part::iter().map(|part| part_score(part, tally, visits)).collect();
    let score = Score { points: None, parts };
    let (earned, possible) = score.earned();
    let points = (tally.rated >= LEAST_RATED).then(|| rounded(earned * WHOLE, possible));
    Score { points, ..score }
}

fn part_score(part: Part, tally: &Tally, visits: Option<&ReturnRate>) -> PartScore {
    let (good, all) = tally.of(part);
    let weight = part.weight();
    let gap = visits.filter(|_| part == Part::Honest);
    let gap = gap.and_then(|visits| Comparison::of(tally.satisfaction().as_ref(), visits));
    let points = match part {
        Part::Honest => gap.map(|gap| weight - taken_off(&gap)),
        Part::Lists => Some(rounded(weight * good, all)),
        Part::Heard => {
            let points = rounded(weight * (good + EXTRA_DONE) * 100, (all + EXTRA) * HEARD_ENOUGH);
            Some(points.min(weight))
        }
        _ => Some(rounded(weight * (good + EXTRA_DONE), all + EXTRA)),
    };
    PartScore { part, points, good, all, gap }
}

/// A point for each percentage point, begun or whole, by which residents surely rate higher than they say when called.
fn taken_off(gap: &Comparison) -> i64 {
    let off = (0..10_u32).filter(|points| gap.interval.lower * 100.0 > f64::from(*points)).count();
    i64::try_from(off).unwrap_or(0)
}

/// A quotient of whole numbers, rounded half up.
fn rounded(dividend: i64, divisor: i64) -> i64 {
    let divisor = divisor.max(1);
    (2 * dividend + divisor).div_euclid(2 * divisor)
}

impl Score {
    /// A part.
    #[must_use]
    pub fn of(&self, part: Part) -> Option<&PartScore> {
        self.parts.iter().find(|one| one.part == part)
    }

    /// The points of all parts that tell something, and how many those could have brought.
    #[must_use]
    pub fn earned(&self) -> (i64, i64) {
        let known = self.parts.iter().filter_map(|one| Some((one.points?, one.part.weight())));
        known.fold((0, 0), |(earned, possible), (points, weight)| (earned + points, possible + weight))
    }

    /// The parts in which fewer than nine of ten were good, where most was lost first: what is to be mended.
    #[must_use]
    pub fn to_mend(&self) -> Vec<&PartScore> {
        let mut parts: Vec<_> = self.parts.iter().filter(|one| one.is_to_mend()).collect();
        parts.sort_by_key(|one| Reverse(one.lost()));
        parts
    }
}

impl PartScore {
    /// How many points are lost.
    #[must_use]
    pub fn lost(&self) -> i64 {
        self.points.map_or(0, |points| self.part.weight() - points)
    }

    /// Judged by what was counted, so that few orders alone are no fault.
    fn is_to_mend(&self) -> bool {
        match self.part {
            Part::Honest => 10 * self.lost() > self.part.weight(),
            // Where nothing at all was done, it isn't the lists that want mending.
            Part::Lists => (1..self.all).contains(&self.good),
            Part::Heard => 10 * 100 * self.good < 9 * HEARD_ENOUGH * self.all,
            _ => 10 * self.good < 9 * self.all,
        }
    }
}
