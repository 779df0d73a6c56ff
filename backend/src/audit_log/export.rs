//! The record as lines of JSON, for whatever else keeps it.

use super::rows::{AuditLine, read};
use crate::entropy::first_id;
use crate::{AppError, Backend, audit, values};
use domain::audit::{Doer, DownloadKind, SecurityEvent};
use domain::time::{MINUTE, Timestamp};
use jiff::civil::Date;

/// How old an event is when it is handed out, in milliseconds. A transaction that is under way may still write one that is
/// older than some that are committed; none is under way for so long. Clocks of several machines must not differ by as much.
pub const SETTLED: i64 = MINUTE;
/// How many events are read at once.
const BATCH: usize = 1_000;

/// An event that is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedEvent {
    /// Its id: whoever has it goes on after it.
    pub id: String,
    /// All of it, a JSON object on one line.
    pub line: String,
}

/// Records that the console hands the record out.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn begin_export(backend: &Backend) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let (file, kind, about, day) = (DownloadKind::Jsonl, None, None, None);
    let event = SecurityEvent::AuditExported { file, kind, about, day };
    audit::record(&mut tx, backend, Doer::Console, event).await?;
    Ok(tx.commit().await?)
}

/// What all events of a day, on a calendar in China, and of later ones come after.
#[must_use]
pub fn first_of_day(day: Date) -> String {
    first_id(Timestamp::from_civil(day.at(0, 0, 0, 0)))
}

/// The events behind an id that have settled, the oldest first; some of them, if there are many, and none if there are no
/// more.
///
/// # Errors
/// [`AppError::internal`] if the database or the vault fails.
pub async fn settled_events(backend: &Backend, after: &str) -> Result<Vec<ExportedEvent>, AppError> {
    let until = first_id(backend.clock.now().plus(-SETTLED));
    let conditions = ("e.id > $1 AND e.id < $2".to_owned(), values![after, until]);
    let mut tx = backend.store.read().await?;
    let lines = read(&mut tx, backend, conditions, "e.id", BATCH).await?;
    lines.into_iter().map(exported).collect()
}

/// Names stay behind: what leaves the database says who by ids alone.
fn exported(line: AuditLine) -> Result<ExportedEvent, AppError> {
    let mut details = serde_json::to_value(&line.event).map_err(|error| AppError::internal(&error))?;
    if let Some(details) = details.as_object_mut() {
        details.remove("event");
    }
    let json = serde_json::json!({
        "id": line.id,
        "at": line.at.rfc3339(),
        "event": <&'static str>::from(line.event.kind()),
        "person": line.doer.person(),
        "acting": line.doer.acting(),
        "acting_area": line.doer.area(),
        "subject": line.event.subject(),
        "area": line.area,
        "network": line.network,
        "details": details,
    });
    Ok(ExportedEvent { id: line.id, line: json.to_string() })
}
