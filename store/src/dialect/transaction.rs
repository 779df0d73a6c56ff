//! Statements within a transaction, of either database.

use super::changes::Announcer;
use super::turns::{Turn, finished};
use crate::{Numbers, Record, StoreError, Value};
use sqlx::{AssertSqlSafe, PgConnection, Postgres, SqlSafeStr, Sqlite, SqliteConnection};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many values a statement that inserts has at most. SQLite finds the place of each among all by its name, so that
/// ten times as many take a hundred times as long.
const VALUES: usize = 1_000;

/// A transaction, or a snapshot to read from. Dropped without [`Transaction::commit`], it is rolled back.
#[derive(Debug)]
pub struct Transaction {
    handle: Handle,
    /// What is to be announced once it is committed.
    announced: Vec<String>,
    announcer: Announcer,
    once_committed: OnceCommitted,
    statements: Arc<AtomicU64>,
    /// By which copies in memory are known to be old.
    pub(crate) numbers: Numbers,
}

/// What is done once a transaction is committed.
#[derive(Default)]
struct OnceCommitted(Vec<Box<dyn FnOnce() + Send>>);

impl fmt::Debug for OnceCommitted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "OnceCommitted({})", self.0.len())
    }
}

#[derive(Debug)]
pub(super) enum Handle {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Writer(Turn),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// The connection of a transaction.
enum Connection<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Handle {
    fn connection(&mut self) -> Result<Connection<'_>, StoreError> {
        Ok(match self {
            Self::Sqlite(transaction) => Connection::Sqlite(transaction),
            Self::Writer(turn) => Connection::Sqlite(turn.connection()?),
            Self::Postgres(transaction) => Connection::Postgres(transaction),
        })
    }
}

/// Binds all values to a query of either database.
macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Integer(integer) => query.bind(integer),
            };
        }
        query
    }};
}

impl Transaction {
    pub(super) fn new(handle: Handle, announcer: Announcer, statements: Arc<AtomicU64>) -> Self {
        Self {
            handle,
            statements,
            announced: Vec::new(),
            announcer,
            once_committed: OnceCommitted::default(),
            numbers: Numbers::default(),
        }
    }

    /// Announces a change to whoever listens, in every process, once it is committed; at most 8000 bytes.
    pub fn announce(&mut self, change: String) {
        self.announced.push(change);
    }

    /// Has something done in this process once the transaction is committed, such as a line in the log: soon done, and never
    /// if it is rolled back.
    pub fn once_committed(&mut self, work: impl FnOnce() + Send + 'static) {
        self.once_committed.0.push(Box::new(work));
    }

    /// Counts a statement, unless its values can't be kept.
    fn prepare(&self, values: &[Value]) -> Result<(), StoreError> {
        Value::refuse_nul(values)?;
        self.statements.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// [`StoreError::Statement`], [`StoreError::Nul`]; the same for the other statements.
    pub async fn all<R: Record>(
        &mut self,
        sql: impl SqlSafeStr,
        values: Vec<Value>,
    ) -> Result<Vec<R>, StoreError> {
        self.prepare(&values)?;
        Ok(match self.handle.connection()? {
            Connection::Sqlite(connection) => {
                bound!(sqlx::query_as::<Sqlite, R>(sql), values).fetch_all(connection).await?
            }
            Connection::Postgres(connection) => {
                bound!(sqlx::query_as::<Postgres, R>(sql), values).fetch_all(connection).await?
            }
        })
    }

    /// The row of a query that has at most one.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn one<R: Record>(
        &mut self,
        sql: impl SqlSafeStr,
        values: Vec<Value>,
    ) -> Result<Option<R>, StoreError> {
        self.prepare(&values)?;
        Ok(match self.handle.connection()? {
            Connection::Sqlite(connection) => {
                bound!(sqlx::query_as::<Sqlite, R>(sql), values).fetch_optional(connection).await?
            }
            Connection::Postgres(connection) => {
                bound!(sqlx::query_as::<Postgres, R>(sql), values).fetch_optional(connection).await?
            }
        })
    }

    /// Runs a statement; the number of rows that it touched.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn run(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<u64, StoreError> {
        self.prepare(&values)?;
        Ok(match self.handle.connection()? {
            Connection::Sqlite(connection) => {
                bound!(sqlx::query::<Sqlite>(sql), values).execute(connection).await?.rows_affected()
            }
            Connection::Postgres(connection) => {
                bound!(sqlx::query::<Postgres>(sql), values).execute(connection).await?.rows_affected()
            }
        })
    }

    /// Inserts rows, as many as a statement may have values for: `head` is everything before their values, `tail` everything
    /// behind. Both are written in the program, never typed.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn insert(&mut self, head: &str, rows: Vec<Vec<Value>>, tail: &str) -> Result<(), StoreError> {
        let width = rows.first().map_or(1, Vec::len).max(1);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let some: Vec<_> = rows.by_ref().take(VALUES / width).collect();
            let row = |row: usize| {
                let places: Vec<_> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
                format!("({})", places.join(", "))
            };
            let places: Vec<_> = (0..some.len()).map(row).collect();
            let sql = format!("{head} VALUES {} {tail}", places.join(", "));
            self.run(AssertSqlSafe(sql), some.concat()).await?;
        }
        Ok(())
    }

    /// Lets nobody else write the rows of a query until the transaction ends: on PostgreSQL they are locked, on SQLite
    /// every writer already waits. What is read afterwards is what they hold.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn hold(&mut self, query: &'static str, values: Vec<Value>) -> Result<(), StoreError> {
        Value::refuse_nul(&values)?;
        if let Handle::Postgres(connection) = &mut self.handle {
            self.statements.fetch_add(1, Ordering::Relaxed);
            let sql = AssertSqlSafe(format!("{query} FOR NO KEY UPDATE"));
            bound!(sqlx::query::<Postgres>(sql), values).execute(&mut **connection).await?;
        }
        Ok(())
    }

    /// Makes everything that was written in this transaction stay, and announces it, also where whoever waits for it goes
    /// away meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Statement`], [`StoreError::Commit`]; then nothing of it stays.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { handle, announced, announcer, once_committed, .. } = self;
        finished(async move {
            match handle {
                Handle::Sqlite(transaction) => transaction.commit().await?,
                Handle::Writer(turn) => turn.commit().await?,
                Handle::Postgres(transaction) => transaction.commit().await?,
            }
            announcer.announce(announced);
            once_committed.0.into_iter().for_each(|work| work());
            Ok(())
        })
        .await?
    }
}
