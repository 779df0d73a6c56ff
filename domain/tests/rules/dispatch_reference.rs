//! What an assignment costs is what SciPy says, to the last unit.

use domain::dispatch::PairCosts;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    /// How many pairs there can be at most.
    paired: usize,
    /// What so many pairs cost at least.
    cost: u64,
    /// Row by row; `None` where a pair is forbidden.
    cells: Vec<Vec<Option<u64>>>,
}

impl Case {
    fn costs(&self) -> PairCosts {
        PairCosts {
            columns: self.cells[0].len(),
            cells: self.cells.concat(),
            leaving: vec![0; self.cells.len()],
        }
    }
}

/// Pairs and cost of an answer; that no column is taken twice and no forbidden pair used is checked on the way.
fn account(case: &Case, answer: &[Option<usize>]) -> (usize, u64) {
    let mut taken = vec![false; case.cells[0].len()];
    let (mut paired, mut cost) = (0, 0);
    for (row, column) in answer.iter().enumerate() {
        let Some(column) = *column else { continue };
        assert!(!std::mem::replace(&mut taken[column], true), "{}: column {column} twice", case.name);
        cost += case.cells[row][column].unwrap_or_else(|| panic!("{}: a forbidden pair", case.name));
        paired += 1;
    }
    (paired, cost)
}

#[test]
fn two_hundred_cases_cost_what_scipy_says() {
    let reference: Reference = serde_json::from_str(include_str!("../data/assignment_cases.json")).unwrap();
    assert_eq!(reference.cases.len(), 200);
    for (place, case) in reference.cases.iter().enumerate() {
        let answer = case.costs().cheapest().unwrap();
        assert_eq!(answer.len(), case.cells.len());
        assert_eq!(account(case, &answer), (case.paired, case.cost), "case {place}, {}", case.name);
    }
}

/// The same table on its side has other rows and the same answer.
#[test]
fn rows_and_columns_may_be_exchanged() {
    let reference: Reference = serde_json::from_str(include_str!("../data/assignment_cases.json")).unwrap();
    for case in reference.cases {
        let columns = case.cells[0].len();
        let turned = (0..columns).map(|column| case.cells.iter().map(|row| row[column]).collect()).collect();
        let turned = Case { cells: turned, ..case };
        let answer = turned.costs().cheapest().unwrap();
        assert_eq!(account(&turned, &answer), (turned.paired, turned.cost), "{}", turned.name);
    }
}
