//! Clocks: by when each step of an order is to be done, and who is told when it isn't.
//!
//! `domain::clocks` reckons; here stands what was promised, how each clock stands after the newest
//! event (so that what is due is found by an index), and the job that tells.

mod calendar;
mod escalate;
mod explained;
mod health;
mod hours;
mod keep;
mod lease;

pub use calendar::{Shared, calendar_in, years_without_holidays};
pub use escalate::{LookedAt, escalate};
pub use explained::{ExplainedClock, explained_clock};
pub use health::{ClockHealth, ESCALATION_JOB, clock_health};
pub use hours::{HoursSet, set_working_hours, working_hours};
pub use lease::{last_success, record_run, take_lease};

pub(crate) use calendar::special_days;
pub(crate) use escalate::next_look;
pub(crate) use hours::hours_of;
pub(crate) use keep::{clocks_of, keep};
