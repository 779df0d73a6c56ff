//! Which pairs a large queue is reckoned with. The time of the solver grows with the cube of what it is given.

use std::collections::BTreeSet;

/// The most columns that are given to the solver at once: it takes some tenths of a second then.
pub(super) const COLUMNS_MOST: usize = 1_000;

/// Rows and columns of a large table that are reckoned with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Narrowed {
    /// The rows; those that come first in the order given, and all of them if there is room.
    pub rows: Vec<usize>,
    /// The columns.
    pub columns: Vec<usize>,
}

/// Keeps of `cells`, row by row with so many columns each, at most `most` columns, and as many of the rows, in the
/// order of `wanted`, as lose nothing by that.
///
/// Of n rows each needs its n cheapest columns only: the other n − 1 can't take all of them. Where together these are
/// still too many, the last rows are left for another time.
pub(super) fn narrow(cells: &[Option<u64>], columns: usize, wanted: &[usize], most: usize) -> Narrowed {
    let mut count = wanted.len();
    while let Some(rows) = wanted.get(..count) {
        let kept: BTreeSet<usize> =
            rows.iter().flat_map(|row| cheapest(cells, columns, *row, count)).collect();
        if kept.len() <= most || count <= 1 {
            let columns = kept.into_iter().take(most).collect();
            return Narrowed { rows: rows.to_vec(), columns };
        }
        // At most nine in ten again: some dozens of looks, however many rows.
        count -= count.div_ceil(10);
    }
    Narrowed::default()
}

/// The columns of a row that cost the least, at most so many.
fn cheapest(cells: &[Option<u64>], columns: usize, row: usize, count: usize) -> Vec<usize> {
    let own = cells.get(row * columns..(row + 1) * columns).unwrap_or_default();
    let mut allowed: Vec<_> =
        own.iter().enumerate().filter_map(|(column, cost)| Some(((*cost)?, column))).collect();
    if allowed.len() > count && count > 0 {
        allowed.select_nth_unstable(count - 1);
        allowed.truncate(count);
    }
    allowed.into_iter().map(|(_, column)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::super::PairCosts;
    use super::*;
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    /// A table with holes, made of a seed.
    fn cells(rows: usize, columns: usize, seed: u64) -> Vec<Option<u64>> {
        let mut source = StdRng::seed_from_u64(seed);
        (0..rows * columns).map(|_| Some(source.random_range(0..900)).filter(|cost| *cost < 600)).collect()
    }

    /// What the cheapest pairs of some rows and columns come to: how many there are, and their sum.
    fn cheapest_of(cells: &[Option<u64>], columns: usize, narrowed: &Narrowed) -> (usize, u64) {
        let own = narrowed.rows.iter().flat_map(|row| {
            narrowed.columns.iter().map(move |column| cells.get(row * columns + column).copied().flatten())
        });
        let own: Vec<_> = own.collect();
        let width = narrowed.columns.len();
        let pairs = PairCosts { columns: width, cells: own.clone(), leaving: vec![0; narrowed.rows.len()] };
        let found = pairs.cheapest().unwrap();
        let costs = found.iter().enumerate().filter_map(|(row, column)| own[row * width + (*column)?]);
        costs.fold((0, 0), |(count, sum), cost| (count + 1, sum + cost))
    }

    #[test]
    fn nothing_is_lost_by_columns_that_cannot_be_needed() {
        for seed in 0..40 {
            let cells = cells(6, 60, seed);
            let all = Narrowed { rows: (0..6).collect(), columns: (0..60).collect() };
            let narrowed = narrow(&cells, 60, &[0, 1, 2, 3, 4, 5], 36);
            assert!(narrowed.rows.len() == 6 && narrowed.columns.len() <= 36, "{narrowed:?}");
            assert_eq!(cheapest_of(&cells, 60, &narrowed), cheapest_of(&cells, 60, &all), "seed {seed}");
        }
    }

    #[test]
    fn the_solver_never_gets_more_than_its_bound() {
        let (rows, columns) = (200, 8_000);
        let cells = cells(rows, columns, 7);
        let oldest: Vec<_> = (0..rows).rev().collect();
        let narrowed = narrow(&cells, columns, &oldest, COLUMNS_MOST);
        assert!(narrowed.columns.len() <= COLUMNS_MOST, "{}", narrowed.columns.len());
        assert!(narrowed.rows.len() >= 28, "about the square root of the bound always fits");
        assert_eq!(narrowed.rows, oldest[..narrowed.rows.len()], "the first ones stay");
    }
}
