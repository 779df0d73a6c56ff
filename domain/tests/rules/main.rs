//! The rules, as stories, as properties, and against stored references.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a failed test may panic anywhere"
)]

mod clock_properties;
mod clock_runs;
mod clock_story;
mod clock_support;
#[cfg(feature = "dispatch")]
mod dispatch_properties;
#[cfg(feature = "dispatch")]
mod dispatch_reference;
mod order_messages;
mod order_properties;
mod order_story;
mod order_table;
mod readers;
mod recurring_days;
mod recurring_properties;
#[cfg(feature = "surveys")]
mod star_rating;
#[cfg(feature = "surveys")]
mod star_rating_properties;
#[cfg(feature = "surveys")]
mod strangers;
