//! Taking roles back.

use super::Viewer;
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, Backend, ErrorKind, orders, values};
use domain::accounts::{PersonId, Role, may_grant};
use domain::areas::AreaCode;

/// Takes a role back, from the person's next request on; how many open orders that leaves in hands
/// that can't serve them any more, of which the desk is told. Taking it back twice is no error, and told once.
///
/// # Errors
/// [`AppError`]: `Denied` if the viewer may not; `Conflict` if nobody would be left to grant; not found if
/// there is none within their area.
pub async fn revoke_role(backend: &Backend, viewer: &Viewer, grant: &str) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        person: String,
        name: String,
        role: String,
        area: String,
    }
    let own = viewer.in_use.as_ref().ok_or_else(AppError::denied)?;
    let missing = || AppError::not_found("account.grant_not_found", "这个身份");
    let mut session = backend.store.write().await?;
    let row: Option<Row> = session
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
    if role == Role::Admin && !has_other_admin(&mut session, grant).await? {
        let sentence = "这是最后一位管理员，收回后就没有人能管身份了；请先授予别人管理员身份，再来收回";
        return Err(AppError::new(ErrorKind::Conflict, "account.last_admin", sentence));
    }
    let now = backend.clock.now();
    let revoked = session
        .run(
            "UPDATE grants SET revoked_by = $2, revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL",
            values![grant, &viewer.person, now],
        )
        .await?;
    let person = PersonId(row.person);
    let behind = orders::left_behind(&mut session, &person, &area).await?;
    if revoked > 0 {
        orders::tell_desks(&mut session, backend, &row.name, &behind, &viewer.person, now).await?;
    }
    session.commit().await?;
    Ok(behind.len())
}

/// Whether an administrator is left without this grant.
async fn has_other_admin(session: &mut Session, grant: &str) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        others: i64,
    }
    // Of two who take each other's away at once, one waits, and then sees what the other did.
    let admin = <&'static str>::from(Role::Admin);
    session
        .hold("SELECT id FROM grants WHERE role = $1 AND revoked_at IS NULL ORDER BY id", values![admin])
        .await?;
    let row: Option<Row> = session
        .one(
            "SELECT count(*) AS others FROM grants WHERE role = $2 AND revoked_at IS NULL AND id <> $1",
            values![grant, admin],
        )
        .await?;
    Ok(row.is_some_and(|row| row.others > 0))
}
