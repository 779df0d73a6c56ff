//! Whether a database and its pictures are whole.

use crate::accounts::PHONE_AAD;
use crate::photos::{Inspection, inspect};
use crate::store::FromRow;
use crate::{AppError, Backend, values};

/// How many people are looked at in one go.
const BATCH: i64 = 1000;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// What SQLite finds wrong with its file; PostgreSQL has tools of its own.
    pub database: Vec<String>,
    /// How many people's numbers the secret doesn't open: written with another one.
    pub unopened: usize,
    /// The pictures, where there is a place for them.
    pub photos: Option<Inspection>,
}

impl Health {
    /// Whether nothing is wrong; what is merely left over does no harm.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.is_readable()
            && self.unopened == 0
            && self.photos.as_ref().is_none_or(|photos| photos.faults.is_empty())
    }

    /// Whether the database can be worked with, whatever single rows and pictures are lost.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.database.is_empty()
    }
}

/// Looks at everything: reads the whole database and every picture.
///
/// # Errors
/// [`AppError`] if the database or the store of pictures doesn't answer.
pub async fn health(backend: &Backend) -> Result<Health, AppError> {
    let photos = if backend.photos.is_open() { Some(inspect(backend).await?) } else { None };
    Ok(Health { database: backend.store.faults().await?, unopened: unopened(backend).await?, photos })
}

async fn unopened(backend: &Backend) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        phone: String,
    }
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let rows: Vec<Row> = backend
            .store
            .read()
            .await?
            .all("SELECT id, phone FROM people WHERE id > $1 ORDER BY id LIMIT $2", values![&after, BATCH])
            .await?;
        let Some(last) = rows.last() else { return Ok(count) };
        after.clone_from(&last.id);
        count += rows.iter().filter(|row| backend.vault.decrypt(PHONE_AAD, &row.phone).is_err()).count();
    }
}
