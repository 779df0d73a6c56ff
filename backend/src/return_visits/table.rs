//! The answers behind the rate, for files that others reckon with.

use super::ReturnPart;
use crate::spreadsheet::{Cell, Table};
use domain::orders::Satisfaction;
use strum::IntoEnumIterator;

/// What was drawn and said, part by part.
#[must_use]
pub fn return_parts_table(parts: &[ReturnPart]) -> Table {
    let mut heads: Vec<String> = ["社区", "办完", "抽了"].map(str::to_owned).into();
    heads.extend(Satisfaction::iter().map(|level| level.name().to_owned()));
    heads.extend(["不愿说", "没人接", "没问", "先不公布"].map(str::to_owned));
    Table { name: "回访的回答", heads, rows: parts.iter().map(row).collect() }
}

fn row(part: &ReturnPart) -> Vec<Cell> {
    let whole = |number: u32| Cell::Whole(i64::from(number));
    let mut row = vec![Cell::Text(part.community.clone()), whole(part.population), whole(part.drawn)];
    let of_level = |level| whole(part.reached.get(&level).copied().unwrap_or_default());
    row.extend(Satisfaction::iter().map(of_level));
    row.extend([part.refused, part.not_reached, part.waiting(), part.held_back].map(whole));
    row
}
