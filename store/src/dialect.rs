//! The only place that knows which database is behind the store: this file and its folder.

mod changes;
mod file;
mod privileges;
mod transaction;
mod turns;

pub use privileges::ServerRoleError;
pub use transaction::Transaction;

use super::{Numbers, StoreError, migrations};
use changes::Announcer;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Postgres, Sqlite, SqliteConnection};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::broadcast;
use transaction::Handle;
use turns::Writer;

/// How long a statement waits for another writer of SQLite before it gives up.
const BUSY: Duration = Duration::from_secs(10);
/// How many rows SQLite's thread reads ahead: with few, two threads wait for each other at every one.
const ROWS: usize = 1024;
/// How many announcements a listener may fall behind before it is told to look at everything.
const BACKLOG: usize = 256;
/// Connections for reading SQLite, and for everything on PostgreSQL.
const CONNECTIONS: u32 = 8;

/// A database that is open. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Store {
    pools: Pools,
    /// What was announced, in this process or, on PostgreSQL, in any.
    changes: broadcast::Sender<String>,
    announcer: Announcer,
    /// How many statements have been run.
    statements: Arc<AtomicU64>,
    /// What transactions that read begin with.
    numbers: Numbers,
}

#[derive(Clone, Debug)]
enum Pools {
    /// One writer, so that no two transactions ever fight for the lock, and several readers.
    Sqlite {
        writer: Writer,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite:FILE` or `postgres://…`; a SQLite file is made if it isn't there.
    ///
    /// # Errors
    /// [`StoreError`] if the address is neither, the database can't be reached, or SQLite is too old.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("sqlite:") {
            Self::open_sqlite(address).await
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(address)?;
            let pool = PgPoolOptions::new()
                .max_connections(CONNECTIONS * 2)
                .acquire_timeout(Duration::from_secs(15))
                .connect_with(options)
                .await?;
            Ok(Self::over(Pools::Postgres(pool)))
        } else {
            let scheme = address.split(':').next().unwrap_or_default();
            Err(StoreError::Address(scheme.to_owned()))
        }
    }

    fn over(pools: Pools) -> Self {
        let changes = broadcast::channel(BACKLOG).0;
        let announcer = Announcer::over(&pools, &changes);
        Self { pools, changes, announcer, statements: Arc::default(), numbers: Numbers::default() }
    }

    async fn open_sqlite(address: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(address)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .row_buffer_size(ROWS)
            .optimize_on_close(true, None);
        // A transaction waits here for the one before it, in order of arrival.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .after_release(|connection, _| Box::pin(not_in_transaction(connection)))
            .connect_with(options.clone())
            .await?;
        let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&writer).await?;
        if !safe_with_wal(&version) {
            return Err(StoreError::OldSqlite(version));
        }
        // Who reads can't optimise: it would fail, and its end would not be waited for. The writer, which is to be the last,
        // would then leave the log beside the file.
        let reading = options.read_only(true).create_if_missing(false).optimize_on_close(false, None);
        let readers = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(15))
            .connect_with(reading)
            .await?;
        Ok(Self::over(Pools::Sqlite { writer: Writer::new(writer), readers }))
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Migration`].
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => migrations::SQLITE.run(writer.pool()).await?,
            Pools::Postgres(pool) => migrations::POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// How many migrations have yet to run; none if the tables are up to date.
    ///
    /// # Errors
    /// [`StoreError`] if the database doesn't answer.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        const APPLIED: &str = "SELECT version FROM _sqlx_migrations";
        let (shipped, applied) = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                (&migrations::SQLITE, sqlx::query_scalar::<Sqlite, i64>(APPLIED).fetch_all(readers).await)
            }
            Pools::Postgres(pool) => {
                (&migrations::POSTGRES, sqlx::query_scalar::<Postgres, i64>(APPLIED).fetch_all(pool).await)
            }
        };
        let applied = match applied.map_err(StoreError::from) {
            Err(error) if error.is_table_missing() => Vec::new(),
            answer => answer?,
        };
        Ok(shipped.iter().filter(|migration| !applied.contains(&migration.version)).count())
    }

    /// Begins to read: all statements of the transaction see one state of the database on SQLite, and
    /// each the newest on PostgreSQL.
    ///
    /// # Errors
    /// [`StoreError`] if no connection can be had.
    pub async fn read(&self) -> Result<Transaction, StoreError> {
        let mut tx = self.begin(match &self.pools {
            Pools::Sqlite { readers, .. } => Handle::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => Handle::Postgres(pool.begin().await?),
        });
        tx.numbers = self.numbers.clone();
        Ok(tx)
    }

    /// The same store, whose transactions that read know these numbers already.
    pub(crate) fn reading_by(&self, numbers: Numbers) -> Self {
        Self { numbers, ..self.clone() }
    }

    /// Begins to write. On SQLite that takes the write lock at once, so that nothing read before can
    /// change before it is written.
    ///
    /// # Errors
    /// [`StoreError`] if no connection, or the lock, can be had in time.
    pub async fn write(&self) -> Result<Transaction, StoreError> {
        Ok(self.begin(match &self.pools {
            Pools::Sqlite { writer, .. } => Handle::Writer(writer.turn(false).await?),
            Pools::Postgres(pool) => Handle::Postgres(pool.begin().await?),
        }))
    }

    /// As [`Store::write`], for what is soon done: on SQLite those who wait for each other at the same time share one
    /// commit, and so one wait for the disk.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_shared(&self) -> Result<Transaction, StoreError> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => Ok(self.begin(Handle::Writer(writer.turn(true).await?))),
            Pools::Postgres(_) => self.write().await,
        }
    }

    fn begin(&self, handle: Handle) -> Transaction {
        Transaction::new(handle, self.announcer.clone(), Arc::clone(&self.statements))
    }

    /// How many statements have been run since the store was opened, beginnings and ends of transactions left out.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Waits for transactions under way and what they announced, and closes all connections.
    pub async fn close(&self) {
        self.announcer.flush().await;
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.pool().close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// Whether a connection can be used again: where the disk is full SQLite ends a transaction by itself, of which sqlx goes on
/// to count, and would begin no other.
async fn not_in_transaction(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Behind a rollback that may still be on its way.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Whether this SQLite has the fix of the WAL-reset bug (3.7.0 to 3.51.2).
fn safe_with_wal(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= (3, 51, 3)
}

#[cfg(test)]
mod tests {
    use super::safe_with_wal;

    #[test]
    fn old_sqlite_is_refused() {
        assert!(safe_with_wal("3.51.3"));
        assert!(safe_with_wal("3.52.0"));
        assert!(!safe_with_wal("3.51.2"));
        assert!(!safe_with_wal("3.40.1"));
    }
}
