//! The hashes of doors that were given before there were any, or by an older rule.

use super::door::{DOOR_RULE, HOUSEHOLD_AAD, door_hash};
use super::homes::count_homes;
use super::viewer::home;
use crate::revision::{self, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::Address;
use domain::areas::AreaCode;
use std::collections::BTreeSet;

/// Rows that are looked at together.
const BATCH: i64 = 500;

/// Makes the hashes of doors that have none by the rule of today, and counts their estates; says how many households of
/// the list stand there twice, in other spellings. With nothing to do, it is done at once.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn hash_doors(backend: &Backend) -> Result<usize, AppError> {
    let mut estates = people(backend).await?;
    estates.extend(households(backend).await?);
    for estate in &estates {
        let mut tx = backend.store.write().await?;
        count_homes(&mut tx, estate).await?;
        tx.commit().await?;
    }
    twins(&mut backend.store.read().await?).await
}

/// The people who gave an address; their estates.
async fn people(backend: &Backend) -> Result<BTreeSet<AreaCode>, AppError> {
    let (mut after, mut estates) = (String::new(), BTreeSet::new());
    loop {
        let mut tx = backend.store.write().await?;
        let last = hash_some(&mut tx, backend, &after, &mut estates).await?;
        let Some(last) = last else { return Ok(estates) };
        after = last;
        tx.commit().await?;
    }
}

/// Makes the hashes of some doors that have none, of people after this one, in the caller's transaction, and adds their
/// estates to those that are to be counted; the last of these people, if there were any.
pub(super) async fn hash_some(
    tx: &mut Transaction,
    backend: &Backend,
    after: &str,
    estates: &mut BTreeSet<AreaCode>,
) -> Result<Option<String>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        estate: Option<String>,
        door: Option<String>,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT id, estate, door FROM people WHERE door IS NOT NULL AND door_hash IS NULL AND id > $1 \
             ORDER BY id LIMIT $2",
            values![after, BATCH],
        )
        .await?;
    let Some(last) = rows.last().map(|row| row.id.clone()) else { return Ok(None) };
    for row in rows {
        let Some(home) = home(backend, &row.id, row.estate.as_deref(), row.door.as_deref())? else {
            continue;
        };
        // Whoever moved meanwhile has their hash already.
        tx.run(
            "UPDATE people SET door_hash = $2 WHERE id = $1 AND door_hash IS NULL AND door = $3",
            values![&row.id, door_hash(backend, &home), row.door],
        )
        .await?;
        estates.insert(home.estate);
    }
    Ok(Some(last))
}

/// The index `households_old_rule` and the statement that uses it name the rule; a migration changes both.
const _: () = assert!(DOOR_RULE == 2);

/// The households of the list, also those that were removed, because samples hold them; their estates.
async fn households(backend: &Backend) -> Result<BTreeSet<AreaCode>, AppError> {
    #[derive(FromRow)]
    struct Row {
        community: String,
        id: String,
        door: String,
    }
    let (mut after, mut estates) = (String::new(), BTreeSet::new());
    loop {
        let mut tx = backend.store.write().await?;
        // Of two processes that start at once, or an import, the second waits here.
        revision::hold(&mut tx, Subject::Households).await?;
        let rows: Vec<Row> = tx
            .all(
                "SELECT community, id, door FROM households WHERE door_rule < 2 AND id > $1 ORDER BY id LIMIT $2",
                values![&after, BATCH],
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(estates) };
        after.clone_from(&last.id);
        for Row { community, id, door } in rows {
            let home: Address = serde_json::from_str(&backend.vault.decrypt(HOUSEHOLD_AAD, &door)?)
                .map_err(|error| StoreError::row("households", &id, error))?;
            let hash = door_hash(backend, &home);
            let twin = free_twin(&mut tx, &hash, &id).await?;
            tx.run(
                "UPDATE households SET door_hash = $3, twin = $4, door_rule = $5 \
                     WHERE community = $1 AND id = $2 AND door_rule < $5",
                values![community, id, hash, twin, DOOR_RULE],
            )
            .await?;
            estates.insert(home.estate);
        }
        tx.commit().await?;
    }
}

/// The least number that no other household of a door has.
async fn free_twin(tx: &mut Transaction, hash: &str, id: &str) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        twin: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT twin FROM households WHERE door_hash = $1 AND id <> $2 AND removed_in IS NULL ORDER BY twin",
            values![hash, id],
        )
        .await?;
    Ok(rows.into_iter().fold(0, |free, row| if row.twin == free { free + 1 } else { free }))
}

/// How many households are listed for a door that another household has as well.
async fn twins(tx: &mut Transaction) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        twins: i64,
    }
    let sql = "SELECT count(*) - count(DISTINCT door_hash) AS twins FROM households WHERE removed_in IS NULL";
    let row: Option<Row> = tx.one(sql, values![]).await?;
    Ok(row.and_then(|row| usize::try_from(row.twins).ok()).unwrap_or(0))
}
