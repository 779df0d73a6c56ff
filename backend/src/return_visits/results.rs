//! What the calls of each week came to, kept up with each call and made anew from the calls themselves.

use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::areas::AreaCode;
use domain::orders::{OrderNumber, Satisfaction};
use domain::return_visits::{Outcome, TRIES};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// What the calls of a week came to: the columns of `return_results`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub(crate) struct Results {
    very_satisfied: i64,
    satisfied: i64,
    fairly_satisfied: i64,
    dissatisfied: i64,
    very_dissatisfied: i64,
    /// How many would not say.
    pub refused: i64,
    /// How many were called three times, and nobody answered.
    pub not_reached: i64,
}

/// A sum that is not what the calls come to.
pub(crate) struct WrongResult {
    /// The date of the week's Monday.
    pub week: String,
    /// The sum that is kept.
    pub kept: i64,
    /// What the calls come to.
    pub counted: i64,
}

impl Results {
    /// How many said that.
    pub(crate) fn of(&self, level: Satisfaction) -> i64 {
        match level {
            Satisfaction::VerySatisfied => self.very_satisfied,
            Satisfaction::Satisfied => self.satisfied,
            Satisfaction::FairlySatisfied => self.fairly_satisfied,
            Satisfaction::Dissatisfied => self.dissatisfied,
            Satisfaction::VeryDissatisfied => self.very_dissatisfied,
        }
    }

    fn all(&self) -> impl Iterator<Item = i64> + '_ {
        Satisfaction::iter().map(|level| self.of(level)).chain([self.refused, self.not_reached])
    }
}

/// What the calls come to, of one community, week by week; `$2` is the last try.
const COUNTED: &str = "SELECT v.week, \
    CAST(sum(CASE WHEN c.level = 'very_satisfied' THEN 1 ELSE 0 END) AS BIGINT) AS very_satisfied, \
    CAST(sum(CASE WHEN c.level = 'satisfied' THEN 1 ELSE 0 END) AS BIGINT) AS satisfied, \
    CAST(sum(CASE WHEN c.level = 'fairly_satisfied' THEN 1 ELSE 0 END) AS BIGINT) AS fairly_satisfied, \
    CAST(sum(CASE WHEN c.level = 'dissatisfied' THEN 1 ELSE 0 END) AS BIGINT) AS dissatisfied, \
    CAST(sum(CASE WHEN c.level = 'very_dissatisfied' THEN 1 ELSE 0 END) AS BIGINT) AS very_dissatisfied, \
    CAST(sum(CASE WHEN c.outcome = 'refused' THEN 1 ELSE 0 END) AS BIGINT) AS refused, \
    CAST(sum(CASE WHEN c.outcome = 'no_answer' THEN 1 ELSE 0 END) AS BIGINT) AS not_reached \
    FROM return_visits v JOIN return_calls c ON c.community = v.community AND c.number = v.number \
    WHERE v.community = $1 AND (c.outcome <> 'no_answer' OR c.attempt = $2) GROUP BY v.week";
const KEPT: &str = "SELECT week, very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied, \
    refused, not_reached FROM return_results WHERE community = $1";

/// Adds a visit that is settled to what its week came to.
pub(super) async fn settled(
    tx: &mut Transaction,
    number: &OrderNumber,
    outcome: Outcome,
) -> Result<(), StoreError> {
    let column: &'static str = match outcome {
        Outcome::Reached(level) => level.into(),
        Outcome::Refused => "refused",
        Outcome::NoAnswer => "not_reached",
    };
    let sql = format!(
        "INSERT INTO return_results (community, week, {column}) \
         SELECT community, week, 1 FROM return_visits WHERE community = $1 AND number = $2 \
         ON CONFLICT (community, week) DO UPDATE SET {column} = return_results.{column} + 1"
    );
    tx.run(AssertSqlSafe(sql), values![number.community(), number]).await?;
    Ok(())
}

/// Every sum of a community that is not what its calls come to; none if all is well.
pub(crate) async fn wrong_results(
    tx: &mut Transaction,
    community: &AreaCode,
) -> Result<Vec<WrongResult>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        week: String,
        #[sqlx(flatten)]
        results: Results,
    }
    let by_week =
        |rows: Vec<Row>| -> BTreeMap<_, _> { rows.into_iter().map(|row| (row.week, row.results)).collect() };
    let kept = by_week(tx.all(KEPT, values![community]).await?);
    let counted = by_week(tx.all(COUNTED, values![community, tries()]).await?);
    let mut wrong = Vec::new();
    for week in kept.keys().chain(counted.keys()).collect::<BTreeSet<_>>() {
        let (kept, counted) = (kept.get(week).copied(), counted.get(week).copied());
        let (kept, counted) = (kept.unwrap_or_default(), counted.unwrap_or_default());
        for (kept, counted) in kept.all().zip(counted.all()).filter(|(kept, counted)| kept != counted) {
            wrong.push(WrongResult { week: week.clone(), kept, counted });
        }
    }
    Ok(wrong)
}

/// Makes the sums of a community anew.
pub(crate) async fn recount_results(tx: &mut Transaction, community: &AreaCode) -> Result<(), StoreError> {
    tx.run("DELETE FROM return_results WHERE community = $1", values![community]).await?;
    let sql = format!(
        "INSERT INTO return_results (community, week, very_satisfied, satisfied, fairly_satisfied, dissatisfied, \
         very_dissatisfied, refused, not_reached) SELECT $1, r.* FROM ({COUNTED}) r"
    );
    tx.run(AssertSqlSafe(sql), values![community, tries()]).await?;
    Ok(())
}

fn tries() -> i64 {
    i64::try_from(TRIES).unwrap_or(i64::MAX)
}
