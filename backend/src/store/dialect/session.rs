//! Statements within a transaction, of either database.

use super::super::{Record, StoreError, Value};
use super::changes::CHANNEL;
use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, Sqlite, Transaction};
use tokio::sync::broadcast;

/// A transaction, or a snapshot to read from. Dropped without [`Session::commit`], it is rolled back.
#[derive(Debug)]
pub struct Session {
    handle: Handle,
    /// What is to be announced once it is committed; PostgreSQL keeps that itself.
    announced: Vec<String>,
    changes: broadcast::Sender<String>,
}

#[derive(Debug)]
pub(super) enum Handle {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
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

impl Session {
    pub(super) fn new(handle: Handle, changes: broadcast::Sender<String>) -> Self {
        Self { handle, announced: Vec::new(), changes }
    }

    /// Announces a change to whoever listens, in every process, once it is committed; at most 8000 bytes.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn announce(&mut self, change: String) -> Result<(), StoreError> {
        match &mut self.handle {
            Handle::Sqlite(_) => self.announced.push(change),
            Handle::Postgres(connection) => {
                sqlx::query("SELECT pg_notify($1, $2)")
                    .bind(CHANNEL)
                    .bind(change)
                    .execute(&mut **connection)
                    .await?;
            }
        }
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
        Value::refuse_nul(&values)?;
        Ok(match &mut self.handle {
            Handle::Sqlite(connection) => {
                bound!(sqlx::query_as::<Sqlite, R>(sql), values).fetch_all(&mut **connection).await?
            }
            Handle::Postgres(connection) => {
                bound!(sqlx::query_as::<Postgres, R>(sql), values).fetch_all(&mut **connection).await?
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
        Value::refuse_nul(&values)?;
        Ok(match &mut self.handle {
            Handle::Sqlite(connection) => {
                bound!(sqlx::query_as::<Sqlite, R>(sql), values).fetch_optional(&mut **connection).await?
            }
            Handle::Postgres(connection) => {
                bound!(sqlx::query_as::<Postgres, R>(sql), values).fetch_optional(&mut **connection).await?
            }
        })
    }

    /// Runs a statement; the number of rows that it touched.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn run(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<u64, StoreError> {
        Value::refuse_nul(&values)?;
        Ok(match &mut self.handle {
            Handle::Sqlite(connection) => {
                bound!(sqlx::query::<Sqlite>(sql), values).execute(&mut **connection).await?.rows_affected()
            }
            Handle::Postgres(connection) => {
                bound!(sqlx::query::<Postgres>(sql), values).execute(&mut **connection).await?.rows_affected()
            }
        })
    }

    /// Lets nobody else write the rows of a query until the transaction ends: on PostgreSQL they are locked, on SQLite
    /// every writer already waits. What is read afterwards is what they hold.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub async fn hold(&mut self, query: &'static str, values: Vec<Value>) -> Result<(), StoreError> {
        Value::refuse_nul(&values)?;
        if let Handle::Postgres(connection) = &mut self.handle {
            let sql = AssertSqlSafe(format!("{query} FOR NO KEY UPDATE"));
            bound!(sqlx::query::<Postgres>(sql), values).execute(&mut **connection).await?;
        }
        Ok(())
    }

    /// Makes everything that was written in this session stay.
    ///
    /// # Errors
    /// [`StoreError::Statement`]; then nothing of it stays.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.handle {
            Handle::Sqlite(transaction) => transaction.commit().await?,
            Handle::Postgres(transaction) => transaction.commit().await?,
        }
        for change in self.announced {
            // Nobody may be listening.
            let _ = self.changes.send(change);
        }
        Ok(())
    }
}
