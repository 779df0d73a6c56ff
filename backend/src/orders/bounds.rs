//! What somebody has under way and has ordered for others today, held against the bounds.

use crate::accounts::Viewer;
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, Backend, ErrorKind, areas, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::orders::{OrderedBy, OrdersSoFar, TooManyOrders, may_place_one_more};
use domain::time::Timestamp;

/// Lets one more order through, or says whom to call instead. The caller holds the rows of the viewer and of `placed_by`,
/// so that of two orders at the same time the second is counted after the first.
pub(super) async fn within(
    session: &mut Session,
    backend: &Backend,
    viewer: &Viewer,
    community: &AreaCode,
    (by, placed_by, resident): (OrderedBy, &PersonId, &PersonId),
) -> Result<(), AppError> {
    let today = backend.clock.now().day_start();
    let mut so_far = OrdersSoFar { open: open_of(session, placed_by).await?, ..OrdersSoFar::default() };
    match by {
        OrderedBy::Relative => count_others(session, (placed_by, resident), today, &mut so_far).await?,
        OrderedBy::Desk => {
            so_far.telephoned = telephoned(session, community, &viewer.person, today).await?;
        }
        OrderedBy::Oneself | OrderedBy::Recurrence => {}
    }
    match may_place_one_more(by, &so_far) {
        Ok(()) => Ok(()),
        Err(bound) => {
            tracing::warn!(person = %placed_by, ?bound, "too many orders");
            Err(refused(session, backend, community, bound).await?)
        }
    }
}

#[derive(FromRow)]
struct Count {
    number: i64,
}

/// How many orders are under way that somebody placed, or that the desk placed for them when they telephoned.
pub(crate) async fn open_of(session: &mut Session, placed_by: &PersonId) -> Result<i64, StoreError> {
    let row: Option<Count> = session
        .one(
            "SELECT count(*) AS number FROM orders WHERE placed_by = $1 \
             AND state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused')",
            values![placed_by],
        )
        .await?;
    Ok(row.map_or(0, |row| row.number))
}

/// What somebody has ordered for others since then, and for how many others than this one. What the program makes for a
/// recurrence comes of no form, and is nobody's doing of today.
async fn count_others(
    session: &mut Session,
    (placed_by, resident): (&PersonId, &PersonId),
    since: Timestamp,
    so_far: &mut OrdersSoFar,
) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct Row {
        orders: i64,
        people: i64,
    }
    let row: Option<Row> = session
        .one(
            "SELECT count(*) AS orders, \
             count(DISTINCT CASE WHEN resident <> $2 THEN resident END) AS people FROM orders \
             WHERE placed_by = $1 AND placed_at >= $3 AND resident <> placed_by AND form_hash IS NOT NULL",
            values![placed_by, resident, since],
        )
        .await?;
    if let Some(row) = row {
        (so_far.for_others, so_far.people) = (row.orders, row.people);
    }
    Ok(())
}

/// How many orders of a community a member of its staff has typed in since then, those of recurrences left out.
async fn telephoned(
    session: &mut Session,
    community: &AreaCode,
    staff: &PersonId,
    since: Timestamp,
) -> Result<i64, StoreError> {
    let row: Option<Count> = session
        .one(
            "SELECT count(*) AS number FROM orders \
             WHERE community = $1 AND placed_at >= $2 AND entered_by = $3 AND form_hash IS NOT NULL",
            values![community, since, staff],
        )
        .await?;
    Ok(row.map_or(0, |row| row.number))
}

/// What was too much, and the telephone as the way out.
async fn refused(
    session: &mut Session,
    backend: &Backend,
    community: &AreaCode,
    bound: TooManyOrders,
) -> Result<AppError, AppError> {
    let tree = areas::tree_in(session, backend).await?;
    let sentence = match (bound, tree.whom_to_call(community)) {
        (TooManyOrders::Telephoned(_), _) => bound.to_string(),
        (_, Some((area, telephone))) => format!("{bound}；急事请打{} {telephone}", area.name),
        (_, None) => format!("{bound}；急事请打社区电话"),
    };
    Ok(AppError::new(ErrorKind::TooMany, "order.too_many", sentence))
}
