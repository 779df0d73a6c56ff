//! What the calls of each week came to, made anew from the calls themselves.

use crate::store::{Session, StoreError};
use crate::values;
use domain::areas::AreaCode;
use domain::return_visits::TRIES;
use sqlx::FromRow;

/// A week of a community whose sum is not what its calls come to.
#[derive(FromRow)]
pub(crate) struct WrongResult {
    /// The date of its Monday.
    pub week: String,
    /// The sum that is kept.
    pub kept: i64,
    /// What the calls come to.
    pub counted: i64,
}

/// Every sum of a community that is not what its calls come to; none if all is well.
pub(crate) async fn wrong_results(
    session: &mut Session,
    community: &AreaCode,
) -> Result<Vec<WrongResult>, StoreError> {
    session
        .all(
            "SELECT week, CAST(sum(kept) AS BIGINT) AS kept, CAST(sum(counted) AS BIGINT) AS counted FROM \
             (SELECT week, outcome, level, orders AS kept, 0 AS counted FROM return_results \
             WHERE community = $1 UNION ALL \
             SELECT v.week, c.outcome, COALESCE(c.level, '') AS level, 0 AS kept, 1 AS counted \
             FROM return_visits v JOIN return_calls c ON c.community = v.community AND c.number = v.number \
             WHERE v.community = $1 AND (c.outcome <> 'no_answer' OR c.attempt = $2)) both_sides \
             GROUP BY week, outcome, level HAVING sum(kept) <> sum(counted) ORDER BY week, outcome, level",
            values![community, tries()],
        )
        .await
}

/// Makes the sums of a community anew.
pub(crate) async fn recount_results(session: &mut Session, community: &AreaCode) -> Result<(), StoreError> {
    session.run("DELETE FROM return_results WHERE community = $1", values![community]).await?;
    session
        .run(
            "INSERT INTO return_results (community, week, outcome, level, orders) \
             SELECT v.community, v.week, c.outcome, COALESCE(c.level, ''), count(*) FROM return_visits v \
             JOIN return_calls c ON c.community = v.community AND c.number = v.number \
             WHERE v.community = $1 AND (c.outcome <> 'no_answer' OR c.attempt = $2) \
             GROUP BY v.community, v.week, c.outcome, COALESCE(c.level, '')",
            values![community, tries()],
        )
        .await?;
    Ok(())
}

fn tries() -> i64 {
    i64::try_from(TRIES).unwrap_or(i64::MAX)
}
