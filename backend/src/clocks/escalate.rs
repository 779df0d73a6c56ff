//! Telling of clocks that run out: each level once, whoever looks, however often.

use crate::members::record_lapse;
use crate::orders::{self, Order};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::clocks::{ClockKind, DeadlineStatus, EscalationLevel, OrderClock, to_be_told};
use domain::orders::{Actor, Event, EventKind, OrderNumber, State};
use domain::time::{MINUTE, Timestamp};
use std::collections::HashSet;

/// Clocks that are fetched at once.
const BATCH: i64 = 200;
/// How often more are fetched in one look; the next look takes the rest.
const ROUNDS: usize = 20;
/// How long an order that failed is put off, in milliseconds.
const PUT_OFF: i64 = 5 * MINUTE;

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

/// Tells whoever is to be told of clocks that run out or have: of each clock the newest level, if several have
/// come since the last look.
///
/// What is told is an event of the order, in one transaction with the notification and the next time to
/// look. So nothing is told twice, though several processes look at once or one dies half way.
///
/// # Errors
/// [`AppError::internal`] if the orders can't be listed. What fails for one order is logged and counted.
pub async fn escalate(backend: &Backend) -> Result<LookedAt, AppError> {
    let now = backend.clock.now();
    let mut looked = LookedAt::default();
    // Every order that is looked at is due later than now, or waits: the rounds come to an end.
    for _ in 0..ROUNDS {
        let due = due(backend, now).await?;
        if due.is_empty() {
            break;
        }
        looked.orders += due.len();
        for (number, since) in due {
            looked.lag = looked.lag.max(now.since(since));
            match escalate_order(backend, &number, now).await {
                Ok(told) => looked.told += told,
                Err(error) => {
                    looked.failed += 1;
                    tracing::error!(%number, code = error.code, "an order's clocks could not be looked at");
                    put_off(backend, &number, now).await?;
                }
            }
        }
    }
    Ok(looked)
}

/// Looks at an order again later, so that one that fails keeps no other from being looked at.
async fn put_off(backend: &Backend, number: &OrderNumber, now: Timestamp) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    tx.run(
        "UPDATE order_clocks SET next_at = $3 WHERE community = $1 AND number = $2 AND next_at <= $4",
        values![number.community(), number, now.plus(PUT_OFF), now],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// When somebody is to be told next, of whichever order.
pub(crate) async fn next_look(backend: &Backend) -> Result<Option<Timestamp>, AppError> {
    #[derive(FromRow)]
    struct Row {
        next: Option<i64>,
    }
    let mut tx = backend.store.read().await?;
    let row: Option<Row> = tx.one("SELECT min(next_at) AS next FROM order_clocks", values![]).await?;
    Ok(row.and_then(|row| row.next).map(Timestamp))
}

/// The orders of which somebody is to be told, the longest due first: those of so many clocks. They are read along
/// the index by time and put together here; grouped in the database, all clocks that ever ran would be read.
async fn due(backend: &Backend, now: Timestamp) -> Result<Vec<(OrderNumber, Timestamp)>, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
        since: i64,
    }
    let mut tx = backend.store.read().await?;
    let rows: Vec<Row> = tx
        .all(
            "SELECT number, next_at AS since FROM order_clocks WHERE next_at <= $1 \
             ORDER BY next_at, number LIMIT $2",
            values![now, BATCH],
        )
        .await?;
    let due = |row: Row| Some((OrderNumber::parse(&row.number).ok()?, Timestamp(row.since)));
    let mut seen = HashSet::new();
    Ok(rows.into_iter().filter_map(due).filter(|(number, _)| seen.insert(number.to_string())).collect())
}

/// Tells what is to be told of one order. How many levels; none if somebody else has written meanwhile.
async fn escalate_order(backend: &Backend, number: &OrderNumber, now: Timestamp) -> Result<usize, AppError> {
    let mut tx = backend.store.write().await?;
    // Whoever writes the order at the same time waits: what is read here is what is judged.
    orders::lock(&mut tx, number).await?;
    let Some(mut order) = orders::find(&mut tx, number).await? else { return Ok(0) };
    let mut events = orders::events(&mut tx, number).await?;
    let clocks = orders::clocks_of(&mut tx, backend, &order, &events, now).await?;
    let moved = orders::moved(&mut tx, number, &clocks).await?;
    for (clock, from, to) in moved {
        let event =
            Event { at: now, actor: Actor::system(), kind: EventKind::DeadlineMoved { clock, from, to } };
        if !apply(&mut tx, backend, &mut order, &event).await? {
            return Ok(0);
        }
        events.push(event);
    }
    // The deadline itself has passed since the last look, whichever level is told of it.
    let passed = |clock: &OrderClock| {
        clock.run.kind == ClockKind::OnSite && clock.due_levels.contains(&EscalationLevel::Grid)
    };
    let lapsed = clocks.iter().any(passed);
    let leading = leading(&mut tx, number.community()).await?;
    let is_heard =
        |level: EscalationLevel| level.lead().is_none_or(|role| leading.contains(<&'static str>::from(role)));
    let mut told = 0;
    for (clock, level) in to_be_told(&clocks, is_heard) {
        let kind = EventKind::Escalated { clock, level };
        let event = Event { at: now, actor: Actor::system(), kind };
        if !apply(&mut tx, backend, &mut order, &event).await? {
            return Ok(0);
        }
        if clock == ClockKind::OnSite
            && lapsed
            && let Some(person) = who_lapsed(&order, &events, &clocks)
        {
            record_lapse(&mut tx, number, person, now).await?;
        }
        events.push(event);
        told += 1;
    }
    orders::recompute_deadlines(&mut tx, backend, &order, &events, now).await?;
    tx.commit().await?;
    Ok(told)
}

/// The roles that somebody holds over a community.
async fn leading(tx: &mut Transaction, community: &AreaCode) -> Result<HashSet<String>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        role: String,
    }
    let sql =
        "SELECT DISTINCT role FROM grants WHERE substr($1, 1, length(area)) = area AND revoked_at IS NULL";
    let rows: Vec<Row> = tx.all(sql, values![community]).await?;
    Ok(rows.into_iter().map(|row| row.role).collect())
}

/// Who let an accepted job run late: whoever holds it, if they had it before the warning. Who took it
/// when the time was nearly over, or waits through a pause, let nothing lapse.
fn who_lapsed<'a>(order: &'a Order, events: &[Event], clocks: &[OrderClock]) -> Option<&'a PersonId> {
    let State::Accepted { progress } = &order.state else { return None };
    let taken = |event: &&Event| matches!(event.kind, EventKind::Accepted { .. } | EventKind::Claimed { .. });
    let taken_at = events.iter().rev().find(taken)?.at;
    let on_site = clocks.iter().find(|clock| clock.run.kind == ClockKind::OnSite)?;
    match on_site.status {
        DeadlineStatus::Running(due) if taken_at < due.warn_at => Some(&progress.person),
        _ => None,
    }
}

async fn apply(
    tx: &mut Transaction,
    backend: &Backend,
    order: &mut Order,
    event: &Event,
) -> Result<bool, AppError> {
    let written = orders::noted(tx, backend, order, event).await?;
    order.version += i64::from(written);
    Ok(written)
}
