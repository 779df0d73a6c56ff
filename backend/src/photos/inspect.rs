//! Pictures beside their rows: what is missing, damaged or left over; and the copying of all that there are.

use super::store::{self, Loss, PhotoStore};
use crate::store::{FromRow, StoreError};
use crate::{AppError, Backend, values};
use std::collections::{BTreeMap, BTreeSet};

/// A picture that the database knows and whose bytes can't be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The order's number; `None` where the picture waits for its order.
    pub number: Option<String>,
    /// The name of its bytes.
    pub blob: String,
    /// Whether they are there, but not as they were written.
    pub damaged: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// How many are as they were written.
    pub whole: usize,
    /// Those that are not.
    pub faults: Vec<Fault>,
    /// How many bytes lie there which no row names: of no harm.
    pub left_over: usize,
}

#[derive(FromRow)]
struct Row {
    number: Option<String>,
    blob: String,
}

/// The pictures that must have bytes, in the order of their names; those that were taken back have none.
const NAMED: &str = "SELECT number, blob FROM (\
    SELECT number, blob FROM photos WHERE withdrawn_at IS NULL UNION ALL \
    SELECT NULL AS number, blob FROM photo_drafts WHERE dropped_at IS NULL) AS named ORDER BY blob";

/// Reads the bytes of every picture and compares them with what was written.
///
/// # Errors
/// [`AppError`] if the database or the store doesn't answer.
pub async fn inspect(backend: &Backend) -> Result<Inspection, AppError> {
    // Listed first: what comes in meanwhile is known to the rows, and counts as nothing left over.
    let listed = backend.photos.listed().await?;
    let mut tx = backend.store.read().await?;
    let named: Vec<Row> = tx.all(NAMED, values![]).await?;
    let going: Vec<Row> = tx.all("SELECT NULL AS number, blob FROM photo_leftovers", values![]).await?;
    drop(tx);
    let known: BTreeSet<_> = named.iter().chain(&going).map(|row| row.blob.as_str()).collect();
    let left_over = listed.iter().filter(|(blob, _)| !known.contains(blob.as_str())).count();
    let mut found = Inspection { left_over, ..Inspection::default() };
    for Row { number, blob } in named {
        let damaged = match store::fetch(backend, &blob).await {
            Ok(_) => {
                found.whole += 1;
                continue;
            }
            Err(Loss::Unknown(error)) => return Err(error),
            Err(Loss::Missing) => false,
            Err(Loss::Damaged) => true,
        };
        found.faults.push(Fault { number, blob, damaged });
    }
    Ok(found)
}

/// How many pictures must have bytes.
///
/// # Errors
/// [`StoreError`] if the database doesn't answer.
pub async fn stored(backend: &Backend) -> Result<usize, StoreError> {
    let rows: Vec<Row> = backend.store.read().await?.all(NAMED, values![]).await?;
    Ok(rows.len())
}

/// Copies, encrypted as they are, all bytes that the other store doesn't have; how many.
///
/// # Errors
/// [`AppError`] if one of the stores doesn't answer.
pub async fn copy_new(from: &PhotoStore, into: &PhotoStore) -> Result<usize, AppError> {
    let there: BTreeMap<_, _> = into.listed().await?.into_iter().collect();
    let missing = from.listed().await?.into_iter().filter(|(blob, size)| there.get(blob) != Some(size));
    let mut copied = 0;
    for (blob, _) in missing {
        from.copy(&blob, into).await?;
        copied += 1;
    }
    Ok(copied)
}

/// Whether a store has no bytes but those that the other has, too.
///
/// # Errors
/// [`AppError`] if one of the stores doesn't answer.
pub async fn is_part_of(part: &PhotoStore, whole: &PhotoStore) -> Result<bool, AppError> {
    let all: BTreeSet<_> = whole.listed().await?.into_iter().map(|(blob, _)| blob).collect();
    Ok(part.listed().await?.iter().all(|(blob, _)| all.contains(blob)))
}
