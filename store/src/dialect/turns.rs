//! Writers of SQLite take turns, and short ones commit together.
//!
//! A commit waits for the disk, and SQLite has one writer: alone, each would wait for the disks of all before it. So a
//! short writer that is done releases its savepoint and lets the next one go on in the same transaction; all who were
//! waiting by then share one commit. Nobody is told that something was written before that commit is done, and where it
//! fails, it fails for all of them.

use crate::StoreError;
use sqlx::{Executor, Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tokio::time::timeout;

/// How long a writer waits for its turn.
const WAIT: Duration = Duration::from_secs(30);

/// The one connection that writes, in order of arrival. Cloning shares it.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pool: SqlitePool,
    group: Arc<Mutex<Group>>,
}

/// What became of a commit: for all who shared it, the same.
type Committed = Result<(), Arc<sqlx::Error>>;

/// Those who share a transaction.
#[derive(Debug, Default)]
struct Group {
    transaction: Option<Transaction<'static, Sqlite>>,
    /// Those who have written, to be told whether it is committed.
    written: Vec<oneshot::Sender<Committed>>,
}

/// A writer's turn. Dropped without [`Turn::commit`], what it wrote is rolled back, and nothing else.
#[derive(Debug)]
pub(super) struct Turn {
    /// `None` once the turn is over.
    group: Option<OwnedMutexGuard<Group>>,
    writer: Writer,
    /// Whether it commits with others.
    together: bool,
}

impl Writer {
    /// Over a pool of one connection.
    pub(super) fn new(pool: SqlitePool) -> Self {
        Self { pool, group: Arc::default() }
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Waits for a turn: `together` with other short writers, or alone, so that nobody waits for it.
    pub(super) async fn turn(&self, together: bool) -> Result<Turn, sqlx::Error> {
        let waiting = Arc::clone(&self.group).lock_owned();
        let mut group = timeout(WAIT, waiting).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        if !together && group.transaction.is_some() {
            group = finished(async move {
                group.settle().await;
                group
            })
            .await?;
        }
        if group.transaction.is_none() {
            group.transaction = Some(self.pool.begin_with("BEGIN IMMEDIATE").await?);
        }
        let mut turn = Turn { group: Some(group), writer: self.clone(), together };
        if together {
            turn.connection()?.execute("SAVEPOINT turn").await?;
        }
        Ok(turn)
    }

    /// Commits what a group has written, after those who are waiting for their turn now.
    fn settle_later(&self) {
        let group = Arc::clone(&self.group);
        tokio::spawn(async move { group.lock_owned().await.settle().await });
    }
}

/// Runs a step to its end also where whoever waits for it has gone away: half a commit would be everybody's.
pub(super) async fn finished<T: Send + 'static>(
    step: impl Future<Output = T> + Send + 'static,
) -> Result<T, sqlx::Error> {
    tokio::spawn(step).await.map_err(|_| sqlx::Error::WorkerCrashed)
}

impl Group {
    /// Commits what was written, if anything was, and tells those who wrote it.
    async fn settle(&mut self) {
        let Some(transaction) = self.transaction.take() else { return };
        let committed = transaction.commit().await.map_err(Arc::new);
        if let Err(error) = &committed {
            tracing::error!(%error, writers = self.written.len(), "a commit failed");
        }
        self.tell(&committed);
    }

    /// Takes back what the present turn has written. Where SQLite has rolled back everything by itself, all is lost.
    async fn give_up(&mut self) {
        let Some(mut transaction) = self.transaction.take() else { return };
        if self.written.is_empty() {
            // Nothing of others is in it. If it fails, SQLite has done so already.
            let _ = transaction.rollback().await;
            return;
        }
        match transaction.execute("ROLLBACK TO turn; RELEASE turn").await {
            Ok(_) => self.transaction = Some(transaction),
            Err(error) => self.tell(&Err(Arc::new(error))),
        }
    }

    /// Tells all who have written what became of it.
    fn tell(&mut self, committed: &Committed) {
        for writer in self.written.drain(..) {
            // Whoever has gone away meanwhile learns it when they come back.
            let _ = writer.send(committed.clone());
        }
    }
}

impl Turn {
    /// The connection, while the turn lasts.
    pub(super) fn connection(&mut self) -> Result<&mut SqliteConnection, sqlx::Error> {
        let transaction = self.group.as_mut().and_then(|group| group.transaction.as_mut());
        Ok(transaction.ok_or(sqlx::Error::PoolClosed)?)
    }

    /// Makes what was written stay; done once it is on the disk.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        if self.together {
            self.connection()?.execute("RELEASE turn").await?;
        }
        let mut group = self.group.take().ok_or(sqlx::Error::PoolClosed)?;
        let (told, committed) = oneshot::channel();
        let first = group.written.is_empty();
        group.written.push(told);
        if !self.together {
            group.settle().await;
        } else if first {
            self.writer.settle_later();
        }
        drop(group);
        committed.await.map_err(|_| sqlx::Error::PoolClosed)?.map_err(StoreError::Commit)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Without a runtime the program is ending, and nothing of an open transaction stays.
        if let (Some(mut group), Ok(runtime)) = (self.group.take(), Handle::try_current()) {
            runtime.spawn(async move { group.give_up().await });
        }
    }
}
