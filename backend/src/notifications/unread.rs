//! How many notifications wait to be read.

use super::Shared;
use crate::accounts::Viewer;
use crate::store::FromRow;
use crate::{AppError, Backend, values};

/// How many notifications came after the last look at the notifications, at most 100.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn unread(backend: &Backend, viewer: &Viewer) -> Result<i64, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    let Shared { team, desk, lead_role, area, mark, grant } = Shared::of(viewer);
    let mut tx = backend.store.read().await?;
    // Each branch is bounded by an index and a moment, however many notifications there ever were.
    let row: Option<Row> = tx
        .one(
            "WITH seen AS (SELECT p.notifications_read_at AS own, \
             COALESCE((SELECT m.read_at FROM notification_marks m WHERE m.person = p.id AND m.box = $5), \
             (SELECT g.granted_at FROM grants g WHERE g.id = $6), 0) AS shared FROM people p WHERE p.id = $1) \
             SELECT count(*) AS number FROM ( \
             SELECT id FROM notifications WHERE person = $1 AND created_at > (SELECT own FROM seen) UNION ALL \
             SELECT id FROM notifications WHERE team = $2 AND created_at > (SELECT shared FROM seen) UNION ALL \
             SELECT id FROM notifications WHERE desk = $3 AND created_at > (SELECT shared FROM seen) UNION ALL \
             SELECT id FROM notifications WHERE lead_role = $4 AND created_at > (SELECT shared FROM seen) \
             AND substr(community, 1, length($7)) = $7 LIMIT 100) newest",
            values![&viewer.person, team, desk, lead_role, mark, grant, area],
        )
        .await?;
    Ok(row.map_or(0, |row| row.number))
}
