//! Orders that are dispatched by the program, where the community has settled that.

use super::candidate_rows::teams_in;
use super::members::members_of;
use super::tasks::{service_of, task_of};
use super::teams::{company_of, usual_team};
use crate::orders::{self, Order, Performed, put_off};
use crate::settings::settings;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, catalogue, values};
use domain::accounts::PersonId;
use domain::dispatch::{MatchingError, ServiceRule, Weights, plan};
use domain::orders::{Actor, Assignee, Command, DispatchRule, Event, EventKind, OrderNumber, State};
use domain::time::{MINUTE, Timestamp};

/// Orders that are looked at in one go; the next go takes the rest.
const BATCH: i64 = 200;
/// When an order that nobody fitted, or that failed, is tried again, in milliseconds.
const AGAIN: i64 = 15 * MINUTE;

/// What a go came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AutomaticDispatch {
    /// Orders that found a hand.
    pub dispatched: usize,
    /// Orders that nobody fitted, or that somebody else wrote at the same moment.
    pub waiting: usize,
    /// Orders for which it failed; they are tried again.
    pub failed: usize,
    /// How long the one that waited longest was due, in milliseconds.
    pub lag: i64,
}

/// Who was found for an order, and by which rule.
type Found = Result<(Assignee, DispatchRule), String>;

/// Dispatches the orders whose time has come. Whom nobody fits is told to the desk, once, and tried again.
///
/// Several processes may do so at once: each order is dispatched by the one that writes first.
///
/// # Errors
/// [`AppError::internal`] if the orders can't be listed. What fails for one order is logged and counted.
pub async fn dispatch_due(backend: &Backend) -> Result<AutomaticDispatch, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
        dispatch_at: i64,
    }
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let rows: Vec<Row> = tx
        .all(
            "SELECT number, dispatch_at FROM orders WHERE dispatch_at <= $1 ORDER BY dispatch_at, number LIMIT $2",
            values![now, BATCH],
        )
        .await?;
    drop(tx);
    let mut done = AutomaticDispatch::default();
    for row in rows {
        let Ok(number) = OrderNumber::parse(&row.number) else { continue };
        done.lag = done.lag.max(now.since(Timestamp(row.dispatch_at)));
        match dispatch_one(backend, &number, now).await {
            Ok(true) => done.dispatched += 1,
            Ok(false) => done.waiting += 1,
            Err(error) => {
                done.failed += 1;
                tracing::error!(%number, code = error.code, "an order could not be dispatched by itself");
                let mut tx = backend.store.write().await?;
                put_off(&mut tx, &number, Some(now.plus(AGAIN))).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(done)
}

/// Whether the order found a hand.
async fn dispatch_one(backend: &Backend, number: &OrderNumber, now: Timestamp) -> Result<bool, AppError> {
    let mut tx = backend.store.write().await?;
    orders::lock(&mut tx, number).await?;
    let Some(order) = orders::find(&mut tx, number).await? else { return Ok(false) };
    // Somebody was faster, or the rule is another now.
    if order.state != State::Placed || order.dispatch_at.is_none_or(|at| at > now) {
        return Ok(false);
    }
    match find(&mut tx, backend, &order, now).await? {
        None => put_off(&mut tx, number, None).await?,
        Some(Err(why)) => {
            if !is_told(&mut tx, number).await? {
                let event = Event { at: now, actor: Actor::system(), kind: EventKind::Unmatched { why } };
                if !orders::noted(&mut tx, backend, &order, &event).await? {
                    return Ok(false);
                }
            }
            put_off(&mut tx, number, Some(now.plus(AGAIN))).await?;
        }
        Some(Ok((to, rule))) => {
            let command = Command::Dispatch { to, rule };
            return match orders::perform(&mut tx, backend, &order, (command, None), &Actor::system()).await? {
                Performed::Done(..) => {
                    tx.commit().await?;
                    Ok(true)
                }
                Performed::Overtaken => Ok(false),
                Performed::Refused(error) => Err(error.into()),
            };
        }
    }
    tx.commit().await?;
    Ok(false)
}

/// Who gets an order by its rule, or why nobody does; `None` if the rule leaves that to the desk.
async fn find(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
    now: Timestamp,
) -> Result<Option<Found>, AppError> {
    let community = order.number.community();
    let rule = match settings(tx, backend).await?.rule(community, &order.service) {
        ServiceRule::ToProperty => DispatchRule::ToProperty,
        ServiceRule::After(_) => DispatchRule::AfterWaiting,
        ServiceRule::Desk | ServiceRule::ByHand => return Ok(None),
    };
    let catalogue = catalogue::current(tx, backend).await?;
    let Some(service) = service_of(&catalogue, order) else {
        return Ok(Some(Err("这项服务已经不在清单里".to_owned())));
    };
    let estate = &order.parties.estate;
    let teams = teams_in(tx, community, estate).await?;
    // Whoever gave it back isn't asked again.
    let team = match rule {
        _ if order.declines > 0 => None,
        DispatchRule::ToProperty => company_of(&teams, estate),
        _ => usual_team(service.provider, &teams, estate),
    };
    if let Some(team) = team {
        return Ok(Some(Ok((team.id.clone().named(team.name.clone()), rule))));
    }
    if rule == DispatchRule::ToProperty {
        return Ok(Some(Err("这个小区还没有登记物业公司".to_owned())));
    }
    let Some(task) = task_of(tx, &catalogue, order).await? else { return Ok(None) };
    let members = members_of(tx, community, now).await?;
    let plan = plan(&[task], &members, now, &Weights::default())
        .map_err(|error: MatchingError| AppError::internal(&error))?;
    if let Some(assignment) = plan.assigned.first() {
        let name = members.iter().find(|member| member.id == assignment.member);
        let name = name.map(|member| member.name.clone()).unwrap_or_default();
        let id: PersonId = assignment.member.clone();
        return Ok(Some(Ok((Assignee::Person { id, name }, rule))));
    }
    let why = plan.left.first().map_or_else(String::new, |left| left.why.words(now));
    Ok(Some(Err(why)))
}

/// Whether the desk has been told since the order last came to be without a hand.
async fn is_told(tx: &mut Transaction, number: &OrderNumber) -> Result<bool, AppError> {
    let events = orders::events(tx, number).await?;
    let mut newest = events.iter().rev().map(|event| &event.kind);
    let newest = newest.find(|kind| {
        matches!(
            kind,
            EventKind::Unmatched { .. }
                | EventKind::Placed { .. }
                | EventKind::Declined { .. }
                | EventKind::Reopened { .. }
        )
    });
    Ok(matches!(newest, Some(EventKind::Unmatched { .. })))
}
