//! Orders that come again and again: started from an order, listed with what comes next and what was
//! left out, stopped at one press; by the resident, and by the desk for whoever telephones.

mod card;
mod days;
mod fields;
mod list;
mod of_order;
mod repeat;
mod side;
mod skip;
mod start;
mod stop;
mod table;

pub(crate) use days::next_words;
pub use list::{DeskRecurringPage, RecurringPage};
pub(crate) use of_order::{RepeatLink, came_of};
pub use repeat::{DeskRepeatPage, RepeatPage};
pub use skip::{SkipForm, SkipOccurrence, skip_occurrence};
pub use start::{StartRecurrence, StartRecurrenceForm, start_recurrence};
pub use stop::{DeskStopPage, StopPage, StopRecurrence, StopRecurrenceForm, stop_recurrence};
