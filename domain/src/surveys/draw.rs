//! The draw: which households of each stratum are asked.

use super::Seed;
use super::seed::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A household of the frame. The fields are the columns of `FRAME.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct FrameRow {
    /// The code of the stratum.
    pub stratum: String,
    /// The household, by an id that says nothing of who it is.
    pub household: String,
}

/// A household that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// Its stratum.
    pub stratum: String,
    /// The household.
    pub household: String,
    /// The how-manieth of its stratum, from 1, in the order of the draw.
    pub place: u32,
    /// What it was ordered by, in hexadecimal digits.
    pub key: String,
}

/// The SHA-256 of the frame: of its lines «stratum,household», sorted by bytes, each ended by a line feed.
/// Published with the seed's commitment, so that nobody changes the list once they know the seed.
///
/// `tail -n +2 FRAME.csv | LC_ALL=C sort | sha256sum` says the same.
#[must_use]
pub fn frame_hash(frame: &[FrameRow]) -> String {
    let mut lines: Vec<_> = frame.iter().map(|row| format!("{},{}\n", row.stratum, row.household)).collect();
    lines.sort_unstable();
    let mut digest = Sha256::new();
    lines.iter().for_each(|line| digest.update(line));
    hex(&digest.finalize())
}

/// Draws so many households of each stratum: those with the smallest SHA-256 of seed, zero byte, stratum, zero
/// byte, household. It doesn't matter in which order the frame stands; each household of a stratum is drawn as
/// likely as any other.
///
/// The sample stands in the order of the strata, and within each in the order of the draw. Of a stratum that
/// has fewer households than are wanted, all are drawn.
#[must_use]
pub fn draw(seed: &Seed, frame: &[FrameRow], wanted: &BTreeMap<String, u32>) -> Vec<Sampled> {
    let mut by_stratum: BTreeMap<&str, Vec<([u8; 32], &str)>> = BTreeMap::new();
    for row in frame {
        let key = key(seed, &row.stratum, &row.household);
        by_stratum.entry(&row.stratum).or_default().push((key, &row.household));
    }
    let mut sample = Vec::new();
    for (stratum, mut households) in by_stratum {
        let count = wanted.get(stratum).copied().unwrap_or(0);
        households.sort_unstable();
        households.dedup();
        sample.extend((1..=count).zip(households).map(|(place, (key, household))| Sampled {
            stratum: stratum.to_owned(),
            household: household.to_owned(),
            place,
            key: hex(&key),
        }));
    }
    sample
}

fn key(seed: &Seed, stratum: &str, household: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(seed.0);
    digest.update([0]);
    digest.update(stratum);
    digest.update([0]);
    digest.update(household);
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    fn frame(strata: &[(&str, usize)]) -> Vec<FrameRow> {
        let rows = strata.iter().flat_map(|(stratum, count)| {
            (0..*count).map(move |number| FrameRow {
                stratum: (*stratum).to_owned(),
                household: format!("{stratum}-{number:04}"),
            })
        });
        rows.collect()
    }

    fn wanted(strata: &[(&str, u32)]) -> BTreeMap<String, u32> {
        strata.iter().map(|(stratum, count)| ((*stratum).to_owned(), *count)).collect()
    }

    #[test]
    fn keys_are_what_other_tools_make() {
        // { head -c 32 /dev/zero; printf '\0K1\0h1'; } | sha256sum
        let row = FrameRow { stratum: "K1".into(), household: "h1".into() };
        let sample = draw(&Seed([0; 32]), &[row], &wanted(&[("K1", 1)]));
        assert_eq!(sample[0].key, "63b4ec92e63ca86b634dd3b72abe2a122d90c40361e49ee20428fab5ba3db2d7");
    }

    #[test]
    fn the_hash_of_a_frame_is_what_sort_and_sha256sum_say() {
        // printf 'K1,a\nK1,b\nK2,c\n' | sha256sum
        let mut rows = frame(&[]);
        for (stratum, household) in [("K2", "c"), ("K1", "b"), ("K1", "a")] {
            rows.push(FrameRow { stratum: stratum.into(), household: household.into() });
        }
        assert_eq!(frame_hash(&rows), "3f8d62f7094e307e45226330572b0efd2cc1111a4e1f0a4540106d261c79e994");
    }

    #[test]
    fn one_household_more_or_less_changes_the_hash() {
        let whole = frame(&[("K1", 20)]);
        assert_ne!(frame_hash(&whole), frame_hash(&whole[1..]));
    }

    #[test]
    fn draws_no_more_than_there_are_and_nobody_twice() {
        let mut rows = frame(&[("K1", 3), ("K2", 5)]);
        rows.push(rows[0].clone());
        let sample = draw(&Seed([9; 32]), &rows, &wanted(&[("K1", 9), ("K2", 2), ("K3", 1)]));
        assert_eq!(sample.len(), 5);
        let places: Vec<_> = sample.iter().map(|drawn| (drawn.stratum.as_str(), drawn.place)).collect();
        assert_eq!(places, [("K1", 1), ("K1", 2), ("K1", 3), ("K2", 1), ("K2", 2)]);
    }

    /// Over many seeds each of 40 households is drawn about as often: the count of each is binomial, and the sum
    /// of the squared deviations over its variance (1 - n/N, drawn without putting back) has the χ² distribution
    /// with 39 degrees of freedom. Its 99.99 % quantile is 85.
    #[test]
    fn every_household_is_drawn_as_likely_as_any_other() {
        const SEEDS: u32 = 4_000;
        let rows = frame(&[("K1", 40), ("K2", 7)]);
        let wanted = wanted(&[("K1", 10), ("K2", 3)]);
        let mut dice = StdRng::seed_from_u64(2026);
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for _ in 0..SEEDS {
            let mut seed = [0; 32];
            dice.fill_bytes(&mut seed);
            for drawn in draw(&Seed(seed), &rows, &wanted) {
                *counts.entry(drawn.household).or_default() += 1;
            }
        }
        let expected = f64::from(SEEDS) / 4.0;
        let deviation = |row: &&FrameRow| {
            let count = counts.get(&row.household).copied().unwrap_or(0);
            (f64::from(count) - expected).powi(2) / (expected * (1.0 - 0.25))
        };
        // Counts of a fixed total hang together: (N-1)/N makes the sum χ² with N-1 degrees of freedom.
        let sum: f64 = rows.iter().filter(|row| row.stratum == "K1").map(|row| deviation(&row)).sum();
        let sum = sum * 39.0 / 40.0;
        assert!(sum < 85.0, "χ² of {sum} with 39 degrees of freedom");
        assert!(sum > 12.0, "χ² of {sum}: more even than chance");
    }

    proptest! {
        #[test]
        fn the_order_of_the_frame_does_not_matter(seed in any::<[u8; 32]>(), order in Just(frame(&[("K1", 30), ("K2", 12)])).prop_shuffle()) {
            let wanted = wanted(&[("K1", 7), ("K2", 4)]);
            let sorted = frame(&[("K1", 30), ("K2", 12)]);
            prop_assert_eq!(draw(&Seed(seed), &order, &wanted), draw(&Seed(seed), &sorted, &wanted));
            prop_assert_eq!(frame_hash(&order), frame_hash(&sorted));
        }

        #[test]
        fn a_larger_sample_holds_the_smaller_one(seed in any::<[u8; 32]>(), few in 0_u32..15, more in 0_u32..15) {
            let rows = frame(&[("K1", 30)]);
            let small = draw(&Seed(seed), &rows, &wanted(&[("K1", few)]));
            let large = draw(&Seed(seed), &rows, &wanted(&[("K1", few + more)]));
            prop_assert_eq!(&large[..small.len()], &small[..]);
        }
    }
}
