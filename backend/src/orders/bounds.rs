//! What somebody has under way and has ordered for others today, held against the bounds.

use super::place_order::OrderFor;
use crate::areas::AreaTree;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, ErrorKind, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::orders::{OrdersSoFar, TooManyOrders, may_place_one_more};

/// Lets one more order through, or says whom to call instead. The caller holds the rows of the viewer and of `placed_by`,
/// so that of two orders at the same time the second is counted after the first.
pub(super) fn within(
    tree: &AreaTree,
    community: &AreaCode,
    whom: OrderFor,
    placed_by: &PersonId,
    so_far: &OrdersSoFar,
) -> Result<(), AppError> {
    may_place_one_more(whom.into(), so_far).map_err(|bound| {
        tracing::warn!(person = %placed_by, ?bound, "too many orders");
        let sentence = match (bound, tree.whom_to_call(community)) {
            (TooManyOrders::Telephoned(_), _) => bound.to_string(),
            (_, Some((area, telephone))) => format!("{bound}；急事请打{} {telephone}", area.name),
            (_, None) => format!("{bound}；急事请打社区电话"),
        };
        AppError::new(ErrorKind::TooMany, "order.too_many", sentence)
    })
}

/// How many orders are under way that somebody placed, or that the desk placed for them when they telephoned.
pub(crate) async fn open_of(tx: &mut Transaction, placed_by: &PersonId) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS number FROM orders WHERE placed_by = $1 \
             AND state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused')",
            values![placed_by],
        )
        .await?;
    Ok(row.map_or(0, |row| row.number))
}
