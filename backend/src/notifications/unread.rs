//! How many notices wait to be read.

use super::Shared;
use crate::accounts::Viewer;
use crate::store::{FromRow, Session, StoreError};
use crate::{AppError, Backend, values};

/// How many notices came after the last look at the inbox, at most 100.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn unread(backend: &Backend, viewer: &Viewer) -> Result<i64, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    let Shared { team, desk, lead_role, area, mark, grant } = Shared::of(viewer);
    let mut session = backend.store.read().await?;
    let (own, shared) = read_until(&mut session, viewer, mark, grant).await?;
    // Each branch is bounded by an index and a moment, however many notices there ever were.
    let row: Option<Row> = session
        .one(
            "SELECT count(*) AS number FROM ( \
             SELECT id FROM notifications WHERE person = $1 AND created_at > $5 UNION ALL \
             SELECT id FROM notifications WHERE team = $2 AND created_at > $6 UNION ALL \
             SELECT id FROM notifications WHERE desk = $3 AND created_at > $6 UNION ALL \
             SELECT id FROM notifications WHERE lead_role = $4 AND created_at > $6 \
             AND substr(community, 1, length($7)) = $7 LIMIT 100) newest",
            values![&viewer.person, team, desk, lead_role, own, shared, area],
        )
        .await?;
    Ok(row.map_or(0, |row| row.number))
}

/// Up to when the viewer has read their own notices, and those of the box.
async fn read_until(
    session: &mut Session,
    viewer: &Viewer,
    mark: String,
    grant: String,
) -> Result<(i64, i64), StoreError> {
    #[derive(FromRow)]
    struct Row {
        own: i64,
        shared: i64,
    }
    let row: Option<Row> = session
        .one(
            "SELECT p.inbox_read_at AS own, \
             COALESCE((SELECT m.read_at FROM inbox_marks m WHERE m.person = p.id AND m.box = $2), \
             (SELECT g.granted_at FROM grants g WHERE g.id = $3), 0) AS shared FROM people p WHERE p.id = $1",
            values![&viewer.person, mark, grant],
        )
        .await?;
    Ok(row.map_or((0, 0), |row| (row.own, row.shared)))
}
