//! When a community works.

use crate::accounts::Viewer;
use crate::names::name_then_sql;
use crate::revision::{self, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, FieldError, areas, audit, values};
use domain::areas::AreaCode;
use domain::audit::SecurityEvent;
use domain::clocks::WorkingHours;
use domain::time::Timestamp;

/// The fewest minutes that a community works on a working day: with fewer nothing would ever be late.
const LEAST: u32 = 4 * 60;

/// A community's hours, and who set them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursSet {
    /// The hours.
    pub hours: WorkingHours,
    /// Who set them and when; `None` where nobody has and the usual ones hold.
    pub by: Option<(String, Timestamp)>,
}

/// The hours of the community at whose desk the viewer works.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but staff and lead of a community.
pub async fn working_hours(backend: &Backend, viewer: &Viewer) -> Result<HoursSet, AppError> {
    let community = viewer.community_desk().ok_or_else(AppError::denied)?;
    Ok(newest(&mut backend.store.read().await?, community).await?)
}

/// Sets the hours of the viewer's community, for orders that are placed from now on: those under way
/// keep theirs, so that nobody moves a deadline by it.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but the community's lead; the field `hours` can't be read.
pub async fn set_working_hours(backend: &Backend, viewer: &Viewer, typed: &str) -> Result<(), AppError> {
    let community = viewer.community_led().ok_or_else(AppError::denied)?;
    let hours: WorkingHours =
        typed.parse().map_err(|error| AppError::invalid(vec![FieldError::new("hours", error)]))?;
    if hours.minutes() < LEAST {
        let sentence = format!("上班时间一天至少要有 {} 小时", LEAST / 60);
        return Err(AppError::invalid(vec![FieldError::new("hours", sentence)]));
    }
    let mut tx = backend.store.write().await?;
    areas::hold(&mut tx, community).await?;
    if newest(&mut tx, community).await?.hours != hours {
        tx
            .run(
                // Two changes within a millisecond are two rows as well.
                "INSERT INTO working_hours (community, changed_at, hours, changed_by) \
                 SELECT $1, CASE WHEN newest >= $2 THEN newest + 1 ELSE $2 END, $3, $4 FROM \
                 (SELECT COALESCE(max(changed_at), 0) AS newest FROM working_hours WHERE community = $1) AS before",
                values![community, backend.clock.now(), hours.to_string(), &viewer.person],
            )
            .await?;
        revision::count_change(&mut tx, Subject::Settings).await?;
        let event = SecurityEvent::HoursSet { area: community.clone() };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn newest(tx: &mut Transaction, community: &AreaCode) -> Result<HoursSet, StoreError> {
    #[derive(FromRow)]
    struct Row {
        hours: String,
        name: String,
        changed_at: i64,
    }
    let row: Option<Row> = tx
        .one(
            concat!(
                "SELECT w.hours, ",
                name_then_sql!("w.changed_by", "w.changed_at"),
                " AS name, w.changed_at FROM working_hours w JOIN people p ON p.id = w.changed_by \
             WHERE w.community = $1 ORDER BY w.changed_at DESC LIMIT 1"
            ),
            values![community],
        )
        .await?;
    let Some(row) = row else { return Ok(HoursSet { hours: WorkingHours::default(), by: None }) };
    let hours = row.hours.parse().map_err(|error| StoreError::row("working_hours", community, error))?;
    Ok(HoursSet { hours, by: Some((row.name, Timestamp(row.changed_at))) })
}
