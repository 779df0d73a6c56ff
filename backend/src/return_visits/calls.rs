//! The calls as they are stored.

use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use domain::return_visits::{Call, Outcome};
use domain::time::Timestamp;
use std::collections::BTreeMap;

#[derive(FromRow)]
struct Row {
    number: String,
    at: i64,
    outcome: String,
    level: Option<String>,
}

impl TryFrom<Row> for Call {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let outcome = Outcome::parse(&row.outcome, row.level.as_deref().unwrap_or_default());
        let outcome =
            outcome.ok_or_else(|| StoreError::row("return_calls", &row.number, "no such outcome"))?;
        Ok(Self { at: Timestamp(row.at), outcome })
    }
}

/// The calls for one order, the first one first.
pub(super) async fn of_order(tx: &mut Transaction, number: &OrderNumber) -> Result<Vec<Call>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT number, at, outcome, level FROM return_calls WHERE community = $1 AND number = $2 \
             ORDER BY attempt",
            values![number.community(), number],
        )
        .await?;
    rows.into_iter().map(Call::try_from).collect()
}

/// Whether the newest call for an order is this one: of that number, by that person, with that outcome.
pub(super) async fn is_last(
    tx: &mut Transaction,
    number: &OrderNumber,
    attempt: &str,
    outcome: Outcome,
    person: &PersonId,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Last {
        attempt: i64,
        caller: String,
        outcome: String,
        level: Option<String>,
    }
    let last: Option<Last> = tx
        .one(
            "SELECT attempt, caller, outcome, level FROM return_calls WHERE community = $1 AND number = $2 \
             ORDER BY attempt DESC LIMIT 1",
            values![number.community(), number],
        )
        .await?;
    Ok(last.is_some_and(|last| {
        attempt.parse() == Ok(last.attempt)
            && last.caller == person.0
            && (last.outcome.as_str(), last.level.as_deref()) == outcome.code()
    }))
}

/// The calls for the orders of an area that were drawn since then, by number.
pub(super) async fn since(
    tx: &mut Transaction,
    area: &AreaCode,
    drawn_after: Timestamp,
) -> Result<BTreeMap<String, Vec<Call>>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT c.number, c.at, c.outcome, c.level FROM return_draws d \
             JOIN return_visits v ON v.community = d.community AND v.week = d.week \
             JOIN return_calls c ON c.community = v.community AND c.number = v.number \
             WHERE substr(d.community, 1, length($1)) = $1 AND d.drawn_at > $2 \
             ORDER BY c.community, c.number, c.attempt",
            values![area, drawn_after],
        )
        .await?;
    let mut calls: BTreeMap<String, Vec<Call>> = BTreeMap::new();
    for row in rows {
        calls.entry(row.number.clone()).or_default().push(row.try_into()?);
    }
    Ok(calls)
}
