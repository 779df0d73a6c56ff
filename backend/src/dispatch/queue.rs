//! A whole queue given out at once: first the plan, then, if the desk agrees, the dispatching.

use super::candidate_rows::teams_in;
use super::members::members_of;
use super::tasks::{service_of, task_of};
use super::teams::usual_team;
use crate::accounts::Viewer;
use crate::catalogue;
use crate::orders::{CommandForm, Order, QUEUE_LIMIT, Viewpoint, act_in_plan, placed_orders};
use crate::settings::rules_in;
use crate::{AppError, Backend, ErrorKind};
use domain::dispatch::{MatchingError, ServiceRule, Weights, plan};
use domain::orders::{AssigneeId, DECLINES_FOR_THE_LEAD, OrderError};
use std::collections::HashMap;

/// An order of the queue with somebody to go to.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The order.
    pub order: Order,
    /// To whom it goes.
    pub to: AssigneeId,
    /// Whose name that is.
    pub name: String,
    /// «同小区，会水电，今天还有空，本周已接 2 单».
    pub why: String,
}

/// What is proposed for the queue; nothing has happened yet.
#[derive(Clone, Debug, Default)]
pub struct QueuePlan {
    /// The orders that find somebody, the oldest first.
    pub planned: Vec<Planned>,
    /// The orders that don't, each with the reason in words.
    pub left: Vec<(Order, String)>,
}

/// What came of carrying out a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedOut {
    /// Orders that were dispatched.
    pub dispatched: usize,
    /// Orders that had changed meanwhile, or whose member had; they stay in the queue.
    pub changed: usize,
}

/// A plan for all placed orders of the viewer's community, the oldest of them where they are very many.
///
/// What a property company or a volunteer team usually does goes to it, if it is clear to which;
/// all else is given out among the members at the least total cost.
///
/// # Errors
/// [`AppError::denied`] for everybody but staff and lead of a community.
pub async fn plan_queue(backend: &Backend, viewer: &Viewer) -> Result<QueuePlan, AppError> {
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let catalogue = catalogue::current(&mut tx, backend).await?;
    let orders = placed_orders(&mut tx, community).await?;
    let teams = teams_in(&mut tx, community, community).await?;
    let rules = rules_in(&mut tx, community).await?;
    let mut planned = Vec::new();
    let mut left = Vec::new();
    let (mut tasks, mut waiting) = (Vec::new(), HashMap::new());
    for order in orders {
        let usual = service_of(&catalogue, &order)
            .and_then(|service| usual_team(service.provider, &teams, &order.parties.estate));
        if [&order.parties.placed_by, &order.parties.resident].contains(&&viewer.person) {
            left.push((order, OrderError::OwnOrder.to_string()));
        } else if order.declines >= DECLINES_FOR_THE_LEAD {
            left.push((order, OrderError::ForTheLead.to_string()));
        } else if rules.get(&order.service).is_some_and(|set| set.rule == ServiceRule::ByHand) {
            left.push((order, "社区定了这项服务只由人来派".to_owned()));
        } else if let Some(team) = usual {
            let why = format!("这类事归{}，手上 {} 单", team.kind.name(), team.open);
            planned.push(Planned { order, to: team.id.clone(), name: team.name.clone(), why });
        } else if let Some(task) = task_of(&mut tx, &catalogue, &order).await? {
            waiting.insert(order.number.clone(), order);
            tasks.push(task);
        } else {
            left.push((order, "这项服务已经不在清单里，请自己选人".to_owned()));
        }
    }
    let members = members_of(&mut tx, community, now).await?;
    let names: HashMap<_, _> = members.iter().map(|member| (&member.id, member.name.as_str())).collect();
    let plan = plan(&tasks, &members, now, &Weights::default())
        .map_err(|error: MatchingError| AppError::internal(&error))?;
    for assignment in plan.assigned {
        let Some(order) = waiting.remove(&assignment.order) else { continue };
        let name = names.get(&assignment.member).copied().unwrap_or_default().to_owned();
        let (to, why) = (AssigneeId::Person(assignment.member.clone()), assignment.fit.words(now));
        planned.push(Planned { order, to, name, why });
    }
    for task in plan.left {
        left.extend(waiting.remove(&task.order).map(|order| (order, task.why.words(now))));
    }
    let age = |order: &Order| (order.placed_at, order.number.clone());
    planned.sort_by_key(|row| age(&row.order));
    left.sort_by_key(|(order, _)| age(order));
    Ok(QueuePlan { planned, left })
}

/// A row of a plan, as the form of the desk sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanRow {
    /// The order's number.
    pub number: String,
    /// The version that was planned with.
    pub version: String,
    /// To whom it goes: an [`AssigneeId`].
    pub to: String,
}

/// Dispatches what was planned. What has changed meanwhile stays as it is, and so does what is more than a plan can
/// hold.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but staff and lead of a community, or what keeps the whole from
/// being done, such as a database that fails.
pub async fn carry_out(backend: &Backend, viewer: &Viewer, rows: &[PlanRow]) -> Result<CarriedOut, AppError> {
    viewer.community_desk().ok_or_else(AppError::denied)?;
    let mut carried = CarriedOut::default();
    for PlanRow { number, version, to } in rows.iter().take(QUEUE_LIMIT).cloned() {
        let (view, command) = (Viewpoint::Role.name().to_owned(), "dispatch".to_owned());
        let form = CommandForm { number, version, view, command, to, ..CommandForm::default() };
        match act_in_plan(backend, viewer, &form, true).await {
            Ok(_) => carried.dispatched += 1,
            Err(error) if error.kind == ErrorKind::Internal => return Err(error),
            Err(_) => carried.changed += 1,
        }
    }
    Ok(carried)
}
