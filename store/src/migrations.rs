//! The migrations of both databases, as this program brings them along.

use sqlx::migrate::Migrator;

/// Those of SQLite.
pub static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
/// Those of PostgreSQL.
pub static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");
