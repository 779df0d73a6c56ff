//! What was announced, brought to whoever listens.

use super::{Pools, Store};
use sqlx::postgres::{PgListener, PgPool};
use std::time::Duration;
use tokio::sync::broadcast;

/// The channel of PostgreSQL that announcements go through.
pub(super) const CHANNEL: &str = "diandiantong";
/// How long to wait before PostgreSQL is asked again.
const PAUSE: Duration = Duration::from_secs(1);

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
