//! The few whom the desk is shown.

use super::{Fit, Member, Task, Weights, fit};
use crate::time::Timestamp;

/// How many members the desk is shown for an order.
pub const BEST: usize = 3;

/// The [`BEST`] members for an order, the best first.
#[must_use]
pub fn best<'a>(
    task: &Task,
    members: &'a [Member],
    now: Timestamp,
    weights: &Weights,
) -> Vec<(&'a Member, Fit)> {
    let mut ranked = ranked(task, members, now, weights);
    ranked.truncate(BEST);
    ranked
}

/// All members who fit an order, the best first.
///
/// By cost; among equals whoever has taken fewest jobs in 30 days, then by id, so that the same list is
/// shown whatever the order of `members`.
#[must_use]
pub fn ranked<'a>(
    task: &Task,
    members: &'a [Member],
    now: Timestamp,
    weights: &Weights,
) -> Vec<(&'a Member, Fit)> {
    let mut fitting: Vec<_> = members
        .iter()
        .filter_map(|member| fit(task, member, now, weights).ok().map(|fit| (member, fit)))
        .collect();
    fitting.sort_by(|(one, one_fit), (other, other_fit)| {
        let key = |member: &'a Member, fit: &Fit| (fit.cost.total(), member.taken_in_30_days, &member.id);
        key(one, one_fit).cmp(&key(other, other_fit))
    });
    fitting
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{at, code, member, task};
    use super::*;

    #[test]
    fn the_nearest_and_least_burdened_come_first() {
        let now = at("2026-11-24T09:00:00");
        let members = [
            Member { area: code("K10102"), ..member("far") },
            Member { taken_in_30_days: 9, ..member("often") },
            member("zhang"),
            member("an"),
            Member { limit: 0, ..member("full") },
        ];
        let names = |members: &[Member]| -> Vec<String> {
            best(&task(1), members, now, &Weights::default())
                .into_iter()
                .map(|(member, _)| member.name.clone())
                .collect()
        };
        assert_eq!(names(&members), ["an", "zhang", "far"]);
        let reversed: Vec<_> = members.iter().rev().cloned().collect();
        assert_eq!(names(&reversed), names(&members));
    }
}
