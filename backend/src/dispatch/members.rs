//! The members of a community, as dispatch sees them now.

use crate::members::{read_profile, suspension};
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::dispatch::{Member, Period};
use domain::time::{DAY, Timestamp};
use std::collections::HashMap;

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    area: String,
    profile: Option<String>,
    open: i64,
    this_week: i64,
    in_30_days: i64,
    lapsed: i64,
}

/// All members of a community: each once, with the most particular of their areas.
pub(super) async fn members_of(
    tx: &mut Transaction,
    community: &AreaCode,
    now: Timestamp,
) -> Result<Vec<Member>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT p.id, p.name, max(g.area) AS area, min(m.profile) AS profile, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_person = p.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open, \
             (SELECT count(*) FROM order_events e WHERE e.community = $1 AND e.person = p.id \
              AND e.at >= $2 AND e.kind IN ('accepted', 'claimed')) AS this_week, \
             (SELECT count(*) FROM order_events e WHERE e.community = $1 AND e.person = p.id \
              AND e.at >= $3 AND e.kind IN ('accepted', 'claimed')) AS in_30_days, \
             (SELECT count(*) FROM lapses l WHERE l.person = p.id) AS lapsed \
             FROM grants g JOIN people p ON p.id = g.person LEFT JOIN member_profiles m ON m.person = p.id \
             WHERE g.role = 'member' AND g.revoked_at IS NULL AND substr(g.area, 1, length($1)) = $1 \
             GROUP BY p.id, p.name ORDER BY p.id",
            values![community, monday(now), now.plus(-30 * DAY)],
        )
        .await?;
    let mut absences = absences_in(tx, community, now).await?;
    let mut members = Vec::with_capacity(rows.len());
    for row in rows {
        let id = PersonId(row.id.clone());
        let bad = |reason: &dyn ToString| StoreError::row("grants", &row.id, reason.to_string());
        let profile =
            row.profile.as_deref().map(|text| read_profile(text, &id)).transpose()?.unwrap_or_default();
        let suspended_until = if row.lapsed > 0 { suspension(tx, &id, now).await? } else { None };
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        members.push(Member {
            name: row.name.clone(),
            area: AreaCode::parse(&row.area).map_err(|error| bad(&error))?,
            skills: profile.skills,
            working_times: profile.working_times,
            absences: absences.remove(&row.id).unwrap_or_default(),
            suspended_until,
            limit: profile.limit,
            open: count(row.open),
            taken_this_week: count(row.this_week),
            taken_in_30_days: count(row.in_30_days),
            gender: profile.gender,
            languages: profile.languages,
            id,
        });
    }
    Ok(members)
}

/// The beginning of the week, Monday at midnight.
fn monday(now: Timestamp) -> Timestamp {
    let today = now.date();
    let since = jiff::ToSpan::days(i64::from(today.weekday().to_monday_zero_offset()));
    Timestamp::from_civil(today.saturating_sub(since).at(0, 0, 0, 0))
}

async fn absences_in(
    tx: &mut Transaction,
    community: &AreaCode,
    now: Timestamp,
) -> Result<HashMap<String, Vec<Period>>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        person: String,
        from_at: i64,
        until_at: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT a.person, a.from_at, a.until_at FROM absences a WHERE a.until_at > $2 AND EXISTS \
             (SELECT 1 FROM grants g WHERE g.person = a.person AND g.role = 'member' \
              AND g.revoked_at IS NULL AND substr(g.area, 1, length($1)) = $1)",
            values![community, now],
        )
        .await?;
    let mut absences: HashMap<String, Vec<Period>> = HashMap::new();
    for row in rows {
        let period = Period { from: Timestamp(row.from_at), until: Timestamp(row.until_at) };
        absences.entry(row.person).or_default().push(period);
    }
    Ok(absences)
}
