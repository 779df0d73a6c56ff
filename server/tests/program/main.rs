//! The program as a whole: what it answers to requests, and what its commands do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod audit;
#[path = "../../../backend/tests/support/authenticator.rs"]
mod authenticator;
mod backups;
mod bodies;
mod clock_explain;
mod command_line;
mod connections;
mod form_states;
mod forms;
mod in_english;
mod languages;
mod live;
mod messages;
mod metrics;
mod middleware;
mod names;
mod nul;
mod offline;
mod pages;
mod photos;
mod photos_s3;
mod posters;
#[path = "../../../backend/tests/support/postgres.rs"]
mod postgres;
mod repeats;
mod return_visits;
mod sessions;
mod statements;
mod stopping;
mod strangers;
mod support;
mod survey_commands;
mod survey_estimate;
mod surveys;
mod two_processes;
