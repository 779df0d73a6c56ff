//! What people are called, and what they were called when they did something.
//!
//! Whoever has looked at a number, or set a rule, is named as they were called then: nobody hides behind a new name. So what
//! somebody was called who holds a role, or held one, stays; of residents it does not. Somebody unnamed is named by whoever
//! orders for them (`accounts::ensure_person`); every other name changes here.

use crate::entropy::Entropy;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::{PersonId, PersonName};
use domain::time::Timestamp;

/// The name that a person of `people p` had at a time; both are columns, or parameters.
macro_rules! name_then_sql {
    ($person:literal, $at:literal) => {
        concat!(
            "COALESCE((SELECT c.name_before FROM name_changes c WHERE c.person = ",
            $person,
            " AND c.changed_at >= ",
            $at,
            " ORDER BY c.changed_at, c.id LIMIT 1), p.name)"
        )
    };
}
pub(crate) use name_then_sql;

/// The name that a person had at a time; `None` if there is no such person.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub(crate) async fn name_then(
    tx: &mut Transaction,
    person: &str,
    at: Timestamp,
) -> Result<Option<String>, StoreError> {
    let sql = concat!("SELECT ", name_then_sql!("p.id", "$2"), " AS name FROM people p WHERE p.id = $1");
    let row: Option<Row> = tx.one(sql, values![person, at]).await?;
    Ok(row.map(|row| row.name))
}

#[derive(FromRow)]
struct Row {
    name: String,
}

/// Gives a person a name, whatever they are called now; whether that changed anything. `by` is nobody where it is the person
/// or the console.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub(crate) async fn set_name(
    tx: &mut Transaction,
    entropy: &Entropy,
    person: &PersonId,
    name: &PersonName,
    (by, now): (Option<&PersonId>, Timestamp),
) -> Result<bool, StoreError> {
    tx.hold("SELECT id FROM people WHERE id = $1", values![person]).await?;
    let before: Option<Row> = tx.one("SELECT name FROM people WHERE id = $1", values![person]).await?;
    let before = before.map(|row| row.name).unwrap_or_default();
    if before == name.full() {
        return Ok(false);
    }
    tx.run("UPDATE people SET name = $2 WHERE id = $1", values![person, name.full()]).await?;
    if !before.is_empty() {
        tx.run(
            "INSERT INTO name_changes (person, id, name_before, name_after, changed_by, changed_at) \
             SELECT $1, $2, $3, $4, $5, $6 WHERE EXISTS (SELECT 1 FROM grants WHERE person = $1)",
            values![person, entropy.id(now), before, name.full(), by, now],
        )
        .await?;
    }
    Ok(true)
}
