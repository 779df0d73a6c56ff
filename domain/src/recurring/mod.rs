//! Orders that come again and again: on which days, and what the calendar makes of each.
//!
//! A [`Recurrence`] makes nothing itself. [`occurrences`] says which days it means and what becomes of
//! them; [`look`] says which of these are to be written down now, three days ahead at most, so that
//! each order is a single one like any other. What the calendar doesn't know is never guessed: such a
//! day waits for the data until the eve, and is then an ordinary day, with the reason on record.

mod id;
mod look;
mod notification;
mod occurrence;
mod pattern;
mod recurrence;

pub use id::{RecurrenceId, RecurrenceIdError};
pub use look::{AHEAD, Decision, HOUR_OF_DAY, Look, NEAR, look};
pub use notification::{Setback, setback_notifications, stop_notifications};
pub use occurrence::{Fate, Occurrence, occurrences};
pub use pattern::{Pattern, PatternError, Rhythm, Weekdays, weekday_name};
pub use recurrence::{OnHoliday, Recurrence};
