//! Everybody to whom an order can be dispatched, as the database knows them.

use super::{Candidate, CandidateKind};
use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::{PersonId, Role, TeamId};
use domain::areas::AreaCode;
use domain::orders::AssigneeId;

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    role: String,
    area: String,
    area_name: String,
    open: i64,
}

/// The teams of a community, each with what it has in hand; near are those of the estate.
pub(super) async fn teams_in(
    tx: &mut Transaction,
    community: &AreaCode,
    estate: &AreaCode,
) -> Result<Vec<Candidate>, StoreError> {
    let teams: Vec<Row> = tx
        .all(
            "SELECT t.id, t.name, t.kind AS role, t.area, a.name AS area_name, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_team = t.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open \
             FROM teams t JOIN areas a ON a.code = t.area \
             WHERE substr(t.area, 1, length($1)) = $1 AND EXISTS \
             (SELECT 1 FROM grants g WHERE g.team = t.id AND g.revoked_at IS NULL)",
            values![community],
        )
        .await?;
    teams.into_iter().map(|row| candidate(row, team, estate)).collect()
}

/// Everybody of a community to whom an order can be dispatched, who is near and has little in hand first.
pub(super) async fn list(
    tx: &mut Transaction,
    viewer: &Viewer,
    community: &AreaCode,
    estate: &AreaCode,
) -> Result<Vec<Candidate>, StoreError> {
    let people: Vec<Row> = tx
        .all(
            "SELECT m.id, m.name, 'member' AS role, m.area, a.name AS area_name, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_person = m.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open \
             FROM (SELECT p.id, p.name, max(g.area) AS area FROM grants g JOIN people p ON p.id = g.person \
              WHERE g.role = 'member' AND g.revoked_at IS NULL \
              AND substr(g.area, 1, length($1)) = $1 GROUP BY p.id, p.name) m \
             JOIN areas a ON a.code = m.area",
            values![community],
        )
        .await?;
    let teams = teams_in(tx, community, estate).await?;
    let own: Option<Row> = tx
        .one(
            "SELECT p.id, p.name, 'staff' AS role, a.code AS area, a.name AS area_name, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_person = p.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open \
             FROM people p, areas a WHERE p.id = $2 AND a.code = $1",
            values![community, &viewer.person],
        )
        .await?;
    let mut list: Vec<Candidate> = people
        .into_iter()
        .filter(|row| row.id != viewer.person.0)
        .map(|row| candidate(row, person, estate))
        .collect::<Result<_, _>>()?;
    list.extend(teams);
    list.sort_by(|one, other| {
        (!one.near, one.open, one.kind, &one.name).cmp(&(!other.near, other.open, other.kind, &other.name))
    });
    list.extend(own.map(|row| candidate(row, person, estate)).transpose()?);
    Ok(list)
}

fn person(id: String) -> AssigneeId {
    AssigneeId::Person(PersonId(id))
}

fn team(id: String) -> AssigneeId {
    AssigneeId::Team(TeamId(id))
}

fn candidate(row: Row, id: fn(String) -> AssigneeId, estate: &AreaCode) -> Result<Candidate, StoreError> {
    let kind = match row.role.parse() {
        Ok(Role::VolunteerTeam) => CandidateKind::VolunteerTeam,
        Ok(Role::PropertyCompany) => CandidateKind::PropertyCompany,
        Ok(Role::Member) => CandidateKind::Member,
        _ => CandidateKind::Oneself,
    };
    let area = AreaCode::parse(&row.area).map_err(|error| StoreError::row("grants", &row.id, error))?;
    Ok(Candidate {
        id: id(row.id),
        name: row.name,
        kind,
        usual: false,
        near: estate.covers(&area),
        area,
        why: None,
        fits: true,
        last_time: false,
        area_name: row.area_name,
        open: row.open,
    })
}
