//! Calling off what a recurrence made ahead.

use super::{order, write};
use crate::store::Session;
use crate::{AppError, Backend};
use domain::orders::{Actor, CancelReason, Command, OrderNumber, transition};

/// Cancels an order in the transaction of whoever no longer wants it, by the same command as a press on
/// its page. Whether it was cancelled: it is left alone once somebody is there, or it is over.
pub(crate) async fn cancel_made(
    session: &mut Session,
    backend: &Backend,
    number: &OrderNumber,
    actor: &Actor,
    reason: CancelReason,
) -> Result<bool, AppError> {
    order::lock(session, number).await?;
    let Some(order) = order::find(session, number).await? else { return Ok(false) };
    let command = Command::Cancel { reason };
    let Ok((next, events)) = transition(&order.state, command, actor, backend.clock.now()) else {
        return Ok(false);
    };
    let mut written = true;
    for event in &events {
        written &= write::transitioned(session, backend, &order, &next, event).await?;
    }
    Ok(written)
}
