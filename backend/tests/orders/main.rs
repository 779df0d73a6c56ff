//! Orders over SQLite and PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed test may panic anywhere"
)]

#[path = "../support/mod.rs"]
mod support;

mod backups;
mod bounds;
mod callers;
mod cast;
mod clocks;
mod closing;
mod counters;
mod dispatch;
mod family;
mod finding;
mod flow;
mod live;
mod notifications;
mod nudge;
mod numbers;
mod once;
mod own;
mod person_search;
mod photos;
mod placing;
mod polishing;
mod pressing;
mod race;
mod recurring;
mod recurring_bounds;
mod recurring_changes;
mod recurring_first;
mod reports;
mod return_visits;
mod rules;
mod secrecy;
mod server_role;
mod star_rating;
mod statements;
mod twice_at_once;
