//! What members have before them.

use crate::assumptions::way;
use crate::orders::Placed;
use domain::dispatch::{Member, Period};
use domain::time::{DAY, HOUR, MINUTE, Timestamp};

/// A member with the jobs that they have taken.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    pub member: &'a Member,
    /// From setting out until the job is done, in the order of time.
    busy: Vec<Period>,
    /// When each job was taken.
    taken: Vec<Timestamp>,
}

impl<'a> Calendar<'a> {
    pub fn new(member: &'a Member) -> Self {
        Self { member, busy: Vec::new(), taken: Vec::new() }
    }

    /// The member as dispatch sees them at `now`.
    pub fn seen(&self, now: Timestamp) -> Member {
        let open = self.busy.iter().filter(|job| job.until > now).count();
        let since = |ago: i64| count(self.taken.iter().filter(|taken| **taken >= now.plus(-ago)).count());
        let weekday = i64::from(now.civil().weekday().to_monday_zero_offset());
        Member {
            open: count(open),
            taken_this_week: since(weekday * DAY),
            taken_in_30_days: since(30 * DAY),
            ..self.member.clone()
        }
    }

    /// Takes the order at `now` and goes in the first gap of the working time that is long enough, not
    /// before the resident's window. A job that has begun is finished, also beyond the working time.
    ///
    /// When they are at the door; `None` if there is no gap within sixty days.
    pub fn take(&mut self, order: &Placed, now: Timestamp) -> Option<Timestamp> {
        let way = way(&order.task, self.member);
        let length = way + order.length;
        let earliest = now.max(order.awaited_from().plus(-way));
        let shifts = self.member.free(Period { from: earliest, until: earliest.plus(60 * DAY) });
        let from = { shifts }.find_map(|shift| self.gap(shift, length))?;
        let job = Period { from, until: from.plus(length) };
        let place = self.busy.partition_point(|other| other.from < job.from);
        self.busy.insert(place, job);
        self.taken.push(now);
        Some(from.plus(way))
    }

    /// The first moment of the shift from which on nothing else is planned for `length`.
    fn gap(&self, shift: Period, length: i64) -> Option<Timestamp> {
        let mut from = shift.from;
        for job in &self.busy {
            if from.plus(length) <= job.from {
                break;
            }
            from = from.max(job.until);
        }
        (from < shift.until).then_some(from)
    }

    /// How many jobs they took, and the minutes that these took.
    pub fn account(&self) -> (u64, u64) {
        let minutes: i64 = self.busy.iter().map(|job| job.length() / MINUTE).sum();
        (u64::from(count(self.taken.len())), u64::try_from(minutes).unwrap_or(0))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Working time between two moments, in minutes: Monday to Friday, 8:30–12:00 and 13:00–17:30.
pub fn working_minutes(from: Timestamp, until: Timestamp) -> i64 {
    let civil = from.civil();
    let passed = i64::from(civil.hour()) * HOUR + i64::from(civil.minute()) * MINUTE;
    let midnight = Timestamp(from.0 - passed - from.0.rem_euclid(MINUTE));
    let weekday = i64::from(civil.weekday().to_monday_zero_offset());
    let days = until.since(midnight).max(0) / DAY;
    let day = |number: i64| {
        let shifts = if (weekday + number) % 7 < 5 { [(510, 720), (780, 1050)] } else { [(0, 0); 2] };
        let start = midnight.plus(number * DAY);
        let within = shifts.map(|(first, last)| {
            let (first, last) = (start.plus(first * MINUTE), start.plus(last * MINUTE));
            Period { from: first.max(from), until: last.min(until) }.length()
        });
        within.iter().sum::<i64>()
    };
    (0..=days).map(day).sum::<i64>() / MINUTE
}
