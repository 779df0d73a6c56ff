//! Pairs at the least total cost, exactly.

use lapjv::{Matrix, lapjv};
use thiserror::Error;

/// Whole numbers below this are exact as floating point, and so are their sums and differences.
const EXACT: u64 = 1 << 53;

/// What it costs to pair each row with each column, where it is allowed at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairCosts {
    /// How many columns.
    pub columns: usize,
    /// Row by row; `None` where the two may not be paired.
    pub cells: Vec<Option<u64>>,
    /// For each row what it costs in addition to leave it, once rows have to be left.
    pub leaving: Vec<u64>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MatchingError {
    /// Not one cell for each row and column.
    #[error("派单的数据不完整，请刷新后再试")]
    Shape,
    /// The numbers are so many or so large that sums would be rounded.
    #[error("一次派的工单太多，请分几批派")]
    TooLarge,
}

impl MatchingError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Shape => "matching.shape",
            Self::TooLarge => "matching.too_large",
        }
    }
}

impl PairCosts {
    /// For each row its column, or `None` if it is left.
    ///
    /// As many rows as can be are paired; of all ways to do that, it is one with the least sum of costs
    /// of the pairs and of the rows left.
    ///
    /// # Errors
    /// [`MatchingError`]; the sizes and costs of a district are far from it.
    pub fn cheapest(&self) -> Result<Vec<Option<usize>>, MatchingError> {
        let rows = self.leaving.len();
        if rows == 0 || self.columns == 0 {
            return Ok(vec![None; rows]);
        }
        if rows.checked_mul(self.columns) != Some(self.cells.len()) {
            return Err(MatchingError::Shape);
        }
        let side = rows.max(self.columns);
        let left = self.cost_of_leaving(side).ok_or(MatchingError::TooLarge)?;
        // A row that stands on a forbidden cell, or on a column that was only added, is left. Rows that were
        // only added cost nothing: they take the columns that nobody needs.
        let square = Matrix::from_shape_fn((side, side), |(row, column)| match left.get(row) {
            None => 0.0,
            Some(left) if column >= self.columns => *left,
            Some(left) => self.cell(row, column).and_then(exact).unwrap_or(*left),
        });
        let (columns, _) = lapjv(&square).map_err(|_| MatchingError::Shape)?;
        let allowed = |(row, column): (usize, usize)| self.cell(row, column).map(|_| column);
        Ok(columns.into_iter().take(rows).enumerate().map(allowed).collect())
    }

    fn cell(&self, row: usize, column: usize) -> Option<u64> {
        if column >= self.columns {
            return None;
        }
        self.cells.get(row * self.columns + column).copied().flatten()
    }

    /// What it costs to leave each row: more than all pairs together. `None` if that isn't exact any more.
    fn cost_of_leaving(&self, side: usize) -> Option<Vec<f64>> {
        let rows = u64::try_from(self.leaving.len()).ok()?;
        let dearest = self.cells.iter().flatten().max().copied().unwrap_or(0);
        let surcharge = self.leaving.iter().max().copied().unwrap_or(0);
        let base = dearest.checked_add(surcharge)?.checked_mul(rows)?.checked_add(1)?;
        // Potentials of the algorithm are sums along paths, each row and column once.
        let longest = u64::try_from(side).ok()?.checked_mul(2)?.checked_mul(base.checked_add(surcharge)?)?;
        if longest >= EXACT {
            return None;
        }
        self.leaving.iter().map(|leaving| exact(base + leaving)).collect()
    }
}

/// The number as floating point, if it is the same there.
fn exact(number: u64) -> Option<f64> {
    if number >= EXACT {
        return None;
    }
    let high = u32::try_from(number >> 32).ok()?;
    let low = u32::try_from(number & u64::from(u32::MAX)).ok()?;
    Some(f64::from(high) * 4_294_967_296.0 + f64::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(columns: usize, cells: &[Option<u64>], leaving: &[u64]) -> PairCosts {
        PairCosts { columns, cells: cells.to_vec(), leaving: leaving.to_vec() }
    }

    #[test]
    fn numbers_stay_what_they_are() {
        for number in [0, 1, u64::from(u32::MAX), 1 << 32, EXACT - 1] {
            assert_eq!(exact(number).map(|float| format!("{float:.0}")), Some(number.to_string()));
        }
        assert_eq!(exact(EXACT), None);
    }

    #[test]
    fn nothing_to_pair() {
        assert_eq!(costs(0, &[], &[]).cheapest(), Ok(vec![]));
        assert_eq!(costs(3, &[], &[]).cheapest(), Ok(vec![]));
        assert_eq!(costs(0, &[], &[0, 0]).cheapest(), Ok(vec![None, None]));
        assert_eq!(costs(2, &[None; 4], &[0, 0]).cheapest(), Ok(vec![None, None]));
        assert_eq!(costs(1, &[Some(7)], &[0]).cheapest(), Ok(vec![Some(0)]));
        assert_eq!(costs(2, &[Some(7)], &[0]).cheapest(), Err(MatchingError::Shape));
    }

    #[test]
    fn numbers_before_costs_and_costs_before_leftovers() {
        // The cheap pair would take the only column that the second row may have.
        let both = costs(2, &[Some(1), Some(900), Some(2), None], &[0, 0]);
        assert_eq!(both.cheapest(), Ok(vec![Some(1), Some(0)]));
        // Two rows, one column: the cheaper pair, unless leaving the other costs more than that saves.
        assert_eq!(costs(1, &[Some(5), Some(9)], &[0, 0]).cheapest(), Ok(vec![Some(0), None]));
        assert_eq!(costs(1, &[Some(5), Some(9)], &[0, 5]).cheapest(), Ok(vec![None, Some(0)]));
    }

    #[test]
    fn what_would_be_rounded_is_refused() {
        let large = costs(2, &[Some(1 << 51); 4], &[0, 0]);
        assert_eq!(large.cheapest(), Err(MatchingError::TooLarge));
        assert_eq!(costs(1, &[Some(u64::MAX)], &[1]).cheapest(), Err(MatchingError::TooLarge));
    }
}
