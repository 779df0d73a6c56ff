//! The report of a community for everybody: the same figures as its desk reads, without those of few answers.

use super::Report;
use super::report::compute;
use crate::{AppError, Backend, areas};
use domain::areas::{AreaCode, AreaKind};
use domain::reports::{Finding, Found, Indicator, IndicatorResult};
use statistics::{hidden, may_be_told, may_stand_beside};

/// The report of a community for everybody.
///
/// # Errors
/// [`AppError`] of kind `NotFound` if there is no such community.
pub async fn public_report(backend: &Backend, community: &str) -> Result<Report, AppError> {
    made(backend, code_of(backend, community).await?).await
}

/// The same, made once a minute at most: for a page that anybody may open, as often as they like.
///
/// # Errors
/// As [`public_report`].
pub async fn recent_public_report(backend: &Backend, community: &str) -> Result<Report, AppError> {
    let code = code_of(backend, community).await?;
    let now = backend.clock.now();
    backend.public_reports.get_or_make(&code, now, async || made(backend, code.clone()).await).await
}

async fn made(backend: &Backend, community: AreaCode) -> Result<Report, AppError> {
    Ok(told(compute(backend, community, None, None).await?))
}

async fn code_of(backend: &Backend, community: &str) -> Result<AreaCode, AppError> {
    let missing = || AppError::not_found("area.community_not_found", "这个社区");
    let code = AreaCode::parse(community).map_err(|_| missing())?;
    let tree = areas::tree(backend).await?;
    let community = tree.get(&code).filter(|area| area.kind == AreaKind::Community);
    Ok(community.ok_or_else(missing)?.code.clone())
}

/// The report without ratings so few that neighbours could tell whose they are, alone or less one another. Desks
/// read who rated what with each order, and see them all.
fn told(mut report: Report) -> Report {
    let rated = |found: Option<Finding>| found.map_or(0, |found| found.count.n());
    let whole = rated(report.rated());
    for result in &mut report.results {
        let told = match (result.indicator, result.found) {
            (Indicator::Satisfaction, _) => may_be_told(whole),
            (_, Some(Found::Ratings(part))) => may_stand_beside(whole, part.count.n()),
            _ => true,
        };
        if !told {
            *result = IndicatorResult::without_finding(*result);
        }
    }
    let months: Vec<_> = report.trend.iter().map(|point| rated(point.found)).collect();
    for (point, hidden) in report.trend.iter_mut().zip(hidden(&months)) {
        if hidden {
            (point.found, point.held_back) = (None, true);
        }
    }
    report
}
