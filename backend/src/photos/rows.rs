//! The table of pictures.

use super::picture::Picture;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{Backend, values};
use domain::accounts::PersonId;
use domain::orders::OrderNumber;
use domain::photos::{PhotoId, PhotoKind};
use domain::time::Timestamp;

/// A picture as it is stored, but for its bytes.
#[derive(Clone, Debug)]
pub(super) struct StoredPhoto {
    pub(super) id: PhotoId,
    pub(super) number: OrderNumber,
    pub(super) round: i64,
    pub(super) kind: PhotoKind,
    pub(super) blob: String,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) sha256: String,
    pub(super) added_by: PersonId,
    pub(super) added_at: Timestamp,
    pub(super) withdrawn_at: Option<Timestamp>,
}

/// What is known of bytes that lie in the store.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Kept {
    pub(super) upload: String,
    pub(super) blob: String,
    pub(super) bytes: i64,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) sha256: String,
}

impl Kept {
    pub(super) fn new(upload: String, blob: String, picture: &Picture) -> Self {
        Self {
            upload,
            blob,
            bytes: i64::try_from(picture.bytes.len()).unwrap_or(i64::MAX),
            width: picture.width.into(),
            height: picture.height.into(),
            sha256: picture.sha256.clone(),
        }
    }
}

/// To which order a picture is added, and as what.
pub(super) struct Place<'a> {
    pub(super) number: &'a OrderNumber,
    pub(super) round: i64,
    pub(super) kind: PhotoKind,
    pub(super) by: &'a PersonId,
    pub(super) at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    number: String,
    round: i64,
    kind: String,
    blob: String,
    width: i64,
    height: i64,
    sha256: String,
    added_by: String,
    added_at: i64,
    withdrawn_at: Option<i64>,
}

impl TryFrom<Row> for StoredPhoto {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let bad = |reason: String| StoreError::row("photos", &row.id, reason);
        Ok(Self {
            id: PhotoId::parse(&row.id).map_err(|error| bad(error.to_string()))?,
            number: OrderNumber::parse(&row.number).map_err(|error| bad(error.to_string()))?,
            kind: row.kind.parse().map_err(|error: strum::ParseError| bad(error.to_string()))?,
            round: row.round,
            blob: row.blob,
            width: row.width,
            height: row.height,
            sha256: row.sha256,
            added_by: PersonId(row.added_by),
            added_at: Timestamp(row.added_at),
            withdrawn_at: row.withdrawn_at.map(Timestamp),
        })
    }
}

/// All pictures of an order, also those that were taken back, oldest first.
pub(super) async fn of_number(
    tx: &mut Transaction,
    number: &OrderNumber,
) -> Result<Vec<StoredPhoto>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT id, number, round, kind, blob, width, height, sha256, added_by, added_at, withdrawn_at \
             FROM photos WHERE community = $1 AND number = $2 ORDER BY added_at, id",
            values![number.community(), number],
        )
        .await?;
    rows.into_iter().map(StoredPhoto::try_from).collect()
}

/// One picture, also one that was taken back.
pub(super) async fn find(tx: &mut Transaction, id: &PhotoId) -> Result<Option<StoredPhoto>, StoreError> {
    let row: Option<Row> = tx
        .one(
            "SELECT id, number, round, kind, blob, width, height, sha256, added_by, added_at, withdrawn_at \
             FROM photos WHERE community = $1 AND id = $2",
            values![id.community(), id.to_string()],
        )
        .await?;
    row.map(StoredPhoto::try_from).transpose()
}

/// Whether this very sending has made a picture of the order's community already.
pub(super) async fn is_known(
    tx: &mut Transaction,
    number: &OrderNumber,
    upload: &str,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        known: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS known FROM photos WHERE community = $1 AND upload = $2",
            values![number.community(), upload],
        )
        .await?;
    Ok(row.is_some_and(|row| row.known > 0))
}

/// Writes a picture down.
pub(super) async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    place: &Place<'_>,
    kept: &Kept,
) -> Result<PhotoId, StoreError> {
    let community = place.number.community();
    let id = PhotoId::new(community.clone(), super::store::new_blob(backend));
    tx.run(
        "INSERT INTO photos (community, id, number, round, kind, upload, blob, bytes, width, height, \
             sha256, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values![
            community,
            id.to_string(),
            place.number,
            place.round,
            <&'static str>::from(place.kind),
            &kept.upload,
            &kept.blob,
            kept.bytes,
            kept.width,
            kept.height,
            &kept.sha256,
            place.by,
            place.at
        ],
    )
    .await?;
    Ok(id)
}
