//! The months that the pages behind a figure are about, as their addresses say them.

use crate::context::{now, query};
use crate::paths;
use domain::counters::Month;

/// The months in the page's address: the last twelve if it names none.
pub(super) fn asked_months() -> (Month, Month) {
    let to = query("to").parse().unwrap_or_else(|_| Month::of(now()));
    let from = query("from").parse().unwrap_or_else(|_| to.plus(-11));
    (from, to)
}

/// A page about these months.
pub(super) fn about_months(path: &str, (from, to): (Month, Month)) -> String {
    paths::with(path, &[("from", &from.to_string()), ("to", &to.to_string())])
}
