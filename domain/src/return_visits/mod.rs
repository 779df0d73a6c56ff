//! Return visits: some of each week's finished orders, drawn at random, are asked after by somebody from
//! outside the unit that served.
//!
//! What residents say in the app comes from those who like to say something. Here chance chooses whom to ask:
//! [`sample_size`] says how many of a week, [`drawn`] which, [`may_call`] by whom, [`next_call`] how often, and
//! [`told`] which weeks may be told of, [`estimate`] what they say, beside the app's own rate ([`Comparison`]).

mod call;
mod caller;
mod comparison;
mod draw;
mod estimate;
mod published;
mod size;
mod week;

pub use call::{Call, NextCall, OPEN_FOR, Outcome, Over, TRIES, next_call};
pub use caller::{Asked, may_call};
pub use comparison::Comparison;
pub use draw::drawn;
pub use estimate::{DrawnWeek, ReturnRate, estimate};
pub use published::{Batch, DatedWeek, Told, told, told_batches};
pub use size::{LEAST, REACH, sample_size};
pub use week::{Week, WeekError};
