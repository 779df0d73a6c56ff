//! Who can be sent to the households of a wave.

use super::access::may_visit;
use super::records::SampleRow;
use super::wave::{self, Wave};
use crate::accounts::{Viewer, door_hash, home_of};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, areas, values};
use domain::accounts::{Address, PersonId, Role};
use domain::areas::AreaCode;

/// Somebody who can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorChoice {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// The name of the area that their grant is for.
    pub area_name: String,
}

/// Somebody who can be sent, with where.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    pub(super) person: PersonId,
    pub(super) name: String,
    /// The areas that their grants are for.
    pub(super) areas: Vec<AreaCode>,
    /// What their own door is found by, also under the estates that theirs was before: nobody asks at home.
    pub(super) own_doors: Vec<String>,
}

/// Who can be sent to the households of a wave: staff and members with a grant that has to do with its area.
///
/// # Errors
/// [`AppError`]: `Denied`; there is no such wave.
pub async fn visitor_choices(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
) -> Result<Vec<VisitorChoice>, AppError> {
    let mut tx = backend.store.read().await?;
    let wave = wave::managed(&mut tx, viewer, id).await?;
    let mut choices: Vec<VisitorChoice> = Vec::new();
    for (row, role, _) in grants(&mut tx, &wave).await? {
        if !choices.iter().any(|known| known.person.0 == row.person) {
            let VisitorRow { person, name, area_name, .. } = row;
            choices.push(VisitorChoice { person: PersonId(person), name, role, area_name });
        }
    }
    Ok(choices)
}

/// Those of them who were chosen.
pub(super) async fn chosen(
    tx: &mut Transaction,
    backend: &Backend,
    wave: &Wave,
    people: &[String],
) -> Result<Vec<Visitor>, AppError> {
    let tree = areas::tree_in(tx, backend).await?;
    let mut visitors: Vec<Visitor> = Vec::new();
    for (row, _, area) in grants(tx, wave).await? {
        if !people.contains(&row.person) {
            continue;
        }
        if let Some(known) = visitors.iter_mut().find(|known| known.person.0 == row.person) {
            known.areas.push(area);
            continue;
        }
        let person = PersonId(row.person);
        let home = home_of(tx, backend, &person).await?;
        let own_doors = home.map_or_else(Vec::new, |home| {
            let estates = tree.lived_in_before(&home.estate).into_iter().map(|area| area.code.clone());
            estates.map(|estate| door_hash(backend, &Address { estate, ..home.clone() })).collect()
        });
        visitors.push(Visitor { person, name: row.name, areas: vec![area], own_doors });
    }
    Ok(visitors)
}

/// Who may go where with the roles that hold now.
pub(super) struct MayGo(Vec<(String, AreaCode)>);

impl MayGo {
    /// For the households of a wave.
    pub(super) async fn of(tx: &mut Transaction, wave: &Wave) -> Result<Self, StoreError> {
        let grants = grants(tx, wave).await?;
        Ok(Self(grants.into_iter().map(|(row, _, area)| (row.person, area)).collect()))
    }

    /// Whether a household was given to somebody who may still go there.
    pub(super) fn contains(&self, row: &SampleRow) -> bool {
        let given = row.interviewer.as_ref();
        given.is_some_and(|to| self.0.iter().any(|(person, area)| *person == to.0 && area.covers(&row.area)))
    }
}

#[derive(FromRow)]
struct VisitorRow {
    person: String,
    name: String,
    role: String,
    area: String,
    area_name: String,
}

/// The grants that make somebody a visitor, by name.
async fn grants(tx: &mut Transaction, wave: &Wave) -> Result<Vec<(VisitorRow, Role, AreaCode)>, StoreError> {
    let rows: Vec<VisitorRow> = tx
        .all(
            "SELECT g.person, p.name, g.role, g.area, a.name AS area_name FROM grants g \
             JOIN people p ON p.id = g.person JOIN areas a ON a.code = g.area \
             WHERE g.revoked_at IS NULL AND p.name <> '' AND g.role IN ('staff', 'member') \
             AND (substr(g.area, 1, length($1)) = $1 OR substr($1, 1, length(g.area)) = g.area) \
             ORDER BY p.name, g.person, g.granted_at, g.id",
            values![&wave.area],
        )
        .await?;
    let read = |row: VisitorRow| {
        let bad = |reason: &dyn ToString| StoreError::row("grants", &row.person, reason.to_string());
        let role: Role = row.role.parse().map_err(|error: strum::ParseError| bad(&error))?;
        let area = AreaCode::parse(&row.area).map_err(|error| bad(&error))?;
        Ok((row, role, area))
    };
    let grants: Result<Vec<_>, StoreError> = rows.into_iter().map(read).collect();
    Ok(grants?.into_iter().filter(|(_, role, _)| may_visit(*role)).collect())
}
