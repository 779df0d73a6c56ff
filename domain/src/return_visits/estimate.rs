//! What return visits say of all finished orders.

use crate::orders::Satisfaction;
use crate::rates::{Confidence, Design, Estimate, Stratum, Unit};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// What was drawn of one week in one community, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawnWeek {
    /// How many orders were finished.
    pub population: u32,
    /// How many of them were drawn.
    pub drawn: u32,
    /// How many said which level.
    pub reached: BTreeMap<Satisfaction, u32>,
    /// How many would not say.
    pub refused: u32,
    /// How many were called three times, and nobody answered.
    pub not_reached: u32,
    /// How many levels from the best count as satisfied.
    pub levels: u8,
}

/// What return visits say of all orders of the weeks and communities that were drawn from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReturnRate {
    /// How many orders were finished.
    pub population: u32,
    /// How many of them were drawn.
    pub drawn: u32,
    /// How many said how satisfied they are.
    pub reached: u32,
    /// How many would not say.
    pub refused: u32,
    /// How many were called three times, and nobody answered.
    pub not_reached: u32,
    /// The share that is satisfied, each answer weighted by how many orders it stands for; `None` if nobody was reached.
    pub satisfied: Option<Estimate>,
}

impl ReturnRate {
    /// The share of those drawn who said something: 0 to 1.
    #[must_use]
    pub fn reached_share(&self) -> f64 {
        if self.drawn == 0 { 0.0 } else { f64::from(self.reached) / f64::from(self.drawn) }
    }

    /// How many are still to be called, or were not called in time.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        self.drawn.saturating_sub(self.reached + self.refused + self.not_reached)
    }
}

impl DrawnWeek {
    /// What each order that was drawn says: whether it is satisfied, or nothing.
    fn answers(&self) -> Vec<Option<bool>> {
        let satisfied: Vec<_> = Satisfaction::iter().take(usize::from(self.levels)).collect();
        let mut answers = Vec::new();
        for (level, count) in &self.reached {
            answers.extend((0..*count).map(|_| Some(satisfied.contains(level))));
        }
        let silent = (self.drawn as usize).saturating_sub(answers.len());
        answers.extend(std::iter::repeat_n(None, silent));
        answers
    }
}

/// Reckons the weeks together: each week of each community is a stratum of its own, and whoever was not reached stays
/// in the sample. `None` if nothing was drawn.
#[must_use]
pub fn estimate(weeks: &[DrawnWeek]) -> Option<ReturnRate> {
    let (mut strata, mut units, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    let sum = |count: fn(&DrawnWeek) -> u32| weeks.iter().map(count).sum();
    for week in weeks.iter().filter(|week| week.drawn > 0) {
        let said = week.answers();
        units.extend(said.iter().map(|_| Unit { stratum: strata.len(), cluster: None, weight: None }));
        answers.extend(said);
        strata.push(Stratum { name: String::new(), households: week.population, clusters: None });
    }
    let design = Design::new(&strata, &units).ok()?;
    Some(ReturnRate {
        population: sum(|week| week.population),
        drawn: sum(|week| week.drawn),
        reached: sum(|week| week.reached.values().sum()),
        refused: sum(|week| week.refused),
        not_reached: sum(|week| week.not_reached),
        satisfied: design.proportion(&answers, Confidence::USUAL),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week((population, drawn): (u32, u32), reached: &[(Satisfaction, u32)]) -> DrawnWeek {
        let reached = reached.iter().copied().collect();
        DrawnWeek { population, drawn, reached, levels: 3, ..DrawnWeek::default() }
    }

    #[test]
    fn an_answer_counts_for_as_many_orders_as_it_stands_for() {
        // Four of five content among 100 orders, none of five among five.
        let large = week((100, 5), &[(Satisfaction::Satisfied, 4), (Satisfaction::Dissatisfied, 1)]);
        let small = week((5, 5), &[(Satisfaction::Dissatisfied, 5)]);
        let found = estimate(&[large, small]).unwrap();
        let share = found.satisfied.unwrap();
        assert!((share.value - 80.0 / 105.0).abs() < 1e-12, "{share:?}");
        assert!(share.interval.unwrap().holds(0.5), "five answers leave much open");
        assert_eq!((found.population, found.drawn, found.reached), (105, 10, 10));
    }

    #[test]
    fn who_was_not_reached_stays_in_the_sample() {
        let one = week((40, 5), &[(Satisfaction::Satisfied, 1)]);
        let found = estimate(&[DrawnWeek { refused: 1, not_reached: 1, ..one }]).unwrap();
        assert_eq!((found.drawn, found.reached, found.waiting()), (5, 1, 2));
        assert!((found.reached_share() - 0.2).abs() < 1e-12);
        assert_eq!(found.satisfied.unwrap().interval, None, "one answer says nothing of the others");
    }

    #[test]
    fn each_month_has_its_own_levels() {
        let fair = week((2, 2), &[(Satisfaction::FairlySatisfied, 2)]);
        let stricter = DrawnWeek { levels: 2, ..fair.clone() };
        let found = estimate(&[fair, stricter]).unwrap();
        assert!((found.satisfied.unwrap().value - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_week_without_orders_is_no_stratum() {
        assert_eq!(estimate(&[]), None);
        assert_eq!(estimate(&[week((0, 0), &[])]), None);
    }
}
