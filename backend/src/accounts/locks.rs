//! Accounts that are locked: they sign in nowhere, and what they had open has ended.

use super::Viewer;
use super::rename::held_by;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::{PersonId, Role};

/// Locks the account of whoever holds a grant: a telephone that was lost, somebody who is not to be let in. Their sessions end
/// at once. What they hold stays: work is taken out of hands by taking a role back, and with the last one the account is
/// unlocked.
///
/// # Errors
/// [`AppError`]: `Denied` to all but administrators, and for oneself; not found if there is no such grant within the viewer's
/// area.
pub async fn lock_account(backend: &Backend, viewer: &Viewer, grant: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let person = administered(&mut tx, viewer, grant).await?;
    if person == viewer.person {
        let sentence = "不能停用自己的账号，请另一个人来办";
        return Err(AppError::new(ErrorKind::Denied, "account.own_lock", sentence));
    }
    let sql = "UPDATE people SET locked_at = $2, locked_by = $3 WHERE id = $1 AND locked_at IS NULL";
    tx.run(sql, values![&person, backend.clock.now(), &viewer.person]).await?;
    tx.run("DELETE FROM sessions WHERE person = $1", values![&person]).await?;
    tx.commit().await?;
    Ok(())
}

/// Unlocks the account of whoever holds a grant.
///
/// # Errors
/// As [`lock_account`].
pub async fn unlock_account(backend: &Backend, viewer: &Viewer, grant: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let person = administered(&mut tx, viewer, grant).await?;
    // One that signed in just as the account was locked is not let in now.
    tx.run("DELETE FROM sessions WHERE person = $1", values![&person]).await?;
    tx.run("UPDATE people SET locked_at = NULL, locked_by = NULL WHERE id = $1", values![&person]).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose grant it is, for administrators.
async fn administered(tx: &mut Transaction, viewer: &Viewer, grant: &str) -> Result<PersonId, AppError> {
    if viewer.role() != Role::Admin {
        return Err(AppError::denied());
    }
    held_by(tx, viewer, grant).await
}

/// Unlocks the account of somebody who holds nothing any more: nobody would find it among those who do.
pub(super) async fn unlock_without_role(tx: &mut Transaction, person: &PersonId) -> Result<(), StoreError> {
    tx.run(
        "UPDATE people SET locked_at = NULL, locked_by = NULL WHERE id = $1 AND NOT EXISTS \
         (SELECT 1 FROM grants g WHERE g.person = $1 AND g.revoked_at IS NULL)",
        values![person],
    )
    .await?;
    Ok(())
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
