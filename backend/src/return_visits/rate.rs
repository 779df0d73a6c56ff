//! What the visits of some months say.

use super::results::Results;
use crate::counters::Span;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::counters::Month;
use domain::orders::Satisfaction;
use domain::reports::SatisfactionRules;
use domain::return_visits::{DatedWeek, DrawnWeek, ReturnRate, Told, Week, estimate, told};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

#[derive(FromRow)]
struct Row {
    community: String,
    week: String,
    population: i64,
    drawn: i64,
    drawn_at: i64,
    #[sqlx(flatten)]
    results: Results,
}

/// What the visits of some months say, as far as it may be told; `None` if nothing was drawn.
pub(crate) async fn return_rate(
    tx: &mut Transaction,
    span: &Span,
    rules: &SatisfactionRules,
    now: Timestamp,
) -> Result<Option<ReturnRate>, StoreError> {
    let mut all = Told::default();
    for weeks in drawn_weeks(tx, span, rules).await?.values() {
        all += told(weeks, (span.from, span.to), now);
    }
    Ok(estimate(&all))
}

/// By the code of the community, all weeks in which orders were drawn, from the beginning of the year in which a span begins to
/// its end: what of them may be told of the span ([`told`]) hangs on those before.
pub(crate) async fn drawn_weeks(
    tx: &mut Transaction,
    span: &Span,
    rules: &SatisfactionRules,
) -> Result<BTreeMap<String, Vec<DatedWeek>>, StoreError> {
    let (from, before) = (format!("{:04}-01-01", span.from.year()), span.to.plus(1).first_day().to_string());
    let rows: Vec<Row> = tx
        .all(
            "SELECT d.community, d.week, d.population, d.drawn, d.drawn_at, \
             COALESCE(r.very_satisfied, 0) AS very_satisfied, COALESCE(r.satisfied, 0) AS satisfied, \
             COALESCE(r.fairly_satisfied, 0) AS fairly_satisfied, \
             COALESCE(r.dissatisfied, 0) AS dissatisfied, \
             COALESCE(r.very_dissatisfied, 0) AS very_dissatisfied, COALESCE(r.refused, 0) AS refused, \
             COALESCE(r.not_reached, 0) AS not_reached FROM return_draws d \
             LEFT JOIN return_results r ON r.community = d.community AND r.week = d.week \
             WHERE substr(d.community, 1, length($1)) = $1 AND d.week >= $2 AND d.week < $3 AND d.drawn > 0 \
             ORDER BY d.community, d.week",
            values![&span.area, &from, &before],
        )
        .await?;
    let mut weeks: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        let week = dated_week(&row, rules)?;
        weeks.entry(row.community).or_default().push(week);
    }
    Ok(weeks)
}

fn dated_week(row: &Row, rules: &SatisfactionRules) -> Result<DatedWeek, StoreError> {
    let week: Week = row.week.parse().map_err(|error| bad("return_draws", &row.week, error))?;
    let month = Month::of_day(week.monday());
    let mut reached = BTreeMap::new();
    for level in Satisfaction::iter() {
        let number = whole(row.results.of(level))?;
        if number > 0 {
            reached.insert(level, number);
        }
    }
    let drawn = DrawnWeek {
        population: whole(row.population)?,
        drawn: whole(row.drawn)?,
        levels: rules.of(month).levels,
        reached,
        refused: whole(row.results.refused)?,
        not_reached: whole(row.results.not_reached)?,
    };
    Ok(DatedWeek { week, drawn_at: Timestamp(row.drawn_at), drawn })
}

fn whole(number: i64) -> Result<u32, StoreError> {
    number.try_into().map_err(|error| bad("return_draws", &number.to_string(), error))
}

fn bad(table: &'static str, row: &str, reason: impl ToString) -> StoreError {
    StoreError::row(table, row, reason.to_string())
}
