//! Orders that come again and again: started from one order or together with it, made ahead one by one, stopped at once.
//!
//! `domain::recurring` says which days are meant. Here stands each recurrence with the day up to which
//! everything is decided, and what became of each day: that row's key, and the lock on the
//! recurrence while its days are decided, let no two processes make the same order. What is made is an
//! order like any other, by the same code as one from a form.

mod create_day;
mod create_due;
mod day;
mod decide;
mod form;
mod list;
mod of_order;
mod place;
mod reach;
mod skip;
mod start;
mod stop;
mod stored;

pub use create_due::{CreatedDue, create_due};
pub use form::RecurrenceForm;
pub use list::{DayFate, DayView, RecurrenceList, RecurrenceView, of_community, one, own};
pub use of_order::{OfOrder, may_start, of_order};
pub use place::{PlacedAgain, place_again};
pub use skip::skip_once;
pub use start::{RUNNING_LIMIT, STARTED_A_DAY, start};
pub use stop::{Stopped, stop};
