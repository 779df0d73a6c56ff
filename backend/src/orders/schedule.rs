//! When the program dispatches an order that nobody has in hand.

use super::Order;
use crate::calendar::calendar_in;
use crate::settings::settings;
use crate::store::{StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::clocks::{OutOfSight, Pace, WorkTime};
use domain::orders::{OrderNumber, State};
use domain::time::Timestamp;

/// When the program dispatches an order that has been without a hand since `since`; `None` if it doesn't.
pub(super) async fn dispatch_at(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    since: Timestamp,
) -> Result<Option<Timestamp>, AppError> {
    if order.state != State::Placed {
        return Ok(None);
    }
    let community = order.number.community();
    let settings = settings(tx, backend).await?;
    let calendar = calendar_in(tx, backend).await?;
    let hours = order
        .service_level
        .as_ref()
        .map_or_else(|| settings.hours(community), |service_level| &service_level.hours);
    let time = WorkTime { calendar: &calendar, hours };
    let pace = if order.urgent { Pace::WallClock } else { Pace::Working };
    let due = settings.rule(community, &order.service).due(since, order.declines, time, pace);
    due.map_err(|error: OutOfSight| AppError::internal(&error))
}

/// Reckons anew when an order that waits is dispatched: the community has settled another rule.
pub(crate) async fn reschedule(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
) -> Result<(), AppError> {
    let at = dispatch_at(tx, backend, order, order.changed_at).await?;
    Ok(put_off(tx, &order.number, at).await?)
}

/// Sets when an order that waits is dispatched by itself; `None` for never.
pub(crate) async fn put_off(
    tx: &mut Transaction,
    number: &OrderNumber,
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.run(
        "UPDATE orders SET dispatch_at = $3 WHERE community = $1 AND number = $2 AND state = 'placed'",
        values![number.community(), number, until],
    )
    .await?;
    Ok(())
}
