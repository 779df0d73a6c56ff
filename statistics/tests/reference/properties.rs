//! What holds of every interval, estimate, verdict and ranking.

use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use statistics::*;

const METHODS: [fn(Count, Confidence) -> Interval; 3] = [wilson, clopper_pearson, agresti_coull];

fn count() -> impl Strategy<Value = Count> {
    (1u32..3000)
        .prop_flat_map(|n| (0..=n, Just(n)))
        .prop_map(|(successes, n)| Count::new(successes, n).unwrap())
}

fn confidence() -> impl Strategy<Value = Confidence> {
    (0.5..0.999).prop_map(|level| Confidence::new(level).unwrap())
}

fn target() -> impl Strategy<Value = Target> {
    (0.01..=1.0).prop_map(|share| Target::new(share).unwrap())
}

/// Strata of 100 households with some drawn from each, their weights, and a level from 0 to 2 for two variables.
fn sample() -> impl Strategy<Value = (Design, Vec<(usize, usize)>)> {
    let household = (0.5f64..20.0, 0..3usize, 0..3usize);
    let stratum = proptest::collection::vec(household, 2..40);
    proptest::collection::vec(stratum, 1..4).prop_map(|strata| {
        let listed: Vec<_> =
            strata.iter().map(|_| Stratum { name: String::new(), households: 100, clusters: None }).collect();
        let (mut units, mut levels) = (Vec::new(), Vec::new());
        for (stratum, households) in strata.into_iter().enumerate() {
            for (weight, one, other) in households {
                units.push(Unit { stratum, cluster: None, weight: Some(weight) });
                levels.push((one, other));
            }
        }
        (Design::new(&listed, &units).unwrap(), levels)
    })
}

fn margin(levels: impl Iterator<Item = usize> + Clone) -> Margin {
    let there = |level: &usize| levels.clone().any(|other| other == *level);
    let cell = |level: usize| Cell { level: level.to_string(), households: 50 };
    Margin {
        variable: String::new(),
        cells: (0..3).filter(there).map(cell).collect(),
        levels: levels.clone().map(|level| level.to_string()).collect(),
    }
}

fn assert_sums(design: &Design, margin: &Margin) -> Result<(), TestCaseError> {
    for cell in &margin.cells {
        let of_cell = design.weights().iter().zip(&margin.levels).filter(|(_, level)| **level == cell.level);
        let sum: f64 = of_cell.map(|(weight, _)| weight).sum();
        prop_assert!((sum - f64::from(cell.households)).abs() < 1e-6, "{}: {}", cell.level, sum);
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_interval_holds_what_was_found(count in count(), confidence in confidence()) {
        for method in METHODS {
            let interval = method(count, confidence);
            prop_assert!(0.0 <= interval.lower && interval.upper <= 1.0);
            prop_assert!(interval.lower <= count.share() + 1e-12 && count.share() <= interval.upper + 1e-12);
        }
    }

    #[test]
    fn yes_and_no_are_mirrored(count in count(), confidence in confidence()) {
        let mirrored = Count::new(count.n() - count.successes(), count.n()).unwrap();
        for method in METHODS {
            let (one, other) = (method(count, confidence), method(mirrored, confidence));
            prop_assert!((one.lower + other.upper - 1.0).abs() < 1e-11);
        }
    }

    #[test]
    fn more_answers_say_more_and_more_confidence_less(count in count(), times in 2u32..9) {
        let more = Count::new(count.successes() * times, count.n() * times).unwrap();
        for method in METHODS {
            let width = |count, level| method(count, Confidence::new(level).unwrap()).width();
            prop_assert!(width(more, 0.95) < width(count, 0.95));
            prop_assert!(width(count, 0.99) > width(count, 0.95));
        }
    }

    #[test]
    fn a_difference_is_turned_by_turning_it(one in count(), other in count(), confidence in confidence()) {
        let (there, back) = (newcombe(one, other, confidence), newcombe(other, one, confidence));
        prop_assert!((there.lower + back.upper).abs() < 1e-12 && (there.upper + back.lower).abs() < 1e-12);
        prop_assert!(there.holds(one.share() - other.share()) && there.lower >= -1.0 && there.upper <= 1.0);
    }

    #[test]
    fn a_verdict_is_one_of_three_and_follows_the_target(count in count(), one in target(), other in target()) {
        let interval = wilson(count, Confidence::USUAL);
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        let (at_low, at_high) = (target_status(interval, low), target_status(interval, high));
        prop_assert!(at_high != TargetStatus::Proven || at_low == TargetStatus::Proven);
        prop_assert!(at_low != TargetStatus::Missed || at_high == TargetStatus::Missed);
        prop_assert_eq!(at_low == TargetStatus::NotProven, interval.lower < low.share() && low.share() <= interval.upper);
        prop_assert!(target_status(interval, Target::new(1.0).unwrap()) != TargetStatus::Proven);
        prop_assert!(shown(count.share(), interval) != "100%");
    }

    #[test]
    fn shares_of_a_question_sum_to_one((design, levels) in sample(), gaps in any::<u64>()) {
        let answered = |place: usize| gaps >> (place % 64) & 1 == 1;
        let mut sum = 0.0;
        for level in 0..3 {
            let hit = |(place, (one, _)): (usize, &(usize, usize))| answered(place).then_some(*one == level);
            let hits: Vec<_> = levels.iter().enumerate().map(hit).collect();
            let estimate = design.proportion(&hits, Confidence::USUAL);
            prop_assume!(estimate.is_some(), "somebody has answered");
            let estimate = estimate.unwrap();
            sum += estimate.value;
            if let Some(interval) = estimate.interval {
                prop_assert!(interval.lower <= estimate.value + 1e-9 && estimate.value <= interval.upper + 1e-9);
                prop_assert!(0.0 <= interval.lower && interval.upper <= 1.0);
                prop_assert!(estimate.value < 1.0 || interval.lower < 1.0);
            }
        }
        prop_assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn as_long_as_somebody_is_missing_nothing_is_certain((design, levels) in sample(), gaps in any::<u64>()) {
        let (one, other) = (margin(levels.iter().map(|level| level.0)), margin(levels.iter().map(|level| level.1)));
        let hits: Vec<_> = (0..levels.len()).map(|place| Some(gaps >> (place % 64) & 1 == 1)).collect();
        let designs = [Some(design.clone()), design.post_stratified(&one).ok(), design.raked(&[one, other]).ok()];
        for design in designs.into_iter().flatten() {
            let estimate = design.proportion(&hits, Confidence::USUAL).unwrap();
            if let Some(interval) = estimate.interval {
                // Four times as many answers as there are, at the most favourable share, leave as much open.
                let n = 4.0 * f64::from(estimate.answered) / 0.6;
                prop_assert!(interval.width() > 1.0 / (n + 4.0), "{:?}", estimate);
            }
            prop_assert!(estimate.standard_error != Some(0.0));
        }
    }

    #[test]
    fn new_weights_sum_to_the_population((design, levels) in sample()) {
        let (one, other) = (margin(levels.iter().map(|level| level.0)), margin(levels.iter().map(|level| level.1)));
        assert_sums(&design.post_stratified(&one).unwrap(), &one)?;
        match design.raked(&[one.clone(), other.clone()]) {
            Ok(raked) => {
                assert_sums(&raked, &one)?;
                assert_sums(&raked, &other)?;
            }
            Err(error) => prop_assert!(["margin.total", "margin.no_end"].contains(&error.code())),
        }
    }

    /// One margin raked is post-stratification; with one stratum both have the same error.
    #[test]
    fn raking_one_margin_is_post_stratification((design, levels) in sample()) {
        let margin = margin(levels.iter().map(|level| level.0));
        let (post, raked) = (design.post_stratified(&margin).unwrap(), design.raked(&[margin]).unwrap());
        for (one, other) in post.weights().iter().zip(raked.weights()) {
            prop_assert!((one / other - 1.0).abs() < 1e-9);
        }
    }

    /// A simple random sample has the error of the textbook and no design effect.
    #[test]
    fn a_simple_sample_is_simple(n in 2u32..200, yes in 1u32..200, more in 1u32..5000) {
        prop_assume!(yes < n);
        let strata = [Stratum { name: String::new(), households: n + more, clusters: None }];
        let units = vec![Unit { stratum: 0, cluster: None, weight: None }; usize::try_from(n).unwrap()];
        let answers: Vec<_> = (0..n).map(|place| Some(place < yes)).collect();
        let design = Design::new(&strata, &units).unwrap();
        let estimate = design.proportion(&answers, Confidence::USUAL).unwrap();
        let share = f64::from(yes) / f64::from(n);
        let left = f64::from(more) / f64::from(n + more);
        let error = (left * share * (1.0 - share) / f64::from(n - 1)).sqrt();
        prop_assert!((estimate.value - share).abs() < 1e-12);
        prop_assert!((estimate.standard_error.unwrap() / error - 1.0).abs() < 1e-9);
        prop_assert!((estimate.design_effect.unwrap() - 1.0).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_area_has_its_place(counts in proptest::collection::vec(count(), 0..12), seed in any::<u64>()) {
        let areas: Vec<_> = counts.iter().copied().enumerate().collect();
        let draw = || {
            let mut source = StdRng::seed_from_u64(seed);
            ranked(areas.clone(), Confidence::USUAL, &mut || source.random())
        };
        let ranking = draw();
        prop_assert_eq!(&ranking, &draw(), "the same numbers give the same spans");
        prop_assert_eq!(ranking.ranked.len() + ranking.too_few.len(), counts.len());
        prop_assert!(ranking.too_few.iter().all(|(_, count)| count.n() < RANKED_FROM));
        for (place, area) in (1..).zip(&ranking.ranked) {
            prop_assert!(area.count.n() >= RANKED_FROM && area.interval.holds(area.share));
            let RankSpan { best, worst } = area.ranks;
            prop_assert!(1 <= best && best <= worst && worst <= ranking.ranked.len(), "{place}");
        }
        prop_assert!(ranking.ranked.windows(2).all(|pair| pair[0].share >= pair[1].share));
    }
}
