//! The orders behind a figure, for those who may see them.

use crate::accounts::Viewer;
use crate::orders::{DeskScope, Order};
use crate::store::PAGE;
use crate::{AppError, Backend, areas, orders, values};
use domain::counters::{Measure, Month};
use domain::time::Timestamp;

/// One page of the orders behind a figure, the newest first.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The orders.
    pub orders: Vec<Order>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// The orders of the viewer's area that were placed in these months and count for a measure; `after` is the
/// key of the page before, or empty.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody without a desk.
pub async fn orders_behind(
    backend: &Backend,
    viewer: &Viewer,
    measure: Measure,
    from: Month,
    to: Month,
    after: &str,
) -> Result<Behind, AppError> {
    let area = DeskScope::of(viewer)?.area;
    let begin = Timestamp::from_civil(from.first_day().at(0, 0, 0, 0));
    let end = Timestamp::from_civil(to.plus(1).first_day().at(0, 0, 0, 0));
    let (at, number) = after.split_once('.').unwrap_or_default();
    let at = at.parse().map_or(end, Timestamp);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let values = values![&area, begin, end, at, number, limit];
    let mut tx = backend.store.read().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let mut orders = orders::counting(&mut tx, (&tree, &area), measure, values).await?;
    let more = orders.len() > PAGE;
    orders.truncate(PAGE);
    let next = orders.last().filter(|_| more).map(|last| format!("{}.{}", last.placed_at.0, last.number));
    Ok(Behind { orders, next })
}
