//! The access log of phone numbers: every full display is recorded before the number is shown, and listed for those whose
//! number it is and to the staff. Looks from the desk are written by [`super::look_at_number`].

use super::Order;
use crate::accounts::Viewer;
use crate::names::name_then_sql;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, audit, values};
use domain::audit::{SecurityEvent, Viewed};
use domain::orders::{LookReason, OrderNumber};
use domain::time::{MINUTE, Timestamp};
use strum::{EnumString, IntoStaticStr};

/// Whose number was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Whose {
    /// That of whoever is served, with their door.
    Resident,
    /// That of whoever comes; as it has always been stored.
    #[strum(serialize = "server")]
    Helper,
}

impl Whose {
    /// For forms and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// That it was looked at, of an order.
    pub(super) fn viewed(self, order: &OrderNumber) -> SecurityEvent {
        let whose = match self {
            Self::Resident => Viewed::Resident,
            Self::Helper => Viewed::Helper,
        };
        SecurityEvent::NumberViewed { number: order.to_string(), whose, area: order.community().clone() }
    }
}

/// What one person has viewed of an order, summed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLogEntry {
    /// Who looked.
    pub name: String,
    /// At whose number.
    pub whose: Whose,
    /// Why, where it was from the desk: then at the number alone.
    pub reason: Option<LookReason>,
    /// How often.
    pub times: i64,
    /// The last time.
    pub last: Timestamp,
}

/// A page that is shown again within this time, in milliseconds, still counts as the same access: pages renew
/// themselves when something changes.
const SAME_ACCESS: i64 = 10 * MINUTE;

/// As what somebody looks who calls for a return visit, in the column `acting`.
pub(crate) const RETURN_VISIT: &str = "return_visit";

/// Records accesses, in a transaction of their own: the numbers are shown only once that is done.
pub(crate) async fn record(
    backend: &Backend,
    order: &Order,
    viewer: &Viewer,
    acting: &'static str,
    at: Timestamp,
    looked_at: &[Whose],
) -> Result<(), AppError> {
    if looked_at.is_empty() {
        return Ok(());
    }
    let mut reading = backend.store.read().await?;
    let mut new = Vec::new();
    for whose in looked_at {
        if !is_known(&mut reading, order, viewer, acting, at, *whose).await? {
            new.push(whose);
        }
    }
    drop(reading);
    if new.is_empty() {
        return Ok(());
    }
    let mut tx = backend.store.write().await?;
    for whose in new {
        tx.run(
            "INSERT INTO access_log (community, number, id, person, acting, whose, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![
                order.number.community(),
                &order.number,
                backend.entropy.id(at),
                &viewer.person,
                acting,
                whose.name(),
                at
            ],
        )
        .await?;
        audit::record(&mut tx, backend, viewer, whose.viewed(&order.number)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether the same access was recorded not long ago.
async fn is_known(
    tx: &mut Transaction,
    order: &Order,
    viewer: &Viewer,
    acting: &'static str,
    at: Timestamp,
    whose: Whose,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        known: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS known FROM access_log WHERE community = $1 AND number = $2 \
             AND person = $3 AND acting = $4 AND whose = $5 AND reason IS NULL AND at > $6",
            values![
                order.number.community(),
                &order.number,
                &viewer.person,
                acting,
                whose.name(),
                at.plus(-SAME_ACCESS)
            ],
        )
        .await?;
    Ok(row.is_some_and(|row| row.known > 0))
}

/// Who has looked at which number of an order, the last look first; `with_calls` if also those who called for a return
/// visit, which tells that the order was drawn for one.
pub(super) async fn list(
    tx: &mut Transaction,
    number: &OrderNumber,
    with_calls: bool,
) -> Result<Vec<AccessLogEntry>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
        whose: String,
        reason: Option<String>,
        times: i64,
        last: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            concat!(
                "SELECT name, whose, reason, count(DISTINCT at) AS times, max(at) AS last FROM (SELECT l.person, ",
                name_then_sql!("l.person", "l.at"),
                " AS name, l.whose, l.reason, l.at FROM access_log l \
             JOIN people p ON p.id = l.person WHERE l.community = $1 AND l.number = $2 \
             AND ($3 = 1 OR (l.acting <> $4 AND NOT EXISTS (SELECT 1 FROM return_calls c \
             WHERE c.community = l.community AND c.number = l.number AND c.caller = l.person)))) accesses \
             GROUP BY person, name, whose, reason ORDER BY last DESC, name, whose, reason"
            ),
            values![number.community(), number, i64::from(with_calls), RETURN_VISIT],
        )
        .await?;
    let entry = |row: Row| {
        let bad = |error| StoreError::row("access_log", number, error);
        let whose = row.whose.parse().map_err(bad)?;
        let reason = row.reason.map(|reason| reason.parse()).transpose().map_err(bad)?;
        Ok(AccessLogEntry { name: row.name, whose, reason, times: row.times, last: Timestamp(row.last) })
    };
    rows.into_iter().map(entry).collect()
}
