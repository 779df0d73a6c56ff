//! Reading the strata that households were drawn from.

use crate::import::{Columns, ImportFailure, ImportFile, Table};
use domain::import::{number, required};
use domain::typed::folded;
use serde::Deserialize;
use statistics::Stratum;

const COLUMNS: Columns = Columns { needed: &["stratum", "households"], optional: &["clusters"] };

/// The most households or clusters of one stratum.
pub(super) const HOUSEHOLDS_LIMIT: u32 = 10_000_000;

/// The most characters of a name in these tables.
pub(super) const NAME_LIMIT: usize = 200;

#[derive(Clone, Debug, Deserialize)]
pub(super) struct StratumRecord {
    stratum: String,
    households: String,
    #[serde(default)]
    clusters: String,
}

/// The strata, and the table for errors that are found later.
pub(super) fn read_strata(
    file: ImportFile<'_>,
) -> Result<(Table<StratumRecord>, Vec<Stratum>), ImportFailure> {
    let table: Table<StratumRecord> = Table::read(file, &COLUMNS)?;
    let (mut strata, mut errors) = (Vec::<Stratum>::new(), Vec::new());
    for (place, record) in table.records.iter().enumerate() {
        let mut tell =
            |column: &str, reason: &dyn std::fmt::Display| errors.push(table.error(place, column, reason));
        let name = required(&record.stratum, NAME_LIMIT).map_err(|error| tell("stratum", &error)).ok();
        let count = |text: &str| number(text, 0..=HOUSEHOLDS_LIMIT);
        let households = count(&record.households).map_err(|error| tell("households", &error)).ok();
        let clusters = if folded(&record.clusters).is_empty() {
            Some(None)
        } else {
            count(&record.clusters).map_err(|error| tell("clusters", &error)).ok().map(Some)
        };
        if name.as_ref().is_some_and(|name| strata.iter().any(|stratum| stratum.name == *name)) {
            tell("stratum", &"这一层前面已经写过，请删掉一行");
        }
        let (name, households) = (name.unwrap_or_default(), households.unwrap_or_default());
        strata.push(Stratum { name, households, clusters: clusters.flatten() });
    }
    if errors.is_empty() { Ok((table, strata)) } else { Err(ImportFailure::rows(errors)) }
}
