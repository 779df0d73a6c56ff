//! The counters behind every rate, updated with each event of an order.
//!
//! `domain::counters` says what an order comes to; here stand the sums, one row a community, month and list, so
//! that a report over millions of orders reads some thousand rows. [`recount`](crate::maintenance::recount) makes the same sums from the
//! orders themselves, for whoever doesn't believe them.

mod count;
mod rows;

pub use rows::{CounterRow, Span, counters_in};
pub(crate) use rows::{add, rows, rows_together};

pub(crate) use count::CountsOrders;
