//! The pictures that waited for an order become its own.

use super::leftovers;
use super::rows::{self, Kept, Place};
use crate::orders::{Observer, Observing, OrderChange};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::orders::OrderNumber;
use domain::photos::PhotoKind;
use domain::time::Timestamp;

/// Gives new orders the pictures that were sent with their forms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AttachesPictures;

impl Observer for AttachesPictures {
    fn changed<'a>(
        &'a self,
        tx: &'a mut Transaction,
        backend: &'a Backend,
        change: &'a OrderChange<'a>,
    ) -> Observing<'a> {
        Box::pin(async move {
            let by = change.events.first().and_then(|placed| placed.actor.person.as_ref());
            if let (Some((form, true)), Some(person)) = (change.form, by) {
                attach(tx, backend, &change.order.number, person, &form.token).await?;
            }
            Ok(())
        })
    }
}

/// Gives an order what was sent with its form, in the caller's transaction.
pub(super) async fn attach(
    tx: &mut Transaction,
    backend: &Backend,
    number: &OrderNumber,
    person: &PersonId,
    token: &str,
) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        added_at: i64,
        dropped_at: Option<i64>,
        #[sqlx(flatten)]
        kept: Kept,
    }
    let mut waiting: Vec<Row> = tx
        .all(
            "DELETE FROM photo_drafts WHERE person = $1 AND token = $2 \
             RETURNING added_at, dropped_at, upload, blob, bytes, width, height, sha256",
            values![person, token],
        )
        .await?;
    waiting.retain(|row| row.dropped_at.is_none());
    waiting.sort_by(|one, other| (one.added_at, &one.kept.blob).cmp(&(other.added_at, &other.kept.blob)));
    for Row { added_at, kept, .. } in waiting {
        if rows::is_known(tx, number, &kept.upload).await? {
            leftovers::given_up(tx, &kept.blob, backend.clock.now()).await?;
            continue;
        }
        let place = Place { number, round: 0, kind: PhotoKind::Before, by: person, at: Timestamp(added_at) };
        rows::insert(tx, backend, &place, &kept).await?;
    }
    Ok(())
}
