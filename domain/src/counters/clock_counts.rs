//! What one clock of an order comes to.

use super::{Counts, Measure};
use crate::clocks::{ClockKind, DeadlineStatus, OrderClock};
use crate::time::{HOUR, Timestamp};

/// What was promised to every resident: an answer within 24 hours, day and night.
const REPLY: i64 = 24 * HOUR;

/// How one clock stands, as far as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockState {
    /// Which clock.
    pub kind: ClockKind,
    /// When its round began.
    pub started_at: Timestamp,
    /// When it stopped; `None` while it runs or stands still.
    pub stopped_at: Option<Timestamp>,
    /// Whether what it waited for came.
    pub met: bool,
    /// Whether it stopped too late.
    pub late: bool,
}

impl From<&OrderClock> for ClockState {
    fn from(clock: &OrderClock) -> Self {
        let (met, late) = match clock.status {
            DeadlineStatus::Met { late, .. } => (true, late),
            DeadlineStatus::Ended { late, .. } => (false, late),
            DeadlineStatus::Running(_) | DeadlineStatus::StandingStill { .. } => (false, false),
        };
        let (kind, started_at) = (clock.run.kind, clock.run.round_start);
        Self { kind, started_at, stopped_at: clock.run.stopped_at(), met, late }
    }
}

/// What a clock comes to. One that runs comes to nothing yet: whether an order without an answer has been so
/// for 24 hours is seen when it is looked at.
#[must_use]
pub fn clock_counts(clock: &ClockState) -> Counts {
    let mut counts = Counts::default();
    let Some(stopped) = clock.stopped_at else { return counts };
    let (judged, late) = Measure::of_clock(clock.kind);
    counts.add(judged, 1);
    counts.add(late, i64::from(clock.late));
    if clock.kind == ClockKind::FirstReply {
        let in_time = stopped.since(clock.started_at) <= REPLY;
        // Called off within 24 hours, nothing was owed.
        counts.add(Measure::ReplyDue, i64::from(clock.met || !in_time));
        counts.add(Measure::ReplyWithin24Hours, i64::from(clock.met && in_time));
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(hours: Option<i64>, met: bool) -> Counts {
        let stopped_at = hours.map(|hours| Timestamp(hours * HOUR));
        let clock = ClockState {
            kind: ClockKind::FirstReply,
            started_at: Timestamp(0),
            stopped_at,
            met,
            late: hours.is_some_and(|hours| hours > 2),
        };
        clock_counts(&clock)
    }

    fn of(counts: &Counts) -> [i64; 4] {
        [Measure::FirstReplyJudged, Measure::FirstReplyLate, Measure::ReplyDue, Measure::ReplyWithin24Hours]
            .map(|measure| counts.of(measure))
    }

    #[test]
    fn twenty_four_hours_are_counted_by_the_clock() {
        assert_eq!(of(&reply(Some(1), true)), [1, 0, 1, 1]);
        assert_eq!(
            of(&reply(Some(24), true)),
            [1, 1, 1, 1],
            "late for the service, in time for the district"
        );
        assert_eq!(of(&reply(Some(25), true)), [1, 1, 1, 0]);
        assert_eq!(of(&reply(Some(1), false)), [1, 0, 0, 0], "called off");
        assert_eq!(of(&reply(Some(25), false)), [1, 1, 1, 0], "called off after a day without an answer");
        assert_eq!(of(&reply(None, false)), [0; 4]);
    }
}
