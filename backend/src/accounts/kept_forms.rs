//! What was typed into a form that could not be taken, kept until the form is shown again.

use crate::store::StoreError;
use crate::{AppError, Backend, values};
use domain::time::{MINUTE, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// Where the vault locks kept forms.
const PLACE: &str = "kept_forms.content";
/// How long a form is kept, in milliseconds.
pub(super) const LIFETIME: i64 = 30 * MINUTE;

/// What was typed, and why it could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// The fields by name.
    pub values: BTreeMap<String, String>,
    /// The reason, with the fields that are wrong.
    pub error: AppError,
}

/// Keeps a form for the page at `path`, encrypted; the key to take it back with.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn keep_form(backend: &Backend, path: &str, form: &KeptForm) -> Result<String, AppError> {
    let text = serde_json::to_string(form).map_err(|error| AppError::internal(&error))?;
    let id = backend.entropy.token();
    let mut session = backend.store.write().await?;
    session
        .run(
            "INSERT INTO kept_forms (id, path, content, created_at) VALUES ($1, $2, $3, $4)",
            values![
                row_id(backend, &id),
                path,
                backend.vault.lock(PLACE, &text, &backend.entropy)?,
                backend.clock.now()
            ],
        )
        .await?;
    session.commit().await?;
    Ok(id)
}

/// Takes a kept form back, once, for the page that it was kept for; `None` if there is none (any more).
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn take_form(backend: &Backend, id: &str, path: &str) -> Result<Option<KeptForm>, AppError> {
    #[derive(FromRow)]
    struct Row {
        content: String,
        created_at: i64,
    }
    let mut session = backend.store.write().await?;
    let row: Option<Row> = session
        .one(
            "DELETE FROM kept_forms WHERE id = $1 AND path = $2 RETURNING content, created_at",
            values![row_id(backend, id), path],
        )
        .await?;
    session.commit().await?;
    let age = |row: &Row| backend.clock.now().since(Timestamp(row.created_at));
    let Some(row) = row.filter(|row| age(row) < LIFETIME) else { return Ok(None) };
    let text = backend.vault.unlock(PLACE, &row.content)?;
    let form =
        serde_json::from_str(&text).map_err(|error| StoreError::row("kept_forms", "content", error))?;
    Ok(Some(form))
}

/// The key stands in an address, the database has only its fingerprint.
fn row_id(backend: &Backend, id: &str) -> String {
    backend.vault.fingerprint("kept_forms.id", id)
}
