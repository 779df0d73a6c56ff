//! One order, as one particular person may see it.

use super::access_log::{self, AccessLogEntry, Whose};
use super::clocks::clocks_of;
use super::contact::sees_in_full;
use super::helper::{HelperView, helper};
use super::number_look::{DeskNumbers, desk_numbers};
use super::{Contact, ContactView, Order, arrival_code, order};
use crate::accounts::Viewer;
use crate::settings::telephone_of;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::areas::Telephone;
use domain::clocks::OrderClock;
use domain::orders::{
    Acting, Actor, ArrivalProof, Assignee, CommandKind, DispatchRule, Event, EventKind, OrderNumber, State,
    StateWords, acting_as, allowed, may_nudge, state_words,
};
use domain::text::without_numbers;
use domain::time::Timestamp;

/// From which side somebody looks at an order: the same person may be both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewpoint {
    /// As the one who ordered or is served.
    Resident,
    /// In the role in use.
    Role,
}

impl Viewpoint {
    /// For forms and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Role => "role",
        }
    }

    /// From a form: everything but «resident» is the role in use.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "resident" { Self::Resident } else { Self::Role }
    }
}

/// An order with everything that one person may see of it and do to it.
#[derive(Clone, Debug)]
pub struct OrderView {
    /// The order.
    pub order: Order,
    /// As what the person looks at it.
    pub acting: Acting,
    /// Who is served, as far as the person may know.
    pub contact: ContactView,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// The state in words.
    pub words: StateWords,
    /// What the person may do now.
    pub allowed: Vec<CommandKind>,
    /// The digits for the door: for the resident, from acceptance to arrival.
    pub arrival_code: Option<String>,
    /// Who comes and how to reach them: for the resident, while the order is served.
    pub helper: Option<HelperView>,
    /// Who has looked at a number in full: for the resident and the staff.
    pub access_log: Vec<AccessLogEntry>,
    /// What may be called about it: for the desk of its community.
    pub numbers: Option<DeskNumbers>,
    /// How its four clocks stand; none for orders of which nothing was promised.
    pub clocks: Vec<OrderClock>,
    /// The team or company that has it, and where it answers; `None` if it has no telephone, or nobody of a team has it.
    pub duty: Option<(String, Telephone)>,
}

/// An order as `viewer` may see it. A look at a number in full is written down.
///
/// # Errors
/// [`AppError::not_found`] if there is no such order, or the viewer has no part in it.
pub async fn view(
    backend: &Backend,
    viewer: &Viewer,
    number: &str,
    viewpoint: Viewpoint,
) -> Result<OrderView, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let (mut order, actor) = load(&mut tx, viewer, number, viewpoint).await?;
    if !is_open_to(&order, &actor) {
        return Err(missing());
    }
    let contact = Contact::decrypt(backend, &order)?;
    let full = sees_in_full(&order, &actor.acting, viewer);
    let resident = actor.acting == Acting::Resident;
    let mut events = events(&mut tx, &order.number).await?;
    if !full {
        order.details.note = without_numbers(&order.details.note);
        events.iter_mut().for_each(mask_resident);
    }
    let helper = if resident { helper(&mut tx, backend, &order).await? } else { None };
    let access_log = if reads_access_log(&actor.acting) {
        access_log::list(&mut tx, &order.number, learns_of_calls(&actor.acting)).await?
    } else {
        Vec::new()
    };
    let clocks = clocks_of(&mut tx, backend, &order, &events, now).await?;
    let duty = duty(&mut tx, &order, &actor.acting).await?;
    let numbers = desk_numbers(&mut tx, backend, &order, (viewer, &actor), now).await?;
    drop(tx);
    let mut looked_at = Vec::new();
    if full && !resident {
        looked_at.push(Whose::Resident);
    }
    if helper.as_ref().is_some_and(|helper| helper.phone.is_some()) {
        looked_at.push(Whose::Helper);
    }
    access_log::record(backend, &order, viewer, viewpoint.name(), now, &looked_at).await?;
    let code = if resident { code_at_door(backend, &order)? } else { None };
    let mut seen = if full { contact.full() } else { contact.masked() };
    if numbers.as_ref().is_some_and(|numbers| numbers.resident_until.is_some()) {
        seen.phone = Some(contact.phone.full().to_owned());
    }
    Ok(OrderView {
        acting: actor.acting.clone(),
        contact: seen,
        words: state_words(&order.state),
        allowed: may(&order, &actor, (&clocks, &events), now),
        arrival_code: code,
        helper,
        access_log,
        numbers,
        clocks,
        duty,
        events,
        order,
    })
}

/// What somebody may do to the order now.
fn may(
    order: &Order,
    actor: &Actor,
    (clocks, events): (&[OrderClock], &[Event]),
    now: Timestamp,
) -> Vec<CommandKind> {
    if order.parties.are_for_others(actor) {
        return Vec::new();
    }
    let mut allowed = allowed(&order.state, actor, now);
    if DispatchRule::of(order.declines, &actor.acting, false).is_err() {
        allowed.retain(|command| !matches!(command, CommandKind::Dispatch | CommandKind::Transfer));
    }
    if may_nudge(&actor.acting, clocks, events, now).is_err() {
        allowed.retain(|command| *command != CommandKind::Nudge);
    }
    allowed
}

/// The team that has the order, and where it answers: for those who wait for it, and those who answer for it.
async fn duty(
    tx: &mut Transaction,
    order: &Order,
    acting: &Acting,
) -> Result<Option<(String, Telephone)>, StoreError> {
    let waits = matches!(acting, Acting::Resident | Acting::Staff | Acting::CommunityLead | Acting::Observer);
    match order.state.assignee() {
        Some(Assignee::Team { id, name }) if waits && order.state.done_at().is_none() => {
            Ok(telephone_of(tx, id).await?.map(|telephone| (name.clone(), telephone)))
        }
        _ => Ok(None),
    }
}

/// Whether somebody may know who looked at the numbers: those whose they are, and who answers for it.
fn reads_access_log(acting: &Acting) -> bool {
    matches!(acting, Acting::Resident | Acting::Staff | Acting::CommunityLead | Acting::Observer)
}

/// Whether somebody may learn that an order was drawn for a return visit: nobody of the community that served.
fn learns_of_calls(acting: &Acting) -> bool {
    matches!(acting, Acting::Resident | Acting::Observer)
}

/// The order and the actor that the viewer is on it; not found if they are none.
pub(crate) async fn load(
    tx: &mut Transaction,
    viewer: &Viewer,
    number: &str,
    viewpoint: Viewpoint,
) -> Result<(Order, Actor), AppError> {
    let grant = viewer.in_use.as_ref().filter(|_| viewpoint == Viewpoint::Role);
    if viewpoint == Viewpoint::Role && grant.is_none() {
        // Most likely a role that was taken back since the page was shown. Asked before anything is looked up: the
        // answer is the same whether there is such an order or not.
        return Err(AppError::denied());
    }
    let number = OrderNumber::parse(number).map_err(|_| missing())?;
    let order = order::find(tx, &number).await?.ok_or_else(missing)?;
    let acting = acting_as(&viewer.person, grant, number.community(), &order.parties);
    let acting = acting.ok_or_else(missing)?;
    let actor = Actor { person: Some(viewer.person.clone()), name: viewer.name.clone(), acting };
    Ok((order, actor))
}

/// What one reads of an order that isn't there, or isn't one's business.
pub(crate) fn missing() -> AppError {
    AppError::not_found("order.not_found", "这张工单")
}

/// Whether an order is the business of whoever looks. Those who serve see what is in their hands, what was,
/// and the pool; not the rest of the community.
pub(crate) fn is_open_to(order: &Order, actor: &Actor) -> bool {
    let served = order.state.progress().is_some_and(|progress| actor.is(&progress.person));
    let person = matches!(order.state.assignee(), Some(Assignee::Person { id, .. }) if actor.is(id));
    match &actor.acting {
        Acting::Member => served || person || order.state == State::Placed,
        Acting::Volunteer { team } | Acting::Property { team } => {
            served || matches!(order.state.assignee(), Some(Assignee::Team { id, .. }) if id == team)
        }
        Acting::Resident | Acting::Staff | Acting::CommunityLead | Acting::Observer | Acting::System => true,
    }
}

/// Takes the resident's name and numbers out of an event, for those who may not know them.
fn mask_resident(event: &mut Event) {
    if event.actor.acting == Acting::Resident {
        event.actor.name = "居民".to_owned();
    }
    match &mut event.kind {
        EventKind::Declined { note: text, .. }
        | EventKind::Finished { note: text, .. }
        | EventKind::Reopened { reason: text }
        | EventKind::Refused { advice: text } => *text = without_numbers(text),
        EventKind::Rated { rating } => rating.sentence = without_numbers(&rating.sentence),
        EventKind::Arrived { without_code: Some(text) } => *text = without_numbers(text),
        _ => {}
    }
}

/// The events of an order, oldest first.
pub(crate) async fn events(tx: &mut Transaction, number: &OrderNumber) -> Result<Vec<Event>, StoreError> {
    Ok(events_after(tx, number, 0).await?.into_iter().map(|(event, _)| event).collect())
}

/// The events of an order that made a later version than this one, oldest first, each with the form that made it.
pub(super) async fn events_after(
    tx: &mut Transaction,
    number: &OrderNumber,
    version: i64,
) -> Result<Vec<(Event, Option<String>)>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        event: String,
        request: Option<String>,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT event, request FROM order_events WHERE community = $1 AND number = $2 AND sequence > $3 \
             ORDER BY sequence",
            values![number.community(), number, version],
        )
        .await?;
    let read = |row: Row| {
        let event = serde_json::from_str(&row.event);
        Ok((event.map_err(|error| StoreError::row("order_events", number, error))?, row.request))
    };
    rows.into_iter().map(read).collect()
}

/// The digits that the resident reads out at the door, from acceptance to arrival.
pub(super) fn code_at_door(backend: &Backend, order: &Order) -> Result<Option<String>, AppError> {
    let progress = order.state.progress().filter(|_| awaits_arrival(order));
    progress.map(|progress| arrival_code::digits(backend, &progress.arrival_code)).transpose()
}

/// Whether somebody is still to come to the door who may.
fn awaits_arrival(order: &Order) -> bool {
    let coming = |state: &State| matches!(state, State::Accepted { .. });
    order.doorstep
        && order.helper_holds
        && match &order.state {
            State::Paused { was, .. } => coming(was),
            state => coming(state),
        }
}

/// The proof of arrival that a service without a door needs: none.
pub(super) fn door(order: &Order, code: String, without_code: String) -> ArrivalProof {
    if !order.doorstep {
        ArrivalProof::NoDoor
    } else if without_code.is_empty() {
        ArrivalProof::Code(code)
    } else {
        ArrivalProof::WithoutCode(without_code)
    }
}
