//! What is counted of orders: whole numbers from which every rate of the reports is made.
//!
//! Each count is of things that happened, read from the events of an order; nothing that happens later takes
//! one away. So an order that was late and then reopened stays late, and two completions are two.

mod clock_counts;
mod counts;
mod measure;
mod month;
mod order_counts;

pub use clock_counts::{ClockState, clock_counts};
pub use counts::Counts;
pub use measure::Measure;
pub use month::{Month, MonthError};
pub use order_counts::counted;
