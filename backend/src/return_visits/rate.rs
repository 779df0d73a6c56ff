//! What the visits of some months say.

use super::results::Results;
use crate::figures::Span;
use crate::store::{Session, StoreError};
use crate::values;
use domain::figures::Month;
use domain::orders::Satisfaction;
use domain::reports::SatisfactionRules;
use domain::return_visits::{DrawnWeek, ReturnRate, Week, estimate};
use sqlx::FromRow;
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

#[derive(FromRow)]
struct Row {
    community: String,
    week: String,
    population: i64,
    drawn: i64,
    #[sqlx(flatten)]
    results: Results,
}

/// What the visits of the weeks that begin in some months say; `None` if nothing was drawn.
pub(crate) async fn return_rate(
    session: &mut Session,
    span: &Span,
    rules: &SatisfactionRules,
) -> Result<Option<ReturnRate>, StoreError> {
    let weeks = drawn_weeks(session, span, rules).await?;
    Ok(estimate(&weeks.into_iter().map(|week| week.drawn).collect::<Vec<_>>()))
}

/// A week of a community in which orders were drawn.
#[derive(Clone, Debug)]
pub(crate) struct CommunityWeek {
    /// The community's code.
    pub community: String,
    /// The month in which the week begins.
    pub month: Month,
    /// What was drawn, and what came of it.
    pub drawn: DrawnWeek,
}

/// All weeks that begin in some months and in which orders were drawn.
pub(crate) async fn drawn_weeks(
    session: &mut Session,
    span: &Span,
    rules: &SatisfactionRules,
) -> Result<Vec<CommunityWeek>, StoreError> {
    let (from, before) = (span.from.first_day().to_string(), span.to.plus(1).first_day().to_string());
    let rows: Vec<Row> = session
        .all(
            "SELECT d.community, d.week, d.population, d.drawn, \
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
    rows.into_iter().map(|row| drawn_week(row, rules)).collect()
}

fn drawn_week(row: Row, rules: &SatisfactionRules) -> Result<CommunityWeek, StoreError> {
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
    Ok(CommunityWeek { community: row.community, month, drawn })
}

fn whole(number: i64) -> Result<u32, StoreError> {
    number.try_into().map_err(|error| bad("return_draws", &number.to_string(), error))
}

fn bad(table: &'static str, row: &str, reason: impl ToString) -> StoreError {
    StoreError::row(table, row, reason.to_string())
}
