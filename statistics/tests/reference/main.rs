//! Held to stored results of R's package survey and of statsmodels, and to what must always be so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a failed test may panic anywhere"
)]

mod counts;
mod coverage;
mod properties;
mod survey;
