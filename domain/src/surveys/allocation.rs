//! How many households of each stratum are asked.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};
use thiserror::Error;

/// How a sample is spread over the strata.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Allocation {
    /// As many as the stratum has households, in proportion.
    #[default]
    Proportional,
    /// The same number everywhere: best for comparing the strata.
    Equal,
    /// By households times spread (Neyman 1934): best for the whole, where strata differ in how far their
    /// households are of one mind.
    Neyman,
}

impl Allocation {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Proportional => "按户数分",
            Self::Equal => "每处一样多",
            Self::Neyman => "按户数和差异分",
        }
    }
}

/// A stratum, as far as allocating needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Households in the frame.
    pub households: u32,
    /// The expected standard deviation of an answer, in thousandths; see [`spread_of`]. Only
    /// [`Allocation::Neyman`] looks at it.
    pub spread: u32,
}

/// Why a sample can't be spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AllocationError {
    /// Nobody is to be asked, or nobody lives there.
    #[error("至少要抽 1 户，名册里也要有住户")]
    Nothing,
    /// More are wanted than there are.
    #[error("名册里一共只有 {households} 户，抽不出 {wanted} 户")]
    TooMany {
        /// How many there are.
        households: u64,
        /// How many are wanted.
        wanted: u32,
    },
    /// The minimum of each stratum already makes more than are wanted.
    #[error("每处至少 {minimum} 户，加起来就有 {least} 户，比要抽的 {wanted} 户多")]
    TooFew {
        /// The minimum of each stratum.
        minimum: u32,
        /// What the minima come to.
        least: u64,
        /// How many are wanted.
        wanted: u32,
    },
}

/// The standard deviation of a yes-or-no answer of which this percentage is expected to be yes, in thousandths.
/// Nobody is surer than 2 %: a stratum of which nothing is asked can't surprise.
#[must_use]
pub fn spread_of(percent: u8) -> u32 {
    let share = f64::from(percent.clamp(2, 98)) / 100.0;
    let thousandths = ((share * (1.0 - share)).sqrt() * 1000.0).round();
    // Between 140 and 500 for every percentage.
    (0..=500).rev().find(|whole| f64::from(*whole) <= thousandths).unwrap_or(0)
}

/// Spreads a sample over strata: in proportion to their weights, but of each at least `minimum` (or all, where
/// there are fewer) and never more than there are. What is left over by rounding goes to the largest remainders,
/// and of equal ones to the stratum that stands first; the sum is `wanted`, exactly.
///
/// # Errors
/// [`AllocationError`] if there is no such sample.
pub fn allocate(
    strata: &[Stratum],
    wanted: u32,
    minimum: u32,
    way: Allocation,
) -> Result<Vec<u32>, AllocationError> {
    let households: u64 = strata.iter().map(|stratum| u64::from(stratum.households)).sum();
    let least: u64 = strata.iter().map(|stratum| u64::from(minimum.min(stratum.households))).sum();
    if wanted == 0 || households == 0 {
        return Err(AllocationError::Nothing);
    }
    if u64::from(wanted) > households {
        return Err(AllocationError::TooMany { households, wanted });
    }
    if u64::from(wanted) < least {
        return Err(AllocationError::TooFew { minimum, least, wanted });
    }
    let parts = strata.iter().map(|stratum| Part {
        weight: weight(stratum, way),
        low: minimum.min(stratum.households).into(),
        high: stratum.households.into(),
        taken: None,
    });
    let mut parts: Vec<_> = parts.collect();
    let rest = settle(&mut parts, wanted.into());
    round(&mut parts, rest);
    let taken = |part: &Part| part.taken.and_then(|taken| u32::try_from(taken).ok()).unwrap_or(0);
    Ok(parts.iter().map(taken).collect())
}

fn weight(stratum: &Stratum, way: Allocation) -> u128 {
    match way {
        Allocation::Proportional => stratum.households.into(),
        Allocation::Equal => 1,
        Allocation::Neyman => u128::from(stratum.households) * u128::from(stratum.spread.max(1)),
    }
}

/// A stratum on the way to its number.
struct Part {
    weight: u128,
    low: u128,
    high: u128,
    /// Its number, once it is settled.
    taken: Option<u128>,
}

/// Settles all strata whose share lies beyond a bound, at that bound, until no share does; what is left for
/// the others. Of the two sides the one that is further out is settled first (Bitran and Hax 1981).
fn settle(parts: &mut [Part], wanted: u128) -> u128 {
    let mut rest = wanted;
    loop {
        let whole: u128 = open(parts).map(|part| part.weight).sum();
        // Everything times the sum of the weights: shares stay whole numbers.
        let share = |part: &Part| rest * part.weight;
        let lacking: u128 = open(parts).map(|part| (part.low * whole).saturating_sub(share(part))).sum();
        let beyond: u128 = open(parts).map(|part| share(part).saturating_sub(part.high * whole)).sum();
        if lacking == 0 && beyond == 0 {
            return rest;
        }
        let before = rest;
        for part in parts.iter_mut().filter(|part| part.taken.is_none()) {
            let share = before * part.weight;
            let bound = if lacking >= beyond {
                (share < part.low * whole).then_some(part.low)
            } else {
                (share > part.high * whole).then_some(part.high)
            };
            if let Some(bound) = bound {
                part.taken = Some(bound);
                rest = rest.saturating_sub(bound);
            }
        }
    }
}

/// Rounds the open strata, by the largest remainders.
fn round(parts: &mut [Part], rest: u128) {
    let whole: u128 = open(parts).map(|part| part.weight).sum();
    if whole == 0 {
        return;
    }
    let mut left = rest;
    let mut remainders = Vec::new();
    for (place, part) in parts.iter_mut().enumerate().filter(|(_, part)| part.taken.is_none()) {
        let share = rest * part.weight;
        part.taken = Some(share / whole);
        left -= share / whole;
        remainders.push((share % whole, place));
    }
    remainders.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    for (_, place) in remainders.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        if let Some(taken) = parts.get_mut(place).and_then(|part| part.taken.as_mut()) {
            *taken += 1;
        }
    }
}

fn open(parts: &[Part]) -> impl Iterator<Item = &Part> {
    parts.iter().filter(|part| part.taken.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    fn strata(households: &[u32]) -> Vec<Stratum> {
        households.iter().map(|households| Stratum { households: *households, spread: 500 }).collect()
    }

    #[test]
    fn in_proportion_with_the_largest_remainders() {
        let three = strata(&[1706, 1431, 422]);
        // 143.80, 120.62, 35.57 of 300.
        assert_eq!(allocate(&three, 300, 0, Allocation::Proportional), Ok(vec![144, 121, 35]));
        assert_eq!(allocate(&three, 300, 60, Allocation::Proportional), Ok(vec![131, 109, 60]));
        assert_eq!(allocate(&three, 301, 0, Allocation::Equal), Ok(vec![101, 100, 100]));
    }

    #[test]
    fn a_small_stratum_gives_all_it_has() {
        let three = strata(&[10, 500, 500]);
        assert_eq!(allocate(&three, 90, 0, Allocation::Equal), Ok(vec![10, 40, 40]));
        assert_eq!(allocate(&three, 90, 20, Allocation::Proportional), Ok(vec![10, 40, 40]));
        assert_eq!(allocate(&three, 1010, 0, Allocation::Equal), Ok(vec![10, 500, 500]));
        assert_eq!(allocate(&strata(&[0, 5]), 5, 3, Allocation::Equal), Ok(vec![0, 5]));
    }

    #[test]
    fn neyman_asks_more_where_people_differ() {
        let even = Stratum { households: 1000, spread: spread_of(50) };
        let sure = Stratum { households: 1000, spread: spread_of(98) };
        assert_eq!((even.spread, sure.spread, spread_of(100)), (500, 140, 140));
        // 500 to 140.
        assert_eq!(allocate(&[even, sure], 320, 0, Allocation::Neyman), Ok(vec![250, 70]));
        let alike = allocate(&strata(&[1706, 1431, 422]), 300, 0, Allocation::Neyman);
        assert_eq!(alike, allocate(&strata(&[1706, 1431, 422]), 300, 0, Allocation::Proportional));
    }

    #[test]
    fn says_why_there_is_no_such_sample() {
        let two = strata(&[30, 20]);
        let way = Allocation::Proportional;
        assert_eq!(allocate(&two, 0, 0, way), Err(AllocationError::Nothing));
        assert_eq!(allocate(&[], 5, 0, way), Err(AllocationError::Nothing));
        let many = allocate(&two, 51, 0, way);
        assert_eq!(many, Err(AllocationError::TooMany { households: 50, wanted: 51 }));
        let few = allocate(&two, 40, 25, way).unwrap_err();
        assert_eq!(few, AllocationError::TooFew { minimum: 25, least: 45, wanted: 40 });
        assert_eq!(few.to_string(), "每处至少 25 户，加起来就有 45 户，比要抽的 40 户多");
    }

    proptest! {
        #[test]
        fn the_sum_is_exact_and_every_bound_is_kept(
            strata in prop::collection::vec((0_u32..5_000, 100_u32..500), 1..30),
            part in 0.0..1.0_f64,
            minimum in 0_u32..40,
        ) {
            let strata: Vec<_> =
                strata.into_iter().map(|(households, spread)| Stratum { households, spread }).collect();
            let all: u32 = strata.iter().map(|stratum| stratum.households).sum();
            let wanted = (1..=all).rev().find(|wanted| f64::from(*wanted) <= f64::from(all) * part).unwrap_or(1);
            for way in Allocation::iter() {
                match allocate(&strata, wanted, minimum, way) {
                    Ok(taken) => {
                        prop_assert_eq!(taken.iter().sum::<u32>(), wanted);
                        for (taken, stratum) in taken.iter().zip(&strata) {
                            prop_assert!(*taken <= stratum.households);
                            prop_assert!(*taken >= minimum.min(stratum.households));
                        }
                    }
                    Err(AllocationError::TooFew { least, .. }) => prop_assert!(least > u64::from(wanted)),
                    Err(AllocationError::Nothing) => prop_assert_eq!(all, 0),
                    Err(error) => prop_assert!(false, "{}", error),
                }
            }
        }
    }
}
