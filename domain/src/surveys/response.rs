//! What became of a sample, and the response rates that follow from it.

use super::{Completeness, Over};

/// How many households of a sample came to what, in the words of the AAPOR (Standard Definitions, 9th edition).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// I: answered at least four fifths.
    pub complete: u32,
    /// P: answered at least half.
    pub partial: u32,
    /// R: were in and would not answer.
    pub refused: u32,
    /// NC: three tries found nobody.
    pub not_reached: u32,
    /// UH: not yet tried to the end. They may exist or not; they count as if they did.
    pub open: u32,
    /// Not eligible: no such dwelling, or nobody lives in it. They count nowhere.
    pub not_eligible: u32,
}

impl Tally {
    /// Counts a household: what it answered, and else why nobody goes there any more.
    pub fn count(&mut self, answered: Option<Completeness>, over: Option<Over>) {
        let place = match (answered, over) {
            (Some(Completeness::Complete), _) => &mut self.complete,
            (Some(Completeness::Partial), _) => &mut self.partial,
            (None, Some(Over::Refused)) => &mut self.refused,
            (None, Some(Over::NotReached)) => &mut self.not_reached,
            (None, Some(Over::NoSuchDwelling)) => &mut self.not_eligible,
            (None, Some(Over::Answered) | None) => &mut self.open,
        };
        *place += 1;
    }

    /// The counts of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            complete: self.complete + other.complete,
            partial: self.partial + other.partial,
            refused: self.refused + other.refused,
            not_reached: self.not_reached + other.not_reached,
            open: self.open + other.open,
            not_eligible: self.not_eligible + other.not_eligible,
        }
    }

    /// All households of the sample.
    #[must_use]
    pub fn drawn(&self) -> u32 {
        self.eligible() + self.not_eligible
    }

    /// Those that answered, wholly or in part.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.complete + self.partial
    }

    /// All but those that are none.
    fn eligible(&self) -> u32 {
        self.answered() + self.refused + self.not_reached + self.open
    }

    /// Response rate 1, the lowest there is: I / (I + P + R + NC + UH). `None` of nobody.
    #[must_use]
    pub fn rr1(&self) -> Option<f64> {
        share(self.complete, self.eligible())
    }

    /// Response rate 2: (I + P) / (I + P + R + NC + UH). `None` of nobody.
    #[must_use]
    pub fn rr2(&self) -> Option<f64> {
        share(self.answered(), self.eligible())
    }
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_never_tried_counts_against_the_rate() {
        let mut tally = Tally::default();
        assert_eq!((tally.rr1(), tally.rr2()), (None, None));
        for (answered, over, times) in [
            (Some(Completeness::Complete), Some(Over::Answered), 6),
            (Some(Completeness::Partial), Some(Over::Answered), 1),
            (Some(Completeness::Complete), Some(Over::Refused), 1),
            (None, Some(Over::Refused), 1),
            (None, Some(Over::NotReached), 1),
            (None, Some(Over::NoSuchDwelling), 2),
            (None, None, 4),
        ] {
            (0..times).for_each(|_| tally.count(answered, over));
        }
        assert_eq!((tally.drawn(), tally.answered(), tally.complete), (16, 8, 7));
        assert_eq!(tally.rr1(), Some(7.0 / 14.0));
        assert_eq!(tally.rr2(), Some(8.0 / 14.0));
        assert_eq!(tally.plus(tally).drawn(), 32);
    }
}
