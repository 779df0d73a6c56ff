//! One transaction for one change: the row, its events, its clocks, and what follows.

use super::building::hash_of;
use super::clocks::{compute_deadlines, recompute_deadlines};
use super::observer::{OrderChange, notify};
use super::once::FormKey;
use super::schedule::dispatch_at;
use super::{Contact, Order, columns, view};
use crate::store::Transaction;
use crate::{AppError, Backend, values};
use domain::orders::{Actor, Command, Event, EventKind, OrderError, OrderNumber, State, transition};

/// What became of a command.
#[derive(Debug)]
pub(crate) enum Performed {
    /// It was done: where the order stands now, and what happened.
    Done(State, Vec<Event>),
    /// Somebody else has changed the order since it was read.
    Overtaken,
    /// The rules refuse it.
    Refused(OrderError),
}

/// Does something to an order, whoever does it: a person, by a form that is known again by its fingerprint, or the program.
/// Nobody serves or manages what is their own.
pub(crate) async fn perform(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    (command, request): (Command, Option<&str>),
    actor: &Actor,
) -> Result<Performed, AppError> {
    if order.parties.are_for_others(actor) {
        return Ok(Performed::Refused(OrderError::OwnOrder));
    }
    let (next, events) = match transition(&order.state, command, actor, backend.clock.now()) {
        Ok(happened) => happened,
        Err(error) => return Ok(Performed::Refused(error)),
    };
    if apply(tx, backend, order, &next, (&events, request)).await? {
        Ok(Performed::Done(next, events))
    } else {
        Ok(Performed::Overtaken)
    }
}

/// Writes down something that was told of an order and changes nothing about it, if nobody has changed
/// the order since it was read. Returns whether it was written.
pub(crate) async fn noted(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    event: &Event,
) -> Result<bool, AppError> {
    apply(tx, backend, order, &order.state, (std::slice::from_ref(event), None)).await
}

/// Writes what happened to an order, if nobody has changed it since it was read. Returns whether it was written.
async fn apply(
    tx: &mut Transaction,
    backend: &Backend,
    before: &Order,
    next: &State,
    (new, request): (&[Event], Option<&str>),
) -> Result<bool, AppError> {
    let at = new.last().map_or(before.changed_at, |event| event.at);
    let mut order = before.clone();
    order.version += i64::try_from(new.len()).unwrap_or(i64::MAX);
    if new.iter().any(|event| !event.kind.only_tells()) {
        let is_new = |is: fn(&EventKind) -> bool| i64::from(new.iter().any(|event| is(&event.kind)));
        order.state = next.clone();
        order.declines += is_new(|kind| matches!(kind, EventKind::Declined { .. }));
        order.reopened += is_new(|kind| matches!(kind, EventKind::Reopened { .. }));
        order.changed_at = at;
        order.dispatch_at = dispatch_at(tx, backend, &order, at).await?;
    }
    if !columns::update(tx, &order, before.version).await? {
        return Ok(false);
    }
    let mut events = view::events(tx, &order.number).await?;
    append(tx, &order.number, before.version, new, request).await?;
    events.extend_from_slice(new);
    let clocks = recompute_deadlines(tx, backend, &order, &events, at).await?;
    let change = OrderChange {
        order: &order,
        before: Some(&before.state),
        events: &events,
        new: new.len(),
        clocks_before: &clocks.before,
        clocks: &clocks.now,
        form: None,
        backfilled: false,
    };
    notify(tx, backend, &change).await?;
    Ok(true)
}

/// Writes a new order with all that has happened to it; what is over long ago, nobody is told of. Not written, and
/// false, if its form has made an order already: then the transaction is of no more use.
pub(super) async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    (order, events): (&Order, &[Event]),
    (form, pictures): (&FormKey, bool),
    backfilled: bool,
) -> Result<bool, AppError> {
    let building = hash_of(backend, &Contact::decrypt(backend, order)?.address);
    match columns::insert(tx, order, form, &building).await {
        Err(error) if error.is_taken() => return Ok(false),
        written => written?,
    }
    append(tx, &order.number, 0, events, None).await?;
    let clocks = compute_deadlines(tx, backend, order, events, order.changed_at).await?;
    let change = OrderChange {
        order,
        before: None,
        events,
        new: events.len(),
        clocks_before: &clocks.before,
        clocks: &clocks.now,
        form: Some((form, pictures)),
        backfilled,
    };
    notify(tx, backend, &change).await?;
    Ok(true)
}

/// Appends events to those of an order, which has come to this version by those before; with the form that made them.
async fn append(
    tx: &mut Transaction,
    number: &OrderNumber,
    version: i64,
    events: &[Event],
    request: Option<&str>,
) -> Result<(), AppError> {
    let mut rows = Vec::with_capacity(events.len());
    for (sequence, event) in (version + 1..).zip(events) {
        let text = serde_json::to_string(event).map_err(|error| AppError::internal(&error))?;
        let (kind, person) = (<&'static str>::from(&event.kind), event.actor.person.as_ref());
        rows.push(values![number.community(), number, sequence, event.at, kind, person, text, request]);
    }
    let head = "INSERT INTO order_events (community, number, sequence, at, kind, person, event, request)";
    Ok(tx.insert(head, rows, "").await?)
}
