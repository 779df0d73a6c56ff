//! Opening the database and what stands on it.

use crate::failure::Failure;
use backend::Backend;
use backend::accounts::CodeSender;
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::store::Store;
use backend::vault::Vault;
use std::sync::Arc;

/// Opens a database whose tables are up to date.
///
/// # Errors
/// [`Failure::Database`], [`Failure::NotMigrated`].
pub async fn migrated_store(address: &str) -> Result<Store, Failure> {
    let store = Store::open(address).await?;
    match store.pending_migrations().await {
        Ok(0) => Ok(store),
        Ok(pending) => {
            store.close().await;
            Err(Failure::NotMigrated(pending))
        }
        Err(error) => {
            store.close().await;
            Err(error.into())
        }
    }
}

/// The use cases over a database, with the system's clock and random numbers.
#[must_use]
pub fn backend(store: Store, vault: Vault, sender: Arc<dyn CodeSender>) -> Backend {
    Backend::new(store, Clock::System, Entropy::system(), vault, sender)
}
