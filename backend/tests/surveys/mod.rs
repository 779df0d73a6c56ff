//! Survey waves over SQLite and PostgreSQL.

pub mod cast;
mod doors;
mod links;
mod polish;
mod story;
mod visiting;
