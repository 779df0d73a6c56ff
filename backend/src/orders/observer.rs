//! Observers of orders: each is notified of a change within its transaction.

use super::Order;
use super::change::announce;
use super::once::FormKey;
use crate::store::Transaction;
use crate::{AppError, Backend};
use domain::accounts::PersonId;
use domain::counters::ClockState;
use domain::orders::{Event, State};
use domain::time::Timestamp;
use std::pin::Pin;
use std::sync::Arc;

/// Whoever is told of what happens to orders, in their order. Cloning shares them.
#[derive(Clone)]
pub struct Observers(Arc<[Box<dyn Observer>]>);

impl Observers {
    pub(crate) fn new(all: impl IntoIterator<Item = Box<dyn Observer>>) -> Self {
        Self(all.into_iter().collect())
    }
}

/// What an [`Observer`] does, until it is done.
pub(crate) type Observing<'a> = Pin<Box<dyn Future<Output = Result<(), AppError>> + Send + 'a>>;

/// Somebody to whom orders tell what happened. What it writes is written with the change or not at all; what it
/// refuses, refuses the change.
pub(crate) trait Observer: Send + Sync {
    /// An order is new, or something happened to it.
    fn changed<'a>(
        &'a self,
        tx: &'a mut Transaction,
        backend: &'a Backend,
        change: &'a OrderChange<'a>,
    ) -> Observing<'a>;

    /// Whoever had an order in hand can't serve it any more.
    fn orphaned<'a>(
        &'a self,
        _tx: &'a mut Transaction,
        _backend: &'a Backend,
        _order: &'a Order,
        _left: &'a Orphaned<'a>,
    ) -> Observing<'a> {
        Box::pin(async { Ok(()) })
    }
}

/// A role was taken back of somebody, or has ended, who had orders in hand.
pub(crate) struct Orphaned<'a> {
    /// Their name.
    pub(crate) name: &'a str,
    /// Who took it back; nobody did where it ended by itself.
    pub(crate) by: Option<&'a PersonId>,
    /// When.
    pub(crate) at: Timestamp,
}

/// What happened to an order.
pub(crate) struct OrderChange<'a> {
    /// The order as it stands now.
    pub(crate) order: &'a Order,
    /// Where it stood before; `None` if it is new.
    pub(crate) before: Option<&'a State>,
    /// All its events, oldest first.
    pub(crate) events: &'a [Event],
    /// How many of them are new.
    pub(crate) new: usize,
    /// How its clocks stood before.
    pub(crate) clocks_before: &'a [ClockState],
    /// How they stand now.
    pub(crate) clocks: &'a [ClockState],
    /// The form that made it just now, and whether pictures were sent with that form.
    pub(crate) form: Option<(&'a FormKey, bool)>,
    /// Whether it is backfilled: an order of long ago, of which nobody is notified.
    pub(crate) backfilled: bool,
}

impl OrderChange<'_> {
    /// What happened before, and what happened now.
    pub(crate) fn earlier_and_new(&self) -> (&[Event], &[Event]) {
        self.events.split_at(self.events.len().saturating_sub(self.new))
    }
}

/// Notifies every observer of a change.
pub(super) async fn notify(
    tx: &mut Transaction,
    backend: &Backend,
    change: &OrderChange<'_>,
) -> Result<(), AppError> {
    if !change.backfilled {
        announce(tx, change.order)?;
    }
    for observer in backend.observers.0.iter() {
        observer.changed(tx, backend, change).await?;
    }
    Ok(())
}

/// Notifies every observer that an order is orphaned: whoever has it in hand can not serve it any more.
pub(super) async fn orphaned(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    left: &Orphaned<'_>,
) -> Result<(), AppError> {
    announce(tx, order)?;
    for observer in backend.observers.0.iter() {
        observer.orphaned(tx, backend, order, left).await?;
    }
    Ok(())
}
