//! The days of one recurrence that have come near: decided, written down, and told where nobody comes.

use super::create_day::create_day;
use super::day::{Day, Outcome, day_of, insert_day};
use super::reach::CLOSED;
use super::stored::{Stored, find, lock};
use crate::calendar::calendar_in;
use crate::store::Transaction;
use crate::{AppError, Backend, notifications, orders, values};
use domain::recurring::{Decision, RecurrenceId, Setback, look, setback_notifications};
use domain::time::Timestamp;
use jiff::civil::Date;

/// Why nothing was ordered for a day at which nobody looked in time.
const MISSED: &str = "系统那几天停过";

/// What became of the days that were decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) made: usize,
    pub(super) skipped: usize,
    pub(super) failed: usize,
}

/// Decides the days of a recurrence that have come near, all in one transaction with the orders that
/// come of it. Days that somebody has already left out stay so. Where the estate is no more, it stops.
pub(super) async fn decide(
    backend: &Backend,
    id: &RecurrenceId,
    now: Timestamp,
) -> Result<Decided, AppError> {
    let mut tx = backend.store.write().await?;
    lock(&mut tx, id).await?;
    let running = find(&mut tx, id).await?.filter(|stored| stored.next_at.is_some());
    let Some(stored) = running else { return Ok(Decided::default()) };
    let calendar = calendar_in(&mut tx, backend).await?;
    let look = look(&stored.rule, &calendar, stored.looked_until, now);
    let mut decided = Decided::default();
    let mut setbacks: Vec<(Setback, Vec<Date>)> = Vec::new();
    let mut closed = false;
    for (date, decision) in look.decided {
        if day_of(&mut tx, id, date).await?.is_some() {
            continue;
        }
        let day = carry_out(&mut tx, backend, &stored, date, decision).await?;
        insert_day(&mut tx, id, &day, None, now).await?;
        let reason = day.reason.unwrap_or_default();
        closed |= reason == CLOSED;
        let setback = match day.outcome {
            Outcome::Made => {
                decided.made += 1;
                continue;
            }
            Outcome::Skipped => {
                decided.skipped += 1;
                Setback::Skipped(reason)
            }
            Outcome::Failed => {
                decided.failed += 1;
                Setback::Failed(reason)
            }
        };
        match setbacks.iter_mut().find(|(told, _)| *told == setback) {
            Some((_, dates)) => dates.push(date),
            None => setbacks.push((setback, vec![date])),
        }
    }
    for (setback, dates) in setbacks {
        notify(&mut tx, backend, &stored, &dates, &setback).await?;
    }
    tx.run(
        "UPDATE recurrences SET looked_until = $3, next_at = $4, stopped_at = $5 \
             WHERE community = $1 AND id = $2",
        values![
            id.community(),
            id.to_string(),
            look.looked_until.to_string(),
            look.next.filter(|_| !closed),
            closed.then_some(now)
        ],
    )
    .await?;
    tx.commit().await?;
    Ok(decided)
}

/// Does what was decided about one day.
async fn carry_out(
    tx: &mut Transaction,
    backend: &Backend,
    stored: &Stored,
    date: Date,
    decision: Decision,
) -> Result<Day, AppError> {
    let day = |outcome, number, reason| Day { date, outcome, number, reason, state: None };
    Ok(match decision {
        Decision::Skip(reason) => day(Outcome::Skipped, None, Some(reason)),
        Decision::Missed => day(Outcome::Failed, None, Some(MISSED.to_owned())),
        Decision::Make(though) => match create_day(tx, backend, stored, date).await? {
            Ok(number) => day(Outcome::Made, Some(number), though),
            Err(reason) => day(Outcome::Failed, None, Some(reason.to_owned())),
        },
    })
}

/// Tells whom it concerns that nobody comes on some days; the notification leads to the order that it all
/// began with.
pub(super) async fn notify(
    tx: &mut Transaction,
    backend: &Backend,
    stored: &Stored,
    dates: &[Date],
    setback: &Setback,
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let told = setback_notifications(setback, dates, &stored.parties, stored.id.community());
    notifications::insert(tx, backend, (&stored.number, &stored.service_name), &told, None, now).await?;
    announce(tx, stored).await
}

/// Announces that something has changed, to the pages that show the order that it began with.
pub(super) async fn announce(tx: &mut Transaction, stored: &Stored) -> Result<(), AppError> {
    match orders::find(tx, &stored.number).await? {
        Some(order) => orders::announce(tx, &order),
        None => Ok(()),
    }
}
