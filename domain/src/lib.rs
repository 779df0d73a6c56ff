//! What an area, a service, a person and an order are, and what may be done to them.
//!
//! Nothing here reads a clock, a database or a network: the time and random numbers come in as
//! arguments, so every rule can be tried in a test within a millisecond. The folders are cut by
//! capability, and the crates `backend` and `app` are cut the same way.

pub mod accounts;
pub mod appointment;
pub mod areas;
pub mod audit;
pub mod catalogue;
pub mod clocks;
pub mod counters;
#[cfg(feature = "dispatch")]
pub mod dispatch;
pub mod import;
pub mod messages;
pub mod orders;
pub mod photos;
pub mod posters;
pub mod rate_limit;
pub mod recurring;
#[cfg(all(feature = "rates", feature = "surveys"))]
pub mod reports;
#[cfg(all(feature = "rates", feature = "surveys"))]
pub mod return_visits;
#[cfg(all(feature = "rates", feature = "surveys"))]
pub mod star_rating;
#[cfg(feature = "surveys")]
pub mod surveys;
pub mod text;
pub mod time;
pub mod typed;
