//! Taking a picture back.

use super::show::missing;
use super::{leftovers, rows};
use crate::accounts::Viewer;
use crate::orders::{Viewpoint, announce, load, lock};
use crate::{AppError, Backend, values};
use domain::photos::{PhotoError, PhotoId, addable};

/// Takes a picture back that the viewer added, while they could still add one. That it was there stays on record; its
/// bytes go. Taking it back twice is well.
///
/// # Errors
/// [`AppError`]: not found, which also those read who didn't add it; [`PhotoError::Kept`].
pub async fn withdraw(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    viewpoint: Viewpoint,
) -> Result<(), AppError> {
    let id = PhotoId::parse(id).map_err(|_| missing())?;
    let mut tx = backend.store.write().await?;
    let photo = rows::find(&mut tx, &id).await?.ok_or_else(missing)?;
    lock(&mut tx, &photo.number).await?;
    let (order, actor) = load(&mut tx, viewer, &photo.number.to_string(), viewpoint).await?;
    if photo.added_by != viewer.person {
        return Err(missing());
    }
    if addable(&order.state, &actor, &order.parties) != Some(photo.kind) || photo.round != order.reopened {
        return Err(PhotoError::Kept.into());
    }
    let now = backend.clock.now();
    let touched = tx
        .run(
            "UPDATE photos SET withdrawn_at = $3 WHERE community = $1 AND id = $2 AND withdrawn_at IS NULL",
            values![id.community(), id.to_string(), now],
        )
        .await?;
    if touched == 1 {
        leftovers::given_up(&mut tx, &photo.blob, now).await?;
        announce(&mut tx, &order)?;
    }
    Ok(tx.commit().await?)
}
