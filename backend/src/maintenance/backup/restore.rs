//! Putting a backup back, where nothing is.

use super::{BackupError, DATABASE_FILE, Health, PHOTO_FOLDER, health, sync};
use crate::maintenance::identity::{DatabaseKind, identify};
use crate::maintenance::recount::count_first;
use crate::photos::{PhotoStore, copy_new, is_part_of};
use crate::store::Store;
use crate::{Backend, audit};
use domain::audit::{Doer, SecurityEvent};
use std::path::{Path, PathBuf};

/// Where a backup is put.
#[derive(Clone, Debug)]
pub struct Place {
    /// The database's file, which must not be there.
    pub file: PathBuf,
    /// Where pictures are to lie: the address of [`PhotoStore::open`]. Other pictures than the backup's must not be there.
    pub photos: Option<String>,
    /// What the database must be.
    pub kind: DatabaseKind,
    /// Whether it is put back although pictures of it are missing or damaged, or single numbers don't open.
    pub anyway: bool,
}

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How the backup was found.
    pub health: Health,
    /// How many pictures were copied; those that a restore which broke off had brought are not copied again.
    pub photos: usize,
}

/// Looks whether a backup is whole and opens with the secret, and then puts it back. `backend` gives secret and clock; its
/// database is not touched. The database comes to its place as the last thing: whatever breaks off, there is none yet.
///
/// # Errors
/// [`BackupError`]; then there is no database at the place, and the backup is as it was.
pub async fn restore(
    folder: &Path,
    place: &Place,
    over: impl FnOnce(Store) -> Backend,
) -> Result<Restored, BackupError> {
    let source = folder.join(DATABASE_FILE);
    if !source.is_file() {
        return Err(BackupError::NoBackup(folder.to_owned()));
    }
    for taken in [place.file.clone(), beside(&place.file, "-wal")] {
        if taken.exists() {
            return Err(BackupError::Exists(taken));
        }
    }
    let photos = folder.join(PHOTO_FOLDER);
    let photos = match photos.is_dir() {
        true => PhotoStore::open(&photos.to_string_lossy())?,
        false => PhotoStore::default(),
    };
    let coming = beside(&place.file, ".restoring");
    remove(&coming)?;
    if let Some(parent) = place.file.parent() {
        std::fs::create_dir_all(parent).map_err(BackupError::file(parent))?;
    }
    std::fs::copy(&source, &coming).map_err(BackupError::file(&coming))?;
    let restored = bring(place, &coming, photos, over).await;
    match &restored {
        Ok(_) => {
            sync(&coming)?;
            std::fs::rename(&coming, &place.file).map_err(BackupError::file(&place.file))?;
        }
        Err(_) => remove(&coming)?,
    }
    restored
}

/// Checks the copy, and brings the pictures to their place.
async fn bring(
    place: &Place,
    coming: &Path,
    photos: PhotoStore,
    over: impl FnOnce(Store) -> Backend,
) -> Result<Restored, BackupError> {
    let store = Store::open(&format!("sqlite:{}", coming.display())).await?;
    let backend = Backend { photos, ..over(store) };
    let brought = async {
        // A backup may be older than the program.
        backend.store.migrate().await?;
        identify(&backend, place.kind).await?;
        count_first(&backend).await?;
        let health = health(&backend).await?;
        let is_good_enough = health.is_sound() || (place.anyway && health.is_readable());
        if !is_good_enough {
            return Err(BackupError::Unsound(Box::new(health)));
        }
        let photos = match &place.photos {
            Some(address) if backend.photos.is_open() => {
                let there = PhotoStore::open(address)?;
                if !is_part_of(&there, &backend.photos).await? {
                    return Err(BackupError::Exists(address.into()));
                }
                copy_new(&backend.photos, &there).await?
            }
            _ => 0,
        };
        let mut tx = backend.store.write().await?;
        audit::record(&mut tx, &backend, Doer::Console, SecurityEvent::Restored).await?;
        tx.commit().await?;
        Ok(Restored { health, photos })
    };
    let brought = brought.await;
    backend.store.close().await;
    brought
}

/// The same name with something behind it.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes what an earlier attempt left.
fn remove(coming: &Path) -> Result<(), BackupError> {
    for file in [coming.to_owned(), beside(coming, "-wal"), beside(coming, "-shm")] {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(BackupError::file(&file)(error));
            }
            _ => {}
        }
    }
    Ok(())
}
