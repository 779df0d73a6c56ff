//! Volunteer teams and property companies.

use crate::Backend;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::{Role, TeamId};
use domain::areas::AreaCode;

/// The most characters of a team's name.
pub(crate) const TEAM_NAME_LIMIT: usize = 30;

/// The team of that name in an area, made if there is none. Its kind is the role of its people.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub(crate) async fn ensure_team(
    tx: &mut Transaction,
    backend: &Backend,
    kind: Role,
    area: &AreaCode,
    name: &str,
) -> Result<TeamId, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let find = "SELECT id FROM teams WHERE area = $1 AND kind = $2 AND name = $3";
    let kind_name = <&'static str>::from(kind);
    if let Some(row) = tx.one::<Row>(find, values![area, kind_name, name]).await? {
        return Ok(TeamId(row.id));
    }
    let now = backend.clock.now();
    tx.run(
        "INSERT INTO teams (id, kind, area, name, created_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (area, kind, name) DO NOTHING",
        values![backend.entropy.id(now), kind_name, area, name, now],
    )
    .await?;
    let row = tx.one::<Row>(find, values![area, kind_name, name]).await?;
    row.map(|row| TeamId(row.id))
        .ok_or_else(|| StoreError::row("teams", name, "not there after it was written"))
}
