//! Whether a member may serve an order, and what that would cost.

use super::{Member, Misfit, Period, Reason, Task, Weights};
use crate::time::{DAY, HOUR, MINUTE, Timestamp};
use serde::{Deserialize, Serialize};

/// No part of a cost is more than this, whatever the weights: so sums stay exact.
const PART_LIMIT: u32 = 1_000_000;

/// How near a member's area is to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nearness {
    /// The member's area is the order's grid.
    SameGrid,
    /// The member's area is the order's estate or lies in it.
    SameEstate,
    /// The member's area is the order's community or lies in it.
    SameCommunity,
}

/// What it costs that a member serves an order, in points of [`Weights`], by part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// The way.
    pub distance: u32,
    /// A skill that would be good to have and is missing.
    pub skill: u32,
    /// Jobs in hand.
    pub load: u32,
    /// Jobs taken within 30 days.
    pub fairness: u32,
    /// The wait until they have time.
    pub window: u32,
}

/// A member who may serve an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// What it costs; the less, the better.
    pub cost: Cost,
    /// Why they are proposed, the nearest first.
    pub reasons: Vec<Reason>,
}

impl Nearness {
    /// How near `member` is; `None` if they belong to another community.
    #[must_use]
    pub fn of(task: &Task, member: &Member) -> Option<Self> {
        if task.grid.as_ref() == Some(&member.area) {
            Some(Self::SameGrid)
        } else if task.estate.covers(&member.area) {
            Some(Self::SameEstate)
        } else {
            task.number.community().covers(&member.area).then_some(Self::SameCommunity)
        }
    }

    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SameGrid => "同网格",
            Self::SameEstate => "同小区",
            Self::SameCommunity => "同社区",
        }
    }
}

impl Cost {
    /// All parts together.
    #[must_use]
    pub fn total(self) -> u32 {
        [self.distance, self.skill, self.load, self.fairness, self.window]
            .into_iter()
            .fold(0, u32::saturating_add)
    }

    /// What it costs as the member's `further`th job of one plan, counted from 0.
    ///
    /// Each job adds to load and fairness, so the next one never costs less than the one before.
    #[must_use]
    pub fn further(self, further: u32, weights: &Weights) -> Self {
        let more = |part: u32, weight: u32| part.saturating_add(part_of(weight, further)).min(PART_LIMIT);
        Self {
            load: more(self.load, weights.open_job),
            fairness: more(self.fairness, weights.month_job),
            ..self
        }
    }
}

impl Fit {
    /// «同小区，会水电，今天还有空，本周已接 2 单», seen from `now`.
    #[must_use]
    pub fn words(&self, now: Timestamp) -> String {
        self.reasons.iter().map(|reason| reason.words(now)).collect::<Vec<_>>().join("，")
    }
}

/// Whether `member` may serve `task`, seen from `now`, and what it costs.
///
/// # Errors
/// Every hard limit that is in the way.
pub fn fit(task: &Task, member: &Member, now: Timestamp, weights: &Weights) -> Result<Fit, Vec<Misfit>> {
    let misfits = misfits(task, member, now, weights);
    match weigh(task, member, now, weights) {
        Some((cost, free)) if misfits.is_empty() => {
            Ok(Fit { cost, reasons: reasons(task, member, free, now) })
        }
        _ => Err(misfits),
    }
}

/// Every hard limit, in the order of [`Misfit::stage`].
pub(super) fn misfits(task: &Task, member: &Member, now: Timestamp, weights: &Weights) -> Vec<Misfit> {
    let mut misfits: Vec<_> = limits(task, member, now).collect();
    misfits.extend(first_free(task, member, now, weights).err());
    misfits.sort_by_key(|misfit| misfit.stage());
    misfits
}

/// The cost alone, and since when they have time; `None` if a hard limit is in the way. Nothing is allocated.
pub(super) fn weigh(
    task: &Task,
    member: &Member,
    now: Timestamp,
    weights: &Weights,
) -> Option<(Cost, Timestamp)> {
    let nearness = Nearness::of(task, member)?;
    if limits(task, member, now).next().is_some() {
        return None;
    }
    let free = first_free(task, member, now, weights).ok()?;
    let way = match nearness {
        Nearness::SameGrid => weights.same_grid,
        Nearness::SameEstate => weights.same_estate,
        Nearness::SameCommunity => weights.same_community,
    };
    let percent = if task.doorstep { 100 } else { weights.without_doorstep_percent };
    let skilled = task.demand.met_by(&member.skills);
    let minutes = free.since(task.period(now, weights).from) / MINUTE;
    let factor = if task.urgent { weights.urgent_factor } else { 1 };
    let hourly = weights.waiting_hour.saturating_mul(factor);
    let wait = u32::try_from(minutes).unwrap_or(u32::MAX).saturating_mul(hourly) / 60;
    let cost = Cost {
        distance: (way.saturating_mul(percent) / 100).min(PART_LIMIT),
        skill: if skilled { 0 } else { weights.without_skill.min(PART_LIMIT) },
        load: part_of(weights.open_job, member.open),
        fairness: part_of(weights.month_job, member.taken_in_30_days),
        window: wait.min(PART_LIMIT),
    };
    Some((cost, free))
}

fn part_of(weight: u32, times: u32) -> u32 {
    weight.saturating_mul(times).min(PART_LIMIT)
}

/// The hard limits that need no look at a calendar.
fn limits(task: &Task, member: &Member, now: Timestamp) -> impl Iterator<Item = Misfit> {
    let wished_gender = task.preferences.gender.filter(|wished| member.gender != Some(*wished));
    let wished_language = task.preferences.language.filter(|wished| !member.languages.contains(wished));
    let skill_missing = task.demand.required && !task.demand.met_by(&member.skills);
    [
        Nearness::of(task, member).is_none().then_some(Misfit::OtherCommunity),
        skill_missing.then_some(Misfit::NoSkill),
        wished_gender.map(|wished| Misfit::Gender { wished }),
        wished_language.map(|wished| Misfit::Language { wished }),
        task.own.contains(&member.id).then_some(Misfit::OwnOrder),
        task.declined_by.contains(&member.id).then_some(Misfit::Declined),
        member.suspended_until.filter(|until| *until > now).map(|until| Misfit::Suspended { until }),
        (member.free_places() == 0).then_some(Misfit::Full { open: member.open }),
    ]
    .into_iter()
    .flatten()
}

/// Since when they have time for it.
fn first_free(task: &Task, member: &Member, now: Timestamp, weights: &Weights) -> Result<Timestamp, Misfit> {
    let period = task.period(now, weights);
    let enough = |part: &Period| part.length() >= task.least_time();
    if let Some(part) = member.free(period).find(enough) {
        return Ok(part.from);
    }
    let away = member.absences.iter().filter(|absence| absence.overlaps(period));
    match away.map(|absence| absence.until).max() {
        Some(until) if member.working_times.within(period).any(|part| enough(&part)) => {
            Err(Misfit::Absent { until })
        }
        _ => Err(Misfit::NoTime { window: task.open_window(now) }),
    }
}

fn reasons(task: &Task, member: &Member, free: Timestamp, now: Timestamp) -> Vec<Reason> {
    let mut reasons: Vec<_> = Nearness::of(task, member).map(Reason::Near).into_iter().collect();
    if task.demand.met_by(&member.skills) {
        reasons.push(Reason::Skill(task.demand.words()));
    }
    reasons.extend(task.preferences.gender.map(Reason::Gender));
    reasons.extend(task.preferences.language.map(Reason::Speaks));
    if let Some(window) = task.open_window(now) {
        reasons.push(Reason::FreeInWindow(window));
    } else if free.date() != now.date() {
        reasons.push(Reason::FreeFrom(free));
    } else if left_today(member, now) >= (i64::from(member.open) + 1) * i64::from(task.minutes) * MINUTE {
        reasons.push(Reason::FreeToday);
    }
    if member.open > 0 {
        reasons.push(Reason::Open(member.open));
    }
    reasons.push(Reason::TakenThisWeek(member.taken_this_week));
    reasons
}

/// Working time that is left of today, in milliseconds.
fn left_today(member: &Member, now: Timestamp) -> i64 {
    let civil = now.civil();
    let passed = i64::from(civil.hour()) * HOUR + i64::from(civil.minute()) * MINUTE;
    member.free(Period { from: now, until: now.plus(DAY - passed) }).map(Period::length).sum()
}

#[cfg(test)]
mod tests;
