//! The sums made anew from the orders themselves.

use crate::counters::{CounterRow, Span, add, rows};
use crate::orders;
use crate::orders::clocks_of;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, areas, audit, return_visits, values};
use domain::areas::{AreaCode, AreaKind};
use domain::audit::{Doer, SecurityEvent};
use domain::counters::{ClockState, Counts, Month, clock_counts, counted};
use domain::orders::{Event, EventKind, OrderNumber};
use domain::return_visits::Week;
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// The years before and after now in which orders may lie.
const YEARS: i32 = 500;
/// Orders that are fetched at once.
const BATCH: i64 = 500;

/// Community, month and list.
type Key = (String, Month, String);

/// A sum that is not what the orders come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The community's code.
    pub community: String,
    /// The month.
    pub month: Month,
    /// The list; empty for what return visits came to.
    pub list: String,
    /// What is counted.
    pub measure: &'static str,
    /// The sum that is kept.
    pub kept: i64,
    /// What the orders come to.
    pub counted: i64,
}

/// Every sum that is not what the orders come to; none if all is well.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn differences(backend: &Backend) -> Result<Vec<Difference>, AppError> {
    let mut differences = Vec::new();
    for community in areas::tree(backend).await?.of_kind(AreaKind::Community) {
        let community = &community.code;
        let mut tx = backend.store.read().await?;
        let raw = sums(&mut tx, backend, community).await?;
        let kept = stored(&mut tx, backend, community).await?;
        let keys: std::collections::BTreeSet<_> = raw.keys().chain(kept.keys()).collect();
        for key in keys {
            let (raw, kept) = (raw.get(key).copied(), kept.get(key).copied());
            let (raw, kept) = (raw.unwrap_or_default(), kept.unwrap_or_default());
            for (measure, counted) in raw.iter().filter(|(measure, counted)| kept.of(*measure) != *counted) {
                let (community, month, list) = key.clone();
                let (measure, kept) = (measure.into(), kept.of(measure));
                differences.push(Difference { community, month, list, measure, kept, counted });
            }
        }
        differences.extend(of_return_visits(&mut tx, community).await?);
    }
    Ok(differences)
}

/// The sums of return visits that are not what the calls come to, by the month in which their week begins.
async fn of_return_visits(tx: &mut Transaction, community: &AreaCode) -> Result<Vec<Difference>, AppError> {
    let wrong = return_visits::wrong_results(tx, community).await?;
    let difference = |one: return_visits::WrongResult| {
        let week: Week = one.week.parse().map_err(|error| AppError::internal(&error))?;
        Ok(Difference {
            community: community.to_string(),
            month: Month::of_day(week.monday()),
            list: String::new(),
            measure: "return_visits",
            kept: one.kept,
            counted: one.counted,
        })
    };
    wrong.into_iter().map(difference).collect()
}

/// Makes all sums anew, one community after the other.
///
/// # Errors
/// [`AppError::internal`] if the database fails; the communities before that are done.
pub async fn recount(backend: &Backend) -> Result<(), AppError> {
    for community in areas::tree(backend).await?.of_kind(AreaKind::Community) {
        let community = &community.code;
        let mut tx = backend.store.write().await?;
        let raw = sums(&mut tx, backend, community).await?;
        tx.run("DELETE FROM counters WHERE community = $1", values![community]).await?;
        return_visits::recount_results(&mut tx, community).await?;
        tx.run(
            "UPDATE order_counts SET finished_at = (SELECT max(e.at) FROM order_events e \
                 WHERE e.community = $1 AND e.kind = 'finished') WHERE community = $1",
            values![community],
        )
        .await?;
        for ((community, month, list), counts) in raw {
            add(&mut tx, &community, month, &list, &counts).await?;
        }
        let event = SecurityEvent::Recounted { area: community.clone() };
        audit::record(&mut tx, backend, Doer::Console, event).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Makes all sums where there are none yet: of a database from before they were kept.
///
/// # Errors
/// As [`recount`].
pub async fn count_first(backend: &Backend) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        missing: i64,
    }
    let mut tx = backend.store.read().await?;
    let sql = "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM orders) AND NOT EXISTS (SELECT 1 FROM counters) \
               THEN 1 ELSE 0 END AS BIGINT) AS missing";
    let row: Option<Row> = tx.one(sql, values![]).await?;
    drop(tx);
    if row.is_some_and(|row| row.missing != 0) {
        tracing::info!("the counters are summed from the orders for the first time");
        recount(backend).await?;
    }
    Ok(())
}

async fn stored(
    tx: &mut Transaction,
    backend: &Backend,
    community: &AreaCode,
) -> Result<BTreeMap<Key, Counts>, AppError> {
    let now = Month::of(backend.clock.now());
    let span = Span { area: community.clone(), from: now.plus(-12 * YEARS), to: now.plus(12 * YEARS) };
    let row = |row: CounterRow| ((row.community, row.month, row.list), row.counts);
    Ok(rows(tx, &span).await?.into_iter().map(row).collect())
}

/// What the orders of a community come to.
async fn sums(
    tx: &mut Transaction,
    backend: &Backend,
    community: &AreaCode,
) -> Result<BTreeMap<Key, Counts>, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
        placed_at: i64,
    }
    let mut sums: BTreeMap<Key, Counts> = BTreeMap::new();
    let mut after = (i64::MIN, String::new());
    loop {
        let numbers: Vec<Row> = tx
            .all(
                "SELECT number, placed_at FROM orders WHERE community = $1 \
                 AND (placed_at > $2 OR placed_at = $2 AND number > $3) ORDER BY placed_at, number LIMIT $4",
                values![community, after.0, after.1.as_str(), BATCH],
            )
            .await?;
        let Some(last) = numbers.last() else { return Ok(sums) };
        after = (last.placed_at, last.number.clone());
        for row in &numbers {
            let Ok(number) = OrderNumber::parse(&row.number) else { continue };
            let Some(order) = orders::find(tx, &number).await? else { continue };
            let events = orders::events(tx, &number).await?;
            let key = (community.to_string(), Month::of(Timestamp(row.placed_at)), order.list.clone());
            let sum = sums.entry(key).or_default();
            *sum += counted(&events);
            // Each round by itself: reopening an order takes no lateness away.
            for round in rounds(&events) {
                let end = round.last().map_or(order.placed_at, |event| event.at);
                for clock in clocks_of(tx, backend, &order, round, end).await? {
                    *sum += clock_counts(&ClockState::from(&clock));
                }
            }
        }
    }
}

/// The events up to the end of each round.
fn rounds(events: &[Event]) -> Vec<&[Event]> {
    let reopened = |event: &Event| matches!(event.kind, EventKind::Reopened { .. });
    let ends = events.iter().enumerate().filter(|(_, event)| reopened(event)).map(|(place, _)| place);
    ends.chain([events.len()]).filter_map(|end| events.get(..end)).collect()
}
