//! How far the application reaches: every estate and every community is looked at.

use crate::areas::AreaTree;
use crate::store::{Session, StoreError};
use crate::values;
use domain::areas::{AreaCode, AreaKind};
use domain::reports::Finding;
use domain::time::{DAY, Timestamp};
use sqlx::FromRow;
use std::collections::HashSet;

/// Within how many days a community must have finished an order to count, in milliseconds.
const ACTIVE_WITHIN: i64 = 90 * DAY;

#[derive(FromRow)]
struct Community {
    community: String,
}

/// Estates where all three lists are published, among all of the area.
pub(super) async fn published_estates(
    session: &mut Session,
    tree: &AreaTree,
    area: &AreaCode,
) -> Result<Option<Finding>, StoreError> {
    let rows: Vec<Community> = session
        .all(
            "SELECT p.community FROM publications p JOIN services s ON s.code = p.service \
             WHERE p.published = 1 AND substr(p.community, 1, length($1)) = $1 \
             GROUP BY p.community HAVING count(DISTINCT s.list) = 3",
            values![area],
        )
        .await?;
    let whole: HashSet<_> = rows.into_iter().map(|row| row.community).collect();
    let estates = tree.of_kind(AreaKind::Estate).into_iter().filter(|estate| area.covers(&estate.code));
    let (mut published, mut all) = (0, 0);
    for estate in estates {
        let community = tree.community_of(&estate.code);
        all += 1;
        published += i64::from(community.is_some_and(|community| whole.contains(community.code.as_str())));
    }
    Ok(Finding::census(published, all))
}

/// Communities that have finished an order lately, among all of the area.
pub(super) async fn active_communities(
    session: &mut Session,
    tree: &AreaTree,
    area: &AreaCode,
    now: Timestamp,
) -> Result<Option<Finding>, StoreError> {
    let rows: Vec<Community> = session
        .all(
            "SELECT c.community FROM order_counts c JOIN areas a ON a.code = c.community \
             WHERE a.kind = 'community' AND c.finished_at >= $2 AND substr(c.community, 1, length($1)) = $1",
            values![area, now.plus(-ACTIVE_WITHIN)],
        )
        .await?;
    let communities = tree.of_kind(AreaKind::Community);
    let communities = communities.iter().filter(|community| area.covers(&community.code));
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Ok(Finding::census(count(rows.len()), count(communities.count())))
}
