//! Stopping a recurrence, at once, with or without what it has made ahead.

use super::day::days_of;
use super::decide::announce;
use super::stored::{Stored, canceller, load, lock};
use crate::accounts::Viewer;
use crate::orders::{Viewpoint, cancel_made};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, notifications, values};
use domain::orders::{Acting, Actor, CancelReason};
use domain::recurring::{RecurrenceId, stop_notifications};
use domain::time::Timestamp;

/// What stopping came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopped {
    /// Orders made ahead that were cancelled.
    pub cancelled: usize,
    /// Orders made ahead that are still to be done.
    pub left: usize,
}

/// Stops a recurrence: nothing more is made of it from now on. With `also_cancel`, the orders that were
/// made ahead and aren't under way are cancelled in the same transaction. Stopping twice is no error.
///
/// # Errors
/// [`AppError`]: not found, or not the viewer's to stop.
pub async fn stop(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    viewpoint: Viewpoint,
    also_cancel: bool,
) -> Result<Stopped, AppError> {
    let mut tx = backend.store.write().await?;
    if let Ok(id) = RecurrenceId::parse(id) {
        lock(&mut tx, &id).await?;
    }
    let (stored, actor) = load(&mut tx, viewer, id, viewpoint).await?;
    if let Some(at) = stored.stopped_at {
        return came_to(&mut tx, &stored, at).await;
    }
    let now = backend.clock.now();
    tx.run(
        "UPDATE recurrences SET stopped_at = $3, stopped_by = $4, next_at = NULL \
             WHERE community = $1 AND id = $2",
        values![stored.id.community(), stored.id.to_string(), now, &viewer.person],
    )
    .await?;
    let stopped = made_ahead(&mut tx, backend, &stored, &actor, also_cancel).await?;
    if actor.acting != Acting::Resident {
        let (about, told) =
            ((&stored.number, stored.service_name.as_str()), stop_notifications(&stored.parties));
        notifications::insert(&mut tx, backend, about, &told, Some(&viewer.person), now).await?;
    }
    announce(&mut tx, &stored).await?;
    tx.commit().await?;
    Ok(stopped)
}

/// What stopping came to, for whoever does it again.
async fn came_to(tx: &mut Transaction, stored: &Stored, at: Timestamp) -> Result<Stopped, AppError> {
    #[derive(FromRow)]
    struct Row {
        cancelled: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS cancelled FROM recurrence_days d \
             JOIN orders o ON o.community = d.community AND o.number = d.number \
             WHERE d.community = $1 AND d.recurrence = $2 AND o.state = 'cancelled' AND o.changed_at = $3",
            values![stored.id.community(), stored.id.to_string(), at],
        )
        .await?;
    let days = days_of(tx, &stored.id, at.date()).await?;
    let left = days.iter().filter(|day| day.state.is_some_and(|state| !state.is_over())).count();
    Ok(Stopped { cancelled: row.map_or(0, |row| usize::try_from(row.cancelled).unwrap_or(0)), left })
}

/// Cancels what was made for today and later, if that is wanted.
async fn made_ahead(
    tx: &mut Transaction,
    backend: &Backend,
    stored: &Stored,
    actor: &Actor,
    also_cancel: bool,
) -> Result<Stopped, AppError> {
    let (by, reason) = (canceller(actor), CancelReason::RecurrenceStopped);
    let mut stopped = Stopped::default();
    for day in days_of(tx, &stored.id, backend.clock.now().date()).await? {
        let open = day.state.is_some_and(|state| !state.is_over());
        let Some(number) = day.number.filter(|_| open) else { continue };
        if also_cancel && cancel_made(tx, backend, &number, &by, reason).await? {
            stopped.cancelled += 1;
        } else {
            stopped.left += 1;
        }
    }
    Ok(stopped)
}
