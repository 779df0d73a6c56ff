//! The orders that count for a measure of the figures.

use super::Order;
use super::columns::{self, orders_sql};
use crate::areas::AreaTree;
use crate::store::{StoreError, Transaction, Value};
use domain::areas::AreaCode;
use domain::counters::Measure;
use sqlx::AssertSqlSafe;

/// The orders that count for a measure, newest first, of one community or, by [`within`](columns::within), of more;
/// the values are area, begin, end, time and number of the page before, and how many.
pub(crate) async fn counting(
    tx: &mut Transaction,
    (tree, area): (&AreaTree, &AreaCode),
    measure: Measure,
    values: Vec<Value>,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{} WHERE {} AND o.placed_at >= $2 AND o.placed_at < $3 \
         AND (o.placed_at, o.number) < ($4, $5) AND {} \
         ORDER BY o.placed_at DESC, o.number DESC LIMIT $6",
        orders_sql!(""),
        columns::within(tree, area),
        condition(measure)
    );
    // Everything in it was written here.
    columns::list(tx, AssertSqlSafe(sql), values).await
}

/// An order with an event of this kind, whose text holds this.
macro_rules! happened {
    ($kind:literal, $holds:expr) => {
        concat!(
            "EXISTS (SELECT 1 FROM order_events v WHERE v.community = o.community AND v.number = o.number ",
            "AND v.kind IN (",
            $kind,
            ") AND v.event LIKE '%",
            $holds,
            "%')"
        )
    };
}

/// An order that was rated so; by property, where a property company finished it.
macro_rules! rated {
    ($level:literal) => {
        happened!("'rated'", concat!("\"level\":\"", $level, "\""))
    };
    ($level:literal by property) => {
        concat!(rated!($level), " AND ", happened!("'finished'", "\"as\":\"property\""))
    };
}

/// An order with a clock of this kind that stopped, and is so.
macro_rules! clock {
    ($kind:literal, $so:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM order_clocks k WHERE k.community = o.community AND k.number = o.number ",
            "AND k.kind = '",
            $kind,
            "' AND k.stopped_at IS NOT NULL AND ",
            $so,
            ")"
        )
    };
}

/// What is so of an order that counts.
fn condition(measure: Measure) -> &'static str {
    use Measure as M;
    match measure {
        M::Placed => "1 = 1",
        M::Dispatched => happened!("'dispatched', 'claimed', 'transferred'", ""),
        M::Accepted => happened!("'accepted', 'claimed'", ""),
        M::Arrived => happened!("'arrived'", ""),
        M::Finished | M::Completions => happened!("'finished'", ""),
        M::Rated => happened!("'rated'", ""),
        M::Cancelled => happened!("'cancelled'", ""),
        M::Refused => happened!("'refused'", ""),
        M::Declines => "o.declines > 0",
        M::Reopenings => "o.reopened > 0",
        M::PropertyCompletions => happened!("'finished'", "\"as\":\"property\""),
        M::VerySatisfied => rated!("very_satisfied"),
        M::PropertyVerySatisfied => rated!("very_satisfied" by property),
        M::Satisfied => rated!("satisfied"),
        M::PropertySatisfied => rated!("satisfied" by property),
        M::FairlySatisfied => rated!("fairly_satisfied"),
        M::PropertyFairlySatisfied => rated!("fairly_satisfied" by property),
        M::Dissatisfied => rated!("dissatisfied"),
        M::PropertyDissatisfied => rated!("dissatisfied" by property),
        M::VeryDissatisfied => rated!("very_dissatisfied"),
        M::PropertyVeryDissatisfied => rated!("very_dissatisfied" by property),
        M::AcceptedJudged => clock!("accepted", "1 = 1"),
        M::AcceptedLate => clock!("accepted", "k.late = 1"),
        M::FirstReplyJudged | M::ReplyDue => clock!("first_reply", "1 = 1"),
        M::FirstReplyLate => clock!("first_reply", "k.late = 1"),
        M::OnSiteJudged => clock!("on_site", "1 = 1"),
        M::OnSiteLate => clock!("on_site", "k.late = 1"),
        M::FinishedJudged => clock!("finished", "1 = 1"),
        M::FinishedLate => clock!("finished", "k.late = 1"),
        M::ReplyWithin24Hours => {
            clock!("first_reply", "k.met = 1 AND k.stopped_at - k.started_at <= 86400000")
        }
    }
}
