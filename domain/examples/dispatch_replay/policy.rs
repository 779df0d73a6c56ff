//! Four ways to choose.

use crate::calendar::Calendar;
use domain::dispatch::{Member, Nearness, Task, Weights, best, fit};
use domain::time::Timestamp;
use locale::text;

/// How an order finds its member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// All that wait, every quarter of an hour, at the least total cost.
    LeastCost,
    /// At once, whoever stands first among the best whom the desk is shown.
    Best,
    /// At once, the nearest who fits; of equally near ones whoever stands first in the list.
    Nearest,
    /// At once, the first in the list who fits.
    FirstComeFirstServed,
}

impl Policy {
    pub const ALL: [Self; 4] = [Self::LeastCost, Self::Best, Self::Nearest, Self::FirstComeFirstServed];

    pub fn name(self) -> &'static str {
        match self {
            Self::LeastCost => text("最小总成本（每 15 分钟一批）", "least cost (a batch each 15 min)"),
            Self::Best => text("推荐的第一位（来一单派一单）", "first recommended (one by one)"),
            Self::Nearest => text("就近（来一单派一单）", "nearest (one by one)"),
            Self::FirstComeFirstServed => text("名单里第一个有空的", "first in the list who is free"),
        }
    }

    /// Whom a single order goes to, by place in the list; of [`Self::LeastCost`] that is not asked.
    pub fn choose(
        self,
        task: &Task,
        calendars: &[Calendar<'_>],
        now: Timestamp,
        weights: &Weights,
    ) -> Option<usize> {
        let seen: Vec<Member> = calendars.iter().map(|calendar| calendar.seen(now)).collect();
        if self == Self::Best {
            let best = best(task, &seen, now, weights);
            let first = best.first().map(|(member, _)| &member.id)?;
            return seen.iter().position(|member| member.id == *first);
        }
        let fits = |(_, member): &(usize, &Member)| fit(task, member, now, weights).is_ok();
        let mut fitting = seen.iter().enumerate().filter(fits);
        let chosen = match self {
            Self::Nearest => fitting.min_by_key(|(_, member)| Nearness::of(task, member)),
            _ => fitting.next(),
        };
        chosen.map(|(place, _)| place)
    }
}
