//! What a survey says of everybody, and how sure that is.

use super::proportion::beta_ends;
use super::{Confidence, Design, Interval, Target, TargetStatus, target_status};

/// How many times what its weights alone would give a design may gain by strata and margins. More is no gain but an error that
/// few answers can't see. R believes any; the National Center for Health Statistics none (Parker et al., Data Presentation
/// Standards for Proportions, 2017); of R's own examples the best gains two and a half times.
const GAIN: f64 = 4.0;

/// A variance smaller than this share of the spread is what rounding left of none.
const ROUNDING: f64 = 1e-20;

/// A share or a mean of the population, estimated from the households that answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The share, from 0 to 1, or the mean.
    pub value: f64,
    /// The standard error by linearisation (Taylor); `None` if too few answered to see one, or if they were all of one mind
    /// though there are others.
    pub standard_error: Option<f64>,
    /// Where the true value lies: for a share after Korn and Graubard, for a mean after Student. `None` if too few
    /// answered; for a mean also if no error is seen although some didn't answer or weren't asked.
    pub interval: Option<Interval>,
    /// How many households answered.
    pub answered: u32,
    /// By how much the variance differs from that of a simple random sample of as many, drawn without replacement;
    /// `None` where that has no error.
    pub design_effect: Option<f64>,
    /// How many answers, drawn one by one from everybody, would say as much; `None` if there is no error to compare.
    pub effective_n: Option<f64>,
    /// Draws less strata, of those that answered, less what the margins settle.
    pub degrees: u32,
}

impl Estimate {
    /// What it says of a target; without an interval nothing is proven.
    #[must_use]
    pub fn target_status(&self, target: Target) -> TargetStatus {
        self.interval.map_or(TargetStatus::NotProven, |interval| target_status(interval, target))
    }
}

/// What both kinds of estimates share.
struct Linear {
    value: f64,
    variance: f64,
    /// The variance of the values themselves.
    spread: f64,
    answered: u32,
    /// How many were asked.
    asked: usize,
    /// The households that those who answered stand for.
    stand_for: f64,
    /// How many answers of equal weight would count the same, if nothing else were in the way (Kish).
    equal: f64,
    /// Draws less strata.
    free: u32,
    /// What of these the margins leave.
    degrees: u32,
    /// How many households there are; `None` where a process is asked after.
    population: Option<u64>,
}

impl Design {
    /// The share of households of which something is true. Who didn't answer is `None` and counts as a household
    /// that belongs to no answer: the share is one of those who answer.
    ///
    /// `None` if nobody answered.
    #[must_use]
    pub fn proportion(&self, answers: &[Option<bool>], confidence: Confidence) -> Option<Estimate> {
        let values: Vec<_> =
            answers.iter().map(|answer| answer.map(|yes| if yes { 1.0 } else { 0.0 })).collect();
        let linear = self.linear(&values)?;
        Some(linear.estimate(linear.share_interval(confidence)))
    }

    /// The mean over households. Who didn't answer is `None`, as for [`Design::proportion`].
    ///
    /// `None` if nobody answered.
    #[must_use]
    pub fn mean(&self, values: &[Option<f64>], confidence: Confidence) -> Option<Estimate> {
        let linear = self.linear(values)?;
        Some(linear.estimate(linear.mean_interval(confidence)))
    }

    fn linear(&self, values: &[Option<f64>]) -> Option<Linear> {
        let answers = || {
            let of_units = values.iter().zip(&self.weights).zip(&self.draw_of);
            of_units.filter_map(|((value, weight), draw)| Some(((*value)?, *weight, *draw)))
        };
        let (first, ..) = answers().next()?;
        let alike = answers().all(|(value, ..)| value == first);
        let stand_for: f64 = answers().map(|(_, weight, _)| weight).sum();
        let mean = answers().map(|(value, weight, _)| value * weight).sum::<f64>() / stand_for;
        let value = if alike { first } else { mean };
        let parts: Vec<_> = (values.iter().zip(&self.weights))
            .map(|(one, weight)| one.map_or(0.0, |one| (one - value) * weight / stand_for))
            .collect();
        let parts = [parts, vec![0.0; self.weights.len().saturating_sub(values.len())]].concat();
        let spread =
            answers().map(|(one, weight, _)| (one - value).powi(2) * weight).sum::<f64>() / stand_for;
        let (mut draws, mut strata) = (vec![false; self.draws.len()], vec![false; self.scales.len()]);
        for (.., draw) in answers() {
            draws[draw] = true;
            strata[self.draws[draw].stratum] = true;
        }
        let count = |seen: &[bool]| seen.iter().filter(|seen| **seen).count();
        let answered = u32::try_from(answers().count()).unwrap_or(u32::MAX);
        let free = u32::try_from(count(&draws) - count(&strata)).unwrap_or(u32::MAX);
        Some(Linear {
            value,
            variance: if alike { 0.0 } else { self.variance(&parts) },
            spread,
            answered,
            asked: self.weights.len(),
            stand_for,
            equal: stand_for * stand_for / answers().map(|(_, weight, _)| weight * weight).sum::<f64>(),
            free,
            degrees: free.saturating_sub(self.calibration.settled()),
            population: self.population,
        })
    }
}

impl Linear {
    fn estimate(&self, interval: Option<Interval>) -> Estimate {
        let seen = self.everybody() || (self.degrees > 0 && !self.without_error());
        Estimate {
            value: self.value,
            standard_error: seen.then(|| self.variance.sqrt()),
            interval,
            answered: self.answered,
            design_effect: self.design_effect().filter(|_| self.degrees > 0 || self.everybody()),
            effective_n: (seen && !self.without_error()).then(|| self.spread / self.variance),
            degrees: self.degrees,
        }
    }

    /// Whether everybody there is has answered.
    fn everybody(&self) -> bool {
        self.population == Some(u64::from(self.answered))
    }

    /// Whether no more than rounding is left of the variance.
    fn without_error(&self) -> bool {
        self.variance <= self.spread * ROUNDING
    }

    /// The most answers that these can say as much as: Kish's number, or more where a good part of all there are was asked, [`GAIN`]
    /// times.
    fn most(&self) -> f64 {
        // A double holds every whole number up to 2^53.
        let rest = self.population.map_or(1.0, |all| 1.0 - self.asked as f64 / all as f64);
        GAIN * self.equal / rest
    }

    /// As `svymean(deff=TRUE)` of the package survey has it.
    fn design_effect(&self) -> Option<f64> {
        let n = f64::from(self.answered);
        let simple = self.spread * n / (n - 1.0) * (self.stand_for - n) / (self.stand_for * n);
        (simple > 0.0).then(|| self.variance / simple)
    }

    /// After Korn and Graubard: Clopper's and Pearson's interval for the effective number of answers, made smaller for
    /// what a design with few draws doesn't know of its own error. Where no error is seen (all answered alike, all
    /// were asked and some didn't answer, or the margins settle everything), that number is Kish's. It is never more than
    /// [`Linear::most`]: few answers with unequal weights or many margins can't see their own error.
    fn share_interval(&self, confidence: Confidence) -> Option<Interval> {
        if self.everybody() {
            return Some(Interval::exactly(self.value));
        }
        if self.free == 0 {
            return None;
        }
        let blind = self.without_error() || self.degrees == 0;
        let effective = if blind { self.equal } else { self.spread / self.variance };
        let degrees = if blind { self.free } else { self.degrees };
        let unsure = confidence.student(self.answered - 1) / confidence.student(degrees);
        let effective = effective.min(self.most()) * unsure * unsure;
        Some(beta_ends(effective * self.value, effective * (1.0 - self.value), confidence))
    }

    fn mean_interval(&self, confidence: Confidence) -> Option<Interval> {
        if self.everybody() {
            return Some(Interval::exactly(self.value));
        }
        if self.degrees == 0 || self.without_error() {
            return None;
        }
        Some(Interval::around(self.value, confidence.student(self.degrees) * self.variance.sqrt()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Stratum, Unit};
    use super::*;

    fn design(sizes: &[(u32, usize)]) -> Design {
        let strata: Vec<_> = sizes
            .iter()
            .map(|(households, _)| Stratum { name: String::new(), households: *households, clusters: None })
            .collect();
        let units = sizes.iter().enumerate().flat_map(|(stratum, (_, drawn))| {
            std::iter::repeat_n(Unit { stratum, cluster: None, weight: None }, *drawn)
        });
        Design::new(&strata, &units.collect::<Vec<_>>()).unwrap()
    }

    fn share(design: &Design, answers: &[Option<bool>]) -> Estimate {
        design.proportion(answers, Confidence::USUAL).unwrap()
    }

    #[test]
    fn everybody_asked_and_answered_is_exact() {
        let census = design(&[(2, 2), (1, 1)]);
        let estimate = share(&census, &[Some(true), Some(false), Some(true)]);
        assert_eq!(estimate.interval, Some(Interval::exactly(2.0 / 3.0)));
        assert_eq!((estimate.standard_error, estimate.design_effect), (Some(0.0), None));
        let content = share(&census, &[Some(true); 3]);
        assert_eq!(content.interval, Some(Interval::exactly(1.0)));
        assert_eq!(content.target_status(Target::new(1.0).unwrap()), TargetStatus::Proven);
    }

    #[test]
    fn all_alike_leaves_room_for_the_others() {
        let interval = share(&design(&[(500, 30), (500, 30)]), &[Some(true); 60]).interval.unwrap();
        assert!(interval.lower > 0.93 && interval.lower < 0.95 && interval.upper >= 1.0, "{interval:?}");
        let asked_all_but_one_answered =
            share(&design(&[(60, 60)]), &[&[None][..], &[Some(true); 59]].concat());
        assert!(asked_all_but_one_answered.interval.unwrap().lower < 1.0);
        let alike = design(&[(500, 30)]).mean(&[Some(5.0); 30], Confidence::USUAL).unwrap();
        assert_eq!((alike.value, alike.interval), (5.0, None));
    }

    #[test]
    fn strata_of_one_mind_each_are_no_certainty() {
        let answers: Vec<_> = (0..8).map(|place| Some(place < 4)).collect();
        let estimate = share(&design(&[(500, 4), (500, 4)]), &answers);
        assert_eq!(
            (estimate.value, estimate.standard_error),
            (0.5, None),
            "no error is seen, which isn't none"
        );
        assert!(estimate.interval.unwrap().width() > 0.5);
    }

    #[test]
    fn one_heavy_answer_is_not_taken_for_many() {
        let strata = [Stratum { name: String::new(), households: 1002, clusters: None }];
        let unit = |weight| Unit { stratum: 0, cluster: None, weight: Some(weight) };
        let design = Design::new(&strata, &[unit(1000.0), unit(1.0), unit(1.0)]).unwrap();
        let interval = share(&design, &[Some(true), Some(false), Some(false)]).interval.unwrap();
        assert!(interval.width() > 0.4, "one household says nearly everything: {interval:?}");
    }

    #[test]
    fn one_answer_has_no_error_that_could_be_seen() {
        let estimate = share(&design(&[(500, 3)]), &[Some(true), None, None]);
        assert_eq!((estimate.answered, estimate.standard_error, estimate.interval), (1, None, None));
        assert_eq!(estimate.target_status(Target::new(0.1).unwrap()), TargetStatus::NotProven);
        assert_eq!(design(&[(500, 3)]).proportion(&[None; 3], Confidence::USUAL), None);
    }
}
