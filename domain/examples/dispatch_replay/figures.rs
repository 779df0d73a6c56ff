//! What is counted.

use crate::calendar::working_minutes;
use crate::orders::Placed;
use domain::time::{MINUTE, Timestamp};

/// What came of a policy.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Minutes to the door of each order served.
    waits: Vec<u64>,
    /// Orders that nobody was at the door of within their limit, of all.
    pub late: u64,
    /// Orders for which the wished window was over when somebody came, and all that had one.
    pub missed: u64,
    pub windowed: u64,
    pub unassigned: u64,
    /// Of each member.
    jobs: Vec<u64>,
    minutes: Vec<u64>,
}

impl Figures {
    /// Somebody is at the door.
    pub fn served(&mut self, order: &Placed, door: Timestamp) {
        let wait = door.since(order.awaited_from()) / MINUTE;
        self.waits.push(u64::try_from(wait).unwrap_or(0));
        self.late += u64::from(is_late(order, door));
        if let Some(window) = order.task.window {
            self.windowed += 1;
            self.missed += u64::from(door > window.end());
        }
    }

    /// Nobody was found, and nobody will come: that is late as well.
    pub fn unassigned(&mut self) {
        self.unassigned += 1;
        self.late += 1;
    }

    /// What a member had to do: jobs, and minutes.
    pub fn member(&mut self, (jobs, minutes): (u64, u64)) {
        self.jobs.push(jobs);
        self.minutes.push(minutes);
    }

    /// How many orders were served.
    pub fn served_count(&self) -> u64 {
        number(self.waits.len())
    }

    /// Late orders per thousand.
    pub fn late_permille(&self) -> u64 {
        permille(self.late, self.served_count() + self.unassigned)
    }

    /// Missed windows per thousand of those that were served and had one.
    pub fn missed_permille(&self) -> u64 {
        permille(self.missed, self.windowed)
    }

    /// Mean minutes to the door, in tenths.
    pub fn mean_tenths(&self) -> u64 {
        (self.waits.iter().sum::<u64>() * 10).checked_div(self.served_count()).unwrap_or(0)
    }

    /// The minutes within which so many percent of the orders were served.
    pub fn percentile(&self, percent: usize) -> u64 {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        waits.get((waits.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0)
    }

    /// How unevenly the jobs are spread, per thousand: 0 if all have the same, 1000 if one has all.
    pub fn gini_of_jobs(&self) -> u64 {
        gini(&self.jobs)
    }

    /// The same for the minutes on the way and at work.
    pub fn gini_of_minutes(&self) -> u64 {
        gini(&self.minutes)
    }
}

fn is_late(order: &Placed, door: Timestamp) -> bool {
    let from = order.awaited_from();
    let passed = if order.task.urgent { door.since(from) / MINUTE } else { working_minutes(from, door) };
    passed > order.limit
}

fn number(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn permille(part: u64, whole: u64) -> u64 {
    (part * 1000).checked_div(whole).unwrap_or(0)
}

fn gini(values: &[u64]) -> u64 {
    let mut values = values.to_vec();
    values.sort_unstable();
    let count = i128::from(number(values.len()));
    let total: i128 = values.iter().map(|value| i128::from(*value)).sum();
    let ranked: i128 =
        (1..).zip(&values).map(|(rank, value)| (2 * rank - count - 1) * i128::from(*value)).sum();
    u64::try_from((ranked * 1000).checked_div(count * total).unwrap_or(0)).unwrap_or(0)
}
