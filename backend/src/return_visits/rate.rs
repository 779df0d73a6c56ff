//! What the visits of some months say.

use crate::figures::Span;
use crate::store::{Session, StoreError};
use crate::values;
use domain::figures::Month;
use domain::orders::Satisfaction;
use domain::reports::SatisfactionRules;
use domain::return_visits::{DrawnWeek, ReturnRate, TRIES, Week, estimate};
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
struct CallRow {
    community: String,
    week: String,
    outcome: String,
    level: Option<String>,
    number: i64,
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
    // Of each order at most one call settles it: the one that was answered, or else the last.
    let calls: Vec<CallRow> = session
        .all(
            "SELECT v.community, v.week, c.outcome, c.level, count(*) AS number FROM return_visits v \
             JOIN return_calls c ON c.community = v.community AND c.number = v.number \
             WHERE substr(v.community, 1, length($1)) = $1 AND v.week >= $2 AND v.week < $3 \
             AND (c.outcome <> 'no_answer' OR c.attempt = $4) \
             GROUP BY v.community, v.week, c.outcome, c.level",
            values![&span.area, &from, &before, i64::try_from(TRIES).unwrap_or(i64::MAX)],
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
    for row in calls {
        let Some(week) = weeks.get_mut(&(row.community, row.week)) else { continue };
        let week = &mut week.drawn;
        let number = whole(row.number)?;
        match (row.outcome.as_str(), row.level) {
            (_, Some(level)) => {
                let level: Satisfaction =
                    level.parse().map_err(|error| bad("return_calls", &level, error))?;
                *week.reached.entry(level).or_default() += number;
            }
            ("refused", None) => week.refused += number,
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
