//! Creates an order from validated parts: those of a form, or of a recurrence.

use super::apply::insert;
use super::once::FormKey;
use super::schedule::dispatch_at;
use super::{Contact, Details, Order};
use crate::areas::{AreaTree, tree_in};
use crate::settings::settings;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::catalogue::Service;
use domain::clocks::{ServiceLevel, WorkingHours};
use domain::orders::{Actor, Event, EventKind, OrderNumber, Parties, State};
use domain::time::Timestamp;

/// What an order is made of.
pub(crate) struct NewOrder {
    /// Whose it is, and where.
    pub(crate) parties: Parties,
    /// What is ordered, as it is on offer now.
    pub(crate) service: Service,
    /// The staff member who typed it in for somebody who telephoned.
    pub(crate) entered_by: Option<PersonId>,
    /// Who is to be reached, and at which door.
    pub(crate) contact: Contact,
    /// What else is asked for.
    pub(crate) details: Details,
    /// Who places it.
    pub(crate) by: Actor,
    /// How: [`EventKind::Placed`].
    pub(crate) placed: EventKind,
}

impl NewOrder {
    /// The order as it is when it has just been placed, and the event that places it.
    pub(crate) fn placed(
        self,
        backend: &Backend,
        (tree, hours): (&AreaTree, &WorkingHours),
        number: OrderNumber,
        at: Timestamp,
    ) -> Result<(Order, Event), AppError> {
        let event = Event { at, actor: self.by, kind: self.placed };
        let order = Order {
            estate_name: tree.name(&self.parties.estate).to_owned(),
            community_name: tree.name(number.community()).to_owned(),
            number,
            parties: self.parties,
            service: self.service.code.to_string(),
            service_level: Some(ServiceLevel::of(&self.service, hours.clone(), self.details.preferred)),
            service_name: self.service.name,
            list: self.service.list.to_string(),
            doorstep: self.service.doorstep,
            urgent: self.service.urgent,
            entered_by: self.entered_by,
            contact: self.contact.encrypt(backend)?,
            details: self.details,
            state: State::Placed,
            declines: 0,
            reopened: 0,
            version: 1,
            due: None,
            dispatch_at: None,
            helper_holds: true,
            placed_at: at,
            changed_at: at,
        };
        Ok((order, event))
    }
}

/// Makes an order with its first event and all that follows, in the caller's transaction; `None` if the form has made
/// one already, and then the transaction is of no more use.
pub(crate) async fn create(
    tx: &mut Transaction,
    backend: &Backend,
    community: &AreaCode,
    form: (&FormKey, bool),
    new: NewOrder,
) -> Result<Option<OrderNumber>, AppError> {
    let now = backend.clock.now();
    let tree = tree_in(tx, backend).await?;
    let settings = settings(tx, backend).await?;
    let number = next_number(tx, community).await?;
    let (mut order, event) = new.placed(backend, (&tree, settings.hours(community)), number, now)?;
    order.dispatch_at = dispatch_at(tx, backend, &order, now).await?;
    let written = insert(tx, backend, (&order, std::slice::from_ref(&event)), form, false).await?;
    Ok(written.then_some(order.number))
}

/// The next number of a community; the row's lock lets no two orders have the same.
pub(crate) async fn next_number(tx: &mut Transaction, community: &AreaCode) -> Result<OrderNumber, AppError> {
    #[derive(FromRow)]
    struct Row {
        placed: i64,
    }
    let row: Option<Row> = tx
        .one(
            "INSERT INTO order_counts (community, placed) VALUES ($1, 1) \
             ON CONFLICT (community) DO UPDATE SET placed = order_counts.placed + 1 RETURNING placed",
            values![community],
        )
        .await?;
    let count = row.and_then(|row| u32::try_from(row.placed).ok()).unwrap_or(u32::MAX);
    Ok(OrderNumber::new(community.clone(), count))
}
