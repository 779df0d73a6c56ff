//! A new order, written down.

use super::Order;
use super::once::FormKey;
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use domain::orders::{Assignee, OrderNumber};
use domain::time::Timestamp;

/// The newest order of the same service, by the same person for the same person, that was placed since
/// then and is still under way.
pub(super) async fn placed_lately(
    session: &mut Session,
    community: &AreaCode,
    (placed_by, resident): (&PersonId, &PersonId),
    service: &ServiceCode,
    since: Timestamp,
) -> Result<Option<OrderNumber>, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
    }
    let row: Option<Row> = session
        .one(
            "SELECT number FROM orders WHERE community = $1 AND placed_by = $2 AND resident = $3 \
             AND service = $4 AND placed_at > $5 \
             AND state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused') \
             ORDER BY placed_at DESC, number DESC LIMIT 1",
            values![community, placed_by, resident, service.as_str(), since],
        )
        .await?;
    Ok(row.and_then(|row| OrderNumber::parse(&row.number).ok()))
}

/// The next number of a community; the row's lock lets no two orders have the same.
pub(crate) async fn next_number(
    session: &mut Session,
    community: &AreaCode,
) -> Result<OrderNumber, AppError> {
    #[derive(FromRow)]
    struct Row {
        placed: i64,
    }
    let row: Option<Row> = session
        .one(
            "INSERT INTO order_counts (community, placed) VALUES ($1, 1) \
             ON CONFLICT (community) DO UPDATE SET placed = order_counts.placed + 1 RETURNING placed",
            values![community],
        )
        .await?;
    let count = row.and_then(|row| u32::try_from(row.placed).ok()).unwrap_or(u32::MAX);
    Ok(OrderNumber::new(community.clone(), count))
}

/// Writes an order as it stands; [`StoreError::is_taken`] if its token has made one already.
pub(super) async fn insert(session: &mut Session, order: &Order, form: &FormKey) -> Result<(), StoreError> {
    let entered_by: Option<&PersonId> = order.entered_by.as_ref();
    let detail = serde_json::to_string(&order.state)
        .map_err(|error| StoreError::row("orders", &order.number, error))?;
    let wishes = serde_json::to_string(&order.wishes);
    let wishes = wishes.map_err(|error| StoreError::row("orders", &order.number, error))?;
    let promise = order.promise.as_ref().map(serde_json::to_string).transpose();
    let promise = promise.map_err(|error| StoreError::row("orders", &order.number, error))?;
    let (person, team) = match order.state.assignee() {
        Some(Assignee::Person { id, .. }) => (Some(id), None),
        Some(Assignee::Team { id, .. }) => (None, Some(id)),
        None => (None, None),
    };
    session
        .run(
            "INSERT INTO orders (community, number, estate, service, service_name, list, doorstep, urgent, \
             placed_by, resident, entered_by, contact, preferred, note, state, detail, version, placed_at, \
             changed_at, token, promise, wishes, assignee_person, assignee_team, server, bounces, reopened, \
             done_at, form_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
             $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)",
            values![
                order.number.community(),
                &order.number,
                &order.parties.estate,
                &order.service,
                &order.service_name,
                &order.list,
                order.doorstep,
                order.urgent,
                &order.parties.placed_by,
                &order.parties.resident,
                entered_by,
                &order.contact,
                order.preferred.map(|window| window.to_string()),
                &order.note,
                <&'static str>::from(order.state.kind()),
                detail,
                order.version,
                order.placed_at,
                order.changed_at,
                &form.token,
                promise,
                wishes,
                person,
                team,
                order.state.progress().map(|progress| &progress.person),
                order.bounces,
                order.reopened,
                order.state.done_at(),
                form.content.as_deref()
            ],
        )
        .await?;
    Ok(())
}
