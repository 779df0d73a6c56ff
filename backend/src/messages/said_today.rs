//! What has gone out since midnight, or is on its way.

use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::messages::SentToday;
use domain::time::{DAY, Timestamp};

/// What has gone to one person today, but for this message; what went to all is left open.
pub(super) async fn said_today(
    tx: &mut Transaction,
    person: &str,
    but: &str,
    now: Timestamp,
) -> Result<SentToday, StoreError> {
    #[derive(FromRow)]
    struct Row {
        others: i64,
        escalations: i64,
        last: Option<i64>,
    }
    let today = now.day_start();
    // No message waits for longer than a day: what was written before yesterday didn't go out today.
    let row: Option<Row> = tx
        .one(
            "SELECT count(CASE WHEN kind <> 'escalation' THEN 1 END) AS others, \
             count(CASE WHEN kind = 'escalation' THEN 1 END) AS escalations, \
             max(CASE WHEN kind = 'escalation' THEN COALESCE(sent_at, next_at) END) AS last \
             FROM messages WHERE person = $1 AND created_at >= $2 AND id <> $3 AND bundle IS NULL \
             AND (sent_at >= $4 OR (next_at IS NOT NULL AND tries > 0))",
            values![person, today.plus(-DAY), but, today],
        )
        .await?;
    Ok(row.map_or_else(SentToday::default, |row| SentToday {
        to_number: row.others,
        escalations: row.escalations,
        last_escalation: row.last.map(Timestamp),
        in_all: 0,
    }))
}

/// What has gone to everybody today. Codes for signing in have a budget of their own.
pub(super) async fn sent_in_all(tx: &mut Transaction, now: Timestamp) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        messages: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS messages FROM messages WHERE sent_at >= $1 AND bundle IS NULL",
            values![now.day_start()],
        )
        .await?;
    Ok(row.map_or(0, |row| row.messages))
}
