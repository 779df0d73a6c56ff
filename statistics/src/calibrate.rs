//! Weights that agree with what is known of the population: post-stratification and raking.

use super::{Design, Margin, MarginError};
use std::collections::BTreeMap;

/// Rounds of raking before it is given up.
pub(super) const ROUNDS: usize = 1000;

/// How far a margin may be off when raking ends, as a share of the population.
const NEAR: f64 = 1e-12;

/// Rounds by which residuals are swept of the margins, as the package survey does it.
const SWEEPS: usize = 10;

/// A margin with numbers in place of names.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// The place of each household's level.
    of: Vec<usize>,
    /// For each level the population.
    targets: Vec<f64>,
}

impl Groups {
    fn sums(&self, parts: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.targets.len()];
        for (group, part) in self.of.iter().zip(parts) {
            sums[*group] += part;
        }
        sums
    }

    /// How far the weights are off at most.
    fn off(&self, weights: &[f64]) -> f64 {
        self.sums(weights)
            .iter()
            .zip(&self.targets)
            .map(|(sum, target)| (sum - target).abs())
            .fold(0.0, f64::max)
    }

    /// Each level is given its share of the population.
    fn fit(&self, weights: &mut [f64]) {
        let sums = self.sums(weights);
        for (group, weight) in self.of.iter().zip(weights) {
            *weight *= self.targets[*group] / sums[*group];
        }
    }

    /// What is left of the parts when each level is freed of its mean, a part counting by `by`.
    fn sweep(&self, parts: &mut [f64], weights: &[f64], by: &[f64]) {
        let rates = parts.iter().zip(weights).zip(by).map(|((part, weight), by)| part / weight * by);
        let sums = self.sums(&rates.collect::<Vec<_>>());
        let counts = self.sums(by);
        for ((part, group), weight) in parts.iter_mut().zip(&self.of).zip(weights) {
            *part -= weight * sums[*group] / counts[*group];
        }
    }
}

/// What the weights were made to agree with.
#[derive(Clone, Debug)]
pub(super) enum Calibration {
    None,
    /// One margin, with the weights before.
    Post(Groups, Vec<f64>),
    Raked(Vec<Groups>),
}

impl Calibration {
    /// How much of what the answers say the margins settle already, in degrees of freedom: of each its levels less one, which
    /// is a little much where margins hang together.
    pub(super) fn settled(&self) -> u32 {
        let levels = |groups: &Groups| {
            let there = groups.targets.iter().filter(|target| **target > 0.0).count();
            u32::try_from(there.saturating_sub(1)).unwrap_or(u32::MAX)
        };
        match self {
            Self::None => 0,
            Self::Post(groups, _) => levels(groups),
            Self::Raked(margins) => margins.iter().map(levels).sum(),
        }
    }

    /// What of each household's part is not explained by the margins.
    pub(super) fn residuals(&self, parts: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut parts = parts.to_vec();
        match self {
            Self::None => {}
            Self::Post(groups, before) => groups.sweep(&mut parts, weights, before),
            Self::Raked(margins) => {
                let alike = vec![1.0; parts.len()];
                for _ in 0..SWEEPS {
                    margins.iter().for_each(|groups| groups.sweep(&mut parts, weights, &alike));
                }
            }
        }
        parts
    }
}

impl Design {
    /// The design with weights that agree with one variable of the population. Starts from the weights as drawn.
    ///
    /// # Errors
    /// [`MarginError`].
    pub fn post_stratified(&self, margin: &Margin) -> Result<Self, MarginError> {
        let groups = self.groups(margin)?;
        let mut weights = self.drawn.clone();
        groups.fit(&mut weights);
        let calibration = Calibration::Post(groups, self.drawn.clone());
        Ok(Self { weights, calibration, ..self.clone() })
    }

    /// The design with weights that agree with several variables, each by itself, by fitting them in turn until
    /// all fit. Starts from the weights as drawn.
    ///
    /// # Errors
    /// [`MarginError`].
    pub fn raked(&self, margins: &[Margin]) -> Result<Self, MarginError> {
        let total = |margin: &Margin| margin.cells.iter().map(|cell| u64::from(cell.households)).sum::<u64>();
        let first = total(margins.first().ok_or(MarginError::Shape)?);
        if let Some(margin) = margins.iter().find(|margin| total(margin) != first) {
            return Err(MarginError::Total { variable: margin.variable.clone() });
        }
        let margins = margins.iter().map(|margin| self.groups(margin)).collect::<Result<Vec<_>, _>>()?;
        let allowed =
            NEAR * margins.iter().flat_map(|groups| groups.targets.iter()).fold(0.0, |sum, one| sum + one);
        let mut weights = self.drawn.clone();
        for _ in 0..ROUNDS {
            margins.iter().for_each(|groups| groups.fit(&mut weights));
            if margins.iter().all(|groups| groups.off(&weights) <= allowed) {
                return Ok(Self { weights, calibration: Calibration::Raked(margins), ..self.clone() });
            }
        }
        Err(MarginError::NoEnd)
    }

    fn groups(&self, margin: &Margin) -> Result<Groups, MarginError> {
        if margin.levels.len() != self.drawn.len() || margin.cells.is_empty() {
            return Err(MarginError::Shape);
        }
        let variable = || margin.variable.clone();
        let mut places = BTreeMap::new();
        for (place, cell) in margin.cells.iter().enumerate() {
            if places.insert(cell.level.as_str(), place).is_some() {
                return Err(MarginError::Twice { variable: variable(), level: cell.level.clone() });
            }
        }
        let mut of = Vec::with_capacity(margin.levels.len());
        let mut touched = vec![false; margin.cells.len()];
        for level in &margin.levels {
            let place = places.get(level.as_str()).filter(|place| margin.cells[**place].households > 0);
            let place =
                *place.ok_or_else(|| MarginError::Unknown { variable: variable(), level: level.clone() })?;
            touched[place] = true;
            of.push(place);
        }
        for (cell, touched) in margin.cells.iter().zip(touched) {
            if !touched && cell.households > 0 {
                return Err(MarginError::Untouched { variable: variable(), level: cell.level.clone() });
            }
        }
        let targets = margin.cells.iter().map(|cell| f64::from(cell.households)).collect();
        Ok(Groups { of, targets })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Confidence, Stratum, Unit};
    use super::*;

    fn design() -> Design {
        let strata = [Stratum { name: "全区".into(), households: 100, clusters: None }];
        Design::new(&strata, &vec![Unit { stratum: 0, cluster: None, weight: None }; 4]).unwrap()
    }

    fn margin(variable: &str, cells: &[(&str, u32)], levels: [&str; 4]) -> Margin {
        let cell =
            |(level, households): &(&str, u32)| Cell { level: (*level).into(), households: *households };
        Margin {
            variable: variable.into(),
            cells: cells.iter().map(cell).collect(),
            levels: levels.map(String::from).to_vec(),
        }
    }

    #[test]
    fn those_who_answer_less_often_count_more() {
        let age = margin("年龄", &[("老", 70), ("少", 30)], ["老", "少", "少", "少"]);
        assert_eq!(design().post_stratified(&age).unwrap().weights(), [70.0, 10.0, 10.0, 10.0]);
    }

    #[test]
    fn both_margins_fit_in_the_end() {
        let age = margin("年龄", &[("老", 70), ("少", 30)], ["老", "老", "少", "少"]);
        let home = margin("住房", &[("自有", 55), ("租", 45)], ["自有", "租", "租", "自有"]);
        let raked = design().raked(&[age, home]).unwrap();
        let weight = |places: [usize; 2]| places.map(|place| raked.weights()[place]).iter().sum::<f64>();
        assert!((weight([0, 1]) - 70.0).abs() < 1e-9 && (weight([0, 3]) - 55.0).abs() < 1e-9);
    }

    /// Two margins of two and three levels settle all three degrees of freedom of four answers.
    #[test]
    fn margins_that_leave_nothing_prove_nothing() {
        let strata = [Stratum { name: "全区".into(), households: 1000, clusters: None }];
        let design =
            Design::new(&strata, &vec![Unit { stratum: 0, cluster: None, weight: None }; 4]).unwrap();
        let one = margin("a", &[("x", 501), ("y", 499)], ["x", "y", "y", "x"]);
        let other = margin("b", &[("u", 545), ("v", 350), ("w", 105)], ["v", "u", "w", "u"]);
        let raked = design.raked(&[one, other]).unwrap();
        let says = [false, false, true, false].map(Some);
        let estimate = raked.proportion(&says, Confidence::USUAL).unwrap();
        assert_eq!((estimate.degrees, estimate.standard_error), (0, None));
        assert!(estimate.interval.unwrap().width() > 0.5, "{estimate:?}");
        assert_eq!(raked.mean(&[1.0, 2.0, 2.0, 1.0].map(Some), Confidence::USUAL).unwrap().interval, None);
    }

    #[test]
    fn what_can_not_fit_is_refused() {
        let levels = ["老", "老", "少", "少"];
        let refused = |cells: &[(&str, u32)]| {
            design().post_stratified(&margin("年龄", cells, levels)).unwrap_err().code()
        };
        assert_eq!(refused(&[("老", 70)]), "margin.unknown");
        assert_eq!(refused(&[("老", 70), ("少", 0)]), "margin.unknown");
        assert_eq!(refused(&[("老", 70), ("少", 20), ("幼", 10)]), "margin.untouched");
        assert_eq!(refused(&[("老", 70), ("老", 30)]), "margin.twice");
        let age = margin("年龄", &[("老", 70), ("少", 30)], levels);
        let home = margin("住房", &[("自有", 55), ("租", 46)], ["自有", "租", "租", "自有"]);
        assert_eq!(design().raked(&[age.clone(), home]).unwrap_err().code(), "margin.total");
        // The young are those who rent, but there are not as many of them.
        let same = margin("住房", &[("自有", 55), ("租", 45)], ["自有", "自有", "租", "租"]);
        assert_eq!(design().raked(&[age, same]).unwrap_err(), MarginError::NoEnd);
    }
}
