//! How the households of a survey were drawn.

use super::DesignError;
use super::calibrate::Calibration;
use std::collections::BTreeMap;

/// A part of the population from which was drawn separately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// What it is called.
    pub name: String,
    /// How many households it has.
    pub households: u32,
    /// How many clusters it has, where clusters were drawn; without it the draw counts as one from endlessly many.
    pub clusters: Option<u32>,
}

/// A household that was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The place of its stratum in the list of strata.
    pub stratum: usize,
    /// The cluster with which it was drawn, a building for example. The same name in two strata is two clusters.
    pub cluster: Option<String>,
    /// For how many households it stands; without it for as many as the others of its stratum.
    pub weight: Option<f64>,
}

/// How households were drawn, and for how many each of them stands.
///
/// One stage: where clusters were drawn, their households count as asked all, as «ultimate clusters» do.
#[derive(Clone, Debug)]
pub struct Design {
    pub(super) draws: Vec<Draw>,
    /// For each household the place of its draw.
    pub(super) draw_of: Vec<usize>,
    /// For each stratum what the sum of squares is multiplied by; 0 where everybody was drawn.
    pub(super) scales: Vec<f64>,
    /// The weights as drawn.
    pub(super) drawn: Vec<f64>,
    /// The weights in use.
    pub(super) weights: Vec<f64>,
    pub(super) calibration: Calibration,
    /// All households of the population; `None` where a process is asked after, which has no end.
    pub(super) population: Option<u64>,
}

/// What was drawn at once: a cluster, or else a household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draw {
    pub(super) stratum: usize,
}

impl Design {
    /// A design of these strata and the households drawn from them.
    ///
    /// A stratum of which everybody was drawn has no error. One without households may stay empty.
    ///
    /// # Errors
    /// [`DesignError`]: a stratum with one draw is refused, never counted as if it had no error.
    pub fn new(strata: &[Stratum], units: &[Unit]) -> Result<Self, DesignError> {
        let clustered = units.first().ok_or(DesignError::Empty)?.cluster.is_some();
        let mut draws = Vec::new();
        let mut draw_of = Vec::with_capacity(units.len());
        let mut places: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        let mut asked = vec![0_u32; strata.len()];
        for (unit, household) in units.iter().enumerate() {
            let stratum = household.stratum;
            *asked.get_mut(stratum).ok_or(DesignError::UnknownStratum { unit })? += 1;
            let mut draw = || {
                draws.push(Draw { stratum });
                draws.len() - 1
            };
            draw_of.push(match &household.cluster {
                Some(_) if !clustered => return Err(DesignError::Cluster { unit }),
                None if clustered => return Err(DesignError::Cluster { unit }),
                Some(cluster) => *places.entry((stratum, cluster)).or_insert_with(draw),
                None => draw(),
            });
        }
        let mut drawn = vec![0_u32; strata.len()];
        for draw in &draws {
            drawn[draw.stratum] += 1;
        }
        let mut scales = Vec::with_capacity(strata.len());
        for (place, stratum) in strata.iter().enumerate() {
            if asked[place] > stratum.households {
                let (drawn, all) = (asked[place], stratum.households);
                return Err(DesignError::TooMany { stratum: place, drawn, all });
            }
            let all = if clustered { stratum.clusters } else { Some(stratum.households) };
            if clustered {
                contradiction(place, stratum, drawn[place], asked[place])?;
            }
            scales.push(scale(place, drawn[place], all, stratum.households)?);
        }
        let weights = units.iter().enumerate().map(|(unit, household)| {
            let stratum = household.stratum;
            let usual = f64::from(strata[stratum].households) / f64::from(asked[stratum]);
            let weight = household.weight.unwrap_or(usual);
            if weight > 0.0 && weight.is_finite() { Ok(weight) } else { Err(DesignError::Weight { unit }) }
        });
        let weights = weights.collect::<Result<Vec<_>, _>>()?;
        let population = Some(strata.iter().map(|stratum| u64::from(stratum.households)).sum());
        let calibration = Calibration::None;
        Ok(Self { draws, draw_of, scales, drawn: weights.clone(), weights, calibration, population })
    }

    /// A design that asks how something goes, not how it went: units with these weights, of a process that made them and
    /// goes on. However many were asked, all of them even, they are a sample of it, so there is no correction for a finite
    /// population, and nothing is ever known exactly; that they were drawn in strata is left out, which widens a little.
    ///
    /// R has the same as `svydesign(ids = ~1, weights = ~w)`.
    ///
    /// # Errors
    /// [`DesignError`]: there is no unit, or a weight is none.
    pub fn of_process(weights: &[f64]) -> Result<Self, DesignError> {
        if weights.is_empty() {
            return Err(DesignError::Empty);
        }
        if let Some(unit) = weights.iter().position(|weight| !(*weight > 0.0 && weight.is_finite())) {
            return Err(DesignError::Weight { unit });
        }
        let drawn = u32::try_from(weights.len()).unwrap_or(u32::MAX);
        Ok(Self {
            draws: vec![Draw { stratum: 0 }; weights.len()],
            draw_of: (0..weights.len()).collect(),
            // Of a single one no error is seen: it has no degrees of freedom.
            scales: vec![f64::from(drawn) / f64::from(drawn.max(2) - 1)],
            drawn: weights.to_vec(),
            weights: weights.to_vec(),
            calibration: Calibration::None,
            population: None,
        })
    }

    /// For how many households each one stands.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The variance of a sum over the households, of what each adds to it.
    pub(super) fn variance(&self, parts: &[f64]) -> f64 {
        let parts = self.calibration.residuals(parts, &self.weights);
        let mut sums = vec![0.0; self.draws.len()];
        for (part, draw) in parts.iter().zip(&self.draw_of) {
            sums[*draw] += part;
        }
        let mut totals = vec![(0.0, 0.0); self.scales.len()];
        for (draw, sum) in self.draws.iter().zip(&sums) {
            let (total, count) = &mut totals[draw.stratum];
            *total += sum;
            *count += 1.0;
        }
        let squares = self.draws.iter().zip(&sums).map(|(draw, sum)| {
            let (total, count) = totals[draw.stratum];
            self.scales[draw.stratum] * (sum - total / count).powi(2)
        });
        squares.sum()
    }
}

/// Refuses a number of clusters that can't be with so many households: each that wasn't drawn has one at least, and where
/// all were drawn there is no household outside of them.
fn contradiction(place: usize, stratum: &Stratum, drawn: u32, asked: u32) -> Result<(), DesignError> {
    let (Some(clusters), households) = (stratum.clusters, stratum.households) else { return Ok(()) };
    let rest = households - asked;
    match clusters.checked_sub(drawn) {
        Some(0) if drawn > 0 && rest > 0 => {
            Err(DesignError::Outside { stratum: place, clusters, asked, households })
        }
        Some(others) if others > rest => {
            Err(DesignError::ManyClusters { stratum: place, clusters, households })
        }
        _ => Ok(()),
    }
}

/// What the squares of a stratum count: the correction for a finite population, and that the mean is estimated.
fn scale(stratum: usize, drawn: u32, all: Option<u32>, households: u32) -> Result<f64, DesignError> {
    match (drawn, all) {
        (0, _) if households == 0 => Ok(0.0),
        (0, _) => Err(DesignError::Untouched { stratum }),
        (_, Some(all)) if drawn > all => Err(DesignError::TooManyClusters { stratum, drawn, all }),
        (_, Some(all)) if drawn == all => Ok(0.0),
        (1, _) => Err(DesignError::Lonely { stratum }),
        (_, Some(all)) => {
            let (drawn, all) = (f64::from(drawn), f64::from(all));
            Ok((all - drawn) / all * drawn / (drawn - 1.0))
        }
        (_, None) => Ok(f64::from(drawn) / (f64::from(drawn) - 1.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(households: u32) -> Stratum {
        Stratum { name: "樾城".into(), households, clusters: None }
    }

    fn unit(stratum: usize) -> Unit {
        Unit { stratum, cluster: None, weight: None }
    }

    fn refused(strata: &[Stratum], units: &[Unit]) -> DesignError {
        Design::new(strata, units).unwrap_err()
    }

    #[test]
    fn what_hides_an_error_is_refused() {
        let two = [stratum(50), stratum(60)];
        let units = [unit(0), unit(0), unit(1), unit(1)];
        assert!(Design::new(&two, &units).is_ok());
        assert_eq!(refused(&two, &units[..3]), DesignError::Lonely { stratum: 1 });
        assert_eq!(refused(&two, &units[..2]), DesignError::Untouched { stratum: 1 });
        assert_eq!(refused(&two, &[]), DesignError::Empty);
        let many = DesignError::TooMany { stratum: 0, drawn: 2, all: 1 };
        assert_eq!(refused(&[stratum(1)], &units[..2]), many);
        assert_eq!(refused(&two[..1], &units), DesignError::UnknownStratum { unit: 2 });
        let weighed = Unit { weight: Some(0.0), ..unit(0) };
        assert_eq!(refused(&two[..1], &[unit(0), weighed]), DesignError::Weight { unit: 1 });
        let with_cluster = Unit { cluster: Some("3 幢".into()), ..unit(0) };
        assert_eq!(refused(&two[..1], &[unit(0), with_cluster]), DesignError::Cluster { unit: 1 });
    }

    #[test]
    fn clusters_that_contradict_the_households_are_refused() {
        let of = |clusters, households| {
            let unit = |cluster: &str| Unit { cluster: Some(cluster.into()), ..unit(0) };
            let strata = [Stratum { clusters: Some(clusters), ..stratum(households) }];
            Design::new(&strata, &[unit("1 幢"), unit("1 幢"), unit("2 幢")]).map(|_| ())
        };
        assert_eq!((of(9, 500), of(2, 3)), (Ok(()), Ok(())));
        let outside = DesignError::Outside { stratum: 0, clusters: 2, asked: 3, households: 500 };
        assert_eq!(of(2, 500), Err(outside), "both were drawn: where do the others live?");
        let many = DesignError::ManyClusters { stratum: 0, clusters: 9, households: 9 };
        assert_eq!(of(9, 9), Err(many), "seven more clusters, and six more households");
        assert_eq!(of(9, 10), Ok(()));
    }

    #[test]
    fn of_a_process_nothing_is_known_exactly() {
        assert_eq!(Design::of_process(&[]).unwrap_err(), DesignError::Empty);
        assert_eq!(Design::of_process(&[1.0, 0.0]).unwrap_err(), DesignError::Weight { unit: 1 });
        assert_eq!(Design::of_process(&[1.0; 5]).unwrap().scales, [1.25]);
    }

    #[test]
    fn one_of_one_is_all_there_is() {
        let design = Design::new(&[stratum(1), stratum(0)], &[unit(0)]).unwrap();
        assert_eq!(design.scales, [0.0, 0.0]);
        assert_eq!(design.weights(), [1.0]);
    }

    #[test]
    fn one_cluster_of_several_is_lonely_however_many_households_it_has() {
        let households = |cluster: &str| Unit { cluster: Some(cluster.into()), ..unit(0) };
        let strata = [Stratum { clusters: Some(9), ..stratum(500) }];
        let one = [households("1 幢"), households("1 幢"), households("1 幢")];
        assert_eq!(refused(&strata, &one), DesignError::Lonely { stratum: 0 });
        assert!(Design::new(&strata, &[households("1 幢"), households("2 幢")]).is_ok());
    }
}
