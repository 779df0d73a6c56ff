//! The storage suite: every use case on SQLite and on PostgreSQL, each test on databases of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "all of it is tests")]

mod accounts;
mod areas;
mod audit;
mod catalogue;
mod demo;
mod identity;
mod import;
mod landed;
mod messages;
mod nul;
mod posters;
mod schema;
mod support;
mod surveys;
mod turns;
