//! The rows of a desk: those of a group, the most pressing first where something is to be done, the newest first
//! where it is over.

use super::columns::{self, orders_sql};
use super::own::parse_key;
use super::priority::{WorkKey, due_sql, priority_sql};
use super::{DeskFilter, Order};
use crate::areas::AreaTree;
use crate::store::{PAGE, StoreError, Transaction};
use crate::values;
use domain::areas::AreaCode;
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

/// What a desk puts before what is pressing: what is in hands that can't serve it any more waits for nobody but the staff;
/// what only waits to be put away is theirs to do as well, the rest of its group the resident's.
pub(super) fn rank(order: &Order) -> i64 {
    if !order.helper_holds {
        0
    } else if order.state.awaits_closing() {
        1
    } else {
        2
    }
}

/// The same in SQL; takes [`HEARD`] as $7.
macro_rules! rank_sql {
    () => {
        concat!(
            "CASE WHEN ",
            $crate::orders::columns::helper_holds_sql!(),
            " = 0 THEN 0 WHEN o.detail LIKE $7 THEN 1 ELSE 2 END"
        )
    };
}

/// What the stored state of an order holds on whose work the resident has been heard.
const HEARD: &str = "%\"confirmed\":true%";

/// The orders of a group, the most pressing first, one more than a page.
pub(super) async fn pressing(
    tx: &mut Transaction,
    area: &AreaCode,
    filter: &DeskFilter,
    now: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    let sql = concat!(
        orders_sql!(
            "WHERE o.community IN (SELECT code FROM areas WHERE kind = 'community' \
             AND substr(code, 1, length($1)) = $1) AND o.state IN ($2, $3, $4, $13, $14) \
             AND ($5 = '' OR o.list = $5) AND ($6 = '' OR substr(o.estate, 1, length($6)) = $6) \
             AND ($18 = '' OR EXISTS (SELECT 1 FROM order_clocks l WHERE l.community = o.community \
             AND l.number = o.number AND l.kind = $18 AND l.stopped_at IS NULL AND l.deadline BETWEEN $15 AND $16)) AND "
        ),
        due_sql!(),
        " BETWEEN $15 AND $16 AND (",
        priority_sql!(rank_sql!()),
        ") > ($8, $9, $10, $11, $12) ORDER BY ",
        priority_sql!(rank_sql!()),
        " LIMIT $17"
    );
    let WorkKey { priority, number } = WorkKey::decoded(&filter.after);
    let [one, two, three, four, five] = filter.group.states();
    let (from, to) = filter.group.deadlines(now);
    let within = within(area, filter);
    let clock = filter.clock.map_or("", <&str>::from);
    let values = values![
        area,
        one,
        two,
        three,
        &filter.list,
        within,
        HEARD,
        priority.rank,
        priority.unhurried,
        priority.deadline,
        priority.placed_at,
        number,
        four,
        five,
        from,
        to,
        limit(),
        clock
    ];
    columns::list(tx, sql, values).await
}

/// Where a list that begins with the newest goes on: after the last order of the page before.
pub(super) struct Before {
    pub(super) at: i64,
    pub(super) number: String,
}

impl Before {
    /// After the page that the filter names; the first page without one.
    pub(super) fn of(filter: &DeskFilter) -> Self {
        let (at, number) = parse_key(&filter.after).unwrap_or((i64::MAX, String::new()));
        Self { at, number }
    }
}

/// The orders that are over, the newest first, one more than a page. They are nearly all: what is under way is left
/// out while the index by time is read, and no index by state is tempting.
pub(super) async fn over(
    tx: &mut Transaction,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{} WHERE {} AND o.state NOT IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused', 'done') \
         AND ($2 = '' OR o.list = $2) AND ($3 = '' OR substr(o.estate, 1, length($3)) = $3) \
         AND (o.placed_at, o.number) < ($4, $5) ORDER BY o.placed_at DESC, o.number DESC LIMIT $6",
        orders_sql!(""),
        columns::within(tree, area)
    );
    let before = Before::of(filter);
    let within = within(area, filter);
    let values = values![area, &filter.list, within, before.at, before.number, limit()];
    // Everything in it was written here.
    columns::list(tx, AssertSqlSafe(sql), values).await
}

/// The area within the desk's that is asked for; empty for all.
pub(super) fn within(area: &AreaCode, filter: &DeskFilter) -> String {
    let within = AreaCode::parse(&filter.area).ok().filter(|within| area.covers(within));
    within.map_or_else(String::new, |within| within.to_string())
}

/// One row more than a page shows whether there is another page.
pub(super) fn limit() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}
