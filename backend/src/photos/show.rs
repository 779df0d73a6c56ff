//! Showing a picture, to those who may see its order.

use super::store::Loss;
use super::{rows, store};
use crate::accounts::Viewer;
use crate::orders::{Viewpoint, is_open_to, load};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::orders::OrderNumber;
use domain::photos::{PhotoId, shown_to};

/// The code of the error for a picture whose row is there and whose bytes are not.
pub const LOST: &str = "photo.lost";

/// A picture that the viewer may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The digest of its bytes, by which a browser knows that it has them.
    pub sha256: String,
    blob: String,
}

/// A picture of an order, if the viewer may see the order and its pictures; as a resident, or in the role in use.
///
/// # Errors
/// [`AppError::not_found`] if there is no such picture, it was taken back, or it is none of the viewer's business.
pub async fn show(backend: &Backend, viewer: &Viewer, id: &str) -> Result<Shown, AppError> {
    let id = PhotoId::parse(id).map_err(|_| missing())?;
    let mut tx = backend.store.read().await?;
    let photo = rows::find(&mut tx, &id).await?.ok_or_else(missing)?;
    if photo.withdrawn_at.is_some() || !is_shown(&mut tx, viewer, &photo.number).await? {
        return Err(missing());
    }
    Ok(Shown { sha256: photo.sha256, blob: photo.blob })
}

/// A picture that waits for its order: to nobody but whoever sent it.
///
/// # Errors
/// [`AppError::not_found`].
pub async fn show_draft(backend: &Backend, viewer: &Viewer, id: &str) -> Result<Shown, AppError> {
    #[derive(FromRow)]
    struct Row {
        sha256: String,
        blob: String,
    }
    let mut tx = backend.store.read().await?;
    let row: Option<Row> = tx
        .one(
            "SELECT sha256, blob FROM photo_drafts WHERE person = $1 AND id = $2 AND dropped_at IS NULL",
            values![&viewer.person, id],
        )
        .await?;
    row.map(|Row { sha256, blob }| Shown { sha256, blob }).ok_or_else(missing)
}

/// The bytes of a picture: JPEG.
///
/// # Errors
/// [`LOST`] if they are missing or damaged; [`AppError::internal`] if their store doesn't answer.
pub async fn read(backend: &Backend, shown: &Shown) -> Result<Vec<u8>, AppError> {
    match store::fetch(backend, &shown.blob).await {
        Ok(bytes) => Ok(bytes),
        Err(Loss::Unknown(error)) => Err(error),
        Err(loss) => {
            tracing::error!(blob = shown.blob, %loss, "a picture is lost");
            let sentence = "照片丢失了，别的都还在；要紧的话，请联系社区再传一张";
            Err(AppError::new(ErrorKind::NotFound, LOST, sentence))
        }
    }
}

/// Whether the viewer sees the pictures of an order from either side.
async fn is_shown(tx: &mut Transaction, viewer: &Viewer, number: &OrderNumber) -> Result<bool, AppError> {
    for viewpoint in [Viewpoint::Resident, Viewpoint::Role] {
        match load(tx, viewer, &number.to_string(), viewpoint).await {
            Ok((order, actor)) if is_open_to(&order, &actor) && shown_to(&order.state, &actor) => {
                return Ok(true);
            }
            Ok(_) => {}
            Err(error) if error.status() >= 500 => return Err(error),
            Err(_) => {}
        }
    }
    Ok(false)
}

pub(super) fn missing() -> AppError {
    AppError::not_found("photo.not_found", "这张照片")
}
