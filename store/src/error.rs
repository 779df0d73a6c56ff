//! What can go wrong between the program and its database.

use std::sync::Arc;
use thiserror::Error;

/// The database did not do what was asked. The text is for the log, never for the screen.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The address of the database is neither `sqlite:` nor `postgres:`.
    #[error("the address of the database must begin with sqlite: or postgres:, not {0:?}")]
    Address(String),
    /// The SQLite library can corrupt a database in WAL mode (bug fixed in 3.51.3).
    #[error("SQLite {0} can corrupt a WAL database; 3.51.3 or later is needed")]
    OldSqlite(String),
    /// A migration failed.
    #[error("migration failed: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A text holds NUL, which PostgreSQL can't keep; refused on both databases, before anything is asked.
    #[error("a value holds NUL")]
    Nul,
    /// A statement failed.
    #[error("database: {0}")]
    Statement(#[from] sqlx::Error),
    /// A commit failed that several writers shared; nothing of any of them stays.
    #[error("commit: {0}")]
    Commit(Arc<sqlx::Error>),
    /// A row holds what the program never writes.
    #[error("impossible row in {table} ({key}): {reason}")]
    Row {
        /// Which table.
        table: &'static str,
        /// Which row.
        key: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl StoreError {
    /// A row that the program cannot have written.
    pub fn row(table: &'static str, key: impl ToString, reason: impl ToString) -> Self {
        Self::Row { table, key: key.to_string(), reason: reason.to_string() }
    }

    /// Whether a statement named a table that isn't there: the database was never migrated so far.
    #[must_use]
    pub fn is_table_missing(&self) -> bool {
        matches!(self, Self::Statement(sqlx::Error::Database(error))
            if error.code().is_some_and(|code| code == "42P01") || error.message().starts_with("no such table"))
    }

    /// Whether a UNIQUE or PRIMARY KEY constraint said no.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Statement(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}
