//! Estimates of surveys are those of R's package survey, to the eighth digit.

use serde::Deserialize;
use statistics::*;
use std::collections::BTreeMap;

const NEAR: f64 = 1e-8;

#[derive(Deserialize)]
struct Reference {
    weights: BTreeMap<String, Weights>,
    rows: Vec<Figure>,
}

#[derive(Deserialize)]
struct Weights {
    first: Vec<f64>,
    sum: f64,
}

/// What R says of one answer of one question.
#[derive(Deserialize)]
struct Figure {
    design: String,
    question: String,
    level: String,
    confidence: f64,
    estimate: f64,
    se: f64,
    lower: f64,
    upper: f64,
    n: u32,
    deff: f64,
    degf: u32,
}

/// A sample: column by column, as it is stored.
struct Sample(BTreeMap<String, Vec<String>>);

impl Sample {
    fn read(table: &str) -> Self {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let column = |place: usize| rows.iter().map(|row| row[place].to_owned()).collect();
        Self(header.iter().enumerate().map(|(place, name)| (name.to_owned(), column(place))).collect())
    }

    fn units(&self, strata: &[Stratum], clustered: bool) -> Vec<Unit> {
        let unit = |row: usize| Unit {
            stratum: strata.iter().position(|stratum| stratum.name == self.0["stratum"][row]).unwrap(),
            cluster: clustered.then(|| self.0["cluster"][row].clone()),
            weight: Some(self.0["weight"][row].parse().unwrap()),
        };
        (0..self.0["stratum"].len()).map(unit).collect()
    }

    fn margin(&self, variable: &str, cells: &[(&str, u32)]) -> Margin {
        let cell =
            |(level, households): &(&str, u32)| Cell { level: (*level).into(), households: *households };
        Margin {
            variable: variable.into(),
            cells: cells.iter().map(cell).collect(),
            levels: self.0[variable].clone(),
        }
    }

    fn types(&self) -> Margin {
        self.margin("stype", &[("E", 4421), ("H", 755), ("M", 1018)])
    }

    fn wides(&self) -> Margin {
        self.margin("wide", &[("No", 1072), ("Yes", 5122)])
    }
}

fn all(clusters: Option<u32>) -> Vec<Stratum> {
    vec![Stratum { name: "all".into(), households: 6194, clusters }]
}

/// The sample and the design that R's script calls by this name.
fn design(name: &str) -> (Sample, Design) {
    let (sample, _) = name.split_once('_').unwrap_or((name, ""));
    let sample = Sample::read(match sample {
        "strat" => include_str!("../data/apistrat.csv"),
        "clus" => include_str!("../data/apiclus1.csv"),
        _ => include_str!("../data/apisrs.csv"),
    });
    let strata = match name {
        "srs" | "clus_endless" => all(None),
        _ if name.starts_with("clus") => all(Some(757)),
        _ => [("E", 4421), ("H", 755), ("M", 1018)]
            .map(|(name, households)| Stratum { name: name.into(), households, clusters: None })
            .to_vec(),
    };
    let clustered = name.starts_with("clus") || name == "strat_clusters";
    let drawn = Design::new(&strata, &sample.units(&strata, clustered)).unwrap();
    let design = match name {
        "clus_post" => drawn.post_stratified(&sample.types()),
        "strat_post" => drawn.post_stratified(&sample.wides()),
        "clus_raked" | "strat_raked" => drawn.raked(&[sample.types(), sample.wides()]),
        _ => Ok(drawn),
    };
    (sample, design.unwrap())
}

fn assert_near(ours: f64, theirs: f64, what: &str) {
    let apart = (ours - theirs).abs() / theirs.abs().max(1.0);
    assert!(apart < NEAR, "{what}: {ours} is not R's {theirs}, {apart:e} apart");
}

#[test]
fn every_figure_is_that_of_the_package_survey() {
    let reference: Reference = serde_json::from_str(include_str!("../data/survey.json")).unwrap();
    assert_eq!(reference.rows.len(), 173);
    let mut rows: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for figure in reference.rows {
        let key = (figure.design.clone(), format!("{} {}", figure.question, figure.confidence));
        let rows = rows.entry(key).or_insert_with(|| {
            let (sample, design) = design(&figure.design);
            let question =
                Question { name: figure.question.clone(), answers: sample.0[&figure.question].clone() };
            estimates(&design, &[question], Confidence::new(figure.confidence).unwrap())
        });
        let ours = rows.iter().find(|row| row.level == figure.level).unwrap().estimate;
        let near = |what: &str, ours: f64, theirs: f64| {
            assert_near(
                ours,
                theirs,
                &format!("{} {}={} {what}", figure.design, figure.question, figure.level),
            );
        };
        near("estimate", ours.value, figure.estimate);
        near("se", ours.standard_error.unwrap(), figure.se);
        near("lower", ours.interval.unwrap().lower, figure.lower);
        near("upper", ours.interval.unwrap().upper, figure.upper);
        near("deff", ours.design_effect.unwrap(), figure.deff);
        assert_eq!((ours.answered, ours.degrees), (figure.n, figure.degf));
    }
}

#[test]
fn weights_are_those_of_the_package_survey() {
    let reference: Reference = serde_json::from_str(include_str!("../data/survey.json")).unwrap();
    for (name, theirs) in reference.weights {
        let (_, design) = design(&name);
        for (ours, theirs) in design.weights().iter().zip(&theirs.first) {
            assert_near(*ours, *theirs, &name);
        }
        assert_near(design.weights().iter().sum(), theirs.sum, &name);
    }
}

/// Without a column of weights each household stands for as many as its stratum has for each that was drawn.
#[test]
fn the_usual_weights_are_those_of_the_sample() {
    let (sample, with_weights) = design("strat");
    let strata = [("E", 4421), ("H", 755), ("M", 1018)].map(|(name, households)| Stratum {
        name: name.into(),
        households,
        clusters: None,
    });
    let units = sample.units(&strata, false).into_iter().map(|unit| Unit { weight: None, ..unit });
    let usual = Design::new(&strata, &units.collect::<Vec<_>>()).unwrap();
    for (one, other) in usual.weights().iter().zip(with_weights.weights()) {
        assert!((one / other - 1.0).abs() < 1e-6);
    }
}
