//! Orphaned orders: those in hand of somebody whose role is revoked. The desk is notified, and transfers them.

use super::Order;
use super::columns::{list, orders_sql};
use super::observer::{self, Orphaned};
use crate::accounts::{Revoked, Viewer, revoke};
use crate::store::Transaction;
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;

/// Takes a role back, from the person's next request on; how many open orders that leaves in hands
/// that can't serve them any more, of which the desk is told. Taking it back twice is no error, and told once.
///
/// # Errors
/// [`AppError`]: `Denied` if the viewer may not; `Conflict` if nobody would be left to grant; not found if
/// there is none within their area.
pub async fn revoke_role(backend: &Backend, viewer: &Viewer, grant: &str) -> Result<usize, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let Revoked { person, name, area, held } = revoke(&mut tx, viewer, grant, now).await?;
    let orders = orphaned(&mut tx, &person, &area).await?;
    if held {
        let left = Orphaned { name: &name, by: &viewer.person, at: now };
        for order in &orders {
            observer::orphaned(&mut tx, backend, order, &left).await?;
        }
    }
    tx.commit().await?;
    Ok(orders.len())
}

/// The open orders within an area that a person, or a team that has nobody else, can no longer serve with the grants
/// that hold now.
async fn orphaned(tx: &mut Transaction, person: &PersonId, area: &AreaCode) -> Result<Vec<Order>, AppError> {
    let sql = orders_sql!(
        "WHERE (o.assignee_person = $1 OR o.helper = $1 OR (o.helper IS NULL AND o.assignee_team IN \
         (SELECT g.team FROM grants g WHERE g.person = $1 AND g.team IS NOT NULL))) \
         AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused') \
         AND (substr(o.community, 1, length($2)) = $2 OR substr($2, 1, length(o.community)) = o.community) \
         ORDER BY o.placed_at, o.number"
    );
    let mut orders = list(tx, sql, values![person, area]).await?;
    orders.retain(|order| !order.helper_holds);
    Ok(orders)
}
