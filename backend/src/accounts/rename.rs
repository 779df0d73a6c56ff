//! Names of those who hold roles: set by those who may grant them.

use super::Viewer;
use crate::names::set_name;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, FieldError, audit, values};
use domain::accounts::{Grant, PersonId, PersonName, Role, may_grant};
use domain::areas::AreaCode;
use domain::audit::SecurityEvent;

/// Changes the name of whoever holds a grant. What they were called stays on record, and stands where they did something.
///
/// # Errors
/// [`AppError`]: `Denied` to whoever may not grant all that the person holds; the field `name`; not found if there is no
/// such grant within the viewer's area.
pub async fn rename_holder(
    backend: &Backend,
    viewer: &Viewer,
    grant: &str,
    name: &str,
) -> Result<(), AppError> {
    let name = PersonName::parse(name)
        .map_err(|error| AppError::invalid(vec![FieldError::new("name", error.about("姓名"))]))?;
    let mut tx = backend.store.write().await?;
    let (person, area) = held_by(&mut tx, viewer, grant).await?;
    let by = (Some(&viewer.person), backend.clock.now());
    if set_name(&mut tx, &backend.entropy, &person, &name, by).await? {
        audit::record(&mut tx, backend, viewer, SecurityEvent::NameSet { subject: person, area }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whose grant it is, and where, for those who look after the account of its holder: they may grant all that the person holds.
///
/// # Errors
/// [`AppError`]: `Denied`; not found if there is no such grant within the viewer's area.
pub(super) async fn held_by(
    tx: &mut Transaction,
    viewer: &Viewer,
    grant: &str,
) -> Result<(PersonId, AreaCode), AppError> {
    #[derive(FromRow)]
    struct Row {
        person: String,
        area: String,
    }
    let own = viewer.in_use.as_ref().ok_or_else(AppError::denied)?;
    let sql = "SELECT person, area FROM grants WHERE id = $1 AND revoked_at IS NULL";
    let row: Option<Row> = tx.one(sql, values![grant]).await?;
    let covered = row.and_then(|row| {
        let area = AreaCode::parse(&row.area).ok().filter(|area| own.covers(area))?;
        Some((PersonId(row.person), area))
    });
    let missing = || AppError::not_found("account.grant_not_found", "这个身份");
    let (person, area) = covered.ok_or_else(missing)?;
    let held = held(tx, &person).await?;
    if held.iter().all(|(role, area)| may_grant(own, *role, area)) {
        Ok((person, area))
    } else {
        Err(AppError::denied())
    }
}

/// Whether the holder of a grant may say what a person is called: nobody is, yet, or all that the person holds is theirs to
/// grant. A community's lead renames neither a district's nor a resident who holds nothing.
pub(super) async fn may_set_name(
    tx: &mut Transaction,
    own: &Grant,
    person: &PersonId,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        unnamed: i64,
    }
    let sql = "SELECT count(*) AS unnamed FROM people WHERE id = $1 AND name = ''";
    let row: Option<Row> = tx.one(sql, values![person]).await?;
    let held = held(tx, person).await?;
    let unnamed = row.is_some_and(|row| row.unnamed > 0);
    Ok(unnamed || (!held.is_empty() && held.iter().all(|(role, area)| may_grant(own, *role, area))))
}

/// What a person holds.
async fn held(tx: &mut Transaction, person: &PersonId) -> Result<Vec<(Role, AreaCode)>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        role: String,
        area: String,
    }
    let sql = "SELECT role, area FROM grants WHERE person = $1 AND revoked_at IS NULL";
    let rows: Vec<Row> = tx.all(sql, values![person]).await?;
    let read = |row: Row| {
        let role = row.role.parse().map_err(|error| StoreError::row("grants", &person.0, error))?;
        let area = AreaCode::parse(&row.area).map_err(|error| StoreError::row("grants", &person.0, error))?;
        Ok((role, area))
    };
    rows.into_iter().map(read).collect()
}
