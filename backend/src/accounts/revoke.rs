//! Taking roles back.

use super::Viewer;
use super::locks::unlock_without_role;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, ErrorKind, values};
use domain::accounts::{PersonId, Role, may_grant};
use domain::areas::AreaCode;
use domain::time::Timestamp;

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
    viewer: &Viewer,
    grant: &str,
    now: Timestamp,
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
    let role = row.role.parse().map_err(|error| StoreError::row("grants", grant, error))?;
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
            values![grant, &viewer.person, now],
        )
        .await?;
    let person = PersonId(row.person);
    unlock_without_role(tx, &person).await?;
    Ok(Revoked { person, name: row.name, area, held: revoked > 0 })
}

/// Ends the grant whose time was over first, of those that nobody has ended, in the caller's transaction.
///
/// # Errors
/// [`AppError`] if the database fails.
pub(crate) async fn end_first_due(tx: &mut Transaction, now: Timestamp) -> Result<Option<Revoked>, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        person: String,
        name: String,
        area: String,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT g.id, g.person, p.name, g.area FROM grants g JOIN people p ON p.id = g.person \
             WHERE g.revoked_at IS NULL AND g.ends_at <= $1 ORDER BY g.ends_at, g.id LIMIT 1",
            values![now],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let sql = "UPDATE grants SET revoked_at = ends_at WHERE id = $1 AND revoked_at IS NULL";
    let held = tx.run(sql, values![&row.id]).await? > 0;
    let area = AreaCode::parse(&row.area).map_err(|error| StoreError::row("grants", &row.id, error))?;
    let person = PersonId(row.person);
    unlock_without_role(tx, &person).await?;
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
