//! A single order, made from what is known to make sense: by a form, or by a recurrence.

use super::insert::{insert, next_number};
use super::once::FormKey;
use super::{Contact, Order, write};
use crate::clocks::hours_of;
use crate::store::Session;
use crate::{AppError, Backend, dispatch};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::catalogue::Service;
use domain::clocks::Promise;
use domain::dispatch::Wishes;
use domain::orders::{Actor, Event, EventKind, OrderNumber, Parties, State, TimeWindow};

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
    /// When somebody is wanted.
    pub(crate) preferred: Option<TimeWindow>,
    /// Who is wanted.
    pub(crate) wishes: Wishes,
    /// What else was said.
    pub(crate) note: String,
    /// Who places it.
    pub(crate) by: Actor,
    /// How: [`EventKind::Placed`].
    pub(crate) placed: EventKind,
}

/// Makes an order with its first event, its notices and its clocks, in the caller's transaction; `None`
/// if the token has made one already, and then the transaction is of no more use.
pub(crate) async fn make(
    session: &mut Session,
    backend: &Backend,
    community: &AreaCode,
    form: &FormKey,
    new: NewOrder,
) -> Result<Option<OrderNumber>, AppError> {
    let now = backend.clock.now();
    let number = next_number(session, community).await?;
    let promise = Promise::of(&new.service, hours_of(session, community).await?, new.preferred);
    let event = Event { at: now, actor: new.by, kind: new.placed };
    let order = Order {
        number: number.clone(),
        parties: new.parties,
        estate_name: String::new(),
        community_name: String::new(),
        service: new.service.code.to_string(),
        service_name: new.service.name,
        list: new.service.list.to_string(),
        doorstep: new.service.doorstep,
        urgent: new.service.urgent,
        entered_by: new.entered_by,
        contact: new.contact.lock(backend)?,
        preferred: new.preferred,
        wishes: new.wishes,
        note: new.note,
        state: State::Placed,
        bounces: 0,
        reopened: 0,
        version: 1,
        promise: Some(promise),
        due: None,
        dispatch_at: None,
        helper_holds: true,
        placed_at: now,
        changed_at: now,
    };
    match insert(session, &order, form).await {
        Ok(()) => {}
        Err(error) if error.is_taken() => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    write::append(session, &number, order.version, &event).await?;
    write::tell(session, backend, &order, None, &event).await?;
    write::wind(session, backend, &order).await?;
    dispatch::schedule(session, backend, &order, now, 0).await?;
    Ok(Some(number))
}
