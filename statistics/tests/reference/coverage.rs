//! How often intervals hold the truth: summed exactly where that can be done, else simulated with fixed numbers.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use statistics::*;

type Method = fn(Count, Confidence) -> Interval;

/// The probabilities of 0 to n successes.
fn binomial(n: u32, share: f64) -> Vec<f64> {
    let mut log = f64::from(n) * (-share).ln_1p();
    let mut terms = vec![log.exp()];
    for successes in 1..=n {
        log += (f64::from(n - successes + 1) / f64::from(successes) * share / (1.0 - share)).ln();
        terms.push(log.exp());
    }
    terms
}

/// How often the interval holds each of these shares.
fn coverage(method: Method, n: u32, shares: &[f64]) -> Vec<f64> {
    let intervals: Vec<_> =
        (0..=n).map(|successes| method(Count::new(successes, n).unwrap(), Confidence::USUAL)).collect();
    let of = |share: &f64| {
        let terms = binomial(n, *share).into_iter().zip(&intervals);
        terms.filter(|(_, interval)| interval.holds(*share)).map(|(term, _)| term).sum()
    };
    shares.iter().map(of).collect()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.iter().map(|_| 1.0).sum::<f64>()
}

fn least(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(1.0, f64::min)
}

/// 0.0025, 0.0075 and so on to 0.9975.
fn all_shares() -> Vec<f64> {
    (0..200).map(|place| (f64::from(place) + 0.5) / 200.0).collect()
}

#[test]
fn clopper_pearson_never_falls_short() {
    for n in [1, 5, 20, 30, 50, 100, 300] {
        let least = least(&coverage(clopper_pearson, n, &all_shares()));
        assert!(least >= 0.95, "{n}: {least}");
    }
}

/// Brown, Cai and DasGupta (2001): about right on average; the worst share, near the ends, is held 83 times of 100.
#[test]
fn wilson_is_right_on_average() {
    for n in [20, 30, 50, 100, 300] {
        let coverage = coverage(wilson, n, &all_shares());
        assert!((0.945..0.96).contains(&mean(&coverage)), "{n}: {}", mean(&coverage));
        assert!(least(&coverage) > 0.82, "{n}: {}", least(&coverage));
    }
}

#[test]
fn agresti_coull_is_a_little_wide() {
    for n in [20, 30, 50, 100, 300] {
        let coverage = coverage(agresti_coull, n, &all_shares());
        assert!((0.95..0.975).contains(&mean(&coverage)), "{n}: {}", mean(&coverage));
        assert!(least(&coverage) > 0.92, "{n}: {}", least(&coverage));
    }
}

#[test]
fn newcombe_is_right_on_average() {
    let shares: Vec<_> = (1..10).map(|place| f64::from(place) / 10.0 + 0.013).collect();
    let (n, m) = (25, 40);
    let mut held = Vec::new();
    for one in &shares {
        for other in &shares {
            let mut sum = 0.0;
            for (successes, probability) in (0..=n).zip(binomial(n, *one)) {
                for (others, likewise) in (0..=m).zip(binomial(m, *other)) {
                    let counts = (Count::new(successes, n).unwrap(), Count::new(others, m).unwrap());
                    if newcombe(counts.0, counts.1, Confidence::USUAL).holds(one - other) {
                        sum += probability * likewise;
                    }
                }
            }
            held.push(sum);
        }
    }
    assert!((0.945..0.965).contains(&mean(&held)), "{}", mean(&held));
    assert!(least(&held) > 0.92, "{}", least(&held));
}

/// Who only just keeps the target is taken for proven no oftener than the tail allows, and who is better as often
/// as was planned.
#[test]
fn a_proof_is_as_rare_and_as_likely_as_planned() {
    let proof = Proof { target: 0.95, truth: 0.98, power: 0.8, confidence: Confidence::USUAL };
    let n = proof.n().unwrap();
    let target = Target::new(0.95).unwrap();
    let proven = |share: f64, n: u32| -> f64 {
        let terms = (0..=n).zip(binomial(n, share));
        let proves = |successes| {
            target_status(clopper_pearson(Count::new(successes, n).unwrap(), Confidence::USUAL), target)
                == TargetStatus::Proven
        };
        terms.filter(|(successes, _)| proves(*successes)).map(|(_, term)| term).sum()
    };
    assert!((n..n + 60).all(|n| proven(0.98, n) >= 0.8 && proven(0.95, n) <= 0.025));
    assert!(proven(0.98, n - 1) < 0.8);
}

/// Draws so many of 0..all, none twice.
fn drawn(source: &mut StdRng, all: usize, wanted: usize) -> Vec<usize> {
    let mut places: Vec<_> = (0..all).collect();
    for place in 0..wanted {
        let other = source.random_range(place..all);
        places.swap(place, other);
    }
    places.truncate(wanted);
    places
}

fn stratum(households: usize, clusters: Option<u32>) -> Stratum {
    Stratum { name: String::new(), households: u32::try_from(households).unwrap(), clusters }
}

#[test]
fn the_interval_of_a_stratified_share_holds_it() {
    let mut source = StdRng::seed_from_u64(2026);
    // How many households, how many of them content, how many asked.
    let strata = [(400, 368, 30), (200, 194, 25), (120, 90, 20)];
    let truth = 652.0 / 720.0;
    let listed: Vec<_> = strata.iter().map(|(all, ..)| stratum(*all, None)).collect();
    let mut held = 0;
    for _ in 0..2000 {
        let (mut units, mut answers) = (Vec::new(), Vec::new());
        for (place, (all, content, asked)) in strata.iter().enumerate() {
            for household in drawn(&mut source, *all, *asked) {
                units.push(Unit { stratum: place, cluster: None, weight: None });
                answers.push(Some(household < *content));
            }
        }
        let design = Design::new(&listed, &units).unwrap();
        let interval = design.proportion(&answers, Confidence::USUAL).unwrap().interval.unwrap();
        held += u32::from(interval.holds(truth));
    }
    // 1900, give or take three standard errors; more is no harm, it is built on Clopper's and Pearson's.
    assert!((1871..1985).contains(&held), "{held}");
}

#[test]
fn the_interval_of_a_clustered_share_holds_it() {
    let mut source = StdRng::seed_from_u64(24);
    // Sixty buildings of ten households; in each another share is content.
    let content: Vec<u32> = (0..60).map(|building| 5 + building % 6).collect();
    let truth = f64::from(content.iter().sum::<u32>()) / 600.0;
    let listed = [stratum(600, Some(60))];
    let mut held = 0;
    for _ in 0..1000 {
        let (mut units, mut answers) = (Vec::new(), Vec::new());
        for building in drawn(&mut source, 60, 15) {
            for household in 0..10 {
                units.push(Unit { stratum: 0, cluster: Some(building.to_string()), weight: None });
                answers.push(Some(household < content[building]));
            }
        }
        let design = Design::new(&listed, &units).unwrap();
        let interval = design.proportion(&answers, Confidence::USUAL).unwrap().interval.unwrap();
        held += u32::from(interval.holds(truth));
    }
    assert!((930..990).contains(&held), "{held}");
}

#[test]
fn rank_spans_hold_the_rank() {
    let mut source = StdRng::seed_from_u64(7);
    let (mut rates_held, mut ranks_held, mut all) = (0.0, 0.0, 0.0);
    for _ in 0..10 {
        let rates: Vec<f64> = (0..30).map(|_| rate(&mut source)).collect();
        let count = |rate: &f64, source: &mut StdRng| {
            let successes = (0..80).filter(|_| source.random::<f64>() < *rate).count();
            Count::new(u32::try_from(successes).unwrap(), 80).unwrap()
        };
        let areas: Vec<_> =
            rates.iter().enumerate().map(|(id, rate)| (id, count(rate, &mut source))).collect();
        for area in ranked(areas, Confidence::USUAL, &mut || source.random()).ranked {
            let rank = 1 + rates.iter().filter(|rate| **rate > rates[area.id]).count();
            all += 1.0;
            rates_held += f64::from(u8::from(area.interval.holds(rates[area.id])));
            ranks_held += f64::from(u8::from(area.ranks.best <= rank && rank <= area.ranks.worst));
        }
    }
    // Three hundred areas: 285, give or take three standard errors.
    assert!((0.912..0.988).contains(&(rates_held / all)), "{}", rates_held / all);
    assert!((0.912..0.995).contains(&(ranks_held / all)), "{}", ranks_held / all);
}

/// A rate of the beta distribution with 36 and 4: the fourth largest of 39 random numbers.
fn rate(source: &mut StdRng) -> f64 {
    let mut numbers: Vec<f64> = (0..39).map(|_| source.random()).collect();
    numbers.sort_by(f64::total_cmp);
    numbers[35]
}
