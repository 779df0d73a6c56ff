//! Opening the database and what stands on it.

use crate::failure::Failure;
use backend::Backend;
use backend::accounts::CodeSender;
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::maintenance::identity::{DatabaseKind, identify};
use backend::photos::{PhotoStore, stored};
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

/// The use cases over a database that is what it is taken for: a demo or not, and encrypted with this secret.
///
/// # Errors
/// As [`migrated_store`]; [`Failure::Identity`].
pub async fn known(
    address: &str,
    vault: Vault,
    kind: DatabaseKind,
    sender: Arc<dyn CodeSender>,
) -> Result<Backend, Failure> {
    let backend = backend(migrated_store(address).await?, vault, sender);
    match identify(&backend, kind).await {
        Ok(()) => Ok(backend),
        Err(error) => {
            backend.store.close().await;
            Err(error.into())
        }
    }
}

/// Opens the place of pictures. A folder is made where there are no pictures yet; where the database has some, a folder
/// that is missing is another one than was meant, or lost.
///
/// # Errors
/// [`Failure::PhotosGone`], [`Failure::Photos`].
pub async fn photos(backend: &mut Backend, address: Option<&str>) -> Result<(), Failure> {
    let Some(address) = address else { return Ok(()) };
    if !PhotoStore::is_there(address) {
        let count = stored(backend).await?;
        if count > 0 {
            return Err(Failure::PhotosGone { folder: address.into(), count });
        }
    }
    backend.photos = PhotoStore::open(address)?;
    Ok(())
}

/// The use cases over a database, with the system's clock and random numbers.
#[must_use]
pub fn backend(store: Store, vault: Vault, sender: Arc<dyn CodeSender>) -> Backend {
    Backend::new(store, Clock::System, Entropy::system(), vault, sender)
}
