//! What became of the days of a recurrence.

use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::orders::{OrderNumber, StateKind};
use domain::recurring::RecurrenceId;
use domain::time::Timestamp;
use jiff::civil::Date;
use strum::{EnumString, IntoStaticStr};

/// What became of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Outcome {
    /// An order was made.
    Made,
    /// Nobody comes, by the calendar or because somebody said so.
    Skipped,
    /// No order could be made.
    Failed,
}

/// A day, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) outcome: Outcome,
    /// The order that was made for it, also if it was cancelled since.
    pub(super) number: Option<OrderNumber>,
    /// Why it isn't like the others.
    pub(super) reason: Option<String>,
    /// How its order stands.
    pub(super) state: Option<StateKind>,
}

/// The days from `from` on that are decided, the earliest first.
pub(super) async fn days_of(
    tx: &mut Transaction,
    id: &RecurrenceId,
    from: Date,
) -> Result<Vec<Day>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        date: String,
        outcome: String,
        number: Option<String>,
        reason: Option<String>,
        state: Option<String>,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT d.date, d.outcome, d.number, d.reason, o.state FROM recurrence_days d \
             LEFT JOIN orders o ON o.community = d.community AND o.number = d.number \
             WHERE d.community = $1 AND d.recurrence = $2 AND d.date >= $3 ORDER BY d.date",
            values![id.community(), id.to_string(), from.to_string()],
        )
        .await?;
    let day = |row: Row| {
        let bad = |reason: &dyn ToString| StoreError::row("recurrence_days", id, reason.to_string());
        let number = row.number.as_deref().map(OrderNumber::parse).transpose();
        let state = row.state.as_deref().map(str::parse).transpose();
        Ok(Day {
            date: row.date.parse().map_err(|error: jiff::Error| bad(&error))?,
            outcome: row.outcome.parse().map_err(|error: strum::ParseError| bad(&error))?,
            number: number.map_err(|error| bad(&error))?,
            reason: row.reason,
            state: state.map_err(|error: strum::ParseError| bad(&error))?,
        })
    };
    rows.into_iter().map(day).collect()
}

/// One day, if it is decided.
pub(super) async fn day_of(
    tx: &mut Transaction,
    id: &RecurrenceId,
    date: Date,
) -> Result<Option<Day>, StoreError> {
    Ok(days_of(tx, id, date).await?.into_iter().find(|day| day.date == date))
}

/// Writes down what became of a day. What was made may still be skipped, and nothing else is written over.
pub(super) async fn insert_day(
    tx: &mut Transaction,
    id: &RecurrenceId,
    day: &Day,
    by: Option<&PersonId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO recurrence_days (community, recurrence, date, outcome, number, reason, at, person) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (community, recurrence, date) \
             DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, at = excluded.at, \
             person = excluded.person \
             WHERE recurrence_days.outcome = 'made' AND excluded.outcome = 'skipped'",
        values![
            id.community(),
            id.to_string(),
            day.date.to_string(),
            <&'static str>::from(day.outcome),
            day.number.as_ref().map(OrderNumber::to_string),
            day.reason.as_deref(),
            at,
            by
        ],
    )
    .await?;
    Ok(())
}
