//! Of how many orders something waits to be read.

use super::Shared;
use crate::accounts::Viewer;
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::orders::NEW_ORDER;

/// Stands before the box of a desk in the mark of when it was open last.
const OPEN: &str = "open:";

/// Of how many orders something was told after the last look at the notifications, at most 100. To whoever has had the desk
/// open since, a new order is none of them.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn unread(backend: &Backend, viewer: &Viewer) -> Result<i64, AppError> {
    Ok(counted(backend, viewer).await?.number)
}

/// The same for whoever has the desk open: new orders stand in its list, and are no news to them from then on.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn unread_at_desk(backend: &Backend, viewer: &Viewer) -> Result<i64, AppError> {
    let counted = counted(backend, viewer).await?;
    if counted.other < counted.number {
        let mut tx = backend.store.write().await?;
        tx.run(
            "INSERT INTO notification_marks (person, box, read_at) VALUES ($1, $2, $3) \
             ON CONFLICT (person, box) DO UPDATE SET read_at = excluded.read_at",
            values![&viewer.person, open(&Shared::of(viewer)), backend.clock.now()],
        )
        .await?;
        tx.commit().await?;
    }
    Ok(counted.other)
}

/// The mark of when a desk was open last.
fn open(shared: &Shared) -> String {
    format!("{OPEN}{}", shared.mark)
}

#[derive(Default, FromRow)]
struct Counted {
    /// Orders of which something is unread.
    number: i64,
    /// Those of them of which that is more than that they are new.
    other: i64,
}

async fn counted(backend: &Backend, viewer: &Viewer) -> Result<Counted, AppError> {
    let shared = Shared::of(viewer);
    let open = open(&shared);
    let Shared { team, desk, lead_role, area, mark, grant } = shared;
    let mut tx = backend.store.read().await?;
    // Each branch is bounded by an index and a moment, however many notifications there ever were.
    let counted: Option<Counted> = tx
        .one(
            "WITH seen AS (SELECT p.notifications_read_at AS own, \
             COALESCE((SELECT m.read_at FROM notification_marks m WHERE m.person = p.id AND m.box = $5), \
             (SELECT g.granted_at FROM grants g WHERE g.id = $6), 0) AS shared, \
             COALESCE((SELECT m.read_at FROM notification_marks m WHERE m.person = p.id AND m.box = $8), 0) AS desk \
             FROM people p WHERE p.id = $1) \
             SELECT count(DISTINCT number) AS number, \
             count(DISTINCT CASE WHEN sentence <> $9 THEN number END) AS other FROM ( \
             SELECT number, '' AS sentence FROM notifications \
             WHERE person = $1 AND created_at > (SELECT own FROM seen) UNION ALL \
             SELECT number, '' AS sentence FROM notifications \
             WHERE team = $2 AND created_at > (SELECT shared FROM seen) UNION ALL \
             SELECT number, sentence FROM notifications WHERE desk = $3 AND created_at > (SELECT shared FROM seen) \
             AND (sentence <> $9 OR created_at > (SELECT desk FROM seen)) UNION ALL \
             SELECT number, '' AS sentence FROM notifications \
             WHERE lead_role = $4 AND created_at > (SELECT shared FROM seen) \
             AND substr(community, 1, length($7)) = $7 LIMIT 100) newest",
            values![&viewer.person, team, desk, lead_role, mark, grant, area, open, NEW_ORDER],
        )
        .await?;
    Ok(counted.unwrap_or_default())
}
