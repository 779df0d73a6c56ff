//! Taking roles back.

use super::Viewer;
use super::locks::unlock;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::accounts::{PersonId, Role, may_grant};
use domain::areas::AreaCode;
use domain::audit::{Doer, SecurityEvent};

/// A role that was taken back.
pub(crate) struct Revoked {
    /// Whose it was.
    pub(crate) person: PersonId,
    /// Their name.
    pub(crate) name: String,
    /// Where it held.
    pub(crate) area: AreaCode,
    /// Whether it held until now: taking it back twice is no error.
    pub(crate) held: bool,
}

/// Takes a role back in the caller's transaction, from the person's next request on.
///
/// # Errors
/// [`AppError`]: `Denied` if the viewer may not; `Conflict` if nobody would be left to grant; not found if
/// there is none within their area.
pub(crate) async fn revoke(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    grant: &str,
) -> Result<Revoked, AppError> {
    #[derive(FromRow)]
    struct Row {
        person: String,
        name: String,
        role: String,
        area: String,
    }
    let own = viewer.in_use.as_ref().ok_or_else(AppError::denied)?;
    let missing = || AppError::not_found("account.grant_not_found", "这个身份");
    let row: Option<Row> = tx
        .one(
            "SELECT g.person, p.name, g.role, g.area FROM grants g JOIN people p ON p.id = g.person \
             WHERE g.id = $1",
            values![grant],
        )
        .await?;
    let row = row.ok_or_else(missing)?;
    let area = AreaCode::parse(&row.area).map_err(|error| StoreError::row("grants", grant, error))?;
    let role: Role = row.role.parse().map_err(|error| StoreError::row("grants", grant, error))?;
    if !own.covers(&area) {
        return Err(missing());
    }
    if !may_grant(own, role, &area) {
        return Err(AppError::denied());
    }
    if role == Role::Admin && !has_other_admin(tx, grant).await? {
        let sentence = "这是最后一位管理员，收回后就没有人能管身份了；请先授予别人管理员身份，再来收回";
        return Err(AppError::new(ErrorKind::Conflict, "account.last_admin", sentence));
    }
    let revoked = tx
        .run(
            "UPDATE grants SET revoked_by = $2, revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL",
            values![grant, &viewer.person, backend.clock.now()],
        )
        .await?;
    let person = PersonId(row.person);
    if revoked > 0 {
        let (grant, subject, area) = (grant.to_owned(), person.clone(), area.clone());
        let event = SecurityEvent::RoleRevoked { grant, subject, role, area };
        audit::record(tx, backend, viewer, event).await?;
    }
    unlock_without_role(tx, backend, viewer, (&person, &area)).await?;
    Ok(Revoked { person, name: row.name, area, held: revoked > 0 })
}

/// Ends the grant whose time was over first, of those that nobody has ended, in the caller's transaction.
///
/// # Errors
/// [`AppError`] if the database fails.
pub(crate) async fn end_first_due(
    tx: &mut Transaction,
    backend: &Backend,
) -> Result<Option<Revoked>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        person: String,
        name: String,
        role: String,
        area: String,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT g.id, g.person, p.name, g.role, g.area FROM grants g JOIN people p ON p.id = g.person \
             WHERE g.revoked_at IS NULL AND g.ends_at <= $1 ORDER BY g.ends_at, g.id LIMIT 1",
            values![backend.clock.now()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let sql = "UPDATE grants SET revoked_at = ends_at WHERE id = $1 AND revoked_at IS NULL";
    let held = tx.run(sql, values![&row.id]).await? > 0;
    let area = AreaCode::parse(&row.area).map_err(|error| StoreError::row("grants", &row.id, error))?;
    let role: Role = row.role.parse().map_err(|error| StoreError::row("grants", &row.id, error))?;
    let person = PersonId(row.person);
    if held {
        let (subject, area) = (person.clone(), area.clone());
        let event = SecurityEvent::RoleEnded { grant: row.id, subject, role, area };
        audit::record(tx, backend, Doer::Program, event).await?;
    }
    unlock_without_role(tx, backend, Doer::Program, (&person, &area)).await?;
    Ok(Some(Revoked { person, name: row.name, area, held }))
}

/// Whether an administrator is left without this grant.
async fn has_other_admin(tx: &mut Transaction, grant: &str) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        others: i64,
    }
    // Of two who take each other's away at once, one waits, and then sees what the other did.
    let admin = <&'static str>::from(Role::Admin);
    tx.hold("SELECT id FROM grants WHERE role = $1 AND revoked_at IS NULL ORDER BY id", values![admin])
        .await?;
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS others FROM grants WHERE role = $2 AND revoked_at IS NULL AND id <> $1",
            values![grant, admin],
        )
        .await?;
    Ok(row.is_some_and(|row| row.others > 0))
}

/// Unlocks the account of somebody who holds nothing any more: nobody would find it among those who do.
async fn unlock_without_role(
    tx: &mut Transaction,
    backend: &Backend,
    doer: impl Into<Doer>,
    (person, area): (&PersonId, &AreaCode),
) -> Result<(), AppError> {
    #[derive(FromRow)]
    struct Row {
        held: i64,
    }
    let sql = "SELECT count(*) AS held FROM grants WHERE person = $1 AND revoked_at IS NULL";
    let row: Option<Row> = tx.one(sql, values![person]).await?;
    if row.is_none_or(|row| row.held == 0) {
        unlock(tx, backend, doer, (person, area)).await?;
    }
    Ok(())
}
