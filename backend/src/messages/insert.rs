//! Who gets a message, decided and written down with the notification.

use crate::store::{FromRow, StoreError, Transaction};
use crate::{Backend, values};
use domain::accounts::PersonId;
use domain::messages::first_try;
use domain::orders::{Notification, OrderNumber, Recipient};
use domain::time::Timestamp;

#[derive(FromRow)]
struct Row {
    person: String,
}

/// The people of a recipient who want its kind ($1; $2 is whether one who never said so does), but for
/// whoever did it ($3). The condition names them by $4, and $5 where it needs one.
macro_rules! wanted_sql {
    ($condition:literal) => {
        concat!(
            "SELECT p.id AS person FROM people p WHERE ",
            $condition,
            " AND p.id <> $3 AND COALESCE((SELECT s.switched_on FROM message_switches s \
             WHERE s.person = p.id AND s.kind = $1), $2) = 1 ORDER BY p.id"
        )
    };
}

/// Writes the messages of notifications, in their transaction: one for each of those whom each of them reaches now. Who
/// joins a team later has not missed it, but finds it in the notifications.
pub(crate) async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    (number, service_name): (&OrderNumber, &str),
    notifications: &[Notification],
    by: Option<&PersonId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for notification in notifications.iter().filter(|notification| backend.messages.sends(notification.kind))
    {
        let (kind, message) = (<&'static str>::from(notification.kind), notification.message());
        for person in wanting(tx, number, notification, by).await? {
            let (id, next_at) = (backend.entropy.id(at), first_try(notification.kind, at));
            rows.push(values![
                number.community(),
                id,
                person,
                kind,
                number,
                service_name,
                message,
                at,
                next_at
            ]);
        }
    }
    let head = "INSERT INTO messages \
                (community, id, person, kind, number, service_name, sentence, created_at, next_at)";
    tx.insert(head, rows, "").await
}

/// Those whom the notification reaches and who want its kind.
async fn wanting(
    tx: &mut Transaction,
    number: &OrderNumber,
    notification: &Notification,
    by: Option<&PersonId>,
) -> Result<Vec<String>, StoreError> {
    let kind = <&'static str>::from(notification.kind);
    let (default, by) = (notification.kind.on_by_default(), by.map_or("", |person| person.0.as_str()));
    let (sql, values) = match &notification.to {
        Recipient::Person(person) => (wanted_sql!("p.id = $4"), values![kind, default, by, person]),
        Recipient::Team(team) => (
            wanted_sql!("p.id IN (SELECT g.person FROM grants g WHERE g.team = $4 AND g.revoked_at IS NULL)"),
            values![kind, default, by, team],
        ),
        Recipient::Desk(community) => (
            wanted_sql!(
                "p.id IN (SELECT g.person FROM grants g WHERE g.area = $4 \
                 AND g.role IN ('staff', 'community_lead') AND g.revoked_at IS NULL)"
            ),
            values![kind, default, by, community],
        ),
        Recipient::Leads(role) => (
            wanted_sql!(
                "p.id IN (SELECT g.person FROM grants g WHERE g.role = $4 \
                 AND substr($5, 1, length(g.area)) = g.area AND g.revoked_at IS NULL)"
            ),
            values![kind, default, by, <&'static str>::from(role), number.community()],
        ),
    };
    let rows: Vec<Row> = tx.all(sql, values).await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}
