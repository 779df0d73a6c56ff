//! Orphaned orders: those in hand of somebody whose role is revoked, or has ended. The desk is notified, and transfers them.

use super::Order;
use super::columns::{list, orders_sql};
use super::observer::{self, Orphaned};
use crate::accounts::{Revoked, Viewer, end_first_due, revoke};
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
    let mut tx = backend.store.write().await?;
    let revoked = revoke(&mut tx, backend, viewer, grant).await?;
    let left = tell(&mut tx, backend, &revoked, Some(&viewer.person)).await?;
    tx.commit().await?;
    Ok(left)
}

/// Ends the grants whose time is over: whoever held one does nothing with it from then on, and the desk is told of what is left in
/// their hands. How many ended.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn end_due_grants(backend: &Backend) -> Result<usize, AppError> {
    let mut ended = 0;
    loop {
        let mut tx = backend.store.write().await?;
        let Some(due) = end_first_due(&mut tx, backend).await? else { return Ok(ended) };
        tell(&mut tx, backend, &due, None).await?;
        tx.commit().await?;
        ended += 1;
    }
}

/// Tells the desk of the open orders that a role has left in hands that can't serve them any more; how many those are.
async fn tell(
    tx: &mut Transaction,
    backend: &Backend,
    revoked: &Revoked,
    by: Option<&PersonId>,
) -> Result<usize, AppError> {
    let orders = orphaned(tx, &revoked.person, &revoked.area).await?;
    if revoked.held {
        let left = Orphaned { name: &revoked.name, by, at: backend.clock.now() };
        for order in &orders {
            observer::orphaned(tx, backend, order, &left).await?;
        }
    }
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
