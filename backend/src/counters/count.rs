//! Adds to the counters what an event changes.

use super::rows::add;
use crate::orders::{Observer, Observing, Order, OrderChange};
use crate::store::{StoreError, Transaction};
use crate::{Backend, values};
use domain::counters::{ClockState, Counts, Month, clock_counts, counted};
use domain::orders::{Event, EventKind};

/// Adds what happens to orders to the sums.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CountsOrders;

impl Observer for CountsOrders {
    fn changed<'a>(
        &'a self,
        tx: &'a mut Transaction,
        _backend: &'a Backend,
        change: &'a OrderChange<'a>,
    ) -> Observing<'a> {
        Box::pin(async move { Ok(count(tx, change).await?) })
    }
}

/// Adds what is new of an order, in its transaction.
async fn count(tx: &mut Transaction, change: &OrderChange<'_>) -> Result<(), StoreError> {
    let order = change.order;
    let (earlier, new) = change.earlier_and_new();
    finished(tx, order, new).await?;
    let mut added = counted(change.events);
    if !earlier.is_empty() {
        added -= counted(earlier);
    }
    added += clocks_added(change.clocks_before, change.clocks);
    if added.is_zero() {
        return Ok(());
    }
    let community = order.number.community().as_str();
    add(tx, community, Month::of(order.placed_at), &order.list, &added).await
}

/// What the clocks of a round have come to more than before. Those of an earlier round stay as they were
/// judged.
fn clocks_added(before: &[ClockState], after: &[ClockState]) -> Counts {
    let mut added = Counts::default();
    for clock in after {
        added += clock_counts(clock);
        let same = |old: &&ClockState| old.kind == clock.kind && old.started_at == clock.started_at;
        if let Some(old) = before.iter().find(same) {
            added -= clock_counts(old);
        }
    }
    added
}

/// Writes down when the community last finished an order, if one of the events is that.
async fn finished(tx: &mut Transaction, order: &Order, events: &[Event]) -> Result<(), StoreError> {
    let finishes = |event: &&Event| matches!(event.kind, EventKind::Finished { .. });
    if let Some(event) = events.iter().rev().find(finishes) {
        tx.run(
            "UPDATE order_counts SET finished_at = $2 WHERE community = $1 \
                 AND (finished_at IS NULL OR finished_at < $2)",
            values![order.number.community(), event.at],
        )
        .await?;
    }
    Ok(())
}
