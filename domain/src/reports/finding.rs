//! What was found of an indicator.

use statistics::{Confidence, Count, Interval, Target, TargetStatus, shown, span, target_status, wilson};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// So many of so many.
    pub count: Count,
    /// How many could have been heard; as many as were counted where nobody was left out.
    pub population: i64,
    /// Where the truth may lie.
    pub interval: Interval,
}

impl Finding {
    /// Of all that there are: nothing is left to chance. `None` if there are none.
    #[must_use]
    pub fn census(successes: i64, n: i64) -> Option<Self> {
        let count = count(successes, n)?;
        Some(Self { count, population: n, interval: Interval::exactly(count.share()) })
    }

    /// Of those who answered, among `population` who could have; Wilson's interval, as if they had been drawn.
    /// `None` if nobody answered.
    #[must_use]
    pub fn of_answers(successes: i64, n: i64, population: i64) -> Option<Self> {
        let count = count(successes, n)?;
        Some(Self { count, population, interval: wilson(count, Confidence::USUAL) })
    }

    /// What is to be said of a target.
    #[must_use]
    pub fn target_status(&self, target: Target) -> TargetStatus {
        target_status(self.interval, target)
    }

    /// «95.3%», or «24/24，至少 86.2%» where all of a part said yes: how many were counted stands before what they prove.
    #[must_use]
    pub fn words(&self) -> String {
        let words = shown(self.count.share(), self.interval);
        let (yes, n) = (self.count.successes(), self.count.n());
        let alike = yes == 0 || yes == n;
        if alike && self.interval.lower < self.interval.upper {
            format!("{yes}/{n}，{words}")
        } else {
            words
        }
    }

    /// «91.2%–97.9%»; `None` where nothing is left to chance.
    #[must_use]
    pub fn interval_words(&self) -> Option<String> {
        (self.interval.lower < self.interval.upper).then(|| span(self.interval))
    }

    /// «412 单评价了 389 单，占 94.4%» is made of this share; 1 where nobody was left out.
    #[must_use]
    pub fn answered(&self) -> f64 {
        let population = u32::try_from(self.population.max(1)).unwrap_or(u32::MAX);
        (f64::from(self.count.n()) / f64::from(population)).min(1.0)
    }
}

/// A count of whole numbers as the database has them.
fn count(successes: i64, n: i64) -> Option<Count> {
    Count::new(u32::try_from(successes).ok()?, u32::try_from(n).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_content_among_a_few_is_a_lower_bound() {
        let found = Finding::of_answers(40, 40, 100).unwrap();
        assert_eq!(found.words(), "40/40，至少 91.2%");
        assert_eq!(Finding::of_answers(0, 12, 100).unwrap().words(), "0/12，至多 24.3%");
        assert_eq!(found.target_status(Target::of_percent(95)), TargetStatus::NotProven);
        assert!((found.answered() - 0.4).abs() < 1e-12);
    }

    #[test]
    fn where_all_were_counted_nothing_is_left_to_chance() {
        let found = Finding::census(63, 63).unwrap();
        assert_eq!((found.words().as_str(), found.interval_words()), ("100%", None));
        assert_eq!(found.target_status(Target::of_percent(100)), TargetStatus::Proven);
        assert_eq!(
            Finding::census(62, 63).unwrap().target_status(Target::of_percent(100)),
            TargetStatus::Missed
        );
    }

    #[test]
    fn of_nobody_nothing_is_found() {
        assert_eq!(Finding::of_answers(0, 0, 12), None);
        assert_eq!(Finding::census(0, 0), None);
    }
}
