//! Where the bytes of pictures lie: in a folder, or at S3.

use crate::{AppError, Backend};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, RetryConfig};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// What an address at S3 begins with.
const S3: &str = "s3://";
/// How long one picture may be under way to S3 or back; who waits for an answer waits no longer.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often S3 is asked again.
const RETRIES: usize = 2;

/// Where pictures lie. Cloning shares it. The default is nowhere: then none are taken.
#[derive(Clone, Debug, Default)]
pub struct PhotoStore {
    objects: Option<Arc<dyn ObjectStore>>,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
}

/// Why the bytes of a picture can't be had.
#[derive(Debug, Error)]
pub(super) enum Loss {
    /// They aren't there.
    #[error("the bytes are missing")]
    Missing,
    /// They aren't what was written.
    #[error("the bytes are damaged")]
    Damaged,
    /// The store doesn't answer.
    #[error(transparent)]
    Unknown(#[from] AppError),
}

/// Pictures can't be kept where they were to be.
#[derive(Debug, Error)]
pub enum PhotoStoreError {
    /// The folder can't be made or opened.
    #[error("{}: {reason}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The store says no.
    #[error(transparent)]
    Store(#[from] object_store::Error),
}

impl PhotoStore {
    /// Opens `s3://BUCKET/PREFIX`, or a folder, which is made if it isn't there.
    ///
    /// What else S3 needs stands in the variables that its own tools read: `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`; `AWS_ENDPOINT` for a server elsewhere, and `AWS_ALLOW_HTTP` where that
    /// has no TLS.
    ///
    /// # Errors
    /// [`PhotoStoreError`]. Whether S3 answers is found out with the first picture.
    pub fn open(address: &str) -> Result<Self, PhotoStoreError> {
        // A variable that is no text is none that S3 could need.
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Self::open_with(address, variables)
    }

    /// The same with variables that don't stand in the environment.
    ///
    /// # Errors
    /// As [`PhotoStore::open`].
    pub fn open_with(
        address: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, PhotoStoreError> {
        match address.strip_prefix(S3) {
            Some(place) => Self::at_s3(address, place, variables),
            None => Self::in_folder(FilePath::new(address)),
        }
    }

    /// In memory, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self { objects: Some(Arc::new(InMemory::new())), folder: None }
    }

    fn in_folder(folder: &FilePath) -> Result<Self, PhotoStoreError> {
        let failed = |reason| PhotoStoreError::Folder { folder: folder.to_owned(), reason };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let files = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        Ok(Self { objects: Some(Arc::new(files)), folder: Some(folder.to_owned()) })
    }

    fn at_s3(
        address: &str,
        place: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, PhotoStoreError> {
        // Once for the whole program; whoever was first has chosen the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let retry = RetryConfig { max_retries: RETRIES, retry_timeout: PATIENCE, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new().with_url(address).with_retry(retry);
        for (name, value) in variables.into_iter().filter(|(name, _)| name.starts_with("AWS_")) {
            if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() {
                builder = builder.with_config(key, value);
            }
        }
        let bucket = builder.build()?;
        let prefix = place.split_once('/').map_or("", |(_, prefix)| prefix).trim_matches('/');
        let objects: Arc<dyn ObjectStore> = match prefix {
            "" => Arc::new(bucket),
            prefix => Arc::new(PrefixStore::new(bucket, prefix)),
        };
        Ok(Self { objects: Some(objects), folder: None })
    }

    /// Whether [`PhotoStore::open`] would find the folder of that address; what is at S3 counts as there.
    #[must_use]
    pub fn is_there(address: &str) -> bool {
        address.starts_with(S3) || FilePath::new(address).is_dir()
    }

    /// Whether the folder has gone since it was opened.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.folder.as_deref().is_some_and(|folder| !folder.is_dir())
    }

    /// Whether pictures are taken at all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.objects.is_some()
    }

    /// The names and sizes of all bytes that lie here.
    pub(super) async fn listed(&self) -> Result<Vec<(String, u64)>, AppError> {
        let objects = self.get()?;
        let failed = |error: object_store::Error| AppError::internal(&error);
        let mut listed = Vec::new();
        for folder in objects.list_with_delimiter(None).await.map_err(failed)?.common_prefixes {
            let found = objects.list_with_delimiter(Some(&folder)).await.map_err(failed)?.objects;
            listed.extend(
                found.into_iter().filter_map(|one| Some((one.location.filename()?.to_owned(), one.size))),
            );
        }
        Ok(listed)
    }

    /// Copies bytes as they lie here, encrypted, into another store; it is well if they have gone meanwhile.
    pub(super) async fn copy(&self, blob: &str, into: &Self) -> Result<(), AppError> {
        let failed = |error: object_store::Error| AppError::internal(&error);
        let found = match self.get()?.get(&path(blob)).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(()),
            found => found.map_err(failed)?,
        };
        let encrypted = found.bytes().await.map_err(failed)?;
        into.get()?.put(&path(blob), encrypted.into()).await.map_err(failed)?;
        Ok(())
    }

    fn get(&self) -> Result<&Arc<dyn ObjectStore>, AppError> {
        self.objects.as_ref().ok_or_else(|| AppError::internal(&"no place for pictures"))
    }
}

/// A name for new bytes: random, so that it tells nothing.
pub(super) fn new_blob(backend: &Backend) -> String {
    backend.entropy.bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes bytes, encrypted, under a name.
pub(super) async fn write(backend: &Backend, blob: &str, bytes: &[u8]) -> Result<(), AppError> {
    let encrypted = backend.vault.encrypt_bytes(&additional_data(blob), bytes, &backend.entropy)?;
    backend
        .photos
        .get()?
        .put(&path(blob), encrypted.into())
        .await
        .map_err(|error| AppError::internal(&error))?;
    Ok(())
}

/// Reads what [`write`] wrote.
pub(super) async fn fetch(backend: &Backend, blob: &str) -> Result<Vec<u8>, Loss> {
    let failed = |error: object_store::Error| match error {
        object_store::Error::NotFound { .. } => Loss::Missing,
        other => AppError::internal(&other).into(),
    };
    let found = backend.photos.get()?.get(&path(blob)).await.map_err(failed)?;
    let encrypted = found.bytes().await.map_err(failed)?;
    backend.vault.decrypt_bytes(&additional_data(blob), &encrypted).map_err(|_| Loss::Damaged)
}

/// Takes bytes away; it is well if they aren't there.
pub(super) async fn erase(backend: &Backend, blob: &str) -> Result<(), AppError> {
    match backend.photos.get()?.delete(&path(blob)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(AppError::internal(&error)),
    }
}

/// The additional data of a picture: bytes that were encrypted under one name are not decrypted under another.
fn additional_data(blob: &str) -> String {
    format!("photos.{blob}")
}

/// 256 folders, so that none grows too large.
fn path(blob: &str) -> Path {
    Path::from_iter([&blob[..blob.len().min(2)], blob])
}
