//! Orders of the past, written down whole: nobody is told of them.

use super::once::FormKey;
use super::{Order, apply};
use crate::store::Transaction;
use crate::{AppError, Backend};
use domain::orders::Event;

/// Writes an order as it stands after its events, with all that follows from them.
pub(crate) async fn backfill(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    token: &str,
    events: &[Event],
) -> Result<(), AppError> {
    let form = FormKey { token: token.to_owned(), content: None };
    apply::insert(tx, backend, (order, events), (&form, false), true).await?;
    Ok(())
}
