//! The one function that decides what happens to an order.

use super::agreed::agreed;
use super::{
    Acting, Actor, ArrivalProof, Assignee, ClosedBy, Command, CommandKind, Event, EventKind, OrderError,
    Progress, ReplayError, State, StateKind, permitted,
};
use crate::text;
use crate::time::{DAY, Timestamp};
use strum::IntoEnumIterator;

/// Days after completion within which the resident may rate or reopen, in milliseconds.
pub const RATING_WINDOW: i64 = 7 * DAY;
/// The most characters of a note, a reason or a sentence.
pub const NOTE_LIMIT: usize = 200;
/// The most minutes that one visit may take: three days.
pub const MINUTES_LIMIT: u32 = 3 * 24 * 60;
/// How many wrong codes are taken before a reason must be given instead.
pub const ARRIVAL_CODE_TRIES: u8 = 5;

/// Decides whether `actor` may do `command` to an order in `state` at `now`, and what comes of it.
///
/// The new state is always the one that [`replay`] makes of the old events and the new ones.
///
/// # Errors
/// [`OrderError`]; then nothing has happened.
pub fn transition(
    state: &State,
    command: Command,
    actor: &Actor,
    now: Timestamp,
) -> Result<(State, Vec<Event>), OrderError> {
    let kind = CommandKind::from(&command);
    guard(state, kind, actor, now)?;
    let happened = decide(state, command, actor, now)?;
    let event = Event { at: now, actor: actor.clone(), kind: happened };
    let next = apply(Some(state), &event).ok_or(OrderError::NotNow { state: state.kind(), command: kind })?;
    Ok((next, vec![event]))
}

/// What `actor` may do to an order in `state` at `now`: the buttons on the screen.
///
/// Each of them is taken by [`transition`] if what it carries is in order, and nothing else is.
#[must_use]
pub fn allowed(state: &State, actor: &Actor, now: Timestamp) -> Vec<CommandKind> {
    CommandKind::iter().filter(|command| guard(state, *command, actor, now).is_ok()).collect()
}

/// The state that a list of events makes, beginning with the placing.
///
/// # Errors
/// [`ReplayError`] if one of them cannot follow those before it.
pub fn replay(events: &[Event]) -> Result<Option<State>, ReplayError> {
    let mut state = None;
    for (position, event) in events.iter().enumerate() {
        state = Some(apply(state.as_ref(), event).ok_or_else(|| ReplayError {
            position,
            event: <&'static str>::from(&event.kind).to_owned(),
            state: state.as_ref().map_or_else(|| "none".to_owned(), |state| state.kind().to_string()),
        })?);
    }
    Ok(state)
}

/// Whether this very person may do that to this very order now.
fn guard(state: &State, command: CommandKind, actor: &Actor, now: Timestamp) -> Result<(), OrderError> {
    use CommandKind as C;
    if !permitted(state.kind(), &actor.acting, command) {
        let ever = StateKind::iter().any(|other| permitted(other, &actor.acting, command));
        return Err(if ever {
            OrderError::NotNow { state: state.kind(), command }
        } else {
            OrderError::NotYours
        });
    }
    let staff = matches!(actor.acting, Acting::Staff | Acting::CommunityLead);
    match command {
        C::Accept | C::Decline | C::Agree | C::Arrive | C::Finish if !holds(state, actor) => {
            Err(OrderError::InOtherHands)
        }
        C::Nudge if holds(state, actor) => Err(OrderError::NotYours),
        C::Pause | C::Resume if !staff && !holds(state, actor) => Err(OrderError::InOtherHands),
        C::Cancel => match state {
            State::Paused { was, .. } if was.kind() == StateKind::OnSite => {
                Err(OrderError::NotNow { state: StateKind::OnSite, command })
            }
            _ => Ok(()),
        },
        C::Confirm | C::Rate | C::Reopen => heard(state, command, actor, now),
        C::Close => match state {
            State::Done { confirmed: false, rating: None, at, .. } if now.since(*at) < RATING_WINDOW => {
                Err(OrderError::NotConfirmed)
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Whether the order is in the actor's hand: dispatched to them or their team, or accepted by them.
fn holds(state: &State, actor: &Actor) -> bool {
    if let Some(progress) = state.progress() {
        return actor.is(&progress.person);
    }
    match (state.assignee(), &actor.acting) {
        (Some(Assignee::Person { id, .. }), _) => actor.is(id),
        (Some(Assignee::Team { id, .. }), Acting::Volunteer { team } | Acting::Property { team }) => {
            id == team
        }
        _ => false,
    }
}

/// Whether the resident may still be heard on this completion.
fn heard(state: &State, command: CommandKind, actor: &Actor, now: Timestamp) -> Result<(), OrderError> {
    let served = state.progress().is_some_and(|progress| actor.is(&progress.person));
    if served && command != CommandKind::Reopen {
        return Err(OrderError::OwnService);
    }
    if state.done_at().is_some_and(|done| now.since(done) > RATING_WINDOW) {
        return Err(OrderError::TooLate);
    }
    match (command, state) {
        (CommandKind::Rate, _) if state.rating().is_some() => Err(OrderError::AlreadyRated),
        (CommandKind::Confirm, State::Done { confirmed: true, .. }) => {
            Err(OrderError::NotNow { state: state.kind(), command })
        }
        _ => Ok(()),
    }
}

/// What happens if a command, which is allowed, is carried out with what it carries.
fn decide(state: &State, command: Command, actor: &Actor, now: Timestamp) -> Result<EventKind, OrderError> {
    Ok(match command {
        Command::Dispatch { to, rule } => EventKind::Dispatched { to, rule },
        Command::Claim { arrival_code } => EventKind::Claimed { arrival_code },
        Command::Accept { arrival_code } => EventKind::Accepted { arrival_code },
        Command::Decline { reason, note } => {
            EventKind::Declined { reason, note: text::optional(&note, NOTE_LIMIT)? }
        }
        Command::Transfer { to } => {
            if state.assignee().is_some_and(|with| same(with, &to)) {
                return Err(OrderError::SameAssignee(to.name().to_owned()));
            }
            EventKind::Transferred { to }
        }
        Command::Pause { reason } => EventKind::Paused { reason },
        Command::Resume => EventKind::Resumed,
        Command::Arrive { proof } => arrive(state, proof)?,
        Command::Finish { note, minutes } => {
            if !(1..=MINUTES_LIMIT).contains(&minutes) {
                return Err(OrderError::Minutes);
            }
            EventKind::Finished { note: text::required(&note, NOTE_LIMIT)?, minutes }
        }
        Command::Confirm => EventKind::Confirmed,
        Command::Rate { mut rating } => {
            rating.sentence = text::optional(&rating.sentence, NOTE_LIMIT)?;
            EventKind::Rated { rating }
        }
        Command::Reopen { reason } => EventKind::Reopened { reason: text::required(&reason, NOTE_LIMIT)? },
        Command::Close => EventKind::Closed {
            by: if actor.acting == Acting::System { ClosedBy::Time } else { ClosedBy::Staff },
        },
        Command::Cancel { reason } => EventKind::Cancelled { reason },
        Command::Refuse { advice } => EventKind::Refused { advice: text::required(&advice, NOTE_LIMIT)? },
        Command::Agree { arrives_at } => EventKind::Agreed { arrives_at: agreed(arrives_at, now)? },
        Command::Nudge { clock } => EventKind::Nudged { clock },
    })
}

/// What the proof at the door is worth.
fn arrive(state: &State, proof: ArrivalProof) -> Result<EventKind, OrderError> {
    Ok(match proof {
        ArrivalProof::NoDoor => EventKind::Arrived { without_code: None },
        ArrivalProof::WithoutCode(reason) => match text::optional(&reason, NOTE_LIMIT)? {
            reason if reason.is_empty() => return Err(OrderError::ReasonMissing),
            reason => EventKind::Arrived { without_code: Some(reason) },
        },
        ArrivalProof::Code(typed) => match state.progress() {
            Some(progress) if progress.wrong_codes >= ARRIVAL_CODE_TRIES => {
                return Err(OrderError::ArrivalCodeLocked);
            }
            Some(progress) if progress.arrival_code == typed => EventKind::Arrived { without_code: None },
            _ => EventKind::ArrivalCodeRejected,
        },
    })
}

/// Whether two assignees are the same person or team, whatever their names were.
fn same(one: &Assignee, other: &Assignee) -> bool {
    match (one, other) {
        (Assignee::Person { id: one, .. }, Assignee::Person { id: other, .. }) => one == other,
        (Assignee::Team { id: one, .. }, Assignee::Team { id: other, .. }) => one == other,
        _ => false,
    }
}

/// The state after an event; `None` if the event cannot follow the state.
fn apply(state: Option<&State>, event: &Event) -> Option<State> {
    use EventKind as E;
    let Some(state) = state else {
        return matches!(event.kind, E::Placed { .. }).then_some(State::Placed);
    };
    Some(match (state.clone(), event.kind.clone()) {
        (State::Placed, E::Dispatched { to, .. }) => State::Dispatched { to },
        (State::Placed, E::Claimed { arrival_code }) => {
            let assignee =
                Assignee::Person { id: event.actor.person.clone()?, name: event.actor.name.clone() };
            State::Accepted { progress: taken(assignee, arrival_code, &event.actor)? }
        }
        (State::Dispatched { to }, E::Accepted { arrival_code }) => {
            State::Accepted { progress: taken(to, arrival_code, &event.actor)? }
        }
        (State::Dispatched { .. } | State::Accepted { .. }, E::Declined { .. }) => State::Placed,
        (State::Dispatched { .. } | State::Accepted { .. } | State::OnSite { .. }, E::Transferred { to }) => {
            State::Dispatched { to }
        }
        (
            was @ (State::Placed | State::Dispatched { .. } | State::Accepted { .. } | State::OnSite { .. }),
            E::Paused { reason },
        ) => State::Paused { was: Box::new(was), reason, since: event.at },
        (State::Paused { was, .. }, E::Resumed) => *was,
        (State::Accepted { mut progress }, E::ArrivalCodeRejected) => {
            progress.wrong_codes = progress.wrong_codes.saturating_add(1);
            State::Accepted { progress }
        }
        (State::Accepted { mut progress }, E::Agreed { arrives_at }) => {
            progress.arrives_at = Some(arrives_at);
            State::Accepted { progress }
        }
        (State::Accepted { progress }, E::Arrived { .. }) => State::OnSite { progress },
        (State::OnSite { progress }, E::Finished { .. }) => {
            State::Done { progress, at: event.at, confirmed: false, rating: None }
        }
        (State::Done { progress, at, rating, .. }, E::Confirmed) => {
            State::Done { progress, at, confirmed: true, rating }
        }
        (State::Done { progress, at, rating: None, .. }, E::Rated { rating }) => {
            State::Done { progress, at, confirmed: true, rating: Some(rating) }
        }
        (State::Closed { progress, done_at, rating: None }, E::Rated { rating }) => {
            State::Closed { progress, done_at, rating: Some(rating) }
        }
        (State::Done { .. } | State::Closed { .. }, E::Reopened { .. }) => State::Placed,
        (State::Done { progress, at, rating, .. }, E::Closed { .. }) => {
            State::Closed { progress, done_at: at, rating }
        }
        (
            State::Placed | State::Dispatched { .. } | State::Accepted { .. } | State::Paused { .. },
            E::Cancelled { .. },
        ) => State::Cancelled,
        (State::Placed | State::Dispatched { .. }, E::Refused { .. }) => State::Refused,
        (State::Placed, E::Unmatched { .. }) => State::Placed,
        (state, E::Escalated { .. } | E::Nudged { .. } | E::DeadlineMoved { .. })
            if !state.kind().is_over() =>
        {
            state
        }
        _ => return None,
    })
}

/// An order that somebody has just accepted.
fn taken(assignee: Assignee, arrival_code: String, actor: &Actor) -> Option<Progress> {
    let person = actor.person.clone()?;
    Some(Progress {
        assignee,
        person,
        name: actor.name.clone(),
        arrival_code,
        wrong_codes: 0,
        arrives_at: None,
    })
}
