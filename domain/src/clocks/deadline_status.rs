//! What is to be said of a clock at a moment.

use super::{Due, OutOfSight, Pause, Run, StopKind, Terms};
use crate::time::Timestamp;

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineStatus {
    /// It runs; it is late if `now` is behind the deadline.
    Running(Due),
    /// A pause stops it.
    StandingStill {
        /// Since when.
        since: Timestamp,
        /// Minutes that are left when it goes on; 0 if it was late before the pause.
        left: i64,
    },
    /// What it waited for came.
    Met {
        /// When.
        at: Timestamp,
        /// By when it should.
        deadline: Timestamp,
        /// Whether it came later than that.
        late: bool,
    },
    /// The order was over before that; the clock owes nothing more.
    Ended {
        /// When.
        at: Timestamp,
        /// By when it should have been met.
        deadline: Timestamp,
        /// Whether it was late by then: ending an order takes no lateness away.
        late: bool,
    },
}

/// How a clock stands at `now`, which is not before the last event that its run was read from.
///
/// # Errors
/// [`OutOfSight`].
pub fn deadline_status(run: &Run, terms: &Terms<'_>, now: Timestamp) -> Result<DeadlineStatus, OutOfSight> {
    match run.stop {
        Some(stop) => {
            let due = terms.due(run.round_start, &pauses_until(&run.pauses_by(stop.at), stop.at))?;
            let deadline = due.ok_or(OutOfSight)?.deadline;
            let (at, late) = (stop.at, stop.at > deadline);
            Ok(match stop.kind {
                StopKind::Ended => DeadlineStatus::Ended { at, deadline, late },
                StopKind::Met => DeadlineStatus::Met { at, deadline, late },
            })
        }
        None => {
            let stills = terms.standstills(run.round_start, &run.pauses_by(now));
            if let Some(still) = stills.iter().find(|still| still.contains(now)) {
                let left = terms.left(run.round_start, now, &stills);
                return Ok(DeadlineStatus::StandingStill { since: still.from, left });
            }
            Ok(DeadlineStatus::Running(terms.due_among(run.round_start, &stills)?.ok_or(OutOfSight)?))
        }
    }
}

/// The pauses up to a moment: what stops a clock also ends its pause.
#[must_use]
pub fn pauses_until(pauses: &[Pause], end: Timestamp) -> Vec<Pause> {
    let cut = |pause: &Pause| Pause { from: pause.from, to: Some(pause.to.map_or(end, |to| to.min(end))) };
    pauses.iter().map(cut).collect()
}
