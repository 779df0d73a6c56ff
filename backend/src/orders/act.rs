//! Doing something to an order.

use super::apply::{Performed, perform};
use super::released::{may_be_told, taken_by};
use super::view::{events_after, load, missing};
use super::{CommandForm, Order, Viewpoint, order};
use crate::accounts::Viewer;
use crate::members::may_claim;
use crate::store::Transaction;
use crate::{AppError, Backend, ErrorKind, FieldError, field};
use domain::orders::{
    ARRIVAL_CODE_TRIES, Assignee, CommandKind, Event, EventKind, OrderError, OrderNumber, State,
};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acted {
    /// Which command.
    pub command: CommandKind,
    /// Whether the order was dispatched into the actor's own hands, and waits for their answer.
    pub to_oneself: bool,
}

/// Does something to an order, in one transaction with its event and its notifications.
///
/// A second click on the same button finds the work done and is content, and so does a phone that sends a form
/// again because it never heard the answer.
///
/// # Errors
/// [`AppError`]: not found, denied, in conflict with what happened meanwhile, or invalid fields.
pub async fn act(backend: &Backend, viewer: &Viewer, form: &CommandForm) -> Result<Acted, AppError> {
    act_in_plan(backend, viewer, form, false).await
}

/// As [`act`]; `whole_queue` if it is a row of a plan for all that waits.
pub(crate) async fn act_in_plan(
    backend: &Backend,
    viewer: &Viewer,
    form: &CommandForm,
    whole_queue: bool,
) -> Result<Acted, AppError> {
    let wanted = form.kind()?;
    let mut tx = backend.store.write_shared().await?;
    if let Ok(number) = OrderNumber::parse(&form.number) {
        order::lock(&mut tx, &number).await?;
    }
    let viewpoint = Viewpoint::parse(&form.view);
    let (order, actor) = load(&mut tx, viewer, &form.number, viewpoint).await?;
    if !may_be_told(&mut tx, &order, &actor, backend.clock.now()).await? {
        return Err(missing());
    }
    let request = form.fingerprint(backend, viewer)?;
    if !form.version.is_empty() && form.version != order.version.to_string() {
        match first_since(&mut tx, &order, form, request.as_deref()).await? {
            None => {}
            // Sent twice: what happened after it makes what was done no less done.
            Some((event, by)) if by.is_some() && by == request => {
                // Whoever did it may share this transaction, and be no further.
                tx.commit().await?;
                if event.kind == EventKind::ArrivalCodeRejected {
                    return Err(wrong_code(&order.state));
                }
                return Ok(Acted { command: wanted, to_oneself: is_to_oneself(&event) });
            }
            Some(_) => return Err(changed(&order, wanted)),
        }
    }
    if order.parties.are_for_others(&actor) {
        return Err(OrderError::OwnOrder.into());
    }
    if wanted == CommandKind::Claim && order.state == State::Placed {
        may_claim(&mut tx, backend, &viewer.person).await?;
    }
    let command = form.command(backend, &mut tx, &order, &actor, whole_queue).await?;
    let (next, events) =
        match perform(&mut tx, backend, &order, (command, request.as_deref()), &actor).await? {
            Performed::Done(next, events) => (next, events),
            Performed::Refused(OrderError::NotNow { .. }) => return Err(changed(&order, wanted)),
            Performed::Refused(error) => return Err(form.refused(error)),
            Performed::Overtaken => {
                drop(tx);
                return Err(overtaken(backend, &order, wanted).await);
            }
        };
    tx.commit().await?;
    if events.iter().any(|event| event.kind == EventKind::ArrivalCodeRejected) {
        return Err(wrong_code(&next));
    }
    Ok(Acted { command: wanted, to_oneself: events.iter().any(is_to_oneself) })
}

/// Whether the actor dispatched the order to themselves.
fn is_to_oneself(event: &Event) -> bool {
    matches!(&event.kind, EventKind::Dispatched { to: Assignee::Person { id, .. }, .. } if event.actor.is(id))
}

/// The first thing that has happened since the form was made, and the form that did it; `None` if nothing has. What was
/// only told counts where this very form, sent with `request`, told it. [`changed`] if the form names a version that never was.
async fn first_since(
    tx: &mut Transaction,
    order: &Order,
    form: &CommandForm,
    request: Option<&str>,
) -> Result<Option<(Event, Option<String>)>, AppError> {
    let wanted = form.kind()?;
    let made_from = form.version.parse().ok().filter(|version| (1..order.version).contains(version));
    let made_from = made_from.ok_or_else(|| changed(order, wanted))?;
    let events = events_after(tx, &order.number, made_from).await?;
    let is_own = |by: &Option<String>| by.is_some() && by.as_deref() == request;
    Ok(events.into_iter().find(|(event, by)| !event.kind.only_tells() || is_own(by)))
}

/// The order is not what it was when the form was made. Whoever was faster is named.
fn changed(order: &Order, wanted: CommandKind) -> AppError {
    let faster = match (&order.state, wanted) {
        (State::Accepted { .. }, CommandKind::Claim | CommandKind::Accept | CommandKind::Dispatch)
        | (State::Dispatched { .. }, CommandKind::Claim | CommandKind::Dispatch) => taken_by(&order.state),
        _ => None,
    };
    let sentence = faster.unwrap_or_else(|| {
        format!(
            "这张工单刚刚有了变化，现在是“{}”，您刚才的操作没有生效；请看最新情况",
            order.state.kind().name()
        )
    });
    AppError::new(ErrorKind::Conflict, "order.changed", sentence)
}

/// Somebody changed the order between our reading and our writing.
async fn overtaken(backend: &Backend, order: &Order, wanted: CommandKind) -> AppError {
    let newest = async {
        let mut tx = backend.store.read().await?;
        order::find(&mut tx, &order.number).await
    };
    match newest.await {
        Ok(newest) => changed(newest.as_ref().unwrap_or(order), wanted),
        Err(error) => error.into(),
    }
}

/// The digits were wrong; how many tries are left.
fn wrong_code(state: &State) -> AppError {
    let used = state.progress().map_or(0, |progress| progress.wrong_codes);
    let left = ARRIVAL_CODE_TRIES.saturating_sub(used);
    let sentence = if left == 0 {
        "上门码又错了，请改填“没有上门码的原因”".to_owned()
    } else {
        format!("上门码不对，请居民再念一遍（还可以试 {left} 次）")
    };
    AppError::invalid(vec![FieldError::new(field!(CommandForm, code), sentence)])
}
