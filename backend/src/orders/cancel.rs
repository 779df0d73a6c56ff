//! Calling off what a recurrence made ahead.

use super::apply::{Performed, perform};
use super::order;
use crate::store::Transaction;
use crate::{AppError, Backend};
use domain::orders::{Actor, CancelReason, Command, OrderNumber};

/// Cancels an order in the transaction of whoever no longer wants it, by the same command as a press on
/// its page. Whether it was cancelled: it is left alone once somebody is there, or it is over.
pub(crate) async fn cancel_made(
    tx: &mut Transaction,
    backend: &Backend,
    number: &OrderNumber,
    actor: &Actor,
    reason: CancelReason,
) -> Result<bool, AppError> {
    order::lock(tx, number).await?;
    let Some(order) = order::find(tx, number).await? else { return Ok(false) };
    let performed = perform(tx, backend, &order, (Command::Cancel { reason }, None), actor).await?;
    Ok(matches!(performed, Performed::Done(..)))
}
