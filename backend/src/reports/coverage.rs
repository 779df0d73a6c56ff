//! How far the application reaches: every estate and every community is looked at.

use crate::accounts::home_counts;
use crate::areas::AreaTree;
use crate::posters::recent_scans;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::areas::{Area, AreaCode, AreaKind};
use domain::reports::{Coverage, Homes};
use domain::time::{DAY, Timestamp};
use std::collections::HashSet;

/// Within how many days a community must have finished an order to count, in milliseconds.
const ACTIVE_WITHIN: i64 = 90 * DAY;

/// What was counted of one area of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaCoverage {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// What was counted.
    pub coverage: Coverage,
}

/// What was counted of an area and of its parts: the estates of a community, the communities of everything above.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaCoverages {
    /// The whole.
    pub whole: Coverage,
    /// The parts, in the order of their codes.
    pub parts: Vec<AreaCoverage>,
}

#[derive(FromRow)]
struct Community {
    community: String,
}

/// Counts an area.
pub(super) async fn coverage(
    tx: &mut Transaction,
    tree: &AreaTree,
    area: &AreaCode,
    now: Timestamp,
) -> Result<AreaCoverages, StoreError> {
    let published = with_all_lists(tx, area).await?;
    let active = active_communities(tx, area, now).await?;
    let homes = home_counts(tx, area).await?;
    let scans = recent_scans(tx, area, now).await?;
    let of_estate = |estate: &Area, community: &AreaCode| {
        let counted = homes.get(estate.code.as_str()).copied().unwrap_or_default();
        let homes = Homes { stated: estate.households.into(), ..counted };
        let scans = scans.get(estate.code.as_str()).copied().unwrap_or(0);
        Coverage::of_estate(published.contains(community.as_str()), homes, scans)
    };
    let part =
        |area: &Area, coverage| AreaCoverage { code: area.code.clone(), name: area.name.clone(), coverage };
    let mut covered = AreaCoverages::default();
    for community in tree.of_kind(AreaKind::Community).into_iter().filter(|one| area.covers(&one.code)) {
        let mut sum = Coverage::of_community(active.contains(community.code.as_str()));
        for estate in tree.children(&community.code) {
            let one = of_estate(estate, &community.code);
            sum += one;
            if community.code == *area {
                covered.parts.push(part(estate, one));
            }
        }
        covered.whole += sum;
        if community.code != *area {
            covered.parts.push(part(community, sum));
        }
    }
    Ok(covered)
}

/// Communities that publish services of all three lists.
async fn with_all_lists(tx: &mut Transaction, area: &AreaCode) -> Result<HashSet<String>, StoreError> {
    let rows: Vec<Community> = tx
        .all(
            "SELECT p.community FROM publications p JOIN services s ON s.code = p.service \
             WHERE p.published = 1 AND substr(p.community, 1, length($1)) = $1 \
             GROUP BY p.community HAVING count(DISTINCT s.list) = 3",
            values![area],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.community).collect())
}

/// Communities that have finished an order lately.
async fn active_communities(
    tx: &mut Transaction,
    area: &AreaCode,
    now: Timestamp,
) -> Result<HashSet<String>, StoreError> {
    let rows: Vec<Community> = tx
        .all(
            "SELECT c.community FROM order_counts c JOIN areas a ON a.code = c.community \
             WHERE a.kind = 'community' AND c.finished_at >= $2 AND substr(c.community, 1, length($1)) = $1",
            values![area, now.plus(-ACTIVE_WITHIN)],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.community).collect())
}
