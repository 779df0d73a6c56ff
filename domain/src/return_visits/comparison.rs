//! The rate of return visits beside the app's own.

use super::ReturnRate;
use crate::reports::Finding;
use statistics::{Interval, LEAST_ANSWERS, difference};

/// By how much return visits and the app's own rate differ, and whether that can be chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The app's own share less that of the return visits: more than 0 if the app says the better.
    pub gap: f64,
    /// Where the true gap may lie.
    pub interval: Interval,
}

impl Comparison {
    /// Holds one against the other; `None` as long as either can't be told, or fewer than [`LEAST_ANSWERS`] said anything.
    ///
    /// Some of those who were called also rated in the app, so the two hang together: the interval is a little
    /// wider than it had to be, never narrower.
    #[must_use]
    pub fn of(own: Option<&Finding>, visits: &ReturnRate) -> Option<Self> {
        let (own, visits) = (own?, visits.satisfied.filter(|found| found.answered >= LEAST_ANSWERS)?);
        let (share, interval) = (own.count.share(), visits.interval?);
        let interval = difference((share, own.interval), (visits.value, interval));
        Some(Self { gap: share - visits.value, interval })
    }

    /// Whether chance alone could make such a gap.
    #[must_use]
    pub fn may_be_chance(&self) -> bool {
        self.interval.holds(0.0)
    }

    /// «可能只是偶然», or «不像是偶然».
    #[must_use]
    pub fn words(&self) -> &'static str {
        if self.may_be_chance() { "可能只是偶然" } else { "不像是偶然" }
    }

    /// In percentage points: «高 4.2 个百分点», seen from the app's own rate.
    #[must_use]
    pub fn gap_words(&self) -> String {
        let points = (self.gap * 1000.0).round() / 10.0;
        if points > 0.0 {
            format!("高 {points:.1} 个百分点")
        } else if points < 0.0 {
            format!("低 {:.1} 个百分点", -points)
        } else {
            "一样".to_owned()
        }
    }

    /// «−2.1 到 +9.4 个百分点».
    #[must_use]
    pub fn interval_words(&self) -> String {
        let points = |share: f64| format!("{:+.1}", share * 100.0).replace('-', "−");
        format!("{} 到 {} 个百分点", points(self.interval.lower), points(self.interval.upper))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::Satisfaction;
    use crate::return_visits::{DrawnWeek, Told, estimate};

    fn visits(good: u32, bad: u32) -> ReturnRate {
        let reached = [(Satisfaction::Satisfied, good), (Satisfaction::Dissatisfied, bad)].into();
        let week = DrawnWeek {
            population: 1_000,
            drawn: good + bad + 1,
            reached,
            levels: 3,
            ..DrawnWeek::default()
        };
        estimate(&Told { weeks: vec![week], held_back: 0 }).unwrap()
    }

    #[test]
    fn a_small_gap_among_few_may_be_chance_and_a_large_one_is_not() {
        let own = Finding::of_answers(96, 100, 400).unwrap();
        let near = Comparison::of(Some(&own), &visits(18, 2)).unwrap();
        assert_eq!((near.words(), near.gap_words().as_str()), ("可能只是偶然", "高 6.0 个百分点"));
        assert!(near.interval_words().starts_with('−'), "{}", near.interval_words());
        let far = Comparison::of(Some(&own), &visits(30, 20)).unwrap();
        assert_eq!((far.words(), far.may_be_chance()), ("不像是偶然", false));
        let better = Finding::of_answers(30, 100, 400).unwrap();
        let other_way = Comparison::of(Some(&better), &visits(48, 2)).unwrap();
        assert_eq!((other_way.gap_words().as_str(), other_way.may_be_chance()), ("低 66.0 个百分点", false));
    }

    #[test]
    fn with_one_of_the_two_there_is_nothing_to_compare() {
        let own = Finding::of_answers(9, 10, 40).unwrap();
        assert_eq!(Comparison::of(None, &visits(9, 1)), None);
        assert_eq!(Comparison::of(Some(&own), &visits(9, 0)), None, "nine answers tell nothing");
        assert!(Comparison::of(Some(&own), &visits(10, 0)).is_some());
    }
}
