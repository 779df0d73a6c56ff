//! What an event adds to the sums.

use super::rows::add;
use crate::orders::Order;
use crate::store::{FromRow, Session, StoreError};
use crate::values;
use domain::figures::{ClockState, Counts, Month, clock_counts, counted};
use domain::orders::{Event, EventKind, OrderNumber};
use domain::time::Timestamp;

/// How the clocks of an order stand, as they are written down.
pub(crate) async fn clock_states(
    session: &mut Session,
    number: &OrderNumber,
) -> Result<Vec<ClockState>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        kind: String,
        started_at: i64,
        stopped_at: Option<i64>,
        met: i64,
        late: i64,
    }
    let rows: Vec<Row> = session
        .all(
            "SELECT kind, started_at, stopped_at, met, late FROM order_clocks \
             WHERE community = $1 AND number = $2",
            values![number.community(), number],
        )
        .await?;
    let state = |row: Row| {
        Ok(ClockState {
            kind: row.kind.parse().map_err(|error| StoreError::row("order_clocks", number, error))?,
            started_at: Timestamp(row.started_at),
            stopped_at: row.stopped_at.map(Timestamp),
            met: row.met != 0,
            late: row.late != 0,
        })
    };
    rows.into_iter().map(state).collect()
}

/// Adds what the newest of an order's events comes to, in its transaction; the clocks as they stood before
/// it and as they stand now.
pub(crate) async fn count(
    session: &mut Session,
    order: &Order,
    events: &[Event],
    before: &[ClockState],
    after: &[ClockState],
) -> Result<(), StoreError> {
    if let Some(event) = events.last() {
        finished(session, order, std::slice::from_ref(event)).await?;
    }
    let mut added = counted(events);
    if let Some((_, earlier)) = events.split_last() {
        added -= counted(earlier);
    }
    added += clocks_added(before, after);
    if added.is_zero() {
        return Ok(());
    }
    let community = order.number.community().as_str();
    add(session, community, Month::of(order.placed_at), &order.list, &added).await
}

/// Adds what a whole order comes to that was not counted before.
pub(crate) async fn count_whole(
    session: &mut Session,
    order: &Order,
    events: &[Event],
    clocks: &[ClockState],
) -> Result<(), StoreError> {
    finished(session, order, events).await?;
    let mut added = counted(events);
    added += clocks_added(&[], clocks);
    let community = order.number.community().as_str();
    add(session, community, Month::of(order.placed_at), &order.list, &added).await
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
async fn finished(session: &mut Session, order: &Order, events: &[Event]) -> Result<(), StoreError> {
    let finishes = |event: &&Event| matches!(event.kind, EventKind::Finished { .. });
    if let Some(event) = events.iter().rev().find(finishes) {
        session
            .run(
                "UPDATE order_counts SET finished_at = $2 WHERE community = $1 \
                 AND (finished_at IS NULL OR finished_at < $2)",
                values![order.number.community(), event.at],
            )
            .await?;
    }
    Ok(())
}
