//! What an order has to do with recurrences.

use crate::orders::{Order, OrderView};
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::orders::{EventKind, StateKind};
use domain::recurring::RecurrenceId;

/// What an order has to do with a recurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfOrder {
    /// It came of it.
    CameOf(RecurrenceId),
    /// It was the first, and the recurrence runs.
    RunsFrom(RecurrenceId),
}

/// Whether an order may come again: not what is urgent, nor what came to nothing.
#[must_use]
pub fn may_start(order: &Order) -> bool {
    !order.urgent && !matches!(order.state.kind(), StateKind::Cancelled | StateKind::Refused)
}

/// The recurrence that an order came of, or that runs from it. For those who may see the order.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn of_order(backend: &Backend, view: &OrderView) -> Result<Option<OfOrder>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    if let Some(EventKind::Placed { recurrence: Some(id), .. }) = view.events.first().map(|event| &event.kind)
    {
        return Ok(Some(OfOrder::CameOf(id.clone())));
    }
    let number = &view.order.number;
    let mut tx = backend.store.read().await?;
    let row: Option<Row> = tx
        .one(
            "SELECT id FROM recurrences WHERE community = $1 AND number = $2 AND next_at IS NOT NULL",
            values![number.community(), number],
        )
        .await?;
    Ok(row.and_then(|row| RecurrenceId::parse(&row.id).ok()).map(OfOrder::RunsFrom))
}
