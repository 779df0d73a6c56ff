//! What runs late now and has no event yet that says so.

use crate::counters::Span;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::clocks::ClockKind;
use domain::time::{DAY, Timestamp};
use std::collections::BTreeMap;

/// Orders whose clocks run and have run out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overdue {
    /// How many, by clock.
    pub clocks: BTreeMap<ClockKind, i64>,
    /// How many have been without an answer for more than 24 hours by the clock, pauses or not.
    pub without_reply: i64,
}

/// What runs late now in an area; without an answer are those of the months' orders.
pub(super) async fn overdue(
    tx: &mut Transaction,
    span: &Span,
    now: Timestamp,
) -> Result<Overdue, StoreError> {
    #[derive(FromRow)]
    struct Late {
        kind: String,
        orders: i64,
    }
    #[derive(FromRow)]
    struct Waiting {
        orders: i64,
    }
    let begin = Timestamp::from_civil(span.from.first_day().at(0, 0, 0, 0));
    let late: Vec<Late> = tx
        .all(
            "SELECT kind, count(*) AS orders FROM order_clocks WHERE stopped_at IS NULL AND deadline < $2 \
             AND substr(community, 1, length($1)) = $1 GROUP BY kind",
            values![&span.area, now],
        )
        .await?;
    let waiting: Option<Waiting> = tx
        .one(
            "SELECT count(*) AS orders FROM order_clocks WHERE stopped_at IS NULL AND kind = 'first_reply' \
             AND started_at < $2 AND started_at >= $3 AND substr(community, 1, length($1)) = $1",
            values![&span.area, now.plus(-DAY), begin],
        )
        .await?;
    let clock = |row: Late| Some((row.kind.parse().ok()?, row.orders));
    Ok(Overdue {
        clocks: late.into_iter().filter_map(clock).collect(),
        without_reply: waiting.map_or(0, |row| row.orders),
    })
}
