//! Deadlines in working time: four clocks run from the moment of ordering.
//!
//! Everything is exact to the minute. A moment counts as the minute it lies in, a stretch of time is
//! `[from, to)`, and a deadline is the end of the last minute that counts: 180 minutes from 9:00 end
//! at 12:00, not at 13:30 when work goes on. Nothing but a pause stops a clock, and no pause stops it
//! for longer than its limit; who has the order in hand makes no difference to it.

mod answering;
mod calendar;
mod clock;
mod deadline;
mod deadline_status;
mod escalation;
mod holiday_record;
mod hours;
mod interval;
mod lateness;
mod lunar_days;
mod order_clocks;
mod pace;
mod pauses;
mod run;
mod service_level;
mod statutory;
mod terms;
mod walk;

pub use answering::Answering;
pub use calendar::{Calendar, DayKind};
pub use clock::{ClockKind, ClockLimit, FIRST_REPLY_CAP, clock_limits};
pub use deadline::{Explanation, SkipReason, Skipped, Stretch, counted, explain};
pub use deadline_status::{DeadlineStatus, deadline_status, pauses_until};
pub use escalation::{EscalationDelays, EscalationLevel, due_levels, next_due};
pub use holiday_record::{
    HOLIDAY_NAME_LIMIT, HolidayProblem, HolidayReason, HolidayRecord, SpecialDay, SpecialKind, parse_holidays,
};
pub use hours::{HoursError, Span, WorkingHours};
pub use lateness::{Lateness, lateness};
pub use order_clocks::{OrderClock, order_clocks, to_be_told};
pub use pace::{Pace, WorkTime};
pub use pauses::{Pause, within_limit};
pub use run::{Run, Stop, StopKind, runs};
pub use service_level::ServiceLevel;
pub use statutory::statutory_holidays;
pub use terms::{Due, Terms};
pub use walk::OutOfSight;
