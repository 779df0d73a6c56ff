//! What goes wrong now, community by community and month by month.

use crate::counters::Span;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::counters::Month;
use domain::star_rating::Running;
use domain::time::{DAY, Timestamp};
use std::collections::BTreeMap;

#[derive(FromRow)]
struct Row {
    community: String,
    started_at: i64,
    late: i64,
    without_reply: i64,
}

/// Clocks that began in the months of a span, still run, and have run out; and orders that have been without an
/// answer for more than 24 hours. By community and the month in which the clock began.
pub(super) async fn running(
    tx: &mut Transaction,
    span: &Span,
    now: Timestamp,
) -> Result<BTreeMap<(String, Month), Running>, StoreError> {
    let begin = Timestamp::from_civil(span.from.first_day().at(0, 0, 0, 0));
    let end = Timestamp::from_civil(span.to.plus(1).first_day().at(0, 0, 0, 0));
    let rows: Vec<Row> = tx
        .all(
            "SELECT community, started_at, \
             CAST(CASE WHEN deadline < $2 THEN 1 ELSE 0 END AS BIGINT) AS late, \
             CAST(CASE WHEN kind = 'first_reply' AND started_at < $3 THEN 1 ELSE 0 END AS BIGINT) AS without_reply \
             FROM order_clocks WHERE stopped_at IS NULL AND started_at >= $4 AND started_at < $5 \
             AND substr(community, 1, length($1)) = $1 \
             AND (deadline < $2 OR (kind = 'first_reply' AND started_at < $3))",
            values![&span.area, now, now.plus(-DAY), begin, end],
        )
        .await?;
    let mut running: BTreeMap<_, Running> = BTreeMap::new();
    for row in rows {
        let month = Month::of(Timestamp(row.started_at));
        let of = running.entry((row.community, month)).or_default();
        of.late += row.late;
        of.without_reply += row.without_reply;
    }
    Ok(running)
}
