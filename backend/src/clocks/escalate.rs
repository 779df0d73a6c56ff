//! Telling of clocks that run out: each level once, whoever looks, however often.

use super::keep::{clocks_of, keep};
use crate::dispatch::record_lapse;
use crate::orders::{self, Order};
use crate::store::Session;
use crate::{AppError, Backend, values};
use domain::clocks::{ClockKind, Step, to_be_told};
use domain::orders::{Actor, Event, EventKind, OrderNumber};
use domain::time::Timestamp;
use sqlx::FromRow;

/// Orders that are looked at in one go; the next go takes the rest.
const BATCH: i64 = 200;

/// What a look at the clocks came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookedAt {
    /// How many orders were due to be looked at.
    pub orders: usize,
    /// How many levels were told.
    pub told: usize,
    /// How long the one that waited longest was due, in milliseconds.
    pub lag: i64,
    /// For how many orders it failed; they are tried again.
    pub failed: usize,
}

/// Tells whoever is to be told of clocks that run out or have.
///
/// What is told is an event of the order, in one transaction with the notice and the next time to
/// look. So nothing is told twice, though several processes look at once or one dies half way.
///
/// # Errors
/// [`AppError::internal`] if the orders can't be listed. What fails for one order is logged and counted.
pub async fn escalate(backend: &Backend) -> Result<LookedAt, AppError> {
    let now = backend.clock.now();
    let due = due(backend, now).await?;
    let mut looked = LookedAt { orders: due.len(), ..LookedAt::default() };
    for (number, since) in due {
        looked.lag = looked.lag.max(now.since(since));
        match escalate_order(backend, &number, now).await {
            Ok(told) => looked.told += told,
            Err(error) => {
                looked.failed += 1;
                tracing::error!(%number, code = error.code, "an order's clocks could not be looked at");
            }
        }
    }
    Ok(looked)
}

/// When somebody is to be told next, of whichever order.
pub(crate) async fn next_look(backend: &Backend) -> Result<Option<Timestamp>, AppError> {
    #[derive(FromRow)]
    struct Row {
        next: Option<i64>,
    }
    let mut session = backend.store.read().await?;
    let row: Option<Row> = session.one("SELECT min(next_at) AS next FROM order_clocks", values![]).await?;
    Ok(row.and_then(|row| row.next).map(Timestamp))
}

/// The orders of which somebody is to be told, the longest due first.
async fn due(backend: &Backend, now: Timestamp) -> Result<Vec<(OrderNumber, Timestamp)>, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
        since: i64,
    }
    let mut session = backend.store.read().await?;
    let rows: Vec<Row> = session
        .all(
            "SELECT number, min(next_at) AS since FROM order_clocks WHERE next_at <= $1 \
             GROUP BY community, number ORDER BY since, number LIMIT $2",
            values![now, BATCH],
        )
        .await?;
    let due = |row: Row| Some((OrderNumber::parse(&row.number).ok()?, Timestamp(row.since)));
    Ok(rows.into_iter().filter_map(due).collect())
}

/// Tells what is to be told of one order. How many levels; none if somebody else has written meanwhile.
async fn escalate_order(backend: &Backend, number: &OrderNumber, now: Timestamp) -> Result<usize, AppError> {
    let mut session = backend.store.write().await?;
    let Some(mut order) = orders::find(&mut session, number).await? else { return Ok(0) };
    let mut events = orders::events(&mut session, number).await?;
    let clocks = clocks_of(&mut session, backend, &order, &events, now).await?;
    let mut told = 0;
    for (clock, step) in to_be_told(&clocks) {
        let kind = EventKind::Escalated { clock, step };
        let event = Event { at: now, actor: Actor::system(), kind };
        if !write(&mut session, backend, &mut order, &event).await? {
            return Ok(0);
        }
        if let (ClockKind::OnSite, Step::Grid, Some(progress)) = (clock, step, order.state.progress()) {
            record_lapse(&mut session, number, &progress.person, now).await?;
        }
        events.push(event);
        told += 1;
    }
    let clocks = clocks_of(&mut session, backend, &order, &events, now).await?;
    keep(&mut session, number, &clocks).await?;
    session.commit().await?;
    Ok(told)
}

async fn write(
    session: &mut Session,
    backend: &Backend,
    order: &mut Order,
    event: &Event,
) -> Result<bool, AppError> {
    let written = orders::noted(session, backend, order, event).await?;
    order.version += i64::from(written);
    Ok(written)
}
