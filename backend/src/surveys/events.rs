//! The steps of a wave, each with who took it and when.

use super::wave;
use crate::names::name_then_sql;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::surveys::Step;
use domain::time::Timestamp;

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// When.
    pub at: Timestamp,
    /// What.
    pub step: Step,
    /// By whom; `None` if it was from the server's console.
    pub person: Option<PersonId>,
    /// Their name; empty if it was from the server's console.
    pub name: String,
    /// More of it, in words.
    pub detail: String,
}

/// Writes a step down. Of two at once the second waits for the first, so that each has its own number.
pub(super) async fn record(
    tx: &mut Transaction,
    survey: &str,
    step: Step,
    (person, at): (Option<&PersonId>, Timestamp),
    detail: &str,
) -> Result<(), StoreError> {
    wave::hold(tx, survey).await?;
    tx.run(
        "INSERT INTO survey_events (survey, sequence, at, step, person, detail) \
             SELECT $1, COALESCE(max(sequence), 0) + 1, $2, $3, $4, $5 FROM survey_events WHERE survey = $1",
        values![survey, at, <&'static str>::from(step), person, detail],
    )
    .await?;
    Ok(())
}

/// Whether this very person has taken that step already: a form that is posted twice.
pub(super) async fn was_taken_by(
    tx: &mut Transaction,
    survey: &str,
    step: Step,
    person: &PersonId,
) -> Result<bool, StoreError> {
    let taken = list(tx, survey).await?;
    Ok(taken.iter().any(|line| line.step == step && line.person.as_ref() == Some(person)))
}

/// The steps of a wave, the first first.
pub(super) async fn list(tx: &mut Transaction, survey: &str) -> Result<Vec<EventLine>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        at: i64,
        step: String,
        person: Option<String>,
        name: Option<String>,
        detail: String,
    }
    let rows: Vec<Row> = tx
        .all(
            concat!(
                "SELECT e.at, e.step, e.person, ",
                name_then_sql!("e.person", "e.at"),
                " AS name, e.detail FROM survey_events e LEFT JOIN people p ON p.id = e.person \
             WHERE e.survey = $1 ORDER BY e.sequence"
            ),
            values![survey],
        )
        .await?;
    let line = |row: Row| {
        let step = row.step.parse().map_err(|error| StoreError::row("survey_events", survey, error))?;
        Ok(EventLine {
            at: Timestamp(row.at),
            step,
            person: row.person.map(PersonId),
            name: row.name.unwrap_or_default(),
            detail: row.detail,
        })
    };
    rows.into_iter().map(line).collect()
}
