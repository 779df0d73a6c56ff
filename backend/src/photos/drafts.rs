//! Pictures that were sent with an order form before it was posted. They wait a day for their order.

use super::rows::Kept;
use super::{leftovers, store};
use crate::accounts::Viewer;
use crate::orders::form_token;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::photos::{DRAFTS_MOST, PHOTOS_MOST, PhotoError};

/// The names of the pictures that wait for a form's order, oldest first: to show the form again.
///
/// # Errors
/// [`AppError`] if the form is too old, or the database fails.
pub async fn drafts(backend: &Backend, viewer: &Viewer, token: &str) -> Result<Vec<String>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let token = form_token(backend, viewer, token)?;
    let mut tx = backend.store.read().await?;
    let rows: Vec<Row> = tx
        .all(
            "SELECT id FROM photo_drafts WHERE person = $1 AND token = $2 AND dropped_at IS NULL \
             ORDER BY added_at, id",
            values![&viewer.person, token],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Takes a waiting picture away again; it is well if it isn't there.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn drop_draft(backend: &Backend, viewer: &Viewer, id: &str) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        blob: String,
    }
    let mut tx = backend.store.write().await?;
    let gone: Option<Row> = tx
        .one(
            "UPDATE photo_drafts SET dropped_at = $3 WHERE person = $1 AND id = $2 AND dropped_at IS NULL \
             RETURNING blob",
            values![&viewer.person, id, backend.clock.now()],
        )
        .await?;
    if let Some(Row { blob }) = gone {
        leftovers::given_up(&mut tx, &blob, backend.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Lets nobody else change what waits for a person until the transaction ends: whoever sends several at once doesn't
/// get past the limits.
pub(super) async fn lock(tx: &mut Transaction, person: &PersonId) -> Result<(), StoreError> {
    tx.hold("SELECT id FROM people WHERE id = $1", values![person]).await
}

/// Whether one more may wait.
pub(super) async fn room(tx: &mut Transaction, person: &PersonId, token: &str) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        with_form: i64,
        in_all: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT CAST(count(CASE WHEN token = $2 AND dropped_at IS NULL THEN 1 END) AS BIGINT) AS with_form, count(*) AS in_all \
             FROM photo_drafts WHERE person = $1",
            values![person, token],
        )
        .await?;
    let most = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match row {
        Some(row) if row.with_form >= most(PHOTOS_MOST) => Err(PhotoError::Full.into()),
        Some(row) if row.in_all >= most(DRAFTS_MOST) => Err(PhotoError::TooOften.into()),
        _ => Ok(()),
    }
}

/// The name of the picture that this very sending has made already.
pub(super) async fn known(
    tx: &mut Transaction,
    person: &PersonId,
    upload: &str,
) -> Result<Option<String>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let sql = "SELECT id FROM photo_drafts WHERE person = $1 AND upload = $2";
    let row: Option<Row> = tx.one(sql, values![person, upload]).await?;
    Ok(row.map(|row| row.id))
}

/// Lets a picture wait, and names it; whoever asks has seen that it doesn't wait already.
pub(super) async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
    token: &str,
    kept: &Kept,
) -> Result<String, AppError> {
    room(tx, person, token).await?;
    let id = store::new_blob(backend);
    tx.run(
        "INSERT INTO photo_drafts (person, id, token, upload, blob, bytes, width, height, sha256, added_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            person,
            &id,
            token,
            &kept.upload,
            &kept.blob,
            kept.bytes,
            kept.width,
            kept.height,
            &kept.sha256,
            backend.clock.now()
        ],
    )
    .await?;
    Ok(id)
}
