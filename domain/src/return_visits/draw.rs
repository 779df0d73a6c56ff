//! Which of a week's orders are asked after.

use super::{Week, sample_size};
use crate::areas::AreaCode;
use crate::orders::OrderNumber;
use crate::surveys::{FrameRow, Seed, draw};
use std::collections::BTreeMap;

/// Draws of the orders that a community finished in a week, as many as [`sample_size`] says: those with the smallest
/// SHA-256 of seed, zero byte, «K101/2026-11-23», zero byte, number, as a survey wave draws its households. Whoever
/// has the seed and the numbers can repeat it.
#[must_use]
pub fn drawn(seed: &Seed, community: &AreaCode, week: Week, finished: &[OrderNumber]) -> Vec<OrderNumber> {
    let stratum = format!("{community}/{week}");
    let frame: BTreeMap<String, &OrderNumber> =
        finished.iter().map(|number| (number.to_string(), number)).collect();
    let size = sample_size(u32::try_from(frame.len()).unwrap_or(u32::MAX));
    let row = |number: &String| FrameRow { stratum: stratum.clone(), household: number.clone() };
    let rows: Vec<_> = frame.keys().map(row).collect();
    let sample = draw(seed, &rows, &BTreeMap::from([(stratum.clone(), size)]));
    sample.iter().filter_map(|one| frame.get(&one.household).map(|number| (*number).clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn numbers(count: u32) -> Vec<OrderNumber> {
        (1..=count).map(|number| OrderNumber::new(AreaCode::parse("K101").unwrap(), number)).collect()
    }

    fn of_week(seed: [u8; 32], week: &str, finished: &[OrderNumber]) -> Vec<OrderNumber> {
        let community = AreaCode::parse("K101").unwrap();
        drawn(&Seed(seed), &community, week.parse().unwrap(), finished)
    }

    #[test]
    fn each_week_draws_anew() {
        let finished = numbers(200);
        let (one, other) =
            (of_week([1; 32], "2026-11-16", &finished), of_week([1; 32], "2026-11-23", &finished));
        assert_eq!(one.len(), 30);
        assert_ne!(one, other);
        assert!(of_week([1; 32], "2026-11-16", &[]).is_empty());
    }

    proptest! {
        #[test]
        fn draws_each_at_most_once_and_in_whatever_order_they_come(
            seed in any::<[u8; 32]>(),
            shuffled in (0_u32..80).prop_flat_map(|count| Just(numbers(count)).prop_shuffle()),
        ) {
            let sample = of_week(seed, "2026-11-16", &shuffled);
            let mut sorted = shuffled.clone();
            sorted.sort();
            prop_assert_eq!(&sample, &of_week(seed, "2026-11-16", &sorted));
            let different: BTreeSet<_> = sample.iter().collect();
            prop_assert_eq!(different.len(), sample.len());
            prop_assert_eq!(sample.len(), usize::try_from(sample_size(u32::try_from(shuffled.len()).unwrap())).unwrap());
        }
    }
}
