//! Who is told what: written with the event, read in the notifications.

mod by_order;
mod observe;
mod unread;

pub use by_order::{NotificationTab, OrderNotices, OrderNoticesPage, by_order, opened};
pub use unread::{unread, unread_at_desk};

pub(crate) use observe::{TellsPeople, insert};

use crate::accounts::Viewer;
use crate::store::{FromRow, PAGE, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::time::Timestamp;

/// One line of the notifications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationLine {
    /// The order that it is about.
    pub number: String,
    /// The service that was ordered.
    pub service_name: String,
    /// What happened.
    pub sentence: String,
    /// When.
    pub at: Timestamp,
    /// Whether it came after the last look at the notifications.
    pub unread: bool,
    /// Whether it was told to the person as one who serves or dispatches, not as a resident.
    pub at_work: bool,
}

/// A page of the notifications, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationPage {
    /// The notifications.
    pub lines: Vec<NotificationLine>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// Which notifications to several the viewer reads in the role in use; empty texts fit none.
struct Shared {
    team: String,
    desk: String,
    /// The role of those who lead, and where.
    lead_role: String,
    area: String,
    /// Under which the viewer's reading of them is kept; empty where there are none.
    mark: String,
    /// Notifications from before the grant count as read.
    grant: String,
}

impl Shared {
    fn of(viewer: &Viewer) -> Self {
        let grant = viewer.in_use.as_ref();
        let team =
            grant.and_then(|grant| grant.team.as_ref()).map_or_else(String::new, |team| team.0.clone());
        let desk = viewer.community_desk().map_or_else(String::new, ToString::to_string);
        let lead_role = grant.filter(|grant| grant.role.leads()).map(|grant| grant.role.to_string());
        let area = grant.map_or_else(String::new, |grant| grant.area.to_string());
        let mark = match (team.as_str(), grant) {
            ("", Some(grant)) if grant.role.has_desk() => format!("desk:{}", grant.area),
            ("", _) => String::new(),
            (team, _) => format!("team:{team}"),
        };
        let lead_role = lead_role.unwrap_or_default();
        Self {
            team,
            desk,
            lead_role,
            area,
            mark,
            grant: grant.map_or_else(String::new, |own| own.id.clone()),
        }
    }
}

/// Which notifications are the viewer's, by what their table is called: takes the person as $1, the team as $2, the desk as
/// $3, the role of those who lead as $6 and their area as $7.
macro_rules! own_sql {
    ($n:literal) => {
        concat!(
            "(",
            $n,
            ".person = $1 OR ",
            $n,
            ".team = $2 OR ",
            $n,
            ".desk = $3 OR (",
            $n,
            ".lead_role = $6 AND substr(",
            $n,
            ".community, 1, length($7)) = $7))"
        )
    };
}
use own_sql;

/// Up to when a notification counts as read: one to the person by the person's own mark, one to a team or
/// a desk by the mark in that box. Takes the person as $1, the box as $4, the grant as $5.
macro_rules! read_at_sql {
    () => {
        "CASE WHEN n.person IS NOT NULL THEN (SELECT p.notifications_read_at FROM people p WHERE p.id = $1) \
         ELSE COALESCE((SELECT m.read_at FROM notification_marks m WHERE m.person = $1 AND m.box = $4), \
         (SELECT g.granted_at FROM grants g WHERE g.id = $5), 0) END"
    };
}
use read_at_sql;

/// The notifications of the viewer in the role in use, each by itself, newest first, after the key of the page before;
/// whoever opens the first page has read them all.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn list(backend: &Backend, viewer: &Viewer, after: &str) -> Result<NotificationPage, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        number: String,
        service_name: String,
        sentence: String,
        created_at: i64,
        read_at: i64,
        mine: i64,
    }
    let shared = Shared::of(viewer);
    let now = backend.clock.now();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let (before, id) = after.split_once('_').unwrap_or_default();
    let before = before.parse().unwrap_or(i64::MAX);
    let mut tx = backend.store.write().await?;
    let mut rows: Vec<Row> = tx
        .all(
            concat!(
                "SELECT n.id, n.number, n.service_name, n.sentence, n.created_at, ",
                read_at_sql!(),
                " AS read_at, \
                 CAST(CASE WHEN o.placed_by = $1 OR o.resident = $1 THEN 1 ELSE 0 END AS BIGINT) AS mine \
                 FROM notifications n \
                 JOIN orders o ON o.community = n.community AND o.number = n.number \
                 WHERE ",
                own_sql!("n"),
                " AND (n.created_at, n.id) < ($8, $9) ORDER BY n.created_at DESC, n.id DESC LIMIT $10"
            ),
            values![
                &viewer.person,
                shared.team,
                shared.desk,
                &shared.mark,
                shared.grant,
                shared.lead_role,
                shared.area,
                before,
                id,
                limit
            ],
        )
        .await?;
    if after.is_empty() {
        mark_read(&mut tx, viewer, &shared.mark, now).await?;
    }
    tx.commit().await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| format!("{}_{}", row.created_at, row.id));
    let lines = rows
        .into_iter()
        .map(|row| NotificationLine {
            unread: row.created_at > row.read_at,
            at_work: row.mine == 0,
            number: row.number,
            service_name: row.service_name,
            sentence: row.sentence,
            at: Timestamp(row.created_at),
        })
        .collect();
    Ok(NotificationPage { lines, next })
}

/// Whoever opens the notifications has read what is in it.
async fn mark_read(
    tx: &mut Transaction,
    viewer: &Viewer,
    mark: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run("UPDATE people SET notifications_read_at = $2 WHERE id = $1", values![&viewer.person, now])
        .await?;
    if !mark.is_empty() {
        tx.run(
            "INSERT INTO notification_marks (person, box, read_at) VALUES ($1, $2, $3) \
                 ON CONFLICT (person, box) DO UPDATE SET read_at = excluded.read_at",
            values![&viewer.person, mark, now],
        )
        .await?;
    }
    Ok(())
}
