//! What only a database in a file can do: be copied, and be looked at for damage.

use super::turns::Writer;
use super::{Pools, Store};
use crate::StoreError;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use std::path::Path;

impl Store {
    /// Whether it is a file: SQLite.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// Copies the whole database into a new SQLite file.
    ///
    /// # Errors
    /// [`StoreError::Address`] on PostgreSQL, which has `pg_dump` for that; else what SQLite says.
    pub async fn backup(&self, file: &str) -> Result<(), StoreError> {
        match &self.pools {
            Pools::Sqlite { readers, .. } => {
                sqlx::query("VACUUM INTO $1").bind(file).execute(readers).await?;
                Ok(())
            }
            Pools::Postgres(_) => Err(StoreError::Address("postgres".to_owned())),
        }
    }

    /// Opens a copy that nobody writes, to read from: not a byte of it changes, and no file appears beside it.
    ///
    /// # Errors
    /// [`StoreError::Statement`] if it isn't there.
    pub async fn open_copy(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true);
        let readers = SqlitePoolOptions::new().max_connections(2).connect_with(options).await?;
        Ok(Self::over(Pools::Sqlite { writer: Writer::new(readers.clone()), readers }))
    }

    /// What is wrong with the database's file, in SQLite's words; nothing on PostgreSQL, which has `pg_amcheck` for that.
    ///
    /// # Errors
    /// [`StoreError::Statement`] if it can't be read at all.
    pub async fn faults(&self) -> Result<Vec<String>, StoreError> {
        let Pools::Sqlite { readers, .. } = &self.pools else { return Ok(Vec::new()) };
        let told: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(readers).await?;
        let mut faults: Vec<_> = told.into_iter().filter(|line| line != "ok").collect();
        for row in sqlx::query("PRAGMA foreign_key_check").fetch_all(readers).await? {
            let (table, parent): (String, String) = (row.try_get(0)?, row.try_get(2)?);
            faults.push(format!("a row of {table} belongs to none of {parent}"));
        }
        Ok(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values;

    /// Whoever copies or renames the file of a store that was closed has all of it.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn what_is_closed_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        for turn in 0..100 {
            let file = folder.path().join(format!("{turn}.db"));
            let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
            let mut tx = store.write().await.unwrap();
            tx.run("CREATE TABLE words (word TEXT PRIMARY KEY)", values![]).await.unwrap();
            let words = (0..500).map(|word| values![format!("word {word}")]).collect();
            tx.insert("INSERT INTO words", words, "").await.unwrap();
            tx.commit().await.unwrap();
            store.close().await;
            let log = folder.path().join(format!("{turn}.db-wal"));
            assert!(!log.exists(), "{} was left", log.display());
        }
    }
}
