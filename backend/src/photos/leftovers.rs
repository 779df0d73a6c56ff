//! Bytes that no picture has: those that are about to be written, and those that are to go.

use super::store;
use crate::store::{FromRow, PAGE, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::time::{HOUR, Timestamp};

/// How long bytes may be on their way to their row, in milliseconds.
const ON_THE_WAY: i64 = HOUR;

/// Names bytes that are about to be written: should their row never come, they go.
pub(super) async fn announce(backend: &Backend, blob: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    insert(&mut tx, blob, backend.clock.now().plus(ON_THE_WAY)).await?;
    tx.commit().await?;
    Ok(())
}

/// The row has come, in this transaction; false if it came too late, and the bytes may be gone.
pub(super) async fn owned(tx: &mut Transaction, blob: &str, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "DELETE FROM photo_leftovers WHERE blob = $1 AND since > $2";
    Ok(tx.run(sql, values![blob, now]).await? == 1)
}

/// The row goes or gives them up, in this transaction: so shall the bytes.
pub(super) async fn given_up(tx: &mut Transaction, blob: &str, now: Timestamp) -> Result<(), StoreError> {
    insert(tx, blob, now).await
}

async fn insert(tx: &mut Transaction, blob: &str, since: Timestamp) -> Result<(), StoreError> {
    tx.run("INSERT INTO photo_leftovers (blob, since) VALUES ($1, $2)", values![blob, since]).await?;
    Ok(())
}

/// Takes away what may go; how many. What can't be taken away now stays named, and the next look finds it.
pub(super) async fn clear(backend: &Backend) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        blob: String,
    }
    let mut reading = backend.store.read().await?;
    let rows: Vec<Row> = reading
        .all(
            "SELECT blob FROM photo_leftovers WHERE since <= $1 ORDER BY since, blob LIMIT $2",
            values![backend.clock.now(), i64::try_from(PAGE).unwrap_or(i64::MAX)],
        )
        .await?;
    drop(reading);
    // No transaction stays open while S3 is asked.
    for Row { blob } in &rows {
        store::erase(backend, blob).await?;
        let mut tx = backend.store.write().await?;
        tx.run("DELETE FROM photo_leftovers WHERE blob = $1", values![blob]).await?;
        tx.commit().await?;
    }
    Ok(rows.len())
}
