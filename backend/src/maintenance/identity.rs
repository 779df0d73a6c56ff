//! What a database is: for a demo or for people who are real, and encrypted with which secret.
//!
//! Every program asks before it does anything else. With a wrong secret no phone number would be found again, and
//! everybody who signs in would become a second person; and a demo shows one-time codes to whoever asks for them.

use crate::accounts::HOUSEHOLD_AAD;
use crate::accounts::PHONE_AAD;
use crate::store::{FromRow, StoreError, Transaction};
use crate::vault::{DEMO_SECRET, Vault, VaultError};
use crate::{Backend, values};
use strum::{EnumString, IntoStaticStr};
use thiserror::Error;

/// The additional data of the stamp: its name of old, with which databases are stamped already.
const STAMP_AAD: &str = "identity.sealed";
/// The text: that it opens is all that it tells.
const TEXT: &str = "diandiantong";

/// Whom a database is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum DatabaseKind {
    /// Invented people; codes stand on the page.
    Demo,
    /// People who are real.
    Production,
}

/// Why a database isn't opened.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// It is the other kind, which is named.
    #[error("the database is of another kind: {0:?}")]
    Kind(DatabaseKind),
    /// It was encrypted with another secret.
    #[error("the database was encrypted with another secret")]
    Secret,
    /// It doesn't answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<VaultError> for IdentityError {
    fn from(_: VaultError) -> Self {
        Self::Secret
    }
}

/// Makes sure that the database is of the kind and opens with the backend's secret. One that was never stamped is
/// stamped now: empty as what is asked for; else as what its rows show, if they open.
///
/// # Errors
/// [`IdentityError`]; then nothing was written.
pub async fn identify(backend: &Backend, kind: DatabaseKind) -> Result<(), IdentityError> {
    if check(backend, kind).await? {
        return Ok(());
    }
    let mut tx = backend.store.write().await?;
    if stamp(&mut tx).await?.is_none() {
        let found = recognise(&mut tx, &backend.vault).await?.unwrap_or(kind);
        if found != kind {
            return Err(IdentityError::Kind(found));
        }
        let encrypted = backend.vault.encrypt(STAMP_AAD, TEXT, &backend.entropy)?;
        // On PostgreSQL another process may be at it just now: what it wrote is checked below.
        tx
            .run(
                "INSERT INTO identity (id, kind, sealed, stamped_at) VALUES (1, $1, $2, $3) ON CONFLICT DO NOTHING",
                values![<&'static str>::from(kind), encrypted, backend.clock.now()],
            )
            .await?;
    }
    tx.commit().await?;
    check(backend, kind).await.map(|_| ())
}

/// The same for a database that may not be up to date: false if it has no stamp yet, and nothing is written.
///
/// # Errors
/// [`IdentityError`].
pub async fn check(backend: &Backend, kind: DatabaseKind) -> Result<bool, IdentityError> {
    let found = match stamp(&mut backend.store.read().await?).await {
        Err(error) if error.is_table_missing() => None,
        found => found?,
    };
    if let Some(Stamp { kind: found, encrypted }) = found {
        let found = found.parse().map_err(|error| StoreError::row("identity", 1, error))?;
        if found != kind {
            return Err(IdentityError::Kind(found));
        }
        backend.vault.decrypt(STAMP_AAD, &encrypted)?;
        return Ok(true);
    }
    match recognise(&mut backend.store.read().await?, &backend.vault).await {
        Err(IdentityError::Store(error)) if error.is_table_missing() => Ok(false),
        Ok(Some(found)) if found != kind => Err(IdentityError::Kind(found)),
        found => found.map(|_| false),
    }
}

#[derive(FromRow)]
struct Stamp {
    kind: String,
    encrypted: String,
}

/// The stamp. The column keeps its name of old: `migrate` reads it before it brings the tables up to date.
async fn stamp(tx: &mut Transaction) -> Result<Option<Stamp>, StoreError> {
    tx.one("SELECT kind, sealed AS encrypted FROM identity WHERE id = 1", values![]).await
}

/// What a database without a stamp is; `None` if nothing in it is encrypted. The oldest row tells: newer ones may have been
/// written with a wrong secret before that was noticed. Whatever the demo's secret opens is a demo, all else is not.
async fn recognise(tx: &mut Transaction, vault: &Vault) -> Result<Option<DatabaseKind>, IdentityError> {
    #[derive(FromRow)]
    struct Row {
        encrypted: String,
    }
    let person = "SELECT phone AS encrypted FROM people ORDER BY created_at, id LIMIT 1";
    let household = "SELECT door AS encrypted FROM households ORDER BY added_at, id LIMIT 1";
    for (place, sql) in [(PHONE_AAD, person), (HOUSEHOLD_AAD, household)] {
        let Some(Row { encrypted }) = tx.one(sql, values![]).await? else { continue };
        if Vault::new(DEMO_SECRET).decrypt(place, &encrypted).is_ok() {
            return Ok(Some(DatabaseKind::Demo));
        }
        // With the demo's own secret the question was which kind, not which secret.
        return match vault.decrypt(place, &encrypted) {
            Err(_) if !vault.is_of(DEMO_SECRET) => Err(IdentityError::Secret),
            _ => Ok(Some(DatabaseKind::Production)),
        };
    }
    Ok(None)
}
