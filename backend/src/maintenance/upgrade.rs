//! Bringing a database up to date, whichever earlier version of the program filled it.
//!
//! First the tables ([`migrate`]); then, before anybody is served or a sum is looked at, what only the program can work
//! out of the rows that are there ([`complete`]). What a migration leaves to the program belongs here: the tests bring the databases of all
//! earlier versions up to date by these two (`backend/tests/landed`).

use crate::accounts::hash_doors;
use crate::maintenance::identity::{DatabaseKind, IdentityError, check, identify};
use crate::maintenance::recount::count_first;
use crate::orders::hash_buildings;
use crate::{AppError, Backend, audit};
use domain::audit::{Doer, SecurityEvent};

/// Runs all migrations that are missing, and stamps a database that has no stamp yet. One of another kind or secret is
/// left as it is.
///
/// # Errors
/// [`IdentityError`]; a migration that fails is not half done.
pub async fn migrate(backend: &Backend, kind: DatabaseKind) -> Result<(), IdentityError> {
    check(backend, kind).await?;
    let pending = backend.store.pending_migrations().await?;
    backend.store.migrate().await?;
    identify(backend, kind).await?;
    if pending > 0 {
        let mut tx = backend.store.write().await?;
        let event = SecurityEvent::Migrated { migrations: pending as u64 };
        audit::record(&mut tx, backend, Doer::Console, event).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Works out what migrations left to the program: sums from before they were kept, hashes of doors by an older rule, hashes
/// of the buildings of orders.
/// With nothing to do, it is done at once. Says how many households are listed twice, in other spellings.
///
/// # Errors
/// [`AppError`] if the database fails; what was done until then stays.
pub async fn complete(backend: &Backend) -> Result<usize, AppError> {
    count_first(backend).await?;
    hash_buildings(backend).await?;
    hash_doors(backend).await
}
