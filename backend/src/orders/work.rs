//! What waits and what runs late in each community, for those above them.

use super::priority::due_sql;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::areas::AreaCode;
use domain::orders::{DECLINES_FOR_THE_LEAD, Nearness};
use domain::time::Timestamp;

/// What is to be done in a community now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct OpenWork {
    /// The community's code.
    pub(crate) community: String,
    /// Orders in nobody's hand.
    pub(crate) waiting: i64,
    /// When the one of them was placed that has waited longest.
    pub(crate) oldest: Option<i64>,
    /// Those of them that were declined so often that the lead decides.
    pub(crate) for_the_lead: i64,
    /// Orders with a clock that has run out, in whatever state.
    pub(crate) late: i64,
    /// Orders of these months without an answer for more than 24 hours by the clock, pauses or not.
    pub(crate) without_reply: i64,
}

/// What is to be done in the communities of an area, of those that have open orders; without an answer are counted
/// orders that were placed at or after `from`.
pub(crate) async fn open_work(
    tx: &mut Transaction,
    area: &AreaCode,
    (from, day_ago, now): (Timestamp, Timestamp, Timestamp),
) -> Result<Vec<OpenWork>, StoreError> {
    let (_, late_to) = Nearness::Late.deadlines(now);
    let sql = concat!(
        "SELECT community, \
         CAST(sum(CASE WHEN state = 'placed' THEN 1 ELSE 0 END) AS BIGINT) AS waiting, \
         min(CASE WHEN state = 'placed' THEN placed_at END) AS oldest, \
         CAST(sum(CASE WHEN state = 'placed' AND declines >= $2 THEN 1 ELSE 0 END) AS BIGINT) AS for_the_lead, \
         CAST(sum(CASE WHEN due <= $3 THEN 1 ELSE 0 END) AS BIGINT) AS late, \
         CAST(sum(CASE WHEN unanswered > 0 THEN 1 ELSE 0 END) AS BIGINT) AS without_reply \
         FROM (SELECT o.community, o.state, o.placed_at, o.declines, ",
        due_sql!(),
        " AS due, (SELECT count(*) FROM order_clocks f WHERE f.community = o.community AND f.number = o.number \
         AND f.kind = 'first_reply' AND f.stopped_at IS NULL AND f.started_at < $4 AND f.started_at >= $5) AS unanswered \
         FROM orders o WHERE o.community IN \
         (SELECT code FROM areas WHERE kind = 'community' AND substr(code, 1, length($1)) = $1) \
         AND o.state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused')) AS open \
         GROUP BY community ORDER BY community"
    );
    tx.all(sql, values![area, DECLINES_FOR_THE_LEAD, late_to, day_ago, from]).await
}
