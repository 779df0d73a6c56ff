//! What return visits say of all finished orders.

use super::Told;
use crate::orders::Satisfaction;
use statistics::{Confidence, Design, Estimate};
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

/// What return visits say of the service in the weeks and communities that are told of.
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
    /// How many more were drawn of which nothing is told.
    pub held_back: u32,
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
    /// How many said how satisfied they are.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.reached.values().sum()
    }

    /// How many are still to be called, or were not called in time.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        self.drawn.saturating_sub(self.answered() + self.refused + self.not_reached)
    }

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

/// Reckons the weeks together. Whoever was not reached stays in the sample. What is asked is how the community serves, not
/// how it served those few: where all orders of a small week were drawn, they are still a sample of its service
/// ([`Design::of_process`]). `None` if nothing was drawn.
#[must_use]
pub fn estimate(told: &Told) -> Option<ReturnRate> {
    let weeks = || told.weeks.iter().filter(|week| week.drawn > 0);
    let (mut weights, mut answers) = (Vec::new(), Vec::new());
    for week in weeks() {
        let said = week.answers();
        // A week is never smaller than its sample; whatever the database says, nobody stands for nobody.
        let stands_for = f64::from(week.population.max(week.drawn)) / f64::from(week.drawn);
        weights.extend(said.iter().map(|_| stands_for));
        answers.extend(said);
    }
    if weights.is_empty() && told.held_back == 0 {
        return None;
    }
    let sum = |count: fn(&DrawnWeek) -> u32| weeks().map(count).sum();
    Some(ReturnRate {
        population: sum(|week| week.population),
        drawn: sum(|week| week.drawn),
        reached: sum(DrawnWeek::answered),
        refused: sum(|week| week.refused),
        not_reached: sum(|week| week.not_reached),
        held_back: told.held_back,
        satisfied: Design::of_process(&weights)
            .ok()
            .and_then(|design| design.proportion(&answers, Confidence::USUAL)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use statistics::{Count, clopper_pearson};

    fn week((population, drawn): (u32, u32), reached: &[(Satisfaction, u32)]) -> DrawnWeek {
        let reached = reached.iter().copied().collect();
        DrawnWeek { population, drawn, reached, levels: 3, ..DrawnWeek::default() }
    }

    fn of(weeks: &[DrawnWeek]) -> Option<ReturnRate> {
        estimate(&Told { weeks: weeks.to_vec(), held_back: 0 })
    }

    #[test]
    fn an_answer_counts_for_as_many_orders_as_it_stands_for() {
        // Four of five content among 100 orders, none of five among five.
        let large = week((100, 5), &[(Satisfaction::Satisfied, 4), (Satisfaction::Dissatisfied, 1)]);
        let small = week((5, 5), &[(Satisfaction::Dissatisfied, 5)]);
        let found = of(&[large, small]).unwrap();
        let share = found.satisfied.unwrap();
        assert!((share.value - 80.0 / 105.0).abs() < 1e-12, "{share:?}");
        assert!(share.interval.unwrap().holds(0.5), "five answers leave much open");
        assert_eq!((found.population, found.drawn, found.reached), (105, 10, 10));
    }

    #[test]
    fn all_of_a_few_asked_is_no_census_of_the_service() {
        for (good, bad) in [(1, 0), (0, 1), (5, 0), (0, 5), (11, 1), (12, 0)] {
            let said = [(Satisfaction::Satisfied, good), (Satisfaction::Dissatisfied, bad)];
            let weeks = vec![week((good + bad, good + bad), &said)];
            let share = of(&weeks).unwrap().satisfied.unwrap();
            let Some(interval) = share.interval else {
                assert_eq!(good + bad, 1, "of one no error is seen");
                continue;
            };
            assert!(interval.width() > 0.2, "{good} of {}: {interval:?}", good + bad);
            // R: svydesign(ids = ~1, weights = ~1), then svyciprop(method = "beta"), which is Clopper's and Pearson's here.
            let exact = clopper_pearson(Count::new(good, good + bad).unwrap(), Confidence::USUAL);
            assert!(interval.lower <= exact.lower + 1e-12 && interval.upper >= exact.upper - 1e-12);
        }
    }

    #[test]
    fn who_was_not_reached_stays_in_the_sample() {
        let one = week((40, 5), &[(Satisfaction::Satisfied, 1)]);
        let found = of(&[DrawnWeek { refused: 1, not_reached: 1, ..one }]).unwrap();
        assert_eq!((found.drawn, found.reached, found.waiting()), (5, 1, 2));
        assert!((found.reached_share() - 0.2).abs() < 1e-12);
        assert_eq!(found.satisfied.unwrap().interval, None, "one answer says nothing of the others");
    }

    #[test]
    fn each_month_has_its_own_levels() {
        let fair = week((2, 2), &[(Satisfaction::FairlySatisfied, 2)]);
        let stricter = DrawnWeek { levels: 2, ..fair.clone() };
        let found = of(&[fair, stricter]).unwrap();
        assert!((found.satisfied.unwrap().value - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_week_without_orders_says_nothing() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[week((0, 0), &[])]), None);
        let waits = estimate(&Told { weeks: Vec::new(), held_back: 3 }).unwrap();
        assert_eq!((waits.held_back, waits.drawn, waits.satisfied), (3, 0, None));
    }
}
