//! Notifications of what happened to orders, and the short messages that carry them.

use crate::orders::{Observer, Observing, Order, OrderChange, Orphaned};
use crate::store::{StoreError, Transaction};
use crate::{Backend, messages, values};
use domain::accounts::PersonId;
use domain::orders::{
    Notification, OrderNumber, Recipient, notification_to_the_lead, notifications, orphaned_notifications,
};
use domain::time::Timestamp;

/// Tells people what happened to an order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TellsPeople;

impl Observer for TellsPeople {
    fn changed<'a>(
        &'a self,
        tx: &'a mut Transaction,
        backend: &'a Backend,
        change: &'a OrderChange<'a>,
    ) -> Observing<'a> {
        Box::pin(async move {
            if change.backfilled {
                return Ok(());
            }
            let order = change.order;
            for event in change.earlier_and_new().1 {
                let mut told = notifications(event, change.before, &order.parties, order.number.community());
                told.extend(notification_to_the_lead(event, order.declines));
                let by = event.actor.person.as_ref();
                insert(tx, backend, (&order.number, &order.service_name), &told, by, event.at).await?;
            }
            Ok(())
        })
    }

    fn orphaned<'a>(
        &'a self,
        tx: &'a mut Transaction,
        backend: &'a Backend,
        order: &'a Order,
        left: &'a Orphaned<'a>,
    ) -> Observing<'a> {
        Box::pin(async move {
            let team = order.state.assignee().filter(|_| order.state.progress().is_none());
            let told = orphaned_notifications(left.name, team, &order.parties, order.number.community());
            let about = (&order.number, order.service_name.as_str());
            Ok(insert(tx, backend, about, &told, left.by, left.at).await?)
        })
    }
}

/// Writes notifications of an order down, and the short messages that carry them, in the transaction of what happened. `by` is
/// who did it.
pub(crate) async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    (number, service_name): (&OrderNumber, &str),
    notifications: &[Notification],
    by: Option<&PersonId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let row = |notification: &Notification| {
        let (mut person, mut team, mut desk, mut lead_role) = (None, None, None, None);
        match &notification.to {
            Recipient::Person(id) => person = Some(id),
            Recipient::Team(id) => team = Some(id),
            Recipient::Desk(area) => desk = Some(area.as_str()),
            Recipient::Leads(role) => lead_role = Some(<&'static str>::from(role)),
        }
        let (id, sentence) = (backend.entropy.id(at), &notification.sentence);
        values![number.community(), id, person, team, desk, lead_role, number, service_name, sentence, at]
    };
    let head = "INSERT INTO notifications \
                (community, id, person, team, desk, lead_role, number, service_name, sentence, created_at)";
    tx.insert(head, notifications.iter().map(row).collect(), "").await?;
    messages::insert(tx, backend, (number, service_name), notifications, by, at).await
}
