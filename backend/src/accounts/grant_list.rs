//! Who holds what in an area.

use super::Viewer;
use super::people::decrypt_phone;
use crate::store::{FromRow, PAGE, StoreError};
use crate::{AppError, Backend, values};
use domain::accounts::{Grant, PersonId, Role, may_grant};
use domain::areas::AreaCode;
use domain::time::Timestamp;

/// One who holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantLine {
    /// The grant's id.
    pub id: String,
    /// The person.
    pub person: PersonId,
    /// The person's name; empty if they never said it.
    pub name: String,
    /// 138****0000.
    pub phone_masked: String,
    /// What they hold.
    pub role: Role,
    /// Where.
    pub area: AreaCode,
    /// The area's name.
    pub area_name: String,
    /// The team's name, for the roles that have one.
    pub team_name: Option<String>,
    /// Since when.
    pub granted_at: Timestamp,
    /// When it ends, where that is known.
    pub ends_at: Option<Timestamp>,
    /// Whether the viewer may take it back.
    pub may_revoke: bool,
    /// Whether the account of whoever holds it is locked.
    pub locked: bool,
    /// Whether the viewer may lock or unlock it.
    pub may_lock: bool,
}

/// A page of those who hold a role, by role and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantPage {
    /// At most [`PAGE`] of them.
    pub lines: Vec<GrantLine>,
    /// Behind which key the next page begins; `None` on the last.
    pub next: Option<String>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    person: String,
    role: String,
    area: String,
    area_name: String,
    team_name: Option<String>,
    name: String,
    phone: String,
    granted_at: i64,
    ends_at: Option<i64>,
    locked_at: Option<i64>,
}

/// Who holds what in an area and below it, for those who may grant there, and for its staff to look.
///
/// # Errors
/// [`AppError`] of kind `Denied` for all others.
pub async fn grants_of_area(
    backend: &Backend,
    viewer: &Viewer,
    area: &AreaCode,
    after: Option<&str>,
) -> Result<GrantPage, AppError> {
    let own = viewer
        .in_use
        .as_ref()
        .filter(|own| (own.role == Role::Admin || own.role.is_of_community_desk()) && own.covers(area))
        .ok_or_else(AppError::denied)?;
    let mut tx = backend.store.read().await?;
    // One row more than a page shows whether there is another page.
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<Row> = tx
        .all(
            "WITH listed AS (SELECT g.id, g.person, g.role, g.area, a.name AS area_name, t.name AS team_name, p.name, \
             p.phone, p.locked_at, g.granted_at, g.ends_at, g.revoked_at, CASE g.role WHEN 'admin' THEN 0 WHEN 'district_lead' THEN 1 \
             WHEN 'office_lead' THEN 2 WHEN 'community_lead' THEN 3 WHEN 'staff' THEN 4 WHEN 'member' THEN 5 \
             WHEN 'volunteer_team' THEN 6 ELSE 7 END AS place \
             FROM grants g JOIN areas a ON a.code = g.area JOIN people p ON p.id = g.person \
             LEFT JOIN teams t ON t.id = g.team WHERE g.area >= $1 AND g.area < $2) \
             SELECT id, person, role, area, area_name, team_name, name, phone, granted_at, ends_at, locked_at FROM listed \
             WHERE revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $5) AND ($3 = '' OR (place, name, id) > \
             (SELECT place, name, id FROM listed WHERE id = $3)) ORDER BY place, name, id LIMIT $4",
            values![area, area.end(), after.unwrap_or_default(), limit, backend.clock.now()],
        )
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    let lines = rows.into_iter().map(|row| line(backend, own, row)).collect::<Result<_, _>>()?;
    Ok(GrantPage { lines, next })
}

fn line(backend: &Backend, own: &Grant, row: Row) -> Result<GrantLine, AppError> {
    let bad = |reason: &dyn ToString| StoreError::row("grants", &row.id, reason.to_string());
    let role: Role = row.role.parse().map_err(|error: strum::ParseError| bad(&error))?;
    let area = AreaCode::parse(&row.area).map_err(|error| bad(&error))?;
    Ok(GrantLine {
        phone_masked: decrypt_phone(backend, &row.id, &row.phone)?.masked(),
        may_revoke: may_grant(own, role, &area),
        role,
        area,
        id: row.id,
        person: PersonId(row.person),
        name: row.name,
        area_name: row.area_name,
        team_name: row.team_name,
        granted_at: Timestamp(row.granted_at),
        ends_at: row.ends_at.map(Timestamp),
        locked: row.locked_at.is_some(),
        may_lock: own.role == Role::Admin,
    })
}
