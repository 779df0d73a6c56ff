//! What happened to an order: the record that nobody can polish afterwards.

use super::{Actor, Assignee, CancelReason, DeclineReason, DispatchRule, PauseReason, Rating};
use crate::clocks::{ClockKind, EscalationLevel};
use crate::recurring::RecurrenceId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who did it, and as what.
    pub actor: Actor,
    /// What happened.
    pub kind: EventKind,
}

/// What happened, with all that is needed to make the state from it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case", tag = "event")]
#[strum(serialize_all = "snake_case")]
pub enum EventKind {
    /// It was ordered; by staff, if somebody telephoned, or by the program, if it comes again and again.
    Placed {
        /// Whether staff typed it in for the resident.
        by_telephone: bool,
        /// The recurrence that it came of; none in records that don't say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recurrence: Option<RecurrenceId>,
    },
    /// It was handed to somebody.
    Dispatched {
        /// Whom.
        to: Assignee,
        /// By which rule they were chosen; by hand in records that don't say.
        #[serde(default)]
        rule: DispatchRule,
    },
    /// Somebody took it from the pool.
    Claimed {
        /// The digits for the door.
        arrival_code: String,
    },
    /// Whoever it was dispatched to said yes.
    Accepted {
        /// The digits for the door.
        arrival_code: String,
    },
    /// It was given back.
    Declined {
        /// Why.
        reason: DeclineReason,
        /// In their own words; may be empty.
        note: String,
    },
    /// It was handed to somebody else.
    Transferred {
        /// Whom.
        to: Assignee,
    },
    /// It stands still.
    Paused {
        /// Why.
        reason: PauseReason,
    },
    /// It goes on.
    Resumed,
    /// A wrong code was typed at the door.
    ArrivalCodeRejected,
    /// Somebody is there.
    Arrived {
        /// Why without a code; `None` if the code was right or there is no door.
        without_code: Option<String>,
    },
    /// The work is done.
    Finished {
        /// What was done.
        note: String,
        /// Minutes spent.
        minutes: u32,
    },
    /// The resident agrees.
    Confirmed,
    /// The resident said how it was.
    Rated {
        /// What they said.
        rating: Rating,
    },
    /// It was not done after all.
    Reopened {
        /// What is still wrong.
        reason: String,
    },
    /// It was put away.
    Closed {
        /// By whom.
        by: ClosedBy,
    },
    /// The resident called it off.
    Cancelled {
        /// Why.
        reason: CancelReason,
    },
    /// Not for the community.
    Refused {
        /// Where to go instead.
        advice: String,
    },
    /// It was to be dispatched by itself, and nobody fitted; it changes nothing about the order.
    Unmatched {
        /// Why, in words, without anybody's name.
        why: String,
    },
    /// A clock ran low or out, and somebody was told; it changes nothing about the order.
    Escalated {
        /// Which clock.
        clock: ClockKind,
        /// Who was told.
        #[serde(rename = "step")]
        level: EscalationLevel,
    },
    /// Whoever accepted it agreed with the resident when they come.
    Agreed {
        /// When.
        arrives_at: Timestamp,
    },
    /// Somebody urged whoever has it, and the desk; it changes nothing about the order.
    Nudged {
        /// What was late.
        clock: ClockKind,
    },
    /// Holidays were announced, and a clock that runs ends at another time; it changes nothing about the order.
    DeadlineMoved {
        /// Which clock.
        clock: ClockKind,
        /// When it was to end.
        from: Timestamp,
        /// When it ends now.
        to: Timestamp,
    },
}

impl EventKind {
    /// Whether it only tells, and a form made before it is still good.
    #[must_use]
    pub fn only_tells(&self) -> bool {
        matches!(
            self,
            Self::Unmatched { .. }
                | Self::Escalated { .. }
                | Self::Nudged { .. }
                | Self::DeadlineMoved { .. }
        )
    }
}

/// Who put an order away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// Staff, after the resident was heard or had seven days.
    Staff,
    /// The program, after seven days.
    Time,
}
