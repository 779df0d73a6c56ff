//! Which levels count as satisfied: a setting with versions, each of which holds for its months for good.

use crate::counters::{Counts, Measure, Month};
use crate::orders::Satisfaction;
use strum::IntoEnumIterator;
use thiserror::Error;

/// From which month on how many of the five levels, from the best, count as satisfied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SatisfactionRule {
    /// The first month of orders to which it applies.
    pub from: Month,
    /// How many levels count, 1 to 4.
    pub levels: u8,
}

/// All versions of the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SatisfactionRules(Vec<SatisfactionRule>);

/// It is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SatisfactionRuleError {
    /// None or all of the levels.
    #[error("请选前一档到前四档")]
    Levels,
    /// A month that has begun: its figures have been read already.
    #[error("只能从以后的月份改起，已经开始的月份不能改")]
    Begun,
}

impl SatisfactionRule {
    /// A rule for a month that has not begun.
    ///
    /// # Errors
    /// [`SatisfactionRuleError`].
    pub fn new(from: Month, levels: u8, now: Month) -> Result<Self, SatisfactionRuleError> {
        if !(1..=4).contains(&levels) {
            return Err(SatisfactionRuleError::Levels);
        }
        if from <= now {
            return Err(SatisfactionRuleError::Begun);
        }
        Ok(Self { from, levels })
    }

    /// The levels that count, as they stand on the screen: «非常满意、满意、基本满意».
    #[must_use]
    pub fn words(self) -> String {
        let levels = Satisfaction::iter().take(usize::from(self.levels));
        levels.map(Satisfaction::name).collect::<Vec<_>>().join("、")
    }
}

impl SatisfactionRules {
    /// How many levels count where nobody has decided otherwise: 非常满意, 满意 and 基本满意.
    pub const USUAL: u8 = 3;

    /// All versions, in any order.
    #[must_use]
    pub fn new(mut rules: Vec<SatisfactionRule>) -> Self {
        rules.sort_by_key(|rule| rule.from);
        Self(rules)
    }

    /// The rule for orders placed in a month.
    #[must_use]
    pub fn of(&self, month: Month) -> SatisfactionRule {
        let rule = self.0.iter().rev().find(|rule| rule.from <= month);
        rule.copied().unwrap_or(SatisfactionRule { from: month, levels: Self::USUAL })
    }

    /// All versions, the oldest first.
    #[must_use]
    pub fn versions(&self) -> &[SatisfactionRule] {
        &self.0
    }

    /// Satisfied, and rated in all, among the completions of a month; of property companies alone if wanted.
    #[must_use]
    pub fn satisfied(&self, month: Month, counts: &Counts, by_property: bool) -> (i64, i64) {
        let levels = usize::from(self.of(month).levels);
        let rated = |level| counts.of(Measure::of_level(level, by_property));
        let satisfied = Satisfaction::iter().take(levels).map(rated).sum();
        (satisfied, Satisfaction::iter().map(rated).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn old_months_keep_their_rule() {
        let stricter = SatisfactionRule::new(month("2027-01"), 2, month("2026-11")).unwrap();
        let rules = SatisfactionRules::new(vec![stricter]);
        let counts: Counts = [
            (Measure::VerySatisfied, 10),
            (Measure::Satisfied, 5),
            (Measure::FairlySatisfied, 3),
            (Measure::VeryDissatisfied, 2),
            (Measure::PropertySatisfied, 1),
        ]
        .into_iter()
        .collect();
        assert_eq!(rules.satisfied(month("2026-12"), &counts, false), (18, 20));
        assert_eq!(rules.satisfied(month("2027-01"), &counts, false), (15, 20));
        assert_eq!(rules.satisfied(month("2027-06"), &counts, true), (1, 1));
        assert_eq!(rules.of(month("2026-12")).words(), "非常满意、满意、基本满意");
    }

    #[test]
    fn nobody_changes_a_month_that_was_read() {
        let now = month("2026-11");
        assert_eq!(SatisfactionRule::new(now, 2, now), Err(SatisfactionRuleError::Begun));
        assert_eq!(SatisfactionRule::new(now.plus(1), 5, now), Err(SatisfactionRuleError::Levels));
    }
}
