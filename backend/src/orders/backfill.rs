//! Orders of the past, written down whole: nobody is told of them.

use super::insert::insert;
use super::once::FormKey;
use super::{Order, write};
use crate::clocks::{clocks_of, keep};
use crate::store::Session;
use crate::{AppError, Backend, figures};
use domain::figures::ClockState;
use domain::orders::Event;

/// Writes an order as it stands after its events, with its clocks and what it comes to in the figures.
pub(crate) async fn write_past(
    session: &mut Session,
    backend: &Backend,
    order: &Order,
    token: &str,
    events: &[Event],
) -> Result<(), AppError> {
    let form = FormKey { token: token.to_owned(), content: None };
    insert(session, order, &form).await?;
    for (sequence, event) in (1..).zip(events) {
        write::append(session, &order.number, sequence, event).await?;
    }
    let clocks = clocks_of(session, backend, order, events, order.changed_at).await?;
    keep(session, &order.number, &clocks).await?;
    let clocks: Vec<_> = clocks.iter().map(ClockState::from).collect();
    Ok(figures::count_whole(session, order, events, &clocks).await?)
}
