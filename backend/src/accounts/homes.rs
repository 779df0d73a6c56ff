//! At how many doors somebody is registered: kept for each estate, and counted anew with each change.

use super::viewer::home;
use crate::store::{Session, StoreError};
use crate::surveys::door_hash;
use crate::{AppError, Backend, values};
use domain::areas::AreaCode;
use domain::reports::Homes;
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};

/// People who are looked at together.
const BATCH: i64 = 500;

/// Counts the doors of an estate anew, in the transaction that changed one. An estate has some thousand at most.
pub(crate) async fn count_homes(session: &mut Session, estate: &AreaCode) -> Result<(), StoreError> {
    // Takes the row first: of two at once, the second counts when the first is over.
    session
        .run(
            "INSERT INTO home_counts (estate, registered, listed, found) VALUES ($1, 0, 0, 0) \
             ON CONFLICT (estate) DO UPDATE SET registered = home_counts.registered",
            values![estate],
        )
        .await?;
    session
        .run(
            "UPDATE home_counts SET \
             registered = (SELECT count(DISTINCT door_hash) FROM people WHERE estate = $1), \
             listed = (SELECT count(*) FROM households WHERE area >= $1 AND area < $2 AND removed_in IS NULL), \
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
    session: &mut Session,
    area: &AreaCode,
) -> Result<BTreeMap<String, Homes>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        estate: String,
        registered: i64,
        listed: i64,
        found: i64,
    }
    let rows: Vec<Row> = session
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
    session: &mut Session,
    backend: &Backend,
    from: &AreaCode,
    to: &AreaCode,
) -> Result<(), AppError> {
    let sql = "UPDATE people SET estate = $2, door_hash = NULL WHERE estate = $1";
    session.run(sql, values![from, to]).await?;
    let mut after = String::new();
    while let Some(last) = hash_some(session, backend, &after).await? {
        after = last;
    }
    count_homes(session, from).await?;
    Ok(count_homes(session, to).await?)
}

/// Makes the hashes of doors that were given before there were any, and counts their estates. With nothing to do, it
/// is done at once.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn hash_doors(backend: &Backend) -> Result<(), AppError> {
    let mut after = String::new();
    loop {
        let mut session = backend.store.write().await?;
        let Some(last) = hash_some(&mut session, backend, &after).await? else { return Ok(()) };
        after = last;
        session.commit().await?;
    }
}

/// Makes the hashes of some doors that have none, of people after this one; the last of them, if there were any.
async fn hash_some(
    session: &mut Session,
    backend: &Backend,
    after: &str,
) -> Result<Option<String>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        estate: Option<String>,
        door: Option<String>,
    }
    let rows: Vec<Row> = session
        .all(
            "SELECT id, estate, door FROM people WHERE door IS NOT NULL AND door_hash IS NULL AND id > $1 \
             ORDER BY id LIMIT $2",
            values![after, BATCH],
        )
        .await?;
    let Some(last) = rows.last().map(|row| row.id.clone()) else { return Ok(None) };
    let mut estates = BTreeSet::new();
    for row in rows {
        let Some(home) = home(backend, &row.id, row.estate.as_deref(), row.door.as_deref())? else {
            continue;
        };
        // Whoever moved meanwhile has their hash already.
        session
            .run(
                "UPDATE people SET door_hash = $2 WHERE id = $1 AND door_hash IS NULL AND door = $3",
                values![&row.id, door_hash(backend, &home), row.door],
            )
            .await?;
        estates.insert(home.estate);
    }
    for estate in &estates {
        count_homes(session, estate).await?;
    }
    Ok(Some(last))
}
