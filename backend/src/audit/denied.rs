//! Refusals of those who are signed in.

use super::record;
use crate::entropy::first_id;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::audit::{DENIED_A_MINUTE, DENIED_SPAN, Doer, SecurityEvent, SecurityEventKind};
use domain::time::Timestamp;

/// Records that somebody asked for what their role does not allow: `place` is the pattern of the address, `code` why. Of one
/// person a few within a minute, so that nobody fills the disk.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn record_denied(
    backend: &Backend,
    doer: impl Into<Doer>,
    place: &str,
    code: &str,
) -> Result<(), AppError> {
    let doer = doer.into();
    let Some(person) = doer.person().cloned() else { return Ok(()) };
    let since = backend.clock.now().plus(-DENIED_SPAN);
    // Whoever tries on and on takes no turn from those who write.
    if are_enough(&mut backend.store.read().await?, &person, since).await? {
        return Ok(());
    }
    let mut tx = backend.store.write().await?;
    // Of many at once each is counted after the one before.
    tx.hold("SELECT id FROM people WHERE id = $1", values![&person]).await?;
    if !are_enough(&mut tx, &person, since).await? {
        let event = SecurityEvent::AccessDenied { place: place.to_owned(), code: code.to_owned() };
        record(&mut tx, backend, doer, event).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whether so many refusals of somebody have been recorded since then that no further one is.
async fn are_enough(tx: &mut Transaction, person: &PersonId, since: Timestamp) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        denied: i64,
    }
    let kind: &'static str = SecurityEventKind::AccessDenied.into();
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS denied FROM security_events WHERE person = $1 AND id >= $2 AND event = $3",
            values![person, first_id(since), kind],
        )
        .await?;
    Ok(row.is_some_and(|row| row.denied >= DENIED_A_MINUTE))
}
