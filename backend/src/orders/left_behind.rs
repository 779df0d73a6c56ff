//! Orders in the hands of somebody whose role was taken back: the desk is told, and hands them on.

use super::order::{self, orders_sql};
use super::{Order, change};
use crate::accounts::HeldGrant;
use crate::store::Session;
use crate::{AppError, Backend, notifications, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::messages::MessageKind;
use domain::orders::{Acting, Notice, Recipient, acting_as};
use domain::time::Timestamp;

/// The open orders within an area that a person can no longer serve with the grants that are `left` to them.
pub(crate) async fn left_behind(
    session: &mut Session,
    person: &PersonId,
    area: &AreaCode,
    left: &[HeldGrant],
) -> Result<Vec<Order>, AppError> {
    let sql = orders_sql!(
        "WHERE (o.assignee_person = $1 OR o.server = $1) \
         AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused') \
         AND (substr(o.community, 1, length($2)) = $2 OR substr($2, 1, length(o.community)) = o.community) \
         ORDER BY o.placed_at, o.number"
    );
    let mut orders = order::list(session, sql, values![person, area]).await?;
    orders.retain(|order| {
        let serves = |held: &HeldGrant| {
            let acting = acting_as(person, Some(&held.grant), order.number.community(), &order.parties);
            acting.is_some_and(|acting| acting != Acting::Observer)
        };
        !left.iter().any(serves)
    });
    Ok(orders)
}

/// Tells the desks of the orders that were left behind when `by` took back a role of somebody of that name.
pub(crate) async fn tell_desks(
    session: &mut Session,
    backend: &Backend,
    name: &str,
    orders: &[Order],
    by: &PersonId,
    at: Timestamp,
) -> Result<(), AppError> {
    for order in orders {
        let notice = Notice {
            to: Recipient::Desk(order.number.community().clone()),
            kind: MessageKind::Desk,
            sentence: format!("{name}的身份收回了，这一单还在他手上，请转给别人"),
            short: Some("有人的身份收回了，这一单还在他手上，请转给别人"),
        };
        let service_name = &order.service_name;
        notifications::write(session, backend, &order.number, service_name, &notice, Some(by), at).await?;
        change::announce(session, order).await?;
    }
    Ok(())
}
