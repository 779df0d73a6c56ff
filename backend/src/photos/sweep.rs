//! What is done about pictures without anybody asking.

use super::attach::attach;
use super::leftovers;
use crate::store::{FromRow, PAGE, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::orders::OrderNumber;
use domain::photos::DRAFT_LIFE;

/// What one round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Orders that got pictures which came in while they were placed.
    pub attached: usize,
    /// Pictures whose order never came.
    pub dropped: usize,
    /// Bytes taken away.
    pub erased: usize,
}

/// Gives late pictures to their orders, lets go of those whose order never came, and takes away the bytes that no
/// picture has.
///
/// # Errors
/// [`AppError`] if the database fails, or bytes can't be taken away; what is left is done in the next round.
pub async fn sweep(backend: &Backend) -> Result<Swept, AppError> {
    if !backend.photos.is_open() {
        return Ok(Swept::default());
    }
    let attached = attach_late(backend).await?;
    let dropped = drop_old(backend).await?;
    Ok(Swept { attached, dropped, erased: leftovers::clear(backend).await? })
}

/// A picture may have come in at the very moment in which its order was placed.
async fn attach_late(backend: &Backend) -> Result<usize, AppError> {
    let mut tx = backend.store.write().await?;
    let late = late(&mut tx).await?;
    for Late { number, person, token } in &late {
        let number = OrderNumber::parse(number).map_err(|error| StoreError::row("orders", number, error))?;
        attach(&mut tx, backend, &number, &PersonId(person.clone()), token).await?;
    }
    tx.commit().await?;
    Ok(late.len())
}

#[derive(FromRow)]
struct Late {
    number: String,
    person: String,
    token: String,
}

async fn late(tx: &mut Transaction) -> Result<Vec<Late>, StoreError> {
    tx.all(
        "SELECT DISTINCT o.number, d.person, d.token FROM photo_drafts d \
             JOIN orders o ON o.placed_by = d.person AND o.token = d.token ORDER BY o.number LIMIT $1",
        values![i64::try_from(PAGE).unwrap_or(i64::MAX)],
    )
    .await
}

async fn drop_old(backend: &Backend) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        blob: String,
        dropped_at: Option<i64>,
    }
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let gone: Vec<Row> = tx
        .all(
            "DELETE FROM photo_drafts WHERE added_at <= $1 RETURNING blob, dropped_at",
            values![now.plus(-DRAFT_LIFE)],
        )
        .await?;
    // The bytes of what was taken away went then.
    let gone: Vec<_> = gone.into_iter().filter(|row| row.dropped_at.is_none()).collect();
    for Row { blob, .. } in &gone {
        leftovers::given_up(&mut tx, blob, now).await?;
    }
    tx.commit().await?;
    Ok(gone.len())
}
