//! Leaving out one day.

use super::day::{Day, Outcome, day_of, insert_day};
use super::decide::{announce, notify};
use super::stored::{canceller, load, lock};
use crate::accounts::Viewer;
use crate::orders::{Viewpoint, cancel_made};
use crate::{AppError, Backend, ErrorKind};
use domain::orders::{Acting, CancelReason, StateKind, TimeWindow};
use domain::recurring::{RecurrenceId, Setback};
use jiff::civil::Date;

/// How many days ahead one may be left out.
const WITHIN: i32 = 400;
/// Why nobody comes, where the resident said so.
const SAID: &str = "说了这次不用来";
/// What the residents are told where the desk did so for them.
const SAID_BY_DESK: &str = "这次不用来，社区替您记下了";

/// Leaves out one day of a recurrence; an order that was made for it is cancelled. Leaving the same day
/// out twice is no error.
///
/// # Errors
/// [`AppError`]: not found; not the viewer's; not a day to come of it; somebody is there already.
pub async fn skip_once(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    viewpoint: Viewpoint,
    date: &str,
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    if let Ok(id) = RecurrenceId::parse(id) {
        lock(&mut tx, &id).await?;
    }
    let (stored, actor) = load(&mut tx, viewer, id, viewpoint).await?;
    let date: Date = date.parse().map_err(|_| no_such_day())?;
    let window = TimeWindow { day: date, part: stored.rule.part };
    let ahead = (date - now.date()).get_days();
    let to_come = stored.rule.has(date) && window.end() > now && ahead <= WITHIN;
    if stored.stopped_at.is_some() || !to_come {
        return Err(no_such_day());
    }
    let decided = day_of(&mut tx, &stored.id, date).await?;
    if decided.as_ref().is_some_and(|day| day.outcome != Outcome::Made) {
        return Ok(());
    }
    let open = decided.filter(|day| day.state != Some(StateKind::Cancelled));
    if let Some(number) = open.and_then(|day| day.number) {
        let by = canceller(&actor);
        if !cancel_made(&mut tx, backend, &number, &by, CancelReason::NotThisTime).await? {
            return Err(under_way());
        }
    }
    let (outcome, reason) = (Outcome::Skipped, Some(SAID.to_owned()));
    let day = Day { date, outcome, number: None, reason, state: None };
    insert_day(&mut tx, &stored.id, &day, Some(&viewer.person), now).await?;
    if actor.acting != Acting::Resident {
        let setback = Setback::Skipped(SAID_BY_DESK.to_owned());
        notify(&mut tx, backend, &stored, &[date], &setback).await?;
    }
    announce(&mut tx, &stored).await?;
    tx.commit().await?;
    Ok(())
}

fn no_such_day() -> AppError {
    AppError::new(ErrorKind::Conflict, "recurring.no_such_day", "那天本来就没有安排，请看最新的日子")
}

fn under_way() -> AppError {
    AppError::new(
        ErrorKind::Conflict,
        "recurring.under_way",
        "那一单已经在办或者办完了，取消不了；请到工单里看看",
    )
}
