//! Where the clocks of an order stand, read from what happened to it.

use super::{ClockKind, Pause};
use crate::orders::{Acting, Event, EventKind};
use crate::time::Timestamp;
use strum::IntoEnumIterator;

/// One clock of an order in its present round.
///
/// A round begins when the order is placed, and another when it is reopened. Within a round nothing
/// sets a clock back: where an order is declined or handed on, the clock goes on as if nobody had
/// ever accepted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which clock.
    pub kind: ClockKind,
    /// From when it runs.
    pub round_start: Timestamp,
    /// What stopped it, if anything did.
    pub stop: Option<Stop>,
    /// When the order was paused in this round.
    pub pauses: Vec<Pause>,
}

/// What stopped a clock for good, as far as one knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// When.
    pub at: Timestamp,
    /// In which way.
    pub kind: StopKind,
}

/// In which way a clock was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopKind {
    /// What it waited for came.
    Met,
    /// The order was over before that.
    Ended,
}

/// The clocks of an order after these events, in the order of [`ClockKind`]; none before the placing.
///
/// The events are taken as they are: whether one may follow another is the question of
/// [`transition`](crate::orders::transition).
#[must_use]
pub fn runs(events: &[Event]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for event in events {
        if matches!(event.kind, EventKind::Placed { .. } | EventKind::Reopened { .. }) {
            runs = ClockKind::iter().map(|kind| Run::started(kind, event.at)).collect();
        }
        runs.iter_mut().for_each(|run| run.see(event));
    }
    runs
}

impl Run {
    fn started(kind: ClockKind, round_start: Timestamp) -> Self {
        Self { kind, round_start, stop: None, pauses: Vec::new() }
    }

    /// The moment at which it was met or ended.
    #[must_use]
    pub fn stopped_at(&self) -> Option<Timestamp> {
        self.stop.map(|stop| stop.at)
    }

    /// What is known of its pauses at a moment.
    pub(super) fn pauses_by(&self, now: Timestamp) -> Vec<Pause> {
        self.pauses.iter().filter(|pause| pause.from <= now).copied().collect()
    }

    fn see(&mut self, event: &Event) {
        match event.kind {
            EventKind::Paused { .. } => self.pauses.push(Pause { from: event.at, to: None }),
            EventKind::Resumed => {
                if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
                    pause.to = Some(event.at);
                }
            }
            _ => {}
        }
        if self.is_undone_by(event) && self.stop.is_some_and(|stop| stop.kind == StopKind::Met) {
            self.stop = None;
        }
        let stop = if self.is_met_by(event) {
            Some(StopKind::Met)
        } else if ends(event) {
            Some(StopKind::Ended)
        } else {
            None
        };
        if self.stop.is_none() {
            self.stop = stop.map(|kind| Stop { at: event.at, kind });
        }
    }

    fn is_met_by(&self, event: &Event) -> bool {
        use EventKind as E;
        match self.kind {
            ClockKind::Accepted => matches!(event.kind, E::Accepted { .. } | E::Claimed { .. }),
            ClockKind::FirstReply => match event.kind {
                // A dispatch by the program is nobody's word.
                E::Dispatched { .. } => event.actor.acting != Acting::System,
                E::Claimed { .. } | E::Accepted { .. } | E::Refused { .. } => true,
                _ => false,
            },
            ClockKind::OnSite => matches!(event.kind, E::Arrived { .. }),
            ClockKind::Finished => matches!(event.kind, E::Finished { .. }),
        }
    }

    fn is_undone_by(&self, event: &Event) -> bool {
        use EventKind as E;
        match self.kind {
            ClockKind::Accepted => matches!(event.kind, E::Declined { .. } | E::Transferred { .. }),
            ClockKind::OnSite => matches!(event.kind, E::Transferred { .. }),
            // An answer that was given has been given, and finished work is reopened or it is not.
            ClockKind::FirstReply | ClockKind::Finished => false,
        }
    }
}

/// Whether an order is over with this.
fn ends(event: &Event) -> bool {
    use EventKind as E;
    matches!(event.kind, E::Cancelled { .. } | E::Refused { .. } | E::Closed { .. })
}
