//! Accounts that are locked: they sign in nowhere, and what they had open has ended.

use super::Viewer;
use super::rename::held_by;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::accounts::{PersonId, Role};
use domain::areas::AreaCode;
use domain::audit::{Doer, SecurityEvent};

/// Locks the account of whoever holds a grant: a telephone that was lost, somebody who is not to be let in. Their sessions end
/// at once. What they hold stays: work is taken out of hands by taking a role back, and with the last one the account is
/// unlocked.
///
/// # Errors
/// [`AppError`]: `Denied` to all but administrators, and for oneself; not found if there is no such grant within the viewer's
/// area.
pub async fn lock_account(backend: &Backend, viewer: &Viewer, grant: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let (person, area) = administered(&mut tx, viewer, grant).await?;
    if person == viewer.person {
        let sentence = "不能停用自己的账号，请另一个人来办";
        return Err(AppError::new(ErrorKind::Denied, "account.own_lock", sentence));
    }
    let sql = "UPDATE people SET locked_at = $2, locked_by = $3 WHERE id = $1 AND locked_at IS NULL";
    let locked = tx.run(sql, values![&person, backend.clock.now(), &viewer.person]).await?;
    tx.run("DELETE FROM sessions WHERE person = $1", values![&person]).await?;
    if locked > 0 {
        audit::record(&mut tx, backend, viewer, SecurityEvent::AccountLocked { subject: person, area })
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Unlocks the account of whoever holds a grant.
///
/// # Errors
/// As [`lock_account`].
pub async fn unlock_account(backend: &Backend, viewer: &Viewer, grant: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let (person, area) = administered(&mut tx, viewer, grant).await?;
    // One that signed in just as the account was locked is not let in now.
    tx.run("DELETE FROM sessions WHERE person = $1", values![&person]).await?;
    unlock(&mut tx, backend, viewer, (&person, &area)).await?;
    tx.commit().await?;
    Ok(())
}

/// Unlocks an account, if it is locked.
pub(super) async fn unlock(
    tx: &mut Transaction,
    backend: &Backend,
    doer: impl Into<Doer>,
    (person, area): (&PersonId, &AreaCode),
) -> Result<(), AppError> {
    let sql = "UPDATE people SET locked_at = NULL, locked_by = NULL WHERE id = $1 AND locked_at IS NOT NULL";
    if tx.run(sql, values![person]).await? > 0 {
        let event = SecurityEvent::AccountUnlocked { subject: person.clone(), area: area.clone() };
        audit::record(tx, backend, doer, event).await?;
    }
    Ok(())
}

/// Whose grant it is, and where, for administrators.
async fn administered(
    tx: &mut Transaction,
    viewer: &Viewer,
    grant: &str,
) -> Result<(PersonId, AreaCode), AppError> {
    if viewer.role() != Role::Admin {
        return Err(AppError::denied());
    }
    held_by(tx, viewer, grant).await
}

/// Whether an account is locked.
pub(super) async fn is_locked(tx: &mut Transaction, person: &PersonId) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        locked: i64,
    }
    let sql = "SELECT count(*) AS locked FROM people WHERE id = $1 AND locked_at IS NOT NULL";
    let row: Option<Row> = tx.one(sql, values![person]).await?;
    Ok(row.is_some_and(|row| row.locked > 0))
}
