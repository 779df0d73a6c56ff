//! The telephone at which a volunteer team or a property company answers, which its own people keep.

use crate::accounts::Viewer;
use crate::names::name_then;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, FieldError, audit, values};
use domain::accounts::TeamId;
use domain::areas::Telephone;
use domain::audit::SecurityEvent;
use domain::time::Timestamp;
use domain::typed::folded;

/// A team's telephone as its people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyTelephone {
    /// What the team is called.
    pub team_name: String,
    /// Its telephone; `None` if it has none.
    pub telephone: Option<Telephone>,
    /// Who set or removed it, and when; `None` if nobody ever did.
    pub by: Option<(String, Timestamp)>,
}

/// A telephone as it was set or removed.
#[derive(FromRow)]
struct Row {
    number: String,
    changed_at: i64,
    changed_by: Option<String>,
}

/// The telephone of the team for which the viewer works.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody whose role in use is not that of a team.
pub async fn duty_telephone(backend: &Backend, viewer: &Viewer) -> Result<DutyTelephone, AppError> {
    let (team, team_name) = own_team(viewer)?;
    let mut tx = backend.store.read().await?;
    let Some(row) = newest(&mut tx, team).await? else {
        return Ok(DutyTelephone { team_name, telephone: None, by: None });
    };
    let changed_at = Timestamp(row.changed_at);
    let by = match &row.changed_by {
        Some(person) => name_then(&mut tx, person, changed_at).await?.map(|name| (name, changed_at)),
        None => None,
    };
    Ok(DutyTelephone { team_name, telephone: telephone(team, &row)?, by })
}

/// Sets the telephone of the team for which the viewer works; with nothing typed it has none any more.
///
/// # Errors
/// [`AppError`]: `Denied` as above; the field `telephone` can't be taken.
pub async fn set_duty_telephone(backend: &Backend, viewer: &Viewer, typed: &str) -> Result<(), AppError> {
    let (team, _) = own_team(viewer)?;
    let wanted = if folded(typed).is_empty() {
        None
    } else {
        let parsed = Telephone::parse_new(typed);
        Some(parsed.map_err(|error| AppError::invalid(vec![FieldError::new("telephone", error)]))?)
    };
    let mut tx = backend.store.write().await?;
    // Of two changes the second has the later time, whoever makes them.
    tx.hold("SELECT id FROM teams WHERE id = $1", values![team]).await?;
    if telephone_of(&mut tx, team).await? != wanted {
        tx.run(
            "INSERT INTO team_telephones (team, changed_at, number, changed_by) \
             SELECT $1, CASE WHEN newest >= $2 THEN newest + 1 ELSE $2 END, $3, $4 FROM \
             (SELECT COALESCE(max(changed_at), 0) AS newest FROM team_telephones WHERE team = $1) AS before",
            values![
                team,
                backend.clock.now(),
                wanted.as_ref().map_or_else(String::new, ToString::to_string),
                &viewer.person
            ],
        )
        .await?;
        let event = SecurityEvent::TeamTelephoneSet { team: team.clone() };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The telephone at which a team answers; `None` if it has none.
pub(crate) async fn telephone_of(
    tx: &mut Transaction,
    team: &TeamId,
) -> Result<Option<Telephone>, StoreError> {
    match newest(tx, team).await? {
        Some(row) => telephone(team, &row),
        None => Ok(None),
    }
}

async fn newest(tx: &mut Transaction, team: &TeamId) -> Result<Option<Row>, StoreError> {
    tx.one(
        "SELECT number, changed_at, changed_by FROM team_telephones WHERE team = $1 \
         ORDER BY changed_at DESC LIMIT 1",
        values![team],
    )
    .await
}

fn telephone(team: &TeamId, row: &Row) -> Result<Option<Telephone>, StoreError> {
    let parsed = (!row.number.is_empty()).then(|| Telephone::parse(&row.number)).transpose();
    parsed.map_err(|error| StoreError::row("team_telephones", team, error))
}

/// The team for which the viewer works, and its name.
fn own_team(viewer: &Viewer) -> Result<(&TeamId, String), AppError> {
    let team = viewer.in_use.as_ref().and_then(|grant| grant.team.as_ref()).ok_or_else(AppError::denied)?;
    let name = viewer.held_in_use().and_then(|held| held.team_name.clone()).unwrap_or_default();
    Ok((team, name))
}
