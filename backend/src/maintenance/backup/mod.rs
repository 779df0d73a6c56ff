//! Backups, and what comes back of them.
//!
//! A backup is a folder: the database as one file, and the pictures as they lie in their store, encrypted. The secret is not
//! in it; without the secret nothing of it can be read.

mod health;
mod restore;
mod take;

pub use health::{Health, health};
pub use restore::{Place, Restored, restore};
pub use take::take;

use crate::AppError;
use crate::maintenance::identity::IdentityError;
use crate::photos::PhotoStoreError;
use crate::store::StoreError;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The database's file in the folder of a backup.
pub const DATABASE_FILE: &str = "diandiantong.db";
/// The folder of pictures in it.
pub const PHOTO_FOLDER: &str = "photos";

/// Why nothing was backed up or put back.
#[derive(Debug, Error)]
pub enum BackupError {
    /// Something is there already, and is never written over.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// It is no backup.
    #[error("{} is no backup", .0.display())]
    NoBackup(PathBuf),
    /// PostgreSQL has tools of its own.
    #[error("only SQLite is backed up here")]
    NotSqlite,
    /// The backup isn't whole.
    #[error("the backup isn't whole")]
    Unsound(Box<Health>),
    /// It is of the other kind, or encrypted with another secret.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// A file can't be read or written.
    #[error("{}: {reason}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// Pictures can't be kept there.
    #[error(transparent)]
    Photos(#[from] PhotoStoreError),
    /// The database doesn't answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A use case failed.
    #[error(transparent)]
    App(#[from] AppError),
}

impl BackupError {
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |reason| Self::File { path, reason }
    }
}

/// Brings a file's bytes to the disk.
fn sync(path: &Path) -> Result<(), BackupError> {
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(BackupError::file(path))
}
