//! Return visits: drawn every week, called by people from outside the unit that served, held against the app's own rate.
//!
//! Who is drawn is nowhere shown to those who served, and whoever calls can't be one of them. Draws and calls stay as
//! they were written. What was said is told in batches of weeks that nothing is added to ([`domain::return_visits::told`]),
//! everywhere: to everybody, to desks, in files, and to the stars.

mod call;
mod calls;
mod draw;
mod parts;
mod rate;
mod record;
mod results;
mod table;
mod visit;
mod visits;

pub use call::record_call;
pub use draw::draw_due;
pub use parts::{ReturnPart, return_parts};
pub(crate) use rate::{drawn_weeks, return_rate};
pub(crate) use results::{WrongResult, recount_results, wrong_results};
pub use table::return_parts_table;
pub use visit::{ReturnView, return_visit};
pub use visits::{ReturnLine, may_call_at_all, return_visits};
