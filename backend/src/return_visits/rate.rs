//! What the visits of some months say.

use crate::figures::Span;
use crate::store::{Session, StoreError};
use crate::values;
use domain::figures::Month;
use domain::orders::Satisfaction;
use domain::reports::SatisfactionRules;
use domain::return_visits::{DrawnWeek, ReturnRate, Week, estimate};
use sqlx::FromRow;
use std::collections::BTreeMap;

#[derive(FromRow)]
struct DrawRow {
    community: String,
    week: String,
    population: i64,
    drawn: i64,
}

#[derive(FromRow)]
struct ResultRow {
    community: String,
    week: String,
    outcome: String,
    level: String,
    orders: i64,
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
    let draws: Vec<DrawRow> = session
        .all(
            "SELECT community, week, population, drawn FROM return_draws \
             WHERE substr(community, 1, length($1)) = $1 AND week >= $2 AND week < $3 AND drawn > 0",
            values![&span.area, &from, &before],
        )
        .await?;
    let results: Vec<ResultRow> = session
        .all(
            "SELECT community, week, outcome, level, orders FROM return_results \
             WHERE substr(community, 1, length($1)) = $1 AND week >= $2 AND week < $3",
            values![&span.area, &from, &before],
        )
        .await?;
    let mut weeks = BTreeMap::new();
    for row in draws {
        let week: Week = row.week.parse().map_err(|error| bad("return_draws", &row.week, error))?;
        let month = Month::of_day(week.monday());
        let drawn = DrawnWeek {
            population: whole(row.population)?,
            drawn: whole(row.drawn)?,
            levels: rules.of(month).levels,
            ..DrawnWeek::default()
        };
        let community = row.community.clone();
        weeks.insert((row.community, row.week), CommunityWeek { community, month, drawn });
    }
    for row in results {
        let Some(week) = weeks.get_mut(&(row.community, row.week)) else { continue };
        let week = &mut week.drawn;
        let number = whole(row.orders)?;
        match row.outcome.as_str() {
            "reached" => {
                let level: Satisfaction =
                    row.level.parse().map_err(|error| bad("return_results", &row.level, error))?;
                *week.reached.entry(level).or_default() += number;
            }
            "refused" => week.refused += number,
            _ => week.not_reached += number,
        }
    }
    Ok(weeks.into_values().collect())
}

fn whole(number: i64) -> Result<u32, StoreError> {
    number.try_into().map_err(|error| bad("return_draws", &number.to_string(), error))
}

fn bad(table: &'static str, row: &str, reason: impl ToString) -> StoreError {
    StoreError::row(table, row, reason.to_string())
}
