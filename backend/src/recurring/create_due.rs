//! What is wanted within the next days, made ahead: for the job that looks again and again.

use super::decide::decide;
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::recurring::RecurrenceId;
use domain::time::{MINUTE, Timestamp};

/// Recurrences that are fetched at once.
const BATCH: i64 = 200;
/// How often more are fetched in one look; the next look takes the rest.
const ROUNDS: usize = 20;
/// How long a recurrence that failed is put off, in milliseconds.
const PUT_OFF: i64 = 5 * MINUTE;

/// What a look at the recurrences came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreatedDue {
    /// Orders that were made.
    pub made: usize,
    /// Days on which nobody comes, by the calendar.
    pub skipped: usize,
    /// Days for which no order could be made; it was told.
    pub failed: usize,
    /// Recurrences that are tried again, because something of ours failed.
    pub put_off: usize,
}

/// Makes the orders of all recurrences that are wanted within the next days.
///
/// The days of a recurrence are decided under its lock, in one transaction with what comes of them:
/// several processes may look at once, and one may die half way.
///
/// # Errors
/// [`AppError::internal`] if the recurrences can't be listed. What fails for one is logged and counted.
pub async fn create_due(backend: &Backend) -> Result<CreatedDue, AppError> {
    let now = backend.clock.now();
    let mut looked = CreatedDue::default();
    // Whatever is looked at is due later than now, or not at all: the rounds come to an end.
    for _ in 0..ROUNDS {
        let due = due(backend, now).await?;
        if due.is_empty() {
            break;
        }
        for id in due {
            match decide(backend, &id, now).await {
                Ok(decided) => {
                    looked.made += decided.made;
                    looked.skipped += decided.skipped;
                    looked.failed += decided.failed;
                }
                Err(error) => {
                    looked.put_off += 1;
                    tracing::error!(%id, code = error.code, "a recurrence could not be looked at");
                    put_off(backend, &id, now).await?;
                }
            }
        }
    }
    Ok(looked)
}

/// The recurrences that are to be looked at, those that wait longest first.
async fn due(backend: &Backend, now: Timestamp) -> Result<Vec<RecurrenceId>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let mut tx = backend.store.read().await?;
    let rows: Vec<Row> = tx
        .all("SELECT id FROM recurrences WHERE next_at <= $1 ORDER BY next_at LIMIT $2", values![now, BATCH])
        .await?;
    Ok(rows.into_iter().filter_map(|row| RecurrenceId::parse(&row.id).ok()).collect())
}

/// Puts a recurrence off, so that the others get their turn.
async fn put_off(backend: &Backend, id: &RecurrenceId, now: Timestamp) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    tx.run(
        "UPDATE recurrences SET next_at = $3 \
             WHERE community = $1 AND id = $2 AND next_at IS NOT NULL AND next_at < $3",
        values![id.community(), id.to_string(), now.plus(PUT_OFF)],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
