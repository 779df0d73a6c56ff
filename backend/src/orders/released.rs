//! Released orders: what became of an order, for those who had it in hand, and for
//! those whose pool it has just left.

use super::view::{events, is_open_to, load, missing};
use super::{Order, Viewpoint};
use crate::accounts::Viewer;
use crate::store::{StoreError, Transaction};
use crate::{AppError, Backend};
use domain::orders::{Acting, Actor, Assignee, Event, EventKind, OrderNumber, State};
use domain::time::{DAY, Timestamp};

/// How long after it left the pool an order still says so to those who may have looked at it there, in
/// milliseconds.
const LATELY: i64 = DAY;

/// What one may know of an order that isn't one's own any more: nothing of who is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// Its number.
    pub number: OrderNumber,
    /// The service's name.
    pub service_name: String,
    /// What became of it, in one sentence.
    pub sentence: String,
}

/// What became of an order that the viewer may not look at any more.
///
/// # Errors
/// [`AppError::not_found`] if there is no such order, or the viewer never had a part in it.
pub async fn released(backend: &Backend, viewer: &Viewer, number: &str) -> Result<Released, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let (order, actor) = load(&mut tx, viewer, number, Viewpoint::Role).await?;
    if is_open_to(&order, &actor) {
        return Err(missing());
    }
    let sentence = match part_of(&mut tx, &order, &actor, now).await?.ok_or_else(missing)? {
        Part::InHand if order.orphaned_helper().is_some() => "这一单您不用去了，社区正在另派人".to_owned(),
        Part::InHand => left_ones_hands(&order.state),
        Part::InPool => left_the_pool(&order.state),
    };
    let Order { number, service_name, .. } = order;
    Ok(Released { number, service_name, sentence })
}

/// The part that somebody had in an order which isn't open to them any more.
enum Part {
    /// It was in their hands, or in those of their team.
    InHand,
    /// They may have seen it in the pool.
    InPool,
}

async fn part_of(
    tx: &mut Transaction,
    order: &Order,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<Part>, StoreError> {
    let events = events(tx, &order.number).await?;
    Ok(if was_with(&events, actor) {
        Some(Part::InHand)
    } else if actor.acting == Acting::Member && left_the_pool_lately(&events, now) {
        Some(Part::InPool)
    } else {
        None
    })
}

/// Whether somebody may be told how an order stands: it is open to them, or they had a part in it until lately. What
/// is refused to anybody else says no more than that there is no such order.
pub(super) async fn may_be_told(
    tx: &mut Transaction,
    order: &Order,
    actor: &Actor,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(is_open_to(order, actor) || part_of(tx, order, actor, now).await?.is_some())
}

/// Whether the order was ever in the actor's hands, or in those of their team.
fn was_with(events: &[Event], actor: &Actor) -> bool {
    let dispatched = |to: &Assignee| match (to, &actor.acting) {
        (Assignee::Person { id, .. }, _) => actor.is(id),
        (Assignee::Team { id, .. }, Acting::Volunteer { team } | Acting::Property { team }) => id == team,
        _ => false,
    };
    events.iter().any(|event| match &event.kind {
        EventKind::Dispatched { to, .. } | EventKind::Transferred { to } => dispatched(to),
        EventKind::Claimed { .. } | EventKind::Accepted { .. } => {
            event.actor.person.is_some() && event.actor.person == actor.person
        }
        _ => false,
    })
}

/// Whether the order left the pool so short a time ago that somebody may still have it before their eyes.
fn left_the_pool_lately(events: &[Event], now: Timestamp) -> bool {
    let left = events.iter().rev().find(|event| {
        matches!(
            event.kind,
            EventKind::Dispatched { .. }
                | EventKind::Claimed { .. }
                | EventKind::Cancelled { .. }
                | EventKind::Refused { .. }
        )
    });
    left.is_some_and(|event| now.since(event.at) < LATELY)
}

/// For those who had it: that they needn't go, and who has it now.
fn left_ones_hands(state: &State) -> String {
    match state {
        State::Placed => "这一单已经退回，社区会另派人".to_owned(),
        State::Cancelled => "居民取消了这一单，您不用去了".to_owned(),
        State::Refused => "社区已经回复居民，这一单不办了".to_owned(),
        State::Dispatched { to } => format!("这一单改派给{}了，您不用去了", to.name()),
        State::Accepted { progress } | State::OnSite { progress } => {
            format!("这一单现在由{}去办，您不用去了", progress.name)
        }
        State::Done { progress, .. } | State::Closed { progress, .. } => {
            format!("这一单{}已经办好了", progress.name)
        }
        State::Paused { was, .. } => left_ones_hands(was),
    }
}

/// For those who saw it in the pool: that somebody else was faster.
fn left_the_pool(state: &State) -> String {
    match state {
        State::Cancelled => "居民刚取消了这张工单，请看看别的工单".to_owned(),
        State::Placed | State::Refused => "社区刚回复了居民，这张工单不用办了，请看看别的工单".to_owned(),
        state => taken_by(state).unwrap_or_else(|| "这张工单已经有人办了，请看看别的工单".to_owned()),
    }
}

/// Who was faster: «这张工单刚被李建国接了，请看看别的工单».
pub(super) fn taken_by(state: &State) -> Option<String> {
    match state {
        State::Dispatched { to } => Some(format!("这张工单刚派给了{}，请看看别的工单", to.name())),
        State::Paused { was, .. } => taken_by(was),
        state => {
            let progress = state.progress()?;
            Some(format!("这张工单刚被{}接了，请看看别的工单", progress.name))
        }
    }
}
