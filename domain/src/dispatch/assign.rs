//! A whole queue given out at once.

use super::fit::weigh;
use super::narrow::{COLUMNS_MOST, Narrowed, narrow};
use super::{Cost, Fit, MatchingError, Member, PairCosts, Task, Weights, Why, fit};
use crate::accounts::PersonId;
use crate::orders::OrderNumber;
use crate::time::{DAY, HOUR, Timestamp};
use serde::{Deserialize, Serialize};

/// An order that goes to a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The order.
    pub order: OrderNumber,
    /// To whom.
    pub member: PersonId,
    /// Why, and what it costs: for a member with several orders, what each costs after those before it.
    pub fit: Fit,
}

/// An order for which nobody was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The order.
    pub order: OrderNumber,
    /// Why.
    pub why: Why,
}

/// Who is to get what; nothing has happened yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The orders that find somebody, by number.
    pub assigned: Vec<Assignment>,
    /// The orders that don't, by number.
    pub left: Vec<Left>,
    /// What was made as small as can be among all plans with as many assigned: the costs of the pairs, and for each
    /// order left by how much it is more urgent and older than one just placed.
    pub objective: u64,
}

impl Plan {
    /// The costs of the pairs together, in points.
    #[must_use]
    pub fn cost(&self) -> u64 {
        self.assigned.iter().map(|assignment| u64::from(assignment.fit.cost.total())).sum()
    }
}

/// A member's next free place, and the one after it: each costs a little more.
struct Place<'a> {
    member: &'a Member,
    column: usize,
    further: u32,
}

/// Gives out `tasks` among `members`: as many as can be, and of all ways to do that the cheapest.
///
/// A member gets at most as many as they have free places, and nobody gets what they don't [`fit`]. The plan
/// depends on neither the order of `tasks` nor that of `members`. Where both are very many the oldest tasks are given
/// out, as they would be by themselves, and the rest is left for the next plan.
///
/// # Errors
/// [`MatchingError::TooLarge`] beyond tens of thousands of tasks.
pub fn plan(
    tasks: &[Task],
    members: &[Member],
    now: Timestamp,
    weights: &Weights,
) -> Result<Plan, MatchingError> {
    let mut tasks: Vec<_> = tasks.iter().collect();
    tasks.sort_by_key(|task| &task.number);
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|member| &member.id);

    let costs: Vec<Vec<Option<Cost>>> = tasks
        .iter()
        .map(|task| members.iter().map(|member| Some(weigh(task, member, now, weights)?.0)).collect())
        .collect();
    let places = places(&members, &costs);
    let leaving: Vec<_> = tasks.iter().map(|task| leaving(task, now, weights)).collect();
    let cells = costs.iter().flat_map(|row| {
        places.iter().map(|place| {
            let cost = row.get(place.column).copied().flatten()?;
            Some(u64::from(cost.further(place.further, weights).total()))
        })
    });
    let pairs = PairCosts { columns: places.len(), cells: cells.collect(), leaving };
    let (found, kept) = cheapest(&tasks, &pairs)?;

    let mut plan = Plan::default();
    let mut given = vec![0; members.len()];
    for (row, ((task, place), leaving)) in tasks.iter().zip(found).zip(&pairs.leaving).enumerate() {
        let place = place.and_then(|place| places.get(place));
        let chosen = place.and_then(|place| Some((place, fit(task, place.member, now, weights).ok()?)));
        let Some((place, mut fit)) = chosen else {
            let planned = kept.as_ref().is_none_or(|kept| kept.rows.contains(&row));
            let why = if planned { Why::of(task, &members, now, weights) } else { Why::NextTime };
            plan.left.push(Left { order: task.number.clone(), why });
            plan.objective += leaving;
            continue;
        };
        // Which of a member's places an order has got is all the same in sum; they are counted as they are listed.
        if let Some(further) = given.get_mut(place.column) {
            fit.cost = fit.cost.further(*further, weights);
            *further += 1;
        }
        plan.objective += u64::from(fit.cost.total());
        plan.assigned.push(Assignment { order: task.number.clone(), member: place.member.id.clone(), fit });
    }
    Ok(plan)
}

/// For each task its place, and which tasks and places that was reckoned with, where it weren't all.
fn cheapest(
    tasks: &[&Task],
    pairs: &PairCosts,
) -> Result<(Vec<Option<usize>>, Option<Narrowed>), MatchingError> {
    if pairs.columns <= COLUMNS_MOST {
        return Ok((pairs.cheapest()?, None));
    }
    let mut oldest: Vec<_> = (0..tasks.len()).collect();
    oldest.sort_by_key(|row| tasks.get(*row).map(|task| (!task.urgent, task.placed_at, &task.number)));
    let kept = narrow(&pairs.cells, pairs.columns, &oldest, COLUMNS_MOST);
    let cell = |row: usize, column: usize| pairs.cells.get(row * pairs.columns + column).copied().flatten();
    let cells = kept.rows.iter().flat_map(|row| kept.columns.iter().map(move |column| cell(*row, *column)));
    let leaving = kept.rows.iter().filter_map(|row| pairs.leaving.get(*row).copied());
    let fewer = PairCosts { columns: kept.columns.len(), cells: cells.collect(), leaving: leaving.collect() };
    let mut found = vec![None; tasks.len()];
    for (row, column) in kept.rows.iter().zip(fewer.cheapest()?) {
        if let Some(place) = found.get_mut(*row) {
            *place = column.and_then(|column| kept.columns.get(column).copied());
        }
    }
    Ok((found, Some(kept)))
}

/// As many places for each member as are free and can be needed.
fn places<'a>(members: &[&'a Member], costs: &[Vec<Option<Cost>>]) -> Vec<Place<'a>> {
    let places = members.iter().enumerate().flat_map(|(column, member)| {
        let fitting = costs.iter().filter(|row| row.get(column).is_some_and(Option::is_some)).count();
        (0..member.free_places()).take(fitting).map(move |further| Place { member, column, further })
    });
    places.collect()
}

/// What it costs to leave this order rather than one that has just been placed.
fn leaving(task: &Task, now: Timestamp, weights: &Weights) -> u64 {
    let hours = now.since(task.placed_at).clamp(0, 30 * DAY) / HOUR;
    let waited = u64::try_from(hours).unwrap_or(0) * u64::from(weights.leaving_hour);
    let urgent = if task.urgent { u64::from(weights.leaving_urgent) } else { 0 };
    waited + urgent
}

#[cfg(test)]
mod tests;
