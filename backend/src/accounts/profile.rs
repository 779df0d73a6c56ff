//! What a person says of themselves: name, home, consent, and how large they want to read.

use super::door::door_hash;
use super::homes::count_homes;
use super::viewer::Door;
use super::{DOOR_AAD, Viewer, hold_people};
use crate::names::set_name;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, FieldError, areas, field, values};
use domain::accounts::{Address, Locale, PRIVACY_NOTICE, PersonName};
use domain::areas::{AreaCode, AreaKind};
use domain::typed::folded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stands in for an estate that was not chosen, while the rest of an address is checked.
const STAND_IN: &str = "0";

/// The form of the first sign-in, and of changing one's address later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// The name.
    pub name: String,
    /// The code of the estate. Whoever holds a grant may leave the whole address blank.
    pub estate: String,
    /// 幢.
    pub building: String,
    /// 单元; blank where there is none.
    pub unit: String,
    /// 室.
    pub room: String,
    /// `on` if the door stands in no building.
    pub no_building: String,
    /// Whether the privacy notice is agreed to: a tick in the form. It need not be again, once it was.
    #[serde(skip)]
    pub consent: bool,
}

/// Takes name, home and consent. Whoever holds a role keeps the name that those know who granted it, whatever the form says:
/// they change it ([`super::rename_holder`]). The home that was left, if the new one is another door: what was ordered stays where it
/// was ordered for, until the desk is told.
///
/// # Errors
/// [`AppError::invalid`] with every wrong field, named as in [`ProfileForm`].
pub async fn complete_profile(
    backend: &Backend,
    viewer: &Viewer,
    form: &ProfileForm,
) -> Result<Option<Address>, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let mut wrong = Vec::new();
    let name = if viewer.keeps_name() { Ok(None) } else { PersonName::parse(&form.name).map(Some) };
    let name =
        name.map_err(|error| wrong.push(FieldError::new(field!(ProfileForm, name), error.about("姓名"))));
    let home = home(&mut tx, viewer, form).await?.map_err(|fields| wrong.extend(fields));
    if !form.consent && !viewer.consented {
        wrong.push(FieldError::new(field!(ProfileForm, consent), "请先看一看隐私说明，同意了才能用"));
    }
    let (Ok(name), Ok(home), true) = (name, home, wrong.is_empty()) else {
        return Err(AppError::invalid(wrong));
    };
    let door = home.as_ref().map(|home| lock_door(backend, home)).transpose()?;
    let estate_left = estate_before(&mut tx, viewer).await?;
    if let Some(name) = name {
        set_name(&mut tx, &backend.entropy, &viewer.person, &name, (None, now)).await?;
    }
    tx.run(
        "UPDATE people SET estate = $2, door = $3, door_hash = $4 WHERE id = $1",
        values![
            &viewer.person,
            home.as_ref().map(|home| home.estate.as_str()),
            door,
            home.as_ref().map(|home| door_hash(backend, home))
        ],
    )
    .await?;
    let stayed = |before: &Address| home.as_ref().is_some_and(|home| home.is_same_door(before));
    let left = viewer.home.clone().filter(|before| !stayed(before));
    // In the order of their codes, so that two who move at once don't wait for each other.
    let estates: BTreeSet<_> = home.map(|home| home.estate).into_iter().chain(estate_left).collect();
    for estate in &estates {
        count_homes(&mut tx, estate).await?;
    }
    if !viewer.consented {
        tx.run(
            "UPDATE people SET consent_version = $2, consent_at = $3 WHERE id = $1",
            values![&viewer.person, PRIVACY_NOTICE, now],
        )
        .await?;
    }
    tx.commit().await?;
    Ok(left)
}

/// The estate in which somebody was registered until now. Their row is held from here on.
async fn estate_before(tx: &mut Transaction, viewer: &Viewer) -> Result<Option<AreaCode>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        estate: Option<String>,
    }
    hold_people(tx, [&viewer.person; 2]).await?;
    let row: Option<Row> = tx.one("SELECT estate FROM people WHERE id = $1", values![&viewer.person]).await?;
    let estate = row.and_then(|row| row.estate);
    let code = estate.as_deref().map(AreaCode::parse).transpose();
    code.map_err(|error| StoreError::row("people", &viewer.person.0, error))
}

/// The home as typed, or what is wrong with it.
async fn home(
    tx: &mut Transaction,
    viewer: &Viewer,
    form: &ProfileForm,
) -> Result<Result<Option<Address>, Vec<FieldError>>, StoreError> {
    let typed = [&form.estate, &form.building, &form.unit, &form.room];
    if !viewer.grants.is_empty() && typed.iter().all(|field| folded(field).is_empty()) {
        return Ok(Ok(None));
    }
    let typed = AreaCode::parse(&form.estate);
    let estate = match &typed {
        Ok(code) => areas::area(tx, code).await?.filter(|area| area.kind == AreaKind::Estate),
        Err(_) => None,
    };
    let closed = estate.as_ref().filter(|area| area.closed);
    let closed = closed.map(|area| format!("{}已经撤了，请选您现在住的小区", area.name));
    // Without an estate the other parts are checked all the same: all that is wrong is told at once.
    let code = typed.or_else(|_| AreaCode::parse(STAND_IN));
    let parse = if form.no_building == "on" { Address::parse_without_building } else { Address::parse };
    let parts = code.map(|code| parse(code, &form.building, &form.unit, &form.room));
    let mut wrong = Vec::new();
    if let Some(closed) = closed {
        wrong.push(FieldError::new(field!(ProfileForm, estate), closed));
    } else if estate.is_none() {
        wrong.push(FieldError::new(field!(ProfileForm, estate), "请选您住的小区"));
    }
    Ok(match parts {
        Ok(Ok(home)) if wrong.is_empty() => Ok(Some(home)),
        Ok(Err(errors)) => {
            wrong.extend(errors.into_iter().map(|error| FieldError::new(error.field, &error)));
            Err(wrong)
        }
        _ => Err(wrong),
    })
}

fn lock_door(backend: &Backend, home: &Address) -> Result<String, AppError> {
    let door = Door { building: home.building.clone(), unit: home.unit.clone(), room: home.room.clone() };
    let text = serde_json::to_string(&door).map_err(|error| AppError::internal(&error))?;
    Ok(backend.vault.encrypt(DOOR_AAD, &text, &backend.entropy)?)
}

/// Switches 长辈模式 on or off; it is kept with the person.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn set_elder(backend: &Backend, viewer: &Viewer, elder: bool) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    tx.run("UPDATE people SET elder = $2 WHERE id = $1", values![&viewer.person, elder]).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the language that somebody reads.
///
/// # Errors
/// Only what can go wrong with the database.
pub async fn set_locale(backend: &Backend, viewer: &Viewer, locale: Locale) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    tx.run("UPDATE people SET locale = $2 WHERE id = $1", values![&viewer.person, locale.tag()]).await?;
    tx.commit().await?;
    Ok(())
}
