//! How the clocks of an order stand, written down after each of its events.

use super::calendar_in;
use crate::orders::Order;
use crate::store::{Session, StoreError};
use crate::{AppError, Backend, values};
use domain::clocks::{EscalationDelays, OrderClock, OutOfSight, Verdict, order_clocks};
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
    clocks.map_err(|error: OutOfSight| AppError::internal(&error))
}

/// Writes down how the clocks stand after the newest of the events, in its transaction.
pub(crate) async fn keep(
    session: &mut Session,
    number: &OrderNumber,
    clocks: &[OrderClock],
) -> Result<(), StoreError> {
    for clock in clocks {
        let (deadline, late) = match clock.verdict {
            Verdict::Running(due) => (Some(due.deadline), false),
            Verdict::Met { deadline, late, .. } => (Some(deadline), late),
            Verdict::StandingStill { .. } | Verdict::Ended { .. } => (None, false),
        };
        session
            .run(
                "INSERT INTO order_clocks \
                 (community, number, kind, started_at, deadline, stopped_at, met, late, next_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (community, number, kind) \
                 DO UPDATE SET started_at = excluded.started_at, deadline = excluded.deadline, \
                 stopped_at = excluded.stopped_at, met = excluded.met, late = excluded.late, \
                 next_at = excluded.next_at",
                values![
                    number.community(),
                    number,
                    <&'static str>::from(clock.run.kind),
                    clock.run.round_start,
                    deadline,
                    clock.run.stopped_at(),
                    matches!(clock.verdict, Verdict::Met { .. }),
                    late,
                    clock.next_due
                ],
            )
            .await?;
    }
    Ok(())
}
