//! Clocks: by when each step of an order is to be done, and who is told when it isn't.
//!
//! `domain::clocks` reckons; here stands what was promised, how each clock stands after the newest
//! event (so that what is due is found by an index), and the job that tells.

mod escalate;
mod explained;
mod health;
mod lease;

pub use escalate::{LookedAt, escalate};
pub use explained::{ExplainedClock, explained_clock};
pub use health::{ClockHealth, ESCALATION_JOB, clock_health};
pub use lease::{record_run, take_lease};

pub(crate) use escalate::next_look;
