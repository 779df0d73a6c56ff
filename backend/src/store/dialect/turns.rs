//! Writers of SQLite take turns, and short ones commit together.
//!
//! A commit waits for the disk, and SQLite has one writer: alone, each would wait for the disks of all before it. So a
//! short writer that is done releases its savepoint and lets the next one go on in the same transaction; all who were
//! waiting by then share one commit. Nobody is told that something was written before that commit is done, and where it
//! fails, it fails for all of them.

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

/// Those who share a transaction.
#[derive(Debug, Default)]
struct Group {
    transaction: Option<Transaction<'static, Sqlite>>,
    /// Those who have written, to be told whether it is committed.
    written: Vec<oneshot::Sender<bool>>,
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
        if !together {
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
        turn.connection()?.execute("SAVEPOINT turn").await?;
        Ok(turn)
    }

    /// Commits what a group has written, after those who are waiting for their turn now.
    fn settle_later(&self) {
        let group = Arc::clone(&self.group);
        tokio::spawn(async move { group.lock_owned().await.settle().await });
    }
}

/// Runs a step to its end also where whoever waits for it has gone away: half a commit would be everybody's.
async fn finished<T: Send + 'static>(
    step: impl Future<Output = T> + Send + 'static,
) -> Result<T, sqlx::Error> {
    tokio::spawn(step).await.map_err(|_| sqlx::Error::WorkerCrashed)
}

impl Group {
    /// Commits what was written, if anything was, and tells those who wrote it.
    async fn settle(&mut self) {
        let written = std::mem::take(&mut self.written);
        let Some(transaction) = self.transaction.take() else { return };
        let committed = transaction.commit().await;
        if let Err(error) = &committed {
            tracing::error!(%error, writers = written.len(), "a commit failed");
        }
        for writer in written {
            // Whoever has gone away meanwhile learns it when they come back.
            let _ = writer.send(committed.is_ok());
        }
    }

    /// Takes back what the present turn has written. Where SQLite has rolled back everything by itself, all is lost.
    async fn give_up(&mut self) {
        let Some(transaction) = &mut self.transaction else { return };
        if transaction.execute("ROLLBACK TO turn; RELEASE turn").await.is_err() {
            self.transaction = None;
            self.written.drain(..).for_each(|writer| {
                let _ = writer.send(false);
            });
        } else if self.written.is_empty() {
            self.settle().await;
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
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        finished(self.release())
            .await??
            .await
            .ok()
            .filter(|done| *done)
            .map(drop)
            .ok_or(sqlx::Error::WorkerCrashed)
    }

    /// Ends the turn; what comes back tells whether what was written is committed.
    async fn release(mut self) -> Result<oneshot::Receiver<bool>, sqlx::Error> {
        self.connection()?.execute("RELEASE turn").await?;
        let Some(mut group) = self.group.take() else { return Err(sqlx::Error::PoolClosed) };
        let (told, committed) = oneshot::channel();
        let first = group.written.is_empty();
        group.written.push(told);
        if !self.together {
            group.settle().await;
        } else if first {
            self.writer.settle_later();
        }
        Ok(committed)
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
