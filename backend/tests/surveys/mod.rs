//! Survey waves over SQLite and PostgreSQL.

mod cast;
mod doors;
mod links;
mod polish;
mod story;
mod visiting;
