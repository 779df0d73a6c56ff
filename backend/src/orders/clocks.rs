//! How the clocks of an order stand, written down after each of its events.

use super::Order;
use crate::calendar::calendar_in;
use crate::store::{FromRow, StoreError, Transaction, Value};
use crate::{AppError, Backend, values};
use domain::clocks::{ClockKind, DeadlineStatus, EscalationDelays, OrderClock, OutOfSight, order_clocks};
use domain::counters::ClockState;
use domain::orders::{Event, OrderNumber};
use domain::time::Timestamp;

/// A clock as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
struct StoredClock {
    kind: String,
    started_at: i64,
    deadline: Option<i64>,
    stopped_at: Option<i64>,
    met: i64,
    late: i64,
    next_at: Option<i64>,
    estimated: i64,
}

impl From<&OrderClock> for StoredClock {
    fn from(clock: &OrderClock) -> Self {
        let (deadline, estimated, late) = match clock.status {
            DeadlineStatus::Running(due) => (Some(due.deadline), due.estimated, false),
            DeadlineStatus::Met { deadline, late, .. } | DeadlineStatus::Ended { deadline, late, .. } => {
                (Some(deadline), false, late)
            }
            DeadlineStatus::StandingStill { .. } => (None, false, false),
        };
        Self {
            kind: <&'static str>::from(clock.run.kind).to_owned(),
            started_at: clock.run.round_start.0,
            deadline: deadline.map(|at| at.0),
            stopped_at: clock.run.stopped_at().map(|at| at.0),
            met: i64::from(matches!(clock.status, DeadlineStatus::Met { .. })),
            late: i64::from(late),
            next_at: clock.next_due.map(|at| at.0),
            estimated: i64::from(estimated),
        }
    }
}

impl StoredClock {
    fn is_of(&self, kind: ClockKind) -> bool {
        self.kind == <&'static str>::from(kind)
    }

    fn state(&self, number: &OrderNumber) -> Result<ClockState, StoreError> {
        Ok(ClockState {
            kind: self.kind.parse().map_err(|error| StoreError::row("order_clocks", number, error))?,
            started_at: Timestamp(self.started_at),
            stopped_at: self.stopped_at.map(Timestamp),
            met: self.met != 0,
            late: self.late != 0,
        })
    }

    fn values(self, number: &OrderNumber) -> Vec<Value> {
        let Self { kind, started_at, deadline, stopped_at, met, late, next_at, estimated } = self;
        let (community, number) = (number.community(), number.to_string());
        values![community, number, kind, started_at, deadline, stopped_at, met, late, next_at, estimated]
    }
}

/// The clocks of an order, before what happened now and after it.
pub(crate) struct Clocks {
    pub(super) before: Vec<ClockState>,
    pub(super) now: Vec<ClockState>,
}

/// The clocks of an order at a moment; none for an order of which nothing was promised.
///
/// # Errors
/// [`AppError::internal`] if the database fails, or a deadline is out of sight.
pub(crate) async fn clocks_of(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<OrderClock>, AppError> {
    let mut clocks = reckoned(tx, backend, order, events, now).await?;
    if clocks.iter().any(|clock| clock.run.stop.is_some()) {
        as_judged(&stored(tx, &order.number).await?, &mut clocks);
    }
    Ok(clocks)
}

/// Writes down how the clocks of an order stand at a moment after its events, in their transaction. What was judged
/// of a clock when it stopped stays: a holiday that is declared afterwards makes nobody late or in time.
pub(crate) async fn recompute_deadlines(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    events: &[Event],
    at: Timestamp,
) -> Result<Clocks, AppError> {
    let before = stored(tx, &order.number).await?;
    recompute(tx, backend, order, events, before, at).await
}

/// As [`recompute_deadlines`], for an order that is new and has no clocks yet.
pub(super) async fn compute_deadlines(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    events: &[Event],
    at: Timestamp,
) -> Result<Clocks, AppError> {
    recompute(tx, backend, order, events, Vec::new(), at).await
}

async fn recompute(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    events: &[Event],
    before: Vec<StoredClock>,
    at: Timestamp,
) -> Result<Clocks, AppError> {
    let number = &order.number;
    let mut clocks = reckoned(tx, backend, order, events, at).await?;
    as_judged(&before, &mut clocks);
    let changed: Vec<_> =
        clocks.iter().map(StoredClock::from).filter(|clock| !before.contains(clock)).collect();
    tx.insert(
        "INSERT INTO order_clocks \
             (community, number, kind, started_at, deadline, stopped_at, met, late, next_at, estimated)",
        changed.into_iter().map(|clock| clock.values(number)).collect(),
        "ON CONFLICT (community, number, kind) DO UPDATE SET started_at = excluded.started_at, \
             deadline = excluded.deadline, stopped_at = excluded.stopped_at, met = excluded.met, \
             late = excluded.late, next_at = excluded.next_at, estimated = excluded.estimated",
    )
    .await?;
    Ok(Clocks {
        before: before.iter().map(|clock| clock.state(number)).collect::<Result<_, _>>()?,
        now: clocks.iter().map(ClockState::from).collect(),
    })
}

async fn reckoned(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<OrderClock>, AppError> {
    let Some(service_level) = &order.service_level else { return Ok(Vec::new()) };
    let calendar = calendar_in(tx, backend).await?;
    let clocks = order_clocks(service_level, &calendar, &EscalationDelays::default(), events, now);
    clocks.map_err(|error: OutOfSight| AppError::internal(&error))
}

async fn stored(tx: &mut Transaction, number: &OrderNumber) -> Result<Vec<StoredClock>, StoreError> {
    tx.all(
        "SELECT kind, started_at, deadline, stopped_at, met, late, next_at, estimated FROM order_clocks \
             WHERE community = $1 AND number = $2",
        values![number.community(), number],
    )
    .await
}

/// Clocks that have stopped stand as they were judged then, whatever the calendar says now.
fn as_judged(stored: &[StoredClock], clocks: &mut [OrderClock]) {
    for clock in clocks {
        let (kind, stopped_at) = (clock.run.kind, clock.run.stopped_at());
        let same = |row: &&StoredClock| row.is_of(kind) && row.stopped_at.map(Timestamp) == stopped_at;
        if let (
            DeadlineStatus::Met { deadline, late, .. } | DeadlineStatus::Ended { deadline, late, .. },
            Some(row),
        ) = (&mut clock.status, stored.iter().find(same))
            && let Some(judged) = row.deadline
        {
            (*deadline, *late) = (Timestamp(judged), row.late != 0);
        }
    }
}

/// The clocks that run and end at another time than was written down, though nothing has happened to the order since:
/// the calendar has changed. Of each: which, when it was to end, when it ends now.
pub(crate) async fn moved(
    tx: &mut Transaction,
    number: &OrderNumber,
    clocks: &[OrderClock],
) -> Result<Vec<(ClockKind, Timestamp, Timestamp)>, StoreError> {
    let stored = stored(tx, number).await?;
    let moved = |clock: &OrderClock| {
        let DeadlineStatus::Running(due) = clock.status else { return None };
        let (kind, start) = (clock.run.kind, clock.run.round_start);
        let is_this =
            |row: &&StoredClock| row.is_of(kind) && row.started_at == start.0 && row.stopped_at.is_none();
        let before = Timestamp(stored.iter().find(is_this)?.deadline?);
        (before != due.deadline).then_some((kind, before, due.deadline))
    };
    Ok(clocks.iter().filter_map(moved).collect())
}
