//! One transaction for one change: the row, its event, and who is to be told.

use super::{Order, change};
use crate::store::Session;
use crate::{AppError, Backend, clocks, dispatch, figures, notifications, values};
use domain::figures::ClockState;
use domain::orders::{Assignee, Event, EventKind, OrderNumber, State, notice_to_the_lead, notices};

/// Appends an event.
pub(super) async fn append(
    session: &mut Session,
    number: &OrderNumber,
    sequence: i64,
    event: &Event,
) -> Result<(), AppError> {
    let text = serde_json::to_string(event).map_err(|error| AppError::internal(&error))?;
    session
        .run(
            "INSERT INTO order_events (community, number, sequence, at, kind, person, event) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![
                number.community(),
                number,
                sequence,
                event.at,
                <&'static str>::from(&event.kind),
                event.actor.person.as_ref(),
                text
            ],
        )
        .await?;
    Ok(())
}

/// Writes a transition, if nobody has changed the order since it was read.
///
/// Returns whether it was written.
pub(crate) async fn transitioned(
    session: &mut Session,
    backend: &Backend,
    order: &Order,
    next: &State,
    event: &Event,
) -> Result<bool, AppError> {
    let declined = matches!(event.kind, EventKind::Declined { .. });
    let reopened = matches!(event.kind, EventKind::Reopened { .. });
    let detail = serde_json::to_string(next).map_err(|error| AppError::internal(&error))?;
    let (person, team) = match next.assignee() {
        Some(Assignee::Person { id, .. }) => (Some(id), None),
        Some(Assignee::Team { id, .. }) => (None, Some(id)),
        None => (None, None),
    };
    let version = order.version + 1;
    let touched = session
        .run(
            "UPDATE orders SET state = $4, detail = $5, assignee_person = $6, assignee_team = $7, \
             server = $8, bounces = bounces + $9, reopened = reopened + $10, done_at = $11, \
             changed_at = $12, version = $13, dispatch_at = NULL \
             WHERE community = $1 AND number = $2 AND version = $3",
            values![
                order.number.community(),
                &order.number,
                order.version,
                <&'static str>::from(next.kind()),
                detail,
                person,
                team,
                next.progress().map(|progress| &progress.person),
                declined,
                reopened,
                next.done_at(),
                event.at,
                version
            ],
        )
        .await?;
    if touched == 0 {
        return Ok(false);
    }
    append(session, &order.number, version, event).await?;
    tell(session, backend, order, Some(&order.state), event).await?;
    wind(session, backend, order).await?;
    if *next == State::Placed {
        dispatch::schedule(session, backend, order, event.at, order.bounces + i64::from(declined)).await?;
    }
    Ok(true)
}

/// Writes down something that was told of an order and changes nothing about it, if nobody has changed
/// the order since it was read. Returns whether it was written.
pub(crate) async fn noted(
    session: &mut Session,
    backend: &Backend,
    order: &Order,
    event: &Event,
) -> Result<bool, AppError> {
    let version = order.version + 1;
    let touched = session
        .run(
            "UPDATE orders SET version = $4 WHERE community = $1 AND number = $2 AND version = $3",
            values![order.number.community(), &order.number, order.version, version],
        )
        .await?;
    if touched == 0 {
        return Ok(false);
    }
    append(session, &order.number, version, event).await?;
    tell(session, backend, order, Some(&order.state), event).await?;
    Ok(true)
}

/// Writes down how the order's clocks stand after its newest event, and what that adds to the figures.
pub(super) async fn wind(session: &mut Session, backend: &Backend, order: &Order) -> Result<(), AppError> {
    let events = super::events(session, &order.number).await?;
    let clocks = clocks::clocks_of(session, backend, order, &events, backend.clock.now()).await?;
    let before = figures::clock_states(session, &order.number).await?;
    clocks::keep(session, &order.number, &clocks).await?;
    let after: Vec<_> = clocks.iter().map(ClockState::from).collect();
    figures::count(session, order, &events, &before, &after).await?;
    Ok(())
}

/// Writes the notifications of an event, and announces that the order changed.
pub(super) async fn tell(
    session: &mut Session,
    backend: &Backend,
    order: &Order,
    before: Option<&State>,
    event: &Event,
) -> Result<(), AppError> {
    change::announce(session, order).await?;
    let (name, by) = (&order.service_name, event.actor.person.as_ref());
    let declines = order.bounces + i64::from(matches!(event.kind, EventKind::Declined { .. }));
    let told = notices(event, before, &order.parties, order.number.community());
    for notice in told.into_iter().chain(notice_to_the_lead(event, declines)) {
        notifications::write(session, backend, &order.number, name, &notice, by, event.at).await?;
    }
    Ok(())
}
