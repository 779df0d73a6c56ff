//! Clocks: by when each step is to be done, how that was reckoned, and when the community works.

mod alarm;
mod explain;
mod hours;
mod section;
mod words;

pub use alarm::clock_alarms;
pub use explain::ClockPage;
pub use hours::{HoursForm, HoursPage, SetHours, set_hours};
pub(crate) use section::Clocks;
pub(crate) use words::{
    deadline_facts, deadline_words, due_tag, nearest_words, nearness_tone, pause_lengths, waits_for,
};
