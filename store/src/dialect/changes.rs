//! What was announced, brought to whoever listens.

use super::{Pools, Store};
use sqlx::postgres::{PgListener, PgPool};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};

/// The channel of PostgreSQL that announcements go through.
const CHANNEL: &str = "diandiantong";
/// How many announcements go out together at most.
const BATCH: usize = 500;
/// How long to wait before PostgreSQL is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// Brings what is committed to those who listen. Cloning shares it.
///
/// On PostgreSQL announcements go out after the transactions that they are of, as many together as have come while the
/// ones before were on their way: a transaction that notifies commits alone, and holds up all others that do. A process
/// that is killed in between leaves pages as they were until they are looked at again; nothing else rests on it.
#[derive(Clone, Debug)]
pub(super) enum Announcer {
    /// There is no other process.
    Here(broadcast::Sender<String>),
    /// Through the database, which this process hears as the others do.
    Everywhere(mpsc::UnboundedSender<Said>),
}

/// What is handed to those who carry announcements.
#[derive(Debug)]
pub(super) enum Said {
    Change(String),
    /// To be answered once all that was said before is gone.
    Flush(oneshot::Sender<()>),
}

impl Announcer {
    pub(super) fn over(pools: &Pools, changes: &broadcast::Sender<String>) -> Self {
        match pools {
            Pools::Sqlite { .. } => Self::Here(changes.clone()),
            Pools::Postgres(pool) => {
                let (said, waiting) = mpsc::unbounded_channel();
                tokio::spawn(carry(pool.clone(), waiting, changes.clone()));
                Self::Everywhere(said)
            }
        }
    }

    pub(super) fn announce(&self, announced: Vec<String>) {
        for change in announced {
            // Nobody may be listening, and whoever closes the store listens no more.
            match self {
                Self::Here(changes) => {
                    let _ = changes.send(change);
                }
                Self::Everywhere(said) => {
                    let _ = said.send(Said::Change(change));
                }
            }
        }
    }

    pub(super) async fn flush(&self) {
        if let Self::Everywhere(said) = self {
            let (done, gone) = oneshot::channel();
            if said.send(Said::Flush(done)).is_ok() {
                let _ = gone.await;
            }
        }
    }
}

/// Carries announcements to the database until nobody can say anything any more.
async fn carry(pool: PgPool, mut waiting: mpsc::UnboundedReceiver<Said>, changes: broadcast::Sender<String>) {
    // They are lost with the process, so they needn't wait for the disk.
    const NOTIFY: &str = "WITH hurry AS (SELECT set_config('synchronous_commit', 'off', true)) \
                          SELECT pg_notify($1, change) FROM unnest($2::text[]) AS change, hurry";
    let mut some = Vec::new();
    while waiting.recv_many(&mut some, BATCH).await > 0 {
        let (mut said, mut flushed) = (Vec::new(), Vec::new());
        for one in some.drain(..) {
            match one {
                Said::Change(change) => said.push(change),
                Said::Flush(done) => flushed.push(done),
            }
        }
        if !said.is_empty()
            && let Err(error) = sqlx::query(NOTIFY).bind(CHANNEL).bind(&said).execute(&pool).await
        {
            tracing::warn!(%error, "changes are told in this process alone");
            for change in said {
                let _ = changes.send(change);
            }
        }
        for done in flushed {
            let _ = done.send(());
        }
    }
}

impl Store {
    /// What is announced from now on. An empty text, like falling behind, means that anything may have
    /// changed.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<String> {
        self.changes.subscribe()
    }

    /// Brings what other processes announce to those who listen in this one, for ever. On SQLite there
    /// is nothing to do.
    pub async fn relay(&self) {
        match &self.pools {
            Pools::Sqlite { .. } => std::future::pending().await,
            Pools::Postgres(pool) => loop {
                if let Err(error) = self.relay_from(pool).await {
                    tracing::warn!(%error, "changes are not heard; trying again");
                }
                tokio::time::sleep(PAUSE).await;
            },
        }
    }

    async fn relay_from(&self, pool: &PgPool) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        // Whatever was announced while nobody listened is made up for by one look at everything.
        let _ = self.changes.send(String::new());
        loop {
            let heard = listener.try_recv().await?;
            let change = heard.map(|heard| heard.payload().to_owned()).unwrap_or_default();
            let _ = self.changes.send(change);
        }
    }
}
