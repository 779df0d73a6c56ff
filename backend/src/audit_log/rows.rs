//! Events as they are stored, with who had a part in them.

use crate::audit::NETWORK_AAD;
use crate::names::name_then_sql;
use crate::store::{FromRow, StoreError, Transaction, Value};
use crate::{AppError, Backend};
use domain::accounts::{PersonId, PersonName};
use domain::areas::AreaCode;
use domain::audit::{Doer, SecurityEvent};
use domain::time::Timestamp;
use sqlx::AssertSqlSafe;

/// An event, for whoever reads the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its id, by which lists are paged.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub doer: Doer,
    /// What they were called then: in full whoever holds a role or held one, masked all others. Empty for the console, for
    /// nobody, and for whoever had not said it.
    pub name: String,
    /// What.
    pub event: SecurityEvent,
    /// What the person was called whom it was done to, in the same way.
    pub subject_name: String,
    /// Where it belongs.
    pub area: Option<AreaCode>,
    /// The first half of the network's address; empty where it isn't kept.
    pub network: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    at: i64,
    person: Option<String>,
    acting: String,
    acting_area: Option<String>,
    area: Option<String>,
    network: String,
    details: String,
    name: Option<String>,
    roles: i64,
    subject_name: Option<String>,
    subject_roles: i64,
}

/// The columns of [`Row`], of `security_events e`.
const SELECT: &str = concat!(
    "SELECT e.id, e.at, e.person, e.acting, e.acting_area, e.area, e.network, e.details, \
     (SELECT ",
    name_then_sql!("e.person", "e.at"),
    " FROM people p WHERE p.id = e.person) AS name, \
     (SELECT count(*) FROM grants g WHERE g.person = e.person) AS roles, \
     (SELECT ",
    name_then_sql!("e.subject", "e.at"),
    " FROM people p WHERE p.id = e.subject) AS subject_name, \
     (SELECT count(*) FROM grants g WHERE g.person = e.subject) AS subject_roles \
     FROM security_events e WHERE "
);

/// The events that fulfil conditions of the program's own, in an order of its own.
pub(super) async fn read(
    tx: &mut Transaction,
    backend: &Backend,
    (conditions, mut values): (String, Vec<Value>),
    order: &'static str,
    limit: usize,
) -> Result<Vec<AuditLine>, AppError> {
    values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    let sql = format!("{SELECT} {conditions} ORDER BY {order} LIMIT ${}", values.len());
    let rows: Vec<Row> = tx.all(AssertSqlSafe(sql), values).await?;
    rows.into_iter().map(|row| line(backend, row)).collect()
}

fn line(backend: &Backend, row: Row) -> Result<AuditLine, AppError> {
    let bad = |reason: &dyn ToString| StoreError::row("security_events", &row.id, reason.to_string());
    let area = |code: Option<String>| code.map(|code| AreaCode::parse(&code)).transpose();
    let acting_area = area(row.acting_area).map_err(|error| bad(&error))?;
    let doer = Doer::stored(&row.acting, row.person.map(PersonId), acting_area);
    let network = match row.network.as_str() {
        "" => String::new(),
        known => backend.vault.decrypt(NETWORK_AAD, known)?,
    };
    Ok(AuditLine {
        at: Timestamp(row.at),
        doer: doer.ok_or_else(|| bad(&row.acting))?,
        name: shown(row.name, row.roles),
        event: serde_json::from_str(&row.details).map_err(|error| bad(&error))?,
        subject_name: shown(row.subject_name, row.subject_roles),
        area: area(row.area).map_err(|error| bad(&error))?,
        network,
        id: row.id,
    })
}

/// A name as it may be read: nobody looks after residents by their names.
fn shown(name: Option<String>, roles: i64) -> String {
    let name = name.unwrap_or_default();
    match PersonName::parse(&name) {
        Ok(name) if roles == 0 => name.masked(),
        _ => name,
    }
}
