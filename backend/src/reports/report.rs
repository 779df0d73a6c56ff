//! The report of an area over some months.

use super::coverage::{AreaCoverages, coverage};
use super::overdue::{Overdue, overdue};
use crate::accounts::Viewer;
use crate::counters::{CounterRow, Span, rows_together};
use crate::orders::DeskScope;
use crate::return_visits::return_rate;
use crate::settings::satisfaction_rules_in;
use crate::surveys::{SurveyResult, newest_result};
use crate::{AppError, Backend, areas};
use domain::areas::{AreaCode, AreaKind};
use domain::counters::{Counts, Measure, Month};
use domain::reports::{Finding, Found, Indicator, IndicatorResult, SatisfactionRules};
use domain::return_visits::ReturnRate;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use statistics::{Confidence, Ranking, ranked};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// What the ranks are drawn by: always the same, so that the same figures give the same ranks.
const SEED: u64 = 20_260_101;
/// The most months of one report.
const MONTHS: i32 = 36;

/// What was found of satisfaction in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendPoint {
    /// The month in which the orders were placed.
    pub month: Month,
    /// What was found; `None` if nobody rated, or if it isn't told.
    pub found: Option<Finding>,
    /// Whether somebody rated and it isn't told.
    pub held_back: bool,
}

/// One community among others.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFinding {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its counts.
    pub counts: Counts,
    /// What was found of satisfaction; `None` if nobody rated.
    pub found: Option<Finding>,
}

/// The report of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Of which area, and over which months.
    pub span: Span,
    /// The area's name.
    pub name: String,
    /// Each indicator with what was found.
    pub results: Vec<IndicatorResult>,
    /// Everything that was counted.
    pub counts: Counts,
    /// Satisfaction, month by month.
    pub trend: Vec<TrendPoint>,
    /// What runs late now.
    pub overdue: Overdue,
    /// How far the application reaches, now.
    pub coverage: AreaCoverages,
    /// The communities of the area, by code; empty if it is one itself.
    pub communities: Vec<AreaFinding>,
    /// What the newest closed survey wave of the area says that began in these months or before; `None` if there was
    /// none.
    pub survey: Option<SurveyResult>,
    /// The communities in order of satisfaction, by name, with how far that order can be trusted.
    pub ranking: Ranking<String>,
    /// What those said who were drawn and called, in the weeks of these months; `None` if nothing was drawn.
    pub return_visits: Option<ReturnRate>,
    /// Which levels count as satisfied in the last month.
    pub satisfied: String,
}

impl Report {
    /// What residents rated of their own accord, of all services; `None` if nobody rated.
    #[must_use]
    pub fn rated(&self) -> Option<Finding> {
        self.results.iter().find_map(|result| match (result.indicator, result.found) {
            (Indicator::Satisfaction, Some(Found::Ratings(found))) => Some(found),
            _ => None,
        })
    }
}

/// The report for the viewer's desk, the last `months` months or, if `to` is given, those up to it.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody without a desk.
pub async fn report(
    backend: &Backend,
    viewer: &Viewer,
    from: Option<Month>,
    to: Option<Month>,
) -> Result<Report, AppError> {
    let area = DeskScope::of(viewer)?.area;
    compute(backend, area, from, to).await
}

/// The report of an area, with everything in it.
pub(super) async fn compute(
    backend: &Backend,
    area: AreaCode,
    from: Option<Month>,
    to: Option<Month>,
) -> Result<Report, AppError> {
    let now = backend.clock.now();
    // Nothing lies in the future.
    let to = to.unwrap_or_else(|| Month::of(now)).min(Month::of(now).quarter().plus(2));
    let from = from.filter(|from| *from <= to).unwrap_or_else(|| to.plus(-11)).max(to.plus(1 - MONTHS));
    let span = Span { area, from, to };
    let tree = areas::tree(backend).await?;
    let mut tx = backend.store.read().await?;
    let rules = satisfaction_rules_in(&mut tx).await?;
    let rows = rows_together(&mut tx, &span).await?;
    let overdue = overdue(&mut tx, &span, now).await?;
    let counts = sum(&rows);
    // Who waits now waits for an order of these months only if they go up to now.
    let open = span.to >= Month::of(now);
    let trend = trend(&span, &rows, &rules);
    let coverage = coverage(&mut tx, &tree, &span.area, now).await?;
    let whole = coverage.whole;
    let survey = newest_result(&mut tx, &span).await?;
    let mut results = Vec::new();
    for indicator in Indicator::iter() {
        let found = match indicator {
            Indicator::Satisfaction => satisfaction(&rows, &rules, false).map(Found::Ratings),
            Indicator::PropertySatisfaction => satisfaction(&rows, &rules, true).map(Found::Ratings),
            // Whoever still waits after a day has not been answered, whenever that will be seen.
            Indicator::Reply => Finding::census(
                counts.of(Measure::ReplyWithin24Hours),
                counts.of(Measure::ReplyDue) + if open { overdue.without_reply } else { 0 },
            )
            .map(Found::Census),
            Indicator::PublishedEstates => Finding::census(whole.published, whole.estates).map(Found::Census),
            Indicator::ActiveCommunities => {
                Finding::census(whole.active, whole.communities).map(Found::Census)
            }
            Indicator::RegisteredHouseholds => {
                Finding::census(whole.registered, whole.households).map(Found::Census)
            }
            Indicator::ListAwareness | Indicator::GridAwareness | Indicator::GridSatisfaction => {
                survey.as_ref().and_then(|survey| survey.of(indicator)).map(Found::Survey)
            }
        };
        results.push(IndicatorResult::new(indicator, span.to, found));
    }
    let communities = communities(&tree, &span.area, &rows, &rules);
    let ranking = ranking(&communities);
    let return_visits = return_rate(&mut tx, &span, &rules, now).await?;
    Ok(Report {
        name: tree.name(&span.area).to_owned(),
        satisfied: rules.of(span.to).words(),
        span,
        results,
        counts,
        trend,
        overdue,
        coverage,
        communities,
        ranking,
        survey,
        return_visits,
    })
}

fn sum(rows: &[CounterRow]) -> Counts {
    let mut sum = Counts::default();
    rows.iter().for_each(|row| sum += row.counts);
    sum
}

/// Satisfaction over rows of any months, each by the rule of its own month.
pub(super) fn satisfaction(
    rows: &[CounterRow],
    rules: &SatisfactionRules,
    by_property: bool,
) -> Option<Finding> {
    let completions = if by_property { Measure::PropertyCompletions } else { Measure::Completions };
    let (mut satisfied, mut rated, mut population) = (0, 0, 0);
    for row in rows {
        let (more, all) = rules.satisfied(row.month, &row.counts, by_property);
        satisfied += more;
        rated += all;
        population += row.counts.of(completions);
    }
    Finding::of_answers(satisfied, rated, population)
}

fn trend(span: &Span, rows: &[CounterRow], rules: &SatisfactionRules) -> Vec<TrendPoint> {
    let point = |month: Month| {
        let rows: Vec<_> = rows.iter().filter(|row| row.month == month).cloned().collect();
        TrendPoint { month, found: satisfaction(&rows, rules, false), held_back: false }
    };
    span.from.to(span.to).map(point).collect()
}

fn communities(
    tree: &areas::AreaTree,
    area: &AreaCode,
    rows: &[CounterRow],
    rules: &SatisfactionRules,
) -> Vec<AreaFinding> {
    let mut by_community: BTreeMap<&str, Vec<CounterRow>> = BTreeMap::new();
    for row in rows {
        by_community.entry(&row.community).or_default().push(row.clone());
    }
    let communities = tree.of_kind(AreaKind::Community).into_iter();
    let inside = communities.filter(|community| area.covers(&community.code) && community.code != *area);
    let found = |community: &domain::areas::Area| {
        let rows = by_community.remove(community.code.as_str()).unwrap_or_default();
        AreaFinding {
            code: community.code.clone(),
            name: community.name.clone(),
            counts: sum(&rows),
            found: satisfaction(&rows, rules, false),
        }
    };
    inside.map(found).collect()
}

/// The communities in order of satisfaction.
fn ranking(communities: &[AreaFinding]) -> Ranking<String> {
    let rated = communities.iter().filter_map(|one| Some((one.name.clone(), one.found?.count)));
    let mut random = StdRng::seed_from_u64(SEED);
    ranked(rated.collect(), Confidence::USUAL, &mut || random.random::<f64>())
}
