//! How the deadline of one clock of one order came about.

use crate::accounts::Viewer;
use crate::calendar::calendar_in;
use crate::orders::{OrderView, Viewpoint, view};
use crate::{AppError, Backend};
use domain::clocks::{
    Calendar, ClockKind, ClockLimit, Explanation, OrderClock, OutOfSight, Pace, ServiceLevel, WorkTime,
    explain, pauses_until,
};
use domain::time::Timestamp;

/// How a deadline came about.
#[derive(Clone, Debug)]
pub struct ExplainedClock {
    /// The order, as the viewer may see it.
    pub view: OrderView,
    /// The clock.
    pub clock: OrderClock,
    /// The limit that counts: of two, the one that ends first.
    pub limit: ClockLimit,
    /// What was promised when it was ordered.
    pub service_level: ServiceLevel,
    /// The way to the deadline.
    pub explanation: Explanation,
}

/// How the deadline of a clock came about, for whoever may see the order at a desk.
///
/// # Errors
/// [`AppError::not_found`] if the viewer has no part in the order, or it has no such clock.
pub async fn explained_clock(
    backend: &Backend,
    viewer: &Viewer,
    number: &str,
    kind: ClockKind,
) -> Result<ExplainedClock, AppError> {
    let missing = || AppError::not_found("clock.not_found", "这个时限");
    let view = view(backend, viewer, number, Viewpoint::Role).await?;
    let service_level = view.order.service_level.clone().ok_or_else(missing)?;
    let clock = view.clocks.iter().find(|clock| clock.run.kind == kind).cloned().ok_or_else(missing)?;
    let calendar = calendar_in(&mut backend.store.read().await?, backend).await?;
    let (limit, explanation) =
        nearest(&clock, &service_level, &calendar).map_err(|error: OutOfSight| AppError::internal(&error))?;
    Ok(ExplainedClock { view, clock, limit, service_level, explanation })
}

/// The way to the deadline; where a second limit ends first, by that.
fn nearest(
    clock: &OrderClock,
    service_level: &ServiceLevel,
    calendar: &Calendar,
) -> Result<(ClockLimit, Explanation), OutOfSight> {
    let time = WorkTime { calendar, hours: &service_level.hours };
    let by = |limit: ClockLimit| {
        let (run, pause) = (&clock.run, Some(service_level.pause_minutes));
        // A pause that began after the clock had stopped is none of its own.
        let pauses =
            run.stopped_at().map_or_else(|| run.pauses.clone(), |stop| pauses_until(&run.pauses, stop));
        explain(run.round_start, limit.minutes, time, limit.pace, &pauses, pause).map(|way| (limit, way))
    };
    let own = by(ClockLimit { cap: None, ..clock.limit })?;
    let Some(minutes) = clock.limit.cap else { return Ok(own) };
    let cap = by(ClockLimit { minutes, pace: Pace::WallClock, cap: None, ..clock.limit })?;
    let end = |way: &Explanation| way.deadline.unwrap_or(Timestamp(i64::MAX));
    Ok(if end(&cap.1) < end(&own.1) { cap } else { own })
}
