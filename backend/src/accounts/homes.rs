//! At how many doors somebody is registered: kept for each estate, and counted anew with each change.

use super::hash_doors::hash_some;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::areas::AreaCode;
use domain::reports::Homes;
use std::collections::{BTreeMap, BTreeSet};

/// Counts the doors of an estate anew, in the transaction that changed one. An estate has some thousand at most.
pub(crate) async fn count_homes(tx: &mut Transaction, estate: &AreaCode) -> Result<(), StoreError> {
    // Takes the row first: of two at once, the second counts when the first is over.
    tx.run(
        "INSERT INTO home_counts (estate, registered, listed, found) VALUES ($1, 0, 0, 0) \
             ON CONFLICT (estate) DO UPDATE SET registered = home_counts.registered",
        values![estate],
    )
    .await?;
    tx.run(
        "UPDATE home_counts SET \
             registered = (SELECT count(DISTINCT door_hash) FROM people WHERE estate = $1), \
             listed = (SELECT count(DISTINCT door_hash) FROM households \
             WHERE area >= $1 AND area < $2 AND removed_in IS NULL), \
             found = (SELECT count(DISTINCT p.door_hash) FROM people p JOIN households h \
             ON h.door_hash = p.door_hash AND h.removed_in IS NULL WHERE p.estate = $1) \
             WHERE estate = $1",
        values![estate, estate.end()],
    )
    .await?;
    Ok(())
}

/// What is counted of each estate of an area; what the table of areas states is left open. An estate where nobody
/// ever was registered is missing.
pub(crate) async fn home_counts(
    tx: &mut Transaction,
    area: &AreaCode,
) -> Result<BTreeMap<String, Homes>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        estate: String,
        registered: i64,
        listed: i64,
        found: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT estate, registered, listed, found FROM home_counts WHERE estate >= $1 AND estate < $2",
            values![area, area.end()],
        )
        .await?;
    let homes =
        |row: Row| Homes { stated: 0, listed: row.listed, registered: row.registered, found: row.found };
    Ok(rows.into_iter().map(|row| (row.estate.clone(), homes(row))).collect())
}

/// Moves everybody who lives in an estate to the one that it has become a part of, in the caller's transaction. Their
/// doors are found by other hashes from then on.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub(crate) async fn move_homes(
    tx: &mut Transaction,
    backend: &Backend,
    from: &AreaCode,
    to: &AreaCode,
) -> Result<(), AppError> {
    let sql = "UPDATE people SET estate = $2, door_hash = NULL WHERE estate = $1";
    tx.run(sql, values![from, to]).await?;
    let mut estates = BTreeSet::from([from.clone(), to.clone()]);
    let mut after = String::new();
    while let Some(last) = hash_some(tx, backend, &after, &mut estates).await? {
        after = last;
    }
    for estate in &estates {
        count_homes(tx, estate).await?;
    }
    Ok(())
}
