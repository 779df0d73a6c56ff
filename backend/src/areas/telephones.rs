//! The telephones at which communities and offices answer: who set which, and when.

use crate::accounts::Viewer;
use crate::revision::{self, Subject};
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, Backend, FieldError, values};
use domain::accounts::{PersonId, Role};
use domain::areas::{AreaCode, Telephone};
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
    let newest = newest(&mut backend.store.read().await?, &area).await?;
    let Some(row) = newest else { return Ok(TelephoneSet { area, telephone: None, by: None }) };
    let telephone = row.telephone()?;
    let by = row.name.map(|name| (name, Timestamp(row.changed_at)));
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
    let mut session = backend.store.write().await?;
    let known = newest(&mut session, &area).await?.map(|row| row.telephone()).transpose()?.flatten();
    if known != telephone {
        write(&mut session, &area, telephone.as_ref(), Some(&viewer.person), backend.clock.now()).await?;
        revision::count_change(&mut session, Subject::Areas).await?;
    }
    session.commit().await?;
    Ok(())
}

/// Takes the telephone of a table in, unless somebody has settled it at the desk; says whether it is a new one.
pub(crate) async fn import(
    session: &mut Session,
    area: &AreaCode,
    telephone: &Telephone,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let takes = match newest(session, area).await? {
        Some(row) => row.name.is_none() && row.telephone()?.as_ref() != Some(telephone),
        None => true,
    };
    if takes {
        write(session, area, Some(telephone), None, now).await?;
    }
    Ok(takes)
}

/// The telephones that hold now.
pub(super) async fn all(session: &mut Session) -> Result<Vec<(AreaCode, Telephone)>, StoreError> {
    let rows: Vec<Row> = session
        .all(
            "SELECT t.area, t.number, t.changed_at, NULL AS name FROM telephones t WHERE t.changed_at = \
             (SELECT MAX(newer.changed_at) FROM telephones newer WHERE newer.area = t.area)",
            values![],
        )
        .await?;
    let pair = |row: &Row| Ok(row.telephone()?.map(|telephone| (row.code(), telephone)));
    let pairs: Result<Vec<_>, StoreError> = rows.iter().filter_map(|row| pair(row).transpose()).collect();
    pairs?.into_iter().map(|(code, telephone)| Ok((code?, telephone))).collect()
}

/// The area whose telephone the viewer keeps.
fn own_area(viewer: &Viewer) -> Result<AreaCode, AppError> {
    let keeps = |role| matches!(role, Role::Staff | Role::CommunityLead | Role::OfficeLead);
    let grant = viewer.in_use.as_ref().filter(|grant| keeps(grant.role));
    Ok(grant.ok_or_else(AppError::denied)?.area.clone())
}

#[derive(FromRow)]
struct Row {
    area: String,
    number: String,
    changed_at: i64,
    name: Option<String>,
}

impl Row {
    fn code(&self) -> Result<AreaCode, StoreError> {
        AreaCode::parse(&self.area).map_err(|error| StoreError::row("telephones", &self.area, error))
    }

    fn telephone(&self) -> Result<Option<Telephone>, StoreError> {
        let parsed = (!self.number.is_empty()).then(|| Telephone::parse(&self.number)).transpose();
        parsed.map_err(|error| StoreError::row("telephones", &self.area, error))
    }
}

async fn newest(session: &mut Session, area: &AreaCode) -> Result<Option<Row>, StoreError> {
    session
        .one(
            "SELECT t.area, t.number, t.changed_at, p.name FROM telephones t \
             LEFT JOIN people p ON p.id = t.changed_by WHERE t.area = $1 ORDER BY t.changed_at DESC LIMIT 1",
            values![area],
        )
        .await
}

async fn write(
    session: &mut Session,
    area: &AreaCode,
    telephone: Option<&Telephone>,
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let number = telephone.map_or_else(String::new, ToString::to_string);
    super::hold(session, area).await?;
    session
        .run(
            // Two changes within a millisecond are two rows as well.
            "INSERT INTO telephones (area, changed_at, number, changed_by) \
             SELECT $1, CASE WHEN newest >= $2 THEN newest + 1 ELSE $2 END, $3, $4 FROM \
             (SELECT COALESCE(max(changed_at), 0) AS newest FROM telephones WHERE area = $1) AS before",
            values![area, now, number, by.map(|person| person.0.as_str())],
        )
        .await?;
    Ok(())
}
