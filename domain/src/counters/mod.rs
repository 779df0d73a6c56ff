//! What is counted of orders: whole numbers from which every rate of the reports is made.
//!
//! Each count is of things that happened, read from the events of an order. What was finished or rated is never taken
//! away again, and a round that is over stays as it was judged: an order that was late and then reopened stays late,
//! and two completions are two. Within a round a clock that is wound up again, since the order was declined or handed
//! on, counts once it stops for good.

mod clock_counts;
mod counts;
mod measure;
mod month;
mod order_counts;
mod quarter;

pub use clock_counts::{ClockState, clock_counts};
pub use counts::Counts;
pub use measure::Measure;
pub use month::{Month, MonthError};
pub use order_counts::counted;
pub use quarter::{Quarter, QuarterError};
