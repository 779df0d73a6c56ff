//! Orders in the hands of somebody whose role was taken back: the desk is told, and hands them on.

use super::order::{self, orders_sql};
use super::{Order, change};
use crate::store::Session;
use crate::{AppError, Backend, notifications, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::orders::left_behind_notices;
use domain::time::Timestamp;

/// The open orders within an area that a person, or a team that has nobody else, can no longer serve with the grants
/// that hold now.
pub(crate) async fn left_behind(
    session: &mut Session,
    person: &PersonId,
    area: &AreaCode,
) -> Result<Vec<Order>, AppError> {
    let sql = orders_sql!(
        "WHERE (o.assignee_person = $1 OR o.server = $1 OR (o.server IS NULL AND o.assignee_team IN \
         (SELECT g.team FROM grants g WHERE g.person = $1 AND g.team IS NOT NULL))) \
         AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused') \
         AND (substr(o.community, 1, length($2)) = $2 OR substr($2, 1, length(o.community)) = o.community) \
         ORDER BY o.placed_at, o.number"
    );
    let mut orders = order::list(session, sql, values![person, area]).await?;
    orders.retain(|order| !order.helper_holds);
    Ok(orders)
}

/// Tells the desks of the orders that were left behind when `by` took back a role of somebody of that name; and the
/// residents, that somebody else will come.
pub(crate) async fn tell_desks(
    session: &mut Session,
    backend: &Backend,
    name: &str,
    orders: &[Order],
    by: &PersonId,
    at: Timestamp,
) -> Result<(), AppError> {
    for order in orders {
        let team = order.state.assignee().filter(|_| order.state.progress().is_none());
        let notices = left_behind_notices(name, team, &order.parties, order.number.community());
        for notice in notices {
            let service_name = &order.service_name;
            notifications::write(session, backend, &order.number, service_name, &notice, Some(by), at)
                .await?;
        }
        change::announce(session, order).await?;
    }
    Ok(())
}
