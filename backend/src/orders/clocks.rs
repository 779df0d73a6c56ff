//! How the clocks of an order stand, written down after each of its events.

use super::calendar_in;
use crate::orders::Order;
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, Backend, values};
use domain::clocks::{ClockKind, EscalationDelays, OrderClock, OutOfSight, Verdict, order_clocks};
use domain::orders::{Event, OrderNumber};
use domain::time::Timestamp;

/// The clocks of an order at a moment; none for an order of which nothing was promised.
///
/// # Errors
/// [`AppError::internal`] if the database fails, or a deadline is out of sight.
pub(crate) async fn clocks_of(
    session: &mut Session,
    backend: &Backend,
    order: &Order,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<OrderClock>, AppError> {
    let Some(promise) = &order.promise else { return Ok(Vec::new()) };
    let calendar = calendar_in(session, backend).await?;
    let clocks = order_clocks(promise, &calendar, &EscalationDelays::default(), events, now);
    let mut clocks = clocks.map_err(|error: OutOfSight| AppError::internal(&error))?;
    as_judged(session, &order.number, &mut clocks).await?;
    Ok(clocks)
}

/// Clocks that have stopped stand as they were judged then, whatever the calendar says now.
async fn as_judged(
    session: &mut Session,
    number: &OrderNumber,
    clocks: &mut [OrderClock],
) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct Row {
        kind: String,
        stopped_at: i64,
        deadline: i64,
        late: i64,
    }
    if clocks.iter().all(|clock| clock.run.stop.is_none()) {
        return Ok(());
    }
    let rows: Vec<Row> = session
        .all(
            "SELECT kind, stopped_at, deadline, late FROM order_clocks WHERE community = $1 AND number = $2 \
             AND stopped_at IS NOT NULL AND deadline IS NOT NULL",
            values![number.community(), number],
        )
        .await?;
    for clock in clocks {
        let judged = rows.iter().find(|row| {
            row.kind == <&'static str>::from(clock.run.kind)
                && clock.run.stopped_at() == Some(Timestamp(row.stopped_at))
        });
        if let (Verdict::Met { deadline, late, .. } | Verdict::Ended { deadline, late, .. }, Some(row)) =
            (&mut clock.verdict, judged)
        {
            (*deadline, *late) = (Timestamp(row.deadline), row.late != 0);
        }
    }
    Ok(())
}

/// Writes down how the clocks stand after the newest of the events, in its transaction. What was judged
/// of a clock when it stopped stays: a holiday that is declared afterwards makes nobody late or in time.
pub(crate) async fn keep(
    session: &mut Session,
    number: &OrderNumber,
    clocks: &[OrderClock],
) -> Result<(), StoreError> {
    for clock in clocks {
        let (deadline, estimated, late) = match clock.verdict {
            Verdict::Running(due) => (Some(due.deadline), due.estimated, false),
            Verdict::Met { deadline, late, .. } | Verdict::Ended { deadline, late, .. } => {
                (Some(deadline), false, late)
            }
            Verdict::StandingStill { .. } => (None, false, false),
        };
        session
            .run(
                "INSERT INTO order_clocks \
                 (community, number, kind, started_at, deadline, stopped_at, met, late, next_at, estimated) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (community, number, kind) \
                 DO UPDATE SET started_at = excluded.started_at, stopped_at = excluded.stopped_at, \
                 met = excluded.met, next_at = excluded.next_at, estimated = excluded.estimated, \
                 deadline = CASE WHEN order_clocks.stopped_at = excluded.stopped_at \
                 THEN order_clocks.deadline ELSE excluded.deadline END, \
                 late = CASE WHEN order_clocks.stopped_at = excluded.stopped_at \
                 THEN order_clocks.late ELSE excluded.late END",
                values![
                    number.community(),
                    number,
                    <&'static str>::from(clock.run.kind),
                    clock.run.round_start,
                    deadline,
                    clock.run.stopped_at(),
                    matches!(clock.verdict, Verdict::Met { .. }),
                    late,
                    clock.next_due,
                    estimated
                ],
            )
            .await?;
    }
    Ok(())
}

/// The clocks that run and end at another time than was written down, though nothing has happened to the order since:
/// the calendar has changed. Of each: which, when it was to end, when it ends now.
pub(super) async fn moved(
    session: &mut Session,
    number: &OrderNumber,
    clocks: &[OrderClock],
) -> Result<Vec<(ClockKind, Timestamp, Timestamp)>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        kind: String,
        started_at: i64,
        deadline: i64,
    }
    let rows: Vec<Row> = session
        .all(
            "SELECT kind, started_at, deadline FROM order_clocks WHERE community = $1 AND number = $2 \
             AND stopped_at IS NULL AND deadline IS NOT NULL",
            values![number.community(), number],
        )
        .await?;
    let moved = |clock: &OrderClock| {
        let Verdict::Running(due) = clock.verdict else { return None };
        let (kind, start) = (clock.run.kind, clock.run.round_start);
        let is_this = |row: &&Row| row.kind == <&'static str>::from(kind) && row.started_at == start.0;
        let before = Timestamp(rows.iter().find(is_this)?.deadline);
        (before != due.deadline).then_some((kind, before, due.deadline))
    };
    Ok(clocks.iter().filter_map(moved).collect())
}
