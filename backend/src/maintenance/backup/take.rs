//! Making a backup, while the server runs.

use super::{BackupError, DATABASE_FILE, Health, PHOTO_FOLDER, health, sync};
use crate::photos::{PhotoStore, copy_new};
use crate::store::{Store, StoreError};
use crate::{Backend, audit};
use domain::audit::{Doer, SecurityEvent};
use std::path::Path;

/// Copies database and pictures into a new folder, and looks whether the copy is whole.
///
/// # Errors
/// [`BackupError`]; [`BackupError::Unsound`] if something is wrong with the copy, which then stays to be looked at.
pub async fn take(backend: &Backend, folder: &Path) -> Result<Health, BackupError> {
    if !backend.store.is_file() {
        return Err(BackupError::NotSqlite);
    }
    if folder.exists() {
        return Err(BackupError::Exists(folder.to_owned()));
    }
    std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
    let file = folder.join(DATABASE_FILE);
    let photos = match backend.photos.is_open() {
        true => PhotoStore::open(&folder.join(PHOTO_FOLDER).to_string_lossy())?,
        false => PhotoStore::default(),
    };
    // The copy says of itself that it was made.
    let mut tx = backend.store.write().await?;
    audit::record(&mut tx, backend, Doer::Console, SecurityEvent::BackedUp).await?;
    tx.commit().await?;
    // Before the database, so that what is taken back meanwhile is there; after it, for what has come meanwhile.
    if photos.is_open() {
        copy_new(&backend.photos, &photos).await?;
    }
    backend.store.backup(&file.to_string_lossy()).await.map_err(|error| match error {
        StoreError::Address(_) => BackupError::NotSqlite,
        other => other.into(),
    })?;
    sync(&file)?;
    if photos.is_open() {
        copy_new(&backend.photos, &photos).await?;
    }
    let copy = Backend { store: Store::open_copy(&file).await?, photos, ..backend.clone() };
    let found = health(&copy).await;
    copy.store.close().await;
    let found = found?;
    if found.is_sound() { Ok(found) } else { Err(BackupError::Unsound(Box::new(found))) }
}
