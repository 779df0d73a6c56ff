//! The telephone at which a desk answers.

use crate::accounts::Viewer;
use crate::areas::telephones::{insert, newest};
use crate::names::name_then;
use crate::revision::{self, Subject};
use crate::{AppError, Backend, FieldError, audit};
use domain::accounts::Role;
use domain::areas::{AreaCode, Telephone};
use domain::audit::SecurityEvent;
use domain::time::Timestamp;
use domain::typed::folded;

/// An area's telephone as its desk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TelephoneSet {
    /// The community or office.
    pub area: AreaCode,
    /// Its telephone; `None` if it has none.
    pub telephone: Option<Telephone>,
    /// Who set or removed it, and when; `None` for one that came with the table of areas, or if there was never one.
    pub by: Option<(String, Timestamp)>,
}

/// The telephone of the community or office at whose desk the viewer works.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but staff and lead of a community, and the lead of an office.
pub async fn telephone_set(backend: &Backend, viewer: &Viewer) -> Result<TelephoneSet, AppError> {
    let area = own_area(viewer)?;
    let mut tx = backend.store.read().await?;
    let Some(row) = newest(&mut tx, &area).await? else {
        return Ok(TelephoneSet { area, telephone: None, by: None });
    };
    let telephone = row.telephone()?;
    let changed_at = Timestamp(row.changed_at);
    let by = match row.changed_by {
        Some(person) => name_then(&mut tx, &person, changed_at).await?.map(|name| (name, changed_at)),
        None => None,
    };
    Ok(TelephoneSet { area, telephone, by })
}

/// Sets the telephone of the viewer's community or office; with nothing typed it has none any more.
///
/// # Errors
/// [`AppError`]: `Denied` as above; the field `telephone` can't be taken.
pub async fn set_telephone(backend: &Backend, viewer: &Viewer, typed: &str) -> Result<(), AppError> {
    let area = own_area(viewer)?;
    let telephone = if folded(typed).is_empty() {
        None
    } else {
        let telephone = Telephone::parse_new(typed);
        Some(telephone.map_err(|error| AppError::invalid(vec![FieldError::new("telephone", error)]))?)
    };
    let mut tx = backend.store.write().await?;
    let known = newest(&mut tx, &area).await?.map(|row| row.telephone()).transpose()?.flatten();
    if known != telephone {
        insert(&mut tx, &area, telephone.as_ref(), Some(&viewer.person), backend.clock.now()).await?;
        revision::count_change(&mut tx, Subject::Areas).await?;
        audit::record(&mut tx, backend, viewer, SecurityEvent::TelephoneSet { area }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The area whose telephone the viewer keeps.
fn own_area(viewer: &Viewer) -> Result<AreaCode, AppError> {
    let keeps = |role: Role| role.is_of_community_desk() || role == Role::OfficeLead;
    let grant = viewer.in_use.as_ref().filter(|grant| keeps(grant.role));
    Ok(grant.ok_or_else(AppError::denied)?.area.clone())
}
