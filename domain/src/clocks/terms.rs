//! What holds for one clock of one order: its limit, and the time that it counts.

use super::interval::Interval;
use super::pauses::standstills;
use super::walk::Walk;
use super::{ClockLimit, OutOfSight, Pace, Pause, WorkTime};
use crate::time::Timestamp;

/// What holds for a clock.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// How long it may run.
    pub limit: ClockLimit,
    /// When the community works.
    pub time: WorkTime<'a>,
    /// For how many minutes at the clock's pace it may stand still in all; `None` is without limit.
    pub pause_limit: Option<u32>,
    /// What was agreed on with the resident: the clock runs out no earlier than that.
    pub no_earlier: Option<Due>,
}

/// When a clock that nobody stops runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When 80 % of the limit are used, rounded up to the minute.
    pub warn_at: Timestamp,
    /// When all of it is used.
    pub deadline: Timestamp,
    /// Whether working days were counted of a year whose holidays haven't been announced: it may still move.
    pub estimated: bool,
}

impl Terms<'_> {
    /// When a clock that runs from `start` runs out; `None` if a pause without an end comes first.
    ///
    /// Where the 24 hours of the first reply end before the service's own limit, they are the deadline,
    /// and the warning comes when 80 % of either are used.
    ///
    /// # Errors
    /// [`OutOfSight`].
    pub fn due(&self, start: Timestamp, pauses: &[Pause]) -> Result<Option<Due>, OutOfSight> {
        self.due_among(start, &self.standstills(start, pauses))
    }

    /// When the clock stands still. It is the service's own limit that pauses are counted by; the 24
    /// hours stand still with it.
    pub(super) fn standstills(&self, start: Timestamp, pauses: &[Pause]) -> Vec<Interval> {
        standstills(start, self.time, self.limit.pace, pauses, self.pause_limit)
    }

    pub(super) fn due_among(&self, start: Timestamp, stills: &[Interval]) -> Result<Option<Due>, OutOfSight> {
        let own =
            due_at(start, self.limit.minutes, self.walk(stills)).map(|due| due.map(|due| self.agreed(due)));
        let Some(cap) = self.limit.cap else { return own };
        let cap = due_at(start, cap, self.by_the_clock(stills))?;
        Ok(match (own, cap) {
            (Ok(Some(own)), Some(cap)) if own.deadline <= cap.deadline => Some(own),
            (Ok(Some(own)), Some(cap)) => Some(Due { warn_at: own.warn_at.min(cap.warn_at), ..cap }),
            (Ok(Some(own)), None) => Some(own),
            (Ok(None) | Err(OutOfSight), cap) => cap,
        })
    }

    /// The end of so many minutes after the deadline, at the clock's own pace.
    pub(super) fn after(
        &self,
        deadline: Timestamp,
        minutes: u32,
        stills: &[Interval],
    ) -> Result<Option<Timestamp>, OutOfSight> {
        self.walk(stills).deadline(deadline, i64::from(minutes))
    }

    /// The minutes that are left at a moment: those of the limit that has fewer, and never below 0.
    pub(super) fn left(&self, start: Timestamp, now: Timestamp, stills: &[Interval]) -> i64 {
        let own = i64::from(self.limit.minutes) - self.walk(stills).minutes(start, now);
        let cap = self.limit.cap.map(|cap| i64::from(cap) - self.by_the_clock(stills).minutes(start, now));
        cap.map_or(own, |cap| cap.min(own)).max(0)
    }

    /// The minutes that counted between the deadline and a moment behind it; 0 before it.
    pub(super) fn behind(&self, deadline: Timestamp, until: Timestamp, stills: &[Interval]) -> i64 {
        self.walk(stills).minutes(deadline, until).max(0)
    }

    /// The later of what the limit says and what was agreed on.
    fn agreed(&self, due: Due) -> Due {
        match self.no_earlier.filter(|agreed| agreed.deadline > due.deadline) {
            Some(agreed) => Due { warn_at: due.warn_at.max(agreed.warn_at), ..agreed },
            None => due,
        }
    }

    fn walk<'b>(&'b self, stills: &'b [Interval]) -> Walk<'b> {
        Walk { time: self.time, pace: self.limit.pace, stills }
    }

    fn by_the_clock<'b>(&'b self, stills: &'b [Interval]) -> Walk<'b> {
        Walk { pace: Pace::WallClock, ..self.walk(stills) }
    }
}

/// When 80 % and all of so many minutes are over.
fn due_at(start: Timestamp, minutes: u32, walk: Walk<'_>) -> Result<Option<Due>, OutOfSight> {
    let minutes = i64::from(minutes);
    let warn_at = walk.deadline(start, (minutes * 4 + 4) / 5)?;
    let deadline = walk.deadline(start, minutes)?;
    let due = |(warn_at, deadline)| Due { warn_at, deadline, estimated: walk.is_estimated(start, deadline) };
    Ok(warn_at.zip(deadline).map(due))
}
