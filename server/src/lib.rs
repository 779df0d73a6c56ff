//! The program `diandiantong`: configuration, routes, sessions, security headers, background jobs.

pub mod assets;
pub mod cli;
pub mod client;
pub mod clock_command;
pub mod commands;
pub mod config;
mod console;
pub mod downloads;
mod export;
pub mod failure;
pub mod guard;
pub mod health;
pub mod jobs;
mod language;
mod later;
pub mod live;
pub mod log;
pub mod metrics;
pub mod open;
pub mod pages;
pub mod photos;
pub mod routes;
pub mod scan;
pub mod serve;
pub mod survey_command;
pub mod test_clock;
pub mod visit;
