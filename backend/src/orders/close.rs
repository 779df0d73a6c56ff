//! What time does to orders: those that nobody rated within seven days are closed, as not rated.

use super::apply::{Performed, perform};
use super::columns::{list, orders_sql};
use crate::{AppError, Backend, values};
use domain::orders::{Actor, Command, RATING_WINDOW};

/// Orders that are closed in one go; the next go takes the rest.
const BATCH: i64 = 200;

/// Closes the orders that were done more than seven days ago. Returns how many.
///
/// Several processes may do so at once: each order is closed by the one that writes first.
///
/// # Errors
/// [`AppError::internal`] if the database fails; what was closed until then stays closed.
pub async fn close_overdue(backend: &Backend) -> Result<usize, AppError> {
    let now = backend.clock.now();
    let sql = orders_sql!("WHERE o.state = 'done' AND o.done_at < $1 ORDER BY o.done_at LIMIT $2");
    let mut tx = backend.store.read().await?;
    let overdue = list(&mut tx, sql, values![now.plus(-RATING_WINDOW), BATCH]).await?;
    drop(tx);
    let mut closed = 0;
    for order in overdue {
        let mut tx = backend.store.write().await?;
        let performed = perform(&mut tx, backend, &order, (Command::Close, None), &Actor::system()).await?;
        if matches!(performed, Performed::Done(..)) {
            tx.commit().await?;
            closed += 1;
        }
    }
    Ok(closed)
}
