//! The first page of those above the communities: where something has to be done now, the worst first.

use super::report::satisfaction;
use crate::accounts::Viewer;
use crate::counters::{CounterRow, Span, rows_together};
use crate::orders::{DeskScope, OpenWork, open_work};
use crate::settings::satisfaction_rules_in;
use crate::{AppError, Backend, areas};
use domain::areas::{AreaCode, AreaKind};
use domain::counters::{Measure, Month};
use domain::reports::{Finding, SatisfactionRules};
use domain::time::{DAY, Timestamp};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is to be done now, and what was found of the month so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Orders in nobody's hand.
    pub waiting: i64,
    /// When the one of them was placed that has waited longest.
    pub oldest: Option<Timestamp>,
    /// Those of them that were declined so often that the lead decides.
    pub for_the_lead: i64,
    /// Orders with a clock that has run out, in whatever state.
    pub late: i64,
    /// Of the month's orders, those answered within 24 hours; `None` if none is due.
    pub reply: Option<Finding>,
    /// Of the month's orders, the ratings that count as satisfied; `None` if nobody rated.
    pub satisfied: Option<Finding>,
}

/// One community.
#[derive(Clone, Debug, PartialEq)]
pub struct CommunityStanding {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
}

/// How the communities of an area stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// The month that the figures are about: the orders placed in it.
    pub month: Month,
    /// All of them together.
    pub whole: Standing,
    /// Each, the worst first: by how much is late, by what waits for the lead, by what waits, by how many were answered in
    /// time.
    pub communities: Vec<CommunityStanding>,
}

/// How the communities of the viewer's area stand now.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody but office and district: a community's own desk is its list.
pub async fn overview(backend: &Backend, viewer: &Viewer) -> Result<Overview, AppError> {
    let scope = DeskScope::of(viewer)?;
    if !scope.read_only {
        return Err(AppError::denied());
    }
    let now = backend.clock.now();
    let month = Month::of(now);
    let span = Span { area: scope.area, from: month, to: month };
    let tree = areas::tree(backend).await?;
    let mut tx = backend.store.read().await?;
    let rules = satisfaction_rules_in(&mut tx).await?;
    let rows = rows_together(&mut tx, &span).await?;
    let begin = Timestamp::from_civil(month.first_day().at(0, 0, 0, 0));
    let open = open_work(&mut tx, &span.area, (begin, now.plus(-DAY), now)).await?;
    drop(tx);
    let whole = standing(&open, &rows, &rules);
    let (mut open, mut rows) =
        (by_community(open, |one| &one.community), by_community(rows, |row| &row.community));
    let inside = tree.of_kind(AreaKind::Community).into_iter().filter(|one| span.area.covers(&one.code));
    let mut communities: Vec<_> = inside
        .map(|community| {
            let code = community.code.as_str();
            let (open, rows) = (open.remove(code).unwrap_or_default(), rows.remove(code).unwrap_or_default());
            CommunityStanding {
                code: community.code.clone(),
                name: community.name.clone(),
                standing: standing(&open, &rows, &rules),
            }
        })
        .collect();
    communities.sort_by_cached_key(|one| (pressing(&one.standing), one.code.to_string()));
    Ok(Overview { month, whole, communities })
}

/// What puts one community before another.
fn pressing(standing: &Standing) -> (Reverse<i64>, Reverse<i64>, Reverse<i64>, Reverse<i64>) {
    let unanswered = standing.reply.map_or(0, |found| found.count.n() - found.count.successes());
    (
        Reverse(standing.late),
        Reverse(standing.for_the_lead),
        Reverse(standing.waiting),
        Reverse(unanswered.into()),
    )
}

fn standing(open: &[OpenWork], rows: &[CounterRow], rules: &SatisfactionRules) -> Standing {
    let sum = |of: fn(&OpenWork) -> i64| open.iter().map(of).sum::<i64>();
    let count = |measure: Measure| rows.iter().map(|row| row.counts.of(measure)).sum::<i64>();
    Standing {
        waiting: sum(|one| one.waiting),
        oldest: open.iter().filter_map(|one| one.oldest).min().map(Timestamp),
        for_the_lead: sum(|one| one.for_the_lead),
        late: sum(|one| one.late),
        // Whoever still waits after a day has not been answered, whenever that will be seen.
        reply: Finding::census(
            count(Measure::ReplyWithin24Hours),
            count(Measure::ReplyDue) + sum(|one| one.without_reply),
        ),
        satisfied: satisfaction(rows, rules, false),
    }
}

/// The rows of each community.
fn by_community<T>(rows: Vec<T>, community: fn(&T) -> &String) -> BTreeMap<String, Vec<T>> {
    let mut by: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for row in rows {
        by.entry(community(&row).clone()).or_default().push(row);
    }
    by
}
