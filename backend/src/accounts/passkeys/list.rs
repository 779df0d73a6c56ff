//! The passkeys of somebody: listed, named and removed by them.

use crate::accounts::Viewer;
use crate::accounts::second_factor::may_change;
use crate::store::FromRow;
use crate::{AppError, Backend, FieldError, audit, values};
use domain::accounts::passkey_name;
use domain::audit::{Factor, SecurityEvent};
use domain::time::Timestamp;

/// One passkey of the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyLine {
    /// What it is found by.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub made: Timestamp,
    /// When somebody signed in with it last.
    pub used: Option<Timestamp>,
    /// Whether it is on several devices.
    pub backed_up: bool,
}

/// The viewer's passkeys, the oldest first.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn passkeys(backend: &Backend, viewer: &Viewer) -> Result<Vec<PasskeyLine>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        name: String,
        made_at: i64,
        used_at: Option<i64>,
        backed_up: i64,
    }
    let sql = "SELECT id, name, made_at, used_at, backed_up FROM passkeys WHERE person = $1 AND removed_at IS NULL \
               ORDER BY made_at, id";
    let rows: Vec<Row> = backend.store.read().await?.all(sql, values![&viewer.person]).await?;
    let line = |row: Row| PasskeyLine {
        id: row.id,
        name: row.name,
        made: Timestamp(row.made_at),
        used: row.used_at.map(Timestamp),
        backed_up: row.backed_up != 0,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Calls one of the viewer's passkeys otherwise.
///
/// # Errors
/// [`AppError`]: the field `name`; not found if it isn't theirs.
pub async fn rename_passkey(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    name: &str,
) -> Result<(), AppError> {
    let wrong = |sentence: String| AppError::invalid(vec![FieldError::new("name", sentence)]);
    let name = passkey_name(name, "").map_err(|error| wrong(error.about("名称")))?;
    if name.is_empty() {
        return Err(wrong("请填名称".to_owned()));
    }
    let mut tx = backend.store.write().await?;
    let sql = "UPDATE passkeys SET name = $3 WHERE id = $1 AND person = $2 AND removed_at IS NULL";
    if tx.run(sql, values![id, &viewer.person, name]).await? == 0 {
        return Err(AppError::not_found("passkey.not_found", "这把通行密钥"));
    }
    tx.commit().await?;
    Ok(())
}

/// Removes one of the viewer's passkeys; one that is gone already is none to complain of.
///
/// # Errors
/// [`AppError`] as [`super::add_passkey`]: `account.not_fresh`, `account.factor_first`.
pub async fn remove_passkey(backend: &Backend, viewer: &Viewer, id: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    may_change(&mut tx, backend, viewer).await?;
    let sql = "UPDATE passkeys SET removed_at = $3 WHERE id = $1 AND person = $2 AND removed_at IS NULL";
    if tx.run(sql, values![id, &viewer.person, backend.clock.now()]).await? > 0 {
        let event = SecurityEvent::FactorRemoved { factor: Factor::Passkey };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}
