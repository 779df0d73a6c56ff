//! What the use cases keep their data in: SQLite by default, PostgreSQL where one machine is outgrown.
//!
//! SQL is written once for both. A use case asks the [`Store`] for a [`Transaction`] and runs plain
//! statements over it; only `dialect.rs` knows which database is behind it. What identifies a person is encrypted by the
//! [`vault`]; of what seldom changes there are copies in memory ([`revision`]).

mod dialect;
pub mod entropy;
mod error;
pub mod migrations;
mod numbers;
pub mod revision;
mod value;
pub mod vault;

pub use dialect::{ServerRoleError, Store, Transaction};
pub use error::StoreError;
use numbers::Numbers;
pub use value::{Record, Value};
// The trait by its facade, and its macro without it: the facade would compile both databases once more, for the macro.
pub use sqlx::FromRow;
pub use sqlx_macros::FromRow;

/// Rows on one page of a list; longer lists are paged by key.
pub const PAGE: usize = 50;
