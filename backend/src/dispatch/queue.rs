//! A whole queue given out at once: first the plan, then, if the desk agrees, the dispatching.

use super::Candidate;
use super::candidate_rows::list;
use super::members::members_of;
use super::tasks::{last_time, service_of, task_of};
use super::teams::usual_team;
use crate::accounts::Viewer;
use crate::catalogue;
use crate::orders::{CommandForm, DeskFilter, Order, QUEUE_LIMIT, Viewpoint, act_in_plan, placed_orders};
use crate::settings::rules_in;
use crate::store::Transaction;
use crate::{AppError, Backend, ErrorKind};
use domain::dispatch::{MatchingError, Member, ServiceRule, Task, Weights, fit, plan};
use domain::orders::{AssigneeId, DECLINES_FOR_THE_LEAD, OrderError};
use domain::text::without_numbers;
use domain::time::Timestamp;
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
    /// Orders in their hands once the whole plan is carried out.
    pub load: i64,
    /// Whether they did it the last time, and it was reopened.
    pub last_time: bool,
    /// Whom it may go to instead, those who fit first.
    pub others: Vec<Hand>,
}

/// An order of the queue that finds nobody.
#[derive(Clone, Debug)]
pub struct LeftOver {
    /// The order.
    pub order: Order,
    /// Why, in words.
    pub why: String,
    /// Whom the desk may give it to all the same; nobody where it isn't the desk's to decide.
    pub others: Vec<Hand>,
}

/// Somebody, or a team, to whom an order may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who or which it is.
    pub id: AssigneeId,
    /// Their name.
    pub name: String,
    /// Orders in their hands now.
    pub open: i64,
    /// Whether they are proposed for this order, or would fit it.
    pub fits: bool,
}

/// What is proposed for the queue; nothing has happened yet.
#[derive(Clone, Debug, Default)]
pub struct QueuePlan {
    /// The orders that find somebody, the oldest first.
    pub planned: Vec<Planned>,
    /// The orders that don't.
    pub left: Vec<LeftOver>,
}

/// What came of carrying out a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedOut {
    /// Orders that were dispatched.
    pub dispatched: usize,
    /// Orders that had changed meanwhile, or whose member had; they stay in the queue.
    pub changed: usize,
}

/// A plan for the placed orders of the viewer's community that the filter shows, the oldest of them where they are very many.
///
/// What a property company or a volunteer team usually does goes to it, if it is clear to which;
/// all else is given out among the members at the least total cost.
///
/// # Errors
/// [`AppError::denied`] for everybody but staff and lead of a community.
pub async fn plan_queue(
    backend: &Backend,
    viewer: &Viewer,
    filter: &DeskFilter,
) -> Result<QueuePlan, AppError> {
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let catalogue = catalogue::current(&mut tx, backend).await?;
    let orders = placed_orders(&mut tx, community, filter).await?;
    let hands = list(&mut tx, viewer, community, community).await?;
    let rules = rules_in(&mut tx, community).await?;
    let mut queue = Queue { hands, ..Queue::default() };
    let mut waiting = HashMap::new();
    for mut order in orders {
        order.details.note = without_numbers(&order.details.note);
        let usual = service_of(&catalogue, &order)
            .and_then(|service| usual_team(service.provider, &queue.hands, &order.parties.estate));
        if [&order.parties.placed_by, &order.parties.resident].contains(&&viewer.person) {
            queue.left.push((order, OrderError::OwnOrder.to_string(), false));
        } else if order.declines >= DECLINES_FOR_THE_LEAD {
            queue.left.push((order, OrderError::ForTheLead.to_string(), false));
        } else if rules.get(&order.service).is_some_and(|set| set.rule == ServiceRule::ByHand) {
            queue.left.push((order, "社区定了这项服务只由人来派".to_owned(), true));
        } else if let Some(team) = usual {
            let why = format!("这类事归{}，手上 {} 单", team.kind.name(), team.open);
            let (to, name) = (team.id.clone(), team.name.clone());
            queue.planned.push((order, to, name, why));
        } else if let Some(task) = task_of(&mut tx, &catalogue, &order).await? {
            queue.tasks.push(task);
            waiting.insert(order.number.clone(), order);
        } else {
            queue.left.push((order, "这项服务已经不在清单里，请自己选人".to_owned(), true));
        }
    }
    queue.members = members_of(&mut tx, community, now).await?;
    let plan = plan(&queue.tasks, &queue.members, now, &Weights::default())
        .map_err(|error: MatchingError| AppError::internal(&error))?;
    let names: HashMap<_, _> =
        queue.members.iter().map(|member| (&member.id, member.name.as_str())).collect();
    for assignment in plan.assigned {
        let Some(order) = waiting.remove(&assignment.order) else { continue };
        let name = names.get(&assignment.member).copied().unwrap_or_default().to_owned();
        let (to, why) = (AssigneeId::Person(assignment.member.clone()), assignment.fit.words(now));
        queue.planned.push((order, to, name, why));
    }
    for task in plan.left {
        queue.left.extend(waiting.remove(&task.order).map(|order| (order, task.why.words(now), true)));
    }
    queue.into_plan(&mut tx, now).await
}

/// What is known of a queue while it is planned.
#[derive(Default)]
struct Queue {
    /// Everybody to whom an order may go.
    hands: Vec<Candidate>,
    members: Vec<Member>,
    /// What goes among the members.
    tasks: Vec<Task>,
    /// Orders with to whom each goes, their name, and why.
    planned: Vec<(Order, AssigneeId, String, String)>,
    /// Orders with why nobody was found, and whether the desk may give them to somebody.
    left: Vec<(Order, String, bool)>,
}

impl Queue {
    /// The plan as the desk reads it.
    async fn into_plan(mut self, tx: &mut Transaction, now: Timestamp) -> Result<QueuePlan, AppError> {
        let age = |order: &Order| (order.placed_at, order.number.clone());
        self.planned.sort_by_key(|(order, ..)| age(order));
        self.left.sort_by_key(|(order, ..)| age(order));
        let mut loads: HashMap<AssigneeId, i64> =
            self.hands.iter().map(|hand| (hand.id.clone(), hand.open)).collect();
        for (_, to, ..) in &self.planned {
            *loads.entry(to.clone()).or_default() += 1;
        }
        let (planned, left) = (std::mem::take(&mut self.planned), std::mem::take(&mut self.left));
        let mut plan = QueuePlan::default();
        for (order, to, name, why) in planned {
            let last_time = last_time(tx, &order).await?.contains(&to);
            let (load, others) = (loads.get(&to).copied().unwrap_or_default(), self.others(&order, now));
            plan.planned.push(Planned { order, to, name, why, load, last_time, others });
        }
        for (order, why, free) in left {
            let others = if free { self.others(&order, now) } else { Vec::new() };
            plan.left.push(LeftOver { order, why, others });
        }
        Ok(plan)
    }

    /// Everybody who may get an order, those who fit it first.
    fn others(&self, order: &Order, now: Timestamp) -> Vec<Hand> {
        let own = [&order.parties.placed_by, &order.parties.resident];
        let task = self.tasks.iter().find(|task| task.number == order.number);
        let fits = |candidate: &Candidate| {
            let AssigneeId::Person(person) = &candidate.id else { return true };
            let member = self.members.iter().find(|member| member.id == *person);
            let weighed = task.zip(member).map(|(task, member)| fit(task, member, now, &Weights::default()));
            weighed.is_none_or(|weighed| weighed.is_ok())
        };
        let others = self
            .hands
            .iter()
            .filter(|hand| !matches!(&hand.id, AssigneeId::Person(person) if own.contains(&person)));
        let hand = |candidate: &Candidate| Hand {
            id: candidate.id.clone(),
            name: candidate.name.clone(),
            open: candidate.open,
            fits: fits(candidate),
        };
        let mut others: Vec<_> = others.map(hand).collect();
        others.sort_by_key(|hand| (!hand.fits, hand.open));
        others
    }
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
    /// Whether that is whom the plan proposed, and not somebody whom the desk chose.
    pub proposed: bool,
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
    for PlanRow { number, version, to, proposed } in rows.iter().take(QUEUE_LIMIT).cloned() {
        let (view, command) = (Viewpoint::Role.name().to_owned(), "dispatch".to_owned());
        let form = CommandForm { number, version, view, command, to, ..CommandForm::default() };
        match act_in_plan(backend, viewer, &form, proposed).await {
            Ok(_) => carried.dispatched += 1,
            Err(error) if error.kind == ErrorKind::Internal => return Err(error),
            Err(_) => carried.changed += 1,
        }
    }
    Ok(carried)
}
