//! Accepted jobs that were let run late, and who may claim none for a while.

use crate::accounts::hold_people;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::PersonId;
use domain::dispatch::{LAPSES, SUSPENSION, WITHIN, suspended_until};
use domain::orders::OrderNumber;
use domain::time::Timestamp;

/// Writes down that somebody let an accepted job run late.
pub(crate) async fn record_lapse(
    tx: &mut Transaction,
    number: &OrderNumber,
    person: &PersonId,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO lapses (community, number, person, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
        values![number.community(), number, person, at],
    )
    .await?;
    Ok(())
}

/// Until when somebody may claim nothing; `None` if they may.
pub(crate) async fn suspension(
    tx: &mut Transaction,
    person: &PersonId,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        at: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT at FROM lapses WHERE person = $1 AND at > $2 ORDER BY at",
            values![person, now.plus(-WITHIN - SUSPENSION)],
        )
        .await?;
    let lapses: Vec<_> = rows.into_iter().map(|row| Timestamp(row.at)).collect();
    Ok(suspended_until(&lapses, now))
}

/// Whether somebody may take a job from the pool: their hands are not full, and they have not let too
/// many jobs run late.
///
/// # Errors
/// [`AppError`] of kind `Conflict` that says why not, and what to do.
pub(crate) async fn may_claim(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        open: i64,
    }
    let now = backend.clock.now();
    // Of two claims at once the second waits here, and counts the first.
    hold_people(tx, [person; 2]).await?;
    let refused = |code, sentence: String| Err(AppError::new(ErrorKind::Conflict, code, sentence));
    if let Some(until) = suspension(tx, person, now).await? {
        let until = until.words(now);
        let sentence =
            format!("您一个月里有 {LAPSES} 单接了没按时到，{until} 以后才能再抢单；社区派给您的照常办");
        return refused("dispatch.suspended", sentence);
    }
    let limit = super::profile::profile_of(tx, person).await?.unwrap_or_default().limit;
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS open FROM orders WHERE assignee_person = $1 \
             AND state IN ('dispatched', 'accepted', 'on_site', 'paused')",
            values![person],
        )
        .await?;
    let open = row.map_or(0, |row| row.open);
    if open >= i64::from(limit) {
        return refused(
            "dispatch.full",
            format!("您手上已经有 {open} 单，办完一单再抢；上限可以在“我的服务资料”里改"),
        );
    }
    Ok(())
}
