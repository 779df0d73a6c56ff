//! Intervals of plain counts are those of statsmodels, to the twelfth digit.

use serde::Deserialize;
use statistics::*;

#[derive(Deserialize)]
struct Reference {
    counts: Vec<Counted>,
    differences: Vec<Difference>,
    proofs: Vec<Proven>,
    precisions: Vec<Precise>,
}

#[derive(Deserialize)]
struct Counted {
    successes: u32,
    n: u32,
    confidence: f64,
    method: String,
    interval: [f64; 2],
}

#[derive(Deserialize)]
struct Difference {
    one: [u32; 2],
    other: [u32; 2],
    confidence: f64,
    interval: [f64; 2],
}

#[derive(Deserialize)]
struct Proven {
    target: f64,
    truth: f64,
    power: f64,
    confidence: f64,
    n: u32,
}

#[derive(Deserialize)]
struct Precise {
    expected: f64,
    reach: f64,
    confidence: f64,
    design_effect: f64,
    population: Option<u32>,
    n: u32,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("../data/counts.json")).unwrap()
}

/// How far two intervals are apart at most.
fn apart(interval: Interval, [lower, upper]: [f64; 2]) -> f64 {
    (interval.lower - lower).abs().max((interval.upper - upper).abs())
}

#[test]
fn two_hundred_intervals_are_those_of_statsmodels() {
    let reference = reference();
    assert_eq!(reference.counts.len(), 243);
    for case in reference.counts {
        let count = Count::new(case.successes, case.n).unwrap();
        let method = match case.method.as_str() {
            "wilson" => wilson,
            "clopper_pearson" => clopper_pearson,
            _ => agresti_coull,
        };
        let interval = method(count, Confidence::new(case.confidence).unwrap());
        let apart = apart(interval, case.interval);
        assert!(
            apart < 1e-12,
            "{} {count:?} {}: {interval:?}, {apart:e} apart",
            case.method,
            case.confidence
        );
    }
}

#[test]
fn differences_are_those_of_statsmodels() {
    for case in reference().differences {
        let [one, other] = [case.one, case.other].map(|[successes, n]| Count::new(successes, n).unwrap());
        let interval = newcombe(one, other, Confidence::new(case.confidence).unwrap());
        let apart = apart(interval, case.interval);
        assert!(apart < 1e-12, "{one:?} {other:?}: {interval:?}, {apart:e} apart");
    }
}

#[test]
fn sample_sizes_are_those_of_the_exact_sums() {
    let reference = reference();
    for Proven { target, truth, power, confidence, n } in reference.proofs {
        let confidence = Confidence::new(confidence).unwrap();
        assert_eq!(Proof { target, truth, power, confidence }.n(), Ok(n), "{target} {truth}");
    }
    for Precise { expected, reach, confidence, design_effect, population, n } in reference.precisions {
        let confidence = Confidence::new(confidence).unwrap();
        let precision = Precision { expected, reach, confidence, design_effect, population };
        assert_eq!(precision.n(), Ok(n), "{precision:?}");
    }
}
