//! The resident's own orders: those they placed and those placed for them.

use super::columns::{self, orders_sql};
use super::{Contact, Order};
use crate::accounts::Viewer;
use crate::store::{FromRow, PAGE};
use crate::{AppError, Backend, values};
use domain::accounts::Address;
use domain::orders::{OrderNumber, RATING_WINDOW};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use strum::{EnumString, IntoStaticStr};

/// What a person's own orders are divided into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum OwnTab {
    /// 在办: under way.
    #[default]
    Open,
    /// 待评价: the work is done, and the resident may still say how it was ([`domain::orders::State::awaits_rating`]).
    ToRate,
    /// 已完成: all others.
    Over,
}

/// The tab of the order `o`, by the name of [`OwnTab`]; takes as `since` when the work must have been done for it to be rated
/// still.
macro_rules! tab_sql {
    ($since:literal) => {
        concat!(
            "CASE WHEN o.state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused') THEN 'open' \
             WHEN o.done_at >= ",
            $since,
            " AND o.detail LIKE '%\"rating\":null%' THEN 'to_rate' ELSE 'over' END"
        )
    };
}

/// Since when work must have been done for it to be rated still at `now`.
fn rated_since(now: Timestamp) -> Timestamp {
    now.plus(-RATING_WINDOW)
}

/// One page of a person's own orders.
#[derive(Clone, Debug)]
pub struct OwnOrders {
    /// How many there are in each tab; of an empty one nothing.
    pub counts: BTreeMap<OwnTab, i64>,
    /// The orders, the newest first; of those under way first those for which somebody comes, then those that are late.
    pub orders: Vec<Order>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// The viewer's own orders of a tab, or all without one, after the key of the page before.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn own_orders(
    backend: &Backend,
    viewer: &Viewer,
    tab: Option<OwnTab>,
    after: Option<&str>,
) -> Result<OwnOrders, AppError> {
    #[derive(FromRow)]
    struct Row {
        tab: String,
        number: i64,
    }
    let sql = concat!(
        orders_sql!(
            "WHERE (o.placed_by = $1 OR o.resident = $1) AND (o.placed_at, o.number) < ($2, $3) AND ($5 = '' OR "
        ),
        tab_sql!("$6"),
        " = $5) ORDER BY o.placed_at DESC, o.number DESC LIMIT $4"
    );
    let (at, number) = after.and_then(parse_key).unwrap_or((i64::MAX, String::new()));
    let mut tx = backend.store.read().await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let name = tab.map_or("", <&str>::from);
    let now = backend.clock.now();
    let since = rated_since(now);
    let mut orders =
        columns::list(&mut tx, sql, values![&viewer.person, at, number, limit, name, since]).await?;
    let next = page(&mut orders);
    if tab == Some(OwnTab::Open) {
        orders.sort_by_key(|order| order.place_for_resident(now));
    }
    let sql = concat!(
        "SELECT tab, count(*) AS number FROM (SELECT ",
        tab_sql!("$2"),
        " AS tab FROM orders o WHERE o.placed_by = $1 OR o.resident = $1) AS own GROUP BY tab"
    );
    let rows: Vec<Row> = tx.all(sql, values![&viewer.person, since]).await?;
    let counts = rows.into_iter().filter_map(|row| Some((row.tab.parse().ok()?, row.number))).collect();
    Ok(OwnOrders { counts, orders, next })
}

/// The viewer's orders that are still under way or to be rated, at most `limit`, and how many there are. First come those
/// for which somebody is on the way, then those to be rated, then those that are late, then the newest.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn open_orders(
    backend: &Backend,
    viewer: &Viewer,
    limit: usize,
) -> Result<(Vec<Order>, usize), AppError> {
    let sql = concat!(
        orders_sql!("WHERE (o.placed_by = $1 OR o.resident = $1) AND "),
        tab_sql!("$2"),
        " <> 'over' ORDER BY o.placed_at DESC, o.number DESC LIMIT 100"
    );
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let mut orders = columns::list(&mut tx, sql, values![&viewer.person, rated_since(now)]).await?;
    orders.sort_by_key(|order| order.place_for_resident(now));
    let count = orders.len();
    orders.truncate(limit);
    Ok((orders, count))
}

/// How many of the viewer's orders under way go to a door that they have left.
///
/// # Errors
/// [`AppError::internal`] if the database or the vault fails.
pub async fn open_at(backend: &Backend, viewer: &Viewer, door: &Address) -> Result<usize, AppError> {
    let sql = orders_sql!(
        "WHERE o.resident = $1 AND o.state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused') \
         ORDER BY o.placed_at DESC LIMIT 100"
    );
    let mut number = 0;
    let mut tx = backend.store.read().await?;
    for order in columns::list(&mut tx, sql, values![&viewer.person]).await? {
        number +=
            usize::from(order.doorstep && Contact::decrypt(backend, &order)?.address.is_same_door(door));
    }
    Ok(number)
}

/// Cuts a list that was read one too long to a page; the key of the page after it.
pub(super) fn page(orders: &mut Vec<Order>) -> Option<String> {
    page_by(orders, key)
}

/// As [`page`], with a key of the list's own.
pub(super) fn page_by(orders: &mut Vec<Order>, key: impl Fn(&Order) -> String) -> Option<String> {
    if orders.len() <= PAGE {
        return None;
    }
    orders.truncate(PAGE);
    orders.last().map(key)
}

/// The key by which the list goes on after an order: «1795483800000_K101-0427».
pub(super) fn key(order: &Order) -> String {
    format!("{}_{}", order.placed_at.0, order.number)
}

/// The place and number of a key; `None` if somebody has tampered with it.
pub(super) fn parse_key(key: &str) -> Option<(i64, String)> {
    let (at, number) = key.split_once('_')?;
    Some((at.parse().ok()?, OrderNumber::parse(number).ok()?.to_string()))
}
