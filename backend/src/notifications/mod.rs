//! Who is told what: written with the event, read in the inbox.

use crate::accounts::Viewer;
use crate::store::{PAGE, Session, StoreError};
use crate::{AppError, Backend, values};
use domain::accounts::Role;
use domain::orders::{Notice, OrderNumber, Recipient};
use domain::time::Timestamp;
use sqlx::FromRow;

/// One line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The order that it is about.
    pub number: String,
    /// The service that was ordered.
    pub service_name: String,
    /// What happened.
    pub sentence: String,
    /// When.
    pub at: Timestamp,
    /// Whether it came after the last look at the inbox.
    pub unread: bool,
    /// Whether it was told to the person as one who serves or dispatches, not as a resident.
    pub at_work: bool,
}

/// A page of the inbox, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// The notices.
    pub lines: Vec<Notification>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// Writes a notice down, in the transaction of its event.
pub(crate) async fn write(
    session: &mut Session,
    backend: &Backend,
    number: &OrderNumber,
    service_name: &str,
    notice: &Notice,
    at: Timestamp,
) -> Result<(), StoreError> {
    let (person, team, desk) = match &notice.to {
        Recipient::Person(person) => (Some(person), None, None),
        Recipient::Team(team) => (None, Some(team), None),
        Recipient::Desk(area) => (None, None, Some(area.as_str())),
    };
    session
        .run(
            "INSERT INTO notifications (community, id, person, team, desk, number, service_name, sentence, \
             created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values![
                number.community(),
                backend.entropy.id(at),
                person,
                team,
                desk,
                number,
                service_name,
                &notice.sentence,
                at
            ],
        )
        .await?;
    Ok(())
}

/// The team and the desk whose notices the viewer reads in the role in use; empty texts fit none.
fn shared(viewer: &Viewer) -> (String, String) {
    let grant = viewer.in_use.as_ref();
    let team = grant.and_then(|grant| grant.team.as_ref()).map_or_else(String::new, |team| team.0.clone());
    let desk = grant
        .filter(|grant| matches!(grant.role, Role::Staff | Role::CommunityLead))
        .map_or_else(String::new, |grant| grant.area.to_string());
    (team, desk)
}

/// The notices of the viewer in the role in use, newest first, after the key of the page before;
/// whoever opens the first page has read them all.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn inbox(backend: &Backend, viewer: &Viewer, after: &str) -> Result<Inbox, AppError> {
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
    let (team, desk) = shared(viewer);
    let now = backend.clock.now();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let (before, id) = after.split_once('_').unwrap_or_default();
    let before = before.parse().unwrap_or(i64::MAX);
    let mut session = backend.store.write().await?;
    let mut rows: Vec<Row> = session
        .all(
            "SELECT n.id, n.number, n.service_name, n.sentence, n.created_at, p.inbox_read_at AS read_at, \
             CAST(CASE WHEN o.placed_by = p.id OR o.resident = p.id THEN 1 ELSE 0 END AS BIGINT) AS mine \
             FROM notifications n JOIN people p ON p.id = $1 \
             JOIN orders o ON o.community = n.community AND o.number = n.number \
             WHERE (n.person = $1 OR n.team = $2 OR n.desk = $3) AND (n.created_at, n.id) < ($5, $6) \
             ORDER BY n.created_at DESC, n.id DESC LIMIT $4",
            values![&viewer.person, team, desk, limit, before, id],
        )
        .await?;
    if after.is_empty() {
        let read = values![&viewer.person, now];
        session.run("UPDATE people SET inbox_read_at = $2 WHERE id = $1", read).await?;
    }
    session.commit().await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| format!("{}_{}", row.created_at, row.id));
    let lines = rows
        .into_iter()
        .map(|row| Notification {
            unread: row.created_at > row.read_at,
            at_work: row.mine == 0,
            number: row.number,
            service_name: row.service_name,
            sentence: row.sentence,
            at: Timestamp(row.created_at),
        })
        .collect();
    Ok(Inbox { lines, next })
}

/// How many notices came after the last look at the inbox, at most 100.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn unread(backend: &Backend, viewer: &Viewer) -> Result<i64, AppError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    let (team, desk) = shared(viewer);
    let mut session = backend.store.read().await?;
    let row: Option<Row> = session
        .one(
            "SELECT count(*) AS number FROM (SELECT n.id FROM notifications n JOIN people p ON p.id = $1 \
             WHERE (n.person = $1 OR n.team = $2 OR n.desk = $3) AND n.created_at > p.inbox_read_at \
             LIMIT 100) newest",
            values![&viewer.person, team, desk],
        )
        .await?;
    Ok(row.map_or(0, |row| row.number))
}
